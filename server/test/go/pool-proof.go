// Package proof calls functions that use pools, and tells what became of the objects they put back.
package proof

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"reflect"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"time"
	"unsafe"
)

// Function is a function of the package under proof; a method is given as a method expression.
type Function struct {
	Name  string
	Value any
}

type pool interface {
	Get() any
	Put(any)
}

// Watched is a pool at one place of the source.
type Watched struct {
	place string
	pool  pool
}

// Of stands for the pool that the address leads to, used at the place.
func Of(place string, address any) Watched {
	switch p := address.(type) {
	case **sync.Pool:
		return Watched{place, *p}
	case pool:
		return Watched{place, p}
	default:
		panic("no pool at " + place)
	}
}

const (
	pattern = 0xDB
	amount  = 4242
	// What a function is given that is asked for much memory.
	large = 128 << 10
)

var (
	// Scribble lets every Put overwrite the object, as its next user would.
	scribbles = os.Getenv("PROOF") == "scribble"
	// Give functions much to put into objects.
	enlarges = os.Getenv("PROOF") == "enlarge"
	mutex    sync.Mutex
	sizes    = map[string][]int{}
	inside   = map[unsafe.Pointer]any{}
	corrupt  []string
	// What functions were given to send on.
	channels []reflect.Value
	// What the function that runs was given.
	given = map[unsafe.Pointer]bool{}
	// By place: whether an object that was put back there led to that.
	held = map[string]bool{}
	// By place: the most memory that an object had that was put back there.
	capacities = map[string]int{}
)

// Get takes an object out of the pool.
func (w Watched) Get() any {
	x := w.pool.Get()
	mutex.Lock()
	defer mutex.Unlock()
	if key := pointerTo(x); key != nil {
		if scribbles && inside[key] != nil {
			check(x)
		}
		delete(inside, key)
	}
	return x
}

// Put notes how much is in the object, and gives it back.
func (w Watched) Put(x any) {
	mutex.Lock()
	sizes[w.place] = append(sizes[w.place], sizeOf(reflect.ValueOf(x), 0))
	capacities[w.place] = max(capacities[w.place], capacityOf(x))
	held[w.place] = held[w.place] || holds(reflect.ValueOf(x), map[unsafe.Pointer]bool{})
	key := pointerTo(x)
	if key != nil && inside[key] != nil {
		corrupt = append(corrupt, "put back twice")
	}
	if scribbles && key != nil {
		overwrite(x)
	}
	if key != nil {
		inside[key] = x
	}
	mutex.Unlock()
	w.pool.Put(x)
}

// Run calls every function several times with each combination of arguments. A line for each place and function says
// whether what is put back there grows, and one for each function whether anybody met an object of somebody else.
func Run(functions []Function) {
	runtime.GOMAXPROCS(1)
	debug.SetGCPercent(-1)
	for _, function := range functions {
		value := reflect.ValueOf(function.Value)
		isGrowing := map[string]bool{}
		corrupt = nil
		for choice := range combinations(value.Type()) {
			sizes = map[string][]int{}
			for range 8 {
				before := lengths()
				call(value, choice)
				for place, seen := range sizes {
					within := seen[before[place]:]
					isGrowing[place] = isGrowing[place] || len(within) > 2 && within[0] < within[1] && within[1] < within[2]
				}
			}
			for place, seen := range sizes {
				isGrowing[place] = isGrowing[place] || grows(seen)
			}
		}
		for place, grew := range isGrowing {
			fmt.Printf("\nsize\t%s\t%s\t%t\n", place, function.Name, grew)
		}
		fmt.Printf("\nstate\t%s\t%d\t%s\n", function.Name, len(corrupt), strings.Join(unique(corrupt), ", "))
	}
	for place, capacity := range capacities {
		fmt.Printf("\ncapacity\t%s\t%d\n", place, capacity)
	}
	for place, is := range held {
		fmt.Printf("\nheld\t%s\t%t\n", place, is)
	}
}

func lengths() map[string]int {
	counts := map[string]int{}
	for place, seen := range sizes {
		counts[place] = len(seen)
	}
	return counts
}

func grows(seen []int) bool {
	half := len(seen) / 2
	return len(seen) > 3 && highest(seen[half:]) > highest(seen[:half])
}

func highest(values []int) int {
	most := 0
	for _, value := range values {
		most = max(most, value)
	}
	return most
}

