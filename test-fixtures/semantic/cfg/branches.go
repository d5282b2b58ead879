package cfg

func ifElse(a, b bool) int {
	if a && b || !a {
		return 1
	} else if x := f(); x {
		g()
	}
	return 2
}

func constants() {
	if true {
		g()
	} else {
		f()
	}
	for false {
		g()
	}
}

func switches(n int) {
	switch g(); n {
	case 1, 2:
		g()
		fallthrough
	case 3:
		f()
	default:
		if f() {
			break
		}
		g()
	}
	switch {
	case n > 1 && f():
		return
	}
	g()
}

func typeSwitch(v any) {
	switch v.(type) {
	case int:
		return
	case string, error:
	}
	g()
}

func f() bool { return true }
func g()      {}
