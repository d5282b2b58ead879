//go:debug asynctimerchan=1

package main

import "time"

func main() {}

func poll(ch <-chan int) int {
	t := time.NewTicker(time.Minute) // want `t is never stopped: poll returns at line 13 without it` fix: safe
	select {
	case n := <-ch:
		return n
	case <-t.C:
		return 0
	}
}
