package cfg

import (
	"os"
	"runtime"
)

// The last one deferred runs first, behind panics too.
func lastFirst(err error) {
	defer first()
	defer second(err)
	if err != nil {
		panic(err)
	}
}

// On some paths only.
func conditional(ok bool) int {
	if ok {
		defer first()
	}
	defer second(nil)
	return 1
}

// An exit before the statement does not run it.
func early(ok bool) int {
	defer first()
	if !ok {
		return 0
	}
	defer second(nil)
	return 1
}

func inLoop(names []string) {
	for _, name := range names {
		if name == "" {
			break
		}
		defer second(nil)
	}
	first()
}

// runtime.Goexit runs what is deferred, os.Exit does not.
func ends(n int) {
	defer first()
	if n == 1 {
		runtime.Goexit()
	}
	if n == 2 {
		os.Exit(1)
	}
}

func first()       {}
func second(error) {}
