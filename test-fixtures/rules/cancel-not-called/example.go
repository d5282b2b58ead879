package cancel

import (
	"context"
	"time"
)

func status(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Minute) // want `cancel is not called on the path through line 11`
	if err := workErr(); err != nil {
		return err
	}
	use(ctx)
	cancel()
	return nil
}

func statusWithDefer(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Minute) // ok
	defer cancel()
	if err := workErr(); err != nil {
		return err
	}
	use(ctx)
	return nil
}
