package twofiles

import "runtime"

func argumentIsALinkThatLeadsBack() *peer {
	p := newPeer()
	runtime.AddCleanup(p, func(l *link) { l.shut() }, p.link) // want `argument of the cleanup of p may lead back to p: if so, the cleanup never runs`
	return p
}

func argumentIsALinkFromAVariable() *peer {
	p := newPeer()
	l := p.link
	runtime.AddCleanup(p, func(l *link) { l.shut() }, l) // want `argument of the cleanup of p may lead back to p: .*`
	return p
}

func argumentIsAStructWithALink() *peer {
	p := newPeer()
	runtime.AddCleanup(p, func(links []*link) { use(links) }, []*link{p.link}) // want `argument of the cleanup of p may hold p: if so, the cleanup never runs`
	return p
}

func argumentIsALinkThatIsOwnedHere() *peer {
	p := newLonePeer()
	p.link.owner = p
	runtime.AddCleanup(p, (*link).shut, p.link) // want `argument of the cleanup of p leads back to p: it stays reachable, .*`
	return p
}

func argumentIsAnOutboxThatCouldLeadBack() *peer {
	p := newLonePeer()
	runtime.AddCleanup(p, func(o *outbox) { o.drop() }, p.outbox) // ok: nothing in the package puts a peer into an outbox
	return p
}

func argumentHoldsThePeer() *peer {
	p := newLonePeer()
	runtime.AddCleanup(p, func(l leaving) { forget(l.id) }, leaving{p, "a"}) // want `argument of the cleanup of p holds p: .*`
	return p
}

func argumentHoldsItsName() *peer {
	p := newLonePeer()
	runtime.AddCleanup(p, func(l leaving) { forget(l.id) }, leaving{id: p.id}) // ok
	return p
}

func cleanupIsAMethodOfTheOtherFile() *peer {
	p := newLonePeer()
	runtime.AddCleanup(p, p.stop, "a") // want `cleanup of p is the method value p\.stop, which holds p: .*` panics: closes over ptr
	return p
}

func cleanupIsAFunctionOfTheOtherFile() *peer {
	p := newLonePeer()
	runtime.AddCleanup(p, forget, p.id) // ok
	return p
}
