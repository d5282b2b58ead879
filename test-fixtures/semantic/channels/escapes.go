package p

type holder struct{ ch chan int }

func returned() chan int {
	ch := make(chan int)
	return ch
}

func stored(h *holder, m map[string]chan int) {
	a := make(chan int)
	h.ch = a
	b := make(chan int)
	m["b"] = b
	c := make(chan int)
	use(&holder{ch: c})
}

func sent(all chan chan int) {
	ch := make(chan int)
	all <- ch
}

func passed(f func(chan int)) {
	a := make(chan int)
	f(a)
	b := make(chan int)
	use(b)
	c := make(chan int)
	borrow(c)
}

func captured(add func(func())) {
	ch := make(chan int)
	add(func() { ch <- 1 })
}

func reassigned(other chan int) {
	ch := make(chan int)
	ch = other
	<-ch
}

func addressed() {
	ch := make(chan int)
	p := &ch
	<-*p
}

func borrow(ch chan int) { ch <- 1 }

func use(...any) {}
