package locks

import "errors"

// Block is what the chains of these fixtures are made of.
type Block struct {
	Height int
	Parent *Block
}

var errStop = errors.New("stop")

func use(...any)     {}
func cond() bool     { return false }
func workErr() error { return nil }
