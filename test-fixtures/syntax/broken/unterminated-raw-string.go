package p

func before() { a() }

var s = `no end

func inside() { c() }
