"""Answers on the way to a newer version of their question set, or to a new round."""

from compass.services.moves.confirming import (
    answers_to_confirm,
    confirm_answers,
    count_to_confirm,
)
from compass.services.moves.moving import move_review, preview_move
from compass.services.moves.rounds import (
    Measures,
    Since,
    actions_that_go_on,
    came_along,
    carry_over,
    changes_since,
    measures_to_take,
    next_rounds,
    preview_carry_over,
    previous_round,
)
from compass.services.moves.undoing import undo_move, undoable_move

__all__ = [
    "Measures",
    "Since",
    "actions_that_go_on",
    "answers_to_confirm",
    "came_along",
    "carry_over",
    "changes_since",
    "confirm_answers",
    "count_to_confirm",
    "measures_to_take",
    "move_review",
    "next_rounds",
    "preview_carry_over",
    "preview_move",
    "previous_round",
    "undo_move",
    "undoable_move",
]
