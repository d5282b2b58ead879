package locks

import "sync"

type ledger struct {
	mu    sync.Mutex
	rw    sync.RWMutex
	head  *Block
	items map[string]int
}

func (l *ledger) loopExit(bs []*Block) bool {
	for _, b := range bs {
		l.mu.Lock() // want `l\.mu is not unlocked on the path through line 16` fix: safe
		if b == l.head {
			return true
		}
		l.mu.Unlock()
	}
	return false
}

func (l *ledger) nextRound(bs []*Block) {
	for _, b := range bs {
		l.mu.Lock() // want `l\.mu is not unlocked on the path through line 27 to the next iteration` fix: safe
		if b == nil {
			continue
		}
		l.head = b
		l.mu.Unlock()
	}
}

func (l *ledger) readLocked() (*Block, error) {
	l.rw.RLock() // want `l\.rw is not unlocked on the path through line 37` fix: safe
	if cond() {
		return nil, errStop
	}
	head := l.head
	l.rw.RUnlock()
	return head, nil
}

func (l *ledger) secondError() error {
	l.mu.Lock() // want `l\.mu is not unlocked on the path through line 51` fix: safe
	if err := workErr(); err != nil {
		l.mu.Unlock()
		return err
	}
	if err := workErr(); err != nil {
		return err
	}
	l.mu.Unlock()
	return nil
}

func (l *ledger) oneCase(n int) {
	l.mu.Lock() // want `l\.mu is not unlocked on the path through line 63` fix: none
	switch n {
	case 0:
		l.mu.Unlock()
	case 1:
		use(n)
	default:
		l.mu.Unlock()
	}
}

func (l *ledger) leftLoop(bs []*Block) {
	for _, b := range bs {
		l.mu.Lock() // want `l\.mu is not unlocked on the path through line 73` fix: safe
		if b == l.head {
			break
		}
		l.mu.Unlock()
	}
}

// nothing in the package releases what it takes
type account struct {
	mu      sync.Mutex
	balance int
}

func (a *account) forgotten(n int) {
	a.mu.Lock() // want `a\.mu is never unlocked: \(\*account\)\.forgotten returns at line 87 without it` fix: review
	a.balance = n
}

func (a *account) everyRound(ns []int) {
	for _, n := range ns {
		a.mu.Lock() // want `a\.mu is not unlocked on the path through line 93 to the next iteration` fix: none
		a.balance += n
	}
}

func (l *ledger) mismatchedRead() *Block {
	l.rw.RLock() // want `l\.rw is locked by RLock and released by Unlock at line 99, which ends the process` fix: safe
	defer l.rw.Unlock()
	return l.head
}

func (l *ledger) mismatchedWrite(b *Block) {
	l.rw.Lock() // want `l\.rw is locked by Lock and released by RUnlock at line 106, which ends the process` fix: safe
	l.head = b
	l.rw.RUnlock()
}

func (l *ledger) deferredLock(b *Block) {
	l.mu.Lock()
	defer l.mu.Lock() // want `defer l\.mu\.Lock\(\) locks again what is locked at line 110: the function never returns, Unlock is meant` fix: safe
	l.head = b
}

func (l *ledger) twice() {
	l.mu.Lock()
	l.mu.Lock() // want `l\.mu is locked at line 116 and locked again here: this waits for ever` fix: none
	l.mu.Unlock()
	l.mu.Unlock()
}

func (l *ledger) upgrade() {
	l.rw.RLock()
	defer l.rw.RUnlock()
	l.rw.Lock() // want `l\.rw is read-locked at line 123 and locked again here: this waits for ever` fix: none
	l.head = nil
	l.rw.Unlock()
}

// Len locks for itself.
func (l *ledger) Len() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.items)
}

func (l *ledger) total() int {
	return l.Len()
}

func (l *ledger) badPut(k string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := l.Len() // want `l\.mu is locked at line 142 and locked again by l\.Len: this waits for ever` fix: none
	use(k, n)
}

func (l *ledger) throughOther() {
	l.mu.Lock()
	use(l.total()) // want `l\.mu is locked at line 149 and locked again by l\.total: this waits for ever` fix: none
	l.mu.Unlock()
}

