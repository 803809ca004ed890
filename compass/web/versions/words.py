"""The words for what happens between versions: fates of answers, classes, reasons, places."""

from types import MappingProxyType

from flask.blueprints import BlueprintSetupState

from compass.core.versions.changes import ChangeClass
from compass.core.versions.descent import UNDECLARED, Comparability
from compass.core.versions.differences import DifferenceKind
from compass.core.versions.moving import Fate
from compass.web.i18n import lazy_text as _l
from compass.web.words import Words

# fate: what a heading says, and what it means
FATES: Words = MappingProxyType(
    {
        Fate.ASKED_AGAIN: (
            _l("Asked again"),
            _l("The answer no longer fits. What you wrote beside it stays."),
        ),
        Fate.KEPT_CONFIRM: (
            _l("Kept, to be confirmed"),
            _l("The question asks something else or asks it more exactly. Read both, then save."),
        ),
        Fate.SPLIT: (
            _l("Split"),
            _l("One question became several. Each starts with the answer that you gave."),
        ),
        Fate.MERGED: (
            _l("Merged"),
            _l("Several questions became one. It starts with all the texts that you wrote."),
        ),
        Fate.ANSWERED_BEFORE: (
            _l("Answered before"),
            _l("You answered these before the move was taken back. Read them, then save."),
        ),
        Fate.NEW: (_l("New"), _l("Nobody has answered these yet.")),
        Fate.REMOVED: (
            _l("No longer asked"),
            _l("The answers stay in the history of the review."),
        ),
        Fate.KEPT: (_l("Kept"), _l("Nothing changes here.")),
    }
)
CLASSES: Words = MappingProxyType(
    {
        ChangeClass.WORDING: _l("Other words"),
        ChangeClass.CLARIFIED: _l("Clarified"),
        ChangeClass.MEANING: _l("Another meaning"),
        ChangeClass.NEW: _l("New"),
        ChangeClass.REMOVED: _l("Removed"),
        ChangeClass.SPLIT: _l("Split"),
        ChangeClass.MERGED: _l("Merged"),
    }
)
COMPARABILITIES: Words = MappingProxyType(
    {
        Comparability.COMPARABLE: _l("Answers can be compared"),
        Comparability.WITH_CARE: _l("Answers can be compared with care"),
        Comparability.NOT_COMPARABLE: _l("Answers cannot be compared"),
    }
)
REASONS: Words = MappingProxyType(
    {
        ChangeClass.CLARIFIED: _l("it was clarified"),
        ChangeClass.MEANING: _l("it means something else"),
        ChangeClass.SPLIT: _l("it was split"),
        ChangeClass.MERGED: _l("it was merged"),
        ChangeClass.NEW: _l("it is new"),
        DifferenceKind.KIND: _l("it takes another kind of answer"),
        DifferenceKind.OPTIONS: _l("it has other options"),
        DifferenceKind.SCALE: _l("it has another scale"),
        DifferenceKind.GUIDANCE: _l("its guidance changed"),
        DifferenceKind.CONDITION: _l("it is asked in other cases"),
        DifferenceKind.SCORE: _l("its points changed"),
        UNDECLARED: _l("the author does not say what the change means"),
    }
)
PLACES: Words = MappingProxyType(
    {
        "title": _l("Title"),
        "text": _l("Question"),
        "why": _l("Why it matters"),
        "checks": _l("What to check"),
        "bad": _l("A bad example"),
        "good": _l("A good example"),
        "options": _l("Options"),
        "rows": _l("Rows"),
        "unit": _l("Unit"),
        "levels": _l("Levels"),
        "severity": _l("How serious: the levels"),
        "likelihood": _l("How likely: the levels"),
        "bands": _l("Bands of the risk map"),
        "summary": _l("Summary"),
        "provenance": _l("Provenance"),
        "kind": _l("Kind of answer"),
        "minimum": _l("Lowest number"),
        "maximum": _l("Highest number"),
        "step": _l("Step"),
        "is_required": _l("Must be answered"),
        "shown_when": _l("When it is asked"),
        "points": _l("Points"),
        "code": _l("Code"),
        "theme": _l("Theme"),
        "group": _l("Group"),
        "position": _l("Place in the order"),
        "principles": _l("Principles"),
        "terms": _l("Glossary"),
        "roles": _l("Roles"),
        "phases": _l("Phases"),
        "links": _l("Related questions"),
        "references": _l("References"),
        "facts": _l("Facts of the law"),
        "over": _l("Asked for each"),
        "map": _l("Risk map"),
        "after": _l("After measures"),
        "takes_other": _l("Other, namely"),
        "languages": _l("Languages"),
        "scales": _l("Scales"),
        "themes": _l("Themes"),
        "groups": _l("Groups"),
        "glossary": _l("Glossary"),
        "sources": _l("Sources"),
        "maps": _l("Risk maps"),
        "labels": _l("Labels"),
        "scores": _l("Scores"),
        "outcomes": _l("Outcomes"),
        "url": _l("Address on the web"),
        "date": _l("Date of publication"),
        "accessed": _l("Read on"),
        "source": _l("Source"),
        "as_of": _l("Checked on"),
        "applies_from": _l("Applies from"),
        "applies_until": _l("Applies until"),
        "when": _l("When it applies"),
        "method": _l("How it is worked out"),
        "of": _l("Out of these scores"),
        "weights": _l("Weights"),
        "measure": _l("Counted in"),
        "adjustments": _l("Adjustments"),
        "rounding": _l("Rounding"),
        "most": _l("Highest value, as the author declares it"),
        "score": _l("By the score"),
        "by": _l("Measured in"),
        "result_bands": _l("Results by score"),
        "cases": _l("Results by case"),
        "otherwise": _l("In all other cases"),
        "starts": _l("Question set that it starts"),
    }
)
ENTRY_CHANGES: Words = MappingProxyType({"added": _l("New"), "removed": _l("Removed")})


def add_words(setup: BlueprintSetupState) -> None:
    """Every template of the application can name fates, classes and reasons."""
    setup.app.jinja_env.globals.update(
        fates=FATES,
        change_classes=CLASSES,
        comparabilities=COMPARABILITIES,
        change_reasons=REASONS,
        difference_places=PLACES,
        entry_changes=ENTRY_CHANGES,
    )
