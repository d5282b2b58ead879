package p

type (
	Both     chan int
	Send     chan<- int
	Receive  <-chan int
	Nested   chan (<-chan int)
	Leftmost chan<- chan int
	Double   <-chan <-chan int
	Spaced   chan /* both */ int
	Mixed    chan<- <-chan chan int
)

func channels(in <-chan int, out chan<- int, done chan struct{}) {
	out <- 1
	out <- <-in
	v := <-in
	v, ok := <-in
	v = <-in
	<-done
	_ = <-chan int(done)
	select {
	case <-done:
		return
	case v := <-in:
		_ = v
	case v, ok = <-in:
	case x[i] = <-in:
	case out <- v:
	default:
		ok = false
	}
	select {}
	for range in {
	}
	for v := range in {
		_ = v
	}
}
