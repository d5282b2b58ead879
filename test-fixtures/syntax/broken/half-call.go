package p

func typing() {
	fmt.Println(a,
	b := 1
}

func after() { c() }
