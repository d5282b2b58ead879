package locks

import "sync"

type chain struct {
	mu   sync.Mutex
	head *Block
}

func (c *chain) reorg(b *Block) error {
	c.mu.Lock() // want `c\.mu is not unlocked on the path through line 13` fix: safe
	if b == nil {
		return errStop
	}
	c.head = b
	c.mu.Unlock()
	return nil
}

func (c *chain) reorgWithDefer(b *Block) error {
	c.mu.Lock() // ok
	defer c.mu.Unlock()
	if b == nil {
		return errStop
	}
	c.head = b
	return nil
}
