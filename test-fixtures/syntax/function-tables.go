package p

func tables(m map[string]func(...int), k string, i int, s struct{ id string }) {
	m[k](i)
	m["a"]()
	m[k](i, i)
	m[s.id](i)
	x.handlers[i](k, i)
	defer a.b[k](i)
	go m[k](i)
	handlers[i+1](i)
	matrix[i][i](i)
	_ = mm[a.b][c.d]
	f(m[k])(i)
	func() {}()
	defer func(x int) { _ = x }(i)
	x.f(m[k]...)
	x.(interface{ M() }).M()
	arr[1:2](i)
}
