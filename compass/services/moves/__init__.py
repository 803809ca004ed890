"""Answers on the way to a newer version of their question set, or to a new round."""

from compass.services.moves.confirming import (
    answers_to_confirm,
    confirm_answers,
    count_to_confirm,
)
from compass.services.moves.moving import move_review, preview_move
from compass.services.moves.rounds import (
    Since,
    carry_over,
    changes_since,
    next_rounds,
    preview_carry_over,
    previous_round,
)
from compass.services.moves.undoing import undo_move, undoable_move

__all__ = [
    "Since",
    "answers_to_confirm",
    "carry_over",
    "changes_since",
    "confirm_answers",
    "count_to_confirm",
    "move_review",
    "next_rounds",
    "preview_carry_over",
    "preview_move",
    "previous_round",
    "undo_move",
    "undoable_move",
]
