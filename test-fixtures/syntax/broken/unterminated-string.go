package p

var s = "no end

func after() { c() }
