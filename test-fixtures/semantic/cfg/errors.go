package cfg

import (
	"errors"
	"io"
	"os"
)

func open() (*os.File, error) { return nil, nil }

func tests(err error, f *os.File, ok bool) {
	if err != nil && ok || f == nil {
		return
	}
	if nil != err {
		return
	}
	if !(err == nil) || !ok {
		return
	}
	if ok == false {
		return
	}
	if errors.Is(err, io.EOF) || err == io.EOF {
		return
	}
	if os.IsNotExist(err) {
		return
	}
}

func inits() error {
	if f, err := open(); err != nil {
		return err
	} else if _, err := f.Stat(); err == nil {
		return err
	}
	return nil
}

func switches(err error) {
	switch f, err := open(); {
	case err != nil:
		return
	case f == nil:
	}
	switch err {
	case nil:
		return
	case io.EOF:
	default:
	}
	switch e := err.(type) {
	case nil:
		_ = e
	case *os.PathError:
	}
}

// Others may change these.
func shared() {
	f, err := open()
	go func() { err = nil }()
	if err != nil {
		return
	}
	other := &f
	if f == nil {
		*other = nil
	}
}

// What a deferred literal assigns comes behind every test.
func named() (err error) {
	defer func() {
		if err == nil {
			err = io.EOF
		}
	}()
	if err != nil {
		return err
	}
	return nil
}
