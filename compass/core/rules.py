"""What a set works out from the answers: labels, scores and outcomes; and its maps and facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from compass.core.conditions import Condition


@dataclass(frozen=True)
class RiskMap:
    """``cells`` gives the band of a severity and a likelihood; scales and bands lowest first."""

    id: str
    severity_scale: str
    likelihood_scale: str
    severities: tuple[str, ...]
    likelihoods: tuple[str, ...]
    bands: tuple[str, ...]
    cells: Mapping[tuple[str, str], str] = field(hash=False)


@dataclass(frozen=True)
class Fact:
    """A condition or a date of the law: its source, the day it was checked (``as_of``), and the
    days between which it applies, each an ISO date or unknown ("")."""

    id: str
    source: str
    as_of: str
    applies_from: str = ""
    applies_until: str = ""


@dataclass(frozen=True)
class LabelRule:
    id: str
    when: Condition


class ScoreMethod(StrEnum):
    SUM = "sum"
    HIGHEST = "highest"


class Measure(StrEnum):
    """Points as they are, or as the share (percent) of the maximum that could be reached."""

    POINTS = "points"
    SHARE = "share"


class RoundingMode(StrEnum):
    HALF_UP = "half-up"
    HALF_EVEN = "half-even"
    DOWN = "down"
    UP = "up"


@dataclass(frozen=True)
class Rounding:
    places: int
    mode: RoundingMode


@dataclass(frozen=True)
class AdjustmentRule:
    """What the value is multiplied by, or what is added to it, when the condition holds."""

    id: str
    when: Condition
    multiply: Decimal | None = None
    add: Decimal | None = None


@dataclass(frozen=True)
class ScoreRule:
    """``of`` names other scores; without it, every question that carries points for this score
    counts. ``weights`` are by question or score, one where none is given. ``maximum`` is what the
    author believes can be reached at most: checked, never used."""

    id: str
    method: ScoreMethod = ScoreMethod.SUM
    of: tuple[str, ...] = ()
    weights: Mapping[str, Decimal] = field(default_factory=dict, hash=False)
    measure: Measure = Measure.POINTS
    adjustments: tuple[AdjustmentRule, ...] = ()
    rounding: Rounding | None = None
    maximum: Decimal | None = None


@dataclass(frozen=True)
class Band:
    """Everything from this value up, to the next band."""

    id: str
    lowest: Decimal
    facts: tuple[str, ...] = ()
    starts: str = ""


@dataclass(frozen=True)
class Case:
    id: str
    when: Condition
    facts: tuple[str, ...] = ()
    starts: str = ""


@dataclass(frozen=True)
class OutcomeRule:
    """By the bands of a score, lowest first; or by cases, of which the first that holds counts,
    with ``otherwise`` where none does. What a result ``starts`` is a question set, by its id."""

    id: str
    score: str | None = None
    by: Measure = Measure.POINTS
    bands: tuple[Band, ...] = ()
    cases: tuple[Case, ...] = ()
    otherwise: str | None = None
    otherwise_facts: tuple[str, ...] = ()
    otherwise_starts: str = ""

    @property
    def results(self) -> tuple[str, ...]:
        last = (self.otherwise,) if self.otherwise is not None else ()
        return (*(band.id for band in self.bands), *(case.id for case in self.cases), *last)

    def facts_of(self, result: str) -> tuple[str, ...]:
        found = (one.facts for one in self._decisive if one.id == result)
        return next(found, self.otherwise_facts)

    def started_by(self, result: str) -> str:
        found = (one.starts for one in self._decisive if one.id == result)
        return next(found, self.otherwise_starts)

    @property
    def _decisive(self) -> tuple[Band | Case, ...]:
        return (*self.bands, *self.cases)
