package loops

import "sync"

func assignedByTheClause(head *block) {
	var b *block
	for b = head; b != nil; b = b.parent {
		go func() { use(b) }() // want `goroutine captures b, which the loop assigns and does not declare: it may see the value of a later iteration` fix: safe
	}
}

func assignedByTheUpdate(head *block) {
	b := head
	for ; b != nil; b = b.parent {
		go func() { use(b) }() // want `goroutine captures b, which the loop assigns .*`
	}
}

func assignedCounter(n int) {
	var i int
	for i = 0; i < n; i++ {
		go func() { use(i) }() // want `goroutine captures i, which the loop assigns .*`
	}
}

func assignedByRange(peers []peer) {
	var p peer
	for _, p = range peers {
		go func() { use(p) }() // want `goroutine captures p, which the loop assigns .*`
	}
}

func assignedInAnEndlessLoop(source chan peer) {
	var p peer
	var isOpen bool
	for {
		p, isOpen = <-source
		if !isOpen {
			return
		}
		go func() { use(p) }() // want `goroutine captures p, which the loop assigns .*` fix: safe
	}
}

func declaredInAnEndlessLoop(source chan peer) {
	for {
		p, isOpen := <-source
		if !isOpen {
			return
		}
		go func() { use(p) }() // ok: p is of the iteration
	}
}

func assignedAndJoined(peers []peer) {
	var p peer
	for _, p = range peers {
		done := make(chan bool)
		go func() { use(p); close(done) }() // ok: waits below
		<-done
	}
}

func assignedAndGuarded(peers []peer) {
	var mutex sync.Mutex
	last := -1
	for _, p := range peers {
		mutex.Lock()
		last = p.id
		mutex.Unlock()
		go func() {
			mutex.Lock()
			_ = last // ok: shared on purpose, behind a lock
			mutex.Unlock()
		}()
		use(p.id)
	}
}

func assignedOnce(peers []peer) {
	var first *peer
	for i := range peers {
		if first == nil {
			first = &peers[i]
		}
		go func() { _ = first.id }() // ok: not every iteration assigns it
		use(i)
	}
}

func assignedBehindAFlag(peers []peer) {
	var p peer
	var group sync.WaitGroup
	isRunning := false
	for i := range peers {
		if !isRunning {
			p = peers[i]
			group.Add(1)
			go func() {
				defer group.Done()
				use(p) // ok: p gets its next value only where isRunning is false again, behind Wait
			}()
			isRunning = true
		} else {
			group.Wait()
			isRunning = false
		}
	}
	group.Wait()
}

func assignedBehindAFlagUnjoined(peers []peer) {
	var p peer
	isRunning := false
	for i := range peers {
		if !isRunning {
			p = peers[i]
			go func() { use(p) }() // want `goroutine captures p, which the loop assigns .*`
			isRunning = true
		}
		isRunning = false
	}
}

type leader struct{ isRunning bool }

func (l *leader) assignedBehindAField(peers []peer) {
	var p peer
	var group sync.WaitGroup
	for i := range peers {
		if !l.isRunning {
			p = peers[i]
			group.Add(1)
			go func() {
				defer group.Done()
				use(p) // ok: p gets its next value only where isRunning is false again, behind Wait
			}()
			l.isRunning = true
		} else {
			group.Wait()
			l.isRunning = false
		}
	}
	group.Wait()
}
