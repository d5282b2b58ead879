package cancel

import (
	"context"
	"os"
	"os/signal"
	"time"
)

func dropped(ctx context.Context) context.Context {
	ctx, _ = context.WithTimeout(ctx, time.Minute) // want `.*`
	return ctx
}

func lostOnReturn(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx) // want `.*`
	if err := workErr(); err != nil {
		return err
	}
	use(ctx)
	cancel()
	return nil
}

func notifyDropped(ctx context.Context) context.Context {
	c, _ := signal.NotifyContext(ctx, os.Interrupt) // want `.*`
	return c
}
