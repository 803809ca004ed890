"""What follows from the answers of a review, in the words of the set: labels, scores and outcomes,
with what made them so and what is still needed. For pages and dossiers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from compass.core.answers import Answer, split_address
from compass.core.evaluation import Evaluation
from compass.core.explaining import why_decided
from compass.core.question_sets import FactText, LabelText, QuestionSet, ResultText, SourceText
from compass.core.reasons import Reason
from compass.core.rules import Fact, OutcomeRule
from compass.core.score_accounts import ScoreAccount, account_for_scores


@dataclass(frozen=True)
class LawFact:
    """A condition or a date of the law, with where it comes from."""

    fact: Fact
    text: FactText
    source: SourceText
    url: str


@dataclass(frozen=True)
class Finding:
    """An outcome. Without a ``result`` it is not decided yet. ``open`` are the addresses of the
    questions that could still change it: while there are any, nothing explains ``otherwise``.
    ``score`` and ``by_score`` are title and id of the one whose bands decide, ``starts`` is the
    set that comes next."""

    id: str
    title: str
    text: str
    result: str | None
    result_text: ResultText | None
    reasons: tuple[Reason, ...]
    score: str
    by_score: str
    facts: tuple[LawFact, ...]
    open: tuple[str, ...]
    starts: str


@dataclass(frozen=True)
class Consequences:
    findings: tuple[Finding, ...]
    labels: tuple[LabelText, ...]
    scores: tuple[ScoreAccount, ...]

    @property
    def open(self) -> tuple[str, ...]:
        """The questions that could still change one of the outcomes."""
        return tuple(dict.fromkeys(where for finding in self.findings for where in finding.open))

    @property
    def starts(self) -> tuple[str, ...]:
        """The question sets that are the next step, without repetition."""
        return tuple(dict.fromkeys(each.starts for each in self.findings if each.starts))


def consequences(
    question_set: QuestionSet,
    answers: Mapping[str, Answer],
    evaluation: Evaluation,
    language: str,
) -> Consequences:
    """``evaluation`` is that of ``answers``."""
    texts = question_set.texts[language]
    return Consequences(
        findings=tuple(
            _finding(question_set, answers, evaluation, rule, language)
            for rule in question_set.outcomes
        ),
        labels=tuple(texts.labels[label] for label in evaluation.labels),
        scores=account_for_scores(question_set, answers, evaluation, language),
    )


def _finding(
    question_set: QuestionSet,
    answers: Mapping[str, Answer],
    evaluation: Evaluation,
    rule: OutcomeRule,
    language: str,
) -> Finding:
    texts = question_set.texts[language]
    text, result = texts.outcomes[rule.id], evaluation.outcomes[rule.id]
    behind = question_set.behind[rule.id]
    still_open = tuple(
        where for where in evaluation.unanswered if split_address(where)[1] in behind
    )
    is_for_want_of_answers = bool(still_open) and result == rule.otherwise
    return Finding(
        id=rule.id,
        title=text.title,
        text=text.text,
        result=result,
        result_text=text.results[result] if result is not None else None,
        reasons=()
        if is_for_want_of_answers
        else why_decided(question_set, answers, rule.id, language),
        score=texts.scores[rule.score].title if rule.score is not None else "",
        by_score=rule.score or "",
        facts=_facts(question_set, rule.facts_of(result) if result is not None else (), language),
        open=still_open,
        starts=rule.started_by(result) if result is not None else "",
    )


def _facts(question_set: QuestionSet, wanted: Iterable[str], language: str) -> tuple[LawFact, ...]:
    texts = question_set.texts[language]
    facts = {fact.id: fact for fact in question_set.facts}
    urls = {source.id: source.url for source in question_set.sources}
    return tuple(
        LawFact(fact, texts.facts[fact.id], texts.sources[fact.source], urls[fact.source])
        for fact in (facts[name] for name in wanted)
    )
