package editor

import "runtime"

func keep(fd int) *handle {
	h := &handle{fd: fd}
	//leaklens:ignore GL4001 -- lives as long as the program
	runtime.SetFinalizer(h, func(*handle) { h.Close() })
	return h
}
