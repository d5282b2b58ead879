package subscription

import "errors"

var errStop = errors.New("stop")

func workErr() error { return nil }
func use(...any)     {}
func cond() bool     { return false }
