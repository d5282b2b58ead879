package cfg

const (
	debug       = false
	trace, fast = true && !debug, !true
)

const typed bool = true

func folds(ok bool) {
	if debug {
		act(1)
	}
	if !debug && ok {
		act(2)
	}
	for trace {
		if typed || ok {
			break
		}
		act(3)
	}
	for fast {
		act(4)
	}
	switch {
	case debug:
		act(5)
	case typed:
		act(6)
	default:
		act(7)
	}
}

// A variable is no constant, and neither is what a function shadows.
func variables() {
	debug := true
	if debug {
		act(1)
	}
}

func act(int) {}
