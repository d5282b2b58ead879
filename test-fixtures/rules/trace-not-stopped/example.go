package tracing

import (
	"os"
	"runtime/trace"
)

func traceRound(file *os.File) error {
	if err := trace.Start(file); err != nil { // want `the trace is not stopped on the path through line 13`
		return err
	}
	if err := workErr(); err != nil {
		return err
	}
	trace.Stop()
	return nil
}

func traceWholeRound(file *os.File) error {
	if err := trace.Start(file); err != nil { // ok: stopped on every path
		return err
	}
	defer trace.Stop()
	return workErr()
}