func call(function reflect.Value, choice int) {
	arguments := samples(function.Type(), choice)
	before := runtime.NumGoroutine()
	given = map[unsafe.Pointer]bool{}
	for _, argument := range arguments {
		if key := pointerIn(argument); key != nil {
			given[key] = true
		}
	}
	results := protected(function, arguments)
	for i := 0; runtime.NumGoroutine() > before && i < 1000; i++ {
		time.Sleep(10 * time.Microsecond)
	}
	if !scribbles {
		return
	}
	mutex.Lock()
	defer mutex.Unlock()
	for _, x := range inside {
		check(x)
	}
	for _, channel := range channels {
		for channel.Len() > 0 {
			received, _ := channel.TryRecv()
			results = append(results, received)
		}
	}
	channels = nil
	for _, value := range append(results, arguments...) {
		if meets(value, 0) {
			corrupt = append(corrupt, "holds what is somebody else's")
		}
	}
	inside = map[unsafe.Pointer]any{}
}

func protected(function reflect.Value, arguments []reflect.Value) (results []reflect.Value) {
	defer func() { _ = recover() }()
	if function.Type().IsVariadic() {
		return function.CallSlice(arguments)
	}
	return function.Call(arguments)
}

// check tells whether an object in the pool is still as Put left it.
func check(x any) {
	isKept := true
	switch value := x.(type) {
	case *bytes.Buffer:
		isKept = value.Len() == amount && value.Bytes()[0] == pattern
	case *[]byte:
		isKept = len(*value) == cap(*value) && isFull(*value)
	}
	if !isKept {
		corrupt = append(corrupt, "changed after Put")
	}
}

func overwrite(x any) {
	switch value := x.(type) {
	case *bytes.Buffer:
		value.Reset()
		fill(value.AvailableBuffer())
		value.Write(bytes.Repeat([]byte{pattern}, amount))
	case *[]byte:
		*value = fill(*value)
	case []byte:
		fill(value)
	case *[]int:
		*value = (*value)[:cap(*value)]
		for i := range *value {
			(*value)[i] = amount
		}
	default:
		overwriteParts(reflect.ValueOf(x))
	}
}

// overwriteParts overwrites the fields of a struct that have memory of their own.
func overwriteParts(pointer reflect.Value) {
	if pointer.Kind() != reflect.Pointer || pointer.Elem().Kind() != reflect.Struct {
		return
	}
	for i := range pointer.Elem().NumField() {
		field := pointer.Elem().Field(i)
		switch part := reflect.NewAt(field.Type(), unsafe.Pointer(field.UnsafeAddr())).Interface().(type) {
		case *bytes.Buffer, *[]byte:
			overwrite(part)
		case *[64]byte:
			fill(part[:])
		}
	}
}

func fill(b []byte) []byte {
	b = b[:cap(b)]
	for i := range b {
		b[i] = pattern
	}
	return b
}

func isFull(b []byte) bool {
	return len(bytes.Trim(b, "\xDB")) == 0
}

// meets tells whether a value leads to something that the next user of an object wrote.
func meets(value reflect.Value, depth int) bool {
	if !value.IsValid() || depth > 6 {
		return false
	}
	if value.Kind() == reflect.Pointer && !value.IsNil() && inside[value.UnsafePointer()] != nil {
		return true
	}
	switch value.Kind() {
	case reflect.Pointer, reflect.Interface:
		return !value.IsNil() && meets(value.Elem(), depth+1)
	case reflect.Int:
		return value.Int() == amount
	case reflect.Uint8:
		return value.Uint() == pattern
	case reflect.String:
		return strings.Contains(value.String(), "\xDB")
	case reflect.Slice, reflect.Array:
		for i := range value.Len() {
			if meets(value.Index(i), depth+1) {
				return true
			}
		}
	case reflect.Struct:
		for i := range value.NumField() {
			if meets(value.Field(i), depth+1) {
				return true
			}
		}
	}
	return false
}

// sizeOf counts the bytes, elements and entries that a value leads to.
func sizeOf(value reflect.Value, depth int) int {
	if !value.IsValid() || depth > 6 {
		return 0
	}
	switch value.Kind() {
	case reflect.Pointer, reflect.Interface:
		if value.IsNil() {
			return 0
		}
		return sizeOf(value.Elem(), depth+1)
	case reflect.String, reflect.Map:
		return value.Len()
	case reflect.Slice:
		return value.Len()
	case reflect.Struct:
		if value.Type() == reflect.TypeFor[bytes.Buffer]() {
			return value.FieldByName("buf").Len() - int(value.FieldByName("off").Int())
		}
		if buffered := value.FieldByName("n"); value.Type().String() == "bufio.Writer" {
			return int(buffered.Int())
		}
		total := 0
		for i := range value.NumField() {
			total += sizeOf(value.Field(i), depth+1)
		}
		return total
	}
	return 0
}

