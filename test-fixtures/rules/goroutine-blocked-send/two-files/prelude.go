package twofiles

func work() int { return 1 }
