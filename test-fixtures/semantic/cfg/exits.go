package cfg

import (
	"log"
	"os"
)

func panics(err error) {
	defer g()
	if err != nil {
		panic(err)
	}
	g()
}

func ends(err error) {
	if err != nil {
		os.Exit(1)
	}
	if err != nil {
		log.Fatal(err)
	}
	g()
}

func selects(a, b chan int) int {
	select {
	case <-a:
		return 1
	case v := <-b:
		_ = v
	default:
		g()
	}
	select {
	case a <- 1:
	}
	return 2
}

func blocksForEver() {
	select {}
}

func unreachable() int {
	return 1
	g()
}

func literals() {
	func() {
		g()
	}()
	go func() { panic("x") }()
}

func g() {}
