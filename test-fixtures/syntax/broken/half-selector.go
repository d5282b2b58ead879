package p

func typing() {
	x.
}

func after() { c() }
