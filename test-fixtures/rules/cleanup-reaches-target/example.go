package cleanups

import "runtime"

type socket struct {
	fd   int
	name string
}

func closeSocket(fd int) {}

func openSocket(fd int, name string) *socket {
	s := &socket{fd: fd, name: name}
	runtime.AddCleanup(s, func(int) { closeSocket(s.fd) }, 0) // want `cleanup of s captures s: .*` panics: closes over ptr
	return s
}

func openSocketRight(fd int, name string) *socket {
	s := &socket{fd: fd, name: name}
	runtime.AddCleanup(s, closeSocket, s.fd) // ok: the cleanup needs the number only
	return s
}
