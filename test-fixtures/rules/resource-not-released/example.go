package resource

type snapshot struct{ data []byte }

func (s *snapshot) Release() { s.data = nil }

type store interface{ openSnapshot() (*snapshot, error) }

func export(s store) error {
	snap, err := s.openSnapshot() // want `snap is not released on the path through line 15, but it is at line 18`
	if err != nil {
		return err
	}
	if err := workErr(); err != nil {
		return err
	}
	use(snap)
	snap.Release()
	return nil
}

func exportWithDefer(s store) error {
	snap, err := s.openSnapshot() // ok: released on every path
	if err != nil {
		return err
	}
	defer snap.Release()
	if err := workErr(); err != nil {
		return err
	}
	use(snap)
	return nil
}
