package proof

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"time"
)

// The choices behind these many have no alternatives that are tried.
const mostChoices = 24

// A choice that a run made, of so many.
type choice struct{ made, of int }

// One run of the function under proof.
type run struct {
	// What to choose first; then the first of all.
	prefix  []int
	mutex   sync.Mutex
	choices []choice
	// How long the things that take time take.
	unit   time.Duration
	bubble string
	// All time has passed and everything is blocked.
	isSettled bool
	// The process would have ended.
	isEnded bool
	// How to let go of what the function was given and has given back.
	atEnd      []func()
	isFinished bool
}

func newRun(prefix []int, unit time.Duration) *run {
	return &run{prefix: prefix, unit: unit}
}

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

// finish ends what only the driver can end.
func (r *run) finish() {
	r.mutex.Lock()
	ends := r.atEnd
	r.atEnd, r.isFinished = nil, true
	r.mutex.Unlock()
	for _, end := range ends {
		end()
	}
}

// later is done when the run is finished; at once where it is already.
func (r *run) later(ends ...func()) {
	r.mutex.Lock()
	isFinished := r.isFinished
	if !isFinished {
		r.atEnd = append(r.atEnd, ends...)
	}
	r.mutex.Unlock()
	if isFinished {
		for _, end := range ends {
			end()
		}
	}
}

// Bool is the outcome of a prelude function.
func Bool() bool { return current.choose(2) == 1 }

var errOutcome = errors.New("outcome")

// Err is the outcome of a prelude function: nil, an error of its package, or another one.
func Err(own ...error) error {
	outcomes := append(append([]error{nil}, own...), errOutcome)
	return outcomes[current.choose(len(outcomes))]
}

// Take takes no time, or as long as it takes; less where one of the contexts ends.
func Take(contexts ...context.Context) error {
	if Bool() {
		patience := time.NewTimer(2 * current.unit)
		defer patience.Stop()
		var ended <-chan struct{}
		if len(contexts) > 0 {
			ended = contexts[0].Done()
		}
		select {
		case <-patience.C:
		case <-ended:
		}
	}
	for _, ctx := range contexts {
		if err := ctx.Err(); err != nil {
			return err
		}
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
