package p

func call() {
	runtime.SetFinalizer(x, func(y *T) {
		y.Close()
	}
	next()
}

func after() { c() }
