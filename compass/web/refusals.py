"""Why a step is refused that nobody else took before: a heading and a sentence for each reason."""

from types import MappingProxyType

from flask_babel import lazy_gettext as _l

from compass.services.errors import (
    NothingToUndoError,
    QuestionSetError,
    ReviewClosedError,
    ReviewOpenError,
    ServiceError,
)
from compass.web.words import Words

_MOVE = _l("The review does not move to this version")
_START = _l("This version cannot be used here")

# The code of a QuestionSetError, or the class of another error.
REFUSALS: Words = MappingProxyType(
    {
        "not-newer": (
            _MOVE,
            _l("It stands on this version already, or on a newer one. A review only moves to a "
               "newer version of its questions; the last move can be taken back on its page."),
        ),
        "older": (
            _START,
            _l("A new round stands on the same version of the questions as the round before, or on "
               "a newer one."),
        ),
        "not-published": (
            _START,
            _l("This version of the questions is not published, or it was withdrawn from use. "
               "Choose another one."),
        ),
        "language-missing": (
            _START,
            _l("These questions do not exist in the language of the review."),
        ),
        ReviewClosedError: (
            _l("This review is not being filled in any more"),
            _l("It was handed in or is finished: its answers, and the version that they stand on, "
               "stay as they are."),
        ),
        ReviewOpenError: (
            _l("This review is not finished yet"),
            _l("A new round starts from a review that is finished: decided, sealed or withdrawn."),
        ),
        NothingToUndoError: (
            _l("There is nothing to take back"),
            _l("The review did not move to another version, or it was handed in since."),
        ),
    }
)  # fmt: skip


def refusal_of(error: ServiceError) -> tuple[str, str] | None:
    """None where the cause is that somebody else was faster."""
    reason = error.code if isinstance(error, QuestionSetError) else type(error)
    return REFUSALS.get(reason)
