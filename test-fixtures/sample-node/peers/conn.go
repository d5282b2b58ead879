// Package peers keeps the connections to other nodes.
package peers

import (
	"bufio"
	"log"
	"net"
	"runtime"
	"sync/atomic"
)

// openConns counts the connections of the process.
var openConns atomic.Int64

// OpenConns is what the metrics page shows.
func OpenConns() int64 { return openConns.Load() }

// Conn sends and receives frames that end with a newline.
type Conn struct {
	raw    net.Conn
	reader *bufio.Reader
	closed atomic.Bool
}

// NewOutbound wraps a connection that this node opened. Who forgets Close is helped by a finalizer.
func NewOutbound(raw net.Conn) *Conn {
	c := &Conn{raw: raw, reader: bufio.NewReader(raw)}
	openConns.Add(1)
	runtime.SetFinalizer(c, func(_ *Conn) {
		if !c.closed.Load() {
			log.Printf("peers: connection to %v was never closed", c.raw.RemoteAddr())
			c.Close()
		}
	})
	return c
}

// NewInbound wraps a connection that another node opened. Who forgets Close is helped by a finalizer.
func NewInbound(raw net.Conn) *Conn {
	c := &Conn{raw: raw, reader: bufio.NewReader(raw)}
	openConns.Add(1)
	runtime.SetFinalizer(c, func(c *Conn) {
		if !c.closed.Load() {
			log.Printf("peers: connection from %v was never closed", c.raw.RemoteAddr())
			c.Close()
		}
	})
	return c
}

// Send writes one frame.
func (c *Conn) Send(frame []byte) error {
	_, err := c.raw.Write(append(frame[:len(frame):len(frame)], '\n'))
	return err
}

// Receive reads one frame.
func (c *Conn) Receive() ([]byte, error) {
	frame, err := c.reader.ReadBytes('\n')
	if err != nil {
		return nil, err
	}
	return frame[:len(frame)-1], nil
}

// Close closes the connection once.
func (c *Conn) Close() error {
	if c.closed.Swap(true) {
		return nil
	}
	openConns.Add(-1)
	return c.raw.Close()
}
