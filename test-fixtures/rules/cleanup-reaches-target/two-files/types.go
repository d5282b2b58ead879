package twofiles

// A peer owns a link, and the link knows its peer: the two lead to each other.
type peer struct {
	link   *link
	outbox *outbox
	id     string
	notes  []string
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

type leaving struct {
	peer *peer
	id   string
}

func newPeer() *peer {
	p := &peer{outbox: &outbox{}, id: "a"}
	p.link = &link{owner: p, open: true}
	return p
}

func newLonePeer() *peer { return &peer{link: &link{}, outbox: &outbox{}, id: "b"} }

func (l *link) shut()       { l.open = false }
func (p *peer) stop(string) {}
func (o *outbox) drop()     { o.queue = nil }
func forget(id string)      {}
func use(...any)            {}
