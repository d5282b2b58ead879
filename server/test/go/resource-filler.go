//go:build go1.24

package proof

import (
	"database/sql"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime/trace"
	"strings"
	"testing"
	"time"
	"unsafe"
)

// filler makes arguments.
type filler struct {
	run *run
	t   *testing.T
}

var (
	isURL     = regexp.MustCompile(`(?i)url|endpoint`)
	isAddress = regexp.MustCompile(`(?i)addr|target|host`)
	isNetwork = regexp.MustCompile(`(?i)^network$`)
)

var errorType = reflect.TypeFor[error]()

func (f *filler) arguments(function reflect.Type, of Function) []reflect.Value {
	first := function.NumIn() - len(of.Parameters)
	list := make([]reflect.Value, function.NumIn())
	for i := range list {
		name := ""
		if i >= first {
			name = of.Parameters[i-first]
		}
		if i == 0 && first == 1 && of.New != nil {
			list[i] = f.made(reflect.ValueOf(of.New))
			continue
		}
		list[i] = f.make(function.In(i), name, 0)
	}
	if function.IsVariadic() {
		last := len(list) - 1
		values := list[last]
		list = list[:last]
		for i := range values.Len() {
			list = append(list, values.Index(i))
		}
	}
	return list
}

// made is what the package's own constructor makes.
func (f *filler) made(constructor reflect.Value) reflect.Value {
	arguments := make([]reflect.Value, constructor.Type().NumIn())
	for i := range arguments {
		arguments[i] = f.make(constructor.Type().In(i), "", 1)
	}
	return constructor.Call(arguments)[0]
}

// known makes the values of the types that mean something to the driver.
func (f *filler) known(kind reflect.Type) any {
	switch kind {
	case reflect.TypeFor[Context]():
		return f.run.context()
	case reflect.TypeFor[*testing.T](), reflect.TypeFor[testing.TB]():
		return f.t
	case reflect.TypeFor[time.Duration]():
		return time.Minute
	case reflect.TypeFor[time.Time]():
		return time.Now().Add(time.Hour)
	case reflect.TypeFor[io.Reader]():
		return strings.NewReader("1\n2\n3\n")
	case reflect.TypeFor[io.Writer]():
		return io.Discard
	case reflect.TypeFor[io.Closer]():
		return io.NopCloser(nil)
	case reflect.TypeFor[net.Listener]():
		return f.run.listener()
	case reflect.TypeFor[net.Conn]():
		return f.run.connection()
	case reflect.TypeFor[*http.Client]():
		return &http.Client{}
	case reflect.TypeFor[*http.Request]():
		request, err := http.NewRequest(http.MethodGet, f.run.url(), nil)
		must(err)
		return request
	case reflect.TypeFor[http.ResponseWriter]():
		return httptest.NewRecorder()
	case reflect.TypeFor[http.Handler]():
		return http.HandlerFunc(answer)
	case reflect.TypeFor[*sql.DB]():
		return f.run.database()
	case reflect.TypeFor[*os.File]():
		file, err := os.CreateTemp(f.t.TempDir(), "file")
		must(err)
		f.run.own(file, func() { _ = file.Close() })
		return file
	case reflect.TypeFor[*exec.Cmd]():
		return exec.Command("true")
	case reflect.TypeFor[*trace.FlightRecorder]():
		recorder := trace.NewFlightRecorder(trace.FlightRecorderConfig{})
		f.run.own(recorder, recorder.Stop)
		return recorder
	}
	return nil
}

func (f *filler) make(kind reflect.Type, name string, depth int) reflect.Value {
	if value := f.known(kind); value != nil {
		return reflect.ValueOf(value)
	}
	value := reflect.New(kind).Elem()
	isOurs := kind.PkgPath() == "" || strings.HasPrefix(kind.PkgPath(), "example.com/rules/")
	if kind == errorType {
		if Bool() {
			value.Set(reflect.ValueOf(errOutcome))
		}
	} else if isOurs && depth < 4 {
		f.fill(value, name, depth)
	}
	return value
}

