package pool

import (
	"bytes"
	"strings"
	"sync"
)

var fixBuffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func fixPlain() int {
	buf := fixBuffers.Get().(*bytes.Buffer)
	buf.WriteString("x")
	n := buf.Len()
	fixBuffers.Put(buf) // want `.*` fix: safe+review
	return n
}

func fixDeferred() int {
	buf := fixBuffers.Get().(*bytes.Buffer)
	defer fixBuffers.Put(buf) // want `.*` fix: safe+review
	buf.WriteString("x")
	return buf.Len()
}

var fixBuilders = sync.Pool{New: func() any { return new(strings.Builder) }}

func fixBuilder(text string) string {
	sb := fixBuilders.Get().(*strings.Builder)
	defer func() {
		fixBuilders.Put(sb) // want `.*` fix: safe+review
	}()
	sb.WriteString(text)
	return sb.String()
}

var fixSlices = sync.Pool{New: func() any { return new([]string) }}

func fixSlice() int {
	p := fixSlices.Get().(*[]string)
	*p = append(*p, "x")
	n := len(*p)
	fixSlices.Put(p) // want `.*` fix: safe+review
	return n
}

var fixMaps = sync.Pool{New: func() any { return map[int]string{} }}

func fixMap(text string) int {
	m := fixMaps.Get().(map[int]string)
	m[len(m)] = text
	n := len(m)
	fixMaps.Put(m) // want `.*` fix: safe+review
	return n
}

type fixRecord struct{ names []string }

func (r *fixRecord) reset() { r.names = r.names[:0] }

var fixRecords = sync.Pool{New: func() any { return new(fixRecord) }}

func fixStruct(text string) int {
	r := fixRecords.Get().(*fixRecord)
	defer fixRecords.Put(r) // want `.*` fix: safe+review
	r.names = append(r.names, text)
	return len(r.names)
}

var fixReplaced = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func fixNotWhenReassigned() int {
	buf := fixReplaced.Get().(*bytes.Buffer)
	defer fixReplaced.Put(buf) // want `.*` fix: none
	buf.WriteString("x")
	n := buf.Len()
	buf = new(bytes.Buffer)
	return n + buf.Len()
}

type fixBare struct{ names []string }

var fixBares = sync.Pool{New: func() any { return new(fixBare) }}

func fixBareStruct(text string) int {
	r := fixBares.Get().(*fixBare)
	r.names = append(r.names, text)
	n := len(r.names)
	fixBares.Put(r) // want `.*` fix: review+review
	return n
}

type fixMade struct{ seen map[string]int }

var fixMades = sync.Pool{New: func() any { return &fixMade{seen: map[string]int{}} }}

func fixNotWhenNewMakesMore(text string) int {
	r := fixMades.Get().(*fixMade)
	r.seen[text+string(rune(len(r.seen)))] = 1
	n := len(r.seen)
	fixMades.Put(r) // want `.*` fix: none
	return n
}
