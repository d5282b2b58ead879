package ticker

import "time"

func poll(ch <-chan int) int {
	t := time.NewTicker(time.Minute) // want `t is never stopped: poll returns at line 9 without it` fix: safe
	select {
	case n := <-ch:
		return n
	case <-t.C:
		return 0
	}
}
