package sends

import "context"

func requestBlock(ctx context.Context) (Result, error) {
	answer := make(chan Result)
	go func() {
		answer <- work() // want `goroutine blocks for ever sending on answer when requestBlock returns at line 14 without receiving` fix: safe+review
	}()
	select {
	case result := <-answer:
		return result, nil
	case <-ctx.Done():
		return Result{}, ctx.Err()
	}
}

func requestBlockRight(ctx context.Context) (Result, error) {
	answer := make(chan Result, 1)
	go func() {
		answer <- work() // ok: there is room for the answer
	}()
	select {
	case result := <-answer:
		return result, nil
	case <-ctx.Done():
		return Result{}, ctx.Err()
	}
}
