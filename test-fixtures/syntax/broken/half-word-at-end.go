package p

func before() { a() }

fun