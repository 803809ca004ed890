"""Versions of a question set: what changed, what that means for answers, and moving them."""
