package finalizers

import "io"

// What the cases work on. Nothing in this package makes a field of a conn lead back to the conn.

type conn struct {
	fd      int
	id      string
	key     [32]byte
	digest  *[32]byte
	buf     []byte
	seen    map[string]int
	addr    address
	route   [2]address
	hash    hash
	inbox   *queue
	onClose func()
}

type address struct {
	host string
	port int
	raw  [16]byte
}

type hash [32]byte

type queue struct {
	messages []string
	limit    int
}

type wrapper struct {
	c    *conn
	name string
}

type server struct {
	conn *conn
	addr address
	name string
}

type releaser interface{ release(any) }

var _ io.Closer = (*conn)(nil)

func newConn() *conn {
	return &conn{
		fd:     3,
		digest: new([32]byte),
		buf:    make([]byte, 64),
		seen:   map[string]int{},
		inbox:  &queue{limit: 8},
	}
}

func openConn() (*conn, error) { return newConn(), nil }

func newWrapper(c *conn) *wrapper { return &wrapper{c: c} }

func (c *conn) Close() error       { return nil }
func (c *conn) release(any)        {}
func (c *conn) fin(*conn)          {}
func (c *conn) self() *conn        { return c }
func (c *conn) queue() *queue      { return c.inbox }
func (a *address) release(any)     {}
func (a address) releaseCopy(any)  {}
func (q *queue) release(any)       {}
func (q *queue) put(*conn)         {}
func (w *wrapper) fin(*conn)       { w.c.Close() }
func (w wrapper) finByValue(*conn) { w.c.Close() }
func (s *server) log()             {}

func closeConn(c *conn)         { c.Close() }
func closeAny(any)              {}
func identity(c *conn) *conn    { return c }
func wrap(f func()) func(*conn) { return func(*conn) { f() } }
func use(...any)                {}
