// Command samplenode makes a few blocks in a temporary folder and ends.
package main

import (
	"context"
	"fmt"
	"log"
	"net"
	"os"
	"path/filepath"
	"time"

	"example.com/samplenode/mempool"
	"example.com/samplenode/node"
	"example.com/samplenode/peers"
	"example.com/samplenode/types"
)

func main() {
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	folder, err := os.MkdirTemp("", "samplenode")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	n, err := node.New(filepath.Join(folder, "blocks"), map[string]int64{"anna": 10, "boris": 20, "chiara": 12})
	if err != nil {
		return err
	}
	defer n.Close()
	if err := greet(n); err != nil {
		return err
	}
	for i := range 12 {
		if err := n.Mempool.Add(types.Tx(fmt.Sprintf("transfer %d", i))); err != nil {
			return err
		}
	}
	if err := n.Run(context.Background(), 3); err != nil {
		return err
	}
	log.Printf("height %d, %d transactions wait, %d hashes known", n.Pool.Height(), n.Mempool.Size(), mempool.LiveEntries())
	return nil
}

// greet exchanges one frame with a peer over a pipe.
func greet(n *node.Node) error {
	ours, theirs := net.Pipe()
	out, in := peers.NewOutbound(ours), peers.NewInbound(theirs)
	defer in.Close()
	defer out.Close()
	peer := n.Book.NewPeer("boris", in)
	pinger := peers.StartPinger(out, time.Millisecond)
	defer pinger.Stop()
	frame, err := peer.Conn.Receive()
	if err != nil {
		return err
	}
	log.Printf("%s says %q, %d connections are open", peer.ID, frame, peers.OpenConns())
	return nil
}
