"""The engine: pure functions over frozen dataclasses. It knows no web, no database and no PDF."""
