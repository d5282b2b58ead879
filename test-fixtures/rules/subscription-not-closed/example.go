package subscription

import (
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/event"
)

func watchHeads(feed *event.Feed, quit <-chan struct{}, handle func(*types.Header)) {
	heads := make(chan *types.Header, 16)
	sub := feed.Subscribe(heads) // want `sub is not unsubscribed on the path through line 18.*`
	for {
		select {
		case head := <-heads:
			handle(head)
		case <-sub.Err():
			return
		case <-quit:
			return
		}
	}
}

func watchHeadsUntilQuit(feed *event.Feed, quit <-chan struct{}, handle func(*types.Header)) {
	heads := make(chan *types.Header, 16)
	sub := feed.Subscribe(heads) // ok: it ends with the function
	defer sub.Unsubscribe()
	for {
		select {
		case head := <-heads:
			handle(head)
		case <-sub.Err():
			return
		case <-quit:
			return
		}
	}
}
