package twofiles

type source struct{ n int }

func newSource() *source { return &source{n: 3} }

func (s *source) feed(out chan<- int) {
	for i := range s.n + 3 {
		out <- i
	}
}

func produce(out chan<- int) { out <- work() }

func produceUntil(out chan<- int, quit <-chan struct{}) {
	select {
	case out <- work():
	case <-quit:
	}
}

func sum(in <-chan int, n int) (total int) {
	for range n {
		total += <-in
	}
	return total
}

func all(in <-chan int) (total int) {
	for n := range in {
		total += n
	}
	return total
}
