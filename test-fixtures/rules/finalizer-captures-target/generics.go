package finalizers

import "runtime"

type box[T any] struct {
	value T
	next  *box[T]
	size  int
}

func (b *box[T]) release(*box[T]) {}
func (b *box[T]) close()          {}

func (b *box[T]) capturesTheReceiver() {
	runtime.SetFinalizer(b, func(*box[T]) { b.close() }) // want `finalizer of b captures b: .*`
}

func (b *box[T]) usesTheParameter() {
	runtime.SetFinalizer(b, func(x *box[T]) { x.close() }) // ok
}

func newBox[T any](value T) *box[T] {
	b := &box[T]{value: value}
	runtime.SetFinalizer(b, func(_ *box[T]) { b.close() }) // want `finalizer of b captures b: .*`
	return b
}

func newBoxRight[T any](value T) *box[T] {
	b := &box[T]{value: value}
	runtime.SetFinalizer(b, (*box[T]).close) // ok: a method expression
	return b
}

func newBoxBound[T any](value T) *box[T] {
	b := &box[T]{value: value}
	runtime.SetFinalizer(b, b.release) // want `finalizer of b is the method value .*`
	return b
}

func track[T any](target *T) {
	runtime.SetFinalizer(target, func(*T) { use(target) }) // want `finalizer of target captures target: .*`
}

func trackRight[T any](target *T, name string) {
	runtime.SetFinalizer(target, func(*T) { use(name) }) // ok
}

func release[T any](*T) {}

func instantiatedFunction() *conn {
	c := newConn()
	runtime.SetFinalizer(c, release[conn]) // ok: a function of the package
	return c
}

func instantiatedBox() *box[int] {
	b := &box[int]{value: 1}
	runtime.SetFinalizer(b, func(*box[int]) { use(b.value) }) // want `finalizer of b captures b: .*`
	return b
}

func instantiatedMethodExpression() *box[int] {
	b := &box[int]{value: 1}
	runtime.SetFinalizer(b, (*box[int]).close) // ok
	return b
}

func proveGenerics() {
	newBox("text")
	newBoxRight("text")
	newBoxBound("text")
	(&box[string]{}).capturesTheReceiver()
	(&box[string]{}).usesTheParameter()
	track(newConn())
	trackRight(newConn(), "one")
}
