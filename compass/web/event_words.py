"""What an event of the log is called: one sentence for each kind."""

from types import MappingProxyType

from flask_babel import lazy_gettext as _l

from compass.services.events import EventKind
from compass.web.words import Words

EVENTS: Words = MappingProxyType(
    {
        EventKind.REVIEW_STARTED: _l("Started a review"),
        EventKind.DRAFT_DELETED: _l("Deleted an empty review"),
        EventKind.REVIEW_CARRIED_OVER: _l("Carried answers over to a new round"),
        EventKind.REVIEW_MOVED: _l("Moved a review to another version"),
        EventKind.REVIEW_MOVE_UNDONE: _l("Took back a move to another version"),
        EventKind.REVIEW_HANDED_IN: _l("Handed in a review"),
        EventKind.REVIEW_RECALLED: _l("Took back a review"),
        EventKind.REVIEW_HANDED_BACK: _l("Asked for changes to a review"),
        EventKind.REVIEW_ESCALATED: _l("Escalated a review"),
        EventKind.REVIEW_DECIDED: _l("Took a decision"),
        EventKind.DOSSIER_ISSUED: _l("Issued a dossier"),
        EventKind.REVIEW_SEALED: _l("Sealed a review"),
        EventKind.DOSSIER_DOWNLOADED: _l("Downloaded a dossier"),
        EventKind.REVIEW_SUPERSEDED: _l("Replaced a review with a newer one"),
        EventKind.REVIEW_WITHDRAWN: _l("Withdrew a decision"),
        EventKind.ACTION_DONE: _l("Marked an action as done"),
        EventKind.COMPARISON_EXPORTED: _l("Downloaded the comparison"),
        EventKind.PROJECT_CREATED: _l("Created a project"),
        EventKind.PROJECT_UPDATED: _l("Changed a project"),
        EventKind.MEMBER_ADDED: _l("Added somebody to a team"),
        EventKind.MEMBER_CHANGED: _l("Changed the role of somebody in a team"),
        EventKind.MEMBER_REMOVED: _l("Removed somebody from a team"),
        EventKind.ORGANISATION_CREATED: _l("Created the organisation"),
        EventKind.ORGANISATION_UPDATED: _l("Changed the organisation"),
        EventKind.ROLE_GRANTED: _l("Gave somebody a role"),
        EventKind.ROLE_REVOKED: _l("Took a role from somebody"),
        EventKind.QUESTION_SET_REGISTERED: _l("Registered a question set"),
        EventKind.QUESTION_SET_UPLOADED: _l("Uploaded a question set"),
        EventKind.QUESTION_SET_PUBLISHED: _l("Published a question set"),
        EventKind.QUESTION_SET_WITHDRAWN: _l("Withdrew a question set"),
        EventKind.QUESTION_SET_DELETED: _l("Deleted the draft of a question set"),
        EventKind.USER_CREATED: _l("Created an account"),
        EventKind.USER_UPDATED: _l("Changed an account"),
        EventKind.USER_DEACTIVATED: _l("Deactivated an account"),
        EventKind.USER_REACTIVATED: _l("Reactivated an account"),
        EventKind.SIGNED_IN: _l("Signed in"),
        EventKind.SIGN_IN_FAILED: _l("Failed to sign in"),
        EventKind.SIGNED_OUT: _l("Signed out"),
        EventKind.PASSWORD_LINK_ISSUED: _l("Made a link to set a password"),
        EventKind.PASSWORD_SET: _l("Set a password"),
        EventKind.PASSWORD_CHANGED: _l("Changed a password"),
    }
)
