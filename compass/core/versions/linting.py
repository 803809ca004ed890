"""Whether what an author declares fits the real differences from the version before."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from compass.core.faults import Fault, Severity
from compass.core.loading import STRUCTURE
from compass.core.messages import worded
from compass.core.question_sets import QuestionSet
from compass.core.versions.changes import DEGREES, ChangeClass, Changes, Declared
from compass.core.versions.diff import QuestionDiff, SetDiff, diff_sets
from compass.core.versions.differences import LEAST_CLASS, Difference, DifferenceKind
from compass.core.versions.kinds_linting import lint_kinds, lint_reused
from compass.core.versions.lineage_linting import lint_lineage
from compass.core.versions.order import Step, next_version, step, version_before

LEAST_STEP = {
    ChangeClass.WORDING: Step.PATCH,
    ChangeClass.CLARIFIED: Step.MINOR,
    ChangeClass.NEW: Step.MINOR,
    ChangeClass.MEANING: Step.MAJOR,
    ChangeClass.SPLIT: Step.MAJOR,
    ChangeClass.MERGED: Step.MAJOR,
    ChangeClass.REMOVED: Step.MAJOR,
}

_DECIDING = frozenset({"labels", "scores", "outcomes"})


@dataclass(frozen=True)
class ChangesFile:
    """Where the faults are found: the file, there or not, and the lines that are known of it."""

    path: str
    changes: Changes | None

    def fault(self, question: str, code: str, message: str) -> Fault:
        line = self.changes.lines.get(question, 0) if self.changes else 0
        return Fault(self.path, line, f"questions.{question}", code, message)


def lint_changes(before: QuestionSet, after: QuestionSet, file: str) -> list[Fault]:
    """``file`` is the changes.yaml of the later version, to be named in the faults."""
    diff, place = diff_sets(before, after), ChangesFile(file, after.changes)
    faults = [*lint_kinds(diff, place.fault), *_step(diff, place)]
    if after.changes is not None:
        faults += _declarations(diff, after.changes, place)
        faults += lint_lineage(before, after.changes, place.fault)
    elif diff.questions:
        names = ", ".join(question.id for question in diff.questions)
        message = worded(
            "these questions differ from %(before)s, and nothing declares it: %(names)s",
            before=before.version,
            names=names,
        )
        faults.append(Fault(file, 0, "", "missing-changes", message))
    return sorted(faults)


def lint_against(after: QuestionSet, others: Iterable[str], file: str) -> list[Fault]:
    """``others`` are the versions that it can have been declared against: one that is not among
    them says nothing, and with one in between its answers move without what is declared here."""
    highest = version_before(after.version, others := list(others))
    if after.changes is None or highest in (None, after.changes.against):
        return []
    line, against = after.changes.lines.get("against", 0), after.changes.against
    if against not in others:
        message = worded(
            "there is no %(against)s here: declare what changed since %(highest)s",
            against=against,
            highest=highest,
        )
        return [Fault(file, line, "against", "wrong-against", message)]
    message = worded(
        "%(highest)s came after %(against)s: what is declared here says nothing about it",
        highest=highest,
        against=against,
    )
    return [Fault(file, line, "against", "skipped-version", message, Severity.WARNING)]


def lint_over_versions(
    after: QuestionSet, earlier: Iterable[QuestionSet], broken: Iterable[str], file: str
) -> list[Fault]:
    """Against all versions at hand that come before; ``broken`` are those that cannot be read."""
    place = ChangesFile(file, after.changes)
    earlier = list(earlier)
    before = _compared_with(after, [each.version for each in earlier])
    faults = [_broken(after, version, place) for version in broken]
    faults += lint_reused(before, after, earlier, place.fault)
    for each in earlier:
        if each.version == before:
            faults += lint_changes(each, after, file)
    return faults


def least_class(question: QuestionDiff) -> ChangeClass:
    """The mildest class that says enough."""
    classes = [LEAST_CLASS[kind] for kind in question.kinds]
    return max(classes, key=lambda each: DEGREES.index(each) if each in DEGREES else len(DEGREES))


def _compared_with(after: QuestionSet, others: Sequence[str]) -> str | None:
    """The version that the changes name, else the highest; None when it is not there."""
    if after.changes is None:
        return version_before(after.version, others)
    return after.changes.against if after.changes.against in others else None


def _broken(after: QuestionSet, version: str, place: ChangesFile) -> Fault:
    is_named = place.changes is not None and place.changes.against == version
    line = place.changes.lines.get("against", 0) if place.changes and is_named else 0
    message = worded(
        "%(version)s has faults of its own: what changed since is not compared with it",
        version=version,
    )
    return Fault(place.path, line, "against" * is_named, "broken-before", message, Severity.WARNING)


def _step(diff: SetDiff, place: ChangesFile) -> Iterator[Fault]:
    """The number of the version has to grow with the greatest change in it."""
    needed = [LEAST_STEP[least_class(question)] for question in diff.questions]
    needed += [_least_step(difference) for difference in diff.general]
    if place.changes is not None:
        needed += [LEAST_STEP[each.change] for each in place.changes.questions.values()]
    before, after = diff.before.version, diff.after.version
    least = max(needed, default=Step.NONE)
    if "-" not in before and step(before, after) < least:
        message = worded(
            "what changed since %(before)s needs %(least)s at least",
            before=before,
            least=next_version(before, least),
        )
        file = str(Path(place.path).with_name(STRUCTURE))
        yield Fault(file, 0, "version", "version-too-small", message)


def _least_step(difference: Difference) -> Step:
    """Of what is not about one question: other results out of the same answers are no wording."""
    section, _, _ = difference.place.partition(".")
    decides = section in _DECIDING and difference.kind is not DifferenceKind.MOVED
    return Step.MINOR if decides and not difference.language else Step.PATCH


def _declarations(diff: SetDiff, changes: Changes, place: ChangesFile) -> Iterator[Fault]:
    for question in diff.questions:
        declared = changes.questions.get(question.id)
        least = least_class(question)
        if declared is None:
            message = worded(
                "%(question)s differs (%(names)s): declare at least %(least)s",
                question=repr(question.id),
                names=_names(question),
                least=least,
            )
            yield place.fault(question.id, "undeclared", message)
        elif (complaint := _complaint(question, declared, least)) is not None:
            yield place.fault(question.id, *complaint)
    for question_id in diff.unchanged:
        declared = changes.questions.get(question_id)
        if declared is not None and declared.change in DEGREES:
            message = worded(
                "%(question)s is the same as in %(version)s",
                question=repr(question_id),
                version=diff.before.version,
            )
            yield place.fault(question_id, "needless", message)


def _complaint(
    question: QuestionDiff, declared: Declared, least: ChangeClass
) -> tuple[str, str] | None:
    change, is_new = declared.change, least is ChangeClass.NEW
    if is_new and change in DEGREES:
        return "understated", worded(
            "%(question)s was not there before: declare new, split or merged",
            question=repr(question.id),
        )
    if not is_new and change is ChangeClass.NEW:
        return "not-new", worded("%(question)s was there before", question=repr(question.id))
    if change in DEGREES and DEGREES.index(change) < DEGREES.index(least):
        return "understated", worded(
            "%(question)s is declared as %(change)s, but its differences (%(names)s) are at least "
            "%(least)s",
            question=repr(question.id),
            change=change,
            names=_names(question),
            least=least,
        )
    return None


def _names(question: QuestionDiff) -> str:
    return ", ".join(sorted(question.kinds))
