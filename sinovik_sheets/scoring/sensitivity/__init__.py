"""What a result depends on: other methods, weights and jurors, and single scores."""
