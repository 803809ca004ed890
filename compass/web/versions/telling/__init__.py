"""The structure of a question set in words: for people who compare two versions of it."""
