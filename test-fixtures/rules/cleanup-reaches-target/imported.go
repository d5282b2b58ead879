package cleanups

import (
	"bytes"
	"net/url"
	"runtime"
)

// Targets of types that the standard library declares: its table tells methods from fields.

func argumentIsAFieldOfAnImportedType() *url.URL {
	u := &url.URL{Host: "example.com"}
	runtime.AddCleanup(u, func(host string) { use(host) }, u.Host) // ok
	return u
}

func argumentIsAStructWithAFieldOfAnImportedType() *url.URL {
	u := &url.URL{Host: "example.com"}
	runtime.AddCleanup(u, func(h header) { use(h) }, header{size: len(u.Host)})  // ok
	runtime.AddCleanup(u, func(d directory) { use(d) }, directory{name: u.Host}) // ok
	return u
}

func closureCapturesAFieldOfAnImportedType() *url.URL {
	u := &url.URL{Host: "example.com"}
	host := u.Host
	runtime.AddCleanup(u, func(int) { use(host) }, 0) // ok
	return u
}

func cleanupIsAMethodOfAnImportedType() *bytes.Buffer {
	b := &bytes.Buffer{}
	runtime.AddCleanup(b, b.Grow, 8) // want `cleanup of b is the method value b\.Grow, which holds b: .*` panics: closes over ptr
	return b
}

func closureCallsAMethodOfAnImportedType() *bytes.Buffer {
	b := &bytes.Buffer{}
	grow := b.Grow
	runtime.AddCleanup(b, func(int) { (grow)(8) }, 0) // want `cleanup of b captures the method value grow, which holds b: .*`
	return b
}

func argumentIsAnImportedObject() *bytes.Buffer {
	b := &bytes.Buffer{}
	runtime.AddCleanup(b, (*bytes.Buffer).Reset, b) // want `argument of the cleanup of b is b: .*` panics: ptr is equal to arg
	return b
}
