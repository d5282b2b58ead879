package loops

import (
	"io"
	"os"
	"sync"
)

func okOneIteration(open func() (io.Closer, error)) error {
	for {
		c, err := open()
		if err != nil {
			continue
		}
		defer c.Close()
		return nil
	}
}

func okLiteral(names []string) {
	for _, n := range names {
		func() {
			f, err := os.Open(n)
			if err != nil {
				return
			}
			defer f.Close()
			use(f)
		}()
	}
}

func okBreak(names []string) {
	for _, n := range names {
		f, err := os.Open(n)
		if err != nil {
			continue
		}
		defer f.Close()
		break
	}
}

func okGoroutine(names []string, wg *sync.WaitGroup) {
	for range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
		}()
	}
}
