module example.com/rules/loopvar-capture/go1.20

go 1.20
