package cfg

func waits(in, out chan int) {
	select {
	case v, ok := <-in:
		if !ok {
			return
		}
		out <- v
	case out <- 1:
	}
}

func never() {
	select {}
}

func polls(in chan int) bool {
	for {
		select {
		case <-in:
			break
		default:
			return false
		}
	}
}

func leavesTheLoop(in, quit chan int) {
loop:
	for {
		select {
		case <-in:
			continue
		case <-quit:
			break loop
		}
	}
}
