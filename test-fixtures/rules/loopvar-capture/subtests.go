package loops

import "testing"

func parallelSubtests(t *testing.T, peers []peer) {
	for _, p := range peers {
		t.Run("peer", func(t *testing.T) {
			t.Parallel()
			use(p) // want `parallel subtest captures p, which all iterations share in Go 1\.21: it runs after the loop and sees the last value` fix: safe
		})
	}
}

func parallelSubtestsInAGroup(t *testing.T, peers []peer) {
	t.Run("all", func(t *testing.T) {
		for _, p := range peers {
			t.Run("peer", func(t *testing.T) {
				t.Parallel()
				use(p) // want `parallel subtest captures p, .*`
			})
		}
	})
}

func subtests(t *testing.T, peers []peer) {
	for _, p := range peers {
		t.Run("peer", func(t *testing.T) {
			use(p) // ok: runs in the iteration
		})
	}
}

func beforeParallel(t *testing.T, peers []peer) {
	for _, p := range peers {
		t.Run("peer", func(t *testing.T) {
			use(p) // ok: runs in the iteration
			t.Parallel()
		})
	}
}

func parallelInsideASubtest(t *testing.T, peers []peer) {
	for _, p := range peers {
		t.Run("peer", func(t *testing.T) {
			t.Run("inner", func(t *testing.T) {
				t.Parallel()
				use(p) // ok: the outer subtest waits for it
			})
		})
	}
}

func cleanup(t *testing.T, peers []peer) {
	for _, p := range peers {
		t.Cleanup(func() { use(p) }) // want `function passed to t\.Cleanup captures p, .*: it runs after the loop and sees the last value`
	}
}

func cleanupOfASubtest(t *testing.T, peers []peer) {
	for _, p := range peers {
		t.Run("peer", func(t *testing.T) {
			t.Cleanup(func() { use(p) }) // ok: runs at the end of the subtest
		})
	}
}
