package p

type R[T any] struct{}

func (r *R[T]) Convert[P any](x P) R[P] { return R[P]{} }

func (r R[T]) Both[K comparable, V any](m map[K]V) (K, V) { return pick(m) }

func newValues(x int, s S) {
	_ = new(T)
	_ = new(p.T)
	_ = new(*T)
	_ = new((T))
	_ = new(G[A])
	_ = new([]int)
	_ = new(func())
	_ = new(f(x))
	_ = new(3)
	_ = new(x)
	_ = new(true)
	_ = new(nil)
	_ = new(uint64(1))
	_ = new(a * b)
	_ = new(s.field[x].f(x))
	_ = new(func() int { return 1 }())
	_ = make(chan T, x)
	_ = make(map[string]T)
	_ = r.f().M[K, V]
	_ = r.f().M[K, V](x)
	runtime.SetFinalizer(new(f(x)), func(p *T) {})
}

func ownBuiltins(new func(...int), make func(int, int) int) {
	new(1, 2)
	new(xs...)
	make(1, 2)
	new := make
}
