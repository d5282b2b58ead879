package timeafter

import "time"

func pumpVotes(votes <-chan Msg) {
	for {
		select {
		case vote := <-votes:
			use(vote)
		case <-time.After(time.Minute): // want `each iteration that another case ends leaves a timer behind until time.Minute have passed`
			return
		}
	}
}

func pumpVotesWithOneTimer(votes <-chan Msg) {
	timeout := time.NewTimer(time.Minute)
	defer timeout.Stop() // ok
	for {
		select {
		case vote := <-votes:
			use(vote)
		case <-timeout.C:
			return
		}
	}
}
