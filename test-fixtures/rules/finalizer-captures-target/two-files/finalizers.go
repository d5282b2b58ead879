package twofiles

import "runtime"

func capturesAPeerFromTheOtherFile() *peer {
	p := newLonePeer()
	runtime.SetFinalizer(p, func(_ *peer) { p.stop(nil) }) // want `finalizer of p captures p: .*`
	return p
}

func capturesALinkThatLeadsBack() *peer {
	p := newPeer()
	l := p.link
	runtime.SetFinalizer(p, func(*peer) { l.shut() }) // want `finalizer of p .*\bl\b.*`
	return p
}

func bindsALinkThatLeadsBack() *peer {
	p := newPeer()
	shut := p.link.shut
	runtime.SetFinalizer(p, func(*peer) { shut() }) // want `finalizer of p .*\bshut\b.*`
	return p
}

func capturesAnOutboxThatCouldLeadBack() *peer {
	p := newLonePeer()
	o := p.outbox
	runtime.SetFinalizer(p, func(*peer) { o.drop() }) // ok: nothing in the package puts a peer into an outbox
	return p
}

func capturesAJournal() *peer {
	p := newLonePeer()
	j := p.journal
	runtime.SetFinalizer(p, func(*peer) { use(j) }) // ok: a journal cannot hold a peer
	return p
}

func bindsAJournal() *peer {
	p := newLonePeer()
	runtime.SetFinalizer(p, p.journal.finish) // ok: bound to the journal
	return p
}

func bindsAnEmbeddedAddress() *peer {
	p := newLonePeer()
	runtime.SetFinalizer(p, p.forget) // want `finalizer of p .*`
	return p
}

func bindsACopyOfAnEmbeddedAddress() *peer {
	p := newLonePeer()
	runtime.SetFinalizer(p, p.print) // ok: bound to a copy of the address
	return p
}

func capturesAPromotedArray() *peer {
	p := newLonePeer()
	raw := p.raw[:]
	runtime.SetFinalizer(p, func(*peer) { use(raw) }) // want `finalizer of p .*\braw\b.*`
	return p
}

func capturesACopiedPromotedArray() *peer {
	p := newLonePeer()
	raw := p.raw
	runtime.SetFinalizer(p, func(*peer) { use(raw) }) // ok
	return p
}

func usesAFunctionOfTheOtherFile() *peer {
	p := newLonePeer()
	runtime.SetFinalizer(p, stopPeer) // ok
	return p
}

func usesAMethodExpressionOfTheOtherFile() *link {
	l := &link{}
	runtime.SetFinalizer(l, (*link).shut) // ok
	return l
}
