// Package proof calls functions with loops and tells whether different iterations saw different values.
package proof

import (
	"context"
	"fmt"
	"reflect"
	"runtime"
	"strconv"
	"sync"
	"testing"
	"time"
)

// Function is a function of the package under proof.
type Function struct {
	Name  string
	Value any
}

var (
	mutex sync.Mutex
	seen  []string
)

// Use notes a value that an iteration saw.
func Use(value any) {
	mutex.Lock()
	defer mutex.Unlock()
	seen = append(seen, fmt.Sprintf("%v", value))
}

// Run calls every function, lets its goroutines end, and writes a line for each: how many values were seen, and how
// many different ones. On one processor a loop that waits for nothing ends before the goroutines that it starts run.
func Run(t *testing.T, functions []Function) {
	runtime.GOMAXPROCS(1)
	for _, function := range functions {
		seen = nil
		goroutines := runtime.NumGoroutine()
		value := reflect.ValueOf(function.Value)
		t.Run(function.Name, func(t *testing.T) { call(t, value) })
		deadline := time.Now().Add(10 * time.Second)
		for runtime.NumGoroutine() > goroutines {
			if time.Now().After(deadline) {
				t.Fatalf("%s leaves goroutines behind", function.Name)
			}
			runtime.Gosched()
		}
		mutex.Lock()
		different := map[string]bool{}
		for _, text := range seen {
			different[text] = true
		}
		fmt.Printf("\nproof\t%s\t%d\t%d\n", function.Name, len(seen), len(different))
		mutex.Unlock()
	}
}

func call(t *testing.T, function reflect.Value) {
	f := &filler{}
	arguments := make([]reflect.Value, function.Type().NumIn())
	for i := range arguments {
		switch kind := function.Type().In(i); kind {
		case reflect.TypeOf(t):
			arguments[i] = reflect.ValueOf(t)
		case reflect.TypeOf((*context.Context)(nil)).Elem():
			arguments[i] = reflect.ValueOf(context.Background())
		default:
			arguments[i] = f.make(kind, 0)
		}
	}
	for _, result := range function.Call(arguments) {
		if called, ok := result.Interface().(func()); ok {
			called()
		} else if _, isError := result.Interface().(error); !isError && result.Kind() != reflect.Interface {
			Use(result.Interface())
		}
	}
}

const length = 3

// filler makes values no two of which are equal.
type filler struct{ count int }

func (f *filler) make(kind reflect.Type, depth int) reflect.Value {
	value := reflect.New(kind).Elem()
	switch kind.Kind() {
	case reflect.Bool:
		value.SetBool(true)
	case reflect.Int:
		if depth == 0 {
			value.SetInt(length)
			break
		}
		f.count++
		value.SetInt(int64(f.count))
	case reflect.Uint8:
		f.count++
		value.SetUint(uint64(f.count))
	case reflect.String:
		f.count++
		value.SetString(strconv.Itoa(f.count))
	case reflect.Struct:
		for i := 0; i < kind.NumField(); i++ {
			field := value.Field(i)
			reflect.NewAt(field.Type(), field.Addr().UnsafePointer()).Elem().Set(f.make(field.Type(), depth+1))
		}
	case reflect.Array:
		for i := 0; i < kind.Len(); i++ {
			value.Index(i).Set(f.make(kind.Elem(), depth+1))
		}
	case reflect.Pointer:
		if depth < length {
			value.Set(reflect.New(kind.Elem()))
			value.Elem().Set(f.make(kind.Elem(), depth+1))
		}
	case reflect.Slice:
		for i := 0; i < length; i++ {
			value = reflect.Append(value, f.make(kind.Elem(), depth+1))
		}
	case reflect.Map:
		value = reflect.MakeMap(kind)
		for i := 0; i < length; i++ {
			value.SetMapIndex(f.make(kind.Key(), depth+1), f.make(kind.Elem(), depth+1))
		}
	case reflect.Chan:
		value = reflect.MakeChan(kind, length)
		for i := 0; i < length; i++ {
			value.Send(f.make(kind.Elem(), depth+1))
		}
		value.Close()
	}
	return value
}
