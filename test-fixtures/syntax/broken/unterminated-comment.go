package p

func before() { a() }

/* no end

func inside() { c() }
