// Package blockpool fetches blocks from peers and keeps them in files.
package blockpool

import (
	"encoding/gob"
	"fmt"
	"io"
	"os"
	"runtime"

	"example.com/samplenode/types"
)

// DataFile holds the bytes of a block file in memory.
type DataFile struct {
	file   *os.File
	region []byte
}

// OpenData reads the file. The region is let go when the file is no longer used.
func OpenData(name string) (*DataFile, error) {
	file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	region, err := io.ReadAll(file)
	if err != nil {
		file.Close()
		return nil, err
	}
	d := &DataFile{file: file, region: region}
	runtime.SetFinalizer(d, d.release)
	return d, nil
}

func (d *DataFile) release(*DataFile) { d.Close() }

// Append writes the block behind the others.
func (d *DataFile) Append(block *types.Block) (int64, error) {
	offset := int64(len(d.region))
	counter := &countingWriter{to: d.file}
	if err := gob.NewEncoder(counter).Encode(block); err != nil {
		return 0, fmt.Errorf("block %d: %w", block.Height, err)
	}
	d.region = append(d.region, make([]byte, counter.count)...)
	return offset, nil
}

// Close lets go of the region and the file.
func (d *DataFile) Close() error {
	d.region = nil
	return d.file.Close()
}

// IndexFile maps heights to offsets in a DataFile.
type IndexFile struct {
	file    *os.File
	offsets map[int64]int64
}

// OpenIndex opens the index. It is closed when it is no longer used.
func OpenIndex(name string) (*IndexFile, error) {
	file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	x := &IndexFile{file: file, offsets: map[int64]int64{}}
	runtime.SetFinalizer(x, (*IndexFile).Close)
	return x, nil
}

// Put notes where the block of a height begins.
func (x *IndexFile) Put(height, offset int64) error {
	x.offsets[height] = offset
	_, err := fmt.Fprintln(x.file, height, offset)
	return err
}

// Close closes the index.
func (x *IndexFile) Close() error { return x.file.Close() }

type countingWriter struct {
	to    io.Writer
	count int
}

func (w *countingWriter) Write(p []byte) (int, error) {
	n, err := w.to.Write(p)
	w.count += n
	return n, err
}
