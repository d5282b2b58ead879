package cfg

// The panic ends in a return.
func literal() (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = nil
		}
	}()
	panic("x")
}

func named() {
	defer handle()
	panic("x")
}

func handle() { recover() }

// Deferred too late for the first panic, in time for the second.
func late(ok bool) {
	if ok {
		panic("x")
	}
	defer handle()
	panic("y")
}

// None of these recovers: recover has to be called by the deferred function itself.
func notDirect() {
	defer recover()
	defer func() {
		func() { recover() }()
	}()
	panic("x")
}

func shadowed(recover func()) {
	defer func() { recover() }()
	panic("x")
}
