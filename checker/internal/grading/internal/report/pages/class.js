(() => {
  const key = "handshake-lang";
  let kept = null;
  try { kept = localStorage.getItem(key); } catch { /* no memory here */ }
  for (const choice of document.querySelectorAll("[name=lang]")) {
    if (choice.value === kept) choice.checked = true;
    const told = () => { if (choice.checked) document.documentElement.lang = choice.value; };
    told();
    choice.addEventListener("change", () => {
      told();
      try { localStorage.setItem(key, choice.value); } catch { /* for this page only */ }
    });
  }
})();

// Without this script the rows stand in the order of the class. With it, a heading sorts them:
// numbers from the highest, names from the first, and the other way round when asked again.
(() => {
  const bodies = [...document.querySelectorAll(".heat tbody")];
  const sizes = bodies.map((body) => body.rows.length);
  const text = (row, column) => row.cells[column].textContent.trim();
  const number = (row, column) => Number(text(row, column).match(/[0-9.]+(?=[^0-9.]*$)/)?.[0] ?? -1);
  const sort = (heading) => {
    const column = heading.cellIndex;
    const again = heading.getAttribute("aria-sort") === (column ? "descending" : "ascending");
    const order = !column === !again ? "ascending" : "descending";
    const rows = bodies.flatMap((body) => [...body.rows]);
    rows.sort((a, b) => column ? number(a, column) - number(b, column) : text(a, 0).localeCompare(text(b, 0)));
    if (order === "descending") rows.reverse();
    bodies.forEach((body, i) => body.append(...rows.splice(0, sizes[i])));
    for (const other of document.querySelectorAll(".heat thead th")) {
      other.removeAttribute("aria-sort");
      if (other.cellIndex === column) other.setAttribute("aria-sort", order);
    }
  };
  for (const heading of document.querySelectorAll(".heat thead th")) {
    const button = document.createElement("button");
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sort(heading));
    heading.append(button);
  }
})();
