package locks

import "sync"

type vault struct {
	mu    sync.Mutex
	rw    sync.RWMutex
	items map[string]int
}

// every unlock comes right before a return: one defer takes their place
func (v *vault) deferInstead(k string) (int, error) {
	v.mu.Lock() // want `v\.mu is not unlocked on the path through line 19` fix: safe
	if v.items == nil {
		v.mu.Unlock()
		return 0, errStop
	}
	if k == "" {
		return 0, errStop
	}
	n := v.items[k]
	v.mu.Unlock()
	return n, nil
}

// what is returned takes the lock itself: a deferred unlock would come too late
func (v *vault) resultIsMade(k string) (int, error) {
	v.mu.Lock() // want `v\.mu is not unlocked on the path through line 30` fix: safe
	if k == "" {
		return 0, errStop
	}
	v.mu.Unlock()
	return v.Len(), nil
}

// Len locks for itself.
func (v *vault) Len() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return len(v.items)
}

// the lock goes before the function ends: it is given back before the way out
func (v *vault) early(k string) error {
	v.mu.Lock() // want `v\.mu is not unlocked on the path through line 48` fix: safe
	if k == "" {
		// nothing to do
		return errStop
	}
	n := v.items[k]
	v.mu.Unlock()
	use(n)
	return workErr()
}

func (v *vault) earlyTwice(ks []string) error {
	for _, k := range ks {
		v.rw.RLock() // want `v\.rw is not unlocked on the path through line \d+` fix: safe
		if k == "" {
			continue
		}
		if v.items == nil {
			return errStop
		}
		use(v.items[k])
		v.rw.RUnlock()
	}
	return nil
}

// what is returned is read under the lock
func (v *vault) earlyRead(k string) int {
	v.mu.Lock() // want `v\.mu is not unlocked on the path through line 75` fix: review
	if k == "" {
		return len(v.items)
	}
	n := v.items[k]
	v.mu.Unlock()
	use(n)
	return n
}

// nothing tells whether the lock is held at the way out
func (v *vault) perhaps(k string, isShared bool) error {
	if isShared {
		v.mu.Lock() // want `v\.mu is not unlocked on the path through line 89` fix: none
	}
	if k == "" {
		return errStop
	}
	if isShared {
		v.mu.Unlock()
	}
	return workErr()
}
