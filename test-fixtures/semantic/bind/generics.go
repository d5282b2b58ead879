package bind

type pair[K comparable, V any] struct {
	key   K
	value V
}

func (p *pair[A, B]) swap(other pair[A, B]) (B, A) { return p.value, p.key }

func mapped[T, U any](values []T, f func(item T) U) []U {
	type local struct{ item T }
	var result []U
	for _, value := range values {
		l := local{item: value}
		result = append(result, f(l.item))
	}
	return result
}

type visitor interface {
	visit(n int) (count int)
}

type callback func(n int, names ...string) (ok bool)
