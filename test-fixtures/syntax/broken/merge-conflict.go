package p

func f() {
<<<<<<< HEAD
	a()
=======
	b()
>>>>>>> other
}

func after() { c() }