func (f *filler) fill(value reflect.Value, name string, depth int) {
	kind := value.Type()
	switch kind.Kind() {
	case reflect.Bool:
		value.SetBool(Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		value.SetInt(int64([]int{3, 1, 0}[f.run.choose(3)]))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		value.SetUint(uint64([]int{3, 1, 0}[f.run.choose(3)]))
	case reflect.String:
		value.SetString(f.text(name))
	case reflect.Struct:
		for i := range kind.NumField() {
			field := value.Field(i)
			place := reflect.NewAt(field.Type(), unsafe.Pointer(field.UnsafeAddr())).Elem()
			place.Set(f.make(field.Type(), kind.Field(i).Name, depth+1))
		}
	case reflect.Pointer:
		value.Set(reflect.New(kind.Elem()))
		value.Elem().Set(f.make(kind.Elem(), name, depth+1))
	case reflect.Slice:
		for range f.size() {
			value.Set(reflect.Append(value, f.make(kind.Elem(), name, depth+1)))
		}
	case reflect.Map:
		value.Set(reflect.MakeMap(kind))
	case reflect.Chan:
		value.Set(f.channel(kind))
	case reflect.Func:
		value.Set(reflect.MakeFunc(kind, f.outcome(kind)))
	}
}

// Where something may not add up, there are more than there is room for.
func (f *filler) size() int {
	switch asked {
	case askPeak:
		return 4 * mostAtOnce
	case askManyTimers:
		return 2 * manyTimers
	}
	return 3
}

// text is something that can be opened, or cannot.
func (f *filler) text(name string) string {
	switch {
	case isNetwork.MatchString(name):
		return "tcp"
	case isURL.MatchString(name):
		return f.run.url()
	case isAddress.MatchString(name):
		if Bool() {
			return refusing
		}
		return address
	case Bool():
		return filepath.Join(f.t.TempDir(), "no", "such", "file")
	}
	path := filepath.Join(f.t.TempDir(), "file")
	must(os.WriteFile(path, []byte("#!/bin/sh\nexit 0\n"), 0o700))
	return path
}

// channel has the driver at its other end: what only tells of an end is closed, other values come for a while.
func (f *filler) channel(kind reflect.Type) reflect.Value {
	channel := reflect.MakeChan(reflect.ChanOf(reflect.BothDir, kind.Elem()), 0)
	isSignal := kind.Elem().Kind() == reflect.Struct && kind.Elem().NumField() == 0
	switch {
	case kind.ChanDir() != reflect.RecvDir:
		go drain(channel)
	case isSignal:
		time.AfterFunc(2*pause, channel.Close)
	default:
		go func() {
			for range 4 * manyTimers {
				channel.Send(reflect.Zero(kind.Elem()))
			}
		}()
	}
	return channel.Convert(kind)
}

func drain(channel reflect.Value) {
	for isOpen := true; isOpen; {
		_, isOpen = channel.Recv()
	}
}

// outcome is a function that behaves as those of the prelude; what it opens is counted.
func (f *filler) outcome(kind reflect.Type) func([]reflect.Value) []reflect.Value {
	return func(arguments []reflect.Value) []reflect.Value {
		results := make([]reflect.Value, kind.NumOut())
		last := len(results) - 1
		isFailing := last >= 0 && kind.Out(last) == errorType && !f.run.isReleasing && Bool()
		for i := range results {
			results[i] = reflect.New(kind.Out(i)).Elem()
			switch {
			case f.run.isReleasing:
			case isFailing:
				if i == last {
					results[i].Set(reflect.ValueOf(errOutcome))
				}
			case kind.Out(i) == reflect.TypeFor[io.Closer]():
				results[i].Set(reflect.ValueOf(f.run.counted(f.run.connection())))
			case kind.Out(i).Kind() == reflect.Bool:
				results[i].SetBool(Bool())
			}
		}
		return results
	}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
