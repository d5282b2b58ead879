package ranges

import (
	"sync"
	"time"
)

// Stop does not close the channel of a ticker or timer.

func stoppedTicker(d time.Duration) {
	ticker := time.NewTicker(time.Hour)
	defer ticker.Stop()
	go func() {
		for range ticker.C { // want `goroutine ranges over ticker\.C, which Stop does not close: it waits for ever once ticker is stopped`
			use()
		}
	}()
	use(work())
}

func stoppedAtTheEnd(d time.Duration) {
	var ticker = time.NewTicker(time.Hour)
	go func() {
		for now := range ticker.C { // want `goroutine ranges over ticker\.C, .*`
			use(now)
		}
	}()
	use(work())
	ticker.Stop()
}

func stoppedWithGroup(d time.Duration) {
	ticker := time.NewTicker(time.Hour)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for range ticker.C { // want `goroutine ranges over ticker\.C, .*`
			use()
		}
	}()
	ticker.Stop()
}

func rangesOverTimer() {
	timer := time.NewTimer(time.Hour)
	go func() {
		for range timer.C { // want `goroutine ranges over timer\.C, which Stop does not close: it waits for ever once timer is stopped`
			use()
		}
	}()
	timer.Stop()
}

func okTickerForEver() {
	ticker := time.NewTicker(time.Hour)
	go func() {
		for range ticker.C { // ok: a loop by design unrun: runs for ever by design
			use()
		}
	}()
}

func okTickerStoppedInside(n int) {
	ticker := time.NewTicker(time.Millisecond)
	go func() {
		defer ticker.Stop()
		for range ticker.C { // ok: it leaves by itself
			if n--; n <= 0 {
				return
			}
		}
	}()
}

func okTickerWithQuit() {
	ticker := time.NewTicker(time.Hour)
	quit := make(chan struct{})
	go func() {
		for {
			select {
			case <-ticker.C: // ok: quit ends it
				use()
			case <-quit:
				return
			}
		}
	}()
	use(work())
	ticker.Stop()
	close(quit)
}

func okTickerInTheSameGoroutine(n int) {
	ticker := time.NewTicker(time.Millisecond)
	defer ticker.Stop()
	for range ticker.C { // ok: not stopped while it ranges
		if n--; n <= 0 {
			return
		}
	}
}
