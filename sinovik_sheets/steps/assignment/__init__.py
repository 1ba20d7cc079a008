"""assign: plan who scores what, keeping what people wrote."""
