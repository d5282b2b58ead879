package proof

import (
	"context"
	"io"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"
)

// filler makes arguments.
type filler struct {
	run   *run
	t     *testing.T
	count int
	// 0 not asked for yet, 1 all alike, 2 every other one is odd: negative, empty.
	flavour int
}

var sizes = []int{3, 1}

var (
	contextType  = reflect.TypeFor[context.Context]()
	errorType    = reflect.TypeFor[error]()
	readerType   = reflect.TypeFor[io.Reader]()
	writerType   = reflect.TypeFor[io.Writer]()
	durationType = reflect.TypeFor[time.Duration]()
	testType     = reflect.TypeFor[*testing.T]()
)

func (f *filler) argument(kind reflect.Type) reflect.Value {
	if kind.Kind() == reflect.Int && kind != durationType {
		return reflect.ValueOf([]int{20, 3, 2, 1}[f.run.choose(4)]).Convert(kind)
	}
	return f.make(kind, 0)
}

// receiver makes the receiver by the package's own constructor.
func (f *filler) receiver(constructor reflect.Value, kind reflect.Type) reflect.Value {
	arguments := make([]reflect.Value, constructor.Type().NumIn())
	for i := range arguments {
		arguments[i] = f.argument(constructor.Type().In(i))
	}
	value := constructor.Call(arguments)[0]
	if value.Type() != kind && kind.Kind() == reflect.Pointer {
		pointer := reflect.New(value.Type())
		pointer.Elem().Set(value)
		return pointer
	}
	if value.Type() != kind {
		return value.Elem()
	}
	return value
}

// channel has the driver at its other end.
func (f *filler) channel(kind reflect.Type) reflect.Value {
	both := reflect.ChanOf(reflect.BothDir, kind.Elem())
	if kind.ChanDir() != reflect.RecvDir {
		channel := reflect.MakeChan(both, 0)
		go drain(channel)
		return channel.Convert(kind)
	}
	channel := reflect.MakeChan(both, 3)
	for range 3 {
		channel.Send(f.make(kind.Elem(), 1))
	}
	f.run.later(channel.Close)
	return channel.Convert(kind)
}

func drain(channel reflect.Value) {
	for isOpen := true; isOpen; {
		_, isOpen = channel.Recv()
	}
}

func (f *filler) make(kind reflect.Type, depth int) reflect.Value {
	value := reflect.New(kind).Elem()
	switch kind {
	case contextType:
		return reflect.ValueOf(f.context())
	case errorType:
		if f.run.choose(2) == 1 {
			value.Set(reflect.ValueOf(errOutcome))
		}
		return value
	case readerType:
		return reflect.ValueOf(strings.NewReader("1\n2\n3\n"))
	case writerType:
		return reflect.ValueOf(io.Discard)
	case durationType:
		return reflect.ValueOf(f.run.unit)
	case testType:
		return reflect.ValueOf(f.t)
	}
	if kind.PkgPath() != "" && !strings.HasPrefix(kind.PkgPath(), "example.com/rules/") {
		return value
	}
	f.fill(value, depth)
	return value
}

func (f *filler) fill(value reflect.Value, depth int) {
	kind := value.Type()
	switch kind.Kind() {
	case reflect.Bool:
		value.SetBool(f.run.choose(2) == 1)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		number := f.next()
		if f.isOdd() {
			number = -number
		}
		value.SetInt(int64(number))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		value.SetUint(uint64(f.next()))
	case reflect.Float32, reflect.Float64:
		value.SetFloat(float64(f.next()))
	case reflect.String:
		if number := f.next(); !f.isOdd() {
			value.SetString(strconv.Itoa(number))
		}
	case reflect.Struct:
		for i := range kind.NumField() {
			field := value.Field(i)
			reflect.NewAt(field.Type(), field.Addr().UnsafePointer()).Elem().Set(f.make(field.Type(), depth+1))
		}
	case reflect.Array:
		for i := range kind.Len() {
			value.Index(i).Set(f.make(kind.Elem(), depth+2))
		}
	case reflect.Pointer:
		if depth < 2 && kind.Elem().PkgPath() != "sync" {
			value.Set(reflect.New(kind.Elem()))
			value.Elem().Set(f.make(kind.Elem(), depth+1))
		}
	case reflect.Slice:
		for range f.size(depth) {
			value.Set(reflect.Append(value, f.make(kind.Elem(), depth+1)))
		}
	case reflect.Map:
		value.Set(reflect.MakeMap(kind))
		for range f.size(depth) {
			value.SetMapIndex(f.make(kind.Key(), depth+1), f.make(kind.Elem(), depth+1))
		}
	case reflect.Chan:
		value.Set(f.channel(kind))
	case reflect.Func:
		value.Set(reflect.MakeFunc(kind, f.outcome(kind)))
	case reflect.Interface:
		if kind.NumMethod() == 0 {
			value.Set(reflect.ValueOf(f.next()))
		}
	}
}

// Only the lengths of arguments are tried; what lies inside of them has the first length.
func (f *filler) size(depth int) int {
	if depth > 0 {
		return 2
	}
	return sizes[f.run.choose(len(sizes))]
}

func (f *filler) next() int {
	f.count++
	return f.count
}

func (f *filler) isOdd() bool {
	if f.flavour == 0 {
		f.flavour = 1 + f.run.choose(2)
	}
	return f.flavour == 2 && f.count%2 == 0
}

// context ends with the run, in the midst of it, or before it.
func (f *filler) context() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	f.run.later(cancel)
	switch f.run.choose(3) {
	case 1:
		time.AfterFunc(f.run.unit, cancel)
	case 2:
		cancel()
	}
	return ctx
}

// outcome is a function that behaves as those of the prelude.
func (f *filler) outcome(kind reflect.Type) func([]reflect.Value) []reflect.Value {
	return func(arguments []reflect.Value) []reflect.Value {
		var err error
		if count := kind.NumOut(); count > 0 && kind.Out(count-1).Kind() != reflect.Bool {
			err = Take(contextsIn(arguments)...)
		}
		results := make([]reflect.Value, kind.NumOut())
		for i := range results {
			results[i] = reflect.New(kind.Out(i)).Elem()
			switch {
			case kind.Out(i) == errorType && (err != nil || Bool()):
				results[i].Set(reflect.ValueOf(errOutcome))
			case kind.Out(i).Kind() == reflect.Bool:
				results[i].SetBool(Bool())
			}
		}
		return results
	}
}

func contextsIn(arguments []reflect.Value) []context.Context {
	var list []context.Context
	for _, argument := range arguments {
		if ctx, ok := argument.Interface().(context.Context); ok {
			list = append(list, ctx)
		}
	}
	return list
}

// stops are the methods that end what a value started.
func stops(value reflect.Value) []func() {
	var list []func()
	for _, name := range []string{"Stop", "Close", "Shutdown"} {
		method := value.MethodByName(name)
		if method.IsValid() && method.Type().NumIn() == 0 {
			list = append(list, func() {
				// The program may have stopped it already, or never have started.
				defer func() { _ = recover() }()
				method.Call(nil)
			})
		}
	}
	return list
}
