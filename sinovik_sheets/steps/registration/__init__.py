"""Registration: forms out, forms in, and the roster that people decide upon."""
