package kit

import (
	"math/rand/v2"
	"strconv"
	"sync"

	. "github.com/onsi/ginkgo/v2"
)

// Speech is n random letters, so that nobody can know beforehand what will be said. There are no
// blanks at its edges: whoever takes those off is to fail always, not now and then.
func Speech(n int) []byte {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 ."
	words := make([]byte, n)
	chance(func(random *rand.ChaCha8) { _, _ = random.Read(words) })
	for i, b := range words {
		words[i] = letters[int(b)%len(letters)]
		if edge := i == 0 || i == n-1; edge && words[i] == ' ' {
			words[i] = '.'
		}
	}
	return words
}

// Random is a random number from 0 to n-1.
func Random(n int) (number int) {
	chance(func(random *rand.ChaCha8) { number = int(random.Uint64() % uint64(n)) })
	return number
}

// chance lends out the one source of randomness, seeded with the suite's seed.
var chance = func() func(use func(*rand.ChaCha8)) {
	var mu sync.Mutex
	var random *rand.ChaCha8
	return func(use func(*rand.ChaCha8)) {
		mu.Lock()
		defer mu.Unlock()
		if random == nil { // not before the flags are parsed
			var seed [32]byte
			copy(seed[:], strconv.FormatInt(GinkgoRandomSeed(), 10))
			random = rand.NewChaCha8(seed)
		}
		use(random)
	}
}()
