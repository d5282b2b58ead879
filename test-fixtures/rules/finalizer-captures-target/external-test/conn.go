// Package external is used by a test package of its own.
package external

// Conn is what the tests set finalizers on.
type Conn struct {
	Fd  int
	Key [16]byte
}

// Dial opens a Conn.
func Dial() *Conn { return &Conn{Fd: 3} }

// Close closes it.
func (c *Conn) Close() error { return nil }

// Release is a finalizer.
func (c *Conn) Release(*Conn) {}
