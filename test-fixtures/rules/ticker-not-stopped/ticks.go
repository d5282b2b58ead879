package ticker

import (
	"sync"
	"time"
)

func tickInSelect(done <-chan struct{}) {
	for {
		select {
		case <-time.Tick(time.Minute): // want `the ticker of time.Tick cannot be stopped: it goes on when tickInSelect returns` fix: none
		case <-done:
			return
		}
	}
}

func tickThenReturn() {
	for range time.Tick(time.Millisecond) { // want `the ticker of time.Tick cannot be stopped: it goes on when tickThenReturn returns` fix: safe
		if cond() {
			return
		}
		return
	}
}

func tickBreak() {
	for range time.Tick(time.Millisecond) { // want `the ticker of time.Tick cannot be stopped: it goes on when tickBreak returns` fix: safe
		break
	}
}

// The interval is a parameter: time.Tick gives nil for 0, time.NewTicker panics.
func tickEvery(interval time.Duration, done <-chan struct{}) {
	ticks := time.Tick(interval) // want `the ticker of time.Tick cannot be stopped: it goes on when tickEvery returns` fix: review
	select {
	case <-ticks:
	case <-done:
	}
}

func tickHandedOn(done <-chan struct{}) {
	ticks := time.Tick(time.Minute) // want `the ticker of time.Tick cannot be stopped: it goes on when tickHandedOn returns` fix: none
	use(ticks)
	<-done
}

func tickOfResult(done <-chan struct{}) {
	var ticks <-chan time.Time
	ticks = time.Tick(time.Minute) // want `the ticker of time.Tick cannot be stopped: it goes on when tickOfResult returns` fix: none
	select {
	case <-ticks:
	case <-done:
	}
}

// The goroutine ends, the ticker does not.
func tickInGoroutine(done <-chan struct{}) {
	var group sync.WaitGroup
	group.Add(1)
	go func() {
		defer group.Done()
		ticks := time.Tick(time.Minute) // want `the ticker of time.Tick cannot be stopped: it goes on when tickInGoroutine.func1 returns` fix: safe
		select {
		case <-ticks:
		case <-done:
		}
	}()
	group.Wait()
}
