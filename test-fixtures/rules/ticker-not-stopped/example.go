package ticker

import "time"

func pollHeads(done <-chan struct{}) {
	ticker := time.NewTicker(time.Second) // want `ticker is never stopped: pollHeads returns at line 12 without it` fix: safe
	for {
		select {
		case <-ticker.C:
			use(work())
		case <-done:
			return
		}
	}
}

func pollHeadsAndStop(done <-chan struct{}) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop() // ok
	for {
		select {
		case <-ticker.C:
			use(work())
		case <-done:
			return
		}
	}
}
