package twofiles

import "io"

// A peer owns a link, and the link knows its peer: the two lead to each other.
type peer struct {
	link    *link
	outbox  *outbox
	journal *journal
	address
	closer io.Closer
}

type link struct {
	owner *peer
	open  bool
}

// An outbox could hold a peer, but nothing here puts one in.
type outbox struct {
	sender *peer
	queue  [][]byte
}

type journal struct{ lines []string }

type address struct{ raw [16]byte }

func newPeer() *peer {
	p := &peer{outbox: &outbox{}, journal: &journal{}}
	p.link = &link{owner: p, open: true}
	return p
}

func newLonePeer() *peer {
	return &peer{link: &link{}, outbox: &outbox{}, journal: &journal{}}
}

func (l *link) shut()                  { l.open = false }
func (p *peer) stop(*peer)             {}
func (a *address) forget(any)          {}
func (a address) print(any)            {}
func (j *journal) finish(any)          {}
func stopPeer(p *peer)                 { p.stop(nil) }
func (o *outbox) drop()                { o.queue = nil }
func use(...any)                       {}
func (p *peer) follow(l *link)         { p.link = l }
func (l *link) Close() error           { return nil }
func (p *peer) setCloser(c io.Closer)  { p.closer = c }
func (p *peer) record(lines ...string) { p.journal.lines = append(p.journal.lines, lines...) }
