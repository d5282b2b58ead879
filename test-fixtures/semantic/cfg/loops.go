package cfg

func threeClauses(n int) {
	for i := 0; i < n; i++ {
		if i == 3 {
			continue
		}
		if i == 4 {
			break
		}
		g()
	}
}

func forever() {
	for {
		g()
	}
}

func ranges(ch chan int, seq func(func(int) bool)) {
	for range ch {
		g()
	}
	for v := range seq {
		if v == 1 {
			return
		}
	}
}

func labels(rows [][]int) {
outer:
	for _, row := range rows {
		for _, cell := range row {
			if cell == 1 {
				continue outer
			}
			if cell == 2 {
				break outer
			}
		}
	}
}

func gotos() {
	i := 0
again:
	i++
	if i < 3 {
		goto again
	}
}

func g() {}
