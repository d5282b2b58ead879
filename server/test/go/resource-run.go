//go:build go1.24

package proof

import (
	"errors"
	"runtime"
	"strings"
	"sync"
	"time"
)

// The choices behind these many have no alternatives that are tried.
const mostChoices = 24

// How long a stub takes where goroutines are looked at.
const workingTime = 150 * time.Millisecond

// A choice that a run made, of so many.
type choice struct{ made, of int }

// One run of the function under proof.
type run struct {
	// What to choose first; then the first of all.
	prefix  []int
	mutex   sync.Mutex
	choices []choice
	// How to let go of what the function was given.
	atEnd []func()
	// What the driver made and closes itself.
	owned map[any]bool
	// How many accepted connections are open, and were, at most.
	connections, peak int
	// A file could not be opened, because too many were open.
	isOutOfFiles bool
	// The process would have ended.
	isEnded    bool
	isReturned bool
	isRunning  bool
	// The functions that the driver made do nothing any more.
	isReleasing bool
	panicked    string
}

func newRun(prefix []int) *run { return &run{prefix: prefix, owned: map[any]bool{}} }

func (r *run) choose(of int) int {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	made := 0
	switch at := len(r.choices); {
	case at < len(r.prefix):
		made = r.prefix[at] % of
	case at >= mostChoices:
		// A loop that waits for an outcome ends.
		made = at % of
	}
	r.choices = append(r.choices, choice{made, of})
	return made
}

func (r *run) outcomes() []int {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	list := make([]int, 0, mostChoices)
	for i := 0; i < len(r.choices) && i < mostChoices; i++ {
		list = append(list, r.choices[i].made)
	}
	return list
}

// neighbours are the runs that choose otherwise once more, behind what this run was told.
func (r *run) neighbours() [][]int {
	var list [][]int
	made := r.outcomes()
	for at := len(r.prefix); at < len(made); at++ {
		for other := 1; other < r.choices[at].of; other++ {
			list = append(list, append(append([]int(nil), made[:at]...), other))
		}
	}
	return list
}

// own keeps what the driver made; it is let go of when the run is over.
func (r *run) own(value any, end func()) {
	r.owned[value] = true
	r.atEnd = append(r.atEnd, end)
}

func (r *run) finish() {
	for _, end := range r.atEnd {
		end()
	}
	r.atEnd = nil
}

// Bool is the outcome of a prelude function.
func Bool() bool { return current.choose(2) == 1 }

var errOutcome = errors.New("outcome")

// Err is the outcome of a prelude function: nil, an error of its package, or another one.
func Err(own ...error) error {
	outcomes := append(append([]error{nil}, own...), errOutcome)
	return outcomes[current.choose(len(outcomes))]
}

// Take takes its time where goroutines are looked at: in those of the package, not in the call itself.
func Take(...Context) error {
	if asked != askGoroutines {
		return nil
	}
	buffer := make([]byte, 1<<14)
	if !strings.Contains(string(buffer[:runtime.Stack(buffer, false)]), "proof.(*run).call") {
		time.Sleep(workingTime)
	}
	return nil
}

// End stands for what ends the process.
func End(...any) {
	current.isEnded = true
	runtime.Goexit()
}

// Endf stands for what ends the process.
func Endf(string, ...any) { End() }
