package loops

func address(blocks []block) {
	var out []*block
	for _, b := range blocks {
		out = append(out, &b) // want at "&b)" `&b outlives its iteration and points to b, which all iterations share in Go 1\.21: it may see the value of a later iteration` fix: safe
	}
	for _, b := range out {
		use(b.height)
	}
}

func addressOfACounter(n int) {
	var out []*int
	for i := 0; i < n; i++ {
		out = append(out, &i) // want `&i outlives its iteration .*` fix: review
	}
	for _, i := range out {
		use(*i)
	}
}

func addressInAMap(blocks []block) {
	m := map[int]*block{}
	for _, b := range blocks {
		m[b.height] = &b // want `&b outlives its iteration .*`
	}
	for _, b := range m {
		use(b.height)
	}
}

type entry struct{ block *block }

func addressInAStruct(blocks []block) {
	var out []entry
	for _, b := range blocks {
		out = append(out, entry{block: &b}) // want `&b outlives its iteration .*`
	}
	for _, e := range out {
		use(e.block.height)
	}
}

func addressByName(blocks []block) {
	var out []*block
	for _, b := range blocks {
		p := &b // want `&b outlives its iteration .*`
		out = append(out, p)
	}
	for _, b := range out {
		use(b.height)
	}
}

func addressOfAField(blocks []block) {
	var out []*peer
	for _, b := range blocks {
		out = append(out, &b.miner) // want `&b\.miner outlives its iteration .*`
	}
	for _, p := range out {
		use(p.id)
	}
}

func sliceOfAnArray(blocks []block) {
	var out [][]byte
	for _, b := range blocks {
		out = append(out, b.hash[:]) // want `b\.hash\[:\] outlives its iteration and points to b, .*`
	}
	for _, hash := range out {
		use(string(hash))
	}
}

func addressForAGoroutine(peers []peer) {
	for _, p := range peers {
		go show(&p) // want `&p outlives its iteration .*`
	}
}

func show(p *peer) { use(p.id) }

func pointerReceiver(peers []peer) {
	for _, p := range peers {
		go p.start() // want `p\.start outlives its iteration and is bound to the address of p, .*`
	}
}

func deferredPointerReceiver(peers []peer) {
	for _, p := range peers {
		defer p.start() // want `p\.start outlives its iteration .*`
	}
}

func methodValue(peers []peer) {
	var fs []func()
	for _, p := range peers {
		fs = append(fs, p.start) // want `p\.start outlives its iteration .*`
	}
	run(fs)
}

func pointerReceiverOfAField(blocks []block) {
	for _, b := range blocks {
		go b.miner.start() // want `b\.miner\.start outlives its iteration .*`
	}
}

func firstFound(blocks []block) {
	var found *block
	for i, b := range blocks {
		if i == 0 {
			found = &b // want `&b outlives its iteration .*`
		}
	}
	use(found.height)
	use(blocks[2].height)
}

func valueReceiver(peers []peer) {
	var fs []func()
	for _, p := range peers {
		fs = append(fs, p.send) // ok: the method value holds a copy
	}
	run(fs)
}

func pointersInTheSlice(peers []*peer) {
	for _, p := range peers {
		go p.start() // ok: p is the pointer itself
	}
}

func behindAPointer(blocks []*block) {
	var out []*peer
	for _, b := range blocks {
		out = append(out, &b.miner) // ok: lies behind the pointer
	}
	for _, p := range out {
		use(p.id)
	}
}

func sliceOfASlice(rows [][]int) {
	var out [][]int
	for _, row := range rows {
		out = append(out, row[:]) // ok: the elements lie elsewhere
	}
	for _, row := range out {
		use(row)
	}
}

func handedDown(peers []peer) {
	for _, p := range peers {
		show(&p) // ok: show does not keep it
	}
}

func foundAndLeft(blocks []block) {
	var found *block
	for _, b := range blocks {
		if b.height >= 0 {
			found = &b // ok: the loop is left
			break
		}
	}
	use(found.height)
}

func returnedAddress(blocks []block) { use(firstBlock(blocks).height) }

func firstBlock(blocks []block) *block {
	for _, b := range blocks {
		if b.height >= 0 {
			return &b // ok: the loop is left
		}
	}
	return nil
}

func copyOfTheArray(blocks []block) {
	var out [][4]byte
	for _, b := range blocks {
		out = append(out, b.hash) // ok: a copy
	}
	for _, hash := range out {
		use(hash)
	}
}
