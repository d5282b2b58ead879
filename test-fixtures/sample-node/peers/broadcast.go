//go:build go1.21

package peers

import (
	"cmp"
	"slices"
	"sync"
	"sync/atomic"
)

// broadcastBytes counts what all broadcasts together handed to connections.
var broadcastBytes atomic.Int64

// BroadcastBytes tells how much was broadcast so far.
func BroadcastBytes() int64 { return broadcastBytes.Load() }

// Broadcast sends a frame to all peers at once, the highest first, and tells how many took it.
func Broadcast(list []*Peer, frame []byte) int {
	var group sync.WaitGroup
	var sent atomic.Int64
	for _, peer := range highestFirst(list) {
		group.Add(1)
		go func() {
			defer group.Done()
			if peer.Conn.Send(frame) == nil {
				sent.Add(1)
			}
		}()
		broadcastBytes.Add(int64(len(frame)))
	}
	group.Wait()
	return int(sent.Load())
}

// Ping asks all peers at once for a sign of life, the highest first, and tells how many answered.
func Ping(list []*Peer) int {
	var group sync.WaitGroup
	var alive atomic.Int64
	for _, peer := range highestFirst(list) {
		group.Add(1)
		go func(peer *Peer) {
			defer group.Done()
			if peer.Conn.Send([]byte("ping")) != nil {
				return
			}
			if _, err := peer.Conn.Receive(); err == nil {
				alive.Add(1)
			}
		}(peer)
	}
	group.Wait()
	return int(alive.Load())
}

func highestFirst(list []*Peer) []*Peer {
	sorted := slices.Clone(list)
	slices.SortFunc(sorted, func(a, b *Peer) int { return cmp.Compare(b.height, a.height) })
	return sorted
}
