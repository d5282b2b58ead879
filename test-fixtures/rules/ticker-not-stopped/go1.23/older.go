//go:build go1.21

package ticker

import "time"

// The language of the file is that of Go 1.21. The run time goes by go.mod.
func pollOlder(ch <-chan int) int {
	t := time.NewTicker(time.Minute) // ok: the program is one of Go 1.23
	select {
	case n := <-ch:
		return n
	case <-t.C:
		return 0
	}
}
