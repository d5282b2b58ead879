package ticker

import "time"

func poll(ch <-chan int) int {
	t := time.NewTicker(time.Minute) // ok: collected without Stop from Go 1.23 on
	select {
	case n := <-ch:
		return n
	case <-t.C:
		return 0
	}
}
