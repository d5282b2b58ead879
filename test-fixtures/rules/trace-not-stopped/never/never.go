package never

import (
	"io"
	"os"
	"runtime/pprof"
	"runtime/trace"
)

type Result struct{ N int }

func work() Result { return Result{} }
func use(...any)   {}

func traceNoStop(w io.Writer) error {
	return trace.Start(w) // want `nothing in the package stops the trace: it runs on as long as the process, and its end is never written`
}

func cpuProfile() error {
	f, err := os.Create("cpu.out")
	if err != nil {
		return err
	}
	defer f.Close()
	if err := pprof.StartCPUProfile(f); err != nil { // want `nothing in the package stops the profile: it runs on as long as the process, and its end is never written`
		return err
	}
	use(work())
	return nil
}

func recorder() (*trace.FlightRecorder, error) {
	flight := trace.NewFlightRecorder(trace.FlightRecorderConfig{})
	return flight, flight.Start() // want `nothing in the package stops the trace: it runs on as long as the process` unrun: the caller of the proof stops it
}

// server has a Stop of its own, which stops nothing of this.
type server struct{}

func (s *server) Start() {}

func okServer(s *server) {
	s.Start() // ok: no trace
}
