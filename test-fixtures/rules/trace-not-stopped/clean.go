package tracing

import (
	"io"
	"os"
	"runtime/pprof"
	"runtime/trace"
)

func okTrace(run func()) error {
	f, err := os.Create("trace.out")
	if err != nil {
		return err
	}
	defer f.Close()
	if err := trace.Start(f); err != nil { // ok
		return err
	}
	defer trace.Stop()
	run()
	return nil
}

// Stop is returned to the caller.
func okStopFunc(w io.Writer) (stop func(), err error) {
	if err := trace.Start(w); err != nil { // ok: the caller stops it
		return nil, err
	}
	return trace.Stop, nil
}

// Another function of the package stops it.
func okStart(w io.Writer) { _ = pprof.StartCPUProfile(w) }
func okStop()             { pprof.StopCPUProfile() }

func proveOkStart() {
	okStart(io.Discard)
	okStop()
}

func okInGoroutine(w io.Writer, done <-chan struct{}) error {
	if err := trace.Start(w); err != nil { // ok: a goroutine stops it
		return err
	}
	go func() {
		<-done
		trace.Stop()
	}()
	return nil
}

func okRestarted(w io.Writer) error {
	trace.Stop()
	return trace.Start(w) // ok: others stop it
}

func proveOkRestarted() {
	_ = okRestarted(io.Discard)
	trace.Stop()
}

func okWhenAsked(w io.Writer, isAsked bool) error {
	if isAsked {
		if err := trace.Start(w); err != nil { // ok
			return err
		}
		defer trace.Stop()
	}
	return workErr()
}
