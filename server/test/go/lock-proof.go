// Package proof calls one function in many ways and tells whether a lock stays locked, or the function never returns.
package proof

import (
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"time"
	"unsafe"
)

// Function is a function of the package under proof; a method is given as a method expression.
type Function struct {
	Name  string
	Value any
	// New makes the receiver; nil where any value will do.
	New any
}

// Bool and Err are the outcomes that the stubs of the prelude have in this run.
func Bool() bool { return next()&1 == 1 }

// Err is nil or not.
func Err() error {
	if next()&1 == 1 {
		return errors.New("failed")
	}
	return nil
}

var (
	seedMutex sync.Mutex
	seed      int
)

func next() int {
	seedMutex.Lock()
	defer seedMutex.Unlock()
	outcome := seed
	seed >>= 1
	return outcome
}

// How arguments are made: of zeros, of new objects, or of one object for each type.
const (
	zeros = iota
	fresh
	shared
	shapes
)

const (
	seeds   = 8
	choices = 64
)

// Run calls the function with each outcome of the stubs and combinations of arguments, and prints what became of the
// locks of its receiver, its arguments and the variables of the package.
func Run(functions []Function, name string, variables []any) {
	for _, function := range functions {
		if function.Name == name {
			fmt.Printf("\nlock\t%s\t%s\n", name, verdict(function, variables))
		}
	}
}

func verdict(function Function, variables []any) string {
	returned := false
	for shape := range shapes {
		for choice := range choices {
			for first := range seeds {
				seedMutex.Lock()
				seed = first
				seedMutex.Unlock()
				made := &maker{shape: shape, choice: choice, objects: map[reflect.Type]reflect.Value{}}
				fate := made.call(function, variables)
				if fate == "blocked" || fate == "held" {
					return fate
				}
				returned = returned || fate == "free"
				if made.choice > 0 && first == seeds-1 {
					// All combinations of this shape have been tried.
					choice = choices
				}
			}
			if choice >= choices {
				break
			}
		}
	}
	if !returned {
		return "panicked"
	}
	return "free"
}

type maker struct {
	shape, choice int
	objects       map[reflect.Type]reflect.Value
}

func (m *maker) call(function Function, variables []any) string {
	value := reflect.ValueOf(function.Value)
	args := m.arguments(value.Type(), function.New)
	done := make(chan bool, 1)
	go func() {
		isDone := false
		defer func() {
			if recover() != nil {
				isDone = false
			}
			done <- isDone
		}()
		for _, result := range value.Call(args) {
			callResult(result)
		}
		isDone = true
	}()
	isReturned, isStuck := wait(done)
	if isStuck {
		return "blocked"
	}
	if !isReturned {
		return "panicked"
	}
	settle()
	seen := map[place]bool{}
	for _, arg := range args {
		if isHeld(arg, seen) {
			return "held"
		}
	}
	for _, variable := range variables {
		if isHeld(reflect.ValueOf(variable), seen) {
			return "held"
		}
	}
	return "free"
}

// A function that is returned is called: it may be what gives the lock back.
func callResult(result reflect.Value) {
	if result.Kind() == reflect.Func && !result.IsNil() && result.Type().NumIn() == 0 {
		result.Call(nil)
	}
}

// wait tells whether the call came back; it is stuck when nobody runs any more.
func wait(done <-chan bool) (isReturned, isStuck bool) {
	for still := 0; ; {
		select {
		case isReturned = <-done:
			return isReturned, false
		default:
		}
		if running() > 0 {
			still = 0
		} else if still++; still > 3 {
			select {
			case isReturned = <-done:
				return isReturned, false
			default:
				return false, true
			}
		}
		time.Sleep(20 * time.Microsecond)
	}
}

// settle lets other goroutines come to their ends.
func settle() {
	for still := 0; still < 2; time.Sleep(10 * time.Microsecond) {
		if running() > 0 {
			still = 0
		} else {
			still++
		}
	}
}

// running counts the goroutines beside this one, and beside that of the test framework, that do not wait for a lock.
func running() int {
	if runtime.NumGoroutine() <= 2 {
		return 0
	}
	buffer := make([]byte, 1<<20)
	stacks := strings.Split(string(buffer[:runtime.Stack(buffer, true)]), "\n\n")
	count := 0
	for _, stack := range stacks[1:] {
		head, _, _ := strings.Cut(stack, "\n")
		if !strings.Contains(head, "[sync.") && !strings.Contains(stack, "testing.(*T).Run") {
			count++
		}
	}
	return count
}

