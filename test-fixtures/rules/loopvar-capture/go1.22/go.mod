module example.com/rules/loopvar-capture/go1.22

go 1.22
