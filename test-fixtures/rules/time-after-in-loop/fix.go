package timeafter

import "time"

func pumpMessages(messages <-chan Msg) {
	for {
		select {
		case message := <-messages:
			use(message)
		case <-time.After(time.Minute): // want `each iteration that another case ends leaves a timer behind until time.Minute have passed` fix: review
			return
		}
	}
}

func pumpLabelled(messages <-chan Msg, idle time.Duration) {
outer:
	for {
		use(messages)
		select {
		case message := <-messages:
			use(message)
		case at := <-time.After(2 * idle): // want `each iteration .* until 2 \* idle have passed` fix: review
			use(at)
			break outer
		}
	}
}

func pumpField(messages <-chan Msg) {
	for i := 0; i < 20; i++ {
		select {
		case message := <-messages:
			use(message)
		case <-time.NewTimer(time.Hour).C: // want `each iteration .* until time.Hour have passed` fix: review
		}
	}
}

// The time that is left is another one in each iteration.
func pumpUntil(messages <-chan Msg, deadline time.Time) {
	for {
		select {
		case message := <-messages:
			use(message)
		case <-time.After(time.Until(deadline)): // want `each iteration .*` fix: none
			return
		}
	}
}

func pumpLonger(messages <-chan Msg) {
	wait := time.Minute
	for {
		select {
		case message := <-messages:
			use(message)
			wait *= 2
		case <-time.After(wait): // want `each iteration .*` fix: none
			return
		}
	}
}

func pumpInner(messages <-chan Msg) {
	for i := 0; i < 20; i++ {
		if cond() {
			select {
			case message := <-messages:
				use(message)
			case <-time.After(time.Hour): // want `each iteration .*` fix: none
				return
			}
		}
	}
}
