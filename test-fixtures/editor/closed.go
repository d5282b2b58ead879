package editor

import "runtime"

type stream struct{ next *stream }

func (s *stream) stop(*stream) { s.next = nil }

// start lies in a file that is never opened: only an audit tells about it.
func start() *stream {
	s := &stream{}
	runtime.SetFinalizer(s, s.stop)
	return s
}
