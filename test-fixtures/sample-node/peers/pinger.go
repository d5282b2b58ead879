package peers

import (
	"sync"
	"time"
)

// Pinger asks a peer for a sign of life at intervals.
type Pinger struct {
	ticker *time.Ticker
	quit   chan struct{}
	once   sync.Once
}

// StartPinger sends a ping at every interval until Stop is called.
func StartPinger(conn *Conn, interval time.Duration) *Pinger {
	p := &Pinger{ticker: time.NewTicker(interval), quit: make(chan struct{})}
	go func() {
		for {
			select {
			case <-p.ticker.C:
				if conn.Send([]byte("ping")) != nil {
					return
				}
			case <-p.quit:
				return
			}
		}
	}()
	return p
}

// Stop ends the pings.
func (p *Pinger) Stop() {
	p.once.Do(func() { close(p.quit) })
}

// Reporter logs at intervals how many connections are open.
type Reporter struct {
	ticker *time.Ticker
	quit   chan struct{}
	once   sync.Once
}

// StartReporter reports at every interval until Stop is called.
func StartReporter(report func(int64), interval time.Duration) *Reporter {
	r := &Reporter{ticker: time.NewTicker(interval), quit: make(chan struct{})}
	go func() {
		for {
			select {
			case <-r.ticker.C:
				report(OpenConns())
			case <-r.quit:
				return
			}
		}
	}()
	return r
}

// Stop ends the reports.
func (r *Reporter) Stop() {
	r.once.Do(func() {
		r.ticker.Stop()
		close(r.quit)
	})
}
