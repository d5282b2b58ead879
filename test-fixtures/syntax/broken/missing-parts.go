package p

func f() {
	x(1, )
	y = 
	var a [3
	m := map[string
	if a == {
	}
	for i := 0; i < 3 {
	}
	go func() {
	}
	s := struct{ x: 1 }
	label: }

func (r T M() {}
