package sends

func doubleSend() error {
	errc := make(chan error)
	go func() {
		if err := workErr(); err != nil {
			errc <- err
		}
		errc <- nil // want `goroutine may send on errc more than once, but only one value is received: the last send blocks for ever` fix: safe
	}()
	return <-errc
}
