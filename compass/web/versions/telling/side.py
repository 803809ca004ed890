"""One of two versions, and the language in which its structure is told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from compass.core.clauses import Clause, Clauses, clause_of
from compass.core.conditions import Condition
from compass.core.question_sets import QuestionSet, SetTexts
from compass.core.reasons import Wording
from compass.dossier.number_words import number_text
from compass.dossier.reason_words import reason_line
from compass.dossier.words import translations
from compass.web.versions.telling.words import joint_words

_INDENT = "– "


@dataclass(frozen=True)
class ToldSide:
    """``language`` is that of the texts; of the words around them too, where we have them.
    ``linked`` are titles of questions of other sets, by set and id, where those are known."""

    question_set: QuestionSet
    texts: SetTexts
    language: str
    linked: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @cached_property
    def wording(self) -> Wording:
        return Wording(self.question_set, self.texts)

    def gettext(self, text: str) -> str:
        return translations(self.language).gettext(text)

    def named(self, *parts: str) -> str:
        """What something is called, and after a colon what stands there."""
        return self.gettext(": ").join(parts)

    def heading(self, name: str) -> str:
        return f"{name}{self.gettext(': ').rstrip()}"

    def question(self, question_id: str) -> str:
        """Its code and title; the id of one that is not there."""
        text = self.texts.questions.get(question_id)
        if text is None:
            return question_id
        return f"{self.question_set.question(question_id).code} {text.title}"

    def questions(self, ids: Iterable[str]) -> list[str]:
        return [self.question(one) for one in ids]

    def yes_no(self, *, is_so: bool) -> str:
        return self.gettext("Yes") if is_so else self.gettext("No")

    def number(self, value: Decimal | None) -> list[str]:
        return [] if value is None else [number_text(value, self.language)]

    def levels(self, scale: str, levels: Sequence[str]) -> list[str]:
        return [self.texts.scales[scale][level].label for level in levels]

    def conditions(self, conditions: Iterable[Condition]) -> list[str]:
        """A line for each fact, indented below what joins it."""
        return [
            line
            for condition in conditions
            for line in self._lines(clause_of(condition, self.wording), 0)
        ]

    def condition(self, condition: Condition | None) -> list[str]:
        return [] if condition is None else self.conditions([condition])

    def _lines(self, clause: Clause, depth: int) -> list[str]:
        if not isinstance(clause, Clauses):
            return [_INDENT * depth + reason_line(clause, self.language)]
        words = joint_words(self.language)[clause.joint] % {"subject": clause.subject}
        inner = [line for part in clause.parts for line in self._lines(part, depth + 1)]
        return [_INDENT * depth + words, *inner]
