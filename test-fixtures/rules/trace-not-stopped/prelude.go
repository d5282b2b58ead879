package tracing

import "errors"

type Result struct{ N int }

var errStop = errors.New("stop")

func work() Result   { return Result{} }
func workErr() error { return nil }
func use(...any)     {}
func cond() bool     { return false }
