package locks

import "sync"

type book struct {
	mu    sync.Mutex
	rw    sync.RWMutex
	head  *Block
	items map[string]int
	full  func()
}

func (l *book) okDefer() *Block {
	l.mu.Lock() // ok
	defer l.mu.Unlock()
	return l.head
}

func (l *book) okBothPaths(b *Block) error {
	l.mu.Lock() // ok
	if b == nil {
		l.mu.Unlock()
		return errStop
	}
	l.head = b
	l.mu.Unlock()
	return nil
}

func (l *book) okClosure(f func()) {
	l.mu.Lock() // ok
	defer func() {
		f()
		l.mu.Unlock()
	}()
}

func (l *book) okTry() bool {
	if !l.mu.TryLock() { // ok
		return false
	}
	defer l.mu.Unlock()
	return true
}

func (l *book) okTryVariable() int {
	isMine := l.mu.TryLock() // ok
	if !isMine {
		return 0
	}
	n := len(l.items)
	l.mu.Unlock()
	return n
}

func (l *book) okUpgrade() {
	l.rw.RLock() // ok
	if l.head != nil {
		l.rw.RUnlock()
		return
	}
	l.rw.RUnlock()
	l.rw.Lock() // ok
	l.head = nil
	l.rw.Unlock()
}

func (l *book) okHandOver() {
	l.mu.Lock() // ok
	go func() {
		defer l.mu.Unlock()
		use(l.head)
	}()
}

func (l *book) okReturned() func() {
	l.mu.Lock() // ok
	return l.mu.Unlock
}

func (l *book) okReturnedLiteral() (func(), error) {
	l.mu.Lock() // ok
	if cond() {
		l.mu.Unlock()
		return func() {}, errStop
	}
	return func() { l.mu.Unlock() }, nil
}

func (l *book) okFlag(isShared bool) error {
	if isShared {
		l.mu.Lock() // ok
	}
	err := workErr()
	if isShared {
		l.mu.Unlock()
	}
	return err
}

func (l *book) okFieldFlag() {
	if l.head != nil {
		l.mu.Lock() // ok
	}
	use(l.items)
	if l.head != nil {
		l.mu.Unlock()
	}
}

func (l *book) okNot(isLocked bool) {
	if !isLocked {
		l.mu.Lock() // ok
		defer l.mu.Unlock()
	}
	use(l.head)
}

func (l *book) okBothHalves(isWriter bool) {
	if isWriter {
		l.rw.Lock() // ok
	} else {
		l.rw.RLock() // ok
	}
	use(l.head)
	if isWriter {
		l.rw.Unlock()
	} else {
		l.rw.RUnlock()
	}
}

func (l *book) okOther(o *book) {
	l.mu.Lock() // ok
	n := len(l.items)
	l.mu.Unlock()
	o.mu.Lock() // ok
	use(n, o.items)
	o.mu.Unlock()
}

// Len locks for itself.
func (l *book) Len() int {
	l.mu.Lock() // ok
	defer l.mu.Unlock()
	return len(l.items)
}

func (l *book) okGo() {
	l.mu.Lock() // ok
	defer l.mu.Unlock()
	go l.Len()
}

func (l *book) okDeferLast() {
	defer l.Len()
	l.mu.Lock() // ok
	defer l.mu.Unlock()
	use(l.items)
}

func (l *book) okAfter(k string) {
	l.mu.Lock() // ok
	use(k)
	l.mu.Unlock()
	use(l.Len())
}

func (l *book) okPanics(b *Block) {
	l.mu.Lock() // ok
	if b == nil {
		panic("no block")
	}
	l.mu.Unlock()
}

func (l *book) okSnapshot() {
	l.mu.Lock() // ok
	f := l.full
	l.mu.Unlock()
	if f != nil {
		f()
	}
}

// with a guard that the caller rules out
func (l *book) count(isLocked bool) int {
	if !isLocked {
		l.mu.Lock() // ok
		defer l.mu.Unlock()
	}
	return len(l.items)
}

func (l *book) okCount() int {
	l.mu.Lock() // ok
	defer l.mu.Unlock()
	return l.count(true)
}

// layer is one of a chain of like objects, each with its own lock.
type layer struct {
	mu     sync.RWMutex
	parent *layer
	data   map[string]int
}

func (l *layer) okGet(k string) int {
	l.mu.RLock() // ok
	defer l.mu.RUnlock()
	if n, ok := l.data[k]; ok || l.parent == nil || l.parent == l {
		return n
	}
	return l.parent.okGet(k)
}

func (l *layer) okHandOverHand() int {
	n := 0
	at := l
	at.mu.RLock() // ok
	for at.parent != nil && at.parent != at {
		next := at.parent
		next.mu.RLock() // ok
		at.mu.RUnlock()
		at = next
		n++
	}
	at.mu.RUnlock()
	return n
}

// pages lets go of the lock of its caller, and takes it again.
type pages struct {
	mu sync.Mutex
	n  int
}

func (p *pages) pause() {
	p.mu.Unlock()
	use(p)
	p.mu.Lock() // ok unrun: its caller holds the lock
}

func (p *pages) okPause() {
	p.mu.Lock() // ok
	defer p.mu.Unlock()
	p.pause()
	p.n++
}

func (p *pages) okRelock() int {
	p.mu.Lock() // ok
	defer p.mu.Unlock()
	p.mu.Unlock()
	use(p)
	p.mu.Lock() // ok
	return p.n
}

