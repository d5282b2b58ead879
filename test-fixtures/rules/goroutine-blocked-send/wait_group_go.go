//go:build go1.25

package sends

import (
	"sync"
	"time"
)

func waitGroupGo(d time.Duration) Result {
	ch := make(chan Result)
	var wg sync.WaitGroup
	wg.Go(func() {
		ch <- work() // want `.* when waitGroupGo returns at line \d+ without receiving`
	})
	select {
	case r := <-ch:
		return r
	case <-time.After(d):
		return Result{}
	}
}
