package p

type t struct {
	a int b int
}

func f(a int b string) {}

var x = [3int{1, 2}

var y = map[string int{}
