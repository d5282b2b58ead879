import { window, workspace, type TextEditor } from 'vscode';

/** One leak with a safe fix: the finalizer captures the object that it is set on. */
const SAMPLE = `package sample

import (
	"os"
	"runtime"
)

type cache struct {
	file *os.File
}

// newCache sets a finalizer that is to close the file. It never runs: the closure captures c,
// so c stays reachable for as long as the finalizer is set.
func newCache(file *os.File) *cache {
	c := &cache{file: file}
	runtime.SetFinalizer(c, func(*cache) { c.file.Close() })
	return c
}
`;

/** `leaklens.openSample`: a file that was never saved, with a leak to try things on. */
export async function openSample(): Promise<TextEditor> {
  return window.showTextDocument(await workspace.openTextDocument({ language: 'go', content: SAMPLE }));
}
