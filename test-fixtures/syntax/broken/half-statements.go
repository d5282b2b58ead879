package p

func typing() {
	x :=
	if
	for i := range
	go
	defer func() {
	return a +
}
