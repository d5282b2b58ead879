package slots

type fixed struct {
	blocks []*blk
	values []record
	names  []string
}

func (f *fixed) push(b *blk) {
	f.blocks = append(f.blocks, b)
	f.values = append(f.values, record{next: b})
	f.names = append(f.names, "x")
}

func (f *fixed) fixHead() *blk {
	b := f.blocks[0]
	f.blocks = f.blocks[1:] // want `.*` fix: review
	return b
}

func (f *fixed) fixHeadOfValues() record {
	r := f.values[0]
	f.values = f.values[1:] // want `.*` fix: review
	return r
}

func (f *fixed) fixHeadOfNames() string {
	name := f.names[0]
	f.names = f.names[1:] // want `.*` fix: review unrun: strings are not followed
	return name
}

func (f *fixed) fixSome(n int) {
	f.blocks = f.blocks[n:] // want `.*` fix: review
}

func (f *fixed) fixTail() *blk {
	last := len(f.blocks) - 1
	b := f.blocks[last]
	f.blocks = f.blocks[:last] // want `.*` fix: review
	return b
}

func (f *fixed) fixTailOfTwo() {
	f.blocks = f.blocks[:len(f.blocks)-2] // want `.*` fix: review
}

func (f *fixed) fixRemove(i int) {
	f.blocks = append(f.blocks[:i], f.blocks[i+1:]...) // want `.*` fix: review
}

func (f *fixed) fixCut() {
	f.blocks = f.blocks[:0] // want `.*` fix: review
}

type fixedHeap []*blk

func (h *fixedHeap) push(b *blk) { *h = append(*h, b) }

func (h *fixedHeap) fixHeap() *blk {
	b := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1] // want `.*` fix: review
	return b
}

func (f *fixed) fixNotInOneStatement() (b *blk) {
	b, f.blocks = f.blocks[0], f.blocks[1:] // want `.*` fix: none
	return b
}
