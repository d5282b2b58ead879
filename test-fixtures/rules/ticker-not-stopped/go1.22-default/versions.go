package ticker

import "time"

func poll(ch <-chan int) int {
	t := time.NewTicker(time.Minute) // ok: the run time goes by the setting
	select {
	case n := <-ch:
		return n
	case <-t.C:
		return 0
	}
}
