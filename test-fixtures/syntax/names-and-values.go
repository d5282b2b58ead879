package p

import (
	"fmt"
	. "math"
	_ "embed"
	str "strings"
)

const (
	a = iota
	b
	c, d = "x", 'y'
)

var (
	e, f       = true, false
	g    error = nil
	h    int
)

var n = []any{1, 0x1F, 1_000, 1.5e3, 2i, 'x', '\n', "", "a\tb", `raw
line`, fmt.Sprint(Pi), str.ToUpper("ä世界😀")}

type nilable struct{}

func shadow(x any) {
	iota, nil := 2, 3
	var true int
	_ = iota + nil + true
	switch x.(type) {
	case nil:
	case error:
	}
}
