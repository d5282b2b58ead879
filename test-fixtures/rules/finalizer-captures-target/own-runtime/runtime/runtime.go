// Package runtime only has the name of the library's.
package runtime

// SetFinalizer does nothing.
func SetFinalizer(target, finalizer any) {}
