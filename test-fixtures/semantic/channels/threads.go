package p

import (
	"sync"
	"time"
)

func literal() int {
	ch := make(chan int)
	go func() { ch <- 1 }()
	return <-ch
}

func produce(out chan<- int) { out <- 1 }

func named() int {
	ch := make(chan int)
	go produce(ch)
	return <-ch
}

type worker struct{}

func (w *worker) run(in <-chan int, done chan struct{}) {
	defer close(done)
	for v := range in {
		use(v)
	}
}

func methods(n int) {
	jobs, done := make(chan int), make(chan struct{})
	w := &worker{}
	go w.run(jobs, done)
	for i := 0; i < n; i++ {
		jobs <- i
	}
	close(jobs)
	<-done
}

func inLoop(n int) int {
	ch := make(chan int)
	for range n {
		go func() { ch <- 1 }()
	}
	return <-ch
}

func variable() {
	ch := make(chan int)
	send := func() { ch <- 1 }
	go send()
	send()
	defer send()
}

func atOnce() {
	ch := make(chan int, 1)
	func() { ch <- 1 }()
	defer func() { <-ch }()
}

func starters() {
	ch := make(chan int)
	time.AfterFunc(time.Second, func() { ch <- 1 })
	var once sync.Once
	once.Do(func() { <-ch })
}

func background(f func()) { go f() }

func helper() {
	ch := make(chan int)
	background(func() { ch <- 1 })
	<-ch
}

func nested() {
	ch := make(chan int)
	go func() {
		go func() { ch <- 1 }()
	}()
	<-ch
}

func use(...any) {}
