package cleanups

// What the cases work on. Nothing in this package but the link makes a field of a file lead back to the file.

type file struct {
	fd     int
	name   string
	key    [32]byte
	buf    []byte
	seen   map[string]int
	header header
	cache  *evictor
	inner  *inode
	link   *link
	next   *file
}

type header struct {
	size  int
	flags int
}

type inode struct {
	fd    int
	owner *file
}

type link struct{ file *file }

type evictor struct{ count int }

type pair struct {
	f    *file
	name string
}

type hook struct{ run func() }

type directory struct {
	file *file
	name string
}

func newFile() *file {
	return &file{
		fd:    3,
		buf:   make([]byte, 64),
		seen:  map[string]int{},
		cache: &evictor{},
		inner: &inode{fd: 3},
		link:  &link{},
	}
}

func newLinkedFile() *file {
	f := newFile()
	f.link.file = f
	return f
}

func openFile() (*file, error) { return newFile(), nil }

func (f *file) closeFD(fd int)      {}
func (f *file) Close() error        { return nil }
func (f file) closeCopy(fd int)     {}
func (e *evictor) evict(key string) { e.count++ }
func (p *pair) closeFD(fd int)      { p.f.closeFD(fd) }
func (h *header) reset(int)         { h.size = 0 }
func closeFD(fd int)                {}
func closeFile(f *file)             { f.Close() }
func newPair(f *file) *pair         { return &pair{f: f} }
func wrap(run func()) func(int)     { return func(int) { run() } }
func use(...any)                    {}
