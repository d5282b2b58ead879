package editor

import "runtime"

type handle struct{ fd int }

func (h *handle) Close() { h.fd = -1 }

// open is the file that the editor's tests open, change and mend.
func open(fd int) *handle {
	h := &handle{fd: fd}
	runtime.SetFinalizer(h, func(_ *handle) { h.Close() })
	return h
}