// turns returns with the lock held on purpose.
type turns struct {
	mu sync.Mutex
	n  int
}

func (t *turns) Lock()   { t.mu.Lock() } // ok unrun: its caller unlocks
func (t *turns) Unlock() { t.mu.Unlock() }

func (t *turns) okWhole() int {
	t.Lock() // ok
	defer t.Unlock()
	return t.n
}

func (t *turns) acquire() error {
	t.mu.Lock() // ok unrun: its caller unlocks
	if cond() {
		t.mu.Unlock()
		return errStop
	}
	return nil
}

func (t *turns) okAcquired() {
	if err := t.acquire(); err != nil {
		return
	}
	t.n++
	t.mu.Unlock()
}

// cursor keeps the lock of its book until it is closed.
type cursor struct{ book *stock }

type stock struct {
	mu sync.RWMutex
	n  int
}

func (s *stock) okOpen() (*cursor, error) {
	s.mu.RLock() // ok unrun: Close of the cursor unlocks
	if s.n == 0 {
		s.mu.RUnlock()
		return nil, errStop
	}
	return &cursor{book: s}, nil
}

// Close gives the lock back.
func (c *cursor) Close() { c.book.mu.RUnlock() }

type grid struct {
	locks [4]sync.Mutex
	n     int
}

func (g *grid) okAll() {
	for i := range g.locks {
		g.locks[i].Lock() // ok
	}
	g.n++
	for i := range g.locks {
		g.locks[i].Unlock()
	}
}

func (g *grid) okHash(k string) {
	g.locks[len(k)%4].Lock() // ok
	use(k)
	g.locks[len(k)%4].Unlock()
}

type waiter struct {
	mu    sync.Mutex
	cond  *sync.Cond
	ready bool
}

func newWaiter() *waiter {
	w := &waiter{ready: true}
	w.cond = sync.NewCond(&w.mu)
	return w
}

func (w *waiter) okWait() {
	w.cond.L.Lock() // ok
	for !w.ready {
		w.cond.Wait()
	}
	w.cond.L.Unlock()
}

func (w *waiter) okWake() {
	w.mu.Lock() // ok
	w.ready = true
	w.cond.Broadcast()
	w.mu.Unlock()
}

func withLock(mu *sync.Mutex, f func()) {
	mu.Lock() // ok
	defer mu.Unlock()
	f()
}

func (l *book) okWithLock() {
	withLock(&l.mu, func() { use(l.head) })
}

func (l *book) okAtOnce() {
	l.mu.Lock() // ok
	func() {
		defer l.mu.Unlock()
		use(l.head)
	}()
}

func (l *book) okNamedLiteral() {
	unlock := func() { l.mu.Unlock() }
	l.mu.Lock() // ok
	defer unlock()
	use(l.head)
}

func okLocal() {
	var mu sync.Mutex
	var group sync.WaitGroup
	mu.Lock() // ok
	group.Add(1)
	go func() {
		defer group.Done()
		mu.Lock() // ok
		mu.Unlock()
	}()
	mu.Unlock()
	group.Wait()
}

func (l *book) okFatal() {
	l.mu.Lock() // ok
	switch {
	case cond():
		l.mu.Unlock()
		return
	case l.head == nil:
		l.mu.Unlock()
	default:
		l.mu.Unlock()
	}
}

func (l *book) okCounted() {
	for i := 0; i < 3; i++ {
		l.rw.RLock() // ok
	}
	for i := 0; i < 3; i++ {
		l.rw.RUnlock()
	}
}

// both halves of an RWMutex have the type sync.Locker: which one it is nobody can see
func (l *book) okHalves() {
	var r sync.Locker = l.rw.RLocker()
	r.Lock() // ok
	r.Lock() // ok
	r.Unlock()
	r.Unlock()
}

// the lock has two names, and by one of them it is released at the end
func (h *keeper) okRestored(b *book) {
	b.mu.Lock() // ok
	defer b.mu.Unlock()
	h.book = b
	h.book.mu.Unlock()
	use(h)
	h.book.mu.Lock() // ok
}

type keeper struct{ book *book }

// releases what another goroutine waits for
func okSemaphore() {
	var mu sync.Mutex
	done := make(chan bool)
	go func() {
		mu.Lock() // ok unrun: it depends on which goroutine is faster
		mu.Lock() // ok unrun: the function around releases it
		close(done)
	}()
	mu.Unlock()
	<-done
}

type rooms struct {
	mu    sync.Mutex
	locks map[string]*sync.Mutex
}

func (r *rooms) lockOf(k string) *sync.Mutex {
	r.mu.Lock() // ok
	defer r.mu.Unlock()
	if r.locks[k] == nil {
		r.locks[k] = new(sync.Mutex)
	}
	return r.locks[k]
}

// the lock is found by its key again
func (r *rooms) okEnter(k string) {
	lock := r.lockOf(k)
	lock.Lock() // ok unrun: its caller calls leave
}

func (r *rooms) leave(k string) {
	lock := r.lockOf(k)
	lock.Unlock()
}

// a field that is told again is another lock
func (h *keeper) okReplaced(other *book) {
	h.book.mu.Lock() // ok
	old := h.book
	h.book = other
	old.mu.Unlock()
}

func (l *book) okInSelect(quit <-chan struct{}) {
	for range 3 {
		l.mu.Lock() // ok
		select {
		case <-quit:
			l.mu.Unlock()
			return
		default:
			l.mu.Unlock()
		}
	}
}
