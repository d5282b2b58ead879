package loops

import (
	"io"
	"os"
	"sync"
)

func readAll(names []string) error {
	for _, name := range names {
		file, err := os.Open(name)
		if err != nil {
			return err
		}
		defer file.Close() // want `file.Close\(\) runs when readAll returns.*` fix: review
		use(file)
		use(name)
	}
	return nil
}

func countAll(guard *sync.Mutex, names []string) (count int) {
	for range names {
		guard.Lock()
		defer guard.Unlock() // want `guard.Unlock\(\) runs when countAll returns.*` fix: review+review
		count++
	}
	return count
}

func touchAll(names []string) {
	for _, name := range names {
		file, _ := os.Create(name)
		defer file.Close() // want `file.Close\(\) runs when touchAll returns.*` fix: review+review
	}
}

// The variable holds another file at the end of the iteration.
func swapAll(names []string, next *os.File) {
	for _, name := range names {
		file, _ := os.Open(name)
		defer file.Close() // want `file.Close\(\) runs when swapAll returns.*` fix: review
		file = next
		use(file)
	}
}

// The statements behind it may leave the iteration.
func someOf(names []string) {
	for _, name := range names {
		file, err := os.Open(name)
		if err != nil {
			continue
		}
		defer file.Close() // want `file.Close\(\) runs when someOf returns.*` fix: none
		if cond() {
			continue
		}
		use(file)
	}
}

func copyAll(names []string, to io.Writer) {
	for _, name := range names {
		file, _ := os.Open(name)
		defer func() { _ = file.Close() }() // want `file.Close\(\) runs when copyAll returns.*` fix: review
		_, _ = io.Copy(to, file)
	}
}
