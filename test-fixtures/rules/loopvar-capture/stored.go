package loops

func run(functions []func()) {
	for _, f := range functions {
		f()
	}
}

func appended(peers []peer) {
	var fs []func()
	for _, p := range peers {
		fs = append(fs, func() { use(p) }) // want `stored function captures p, which all iterations share in Go 1\.21: it may see the value of a later iteration` fix: safe
	}
	run(fs)
}

func appendedByName(peers []peer) {
	var fs []func()
	for _, p := range peers {
		f := func() { use(p) } // want `stored function captures p, .*`
		fs = append(fs, f)
	}
	run(fs)
}

type hook struct{ run func() }

func inAStruct(peers []peer) {
	var hooks []*hook
	for _, p := range peers {
		hooks = append(hooks, &hook{run: func() { use(p) }}) // want `stored function captures p, .*`
	}
	for _, h := range hooks {
		h.run()
	}
}

func inAMap(peers []peer) {
	fs := map[int]func(){}
	for i, p := range peers {
		fs[i] = func() { use(p) } // want `stored function captures p, .*`
	}
	for _, f := range fs {
		f()
	}
}

func inASlice(n int) {
	fs := make([]func(), n)
	for i := 0; i < n; i++ {
		fs[i] = func() { use(i) } // want `stored function captures i, .*`
	}
	run(fs)
}

func sent(peers []peer) {
	fs := make(chan func(), 3)
	for _, p := range peers {
		fs <- func() { use(p) } // want `stored function captures p, .*`
	}
	close(fs)
	for f := range fs {
		f()
	}
}

type handler func()

func converted(peers []peer) {
	var fs []handler
	for _, p := range peers {
		fs = append(fs, handler(func() { use(p) })) // want `stored function captures p, .*`
	}
	for _, f := range fs {
		f()
	}
}

func firstOfThem(peers []peer) {
	var first func()
	for i, p := range peers {
		if i == 0 {
			first = func() { use(p.id) } // want `stored function captures p, .*`
		}
	}
	first()
	use(peers[2].id)
}

func replacedEachTime(peers []peer) {
	var latest func()
	for _, p := range peers {
		latest = func() { use(p) } // ok: the last one captures the last value
	}
	latest()
}

func replacedAndCalled(peers []peer) {
	var visit func(int)
	for _, p := range peers {
		visit = func(depth int) { // ok: called in the iteration
			if depth > 0 {
				visit(depth - 1)
				return
			}
			use(p)
		}
		visit(2)
	}
}

func emptiedEachTime(peers []peer) {
	var fs []func()
	for _, p := range peers {
		fs = fs[:0]
		fs = append(fs, func() { use(p) }) // ok: called in the iteration
		run(fs)
	}
}

func ofTheIteration(peers []peer) {
	for _, p := range peers {
		var fs []func()
		fs = append(fs, func() { use(p) }) // ok: called in the iteration
		run(fs)
	}
}

func returned(peers []peer) {
	f := pick(peers)
	f()
}

func pick(peers []peer) func() {
	for _, p := range peers {
		if p.id >= 0 {
			return func() { use(p) } // ok: the loop is left
		}
	}
	return nil
}

func storedThenLeft(peers []peer) {
	var found func()
	for _, p := range peers {
		if p.id >= 0 {
			found = func() { use(p) } // ok: the loop is left
			break
		}
	}
	found()
}

func readBeforeItIsReplaced(peers []peer) {
	var previous func()
	for _, p := range peers {
		if previous != nil {
			previous()
		}
		previous = func() { use(p.id) } // known-miss: the next iteration reads it before it is replaced
	}
	use(peers[2].id)
}

func fieldOfALocal(peers []peer) {
	var hooks []*hook
	for _, p := range peers {
		h := &hook{}
		h.run = func() { use(p) } // want `stored function captures p, .*`
		hooks = append(hooks, h)
	}
	for _, h := range hooks {
		h.run()
	}
}
