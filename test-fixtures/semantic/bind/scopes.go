package bind

import (
	"os"
	rt "runtime"
)

var shared = os.Args

func shadows(n int) (err error) {
	if n := n + 1; n > 0 {
		n, err := len(shared), error(nil)
		_, _ = n, err
	} else if m := n; m > 1 {
		n = m
	}
	for i := 0; i < n; i++ {
		i := i
		_ = i
	}
	n, second := n+1, n
	_ = second
	{
		len := len(shared)
		_ = len
	}
	rt.GC()
	return err
}
