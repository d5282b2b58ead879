module example.com/rules/loopvar-capture/go1.21

go 1.21
