package tracing

import (
	"io"
	"log"
	"os"
	"runtime/pprof"
	"runtime/trace"
	"sync"
)

func traceTooEarly() {
	f, _ := os.Create("consensus.trace") // want `the error of os.Create is dropped: trace.Start writes nothing where there is no file, and says nothing` unrun: needs a file that cannot be made
	trace.Start(f)                       // want -1 GL3006 `f is never closed: .*` unrun: needs a file that cannot be made
	defer trace.Stop()                   // want `the function returns at once and stops what trace.Start began, before its goroutines have done their work` unrun: how much was traced is not seen
	go use(work())
}

func profileUnchecked() error {
	f, _ := os.OpenFile("cpu.out", os.O_CREATE, 0o600) // want `the error of os.OpenFile is dropped: pprof.StartCPUProfile writes nothing .*` unrun: needs a file that cannot be made
	defer f.Close()
	if err := pprof.StartCPUProfile(f); err != nil {
		return err
	}
	defer pprof.StopCPUProfile()
	return workErr()
}

func profileLost(w io.Writer) error {
	err := pprof.StartCPUProfile(w) // want `the profile is not stopped on the path through line 35`
	if err != nil {
		return err
	}
	if workErr() != nil {
		return errStop
	}
	pprof.StopCPUProfile()
	return nil
}

func recorderLost(recorder *trace.FlightRecorder) error {
	if err := recorder.Start(); err != nil { // want `the trace is not stopped on the path through line 46`
		return err
	}
	if workErr() != nil {
		return errStop
	}
	recorder.Stop()
	return nil
}

func exitSkips(w io.Writer) {
	if err := trace.Start(w); err != nil {
		log.Fatal(err) // ok: nothing is deferred yet
	}
	defer trace.Stop()
	if err := workErr(); err != nil {
		log.Fatal(err) // want `log.Fatal ends the process before the call that is deferred in line 56 runs: what was collected last is lost` unrun: it ends the process
	}
}

func okJoined(w io.Writer) error {
	if err := trace.Start(w); err != nil {
		return err
	}
	defer trace.Stop() // ok: the work is waited for
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		use(work())
	}()
	wg.Wait()
	return nil
}

func okServing(w io.Writer, serve func() error) error {
	if err := trace.Start(w); err != nil {
		return err
	}
	defer trace.Stop() // ok: serving takes as long as the work
	go use(work())
	return serve()
}
