package bind

import "fmt"

type node struct{}

var count = 1

func append(list []int) []int { return list }

func hides(count int, fmt string) (len int) {
	node := count
	{
		node := node
		len := func(cap int) int { return cap + node }
		_ = len
	}
	if error := 1; error > 0 {
		later, iota := error, false
		_, _ = later, iota
	}
	later := 1
	_ = append(nil)
	for count := range count {
		_ = count
	}
	switch fmt := any(fmt).(type) {
	case string:
		_ = fmt
	}
	{
		type node = int
		var nil node
		_ = nil
	}
	return node + later
}

func plain() { fmt.Println(count, node{}) }
