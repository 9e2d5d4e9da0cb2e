package submission

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"handshake/internal/course/syllabus"
)

const answer = "02-connect/client.go"

func TestNamesInHostileArchives(t *testing.T) {
	kept := "02-connect/client.go=" + answer
	for title, c := range map[string]struct {
		name  string // beside the answer
		notes int
	}{
		"up":               {"../../../../tmp/02-connect/client.go", 1},
		"up in the middle": {"lessons/../../02-connect/client.go", 1},
		"absolute":         {"/02-connect/client.go", 1},
		"a drive":          {"C:/02-connect/client.go", 1},
		"NUL":              {"02-connect/client.go\x00.txt", 1},
		"no name":          {"", 1},
		"very long":        {strings.Repeat("x", 5000), 1},
		"very deep":        {strings.Repeat("x/", 300) + "y", 0},
		"a direction":      {"02-connect/\u202eog.go", 1},
		"not a name":       {"02-connect/\xff\xfe\xff", 0},
		"dots":             {"./.././x", 1},
		"hidden":           {".git/hooks/post-checkout", 0},
	} {
		items := []item{{name: answer, body: answer}, {name: c.name, body: "x"}}
		archives := map[string][]byte{"zip": zipOf(t, items...)}
		if title != "NUL" { // a tar header cannot hold it
			archives["tar"] = tarOf(t, items...)
		}
		for way, data := range archives {
			s, err := memory(t, data)
			if got := outline(s, err); got != kept || len(s.Notes) != c.notes {
				t.Errorf("%s, %s: got %q with %v", title, way, got, s.Notes)
			}
		}
	}
}

func TestWindowsZips(t *testing.T) {
	for title, c := range map[string]struct{ name, want string }{
		"backslashes":          {`handshake\lessons\02-connect\client.go`, "02-connect/client.go=x"},
		"backslashes upwards":  {`..\02-connect\client.go`, "error no-lesson"},
		"a backslashed drive":  {`C:\02-connect\client.go`, "error no-lesson"},
		"GBK":                  {"\xd5\xc5\xc8\xfd/02-connect/client.go", "02-connect/client.go=x"},
		"GBK, half is a slash": {"\x81\x5c\\02-connect\\client.go", "02-connect/client.go=x"},
		"GBK named lesson":     {"\xd5\xc5\xc8\xfd_02-connect/client.go", "02-connect/client.go=x"},
	} {
		s, err := memory(t, zipOf(t, item{name: c.name, body: "x"}))
		if got := outline(s, err); got != c.want {
			t.Errorf("%s: got %q, want %q", title, got, c.want)
		}
	}
}

func TestOneNameTwiceIsRefused(t *testing.T) {
	for title, items := range map[string][]item{
		"file":         {{name: answer, body: "a"}, {name: answer, body: "b"}},
		"by a dot":     {{name: answer, body: "a"}, {name: "./" + answer, body: "b"}},
		"link":         {{name: answer, body: "a"}, {name: answer, body: "/etc", kind: link}},
		"folder":       {{name: answer, body: "a"}, {name: answer + "/x.go", body: "b"}},
		"folder first": {{name: answer + "/x.go", body: "b"}, {name: answer, body: "a"}},
	} {
		for way, data := range map[string][]byte{"zip": zipOf(t, items...), "tar.gz": gz(t, tarOf(t, items...))} {
			s, err := memory(t, data)
			if got := outline(s, err); got != "02-connect refused duplicate" {
				t.Errorf("%s, %s: got %q", title, way, got)
			}
		}
	}
}

