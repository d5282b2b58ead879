//go:build go1.23

package ticker

import "time"

// The language of the file is that of Go 1.23. The run time goes by go.mod.
func pollNewer(ch <-chan int) int {
	t := time.NewTicker(time.Minute) // want `t is never stopped: pollNewer returns at line 12 without it` fix: safe
	select {
	case n := <-ch:
		return n
	case <-t.C:
		return 0
	}
}
