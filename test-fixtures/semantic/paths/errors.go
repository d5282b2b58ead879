package paths

import (
	"errors"
	"io"
)

// What open answers is to be closed where its error is nil. A line that says "leaves" is left with it open.

func plain() error {
	f, err := open()
	if err != nil {
		return err
	}
	if cond() {
		return nil // leaves
	}
	return f.Close()
}

func turned() {
	f, err := open()
	if nil == err {
		if cond() {
			f.Close()
			return
		}
		return // leaves
	}
	return
}

// The wrong way round: it closes what is not valid.
func inverted() error {
	f, err := open()
	if err == nil {
		return nil // leaves
	}
	return f.Close()
}

func together() {
	f, err := open()
	if err != nil || cond() {
		return // leaves
	}
	f.Close()
}

func negated() {
	f, err := open()
	if !(err == nil && f != nil) {
		return
	}
	f.Close()
}

func twice() {
	f, err := open()
	if err != nil {
		use(err)
	}
	use(f)
	if err != nil {
		return
	}
	f.Close()
}

// The second error is another version.
func again() error {
	f, err := open()
	if err != nil {
		return err
	}
	err = work()
	if err != nil {
		return err // leaves
	}
	return f.Close()
}

func shadowed() error {
	f, err := open()
	if err != nil {
		return err
	}
	if err := work(); err != nil {
		return err // leaves
	}
	if err != nil {
		return err
	}
	return f.Close()
}

func inIf() error {
	if f, err := open(); err == nil {
		use(f)
		return nil // leaves
	} else if cond() {
		return err
	}
	return nil
}

func cases() {
	f, err := open()
	switch {
	case cond():
		return // leaves
	case err != nil:
		return
	}
	f.Close()
}

func tagged() {
	f, err := open()
	switch err {
	case nil:
	case io.EOF:
		return
	default:
		return
	}
	f.Close()
}

func types() {
	f, err := open()
	switch err := err.(type) {
	case nil:
		use(f)
	default:
		use(err)
		return
	}
	f.Close()
}

func is() {
	f, err := open()
	if errors.Is(err, io.EOF) {
		return
	}
	if err == io.ErrUnexpectedEOF {
		return
	}
	f.Close()
}

func copied() error {
	f, err := open()
	result := err
	if result != nil {
		return result
	}
	return f.Close()
}

func saved() (result error) {
	f, err := open()
	if err != nil {
		result = err
	}
	use(f)
	if result != nil {
		return result
	}
	return f.Close()
}

func savedLater(result error) error {
	f, err := open()
	if err != nil {
		result = err
	}
	use(f)
	if result != nil {
		return result // leaves
	}
	return f.Close()
}

// A flag that follows the error.
func flagged() {
	isOpen := false
	f, err := open()
	if err == nil {
		isOpen = true
	}
	if cond() {
		use(1)
	}
	if isOpen {
		f.Close()
	}
}

func onlyIfThere() {
	f, _ := open()
	if cond() {
		use(f)
	}
	if f != nil {
		f.Close()
	}
}

func looped() {
	for cond() {
		f, err := open()
		if err != nil {
			continue
		}
		if cond() {
			break // leaves
		}
		f.Close()
	}
}

func panics() {
	f, err := open()
	if err != nil {
		panic(err)
	}
	f.Close()
}

// A literal may change it at any time, so its test tells nothing.
func captured() {
	f, err := open()
	go func() { err = nil }()
	if err != nil {
		return // leaves
	}
	f.Close()
}

type file struct{}

func (*file) Close() error { return nil }

func open() (*file, error) { return &file{}, nil }
func work() error          { return nil }
func cond() bool           { return false }
func use(...any)           {}
