package loops

import (
	"context"
	"io"
	"sync"
	"time"
)

func goCapture(peers []peer) {
	for _, p := range peers {
		go func() {
			p.send() // want `goroutine captures p, which all iterations share in Go 1\.21: it may see the value of a later iteration` fix: safe
		}()
	}
}

func threeClauses(n int) {
	for i := 0; i < n; i++ {
		go func() { use(i) }() // want `goroutine captures i, .*` fix: safe+review
	}
}

func notTheLastStatement(peers []peer) {
	n := 0
	for _, p := range peers {
		go func() { use(p) }() // want `goroutine captures p, .*`
		n++
	}
}

func keyAndValue(peers map[int]peer) {
	for k, p := range peers {
		go func() { use(k*100 + p.id) }() // want `goroutine captures k and p, .*` fix: safe
	}
}

func twoGoroutines(peers []peer) {
	for _, p := range peers {
		go func() { use(p.id) }() // want `goroutine captures p, .*` fix: safe
		go func() { use(-p.id) }()
	}
}

func overAChannel(peers chan peer) {
	for p := range peers {
		go func() { use(p) }() // want `goroutine captures p, .*`
	}
}

func copyInsideIsTooLate(peers []peer) {
	for _, p := range peers {
		go func() {
			p := p // want `goroutine captures p, .*`
			use(p)
		}()
	}
}

func nestedLiterals(peers []peer) {
	for _, p := range peers {
		go func() {
			defer func() { use(p) }() // want `goroutine captures p, .*`
		}()
	}
}

func startedByAFunctionCalledAtOnce(peers []peer) {
	for _, p := range peers {
		func() {
			go func() { use(p) }() // want `goroutine captures p, .*`
		}()
	}
}

func namedFirst(peers []peer) {
	for _, p := range peers {
		run := func() { use(p) } // want `goroutine captures p, .*`
		go run()
	}
}

func handedToTheGoroutine(peers []peer) {
	for _, p := range peers {
		go call(func() { use(p) }) // want `goroutine captures p, .*`
	}
}

func call(f func()) { f() }

func inAGoroutineOfItsOwn(peers []peer) {
	done := make(chan bool)
	go func() {
		for _, p := range peers {
			go func() { use(p) }() // want `goroutine captures p, .*`
		}
		close(done)
	}()
	<-done
}

func innerLoop(rows [][]int) {
	for _, row := range rows {
		for _, cell := range row {
			go func() { use(cell*10 + row[0]) }() // want `goroutine captures cell, .*` `goroutine captures row, .*`
		}
	}
}

func afterFunc(peers []peer) {
	var group sync.WaitGroup
	for _, p := range peers {
		group.Add(1)
		time.AfterFunc(time.Millisecond, func() {
			use(p.id) // want `function passed to time.AfterFunc captures p, .*` fix: safe
			group.Done()
		})
	}
	group.Wait()
}

func afterTheContext(peers []peer) {
	ctx, cancel := context.WithCancel(context.Background())
	for _, p := range peers {
		context.AfterFunc(ctx, func() { use(p) }) // want `function passed to context.AfterFunc captures p, .*`
	}
	cancel() // no race: what it starts comes behind the loop
}

func labelled(peers []peer) {
outer:
	for _, p := range peers {
		for {
			go func() { use(p) }() // want `goroutine captures p, .*`
			continue outer
		}
	}
}

func semaphore(peers []peer) {
	slots := make(chan bool, 3)
	for _, p := range peers {
		slots <- true
		go func() {
			use(p) // want `goroutine captures p, .*`
			<-slots
		}()
	}
}

func waitsOnlySometimes(peers []peer, waits bool) {
	done := make(chan bool, 3)
	for _, p := range peers {
		go func() {
			use(p) // want `goroutine captures p, .*`
			done <- true
		}()
		if waits && p.id < 0 {
			<-done
		}
	}
}

func waitsForSomethingElse(peers []peer) {
	ticks := make(chan bool, 1)
	for _, p := range peers {
		ticks <- true
		go func() { use(p) }() // want `goroutine captures p, .*`
		<-ticks
	}
}

