"""What can go wrong in a use case, as data. The words are made in web/errors.py, translated."""

import datetime as dt
import uuid
from dataclasses import dataclass

from compass.core.answers import Answer

# Not frozen: Python itself writes __traceback__ on an exception that passes a context manager.


class ServiceError(Exception):
    """The use case was refused; nothing was changed."""


@dataclass(eq=False)
class NotAllowedError(ServiceError):
    right: str


@dataclass(eq=False)
class StaleAnswerError(ServiceError):
    """Somebody saved in between: what stands there now, so that both texts can be shown."""

    current: Answer
    current_version: int
    is_flagged: bool
    changed_by: uuid.UUID | None
    changed_by_name: str
    changed_at: dt.datetime


@dataclass(eq=False)
class InvalidAnswerError(ServiceError):
    field: str
    code: str


@dataclass(eq=False)
class ReviewIncompleteError(ServiceError):
    open_questions: tuple[str, ...]


@dataclass(eq=False)
class ReviewClosedError(ServiceError):
    """The review is handed in or finished: its answers do not change any more."""

    state: str


@dataclass(eq=False)
class ReviewMovedError(ServiceError):
    """The review moved to another version of its question set since the page was read."""


@dataclass(eq=False)
class ReviewOpenError(ServiceError):
    """Only a finished review is carried over to a new round."""

    state: str


@dataclass(eq=False)
class RoundStartedError(ServiceError):
    """A review has one next round: this one."""

    review_id: uuid.UUID


@dataclass(eq=False)
class NothingToUndoError(ServiceError):
    """The review did not move, or was handed in since."""


@dataclass(eq=False)
class DraftNotEmptyError(ServiceError):
    """Only a draft in which nothing was ever written may be deleted."""


@dataclass(eq=False)
class FourEyesError(ServiceError):
    reason: str


@dataclass(eq=False)
class InvalidDecisionError(ServiceError):
    code: str


@dataclass(eq=False)
class InvalidTextError(ServiceError):
    """A text that may not be stored: empty, too long, or with characters that hide or break."""

    field: str
    code: str


@dataclass(eq=False)
class PasswordError(ServiceError):
    code: str


@dataclass(eq=False)
class WrongPasswordError(ServiceError):
    """The current password was not the right one."""


@dataclass(eq=False)
class PasswordLinkError(ServiceError):
    """The link is unknown, used or too old."""


@dataclass(eq=False)
class TakenError(ServiceError):
    """Another one has this already: ``field`` is "email" or "name"."""

    field: str


@dataclass(eq=False)
class LastAdministratorError(ServiceError):
    """Somebody must be able to administer the installation."""


@dataclass(eq=False)
class OwnAccountError(ServiceError):
    """Nobody deactivates the account that they are using."""


@dataclass(eq=False)
class LastLeadError(ServiceError):
    """A project has at least one lead."""


@dataclass(eq=False)
class NotAColleagueError(ServiceError):
    """Only active people with a role in the project's organisation can join its team."""


@dataclass(eq=False)
class QuestionSetError(ServiceError):
    """A published version cannot be registered as it is, or cannot be used."""

    set_id: str
    version: str
    code: str
