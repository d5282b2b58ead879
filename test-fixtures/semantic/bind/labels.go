package bind

func labels(rows [][]int, outer int) {
outer:
	for range rows {
	inner:
		for {
			switch {
			case outer > 1:
				break inner
			case outer > 2:
				continue outer
			}
			break
		}
		func() {
		outer:
			for {
				break outer
			}
		}()
		goto end
	}
end:
}
