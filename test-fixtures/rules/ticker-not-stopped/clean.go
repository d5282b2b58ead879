package ticker

import "time"

func okDefer(done <-chan struct{}) {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	<-done
}

func okEndless() { // never returns: nothing to release
	for range time.Tick(time.Second) {
		use()
	}
}

type prober2 struct{ t *time.Ticker }

func newProber2() *prober2 { return &prober2{t: time.NewTicker(time.Second)} }
func (p *prober2) Close()  { p.t.Stop() }
func okFired()             { <-time.NewTimer(time.Second).C } // fires before the function goes on

func okReset(d time.Duration, ch <-chan int) {
	t := time.NewTimer(d)
	defer t.Stop()
	for range ch {
		t.Reset(d)
		<-t.C
	}
}

func okAfterFunc(f func()) *time.Timer { return time.AfterFunc(time.Second, f) }

// The channel of a ticker is never closed: the loop does not end.
func okEndlessTicker() {
	ticker := time.NewTicker(time.Second)
	for range ticker.C {
		use()
	}
}

// The only way out stops it.
func okStoppedInside() {
	ticker := time.NewTicker(time.Millisecond)
	for range ticker.C {
		if !cond() {
			ticker.Stop()
			return
		}
	}
}
