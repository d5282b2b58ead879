package timeafter

import "time"

func pump(in <-chan int) (sum int) {
	for {
		select {
		case n := <-in:
			sum += n
		case <-time.After(time.Minute): // ok: collected from Go 1.23 on
			return sum
		}
	}
}
