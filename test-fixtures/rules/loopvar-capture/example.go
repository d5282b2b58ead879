package loops

type task struct{ id int }

func (t task) run() { use(t.id) }

func runTasks(tasks []task) {
	for _, t := range tasks {
		go func() {
			t.run() // want `goroutine captures t, which all iterations share in Go 1\.21: it may see .*`
		}()
	}
}

func runTasksRight(tasks []task) {
	for _, t := range tasks {
		go func(t task) {
			t.run() // ok: t is the parameter
		}(t)
	}
}