func (m *maker) arguments(function reflect.Type, makeReceiver any) []reflect.Value {
	args := make([]reflect.Value, function.NumIn())
	for i := range args {
		if i == 0 && makeReceiver != nil {
			args[i] = reflect.ValueOf(makeReceiver).Call(nil)[0]
			continue
		}
		args[i] = m.argument(function.In(i), i == 0)
	}
	return args
}

// pick chooses one of several, by the combination that is asked for.
func (m *maker) pick(count int) int {
	chosen := m.choice % count
	m.choice /= count
	return chosen
}

func (m *maker) argument(t reflect.Type, isFirst bool) reflect.Value {
	switch t.Kind() {
	case reflect.Bool:
		return reflect.ValueOf(m.pick(2) == 1).Convert(t)
	case reflect.Int, reflect.Int64:
		return reflect.ValueOf(m.pick(4)).Convert(t)
	case reflect.String:
		return reflect.ValueOf([]string{"", "key"}[m.pick(2)]).Convert(t)
	case reflect.Pointer:
		if !isFirst && m.pick(2) == 1 {
			return reflect.Zero(t)
		}
		return m.object(t, 0)
	case reflect.Slice:
		values := reflect.MakeSlice(t, 0, 3)
		for range m.pick(3) {
			values = reflect.Append(values, m.filled(t.Elem(), 0))
		}
		if m.pick(2) == 1 {
			values = reflect.Append(values, reflect.Zero(t.Elem()))
		}
		return values
	case reflect.Interface:
		return reflect.Zero(t)
	default:
		return m.filled(t, 0)
	}
}

// object is a new object, or the one that the run has of this type.
func (m *maker) object(t reflect.Type, depth int) reflect.Value {
	if known, ok := m.objects[t]; ok && m.shape == shared {
		return known
	}
	made := reflect.New(t.Elem())
	m.objects[t] = made
	if m.shape != zeros {
		made.Elem().Set(m.filled(t.Elem(), depth+1))
	}
	return made
}

func (m *maker) filled(t reflect.Type, depth int) reflect.Value {
	value := reflect.New(t).Elem()
	if depth > 3 || t.PkgPath() == "sync" {
		return value
	}
	switch t.Kind() {
	case reflect.Pointer:
		value.Set(m.object(t, depth))
	case reflect.Map:
		value.Set(reflect.MakeMap(t))
	case reflect.Func:
		value.Set(reflect.MakeFunc(t, func([]reflect.Value) []reflect.Value {
			results := make([]reflect.Value, t.NumOut())
			for i := range results {
				results[i] = reflect.Zero(t.Out(i))
			}
			return results
		}))
	case reflect.Struct:
		for i := range t.NumField() {
			field := value.Field(i)
			inner := m.filled(field.Type(), depth+1)
			reflect.NewAt(field.Type(), unsafe.Pointer(field.UnsafeAddr())).Elem().Set(inner)
		}
	}
	return value
}

// place is an object: a struct and its first field have one address.
type place struct {
	address unsafe.Pointer
	typed   reflect.Type
}

// isHeld tells whether a lock that the value leads to cannot be taken.
func isHeld(value reflect.Value, seen map[place]bool) bool {
	switch value.Kind() {
	case reflect.Pointer:
		if value.IsNil() || seen[place{value.UnsafePointer(), value.Type()}] {
			return false
		}
		seen[place{value.UnsafePointer(), value.Type()}] = true
		switch lock := value.Interface().(type) {
		case *sync.Mutex:
			return !free(lock)
		case *sync.RWMutex:
			return !free(lock)
		}
		return isHeld(value.Elem(), seen)
	case reflect.Struct:
		for i := range value.NumField() {
			field := value.Field(i)
			if field.CanAddr() && isHeld(reflect.NewAt(field.Type(), unsafe.Pointer(field.UnsafeAddr())), seen) {
				return true
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range value.Len() {
			element := value.Index(i)
			if element.CanAddr() && isHeld(element.Addr(), seen) {
				return true
			}
		}
	}
	return false
}

func free(lock interface {
	TryLock() bool
	Unlock()
}) bool {
	if !lock.TryLock() {
		return false
	}
	lock.Unlock()
	return true
}
