package stale

import "sync"

var lists = sync.Pool{New: func() any { return new([]*peer) }}

func cutOnly(p *peer) int {
	list := lists.Get().(*[]*peer)
	*list = append(*list, p)
	n := len(*list)
	*list = (*list)[:0]
	lists.Put(list) // want `list goes back to lists with its old elements behind the length: what that leads to stays alive until it is overwritten` fix: review
	return n
}

func cleared(p *peer) int {
	list := lists.Get().(*[]*peer)
	*list = append(*list, p)
	n := len(*list)
	clear(*list)
	*list = (*list)[:0]
	lists.Put(list) // ok: cleared before it is cut
	return n
}

func clearedOneByOne(p *peer) int {
	list := lists.Get().(*[]*peer)
	*list = append(*list, p)
	n := len(*list)
	for i := range *list {
		(*list)[i] = nil
	}
	*list = (*list)[:0]
	lists.Put(list) // ok: each is let go
	return n
}

func dropped(p *peer) int {
	list := lists.Get().(*[]*peer)
	*list = append(*list, p)
	n := len(*list)
	*list = nil
	lists.Put(list) // ok: the memory is let go
	return n
}

var numbers = sync.Pool{New: func() any { return new([]int) }}

func cutNumbers(n int) int {
	list := numbers.Get().(*[]int)
	*list = append(*list, n)
	n = len(*list)
	*list = (*list)[:0]
	numbers.Put(list) // ok: numbers keep nothing alive
	return n
}

type group struct {
	peers []*peer
	names []string
}

func (g *group) reset() {
	g.peers = g.peers[:0] // want GL2001 `.*`
	g.names = g.names[:0]
}

var groups = sync.Pool{New: func() any { return new(group) }}

func cutByMethod(p *peer) int {
	g := groups.Get().(*group)
	g.peers = append(g.peers, p)
	g.names = append(g.names, p.name)
	n := len(g.peers)
	g.reset()
	groups.Put(g) // want `g goes back to groups with its peers's old elements behind the length: .*` fix: review
	return n
}

func cutAfterClear(p *peer) int {
	g := groups.Get().(*group)
	g.peers = append(g.peers, p)
	n := len(g.peers)
	clear(g.peers)
	g.reset()
	groups.Put(g) // ok: cleared before it is cut
	return n
}

var values = sync.Pool{New: func() any { return new([]*peer) }}

func cutOnGet(p *peer) int {
	list := values.Get().(*[]*peer)
	*list = append((*list)[:0], p)
	n := len(*list)
	values.Put(list) // want `list goes back to values with its old elements behind the length: .*` fix: review
	return n
}
