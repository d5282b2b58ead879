package p

const size = 4

func literals() {
	a := make(chan int)
	b := make(chan int, 0)
	c := make(chan int, 2)
	var d = make(chan int, size)
	e, f := make(chan int), make(chan int, 1)
	use(a == b, c == d, e == f)
}

func lengths(xs []int, n int) {
	a := make(chan int, len(xs))
	b := make(chan int, 2*len(xs)+1)
	c := make(chan int, n-1)
	m := n
	d := make(chan int, m)
	use(a == b, c == d)
}

func unstable(xs []int) {
	a := make(chan int, len(xs))
	xs = append(xs, 1)
	use(a == nil, xs)
}

func unknown() {
	a := make(chan int, count())
	use(a == nil)
}

type event chan int

func named() {
	a := make(event, 3)
	use(a == nil)
}

func count() int { return 1 }

func use(...any) {}
