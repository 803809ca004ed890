"""Between versions: what changed, reviews that move, new rounds, a version tried on all reviews."""

from compass.web.versions import comparing, confirming, moving, rounds, trying
from compass.web.versions.blueprint import bp

__all__ = ["bp", "comparing", "confirming", "moving", "rounds", "trying"]