func (l *ledger) deferOrder() {
	l.mu.Lock()
	defer l.mu.Unlock()
	defer l.Len() // want `l\.mu is locked at line 155 and locked again by l\.Len, which runs before it is unlocked: this waits for ever` fix: none
}

var (
	registryMu sync.Mutex
	registry   = map[string]int{}
)

func register(name string) error {
	registryMu.Lock() // want `registryMu is not unlocked on the path through line 168` fix: safe
	if _, ok := registry[name]; ok || cond() {
		return errStop
	}
	registry[name] = 1
	registryMu.Unlock()
	return nil
}

type embedded struct {
	sync.Mutex
	n int
}

func (e *embedded) add(n int) error {
	e.Lock() // want `e is not unlocked on the path through line 183` fix: safe
	if n == 0 {
		return errStop
	}
	e.n += n
	e.Unlock()
	return nil
}

type holder struct{ inner *embedded }

func (h *holder) mixedNames() error {
	h.inner.Mutex.Lock() // want `h\.inner\.Mutex is not unlocked on the path through line 195` fix: safe
	if cond() {
		return errStop
	}
	h.inner.Unlock()
	return nil
}

func (h *holder) alias() error {
	inner := h.inner
	mu := &inner.Mutex
	mu.Lock() // want `mu is not unlocked on the path through line 206` fix: safe
	if cond() {
		return errStop
	}
	inner.Mutex.Unlock()
	return nil
}

type safe struct {
	mu sync.Mutex
	n  int
}

func (s *safe) lock()   { s.mu.Lock() }
func (s *safe) unlock() { s.mu.Unlock() }

func (s *safe) throughHelpers() error {
	s.lock() // known-miss: where unlock is a function, the lock may go from hand to hand
	if cond() {
		return errStop
	}
	s.unlock()
	return nil
}

func (l *ledger) tried() error {
	if !l.mu.TryLock() { // want `l\.mu is not unlocked on the path through line 234` fix: none
		return errStop
	}
	if cond() {
		return errStop
	}
	l.mu.Unlock()
	return nil
}

func (l *ledger) inLiteral() func() error {
	return func() error {
		l.mu.Lock() // want `l\.mu is not unlocked on the path through line 244` fix: safe
		if cond() {
			return errStop
		}
		l.mu.Unlock()
		return nil
	}
}

type pair[T any] struct {
	mu    sync.Mutex
	value T
}

func (p *pair[T]) set(value T) error {
	p.mu.Lock() // want `p\.mu is not unlocked on the path through line 259` fix: safe
	if cond() {
		return errStop
	}
	p.value = value
	p.mu.Unlock()
	return nil
}

func proveSet(p *pair[int]) error {
	return p.set(1)
}

func (l *ledger) conditional(isShared bool) error {
	if isShared {
		l.mu.Lock() // want `l\.mu is not unlocked on the path through line 275` fix: none
	}
	if err := workErr(); err != nil {
		return err
	}
	if isShared {
		l.mu.Unlock()
	}
	return nil
}

type shards struct {
	locks [4]sync.Mutex
	n     [4]int
}

func (s *shards) add(i int) error {
	s.locks[i].Lock() // want `s\.locks\[i\] is not unlocked on the path through line 291` fix: safe
	if cond() {
		return errStop
	}
	s.n[i]++
	s.locks[i].Unlock()
	return nil
}

func eachAccount(accounts []*Account) {
	for _, a := range accounts {
		a.mu.Lock() // want `a\.mu is not unlocked on the path through line 302 to the next iteration` fix: safe
		if cond() {
			continue
		}
		a.n++
		a.mu.Unlock()
	}
}

// Account is one of many.
type Account struct {
	mu sync.Mutex
	n  int
}

func (l *ledger) each(f func(string)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	f("key")
}

func (l *ledger) callback() {
	n := 0
	l.each(func(string) { // known-miss: what is called back is not followed into
		n += l.Len()
	})
}

func (l *ledger) perhapsTwice() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.lenUnless(cond()) // known-miss: what is called locks on some paths only, and may know which
}

func (l *ledger) lenUnless(isLocked bool) int {
	if !isLocked {
		l.mu.Lock()
		defer l.mu.Unlock()
	}
	return len(l.items)
}
