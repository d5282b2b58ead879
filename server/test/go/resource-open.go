//go:build go1.24

package proof

import (
	"fmt"
	"net/http"
	"os"
	"runtime"
	"strconv"
	"strings"
)

const (
	// Where something may not add up, so many may be open at once.
	mostAtOnce = 3
	// So many timers at once are more than a function has in use.
	manyTimers = 10
)

// inventory is what is open in this process.
type inventory struct {
	files, goroutines, children map[string]string
	counts                      map[string]int
}

func takeInventory() inventory {
	http.DefaultTransport.(*http.Transport).CloseIdleConnections()
	own := 0
	if opened != nil {
		own = *opened
	}
	contexts := 0
	if asked != askGoroutines {
		// That of a group nobody waits for ends with its parent.
		contexts = registered()
	}
	return inventory{
		files:      files(),
		goroutines: goroutines(),
		children:   children(),
		counts: map[string]int{
			"contexts":    contexts,
			"statements":  int(openStatements.Load()),
			"connections": connectionsInUse(),
			"of its own":  own,
		},
	}
}

// without describes what is open now and was not before; ” for nothing.
func (now inventory) without(before inventory) string {
	var left []string
	note := func(what string, now, before map[string]string) {
		for key, text := range now {
			if _, isOld := before[key]; !isOld {
				left = append(left, what+" "+text)
			}
		}
	}
	note("file", now.files, before.files)
	note("goroutine", now.goroutines, before.goroutines)
	note("process", now.children, before.children)
	for what, count := range now.counts {
		if count > before.counts[what] {
			left = append(left, fmt.Sprintf("%d %s", count-before.counts[what], what))
		}
	}
	return strings.ReplaceAll(strings.Join(left, ", "), "\n", " | ")
}

// The descriptors with what they lead to.
func files() map[string]string {
	list := map[string]string{}
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		panic(err)
	}
	for _, entry := range entries {
		target, err := os.Readlink("/proc/self/fd/" + entry.Name())
		// What cannot be read is the folder itself, which is closed by now; the poller is the run time's own.
		if err != nil || strings.HasPrefix(target, "anon_inode:[event") || strings.HasPrefix(target, "/proc/") {
			continue
		}
		target = strings.TrimSuffix(target, " (deleted)")
		list[entry.Name()+" "+target] = target
	}
	return list
}

// roomFor is the limit of descriptors that leaves room for so many more.
func roomFor(more int) int {
	limit := 0
	for ; more > 0; limit++ {
		if _, err := os.Lstat("/proc/self/fd/" + strconv.Itoa(limit)); err != nil {
			more--
		}
	}
	return limit
}

// The goroutines with their stacks, but for those of the driver and those that the run time starts once and keeps.
func goroutines() map[string]string {
	list := map[string]string{}
	for _, stack := range stacks() {
		id, text, _ := strings.Cut(strings.TrimPrefix(stack, "goroutine "), " ")
		isDriver := strings.Contains(text, "created by example.com/rules/proof") || strings.Contains(text, "testing.tRunner")
		if !isDriver && !strings.Contains(text, "os/signal.loop") {
			list[id] = firstLines(text)
		}
	}
	return list
}

func stacks() []string {
	buffer := make([]byte, 1<<20)
	return strings.Split(string(buffer[:runtime.Stack(buffer, true)]), "\n\n")
}

func firstLines(text string) string {
	lines := strings.SplitN(text, "\n", 6)
	return strings.Join(lines[:min(len(lines), 5)], "\n")
}

// The processes that this one has started and not waited for.
func children() map[string]string {
	list := map[string]string{}
	tasks, err := os.ReadDir("/proc/self/task")
	if err != nil {
		panic(err)
	}
	for _, task := range tasks {
		text, _ := os.ReadFile("/proc/self/task/" + task.Name() + "/children")
		for _, id := range strings.Fields(string(text)) {
			list[id] = id
		}
	}
	return list
}

// lostTimers tells of timers of the package under proof that are alive, where there are at least so many.
func lostTimers(least int64) string {
	// What was stopped leaves the heaps of timers when these are used next; the profile is that of two collections ago.
	for range 3 {
		settleTimers()
		runtime.GC()
	}
	count := int64(0)
	records := make([]runtime.MemProfileRecord, 1<<14)
	n, ok := runtime.MemProfile(records, false)
	if !ok {
		panic("more places of allocation than there is room for")
	}
	for _, record := range records[:n] {
		if isTimer(record.Stack()) {
			count += record.InUseObjects()
		}
	}
	if count < least {
		return ""
	}
	return fmt.Sprintf("%d timers", count)
}

// A timer is what package time allocates itself for the package under proof; the channel in it is not counted, nor is
// the heap that the run time keeps timers in.
func isTimer(stack []uintptr) bool {
	frames := runtime.CallersFrames(stack)
	isMade := false
	for {
		frame, more := frames.Next()
		if strings.HasPrefix(frame.Function, "runtime.(*timer") {
			return false
		}
		isMade = isMade || frame.Function == "time.newTimer"
		if strings.HasPrefix(frame.Function, "example.com/rules/") && !strings.HasPrefix(frame.Function, "example.com/rules/proof") {
			return isMade
		}
		if !more {
			return false
		}
	}
}
