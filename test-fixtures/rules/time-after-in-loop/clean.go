package timeafter

import "time"

// the timer is always consumed: at most one alive
func okSleep(quit <-chan struct{}) {
	for {
		select {
		case <-quit:
			return
		case <-time.After(time.Second):
			use(work())
		}
	}
}

func okOnce(in <-chan Msg) {
	select {
	case <-in:
	case <-time.After(time.Second):
	}
}

func okHoisted(in <-chan Msg) {
	timeout := time.After(time.Minute)
	for {
		select {
		case m := <-in:
			use(m)
		case <-timeout:
			return
		}
	}
}
