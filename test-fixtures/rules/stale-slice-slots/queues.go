package slots

import "sync"

type shared struct {
	mu      sync.Mutex
	waiting []*blk
	byPeer  map[string][]*blk
	names   []string
	hooks   []func()
	values  []record
	plain   []point
	errs    []error
	raw     [][]byte
	any     []any
	owned   []*blk
	notOurs []*blk
}

type record struct {
	next *blk
	size int
}

type point struct{ x, y int }

func newShared() *shared { return &shared{byPeer: map[string][]*blk{}} }

func (s *shared) push(b *blk, name string, hook func(), raw []byte, value any, err error) {
	s.waiting = append(s.waiting, b)
	s.byPeer[name] = append(s.byPeer[name], b)
	s.names = append(s.names, name)
	s.hooks = append(s.hooks, hook)
	s.values = append(s.values, record{next: b})
	s.plain = append(s.plain, point{1, 2})
	s.errs = append(s.errs, err)
	s.raw = append(s.raw, raw)
	s.any = append(s.any, value)
	s.owned = append(s.owned, b)
}

func (s *shared) popTwo() {
	s.waiting = s.waiting[2:] // want `s.waiting\[2:\] leaves what was in front, each a \*blk, in the array of s.waiting: .*` fix: review
}

func (s *shared) popMany(n int) {
	s.waiting = s.waiting[n:] // want `s.waiting\[n:\] leaves what was in front, .*` fix: review
}

func (s *shared) popToEnd() {
	s.waiting = s.waiting[1:len(s.waiting)] // want `s.waiting\[1:len\(s.waiting\)\] leaves the \*blk in front .*` fix: review
}

func (s *shared) popInOneStatement() (b *blk) {
	b, s.waiting = s.waiting[0], s.waiting[1:] // want `s.waiting\[1:\] leaves the \*blk in front .*` fix: none
	return b
}

func (s *shared) popOfMap(name string) {
	s.byPeer[name] = s.byPeer[name][1:] // want `s.byPeer\[name\]\[1:\] leaves the \*blk in front in the array of s.byPeer\[name\]: .*` fix: review
}

func (s *shared) popName() string {
	name := s.names[0]
	s.names = s.names[1:] // want `s.names\[1:\] leaves the string in front .*` fix: review unrun: strings are not followed
	return name
}

func (s *shared) popHook() {
	s.hooks = s.hooks[1:] // want `s.hooks\[1:\] leaves the func\(\) in front .*` fix: review unrun: functions are not followed
}

func (s *shared) popError() error {
	err := s.errs[0]
	s.errs = s.errs[1:] // want `s.errs\[1:\] leaves the error in front .*` fix: review unrun: errors are not followed
	return err
}

func (s *shared) popRaw() []byte {
	b := s.raw[0]
	s.raw = s.raw[1:] // want `s.raw\[1:\] leaves the \[\]byte in front .*` fix: review
	return b
}

func (s *shared) popValue() record {
	r := s.values[0]
	s.values = s.values[1:] // want `s.values\[1:\] leaves the record in front .*` fix: review
	return r
}

func (s *shared) popAny() any {
	v := s.any[0]
	s.any = s.any[1:] // want `s.any\[1:\] leaves the interface in front .*` fix: review
	return v
}

func (s *shared) popPoint() point {
	p := s.plain[0]
	s.plain = s.plain[1:] // ok: no pointers
	return p
}

func (s *shared) popPart() *blk {
	b := s.values[0].next
	s.values[0].next = nil
	s.values = s.values[1:] // ok: its one pointer is cleared
	return b
}

func (s *shared) popByZero() record {
	var zero record
	r := s.values[0]
	s.values[0] = zero
	s.values = s.values[1:] // ok: cleared
	return r
}

func (s *shared) popBySwap() (b *blk) {
	b, s.waiting[0] = s.waiting[0], nil
	s.waiting = s.waiting[1:] // ok: cleared
	return b
}

func (s *shared) popAndDrop() *blk {
	b := s.waiting[0]
	s.waiting = s.waiting[1:] // ok: the array goes when the queue is empty
	if len(s.waiting) == 0 {
		s.waiting = nil
	}
	return b
}

func (s *shared) popToNew() {
	s.owned = append([]*blk(nil), s.owned[1:]...) // ok: another array
}

func (s *shared) split(n int) []*blk {
	head := s.waiting[:n]
	s.waiting = s.waiting[n:] // ok: the front is handed out unrun: the caller keeps it
	return head
}

func (s *shared) moveDown() {
	copy(s.waiting, s.waiting[1:])
	s.waiting = s.waiting[:len(s.waiting)-1] // want `s.waiting\[:len\(s.waiting\)-1\] leaves the last \*blk in the array .*` fix: review
}

func (s *shared) consume() *blk {
	b := s.notOurs[0]
	s.notOurs = s.notOurs[1:] // ok: nothing is added, so the array may belong to somebody else unrun: the array is made by the proof
	return b
}

var backlog []*blk

func enqueue(b *blk) { backlog = append(backlog, b) }

func dequeue() *blk {
	b := backlog[0]
	backlog = backlog[1:] // want `backlog\[1:\] leaves the \*blk in front in the array of backlog: .*` fix: review
	return b
}

func dequeueClean() *blk {
	b := backlog[0]
	clear(backlog[:1])
	backlog = backlog[1:] // ok: cleared
	return b
}

func pump(in <-chan *blk, out chan<- *blk) {
	var queue []*blk
	for {
		var first *blk
		var ready chan<- *blk
		if len(queue) > 0 {
			first, ready = queue[0], out
		}
		select {
		case b := <-in:
			queue = append(queue, b)
		case ready <- first:
			queue = queue[1:] // want `queue\[1:\] leaves the \*blk in front in the array of queue: .*` fix: review unrun: it never ends
		}
	}
}

func drainLocal(blocks []*blk) int {
	var queue []*blk
	queue = append(queue, blocks...)
	n := 0
	for len(queue) > 0 {
		queue = queue[1:] // ok: the variable goes with the call
		n++
	}
	return n
}

func ownValue(b *blk) *blk {
	s := shared{}
	s.waiting = append(s.waiting, b)
	first := s.waiting[0]
	s.waiting = s.waiting[1:] // ok: the value goes with the call
	return first
}
