package roster

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxSafeName bounds a safe name, in bytes: with an extension it fits on every system.
const maxSafeName = 120

// SafeName is a file name for a student that is harmless on every system: letters, digits
// and -_.@+ and spaces, no leading dot or dash, no name that Windows keeps for itself. A
// name that had to be changed ends in a hash of the original, so that no two students share
// one; names that differ by case alone are the caller's to keep apart (Match does).
func SafeName(student string) string {
	safe := strings.Map(func(r rune) rune {
		if strings.ContainsRune("-_.@+ ", r) || visible(r) {
			return r
		}
		return '_'
	}, norm.NFC.String(strings.ToValidUTF8(student, "_")))
	safe = strings.TrimRight(strings.TrimLeft(safe, ".- "), ". ")
	if safe == student && len(safe) > 0 && len(safe) <= maxSafeName && !reserved(safe) && !hashed.MatchString(safe) {
		return safe
	}
	sum := sha256.Sum256([]byte(student))
	suffix := "-" + hex.EncodeToString(sum[:8])
	if room := maxSafeName - len(suffix) - 1; len(safe) > room {
		for !utf8.RuneStart(safe[room]) {
			room--
		}
		safe = safe[:room]
	}
	if safe == "" || reserved(safe) {
		safe = "_" + safe
	}
	return safe + suffix
}

// hashed matches names that look as if they had been changed.
var hashed = regexp.MustCompile(`-[0-9a-fA-F]{16}$`)

// visible reports whether r is a letter or digit that can be seen; fillers of Hangul count
// as letters and cannot.
func visible(r rune) bool {
	switch r {
	case '\u115f', '\u1160', '\u3164', '\uffa0':
		return false
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) ||
		unicode.IsMark(r) && unicode.IsGraphic(r) && !unicode.Is(unicode.Variation_Selector, r)
}

// device matches the names of Windows devices, with any extension.
var device = regexp.MustCompile(`(?i)^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])[ ]*(?:\.|$)`)

func reserved(name string) bool { return device.MatchString(name) }
