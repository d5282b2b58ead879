//go:build go1.24

package proof

import (
	"context"
	"reflect"
	"strings"
	"testing"
	"time"
	"unsafe"
)

// What a function gives back is released by what its type offers; what it was given is looked into, too.
type place int

const (
	isResult place = iota
	isArgument
)

var releases = []string{"Wait", "Stop", "Close", "Shutdown", "Cancel", "Release", "Rollback", "Unlock", "Unsubscribe"}

// release does what the caller may do after the return: close, stop and wait for what it has.
func (r *run) release(value reflect.Value, at place, depth int) {
	if !value.IsValid() || depth > 6 {
		return
	}
	value = readable(value)
	switch kept := value.Interface().(type) {
	case context.Context, *testing.T:
		return
	default:
		if value.Comparable() && r.owned[kept] {
			return
		}
	}
	isReleased := releaseByMethods(value)
	switch value.Kind() {
	case reflect.Interface:
		r.release(value.Elem(), at, depth+1)
	case reflect.Func:
		if !value.IsNil() && value.Type().NumIn() == 0 {
			inTime(func() { value.Call(nil) })
		}
	case reflect.Chan:
		if at == isResult && !value.IsNil() && value.Type().ChanDir() != reflect.SendDir {
			inTime(func() { drain(value) })
		}
	case reflect.Slice, reflect.Array:
		for i := range value.Len() {
			r.release(value.Index(i), at, depth+1)
		}
	case reflect.Map:
		for entries := value.MapRange(); entries.Next(); {
			r.release(entries.Value(), at, depth+1)
		}
	case reflect.Pointer:
		if !value.IsNil() && (!isReleased || at == isArgument) && value.Elem().Kind() == reflect.Struct {
			r.release(value.Elem(), at, depth)
		}
	case reflect.Struct:
		r.releaseFields(value, at, depth)
	}
}

// What a package keeps in a field of what it gives back is its own: it has to offer a way to release that.
func (r *run) releaseFields(value reflect.Value, at place, depth int) {
	isOurs := strings.HasPrefix(value.Type().PkgPath(), "example.com/rules/")
	if !value.CanAddr() || isOurs != (at == isArgument) {
		return
	}
	for i := range value.NumField() {
		if isOurs || value.Type().Field(i).Name == "Body" {
			r.release(value.Field(i), at, depth+1)
		}
	}
}

// Fields that are not exported are read, too.
func readable(value reflect.Value) reflect.Value {
	if value.CanAddr() {
		return reflect.NewAt(value.Type(), unsafe.Pointer(value.UnsafeAddr())).Elem()
	}
	return value
}

func releaseByMethods(value reflect.Value) bool {
	if (value.Kind() == reflect.Pointer || value.Kind() == reflect.Interface) && value.IsNil() {
		return false
	}
	isFound := false
	for _, name := range releases {
		method := value.MethodByName(name)
		if method.IsValid() && method.Type().NumIn() == 0 {
			isFound = true
			inTime(func() { method.Call(nil) })
		}
	}
	return isFound
}

// inTime waits for what should not take long. It may be that nothing was started, or that it has been stopped already.
func inTime(work func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() { _ = recover() }()
		work()
	}()
	for i := 0; i < endless && !isClosed(done); i++ {
		time.Sleep(pause)
	}
}
