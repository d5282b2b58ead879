package cfg

func falls(n int) {
	switch n {
	case 0:
		fallthrough
	default:
		one()
		fallthrough
	case 1:
		switch {
		case n > 1:
			fallthrough
		case n > 2:
			one()
		}
	case 2:
		two()
	}
}

func outOfSwitch(rows []int) {
outer:
	for _, row := range rows {
	inner:
		switch row {
		case 0:
			continue
		case 1:
			break inner
		case 2:
			break outer
		default:
			continue outer
		}
		one()
	}
}

// Two ways into one loop.
func tangled(ok bool) {
	if ok {
		goto second
	}
first:
	one()
second:
	two()
	if ok {
		goto first
	}
}

func forward(ok bool) {
	if ok {
		goto end
	}
	one()
end:
}

func one() {}
func two() {}