// capacityOf counts the bytes or elements that there is room for.
func capacityOf(x any) int {
	if pointerTo(x) == nil {
		return 0
	}
	if buffer, ok := x.(*bytes.Buffer); ok {
		return buffer.Cap()
	}
	value := reflect.ValueOf(x)
	if value.Kind() == reflect.Pointer {
		value = value.Elem()
	}
	if value.Kind() == reflect.Slice {
		return value.Cap()
	}
	return 0
}

// holds tells whether a value leads to what the function was given; elements behind the length of a slice count.
func holds(value reflect.Value, seen map[unsafe.Pointer]bool) bool {
	if key := pointerIn(value); key != nil {
		// The object itself may be what the function was given.
		if isGiven := given[key] && len(seen) > 0; isGiven || seen[key] {
			return isGiven
		}
		seen[key] = value.Kind() == reflect.Pointer
	}
	switch value.Kind() {
	case reflect.Pointer, reflect.Interface:
		return !value.IsNil() && holds(value.Elem(), seen)
	case reflect.Slice:
		for i := range value.Cap() {
			if holds(value.Slice(0, value.Cap()).Index(i), seen) {
				return true
			}
		}
	case reflect.Struct:
		for i := range value.NumField() {
			if holds(value.Field(i), seen) {
				return true
			}
		}
	}
	return false
}

func pointerTo(x any) unsafe.Pointer {
	return pointerIn(reflect.ValueOf(x))
}

func pointerIn(value reflect.Value) unsafe.Pointer {
	if value.Kind() == reflect.Interface {
		return pointerIn(value.Elem())
	}
	switch value.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice:
		return value.UnsafePointer()
	}
	return nil
}

func combinations(function reflect.Type) int {
	count := 1
	for i := range function.NumIn() {
		count *= len(choices(function.In(i)))
	}
	return count
}

func samples(function reflect.Type, choice int) []reflect.Value {
	arguments := make([]reflect.Value, function.NumIn())
	for i := range arguments {
		values := choices(function.In(i))
		arguments[i] = values[choice%len(values)]
		choice /= len(values)
	}
	return arguments
}

// recorder keeps a copy of what is written to it.
type recorder struct{ seen []byte }

func (r *recorder) Write(p []byte) (int, error) {
	r.seen = append(r.seen, p...)
	return len(p), nil
}

func choices(kind reflect.Type) []reflect.Value {
	if enlarges {
		if value, ok := largeOf(kind); ok {
			return []reflect.Value{value}
		}
	}
	return smallOnes(kind)
}

func largeOf(kind reflect.Type) (reflect.Value, bool) {
	switch {
	case kind == reflect.TypeFor[*bytes.Buffer]():
		buffer := new(bytes.Buffer)
		buffer.Grow(large)
		return reflect.ValueOf(buffer), true
	case kind.Kind() == reflect.String:
		return reflect.ValueOf(strings.Repeat("x", large)).Convert(kind), true
	case kind.Kind() == reflect.Slice:
		return reflect.MakeSlice(kind, large, large), true
	case kind.Kind() == reflect.Pointer && kind.Elem().Kind() == reflect.Slice:
		pointer := reflect.New(kind.Elem())
		pointer.Elem().Set(reflect.MakeSlice(kind.Elem(), large, large))
		return pointer, true
	}
	return reflect.Value{}, false
}

func smallOnes(kind reflect.Type) []reflect.Value {
	one := func(value any) []reflect.Value { return []reflect.Value{reflect.ValueOf(value).Convert(kind)} }
	switch kind.Kind() {
	case reflect.Bool:
		return []reflect.Value{reflect.ValueOf(false), reflect.ValueOf(true)}
	case reflect.Int, reflect.Int64:
		return one(3)
	case reflect.String:
		return one("x")
	case reflect.Pointer:
		return []reflect.Value{reflect.New(kind.Elem()), reflect.Zero(kind)}
	case reflect.Slice:
		return []reflect.Value{reflect.Zero(kind), reflect.Append(reflect.Zero(kind), choices(kind.Elem())[0])}
	case reflect.Chan:
		channel := reflect.MakeChan(reflect.ChanOf(reflect.BothDir, kind.Elem()), 16)
		channels = append(channels, channel)
		return one(channel.Interface())
	case reflect.Interface:
		if reflect.TypeFor[*recorder]().Implements(kind) && kind != reflect.TypeFor[any]() {
			return []reflect.Value{reflect.ValueOf(&recorder{})}
		}
		if kind == reflect.TypeFor[io.Reader]() {
			return []reflect.Value{reflect.ValueOf(strings.NewReader(strings.Repeat("r", 64<<10)))}
		}
	}
	return []reflect.Value{reflect.Zero(kind)}
}

func unique(texts []string) []string {
	seen := map[string]bool{}
	var found []string
	for _, text := range texts {
		if !seen[text] {
			found = append(found, text)
		}
		seen[text] = true
	}
	return found
}
