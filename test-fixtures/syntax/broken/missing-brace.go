package p

func before() { a() }

func open() {
	if x {
		b()

