package loops

type peer struct {
	id   int
	name string
}

func (p peer) send() { use(p.id) }

func (p *peer) start() { use(p.id) }

type block struct {
	height int
	hash   [4]byte
	parent *block
	miner  peer
}

// use is replaced when the fixtures are run: each function must hand it the values of different iterations.
func use(value any) {}
