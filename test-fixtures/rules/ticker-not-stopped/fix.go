package ticker

import (
	"time"
	clock "time"
)

func watchVotes(votes <-chan int, done <-chan struct{}) (total int) {
	ticks := time.Tick(30 * time.Second) // want `the ticker of time.Tick cannot be stopped: it goes on when watchVotes returns` fix: safe
	for {
		select {
		case <-ticks:
			use(total)
		case vote := <-votes:
			total += vote
		case <-done:
			return total
		}
	}
}

func watchUntilFull(limit int) {
	full := 0
outer:
	for at := range clock.Tick(clock.Millisecond) { // want `the ticker of time.Tick cannot be stopped: it goes on when watchUntilFull returns` fix: safe
		use(at)
		if full++; full > limit {
			break outer
		}
	}
}

func watchTwice() {
	ticks := time.Tick(time.Millisecond) // want `the ticker of time.Tick cannot be stopped: it goes on when watchTwice returns` fix: safe
	<-ticks
	at, ok := <-ticks
	use(at, ok)
}

// The goroutine goes on when the function returns, and would then get no more ticks.
func watchLater() {
	ticks := time.Tick(time.Millisecond) // want `the ticker of time.Tick cannot be stopped: it goes on when watchLater returns` fix: none
	go func() { <-ticks }()
}
