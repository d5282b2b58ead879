package resource

// What the types of this package have opened and not closed.
var opened int

// disk is a store that counts what is not released.
type disk struct{ last *snapshot }

func (d *disk) openSnapshot() (*snapshot, error) {
	if cond() {
		return nil, errStop
	}
	d.last = &snapshot{data: []byte{1}}
	return d.last, nil
}

func (d *disk) count() {
	if d.last != nil && d.last.data != nil {
		opened++
	}
}

type silent struct{}

func (silent) note(l *indexLock) {}

func proveExport() {
	d := &disk{}
	_ = export(d)
	d.count()
}

func proveExportWithDefer() {
	d := &disk{}
	_ = exportWithDefer(d)
	d.count()
}

func proveReadNoted(i *index) { readNoted(i, "", silent{}) }
