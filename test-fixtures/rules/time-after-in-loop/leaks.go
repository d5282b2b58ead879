package timeafter

import "time"

func pump(in <-chan Msg) {
	for {
		select {
		case m := <-in:
			use(m)
		case <-time.After(time.Minute): // want `.*`
			return
		}
	}
}
