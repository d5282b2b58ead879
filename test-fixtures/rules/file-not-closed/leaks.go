package file

import "os"

func openPair(a, b string) (*os.File, *os.File, error) {
	index, err := os.Open(a) // want `.*`
	if err != nil {
		return nil, nil, err
	}
	meta, err := os.Open(b)
	if err != nil {
		return nil, nil, err
	}
	return index, meta, nil
}

func size(name string) int64 {
	f, err := os.Open(name) // want `.*`
	if err != nil {
		return 0
	}
	st, _ := f.Stat()
	return st.Size()
}

func overwritten(names []string) (err error) {
	var f *os.File
	for _, n := range names {
		f, err = os.Open(n) // want `.*`
		if err != nil {
			return err
		}
		use(f.Name())
	}
	return f.Close()
}
