package versions

// use is replaced when the fixtures are run.
func use(value any) {}
