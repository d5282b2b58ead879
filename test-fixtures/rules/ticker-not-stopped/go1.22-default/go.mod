module example.com/ticker

go 1.22

godebug default=go1.23
