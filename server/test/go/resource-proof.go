//go:build go1.24

// Package proof calls functions that acquire something and tells what is still open when they have returned: files,
// connections, goroutines, processes, timers, contexts that their parent still knows.
//
// Each function is called many times, with other arguments and other outcomes of the prelude each time.
package proof

import (
	"context"
	"errors"
	"fmt"
	"os"
	"reflect"
	"runtime/debug"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Function is a function of the package under proof; a method is given as a method expression.
type Function struct {
	Name  string
	Value any
	// New makes the receiver, or is nil.
	New any
	// The names of the parameters, without the receiver: they tell what kind of text a string is.
	Parameters []string
}

// Context and T are what a `// run:` line may use.
type (
	Context = context.Context
	T       = testing.T
)

// What is looked at besides what is open after the return.
const (
	// Goroutines take their time, and nobody waits for them after the return.
	askGoroutines = "goroutines"
	// There is room for a few open files only, while the function runs.
	askPeak = "peak"
	// Timers that nobody stopped are looked for in the memory profile.
	askTimers = "timers"
	// So are many timers at once: a single one does not count.
	askManyTimers = "many timers"
)

const (
	mostRuns    = 120
	mostUnended = 2
	pause       = 2 * time.Millisecond
	// So many pauses until what ends by itself has ended.
	patience      = 400
	shortPatience = 20
	// So many pauses until a function counts as one that does not return.
	endless = 700
)

var (
	current *run
	asked   = os.Getenv("PROOF_ASKS")
	opened  *int
)

// Run calls the function that PROOF_FUNCTION names, writes what it leaves open, and ends the process. The counter is
// one of the package's own, or nil.
func Run(t *testing.T, functions []Function, counter *int) {
	opened = counter
	for _, function := range functions {
		if function.Name == os.Getenv("PROOF_FUNCTION") {
			// What is lost must not be closed by its finalizer.
			debug.SetGCPercent(-1)
			prepare()
			fmt.Printf("\nproof\t%s\n", prove(t, function))
			os.Exit(0)
		}
	}
	t.Fatal("no such function")
}

// prove makes the runs in the order of how much they differ from the first one, in which every outcome is the first.
func prove(t *testing.T, function Function) string {
	returned, unended, last := 0, 0, ""
	runs := 0
	for queue := [][]int{nil}; len(queue) > 0 && runs < mostRuns && unended < mostUnended; queue = queue[1:] {
		runs++
		run := newRun(queue[0])
		current = run
		left := run.call(t, function)
		run.finish()
		if left != "" {
			return fmt.Sprintf("left\t%s\t%v", left, run.outcomes())
		}
		switch {
		case run.isReturned:
			returned++
		case run.isRunning:
			unended++
		default:
			last = run.panicked
		}
		queue = append(queue, run.neighbours()...)
	}
	if returned+unended == 0 {
		return "panicked\t" + strings.ReplaceAll(last, "\n", " ")
	}
	return fmt.Sprintf("free\t%d", runs)
}

// call makes one run and tells what it leaves open; ” for nothing, or where the run says nothing.
func (r *run) call(t *testing.T, function Function) (left string) {
	value := reflect.ValueOf(function.Value)
	var before inventory
	var arguments, results []reflect.Value
	t.Run("run", func(t *testing.T) {
		arguments = (&filler{run: r, t: t}).arguments(value.Type(), function)
		before = takeInventory()
		done := make(chan struct{})
		go func() {
			defer close(done)
			defer func() {
				if cause := recover(); cause != nil {
					r.panicked = fmt.Sprint(cause)
					return
				}
				// The goroutine may have ended itself.
				r.isReturned = true
			}()
			if asked == askPeak {
				defer limitFiles()()
			}
			results = value.Call(arguments)
		}()
		for i := 0; i < endless && !isClosed(done); i++ {
			time.Sleep(pause)
		}
		r.isRunning = !isClosed(done)
	})
	if r.isRunning {
		return leftWhileRunning()
	}
	if !r.isReturned || r.isEnded {
		return ""
	}
	if asked == askPeak {
		return r.tooMany()
	}
	r.isReleasing = true
	for _, result := range results {
		r.release(result, isResult, 0)
	}
	for _, argument := range arguments {
		r.release(argument, isArgument, 0)
	}
	return leftAfter(before)
}

func leftAfter(before inventory) string {
	limit := patience
	if asked == askGoroutines {
		limit = shortPatience
	}
	left := takeInventory().without(before)
	for i := 0; i < limit && left != ""; i++ {
		time.Sleep(pause)
		left = takeInventory().without(before)
	}
	switch {
	case left == "" && asked == askTimers:
		return lostTimers(1)
	case left == "" && asked == askManyTimers:
		return lostTimers(manyTimers)
	}
	return left
}

// leftWhileRunning tells what adds up in a function that goes on for ever.
func leftWhileRunning() string {
	if left := current.tooMany(); asked == askPeak && left != "" {
		return left
	}
	if asked == askTimers || asked == askManyTimers {
		return lostTimers(manyTimers)
	}
	for _, stack := range stacks() {
		if strings.Contains(stack, "[sync.Mutex.Lock") {
			return "a lock that is waited for"
		}
	}
	return ""
}

// tooMany tells of more that is open at once than one iteration needs.
func (r *run) tooMany() string {
	switch {
	case r.isOutOfFiles:
		return "too many open files"
	case r.peak > mostAtOnce:
		return fmt.Sprintf("%d connections at once", r.peak)
	}
	return ""
}

// Open, Create and OpenFile are those of package os, and note when there are too many open files.
func Open(name string) (*os.File, error) { return noted(os.Open(name)) }

// Create is os.Create.
func Create(name string) (*os.File, error) { return noted(os.Create(name)) }

// OpenFile is os.OpenFile.
func OpenFile(name string, flag int, mode os.FileMode) (*os.File, error) {
	return noted(os.OpenFile(name, flag, mode))
}

func noted(file *os.File, err error) (*os.File, error) {
	if errors.Is(err, syscall.EMFILE) {
		current.isOutOfFiles = true
	}
	return file, err
}

// limitFiles leaves room for a few open files; the function that it returns takes the limit away.
func limitFiles() func() {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		panic(err)
	}
	lowered := limit
	lowered.Cur = uint64(roomFor(mostAtOnce + 2))
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &lowered); err != nil {
		panic(err)
	}
	return func() { _ = syscall.Setrlimit(syscall.RLIMIT_NOFILE, &limit) }
}

func isClosed(done <-chan struct{}) bool {
	select {
	case <-done:
		return true
	default:
		return false
	}
}
