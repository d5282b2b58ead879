package waits

func load() error {
	ready := make(chan struct{})
	go func() {
		<-ready // want `goroutine waits for ready, but load returns at line \d+ without closing it: then it waits for ever` fix: review
		use(work())
	}()
	if err := workErr(); err != nil {
		return err
	}
	close(ready)
	return nil
}

func loadRight() error {
	ready := make(chan struct{})
	defer close(ready)
	go func() {
		<-ready // ok: every return closes it
		use(work())
	}()
	return workErr()
}
