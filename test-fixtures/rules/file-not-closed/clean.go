package file

import (
	"bufio"
	"io"
	"os"
)

type table struct{ f *os.File }

func (t *table) Close() error { return t.f.Close() }

func okConstructor(name string) (*table, error) {
	f, err := os.Open(name) // ok: the table has it
	if err != nil {
		return nil, err
	}
	return &table{f: f}, nil
}

func okErrorPath(a, b string) (*os.File, *os.File, error) {
	index, err := os.Open(a)
	if err != nil {
		return nil, nil, err
	}
	meta, err := os.Open(b) // ok: both are handed over
	if err != nil {
		index.Close()
		return nil, nil, err
	}
	return index, meta, nil
}

func okDeferredOnError(name string) (f *os.File, err error) {
	f, err = os.Open(name) // ok: closed where an error follows
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			f.Close()
		}
	}()
	return f, workErr()
}

func okStdin() *bufio.Reader { return bufio.NewReader(os.NewFile(0, "stdin")) }

func okClosers(names []string) (closers []io.Closer) {
	for _, n := range names {
		f, err := os.Open(n)
		if err != nil {
			continue
		}
		closers = append(closers, f)
	}
	return closers
}
