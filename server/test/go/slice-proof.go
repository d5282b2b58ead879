// Package proof calls functions that drop elements of slices, and tells whether these stay in memory.
package proof

import (
	"fmt"
	"reflect"
	"runtime"
	"time"
	"unsafe"
	"weak"
)

// Function is a function of the package under proof; a method is given as a method expression.
type Function struct {
	Name  string
	Value any
}

// Elements that every slice gets, and room behind them.
const (
	elements = 4
	room     = 16
	maxDepth = 4
)

// Objects that were made for one call.
var made []weak.Pointer[byte]

// Run calls every function with slices that are full of new objects, as often as there are elements. A line for each says whether an object that no
// slice shows any more was still in memory afterwards. What variables point to is filled anew for each call.
func Run(functions []Function, variables []any) {
	for _, function := range functions {
		value := reflect.ValueOf(function.Value)
		made = nil
		kept := make([]reflect.Value, 0, len(variables)+2)
		for _, variable := range variables {
			fill(reflect.ValueOf(variable).Elem(), 0)
			kept = append(kept, reflect.ValueOf(variable))
		}
		arguments := make([]reflect.Value, value.Type().NumIn())
		for i := range arguments {
			argument := reflect.New(value.Type().In(i))
			fill(argument.Elem(), 0)
			arguments[i] = argument.Elem()
			if arguments[i].Kind() == reflect.Pointer {
				kept = append(kept, arguments[i])
			}
		}
		call(value, arguments)
		clear(arguments)
		fmt.Printf("\nslots\t%s\t%t\n", function.Name, isStale(kept))
	}
}

// A goroutine of its own: what is left on its stack goes with it.
func call(function reflect.Value, arguments []reflect.Value) {
	given := append([]reflect.Value(nil), arguments...)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range elements {
			protected(function, given)
		}
	}()
	<-done
	clear(given)
}

// Functions may panic when they have nothing left to drop.
func protected(function reflect.Value, arguments []reflect.Value) {
	defer func() { _ = recover() }()
	function.Call(arguments)
}

func isStale(kept []reflect.Value) bool {
	shown := map[unsafe.Pointer]bool{}
	for _, value := range kept {
		see(value, shown)
	}
	for range 5 {
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
	isStale := false
	for _, object := range made {
		pointer := object.Value()
		isStale = isStale || pointer != nil && !shown[unsafe.Pointer(pointer)]
	}
	runtime.KeepAlive(kept)
	return isStale
}

// see notes what a value shows: elements up to the length of slices.
func see(value reflect.Value, shown map[unsafe.Pointer]bool) {
	switch value.Kind() {
	case reflect.Pointer:
		if value.IsNil() || shown[value.UnsafePointer()] {
			return
		}
		shown[value.UnsafePointer()] = true
		see(value.Elem(), shown)
	case reflect.Interface:
		see(value.Elem(), shown)
	case reflect.Slice:
		if value.Type().Elem().Kind() == reflect.Uint8 {
			shown[value.UnsafePointer()] = true
			return
		}
		for i := range value.Len() {
			see(value.Index(i), shown)
		}
	case reflect.Map:
		for _, key := range value.MapKeys() {
			see(value.MapIndex(key), shown)
		}
	case reflect.Struct:
		for i := range value.NumField() {
			see(value.Field(i), shown)
		}
	}
}

// fill gives slices new elements, and pointers new objects.
func fill(value reflect.Value, depth int) {
	if !value.CanSet() {
		value = reflect.NewAt(value.Type(), unsafe.Pointer(value.UnsafeAddr())).Elem()
	}
	switch value.Kind() {
	case reflect.Bool:
		value.SetBool(true)
	case reflect.Int:
		value.SetInt(1)
	case reflect.String:
		value.SetString("x")
	case reflect.Pointer:
		fillPointer(value, depth)
	case reflect.Interface:
		if value.NumMethod() == 0 {
			object := new([64]byte)
			note(unsafe.Pointer(object))
			value.Set(reflect.ValueOf(object))
		}
	case reflect.Slice:
		fillSlice(value, depth)
	case reflect.Map:
		key := reflect.New(value.Type().Key()).Elem()
		fill(key, depth+1)
		entry := reflect.New(value.Type().Elem()).Elem()
		fill(entry, depth+1)
		value.Set(reflect.MakeMap(value.Type()))
		value.SetMapIndex(key, entry)
	case reflect.Struct:
		for i := range value.NumField() {
			if value.Field(i).Type().PkgPath() != "sync" {
				fill(value.Field(i), depth)
			}
		}
	case reflect.Func:
		value.Set(reflect.MakeFunc(value.Type(), func([]reflect.Value) []reflect.Value {
			results := make([]reflect.Value, value.Type().NumOut())
			for i := range results {
				results[i] = reflect.Zero(value.Type().Out(i))
			}
			return results
		}))
	}
}

// Objects lead to others only at the top: what a slice holds is alive by the slice alone.
func fillPointer(value reflect.Value, depth int) {
	if depth > 1 && value.Type().Elem().Kind() != reflect.Struct || depth > maxDepth {
		return
	}
	object := reflect.New(value.Type().Elem())
	if depth == 0 {
		fill(object.Elem(), depth+1)
	} else {
		note(object.UnsafePointer())
	}
	value.Set(object)
}

func fillSlice(value reflect.Value, depth int) {
	if value.Type().Elem().Kind() == reflect.Uint8 {
		bytes := make([]byte, 64)
		note(unsafe.Pointer(&bytes[0]))
		value.SetBytes(bytes)
		return
	}
	value.Set(reflect.MakeSlice(value.Type(), elements, room))
	for i := range elements {
		fill(value.Index(i), depth+1)
	}
}

func note(object unsafe.Pointer) {
	made = append(made, weak.Make((*byte)(object)))
}
