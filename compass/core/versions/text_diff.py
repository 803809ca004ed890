"""What differs between texts of two versions, language by language."""

from collections.abc import Iterator, Mapping

from compass.core.question_sets import QuestionSet
from compass.core.versions.differences import Difference, DifferenceKind
from compass.core.versions.plain import as_plain, leaves


def common_languages(before: QuestionSet, after: QuestionSet) -> list[str]:
    return [language for language in after.languages if language in before.languages]


def text_differences(
    before: object, after: object, place: str, kind: DifferenceKind, language: str
) -> Iterator[Difference]:
    if before == after:
        return
    old, new = dict(leaves(before, place)), dict(leaves(after, place))
    for name in old | new:
        if old.get(name) != new.get(name):
            was, is_now = as_plain(old.get(name)), as_plain(new.get(name))
            yield Difference(kind, name, was, is_now, language)


def change_places(before: Mapping[str, object], after: Mapping[str, object]) -> bool:
    """Whether what one id said is what another one says now: an answer with that id would say
    something else."""
    said = {words: name for name, words in before.items()}
    return any(
        said.get(words, name) != name and before.get(name) != words for name, words in after.items()
    )
