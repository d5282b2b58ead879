package p

type (
	List[T any]              []T
	Pair[K comparable, V, W any] struct {
		Key   K
		Value V
	}
	Number                 interface{ ~int | ~float64 }
	Alias[P any]           = []P
	Array                  [N]int
	Product                [N * C]int
	Pointer[P *C,]         int
	Constrained[P interface{ *C }] int
	Plain                  = int
)

func Map[K comparable, V any](m map[K]V, f func(K, V)) List[V] {
	g := Map[string, int]
	h := f[int]
	i := f[[]int]
	f[int](1)
	f[int, string](1)
	p.F[A, B](x)
	p.F[p.A](x)
	_ = Pair[string, []int, p.T]{}
	_ = *f[K](x)
	_ = (*S[K, V]).M
	return g(h, i)
}

func (l *List[T]) Each(f func(T)) {}

func (List[_]) Len() int { return 0 }
