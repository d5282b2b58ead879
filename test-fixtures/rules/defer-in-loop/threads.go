package loops

import (
	"io"
	"net"
	"os"
	"runtime"
)

// Shapes that other checks were said to be wrong about.

func retried(name string) (text []byte, err error) {
	for tries := 0; tries < 10; tries++ {
		file, openErr := os.Open(name)
		if openErr != nil {
			err = openErr
			continue
		}
		defer file.Close() // ok: gocritic#1451: the iteration that defers is the last one
		return io.ReadAll(file)
	}
	return nil, err
}

func endsItself(names []string, done chan<- string) {
	for _, name := range names {
		file, err := os.Open(name)
		if err != nil {
			continue
		}
		defer file.Close() // ok: go-tools#444: the goroutine ends here
		done <- file.Name()
		runtime.Goexit()
	}
}

func servedOnce(ln net.Listener) error {
	for {
		conn, err := ln.Accept()
		if err != nil {
			return err
		}
		defer conn.Close() // ok: one connection is all it takes
		_, err = io.Copy(io.Discard, conn)
		return err
	}
}
