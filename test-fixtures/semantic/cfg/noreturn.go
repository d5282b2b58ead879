package cfg

import (
	"log"
	"runtime"
	"testing"
)

// Ends the goroutine, deferred calls run.
func test(t *testing.T, b testing.TB) {
	defer first()
	if t == nil {
		t.Fatal("x")
	}
	if b == nil {
		b.Skip("x")
	}
	t.Error("goes on")
}

type service struct{ logger *log.Logger }

// Ends the process, nothing is run.
func logger(l *log.Logger, n int) {
	defer first()
	s := service{logger: l}
	switch n {
	case 1:
		l.Fatalf("x")
	case 2:
		s.logger.Panicln("x")
	case 3:
		log.Panic("x")
	case 4:
		(log.Fatal)("x")
	}
	s.Fatal()
}

// No method of the standard library.
func (s service) Fatal() {}

// What is started or deferred is not called here.
func elsewhere() {
	defer log.Fatal("x")
	go runtime.Goexit()
	first()
}

// A local function of that name.
func hidden() {
	panic := func(any) {}
	panic("x")
	first()
}
