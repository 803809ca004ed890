"""The parts of the site, in the order in which people meet them."""

BLUEPRINTS = (
    "health",
    "language",
    "auth",
    "home",
    "account",
    "projects",
    "reviews",
    "answers",
    "decisions",
    "comparison",
    "dossiers",
    "log",
    "library",
    "versions",
    "handbook",
    "schemas",
    "verification",
    "admin",
)
