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
