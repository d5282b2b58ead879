package pool

import (
	"io"
	"strconv"
	"sync"
)

var ids = sync.Pool{New: func() any { return new([]int) }}

func collectIDs(n int) int {
	p := ids.Get().(*[]int)
	for i := range n {
		*p = append(*p, i)
	}
	total := len(*p)
	ids.Put(p) // want `p goes back to ids at its full length: the next Get finds its elements and appends behind them` fix: safe+review
	// want -1 GL4012 `.*`
	return total
}

var cutIDs = sync.Pool{New: func() any { return new([]int) }}

func cutBeforePut(n int) int {
	p := cutIDs.Get().(*[]int)
	for i := range n {
		*p = append(*p, i)
	}
	total := len(*p)
	*p = (*p)[:0]
	cutIDs.Put(p) // want GL4012 `.*`
	return total
}

var copied = sync.Pool{New: func() any { return new([]byte) }}

func throughLocal(w io.Writer, n int64) {
	p := copied.Get().(*[]byte)
	b := *p
	b = strconv.AppendInt(b, n, 10)
	b = append(b, '\n')
	w.Write(b)
	*p = b
	copied.Put(p) // want `p goes back to copied at its full length: .*` fix: safe+review
}

var cutLocal = sync.Pool{New: func() any { return new([]byte) }}

func throughCutLocal(w io.Writer, n int64) {
	p := cutLocal.Get().(*[]byte)
	b := (*p)[:0]
	b = strconv.AppendInt(b, n, 10)
	b = append(b, '\n')
	w.Write(b)
	*p = b[:0]
	cutLocal.Put(p) // ok: cut at both ends
}

var values = sync.Pool{New: func() any { return make([]byte, 0, 64) }}

func sliceValue(w io.Writer) {
	b := values.Get().([]byte)
	b = append(b, "x"...)
	w.Write(b)
	values.Put(b) // want GL4010 `b goes back to values at its full length: .*` fix: safe+review
	// want -1 GL4012 `.*`
}

var cutValues = sync.Pool{New: func() any { return make([]byte, 0, 64) }}

func cutInPut(w io.Writer) {
	b := cutValues.Get().([]byte)
	b = append(b, "x"...)
	w.Write(b)
	cutValues.Put(b[:0]) // want GL4012 `.*`
}

var cutInGet = sync.Pool{New: func() any { return make([]byte, 0, 64) }}

func cutWithGet(w io.Writer) {
	b := cutInGet.Get().([]byte)[:0]
	b = append(b, "x"...)
	w.Write(b)
	cutInGet.Put(b) // want GL4012 `.*`
}

var fixed = sync.Pool{New: func() any { b := make([]byte, 64); return &b }}

func readFixed(r io.Reader) (int, error) {
	p := fixed.Get().(*[]byte)
	defer fixed.Put(p) // ok: read into, not appended to
	return io.ReadFull(r, *p)
}

var sets = sync.Pool{New: func() any { return map[int]bool{} }}

func markAll(n int) int {
	marks := sets.Get().(map[int]bool)
	defer sets.Put(marks) // want `marks goes back to sets with its entries: the next Get finds them, and each use adds to them` fix: safe+review
	for range n {
		marks[len(marks)] = true
	}
	return len(marks)
}

var clearedSets = sync.Pool{New: func() any { return map[string]bool{} }}

func clearedMap(words []string) int {
	seen := clearedSets.Get().(map[string]bool)
	defer clearedSets.Put(seen) // ok: cleared below
	for _, word := range words {
		seen[word] = true
	}
	n := len(seen)
	clear(seen)
	return n
}

var emptiedSets = sync.Pool{New: func() any { return map[string]bool{} }}

func emptiedMap(words []string) {
	seen := emptiedSets.Get().(map[string]bool)
	for _, word := range words {
		seen[word] = true
	}
	for word := range seen {
		delete(seen, word)
	}
	emptiedSets.Put(seen) // ok: emptied key by key
}

var interned = sync.Pool{New: func() any { return map[string]string{} }}

func intern(word string) string {
	known := interned.Get().(map[string]string)
	defer interned.Put(known) // ok: a cache, whose entries are wanted
	if same, ok := known[word]; ok {
		return same
	}
	known[word] = word
	return word
}

var nilled = sync.Pool{New: func() any { return new([]int) }}

func setToNil() {
	p := nilled.Get().(*[]int)
	*p = append(*p, 1)
	*p = nil
	nilled.Put(p) // ok: nothing is left
}

var deferredValues = sync.Pool{New: func() any { return make([]int, 0, 8) }}

func deferredSlice() int {
	b := deferredValues.Get().([]int)
	defer deferredValues.Put(b[:0]) // want GL4012 `.*`
	b = append(b, 1)
	return len(b)
}
