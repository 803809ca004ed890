"""A review of the demonstration as a series of things that people did, each at its own time."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from compass.core.workflow import Outcome, ReviewState
from compass.services import answers, decisions, measures, reviews
from compass.services.actors import Actor
from compass.services.decisions import ConditionToMeet
from compass.services.demo.people import Stage
from compass.services.demo.reading import (
    DemoAction,
    DemoAnswer,
    DemoDecision,
    DemoMove,
    DemoProject,
    DemoReview,
)
from compass.services.demo.rounds import begin, confirm, move_to
from compass.services.dossiers import issue

HAND_IN, ANSWER_OF_OFFICER, ISSUE, WITHDRAW = 12, 19, 21, 200  # days after the start
OFFICERS = {"leiewaarde": "nadia", "valmeuse": "sophie", "ostweiler": "petra", "federal": "frank"}


@dataclass(frozen=True)
class Step:
    """Something that somebody does; steps of all reviews are played in the order of time."""

    at: dt.datetime
    play: Callable[[dt.datetime], None]


@dataclass(frozen=True)
class Story:
    stage: Stage
    project: DemoProject
    review: DemoReview
    now: dt.datetime

    @property
    def key(self) -> tuple[str, str]:
        return self.project.name, self.review.title

    def steps(self) -> Iterator[Step]:
        yield self._step(0, 9, self._start)
        if self.review.follows:
            yield self._step(1, 10, self._confirming(self.review.confirms))
        yield from self._answering()
        if self.review.move is not None:
            yield from self._moving(self.review.move)
        yield from self._following_actions()
        if self.review.state is not ReviewState.DRAFT:
            yield from self._after_hand_in()

    def _after_hand_in(self) -> Iterator[Step]:
        yield self._step(HAND_IN, 15, self._hand_in)
        if self.review.message:
            yield self._step(ANSWER_OF_OFFICER, 11, self._hand_back)
        if self.review.escalated:
            yield self._step(ANSWER_OF_OFFICER, 14, self._escalate)
        if self.review.decision is not None:
            yield self._step(ANSWER_OF_OFFICER, 16, self._decide)
        for number, language in enumerate(self.review.issued):
            yield self._step(ISSUE + number, 10, self._issuing(language))
        if self.review.withdrawal:
            yield self._step(WITHDRAW, 10, self._withdraw)

    def _step(self, day: float, hour: int, play: Callable[[dt.datetime], None]) -> Step:
        started = self.now - dt.timedelta(days=self.review.started)
        at = started.replace(hour=hour, minute=7 * (self.review.started % 8), second=0)
        return Step(min(at + dt.timedelta(days=day), self.now), play)

    def _answering(self) -> Iterator[Step]:
        """The team meets every other day; whoever sits at the keyboard writes."""
        last = min(HAND_IN, self.review.started) - 1
        count = max(1, len(self.review.answers))
        for place in range(len(self.review.answers)):
            day = 1 + (last - 1) * place // count
            minutes = dt.timedelta(minutes=4 * (place % 12))
            step = self._step(day, 13, self._saving(place, self.review.answers[place]))
            yield Step(min(step.at + minutes, self.now), step.play)
        yield self._step(last, 14, self._plan)

    def _moving(self, move: DemoMove) -> Iterator[Step]:
        yield self._step(move.day, 9, self._moving_to(move.to))
        for place, given in enumerate(move.answers):
            yield self._step(move.day + 1 + place // 6, 13, self._saving(place, given))

    def _following_actions(self) -> Iterator[Step]:
        for action in self.review.actions:
            if action.done is not None and action.done <= self.review.started:
                yield self._step(action.done, 12, self._finishing(action))

    def _start(self, now: dt.datetime) -> None:
        self.stage.reviews[self.key] = begin(self.stage, self.project, self.review, now).id

    def _moving_to(self, version: str) -> Callable[[dt.datetime], None]:
        def play(now: dt.datetime) -> None:
            move_to(self.stage, self.project, self.stage.review(self.key), version, now)

        return play

    def _confirming(self, addresses: tuple[str, ...]) -> Callable[[dt.datetime], None]:
        def play(now: dt.datetime) -> None:
            confirm(self.stage, self.project, self.stage.review(self.key), addresses, now)

        return play

    def _saving(self, place: int, given: DemoAnswer) -> Callable[[dt.datetime], None]:
        writers = (self.project.lead, *self.project.contributors)

        def play(now: dt.datetime) -> None:
            session, review = self.stage.session, self.stage.review(self.key)
            answers.save_answer(
                session,
                review,
                given.question_id,
                given.answer,
                is_flagged=given.is_flagged,
                expected_version=answers.stored_answer(session, review, given.question_id).version,
                by=self.stage.actor(writers[place // 3 % len(writers)]),
                now=now,
            )

        return play

    def _plan(self, now: dt.datetime) -> None:
        stage, review = self.stage, self.stage.review(self.key)
        by = stage.actor(self.project.lead)
        for action in self.review.actions:
            stage.actions[self.key, action.what] = measures.add_action(
                stage.session,
                review,
                action.question_id,
                what=action.what,
                who=action.who,
                due=self._date(action.due),
                by=by,
                now=now,
            ).id
        for proof in self.review.evidence:
            measures.add_evidence(
                stage.session,
                review,
                proof.question_id,
                title=proof.title,
                url=proof.url,
                by=by,
                now=now,
            )

    def _finishing(self, action: DemoAction) -> Callable[[dt.datetime], None]:
        def play(now: dt.datetime) -> None:
            stage, review = self.stage, self.stage.review(self.key)
            found = measures.get_action(stage.session, review, stage.actions[self.key, action.what])
            if found is not None:
                measures.mark_done(
                    stage.session,
                    review,
                    found,
                    done_on=now.date(),
                    by=stage.actor(self.project.lead),
                    now=now,
                )

        return play

    def _hand_in(self, now: dt.datetime) -> None:
        by = self.stage.actor(self.project.lead)
        review = self.stage.review(self.key)
        reviews.hand_in(self.stage.session, review, confirmed_open=True, by=by, now=now)

    def _hand_back(self, now: dt.datetime) -> None:
        reviews.hand_back(
            self.stage.session,
            self.stage.review(self.key),
            message=self.review.message,
            by=self._officer(),
            now=now,
        )

    def _escalate(self, now: dt.datetime) -> None:
        decisions.decide(
            self.stage.session,
            self.stage.review(self.key),
            outcome=Outcome.ESCALATE,
            reason=self.review.escalated,
            by=self._officer(),
            now=now,
        )

    def _decide(self, now: dt.datetime) -> None:
        found = self.review.decision
        if found is None:
            return
        decisions.decide(
            self.stage.session,
            self.stage.review(self.key),
            outcome=found.outcome,
            reason=found.reason,
            triggers=found.triggers,
            valid_until=_after(now, found.valid_days),
            conditions=_conditions(found, now),
            by=self._officer(),
            now=now,
        )

    def _issuing(self, language: str) -> Callable[[dt.datetime], None]:
        def play(now: dt.datetime) -> None:
            review = self.stage.review(self.key)
            issue(
                self.stage.session,
                review,
                language=self.stage.offered(review.set_version, language),
                press=self.stage.press,
                storage=self.stage.storage,
                verify_url=self.stage.verify_url,
                is_demo=True,
                by=self.stage.actor(self.project.lead),
                now=now,
            )

        return play

    def _withdraw(self, now: dt.datetime) -> None:
        reviews.withdraw(
            self.stage.session,
            self.stage.review(self.key),
            reason=self.review.withdrawal,
            by=self._officer(),
            now=now,
        )

    def _officer(self) -> Actor:
        return self.stage.actor(OFFICERS[self.project.organisation])

    def _date(self, days: int) -> dt.date:
        return self.now.date() - dt.timedelta(days=self.review.started - days)


def _after(now: dt.datetime, days: int | None) -> dt.date | None:
    return None if days is None else now.date() + dt.timedelta(days=days)


def _conditions(found: DemoDecision, now: dt.datetime) -> list[ConditionToMeet]:
    return [
        ConditionToMeet(each.what, each.who, now.date() + dt.timedelta(days=each.due))
        for each in found.conditions
    ]
