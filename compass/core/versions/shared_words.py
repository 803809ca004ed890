"""Words that questions share: those of the levels of their scale, and of the bands of their map."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from compass.core.question_sets import LevelText, Question, QuestionSet, SetTexts
from compass.core.versions.differences import Difference, DifferenceKind
from compass.core.versions.text_diff import change_places, common_languages, text_differences


class _Shared(NamedTuple):
    """The scale or map, and its words by level or band."""

    name: str
    words: Mapping[str, LevelText | str]


def shared_words(
    before: QuestionSet, after: QuestionSet, old: Question, new: Question
) -> Iterator[Difference]:
    """Each question that uses them differs: these are the words in which people answer it."""
    for language in common_languages(before, after):
        was, is_now = _shared(before.texts[language], old), _shared(after.texts[language], new)
        for place in (place for place in was if place in is_now):
            one, other = was[place], is_now[place]
            if one.words != other.words:
                kind = _kind(one, other)
                yield from text_differences(one.words, other.words, place, kind, language)


def _shared(texts: SetTexts, question: Question) -> dict[str, _Shared]:
    found = {}
    if question.scale is not None:
        found["levels"] = _Shared(question.scale, texts.scales[question.scale])
    if (chart := question.map) is not None:
        for place, scale in (
            ("severity", chart.severity_scale), ("likelihood", chart.likelihood_scale)
        ):  # fmt: skip
            found[place] = _Shared(scale, texts.scales[scale])
        found["bands"] = _Shared(chart.id, texts.maps[chart.id])
    return found


def _kind(was: _Shared, now: _Shared) -> DifferenceKind:
    is_another = was.name != now.name or was.words.keys() != now.words.keys()
    swaps = any(change_places(read(was), read(now)) for read in (_names, _meanings))
    return DifferenceKind.SCALE if is_another or swaps else DifferenceKind.WORDING


def _names(shared: _Shared) -> dict[str, str]:
    return {
        name: words.label if isinstance(words, LevelText) else words
        for name, words in shared.words.items()
    }


def _meanings(shared: _Shared) -> dict[str, str]:
    """What stands under the names of levels; bands have a name only."""
    return {
        name: words.text for name, words in shared.words.items() if isinstance(words, LevelText)
    }
