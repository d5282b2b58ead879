package loops

import (
	"net"
	"os"
	"sync"
)

func hashAll(names []string) error {
	for _, n := range names {
		f, err := os.Open(n)
		if err != nil {
			return err
		}
		defer f.Close() // want `.*`
		use(f)
	}
	return nil
}

func lockLoop(mus []*sync.Mutex, n int) {
	var mu sync.Mutex
	for i := 0; i < n; i++ {
		mu.Lock()
		defer mu.Unlock() // want `.*`
	}
}

func endless(ln net.Listener) {
	for {
		c, err := ln.Accept()
		if err != nil {
			continue
		}
		defer c.Close() // want `.*`
	}
}
