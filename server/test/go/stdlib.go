// Command stdlib prints what go/types says about the exported names of the packages that are named as arguments: one
// line each, fields separated by tabs, types in the notation of the light types. It reads export data that
// `go list -export` made.
package main

import (
	"bufio"
	"fmt"
	"go/ast"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"sort"
	"strings"
)

var out = bufio.NewWriter(os.Stdout)

func main() {
	defer out.Flush()
	files := exportFiles()
	lookup := func(path string) (io.ReadCloser, error) { return os.Open(files[path]) }
	from := importer.ForCompiler(token.NewFileSet(), "gc", lookup)
	for _, path := range os.Args[1:] {
		if path == "unsafe" {
			continue
		}
		pkg, err := from.Import(path)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		for _, name := range pkg.Scope().Names() {
			if object := pkg.Scope().Lookup(name); object.Exported() {
				describe(object)
			}
		}
	}
}

// The files with the export data, by import path.
func exportFiles() map[string]string {
	args := append([]string{"list", "-deps", "-export", "-f", "{{.ImportPath}}\t{{.Export}}"}, os.Args[1:]...)
	list := exec.Command("go", args...)
	list.Stderr = os.Stderr
	text, err := list.Output()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	files := map[string]string{}
	for _, line := range strings.Split(string(text), "\n") {
		path, file, _ := strings.Cut(line, "\t")
		files[path] = file
	}
	return files
}

func line(parts ...string) { fmt.Fprintln(out, strings.Join(parts, "\t")) }

func describe(object types.Object) {
	path, name := object.Pkg().Path(), object.Name()
	switch object := object.(type) {
	case *types.Func, *types.Var:
		line("value", path, name, text(object.Type()))
	case *types.Const:
		if basic, ok := object.Type().(*types.Basic); !ok || basic.Info()&types.IsUntyped == 0 {
			line("value", path, name, text(object.Type()))
		}
	case *types.TypeName:
		describeType(object)
	}
}

func describeType(object *types.TypeName) {
	path, name := object.Pkg().Path(), object.Name()
	if object.IsAlias() {
		line("alias", path, name, text(object.Type()))
		return
	}
	named := object.Type().(*types.Named)
	switch under := named.Underlying().(type) {
	case *types.Interface:
		line("underlying", path, name, "interface "+strings.Join(exportedMethods(under), " "))
	case *types.Struct:
		line("underlying", path, name, "struct")
		describeFields(named, named, map[string]bool{}, 0)
	default:
		line("underlying", path, name, text(under))
	}
	describeMethods(named)
}

// The exported fields, those of embedded structs included.
func describeFields(outer, at *types.Named, seen map[string]bool, depth int) {
	fields, ok := at.Underlying().(*types.Struct)
	if !ok || depth > 8 {
		return
	}
	for i := range fields.NumFields() {
		field := fields.Field(i)
		if field.Exported() && !seen[field.Name()] {
			seen[field.Name()] = true
			found, index, _ := types.LookupFieldOrMethod(outer, true, outer.Obj().Pkg(), field.Name())
			if _, isField := found.(*types.Var); isField && isVisible(outer, index) {
				line("field", outer.Obj().Pkg().Path(), outer.Obj().Name(), field.Name(), text(found.Type()))
			} else if isField {
				line("hidden", outer.Obj().Pkg().Path(), outer.Obj().Name(), field.Name(), text(found.Type()))
			}
		}
		if field.Embedded() {
			if inner := namedOf(field.Type()); inner != nil {
				describeFields(outer, inner, seen, depth+1)
			}
		}
	}
}

func describeMethods(named *types.Named) {
	var receiver types.Type = named
	if !types.IsInterface(named) {
		receiver = types.NewPointer(named)
	}
	set := types.NewMethodSet(receiver)
	for i := range set.Len() {
		selection := set.At(i)
		method := selection.Obj().(*types.Func)
		if !method.Exported() {
			continue
		}
		owner := visibleOwner(named, selection.Index())
		kind := "pointer"
		if types.IsInterface(owner) {
			kind = "interface"
		} else if types.NewMethodSet(owner).Lookup(method.Pkg(), method.Name()) != nil {
			kind = "value"
		}
		path, name := named.Obj().Pkg().Path(), named.Obj().Name()
		line("method", path, name, method.Name(), kind, text(owner), text(method.Type()))
	}
}

// The last type on the way to the member that exported fields lead to: for others it is that type's own.
func visibleOwner(named *types.Named, index []int) *types.Named {
	at := named
	for _, i := range index[:len(index)-1] {
		field := at.Underlying().(*types.Struct).Field(i)
		inner := namedOf(field.Type())
		if !field.Exported() || inner == nil {
			return at
		}
		at = inner
	}
	return at
}

func isVisible(named *types.Named, index []int) bool {
	at := named
	for _, i := range index {
		field := at.Underlying().(*types.Struct).Field(i)
		if !field.Exported() {
			return false
		}
		if inner := namedOf(field.Type()); inner != nil {
			at = inner
		}
	}
	return true
}

func namedOf(t types.Type) *types.Named {
	if pointer, ok := types.Unalias(t).(*types.Pointer); ok {
		t = pointer.Elem()
	}
	named, _ := types.Unalias(t).(*types.Named)
	return named
}

func exportedMethods(t *types.Interface) []string {
	var names []string
	for i := range t.NumMethods() {
		if name := t.Method(i).Name(); ast.IsExported(name) {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return names
}

// The type as the light types print it.
func text(t types.Type) string {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		if t.Kind() == types.UnsafePointer {
			return "unsafe.Pointer"
		}
		return types.Typ[t.Kind()].Name()
	case *types.Named:
		if t.Obj().Pkg() == nil {
			return t.Obj().Name()
		}
		return t.Obj().Pkg().Path() + "." + t.Obj().Name()
	case *types.TypeParam:
		return "type parameter"
	case *types.Pointer:
		return "*" + text(t.Elem())
	case *types.Slice:
		return "[]" + element(t.Elem())
	case *types.Array:
		return "[…]" + element(t.Elem())
	case *types.Map:
		return "map[" + text(t.Key()) + "]" + text(t.Elem())
	case *types.Chan:
		return map[types.ChanDir]string{types.SendRecv: "chan ", types.SendOnly: "chan<- ", types.RecvOnly: "<-chan "}[t.Dir()] + text(t.Elem())
	case *types.Signature:
		results := list(t.Results(), false)
		switch t.Results().Len() {
		case 0:
			results = ""
		case 1:
			results = " " + results
		default:
			results = " (" + results + ")"
		}
		return "func(" + list(t.Params(), t.Variadic()) + ")" + results
	case *types.Struct:
		if t.NumFields() == 0 {
			return "struct{}"
		}
	case *types.Interface:
		if t.NumMethods() == 0 {
			return "interface"
		}
	}
	return "?"
}

func element(t types.Type) string {
	if basic, ok := types.Unalias(t).(*types.Basic); ok && basic.Kind() == types.Uint8 {
		return "byte"
	}
	return text(t)
}

func list(tuple *types.Tuple, isVariadic bool) string {
	var parts []string
	for i := range tuple.Len() {
		parts = append(parts, text(tuple.At(i).Type()))
		if isVariadic && i == tuple.Len()-1 {
			parts[i] = "[]" + element(tuple.At(i).Type().(*types.Slice).Elem())
		}
	}
	return strings.Join(parts, ", ")
}
