package p

type S struct {
	*U
	*p.V
	W
	p.X
	G[int]
	a, b int `json:"a"`
	c    *int
	d    func(int, ...string) (n int, err error)
	e    interface {
		M(x int) error
		A | ~B
		error
	}
	_ [4]struct{}
	g map[string][]*p.T
	h (int)
}

type I interface {
	M()
	~int | ~string
	p.I
}

func (s *S) Close() error { return (*T).Close(s.U) }

func (S) Value(_ int, xs ...int) (n int, err error) {
	_ = interface{ M() }.M
	_ = (*struct{ T }).M
	_ = S.Value
	_ = [...]int{1, 2: 3}
	_ = []T{{1}, {a: 2}}
	_ = map[K]V{{1}: {2}, k: {}}
	_ = &S{W: W{}, a: 1}
	_ = struct{ x int }{1}
	return
}

func external(x int) int
