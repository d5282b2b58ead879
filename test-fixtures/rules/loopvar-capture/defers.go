package loops

func deferCapture(peers []peer) {
	for _, p := range peers {
		defer func() { use(p) }() // want `deferred function captures p, which all iterations share in Go 1\.21: it runs after the loop and sees the last value` fix: safe
	}
}

func deferInAFunctionCalledAtOnce(peers []peer) {
	for _, p := range peers {
		func() {
			defer func() { use(p) }() // ok: runs in the iteration
		}()
	}
}

func deferOfALocalFunction(peers []peer) {
	for _, p := range peers {
		undo := func() { use(p) } // want `deferred function captures p, .*`
		defer undo()
	}
}

func deferredArguments(peers []peer) {
	for _, p := range peers {
		defer p.send() // ok: the receiver is evaluated by the defer statement
		defer use(p)   // ok
	}
}

func deferAndReturn(peers []peer) {
	for _, p := range peers {
		defer func() { use(p) }() // ok: there is no later iteration
		return
	}
}
