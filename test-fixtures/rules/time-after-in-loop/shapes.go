package timeafter

import "time"

func poll(messages <-chan Msg) {
	for {
		select {
		case message := <-messages:
			use(message)
			continue
		case <-time.After(time.Hour): // want `each iteration .*` fix: review
		}
		return
	}
}

func overMessages(messages []Msg, to chan<- Msg) {
	for _, message := range messages {
		select {
		case to <- message:
		case <-time.After(time.Hour): // want `each iteration .*` fix: review
		}
	}
}

func orNot(messages <-chan Msg) {
	for i := 0; i < 20; i++ {
		select {
		case <-time.After(time.Hour): // want `each iteration .*` fix: review
		default:
		}
	}
}

// Whatever comes first ends the loop.
func okEitherEnds(messages <-chan Msg) {
	for {
		select {
		case message := <-messages: // ok
			use(message)
			return
		case <-time.After(time.Millisecond):
			return
		}
	}
}

// It is received from outside a select, in every iteration.
func okPause() {
	for i := 0; i < 3; i++ {
		<-time.After(time.Millisecond) // ok
	}
}
