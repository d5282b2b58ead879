package ranges

func verify(blocks []Block) {
	queue := make(chan Block)
	for range 4 {
		go func() {
			for block := range queue { // want `goroutine ranges over queue, which nothing closes: it waits for ever after the last value` fix: review
				use(block)
			}
		}()
	}
	for _, block := range blocks {
		queue <- block
	}
}

func verifyRight(blocks []Block) {
	queue := make(chan Block)
	defer close(queue)
	for range 4 {
		go func() {
			for block := range queue { // ok: the deferred close ends it
				use(block)
			}
		}()
	}
	for _, block := range blocks {
		queue <- block
	}
}
