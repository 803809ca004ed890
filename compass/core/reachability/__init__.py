"""What answers can bring about in a question set: which questions, labels and results can come up,
and which conditions can never or always hold. Tried out with the one evaluator (evaluation.py)."""
