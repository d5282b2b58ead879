module example.com/ticker

go 1.24

godebug asynctimerchan=1