func someOfThem(peers []peer) {
	for _, p := range peers {
		if p.id < 0 {
			continue
		}
		go func() { use(p) }() // want `goroutine captures p, .*`
	}
}

func arguments(peers []peer) {
	for _, p := range peers {
		go use(p)          // ok: evaluated by the go statement
		go p.miner().log() // ok
	}
}

func (p peer) miner() miner { return miner{p.id + 100} }

type miner struct{ id int }

func (m miner) log() { use(m.id) }

func waitGroupInTheIteration(peers []peer) {
	for _, p := range peers {
		var group sync.WaitGroup
		group.Add(1)
		go func() { defer group.Done(); use(p) }() // ok: waits below
		group.Wait()
	}
}

func waitGroupOfOutside(peers []peer) {
	var group sync.WaitGroup
	for _, p := range peers {
		group.Add(1)
		go func() { defer group.Done(); use(p) }() // ok: waits below
		group.Wait()
	}
}

func receiveInTheIteration(peers []peer) {
	for _, p := range peers {
		done := make(chan struct{})
		go func() { defer close(done); use(p) }() // ok: waits below
		<-done
	}
}

func receiveInALoop(peers []peer) {
	done := make(chan bool)
	for _, p := range peers {
		for n := 0; n < 1; n++ {
			go func() { use(p); done <- true }() // ok: waits below
		}
		for n := 0; n < 1; n++ {
			<-done
		}
	}
}

func selectInTheIteration(peers []peer, ctx context.Context) {
	for _, p := range peers {
		result := make(chan int, 1)
		go func() { use(p); result <- p.id }() // ok: waits below
		select {
		case <-result:
		case <-ctx.Done():
			return
		}
	}
}

func rangeInTheIteration(peers []peer) {
	for _, p := range peers {
		results := make(chan int)
		go func() { use(p); close(results) }() // ok: waits below
		for range results {
		}
	}
}

func joinedInsideAFunctionCalledAtOnce(peers []peer) {
	for _, p := range peers {
		func() {
			done := make(chan bool)
			go func() { use(p); close(done) }() // ok: the function waits
			<-done
		}()
	}
}

func lastIteration(peers []peer) {
	for _, p := range peers {
		go func() { use(p) }() // ok: there is no later iteration
		break
	}
}

func lastIterationOfManyLoops(rows [][]int) {
	n := 0
	for {
		for _, cell := range rows[n] {
			go func() { use(cell) }() // ok: the loop is left, the next has a cell of its own
			break
		}
		n++
		if n == len(rows) {
			return
		}
	}
}

func returnsBehind(peers []peer) {
	for _, p := range peers {
		if p.id >= 0 {
			go func() { use(p) }() // ok: there is no later iteration
			return
		}
	}
}

func perClause(values []any, source chan int) {
	for range values {
		select {
		case v := <-source:
			go func() { use(v) }() // ok: v is of the clause
		default:
		}
	}
}

func typeSwitch(values []any) {
	for n := range values {
		switch v := any(n).(type) {
		case int:
			go func() { use(v) }() // ok: v is of the clause
		}
	}
}

func unknownCallee(peers []peer) {
	var later []func()
	for _, p := range peers {
		keep(&later, func() { use(p) }) // known-miss: what keep does with it is not followed
	}
	for _, f := range later {
		f()
	}
}

func keep(list *[]func(), f func()) { *list = append(*list, f) }

func bodyCounts(n int) {
	for i := 0; i < n; {
		go func() { use(i) }() // want `goroutine captures i, .*`
		i++
	}
}

func throughAPipe(peers []peer) {
	for _, p := range peers {
		r, w := io.Pipe()
		go func() { // the iteration does wait, and nothing here shows it but the pipe: of low confidence
			io.WriteString(w, p.name) // want `goroutine captures p, .*` unrun: ReadAll waits for it
			w.Close()
		}()
		text, _ := io.ReadAll(r)
		use(string(text))
	}
}
