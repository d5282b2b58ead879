package loops

import (
	"errors"
	"io"
	"os"
	"sync"
)

// All files are read together, behind the loop.
func okAllTogether(names []string, to io.Writer) error {
	var readers []io.Reader
	for _, name := range names {
		file, err := os.Open(name)
		if err != nil {
			return err
		}
		defer file.Close() // ok: they are read behind the loop unrun: all are open at once, as they must be
		readers = append(readers, io.LimitReader(file, 100))
	}
	_, err := io.Copy(to, io.MultiReader(readers...))
	return err
}

func okElements(names []string) {
	files := make([]*os.File, len(names))
	for i, name := range names {
		files[i], _ = os.Open(name)
		defer files[i].Close() // ok: they are used behind the loop unrun: all are open at once, as they must be
	}
	use(files)
}

// The loop makes nothing: all of them are there before.
func okExisting(files []io.Closer) {
	for _, file := range files {
		defer file.Close() // ok: the end of the function is meant
	}
	use(files)
}

func okOnceOnly(guard *sync.Mutex, names []string) {
	isLocked := false
	for _, name := range names {
		if !isLocked {
			guard.Lock()
			defer guard.Unlock() // ok: locked once
			isLocked = true
		}
		use(name)
	}
}

func okUndone(names []string) (files []*os.File, err error) {
	for _, name := range names {
		file, failure := os.Open(name)
		if failure != nil {
			return nil, errors.New("no file")
		}
		defer func() {
			if err == nil {
				return
			}
			file.Close() // ok: only where the function fails unrun: all are open at once, as they must be
		}()
		files = append(files, file)
	}
	return files, nil
}

func closedChannels(names []string) {
	for range names {
		done := make(chan struct{})
		defer close(done) // want `the deferred call runs when closedChannels returns, not at the end of the iteration` unrun: nothing is open
	}
}

func readTexts(names []string) (texts [][]byte) {
	var text []byte
	for _, name := range names {
		file, _ := os.Open(name)
		defer file.Close() // want `file.Close\(\) runs when readTexts returns.*` fix: review+review
		text, _ = io.ReadAll(file)
		texts = append(texts, text)
	}
	return texts
}

func fromChannel(files <-chan *os.File) {
	for file := range files {
		defer file.Close() // want `file.Close\(\) runs when fromChannel returns.*` fix: review+review unrun: the files come from outside
		use(file)
	}
}

func byGoto(names []string) {
	i := 0
next:
	if i < len(names) {
		file, _ := os.Open(names[i])
		defer file.Close() // known-miss: loops that goto makes are not looked for
		use(file)
		i++
		goto next
	}
}
