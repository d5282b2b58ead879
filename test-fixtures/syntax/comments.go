// Package p has comments wherever they may stand.
//
//go:build linux && !windows

/* before */ package /* inside */ p // behind

// #include <stdio.h>
import "C"

//go:embed file.txt
var text string // trailing

// f is documented.
//
//go:noinline
func f /* name */ (a /* a */ int, // b
	b int, /* c */
) /* result */ error {
	// first
	f /* callee */ (1 /* one */, 2)
	x := /* value */ 1 /* 世界 😀 */ + /* plus */ 2
	return /* returned */ nil // leaklens:ignore
	// last
}

type t struct {
	// field comment
	a /* name */ int /* type */
	/* embedded */ * /* pointer */ u
}

//line other.go:1
func g() {
	switch /* tag */ x {
	// before case
	case 1: // behind case
		// in case
	}
	/* unused */
}

/**/
// the end
