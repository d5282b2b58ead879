package loops

// What the fixes do, and where none may be offered.

type job struct{ id int }

type pair[T any] struct{ id T }

func copiesTwo(peers []peer) {
	for i, p := range peers {
		// The comment stays with its statement.
		go func() { use(i*10 + p.id) }() // want `goroutine captures i and p, .*` fix: safe
	}
}

func copiesBehindAComment(jobs []job) {
	for _, p := range jobs { // each of them
		go func() { use(p.id) }() // want `goroutine captures p, .*` fix: safe+review
	}
}

func rangeThatAssignsItsVariable(jobs []job) {
	for _, p := range jobs {
		p.id += 100
		p = job{id: p.id}
		go func() { use(p.id) }() // want `goroutine captures p, .*` fix: safe+review
	}
}

func pointers(jobs []*job) {
	for _, p := range jobs {
		go func() { use(p.id) }() // want `goroutine captures p, .*` fix: safe+review
	}
}

func noArgumentOfAGenericType(pairs []pair[int]) {
	for _, p := range pairs {
		go func() { use(p.id) }() // want `goroutine captures p, .*` fix: safe
	}
}

func noneWhereTheClosureAssigns(peers []peer) {
	for _, p := range peers {
		go func() {
			use(p.id) // want `goroutine captures p, .*` fix: none
			p = peer{}
		}()
	}
}

func noneWhereTheBodyCounts(n int) {
	for i := 0; i < n; i++ {
		defer func() { use(i) }() // want `deferred function captures i, .*` fix: none
		if i < 0 {
			i++
		}
	}
}

func noneWhereTheBodyDeclaresTheName(peers []peer) {
	for _, p := range peers {
		defer func() { use(p.id) }() // want `deferred function captures p, .*` fix: none
		p := peer{id: 100 + p.id}
		p.send()
	}
}

func noneWhereTheLiteralDeclaresTheName(peers []peer) {
	for _, p := range peers {
		go func() {
			p := p // want `goroutine captures p, .*` fix: safe
			use(p.id)
		}()
	}
}

func copiesBeforeTheGoroutine(head *block) {
	var b *block
	for b = head; b != nil; b = b.parent {
		if b.height >= 0 {
			go func() { use(b) }() // want `goroutine captures b, which the loop assigns .*` fix: safe
		}
	}
}

func noneWhereItIsAssignedBehind(head *block) {
	b := head
	for b != nil {
		go func() { use(b) }() // want `goroutine captures b, which the loop assigns .*` fix: none
		b = b.parent
	}
}
