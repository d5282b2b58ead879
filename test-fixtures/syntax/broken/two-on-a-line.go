package p

func f() {
	a() b()
	x := 1 y := 2
}

var v int func g() {}
