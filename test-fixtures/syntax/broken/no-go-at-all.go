# Heading

This is prose, "not" Go: it has `ticks` and (parentheses.
