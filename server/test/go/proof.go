// Package proof calls functions that set finalizers and tells which of the objects stay.
package proof

import (
	"fmt"
	"os"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"weak"
)

// Function is a function of the package under proof; a method is given as a method expression.
type Function struct {
	Name  string
	Value any
}

type object struct {
	place string
	// The run-time clears it when it finds the object unreachable and queues its finalizer.
	weak weak.Pointer[byte]
	// Set when the memory is given back: after the finalizer, where there is one.
	freed *atomic.Bool
	// The words of the panic by which the run-time refused the cleanup.
	refusal string
}

var (
	mutex   sync.Mutex
	objects []object
)

// Watch notes the object that target points to and gives target back.
func Watch[T any](place string, target T) T {
	value := reflect.ValueOf(target)
	if value.Kind() != reflect.Pointer || value.IsNil() {
		return target
	}
	pointer := (*byte)(value.UnsafePointer())
	freed := new(atomic.Bool)
	runtime.AddCleanup(pointer, func(freed *atomic.Bool) { freed.Store(true) }, freed)
	mutex.Lock()
	defer mutex.Unlock()
	objects = append(objects, object{place: place, weak: weak.Make(pointer), freed: freed})
	return target
}

// Run calls every function with each combination of arguments, lets go of everything, and writes a line
// for each watched object: its place, and whether it was kept, queued or freed, or why its cleanup was refused.
func Run(functions []Function) {
	for _, function := range functions {
		value := reflect.ValueOf(function.Value)
		for _, arguments := range combinations(value.Type()) {
			call(function.Name, value, arguments)
		}
	}
	collect()
	for _, watched := range objects {
		fmt.Printf("\nproof\t%s\t%s\n", watched.place, stateOf(watched))
	}
	objects = nil
}

func stateOf(watched object) string {
	switch {
	case watched.refusal != "":
		return "refused\t" + watched.refusal
	case watched.weak.Value() != nil:
		return "kept"
	case watched.freed.Load():
		return "freed"
	default:
		return "queued"
	}
}

// A goroutine of its own: what is left on its stack goes with it.
func call(name string, function reflect.Value, arguments []reflect.Value) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() {
			reason := recover()
			if reason != nil && reason != "failed" && !refuse(reason) {
				fmt.Fprintf(os.Stderr, "%s panics: %v\n", name, reason)
				os.Exit(1)
			}
		}()
		function.Call(arguments)
	}()
	<-done
}

// refuse notes a panic of runtime.AddCleanup at the object that was watched last: its target.
func refuse(reason any) bool {
	text, isRefusal := strings.CutPrefix(fmt.Sprint(reason), "runtime.AddCleanup: ")
	mutex.Lock()
	defer mutex.Unlock()
	if !isRefusal || len(objects) == 0 {
		return false
	}
	objects[len(objects)-1].refusal = text
	return true
}

// collect gives the run-time several cycles. After each it waits until the finalizers queued so far have run:
// they run in order, so that of a fresh object is the last.
func collect() {
	for range 6 {
		fence := make(chan struct{})
		runtime.SetFinalizer(&[64]byte{}, func(*[64]byte) { close(fence) })
		for isRun := false; !isRun; {
			runtime.GC()
			select {
			case <-fence:
				isRun = true
			case <-time.After(time.Millisecond):
			}
		}
	}
}

func combinations(function reflect.Type) [][]reflect.Value {
	lists := [][]reflect.Value{nil}
	for i := range function.NumIn() {
		var longer [][]reflect.Value
		for _, list := range lists {
			for _, value := range samples(function.In(i)) {
				longer = append(longer, append(append([]reflect.Value(nil), list...), value))
			}
		}
		lists = longer
	}
	// Each call gets objects of its own: samples are made again for every list.
	for _, list := range lists {
		for i := range list {
			if kind := list[i].Kind(); kind == reflect.Pointer || kind == reflect.Slice {
				list[i] = samples(function.In(i))[0]
			}
		}
	}
	return lists
}

func samples(kind reflect.Type) []reflect.Value {
	switch kind.Kind() {
	case reflect.Bool:
		return []reflect.Value{reflect.ValueOf(false), reflect.ValueOf(true)}
	case reflect.Int:
		return []reflect.Value{reflect.ValueOf(0), reflect.ValueOf(1), reflect.ValueOf(2)}
	case reflect.Pointer:
		return []reflect.Value{reflect.New(kind.Elem())}
	case reflect.Slice:
		return []reflect.Value{reflect.Append(reflect.Zero(kind), samples(kind.Elem())[0])}
	case reflect.Chan:
		return []reflect.Value{reflect.MakeChan(kind, 1)}
	case reflect.Func:
		return []reflect.Value{reflect.MakeFunc(kind, func([]reflect.Value) []reflect.Value { return zeroResults(kind) })}
	default:
		return []reflect.Value{reflect.Zero(kind)}
	}
}

func zeroResults(function reflect.Type) []reflect.Value {
	results := make([]reflect.Value, function.NumOut())
	for i := range results {
		results[i] = reflect.Zero(function.Out(i))
	}
	return results
}
