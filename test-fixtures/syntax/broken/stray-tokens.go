package p

func f() {
	) a()
	b() ]
	@ # ?
}

}

func after() { c() }
