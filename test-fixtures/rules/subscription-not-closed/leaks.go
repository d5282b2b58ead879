package subscription

import (
	"context"

	cmttypes "github.com/cometbft/cometbft/types"
	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/event"
	pubsub "github.com/libp2p/go-libp2p-pubsub"
	"github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/nats-io/nats.go"
	"github.com/redis/go-redis/v9"
)

func watch(feed *event.Feed, quit <-chan struct{}) {
	ch := make(chan int, 16)
	sub := feed.Subscribe(ch) // want `sub is not unsubscribed on the path through line 28.*`
	for {
		select {
		case <-ch:
		case <-sub.Err():
			return
		case <-quit:
			return
		}
	}
}

func stream(ctx context.Context, h host.Host, id peer.ID) error {
	s, err := h.NewStream(ctx, id, "/sync/1") // want `s is never closed: .*`
	if err != nil {
		return err
	}
	_, err = s.Write([]byte("hello"))
	return err
}

func streamErrorPath(ctx context.Context, h host.Host, id peer.ID) error {
	s, err := h.NewStream(ctx, id, "/sync/1") // want `s is not closed on the path through line \d+.*`
	if err != nil {
		return err
	}
	if _, err := s.Write([]byte("hello")); err != nil {
		return err
	}
	return s.Close()
}

func halfClosed(ctx context.Context, conn network.Conn) error {
	s, err := conn.NewStream(ctx) // want `s is never closed: .*`
	if err != nil {
		return err
	}
	return s.CloseWrite()
}

func heads(ctx context.Context, client *ethclient.Client) error {
	ch := make(chan *types.Header)
	sub, err := client.SubscribeNewHead(ctx, ch) // want `sub is not unsubscribed on the path through line 71.*`
	if err != nil {
		return err
	}
	select {
	case err := <-sub.Err():
		return err
	case <-ch:
		return nil
	}
}

func logs(ctx context.Context, filterer ethereum.LogFilterer, sink chan types.Log) error {
	sub, err := filterer.SubscribeFilterLogs(ctx, ethereum.FilterQuery{}, sink) // want `sub is not unsubscribed on the path through line \d+.*`
	if err != nil {
		return err
	}
	for log := range sink {
		if log.Removed {
			return errStop
		}
		sub.Unsubscribe()
	}
	return nil
}

func droppedByListener(feed *event.Feed, ch chan int) {
	feed.Subscribe(ch) // want `the subscription from feed.Subscribe is dropped: nothing can end it`
}

func busWithoutUnsubscribe(ctx context.Context, bus *cmttypes.EventBus) error {
	sub, err := bus.Subscribe(ctx, "test", cmttypes.EventQueryTx) // want `sub is never unsubscribed: .*`
	if err != nil {
		return err
	}
	select {
	case <-sub.Out():
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func topic(ctx context.Context, ps *pubsub.PubSub) error {
	t, err := ps.Join("blocks")
	if err != nil {
		return err
	}
	sub, err := t.Subscribe() // want `sub is never cancelled: .*`
	if err != nil {
		return err
	}
	_, err = sub.Next(ctx)
	return err
}

func emitter(h host.Host) error {
	em, err := h.EventBus().Emitter(new(string)) // want `em is not closed on the path through line \d+.*`
	if err != nil {
		return err
	}
	if err := em.Emit("started"); err != nil {
		return err
	}
	return em.Close()
}

func once(nc *nats.Conn) (*nats.Msg, error) {
	sub, err := nc.SubscribeSync("subject") // want `sub is never unsubscribed: .*`
	if err != nil {
		return nil, err
	}
	return sub.NextMsgWithContext(context.Background())
}

func channel(ctx context.Context, rdb *redis.Client) (string, error) {
	messages := rdb.Subscribe(ctx, "blocks") // want `messages is not closed on the path through line \d+.*`
	message, err := messages.ReceiveMessage(ctx)
	if err != nil {
		return "", err
	}
	return message.Payload, messages.Close()
}
