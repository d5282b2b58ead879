package resource

type mapping struct{ data []byte }

func (m *mapping) Close() error { return nil }

type mapper struct{ kept []*mapping }

func (m *mapper) openMapping(name string) (*mapping, error) { return &mapping{}, nil }

func (m *mapper) okDeferred(name string) error {
	mapping, err := m.openMapping(name) // ok
	if err != nil {
		return err
	}
	defer mapping.Close()
	return workErr()
}

func (m *mapper) okKept(name string) error {
	mapping, err := m.openMapping(name) // ok: closed, or kept
	if err != nil {
		return err
	}
	if err := workErr(); err != nil {
		mapping.Close()
		return err
	}
	m.kept = append(m.kept, mapping)
	return nil
}

func (m *mapper) okShared(name string) (*mapping, bool) {
	for _, mapping := range m.kept { // ok: nothing is acquired
		if len(mapping.data) > 0 {
			return mapping, true
		}
		mapping.Close()
	}
	return nil, false
}
