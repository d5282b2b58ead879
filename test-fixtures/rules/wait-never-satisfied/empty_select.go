package waits

// Goroutines that block on purpose never end.

func emptySelect() {
	go func() {
		use(work())
		select {} // want `goroutine blocks for ever in select \{\}: it never ends`
	}()
}

func emptySelectInBranch() {
	go func() {
		if cond() {
			select {} // want `goroutine blocks for ever in select \{\}: .*`
		}
	}()
}

func emptySelectPerPeer(peers []Peer) {
	for _, p := range peers {
		go func() {
			use(p)
			select {} // want `goroutine blocks for ever in select \{\}: .*`
		}()
	}
}

// run: startsHold()
func hold() {
	use(work())
	select {} // want `goroutine hold blocks for ever in select \{\}: .*`
}

func startsHold() { go hold() }

type holder struct{ n int }

// run: (&holder{}).start()
func (h *holder) hold() {
	select {} // want `goroutine hold blocks for ever in select \{\}: .*`
}

func (h *holder) start() { go h.hold() }

func emptySelectByCall() {
	go func() {
		func() {
			select {} // want `goroutine blocks for ever in select \{\}: .*`
		}()
	}()
}

type holders struct{ n int }

func (h *holders) hold() {
	select {} // ok: nothing here starts this one unrun: blocks its caller by design
}

func okSelectWithCase(ch chan int) {
	go func() {
		select {
		case <-ch: // ok unrun: the caller owns the channel
		}
	}()
}

func okNotStarted() {
	select {} // ok: the caller decides unrun: blocks its caller by design
}
