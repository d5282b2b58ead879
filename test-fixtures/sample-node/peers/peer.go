package peers

import (
	"runtime"
	"sync"
	"time"
)

// Peer is another node, as far as this one knows it.
type Peer struct {
	ID     string
	Conn   *Conn
	height int64
}

// Height is the highest block that the peer has told of.
func (p *Peer) Height() int64 { return p.height }

// Book knows which peers were ever seen, and when they were let go.
type Book struct {
	mutex sync.Mutex
	left  map[string]time.Time
}

// NewBook makes an empty book.
func NewBook() *Book { return &Book{left: map[string]time.Time{}} }

// Left tells when the peer was let go.
func (b *Book) Left(id string) (time.Time, bool) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	at, isKnown := b.left[id]
	return at, isKnown
}

func (b *Book) note(id string) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.left[id] = time.Now()
}

// departure is what the book is told when a peer goes.
type departure struct {
	peer *Peer
	book *Book
}

// departureID is what the book is told when a seed goes.
type departureID struct {
	id   string
	book *Book
}

// NewPeer makes a peer whose end the book will know.
func (b *Book) NewPeer(id string, conn *Conn) *Peer {
	p := &Peer{ID: id, Conn: conn}
	runtime.AddCleanup(p, func(d departure) { d.book.note(d.peer.ID) }, departure{peer: p, book: b})
	return p
}

// NewSeed makes a peer that is asked for addresses only, and whose end the book will know.
func (b *Book) NewSeed(id string, conn *Conn) *Peer {
	p := &Peer{ID: id, Conn: conn}
	runtime.AddCleanup(p, func(d departureID) { d.book.note(d.id) }, departureID{id: id, book: b})
	return p
}
