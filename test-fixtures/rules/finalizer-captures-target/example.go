package finalizers

import "runtime"

type mapping struct{ data []byte }

func (m *mapping) unmap() { m.data = nil }

func openMapping(size int) *mapping {
	m := &mapping{data: make([]byte, size)}
	runtime.SetFinalizer(m, func(_ *mapping) { m.unmap() }) // want `finalizer of m captures m: .*`
	return m
}

func openMappingRight(size int) *mapping {
	m := &mapping{data: make([]byte, size)}
	runtime.SetFinalizer(m, func(m *mapping) { m.unmap() }) // ok: m is the parameter
	return m
}
