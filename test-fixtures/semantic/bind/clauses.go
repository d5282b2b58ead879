package bind

func clauses(v any, ch chan int, out chan<- string) {
	switch x := v.(type) {
	case int:
		_ = x
	case string, error:
		_ = x
	default:
		_ = x
	}
	select {
	case x := <-ch:
		_ = x
	case x, ok := <-ch:
		_, _ = x, ok
	case out <- "done":
	}
	switch y := 1; {
	case y > 0:
		z := y
		_ = z
	default:
		z := -y
		_ = z
	}
	var x int
	x, y := x, x
	_ = y
}
