package p

func operators(a, b int, p, q bool, x *int) {
	_, _, _, _ = +a, -a, ^a, !p
	_, _ = *x, &a
	_ = a*b/a%b + a - b
	_ = a&b | a&^b ^ a<<b>>a
	_ = p && q || a == b
	_ = a != b && a < b && a <= b && a > b && a >= b
	_ = -(-a) - -b
	_ = (a + b) * a
	a = b
	a, b = b, a
	a += 1
	a -= 1
	a *= 2
	a /= 2
	a %= 2
	a &= 1
	a |= 1
	a ^= 1
	a &^= 1
	a <<= 1
	a >>= 1
	*x = 1
	c, d := a, b
	a++
	b--
	s[1:2:3], s[:], s[1:], s[:2] = c, d, a, b
}
