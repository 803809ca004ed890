"""Whether split, merged and removed questions name the right ones of the version before."""

from collections import Counter
from collections.abc import Iterator, Mapping

from compass.core.faults import Fault
from compass.core.messages import worded
from compass.core.question_sets import QuestionSet
from compass.core.versions.changes import ChangeClass, Changes, Declared, MakeFault


def lint_lineage(before: QuestionSet, changes: Changes, fault: MakeFault) -> Iterator[Fault]:
    old = {question.id for question in before.questions}
    children = Counter(
        origin
        for declared in changes.questions.values()
        if declared.change is ChangeClass.SPLIT
        for origin in declared.origins
    )
    for question, declared in changes.questions.items():
        yield from _unknown(question, declared, old, before.version, fault)
        if question in old and declared.origins and question not in declared.origins:
            message = worded(
                "%(question)s was there before: name it among those it comes from",
                question=repr(question),
            )
            yield fault(question, "wrong-lineage", message)
        for origin in declared.origins:
            goes_on = changes.questions.get(origin, Declared(ChangeClass.WORDING)).change
            is_gone = goes_on is ChangeClass.REMOVED or origin == question
            if declared.change is ChangeClass.SPLIT and children[origin] == 1 and is_gone:
                message = worded("nothing else is split off from %(origin)s", origin=repr(origin))
                yield fault(question, "wrong-lineage", message)
        yield from _heirs(question, declared, changes.questions, fault)


def _unknown(
    question: str, declared: Declared, old: set[str], version: str, fault: MakeFault
) -> Iterator[Fault]:
    for origin in declared.origins:
        if origin not in old:
            yield fault(
                question,
                "unknown-id",
                worded("there is no %(name)s in %(version)s", name=repr(origin), version=version),
            )
    if declared.change is ChangeClass.REMOVED and question not in old:
        yield fault(
            question,
            "unknown-id",
            worded("there is no %(name)s in %(version)s", name=repr(question), version=version),
        )


def _heirs(
    question: str, declared: Declared, all_: Mapping[str, Declared], fault: MakeFault
) -> Iterator[Fault]:
    """What a removed question names as its heirs has to name it in turn."""
    for heir in declared.into:
        if heir not in all_ or question not in all_[heir].origins:
            message = worded(
                "%(heir)s does not say that it comes from %(question)s",
                heir=repr(heir),
                question=repr(question),
            )
            yield fault(question, "wrong-lineage", message)
