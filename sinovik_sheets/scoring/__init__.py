"""Pure arithmetic: exact numbers, aggregation over jurors, ranking."""
