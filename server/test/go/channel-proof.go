// Package proof calls functions that start goroutines and tells which goroutines stay blocked for ever.
//
// Each function is called many times, with other arguments and other outcomes of the prelude each time: first in
// bubbles with a clock of their own, then once more in real time, where the run time's leak profile looks at it.
package proof

import (
	"context"
	"fmt"
	"os"
	"reflect"
	"regexp"
	"runtime"
	"runtime/pprof"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// Function is a function of the package under proof; a method is given as a method expression.
type Function struct {
	Name  string
	Value any
	// New makes the receiver, or is nil.
	New any
}

// Context and T are what a `// run:` line may use.
type (
	Context = context.Context
	T       = testing.T
)

const (
	mostRuns     = 300
	mostReplays  = 6
	realDeadline = 3 * time.Second
)

var (
	// Nothing is ever sent here: what waits here is no part of a bubble's deadlock.
	forever = make(chan struct{})
	current *run
)

// Run calls the function that PROOF_FUNCTION names, writes a line for each place where a goroutine stays, and ends
// the process: goroutines that are left behind cannot be waited for.
func Run(t *testing.T, functions []Function) {
	for _, function := range functions {
		if function.Name == os.Getenv("PROOF_FUNCTION") {
			prove(t, function)
			fmt.Println("\nproof\tend")
			os.Exit(0)
		}
	}
	t.Fatal("no such function")
}

func prove(t *testing.T, function Function) {
	runtime.GOMAXPROCS(1)
	runs := explore(t, function)
	leaking := map[string][]*run{}
	for _, goroutine := range goroutines(stacks()) {
		for _, run := range runs {
			if run.bubble != goroutine.bubble || goroutine.bubble == "" || run.isEnded || !run.isSettled {
				continue
			}
			leaking[goroutine.text()] = append(leaking[goroutine.text()], run)
		}
	}
	for text, runs := range leaking {
		fmt.Printf("\nproof\tbubble\t%s\t%v\n", text, runs[0].outcomes())
	}
	fmt.Printf("\nproof\truns\t%d\n", len(runs))
	replay(t, function, chosen(runs, leaking))
}

// explore makes the runs in the order of how much they differ from the first one, in which every outcome is the first.
func explore(t *testing.T, function Function) []*run {
	var runs []*run
	patience := realDeadline
	for queue := [][]int{nil}; len(queue) > 0 && len(runs) < mostRuns; queue = queue[1:] {
		run := newRun(queue[0], time.Minute)
		runs = append(runs, run)
		current = run
		settled := make(chan struct{})
		go synctest.Test(t, func(t *testing.T) {
			run.bubble = bubbleOf(goroutineHeader())
			go run.call(t, function)
			time.Sleep(5 * time.Minute)
			go run.finish()
			time.Sleep(5 * time.Minute)
			close(settled)
			<-forever
		})
		select {
		case <-settled:
			run.isSettled = true
		case <-time.After(patience):
			// Something waits for what lies outside: time stands still in this bubble.
			patience = realDeadline / 100
		}
		queue = append(queue, run.neighbours()...)
	}
	return runs
}

// chosen are some runs that leak at each place, and the first of all.
func chosen(runs []*run, leaking map[string][]*run) []*run {
	isChosen := map[*run]bool{}
	for _, some := range leaking {
		for _, run := range some[:min(len(some), mostReplays)] {
			isChosen[run] = true
		}
	}
	for _, run := range runs[:min(len(runs), mostReplays)] {
		isChosen[run] = true
	}
	return slices.DeleteFunc(slices.Clone(runs), func(run *run) bool { return !isChosen[run] || run.isEnded })
}

// replay makes the runs again in real time and asks the leak profile. `held` is what stays blocked though the
// profile finds that somebody could still come: what is blocked on a package variable, which no bubble contains.
func replay(t *testing.T, function Function, runs []*run) {
	isAllInBubbles := true
	for _, earlier := range runs {
		isAllInBubbles = isAllInBubbles && earlier.isSettled
		again := newRun(earlier.outcomes(), time.Millisecond)
		current = again
		done := make(chan struct{})
		go func() {
			defer close(done)
			again.call(t, function)
		}()
		wait(done, 50*time.Millisecond)
		finished := make(chan struct{})
		go func() {
			defer close(finished)
			again.finish()
		}()
		wait(finished, 50*time.Millisecond)
		if again.isEnded {
			return
		}
	}
	seen := map[string]bool{}
	for _, goroutine := range settle() {
		kind := "held"
		if goroutine.isLeaked {
			kind = "profile"
		} else if isAllInBubbles {
			continue
		}
		seen[fmt.Sprintf("proof\t%s\t%s\t", kind, goroutine.text())] = true
	}
	for line := range seen {
		fmt.Println("\n" + line)
	}
}

func wait(done <-chan struct{}, most time.Duration) {
	select {
	case <-done:
	case <-time.After(most):
	}
}

// settle waits until every goroutine that is left is blocked, and answers with those outside of bubbles. The last
// profile counts: one that came before a goroutine was blocked does not say that it leaks.
func settle() []goroutine {
	deadline := time.Now().Add(realDeadline)
	for _, isMoving := profile(); isMoving && time.Now().Before(deadline); _, isMoving = profile() {
		time.Sleep(time.Millisecond)
	}
	blocked, _ := profile()
	return blocked
}

func profile() (blocked []goroutine, isMoving bool) {
	var text strings.Builder
	if err := pprof.Lookup("goroutineleak").WriteTo(&text, 2); err != nil {
		panic(err)
	}
	for _, goroutine := range goroutines(text.String()) {
		switch {
		case goroutine.bubble != "":
		case goroutine.isMoving:
			isMoving = true
		default:
			blocked = append(blocked, goroutine)
		}
	}
	return blocked, isMoving
}

// A goroutine that has to do with the package under proof.
type goroutine struct {
	bubble   string
	state    string
	isLeaked bool
	// It runs, or time alone wakes it.
	isMoving bool
	// Places in files under proof, innermost first.
	frames []string
	// Where it was created, if that is under proof.
	created string
}

func (g goroutine) text() string {
	return g.state + "\t" + strings.Join(g.frames, ",") + "\t" + g.created
}

var (
	header = regexp.MustCompile(`^goroutine \d+ (?:gp=\S+ m=\S+ )?\[([^\],]*)([^\]]*)\]`)
	bubble = regexp.MustCompile(`synctest bubble (\d+)`)
	place  = regexp.MustCompile(`^\texample\.com/rules/(\S+\.go:\d+)`)
	moving = regexp.MustCompile(`^(running|runnable|sleep|syscall|IO wait)`)
)

func bubbleOf(header string) string {
	if match := bubble.FindStringSubmatch(header); match != nil {
		return match[1]
	}
	return ""
}

func goroutines(dump string) []goroutine {
	var list []goroutine
	for _, stack := range strings.Split(dump, "\n\n") {
		lines := strings.Split(strings.TrimSpace(stack), "\n")
		match := header.FindStringSubmatch(lines[0])
		if match == nil {
			continue
		}
		g := goroutine{bubble: bubbleOf(lines[0]), state: match[1], isLeaked: strings.Contains(lines[0], "(leaked)")}
		g.isMoving = moving.MatchString(g.state) || strings.Contains(stack, "/proof.Take(")
		for i, line := range lines[1:] {
			at := place.FindStringSubmatch(line)
			if at == nil || strings.HasPrefix(at[1], "proof/") || strings.Contains(at[1], "/zz_proof_") {
				continue
			}
			if strings.HasPrefix(lines[i], "created by ") {
				g.created = at[1]
			} else {
				g.frames = append(g.frames, at[1])
			}
		}
		if len(g.frames) > 0 || g.created != "" {
			list = append(list, g)
		}
	}
	return list
}

func stacks() string {
	buffer := make([]byte, 64<<20)
	return string(buffer[:runtime.Stack(buffer, true)])
}

func goroutineHeader() string {
	buffer := make([]byte, 256)
	return string(buffer[:runtime.Stack(buffer, false)])
}

// call calls the function with arguments as the run chooses them, and takes what it gives back.
func (r *run) call(t *testing.T, function Function) {
	value := reflect.ValueOf(function.Value)
	fill := &filler{run: r, t: t}
	arguments := make([]reflect.Value, value.Type().NumIn())
	for i := range arguments {
		if i == 0 && function.New != nil {
			arguments[i] = fill.receiver(reflect.ValueOf(function.New), value.Type().In(i))
		} else {
			arguments[i] = fill.argument(value.Type().In(i))
		}
	}
	if strings.HasPrefix(function.Name, "(") {
		r.later(stops(arguments[0])...)
	}
	defer r.panicked()
	for _, result := range value.Call(arguments) {
		r.take(result)
	}
}

// panicked ends the run where the program says that it cannot go on; what the run time says is a mistake of the fixture.
func (r *run) panicked() {
	reason := recover()
	if _, isMistake := reason.(runtime.Error); isMistake {
		panic(reason)
	}
	if reason != nil {
		r.isEnded = true
	}
}

func (r *run) take(result reflect.Value) {
	if result.Kind() == reflect.Interface || result.Kind() == reflect.Pointer {
		if result.IsNil() {
			return
		}
	}
	switch result.Kind() {
	case reflect.Func:
		if result.Type().NumIn() == 0 && !result.IsNil() {
			r.later(func() { result.Call(nil) })
		}
	case reflect.Chan:
		if result.Type().ChanDir() != reflect.SendDir && !result.IsNil() {
			go drain(result)
		}
	default:
		r.later(stops(result)...)
	}
}
