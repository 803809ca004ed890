"""Queries, one module per aggregate. They take a Session and plain values, and decide nothing."""
