package subscription

import (
	"context"

	cmttypes "github.com/cometbft/cometbft/types"
	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/event"
	"github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/nats-io/nats.go"
)

func okWatch(feed *event.Feed, quit <-chan struct{}) {
	ch := make(chan int, 16)
	sub := feed.Subscribe(ch) // ok
	defer sub.Unsubscribe()
	select {
	case <-ch:
	case <-quit:
	}
}

type backend struct {
	feed  event.Feed
	scope event.SubscriptionScope
}

func (b *backend) okTracked(ch chan<- int) event.Subscription {
	return b.scope.Track(b.feed.Subscribe(ch))
}

func (b *backend) okTrackedLater(ch chan<- int) {
	sub := b.feed.Subscribe(ch) // ok: the scope ends it
	b.scope.Track(sub)
}

func okStream(ctx context.Context, h host.Host, id peer.ID) error {
	s, err := h.NewStream(ctx, id, "/sync/1") // ok
	if err != nil {
		return err
	}
	if _, err := s.Write([]byte("hello")); err != nil {
		s.Reset()
		return err
	}
	return s.Close()
}

// A subscription that reports an error has ended.
func okEnded(ctx context.Context, client ethereum.ChainReader, quit chan struct{}) error {
	ch := make(chan *types.Header)
	sub, err := client.SubscribeNewHead(ctx, ch) // ok: ended by itself, or unsubscribed
	if err != nil {
		return err
	}
	ended := sub.Err()
	for {
		select {
		case err := <-ended:
			return err
		case <-ch:
		case <-quit:
			sub.Unsubscribe()
			return nil
		}
	}
}

func okBus(ctx context.Context, bus *cmttypes.EventBus) error {
	sub, err := bus.Subscribe(ctx, "test", cmttypes.EventQueryTx) // ok: the bus unsubscribes it
	if err != nil {
		return err
	}
	defer func() { _ = bus.UnsubscribeAll(ctx, "test") }()
	<-sub.Out()
	return nil
}

func okCanceled(ctx context.Context, bus *cmttypes.EventBus) error {
	sub, err := bus.Subscribe(ctx, "test", cmttypes.EventQueryTx) // ok: the bus has cancelled it
	if err != nil {
		return err
	}
	for {
		select {
		case <-sub.Out():
		case <-sub.Canceled():
			return sub.Err()
		}
	}
}

func okGoroutine(feed *event.Feed) chan int {
	ch := make(chan int)
	sub := feed.Subscribe(ch) // ok: the goroutine ends it
	go func() {
		defer sub.Unsubscribe()
		for range ch {
		}
	}()
	return ch
}

func okConnection(url string) error {
	nc, err := nats.Connect(url)
	if err != nil {
		return err
	}
	defer nc.Close()
	sub, err := nc.SubscribeSync("subject") // ok: it ends with its connection
	if err != nil {
		return err
	}
	_, err = sub.NextMsgWithContext(context.Background())
	return err
}

func okClient(ctx context.Context, url string, ch chan *types.Header) error {
	client, err := ethclient.DialContext(ctx, url)
	if err != nil {
		return err
	}
	defer client.Close()
	sub, err := client.SubscribeNewHead(ctx, ch) // ok: it ends with its client
	if err != nil {
		return err
	}
	use(sub)
	return nil
}

type client struct{ bus *cmttypes.EventBus }

func (c *client) okSubscribe(ctx context.Context, subscriber string, out chan<- any) error {
	sub, err := c.bus.Subscribe(ctx, subscriber, cmttypes.EventQueryTx) // ok: another method unsubscribes its subscriber
	if err != nil {
		return err
	}
	go func() {
		for message := range sub.Out() {
			out <- message
		}
	}()
	return nil
}

func (c *client) unsubscribe(ctx context.Context, subscriber string) error {
	return c.bus.UnsubscribeAll(ctx, subscriber)
}
