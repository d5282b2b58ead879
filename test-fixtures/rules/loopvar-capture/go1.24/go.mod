module example.com/rules/loopvar-capture/go1.24

go 1.24
