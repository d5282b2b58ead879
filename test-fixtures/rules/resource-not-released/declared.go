package resource

import "os"

type index struct{ locks map[string]*indexLock }

type indexLock struct{}

func (l *indexLock) Unlock()   { opened-- }
func (l *indexLock) Age() int  { return 0 }
func unlockLater(l *indexLock) { l.Unlock() }

func (i *index) lockForWriting(key string) (*indexLock, error) { opened++; return &indexLock{}, nil }
func (i *index) lockForReading(key string) *indexLock          { opened++; return &indexLock{} }
func (i *index) peek(key string) (*indexLock, error)           { return &indexLock{}, nil }

type auditor interface{ note(l *indexLock) }

func writeLocked(i *index, key string) error {
	lock, err := i.lockForWriting(key) // want `lock is not unlocked on the path through line 25; see docs/locking.md`
	if err != nil {
		return err
	}
	if err := workErr(); err != nil {
		return err
	}
	lock.Unlock()
	return nil
}

func readNever(i *index, key string) int {
	lock := i.lockForReading(key) // want `lock is never unlocked: readNever returns at line 33 without it; see docs/locking.md`
	return lock.Age()
}

func readDropped(i *index, key string) {
	i.lockForReading(key) // want `the index lock from i.lockForReading is dropped: nothing can unlock it; see docs/locking.md`
}

func readNoted(i *index, key string, a auditor) {
	lock := i.lockForReading(key) // want `lock is never unlocked: readNoted returns at line 42 without it; see docs/locking.md`
	a.note(lock)
}

func readLater(i *index, key string) {
	lock := i.lockForReading(key) // ok: the function unlocks it
	unlockLater(lock)
}

func writeDeferred(i *index, key string) error {
	lock, err := i.lockForWriting(key) // ok
	if err != nil {
		return err
	}
	defer lock.Unlock()
	return workErr()
}

func peeked(i *index, key string) (int, error) {
	lock, err := i.peek(key) // ok: no pair names it, and nothing is locked
	if err != nil {
		return 0, err
	}
	return lock.Age(), nil
}

// The project says that somebody else closes these files.
func fileOfOthers(name string) (int64, error) {
	file, err := os.Open(name) // ok: declared as released by the callee unrun: in this project alone
	if err != nil {
		return 0, err
	}
	info, err := file.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

type cursor struct{ left int }

func (c *cursor) More() bool {
	if c.left--; c.left == 0 {
		opened--
	}
	return c.left > 0
}
func (c *cursor) Finish()    { opened-- }
func (c *cursor) Row() error { return workErr() }

type table struct{}

func (t *table) IterateAll() *cursor { opened++; return &cursor{left: 3} }

func exhausted(t *table) (rows int) {
	c := t.IterateAll() // ok: finished when there is no more
	for c.More() {
		rows++
	}
	return rows
}

func exhaustedOrNot(t *table) error {
	c := t.IterateAll() // want `c is not released on the path through line 107`
	for c.More() {
		if err := c.Row(); err != nil {
			return err
		}
	}
	return nil
}
