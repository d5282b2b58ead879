package ticker

import "time"

func pollTicker(done <-chan struct{}) {
	t := time.NewTicker(time.Second) // want `.*`
	for {
		select {
		case <-t.C:
			use(work())
		case <-done:
			return
		}
	}
}

func tick(done <-chan struct{}) {
	c := time.Tick(time.Second) // want `.*`
	for {
		select {
		case <-c:
		case <-done:
			return
		}
	}
}

func inline(ch <-chan int) int {
	select {
	case v := <-ch:
		return v
	case <-time.NewTicker(time.Second).C: // want `.*`
		return 0
	}
}

type prober struct{ t *time.Ticker }

func newProber() *prober { return &prober{t: time.NewTicker(time.Second)} } // want `.*`
