package ranges

import "sync"

// Fields: what matters is whether some method of the package closes them. The methods stand in fields_close.go.

type dispatcher struct{ todo chan Block }

func newDispatcher() *dispatcher { return &dispatcher{todo: make(chan Block)} }

func (d *dispatcher) start() {
	go func() {
		for b := range d.todo { // want `nothing in the package closes dispatcher\.todo: the goroutine that ranges over it may never end`
			use(b)
		}
	}()
}

type svc struct{ jobs chan Block }

// run: s := &svc{}; s.okField(); s.Stop()
func (s *svc) okField() {
	s.jobs = make(chan Block)
	go func() {
		for b := range s.jobs { // ok: Stop closes it
			use(b)
		}
	}()
}

func (s *svc) Stop() { close(s.jobs) }

type remote struct{ jobs chan Block }

func newRemote() *remote { return &remote{jobs: make(chan Block)} }

// run: r := newRemote(); go r.loop(); r.add(Block{}); r.stop()
func (r *remote) loop() {
	for b := range r.jobs { // ok: closed in the other file
		use(b)
	}
}

type forgotten struct {
	pending chan Block
	wg      sync.WaitGroup
}

func newForgotten() *forgotten {
	f := &forgotten{pending: make(chan Block, 4)}
	f.wg.Add(1)
	go f.loop()
	return f
}

func (f *forgotten) loop() {
	defer f.wg.Done()
	for b := range f.pending { // want `nothing in the package closes forgotten\.pending: .*`
		use(b)
	}
}

type exported struct{ Jobs chan Block }

func newExported() *exported { return &exported{Jobs: make(chan Block)} }

// run: e := newExported(); go e.loop(); close(e.Jobs)
func (e *exported) loop() {
	for b := range e.Jobs { // ok: others may close it
		use(b)
	}
}

type handedOut struct{ jobs chan Block }

func newHandedOut() *handedOut { return &handedOut{jobs: make(chan Block)} }

// run: h := newHandedOut(); go h.loop(); close(h.queue())
func (h *handedOut) loop() {
	for b := range h.jobs { // ok: queue hands it out
		use(b)
	}
}

func (h *handedOut) queue() chan Block { return h.jobs }

type received struct{ jobs <-chan Block }

func newReceived(jobs <-chan Block) *received { return &received{jobs: jobs} }

// run: jobs := make(chan Block); r := newReceived(jobs); go r.loop(); close(jobs)
func (r *received) loop() {
	for b := range r.jobs { // ok: made elsewhere
		use(b)
	}
}

type passedOn struct{ jobs chan Block }

func newPassedOn(s *svc) *passedOn {
	p := &passedOn{jobs: make(chan Block)}
	s.jobs = p.jobs
	return p
}

// run: s := &svc{}; p := newPassedOn(s); go p.loop(); s.Stop()
func (p *passedOn) loop() {
	for b := range p.jobs { // ok: svc closes it
		use(b)
	}
}

type closedByAlias struct{ jobs chan Block }

func newClosedByAlias() *closedByAlias { return &closedByAlias{jobs: make(chan Block)} }

// run: c := newClosedByAlias(); go c.loop(); c.stop()
func (c *closedByAlias) loop() {
	for b := range c.jobs { // ok: closed by another name
		use(b)
	}
}

func (c *closedByAlias) stop() {
	jobs := c.jobs
	close(jobs)
}

type sentinel struct{ jobs chan *Block }

func newSentinel() *sentinel { return &sentinel{jobs: make(chan *Block)} }

// run: s := newSentinel(); go s.loop(); s.add(nil)
func (s *sentinel) loop() {
	for b := range s.jobs { // ok: nil ends it
		if b == nil {
			return
		}
		use(b)
	}
}

type cacher struct{ tasks chan Block }

func newCacher(threads int) *cacher {
	c := &cacher{tasks: make(chan Block, threads)}
	for range threads {
		go c.cache()
	}
	return c
}

var sharedCacher = sync.OnceValue(func() *cacher { return newCacher(2) })

func (c *cacher) cache() {
	for b := range c.tasks { // ok: the only cacher lives as long as the process unrun: a variable of the package keeps it
		use(b)
	}
}
