module example.com/ticker

go 1.24

godebug default=go1.22
