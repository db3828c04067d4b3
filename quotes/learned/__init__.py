"""What was learnt from data: weights, and where they come from."""