func TestZipsThatCannotBeRead(t *testing.T) {
	good := zipOf(t, item{name: answer, body: strings.Repeat("package connect\n", 100)})
	patch := func(at int, b ...byte) []byte {
		data := slices.Clone(good)
		copy(data[at:], b)
		return data
	}
	directory := bytes.Index(good, []byte("PK\x01\x02"))
	for title, c := range map[string]struct {
		data []byte
		want string
	}{
		"cut off":          {good[:len(good)-30], "error damaged"},
		"cut in the data":  {good[:80], "error damaged"},
		"one letter":       {[]byte("PK"), "error damaged"},
		"encrypted":        {patch(directory+8, good[directory+8]|encryptedFlag), "02-connect refused encrypted"},
		"a strange method": {patch(directory+10, 97), "02-connect refused zip-method"},
		"a wrong checksum": {patch(directory+16, 1, 2, 3, 4), "02-connect refused damaged"},
		"a lying size":     {patch(directory+24, 1, 0, 0, 0), "02-connect refused damaged"},
		"a boasting size":  {patch(directory+24, 0xff, 0xff, 0xff, 0x7f), "02-connect refused too-large"},
		"a broken stream":  {patch(60, 0xff, 0xff, 0xff), "02-connect refused damaged"},
	} {
		s, err := memory(t, c.data)
		if got := outline(s, err); got != c.want {
			t.Errorf("%s: got %q, want %q", title, got, c.want)
		}
		if err != nil {
			soundError(t, err)
		}
		for _, e := range s.Refused {
			soundError(t, e)
		}
	}
}

