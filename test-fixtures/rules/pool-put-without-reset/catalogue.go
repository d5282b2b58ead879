package pool

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"math/big"
	"strings"
	"sync"
)

type block struct{ height int }

type peer struct{ name string }

func use(...any) {}

var bufPool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func encodeLeaky(w io.Writer, b *block) error {
	buf := bufPool.Get().(*bytes.Buffer)
	defer bufPool.Put(buf) // want `buf goes back to bufPool with its contents: .*` fix: safe+review
	fmt.Fprintf(buf, "%d", b.height)
	_, err := w.Write(buf.Bytes())
	return err
}

type codec struct {
	out  bytes.Buffer
	seen map[string]int
	errs []error
}

var codecPool = sync.Pool{New: func() any { return &codec{seen: map[string]int{}} }}

func (c *codec) encode(*block) { c.errs = append(c.errs, nil); c.seen["h"]++ }

func encodeStruct(b *block) int {
	c := codecPool.Get().(*codec)
	c.encode(b)
	n := c.out.Len()
	codecPool.Put(c) // want `c goes back to codecPool with what is in its seen and errs: seen and errs are kept and grow with each use` fix: none
	return n
}

var linePool = sync.Pool{New: func() any { b := make([]byte, 0, 512); b = b[:0]; return &b }}

func appendLine(w io.Writer, s string) {
	bp := linePool.Get().(*[]byte)
	*bp = append(*bp, s...)
	w.Write(*bp)
	linePool.Put(bp) // want `bp goes back to linePool at its full length: .*` fix: safe+review
	// want -1 GL4012 `.*`
}

var partialPool = sync.Pool{New: func() any { return new(strings.Builder) }}

func resetOnOnePath(ok bool) {
	sb := partialPool.Get().(*strings.Builder)
	sb.WriteString("x")
	if ok {
		sb.Reset()
	}
	partialPool.Put(sb) // want `sb goes back to partialPool with its contents: .*` fix: safe+review
}

var (
	onPut   = sync.Pool{New: func() any { return new(bytes.Buffer) }}
	onGet   = sync.Pool{New: func() any { return new(bytes.Buffer) }}
	helper  = sync.Pool{New: func() any { return new(bytes.Buffer) }}
	hashers = sync.Pool{New: func() any { return sha256.New() }}
	gzPool  = sync.Pool{New: func() any { return gzip.NewWriter(io.Discard) }}
	arrays  = sync.Pool{New: func() any { return new([4096]byte) }}
	scratch = sync.Pool{New: func() any { b := make([]byte, 32*1024); return &b }}
	ints    = sync.Pool{New: func() any { return new(big.Int) }}
	msgs    = sync.Pool{New: func() any { return new(pooledMsg) }}
	kids    = sync.Pool{New: func() any { return new(child) }}
)

type pooledMsg struct {
	subject string
	data    []byte
	peer    *peer
}

type child struct{ nodes []int }

func (c *child) reset() *child { c.nodes = c.nodes[:0]; return c }

func okResetBeforePut(w io.Writer) {
	b := onPut.Get().(*bytes.Buffer)
	defer func() {
		b.Reset()
		onPut.Put(b) // ok: reset in the same deferred function
	}()
	b.WriteString("x")
	w.Write(b.Bytes())
}

func okResetAfterGet(w io.Writer) {
	b := onGet.Get().(*bytes.Buffer)
	defer onGet.Put(b) // ok: every Get resets
	b.Reset()
	b.WriteString("x")
	w.Write(b.Bytes())
}

func getBuf() *bytes.Buffer  { b := helper.Get().(*bytes.Buffer); b.Reset(); return b }
func putBuf(b *bytes.Buffer) { helper.Put(b) } // ok: getBuf resets for all its callers

func okWrappers(w io.Writer) {
	b := getBuf()
	defer putBuf(b)
	b.WriteString("x")
	w.Write(b.Bytes())
}

func okHash(data []byte) (out [32]byte) {
	h := hashers.Get().(hash.Hash)
	defer hashers.Put(h) // ok: a hash is reset before it is used
	h.Reset()
	h.Write(data)
	h.Sum(out[:0])
	return out
}

func okGzip(w io.Writer) {
	gz := gzPool.Get().(*gzip.Writer)
	gz.Reset(w)
	gz.Write([]byte("x"))
	gz.Close()
	gzPool.Put(gz) // want `gz goes back to gzPool with what its Reset was given: .*` fix: review
}

func okArray(r io.Reader) {
	a := arrays.Get().(*[4096]byte)
	defer arrays.Put(a) // ok: arrays do not grow
	r.Read(a[:])
}

func okFixedSlice(dst io.Writer, src io.Reader) (int64, error) {
	bp := scratch.Get().(*[]byte)
	defer scratch.Put(bp) // ok: never appended to
	return io.CopyBuffer(dst, src, *bp)
}

func okBigInt(a, b *big.Int) int {
	t := ints.Get().(*big.Int)
	defer ints.Put(t) // ok: each method overwrites it
	return t.Mul(a, b).Sign()
}

func (m *pooledMsg) release() {
	m.subject, m.data, m.peer = "", nil, nil
	msgs.Put(m) // ok: all fields are emptied
}

func okChain() {
	c := kids.Get().(*child)
	c.nodes = append(c.nodes, 1)
	kids.Put(c.reset()) // ok: the reset stands in the argument
}

func okOverwrite(in pooledMsg) {
	m := msgs.Get().(*pooledMsg)
	*m = in
	use(m.subject)
	m.release()
}
