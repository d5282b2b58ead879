package p

import (
	"context"
	"time"
)

func guards(ctx context.Context, quit chan struct{}, t *time.Timer) {
	ch := make(chan int)
	go func() {
		select {
		case ch <- 1:
		case <-ctx.Done():
		}
		select {
		case ch <- 2:
		case <-quit:
		case <-t.C:
		}
		select {
		case ch <- 3:
		default:
		}
		select {
		case ch <- 4:
		}
	}()
	select {
	case v, ok := <-ch:
		use(v, ok)
	case <-time.After(time.Second):
	}
}

func forms() {
	ch := make(chan int, 1)
	ch <- 1
	v := <-ch
	v, ok := <-ch
	use(<-ch, v, ok, len(ch), cap(ch))
	for range ch {
	}
	close(ch)
	defer close(ch)
}

func aliases() {
	ch := make(chan int)
	var in <-chan int = ch
	out := (chan<- int)(ch)
	go func() { out <- 1 }()
	<-in
}

func nilChannel() {
	var ready chan struct{}
	go func() { <-ready }()
}

func assigned(isAsync bool) {
	var done chan int
	if isAsync {
		done = make(chan int)
		go func() { done <- 1 }()
	}
	if done != nil {
		<-done
		done = nil
	}
}

func use(...any) {}