func TestTarsThatCannotBeRead(t *testing.T) {
	plain := tarOf(t, item{name: answer, body: strings.Repeat("package connect\n", 100)})
	packed := gz(t, plain)
	wrong := slices.Clone(packed)
	wrong[len(wrong)-8] ^= 0xff
	padded := append(slices.Clone(packed), make([]byte, 512)...)
	var odd bytes.Buffer
	w := tar.NewWriter(&odd)
	for _, h := range []*tar.Header{
		{Typeflag: tar.TypeXGlobalHeader, PAXRecords: map[string]string{"comment": "abc"}},
		{Typeflag: tar.TypeChar, Name: "dev/zero", Devmajor: 1, Devminor: 5},
		{Typeflag: tar.TypeFifo, Name: "02-connect/pipe"},
		{Typeflag: tar.TypeLink, Name: "02-connect/hard.go", Linkname: "/etc/passwd"},
		{Typeflag: tar.TypeReg, Name: answer,
			PAXRecords: map[string]string{"HANDSHAKE.long": strings.Repeat("x", 500_000)}},
	} {
		if h.Typeflag != tar.TypeXGlobalHeader {
			h.Mode = 0o644
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for title, c := range map[string]struct {
		data []byte
		want string
	}{
		"cut off":          {packed[:len(packed)/2], "error damaged"},
		"a plain one cut":  {plain[:800], "error damaged"},
		"a wrong checksum": {wrong, "error damaged"},
		"padding behind":   {padded, "02-connect/client.go="},
		"only a beginning": {packed[:4], "error damaged"},
		"odd things":       {odd.Bytes(), "02-connect/client.go="},
	} {
		s, err := memory(t, c.data)
		if got := outline(s, err); !strings.HasPrefix(got, c.want) || len(got) > 2000 {
			t.Errorf("%s: got %.200q, want %q", title, got, c.want)
		}
		if err != nil {
			soundError(t, err)
		}
	}
}

// sparseTar is a tar archive whose one file says that it is 8 GiB of holes (the GNU format
// 0.1 in PAX records).
func sparseTar(t testing.TB) []byte {
	t.Helper()
	const size = 8 << 30
	record := func(key, value string) string {
		n := len(key) + len(value) + 3
		for {
			line := fmt.Sprintf("%d %s=%s\n", n, key, value)
			if len(line) == n {
				return line
			}
			n = len(line)
		}
	}
	records := record("GNU.sparse.size", fmt.Sprint(size)) + record("GNU.sparse.numblocks", "1") +
		record("GNU.sparse.map", fmt.Sprintf("%d,0", size)) + record("GNU.sparse.name", answer)
	block := func(name string, flag byte, size int) []byte {
		b := make([]byte, 512)
		copy(b, name)
		copy(b[100:], fmt.Sprintf("%07o\x00%07o\x00%07o\x00%011o\x00%011o\x00        %c", 0o644, 0, 0, size, 0, flag))
		copy(b[257:], "ustar\x0000")
		sum := 0
		for _, c := range b {
			sum += int(c)
		}
		copy(b[148:], fmt.Sprintf("%06o\x00 ", sum))
		return b
	}
	var buf bytes.Buffer
	buf.Write(block("PaxHeaders/x", 'x', len(records)))
	buf.WriteString(records)
	buf.Write(make([]byte, (512-len(records)%512)%512))
	buf.Write(block("x", '0', 0))
	buf.Write(make([]byte, 1024))
	return buf.Bytes()
}

const gib = 1 << 30

// zeroStream is the deflated form of n MiB of zeros. A flushed piece ends on a byte, and
// means the same however often it is repeated.
func zeroStream(t testing.TB, w io.Writer, n int) (size int64) {
	t.Helper()
	var piece bytes.Buffer
	f, err := flate.NewWriter(&piece, flate.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	zeros := make([]byte, 1<<20)
	for range 2 {
		piece.Reset() // the second piece may point back into the first
		if _, err := f.Write(zeros); err != nil {
			t.Fatal(err)
		}
		if err := f.Flush(); err != nil {
			t.Fatal(err)
		}
		if size == 0 {
			k, _ := w.Write(piece.Bytes())
			size = int64(k)
		}
	}
	for range n - 1 {
		k, err := w.Write(piece.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		size += int64(k)
	}
	end := []byte{0x03, 0x00} // an empty last block
	k, _ := w.Write(end)
	return size + int64(k)
}

func zeroSum(n int) uint32 {
	sum := crc32.NewIEEE()
	zeros := make([]byte, 1<<20)
	for range n {
		_, _ = sum.Write(zeros)
	}
	return sum.Sum32()
}

// bombZip is a zip archive of 1 GiB of zeros beside or instead of the answer. The sizes in
// its list of contents may lie.
func bombZip(t testing.TB, name string, claimed uint64) []byte {
	t.Helper()
	var body, buf bytes.Buffer
	size := zeroStream(t, &body, gib>>20)
	w := zip.NewWriter(&buf)
	raw, err := w.CreateRaw(&zip.FileHeader{
		Name: name, Method: zip.Deflate, CompressedSize64: uint64(size), UncompressedSize64: claimed,
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := raw.Write(body.Bytes()); err != nil {
		t.Fatal(err)
	}
	if name != answer {
		f, err := w.Create(answer)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = f.Write([]byte("x"))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// bombTar is a tar.gz whose answer is 1 GiB of zeros.
func bombTar(t testing.TB) []byte {
	t.Helper()
	var head bytes.Buffer
	w := tar.NewWriter(&head)
	if err := w.WriteHeader(&tar.Header{Name: answer, Mode: 0o644, Typeflag: tar.TypeReg, Size: gib}); err != nil {
		t.Fatal(err)
	}
	var buf bytes.Buffer
	buf.Write(gz(t, head.Bytes()))
	buf.Write([]byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255})
	zeroStream(t, &buf, gib>>20)
	var end [8]byte
	binary.LittleEndian.PutUint32(end[:], zeroSum(gib>>20))
	binary.LittleEndian.PutUint32(end[4:], gib)
	buf.Write(end[:])
	buf.Write(gz(t, make([]byte, 1024)))
	return buf.Bytes()
}

func TestBombsCostNothing(t *testing.T) {
	const limit = 8 << 20 // bytes allocated in all, dead or alive
	var manyNames []item
	for i := range maxEntries + 1 {
		manyNames = append(manyNames, item{name: fmt.Sprint(i)})
	}
	var manyMembers []byte
	for range 20_000 {
		manyMembers = append(manyMembers, emptyMember...)
	}
	for title, c := range map[string]struct {
		data  []byte
		want  string
		limit uint64
	}{
		"zip, beside the answer":       {bombZip(t, "zeros", gib), "02-connect/client.go=x", limit},
		"zip, as the answer":           {bombZip(t, answer, gib), "02-connect refused too-large", limit},
		"zip, as the answer, lying":    {bombZip(t, answer, 10), "02-connect refused damaged", limit},
		"tar.gz":                       {bombTar(t), "error too-large", limit},
		"tar, 8 GiB of holes":          {sparseTar(t), "02-connect refused too-large", limit},
		"zip, too many names":          {zipOf(t, manyNames...), "error too-many", 4 * limit},
		"zip, a list of 300,000 names": {longDirectory(300_000), "error too-many", 8 * limit},
		"tar, too many names":          {tarOf(t, manyNames...), "error too-many", 8 * limit},
		"gzip, thousands of members": {append(manyMembers, gz(t, tarOf(t, files(answer)...))...),
			"02-connect/client.go=" + answer, limit},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		s, err := memory(t, c.data)
		runtime.ReadMemStats(&after)
		if got := outline(s, err); got != c.want {
			t.Errorf("%s: got %.200q, want %q", title, got, c.want)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > c.limit {
			t.Errorf("%s: %d KiB of archive take %d MiB of memory", title, len(c.data)>>10, used>>20)
		}
	}
}

var emptyMember = []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0}

// longDirectory is a zip archive of nothing but n names.
func longDirectory(n int) []byte {
	var buf bytes.Buffer
	entry := make([]byte, 46+1)
	copy(entry, "PK\x01\x02")
	entry[28], entry[46] = 1, 'x'
	buf.WriteString("PK\x03\x04")
	start := buf.Len()
	for range n {
		buf.Write(entry)
	}
	end := make([]byte, 22)
	copy(end, "PK\x05\x06")
	binary.LittleEndian.PutUint16(end[8:], uint16(n))
	binary.LittleEndian.PutUint16(end[10:], uint16(n))
	binary.LittleEndian.PutUint32(end[12:], uint32(buf.Len()-start))
	binary.LittleEndian.PutUint32(end[16:], uint32(start))
	buf.Write(end)
	return buf.Bytes()
}

func TestAnArchiveBeyondItsLimitIsNotOpened(t *testing.T) {
	at := filepath.Join(t.TempDir(), "zhangsan.zip")
	f, err := os.Create(at)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Truncate(maxArchive + 1); err != nil {
		t.Skip("no sparse files here:", err)
	}
	_, err = (Entry{"zhangsan", at}).Read(t.Context(), lessons)
	if got := outline(Submission{}, err); got != "error too-large" {
		t.Errorf("got %s", got)
	}
	soundError(t, err)
}

// sound checks what holds of any submission, however hostile.
func sound(t *testing.T, s Submission, err error) {
	t.Helper()
	if err != nil {
		soundError(t, err)
		return
	}
	for name, answered := range s.Files {
		chosen, err := syllabus.Select(lessons, []string{name})
		if err != nil || s.Refused[name] != nil {
			t.Fatalf("%q is taken", name)
		}
		for file, data := range answered {
			if !slices.Contains(chosen[0].Files, file) || len(data) > syllabus.MaxFile || !utf8.Valid(data) {
				t.Fatalf("%q of %s is taken", file, name)
			}
		}
	}
	for _, e := range s.Refused {
		soundError(t, e)
	}
	if len(s.Notes) > 20 || len(s.Hash) != 64 {
		t.Errorf("%d notes, hash %q", len(s.Notes), s.Hash)
	}
	for _, n := range s.Notes {
		if n.Text.En == "" || n.Text.Zh == "" || strings.ContainsAny(n.Text.En+n.Text.Zh, "\n\x1b\u202e") {
			t.Errorf("%+v is no note for a person", n)
		}
	}
}

// alike checks that reading is sound and comes to the same every time.
func alike(t *testing.T, data []byte) {
	if len(data) > 1<<20 {
		return
	}
	s, err := memory(t, data)
	sound(t, s, err)
	var e *Error
	if errors.As(err, &e) && e.Infrastructure() {
		t.Errorf("this machine is to blame: %v", err)
	}
	if again, _ := memory(t, data); again.Hash != s.Hash {
		t.Errorf("hash %s, then %s", s.Hash, again.Hash)
	}
}

// in64 says where a zip archive's list of contents is in 64 bits.
func in64(archive []byte) []byte {
	at := len(archive) - 22
	end := slices.Clone(archive[at:])
	count, size, offset := binary.LittleEndian.Uint16(end[10:]), binary.LittleEndian.Uint32(end[12:]),
		binary.LittleEndian.Uint32(end[16:])
	more := make([]byte, 56+20)
	copy(more, "PK\x06\x06")
	binary.LittleEndian.PutUint64(more[4:], 44)
	binary.LittleEndian.PutUint64(more[24:], uint64(count))
	binary.LittleEndian.PutUint64(more[32:], uint64(count))
	binary.LittleEndian.PutUint64(more[40:], uint64(size))
	binary.LittleEndian.PutUint64(more[48:], uint64(offset))
	copy(more[56:], "PK\x06\x07")
	binary.LittleEndian.PutUint64(more[64:], uint64(at))
	more[72] = 1
	copy(end[8:], "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff")
	return slices.Concat(archive[:at], more, end)
}

// Whatever an archive says of itself, it lies on a sound disk: nobody else is to blame for it,
// and it is told so forever.
func TestALyingArchiveIsNeverThisMachinesFault(t *testing.T) {
	read := func(data []byte) string {
		s, err := memory(t, data)
		sound(t, s, err)
		var e *Error
		if errors.As(err, &e) && e.Infrastructure() {
			t.Errorf("%x: %v", data, err)
		}
		return outline(s, err)
	}
	said := map[string]int{}
	zipped, tarred := zipOf(t, files(answer)...), tarOf(t, files(answer)...)[:1536]
	for kind, whole := range map[string][]byte{
		"zip": zipped, "zip64": in64(zipped), "tar": tarred, "tar.gz": gz(t, tarred),
	} {
		if got := read(whole); got != "02-connect/client.go="+answer {
			t.Fatalf("%s: got %s", kind, got)
		}
		for i := range whole {
			said[read(whole[:i])]++
			for width := 1; width <= 8; width *= 2 {
				for _, lie := range [][]byte{
					bytes.Repeat([]byte{0xff}, width), make([]byte, width), append(make([]byte, width-1), 0x80),
					append(bytes.Repeat([]byte{0xff}, width-1), 0x7f),
				} {
					lying := slices.Clone(whole)
					copy(lying[i:], lie)
					said[read(lying)]++
				}
			}
		}
	}
	for _, want := range []string{
		"error damaged", "error no-submission", "error no-lesson", "02-connect refused damaged",
		"02-connect refused encrypted", "02-connect refused zip-method", "02-connect refused too-large",
	} {
		if said[want] == 0 {
			t.Errorf("no lie comes to %s", want)
		}
	}
}

func FuzzZip(f *testing.F) {
	for _, items := range [][]item{
		files(answer, "01-listen/server.go"),
		{{name: answer, kind: link, body: "/etc"}, {name: "../x"}, {name: `a\01-listen\server.go`}},
		{{name: "\xd5\xc5/02-connect/client.go"}, {name: "02-connect/Client.go"}},
	} {
		f.Add(zipOf(f, items...))
	}
	whole := zipOf(f, files(answer, answer)...)
	f.Add(whole[:len(whole)-10])
	// encrypted
	f.Add(bytes.Replace(whole, []byte("PK\x01\x02\x14\x03\x14\x00\x08"), []byte("PK\x01\x02\x14\x03\x14\x00\x09"), 1))
	f.Add(longDirectory(3))
	f.Add(in64(whole))
	f.Fuzz(alike)
}

func FuzzTar(f *testing.F) {
	for _, items := range [][]item{
		files(answer, "01-listen/server.go"),
		{{name: answer, kind: link, body: "/etc"}, {name: "../x"}, {name: "pipe", kind: special}},
		{{name: strings.Repeat("x/", 100) + answer}, {name: answer}, {name: answer + "/x.go"}},
	} {
		f.Add(tarOf(f, items...))
		f.Add(gz(f, tarOf(f, items...)))
	}
	f.Add(sparseTar(f))
	f.Add(append(slices.Clone(emptyMember), emptyMember...))
	var buf bytes.Buffer
	w, _ := gzip.NewWriterLevel(&buf, gzip.HuffmanOnly)
	_, _ = w.Write(tarOf(f, files(answer)...))
	_ = w.Close()
	f.Add(buf.Bytes())
	f.Fuzz(alike)
}
