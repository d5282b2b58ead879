package p

import "unsafe"

func conversions(x int, s string, c chan int, v any) {
	_ = T(x)
	_ = p.T(x)
	_ = (T)(x)
	_ = (*T)(nil)
	_ = G[int](x)
	_ = []byte(s)
	_ = [2]int(v.([]int))
	_ = map[string]int(nil)
	_ = (func())(nil)
	_ = (<-chan int)(c)
	_ = (chan<- int)(c)
	_ = chan int(c)
	_ = interface{}(x)
	_ = struct{}(v.(T))
	_ = *(*[]T)(unsafe.Pointer(&x))
	_ = v.(T)
	_ = v.(*p.T).field
}
