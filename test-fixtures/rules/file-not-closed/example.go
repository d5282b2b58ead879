package file

import "os"

func openBoth(index, meta string) (*os.File, *os.File, error) {
	i, err := os.Open(index) // want `i is not closed on the path through line 12`
	if err != nil {
		return nil, nil, err
	}
	m, err := os.Open(meta)
	if err != nil {
		return nil, nil, err
	}
	return i, m, nil
}

func openBothOrNone(index, meta string) (*os.File, *os.File, error) {
	i, err := os.Open(index) // ok
	if err != nil {
		return nil, nil, err
	}
	m, err := os.Open(meta)
	if err != nil {
		i.Close()
		return nil, nil, err
	}
	return i, m, nil
}
