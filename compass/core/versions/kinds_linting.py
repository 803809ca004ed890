"""A question keeps its kind for as long as its id is used, over all versions at hand."""

from collections.abc import Iterable, Iterator

from compass.core.faults import Fault
from compass.core.messages import worded
from compass.core.publication import precedence
from compass.core.question_sets import Question, QuestionSet
from compass.core.versions.changes import MakeFault
from compass.core.versions.diff import SetDiff
from compass.core.versions.differences import QUESTION_FIELDS, DifferenceKind
from compass.core.versions.plain import as_plain

_FIELDS = [name for name, kind in QUESTION_FIELDS.items() if kind is DifferenceKind.KIND]


def lint_kinds(diff: SetDiff, fault: MakeFault) -> Iterator[Fault]:
    for question in diff.questions:
        if DifferenceKind.KIND in question.kinds:
            was, is_now = diff.before.question(question.id), diff.after.question(question.id)
            yield from _another(was, is_now, diff.before.version, fault)


def lint_reused(
    before: str | None, after: QuestionSet, earlier: Iterable[QuestionSet], fault: MakeFault
) -> Iterator[Fault]:
    """Ids that the version before (which ``lint_kinds`` looks at) does not have: the last earlier
    version that has one decides its kind."""
    versions = sorted(earlier, key=lambda each: precedence(each.version), reverse=True)
    decided = {one.id for each in versions if each.version == before for one in each.questions}
    for version in versions:
        asked = {one.id: one for one in version.questions if one.id not in decided}
        for question in after.questions:
            if question.id in asked:
                yield from _another(asked[question.id], question, version.version, fault)
        decided |= asked.keys()


def _another(was: Question, now: Question, version: str, fault: MakeFault) -> Iterator[Fault]:
    for name in _FIELDS:
        if getattr(was, name) != getattr(now, name):
            message = worded(
                "%(question)s was %(before)s in %(version)s and is %(after)s now (%(field)s): "
                "give the new question another id",
                question=repr(now.id),
                before=repr(as_plain(getattr(was, name))),
                version=version,
                after=repr(as_plain(getattr(now, name))),
                field=name,
            )
            yield fault(now.id, "kind-changed", message)
            return
