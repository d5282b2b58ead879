package stale

import "sync"

type peer struct{ name string }

type message struct {
	subject string
	peer    *peer
	size    int
}

var messages = sync.Pool{New: func() any { return new(message) }}

func keepPeer(p *peer) {
	m := messages.Get().(*message)
	m.peer = p
	m.size = len(p.name)
	messages.Put(m) // want `m goes back to messages with its peer set: what that leads to stays alive until it is overwritten` fix: review
}

func keepPeerDeferred(p *peer) {
	m := messages.Get().(*message)
	defer messages.Put(m) // want `m goes back to messages with its peer set: .*` fix: review
	m.peer = p
}

func letGo(p *peer) {
	m := messages.Get().(*message)
	m.peer = p
	m.peer = nil
	messages.Put(m) // ok: it is let go
}

func letGoWhole(p *peer) {
	m := messages.Get().(*message)
	m.peer = p
	*m = message{}
	messages.Put(m) // ok: overwritten
}

func keepNumber(n int) {
	m := messages.Get().(*message)
	m.size = n
	messages.Put(m) // ok: no pointer is set here
}

func letGoOnOnePath(p *peer, fail bool) {
	m := messages.Get().(*message)
	m.peer = p
	if fail {
		m.peer = nil
	}
	messages.Put(m) // want `m goes back to messages with its peer set: .*` fix: review
}

func setAgain(p *peer) {
	m := messages.Get().(*message)
	m.peer = nil
	m.peer = p
	messages.Put(m) // want `m goes back to messages with its peer set: .*` fix: review
}

type task struct {
	owner *peer
	run   func()
	next  any
	links map[string]*peer
}

var tasks = sync.Pool{New: func() any { return new(task) }}

func (t *task) reset() { t.owner, t.next, t.links = nil, nil, nil }

func keepSeveral(p *peer, links map[string]*peer) {
	t := tasks.Get().(*task)
	t.owner = p
	t.links = links
	tasks.Put(t) // want `t goes back to tasks with its links and owner set: what that leads to stays alive until it is overwritten` fix: review
}

func letGoByMethod(p *peer) {
	t := tasks.Get().(*task)
	t.owner = p
	t.next = p
	t.reset()
	tasks.Put(t) // ok: reset lets all go
}

func letGoByDeferred(p *peer) {
	t := tasks.Get().(*task)
	t.owner = p
	defer func() {
		t.owner = nil
		tasks.Put(t) // ok: it is let go before
	}()
	t.run = func() {}
}

var handed = sync.Pool{New: func() any { return new(message) }}

func putHanded(m *message) {
	handed.Put(m) // want `m goes back to handed with its peer set: .*` fix: review
}

func useHanded(p *peer) {
	m := handed.Get().(*message)
	m.peer = p
	putHanded(m)
}

var cleaned = sync.Pool{New: func() any { return new(message) }}

func putCleaned(m *message) {
	cleaned.Put(m) // ok: its caller lets go
}

func useCleaned(p *peer) {
	m := cleaned.Get().(*message)
	m.peer = p
	m.peer = nil
	putCleaned(m)
}

type cached struct{ link *peer }

func newPeer() *peer { return new(peer) }

var cacheds = sync.Pool{New: func() any { return new(cached) }}

func keepOwn() {
	c := cacheds.Get().(*cached)
	if c.link == nil {
		c.link = newPeer()
	}
	c.link.name = "x"
	cacheds.Put(c) // ok: what a call made is the object's own
}

func (m *message) set(p *peer) { m.peer = p }

var bySetter = sync.Pool{New: func() any { return new(message) }}

func keepBySetter(p *peer) {
	m := bySetter.Get().(*message)
	m.set(p)
	bySetter.Put(m) // known-miss: what methods set may be the object's own
}
