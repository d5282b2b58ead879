package bind

type node struct{ next *node }

func (n *node) closures(values map[string]int) func() {
	count := 0
	again := func() {
		count++
		func() {
			count = n.depth(values)
		}()
	}
	self := func(count int) *node { return &node{next: n} }
	for key, value := range values {
		go func() { _, _ = key, value }()
	}
	_ = self(count)
	return again
}

func (n *node) depth(map[string]int) int { return 0 }

var handler = func() { helperOfAnotherFile() }
