package loops

import (
	"sort"
	"sync"
)

// Loops as they ought to be. Nothing in this file is reported.

func broadcast(message string, peers []peer) {
	for _, p := range peers {
		go func(to peer, text string) {
			use(to.name + text) // ok: evaluated when the goroutine starts
		}(p, message)
	}
}

func copies(peers []peer) {
	for i, p := range peers {
		i, p := i, p
		go func() { use(i + p.id) }() // ok: the copies are of the iteration
	}
}

func bodyLocal(peers []peer) {
	for i := range peers {
		p := peers[i]
		go func() { use(p.id) }() // ok: p is of the iteration
	}
}

func calledAtOnce(rows [][]int) {
	for _, row := range rows {
		sort.Slice(row, func(i, j int) bool { return row[i] < row[j] })
		func() { use(row) }() // ok: called in the iteration
	}
}

func batches(peers []peer) {
	for _, p := range peers {
		var group sync.WaitGroup
		for n := 0; n < 1; n++ {
			group.Add(1)
			go func() {
				defer group.Done()
				use(p.id) // ok: the iteration waits
			}()
		}
		group.Wait()
	}
}

func indexAddress(blocks []block) {
	var out []*block
	for i := range blocks {
		out = append(out, &blocks[i]) // ok: the address of the element
	}
	for _, b := range out {
		use(b.height)
	}
}
