package ticker

import "time"

func returnEarly(done <-chan struct{}) error {
	t := time.NewTicker(time.Minute) // want `t is not stopped on the path through line 8` fix: safe
	if err := workErr(); err != nil {
		return err
	}
	<-done
	t.Stop()
	return nil
}

func replaced(done <-chan struct{}) {
	t := time.NewTicker(time.Minute) // want `.*`
	if cond() {
		t = time.NewTicker(time.Hour)
	}
	defer t.Stop()
	<-done
}

func perItem(items []int) {
	for range items {
		t := time.NewTicker(time.Minute) // want `.*`
		use(t.C)
	}
}

func dropped() {
	_ = time.NewTicker(time.Minute) // want `.*`
}

func timerPerItem(items []int) {
	for range items {
		t := time.NewTimer(time.Hour) // want `.*`
		use(t.C)
	}
}

func okStopInGoroutine(done <-chan struct{}) {
	t := time.NewTicker(time.Minute) // ok: the goroutine stops it
	go func() {
		defer t.Stop()
		<-done
	}()
}

func okStopAndReset(done <-chan struct{}) {
	t := time.NewTicker(time.Minute)
	defer t.Stop() // ok
	t.Reset(time.Hour)
	<-done
}

func okStopInDefer(done <-chan struct{}) {
	t := time.NewTicker(time.Minute) // ok
	defer func() {
		t.Stop()
	}()
	<-done
}

func okTimerFired(d time.Duration, items []int) {
	for range items {
		t := time.NewTimer(d) // ok: it has fired
		<-t.C
	}
}

func okTimerOnce(done <-chan struct{}) {
	t := time.NewTimer(time.Minute) // ok: it fires once unrun: it is alive until then
	select {
	case <-t.C:
	case <-done:
	}
}
