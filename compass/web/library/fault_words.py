"""What a fault in a file comes down to, and its details, in the reader's language."""

from types import MappingProxyType

from compass.core.messages import Message
from compass.web.i18n import gettext
from compass.web.i18n import lazy_text as _l
from compass.web.words import Words

# sentence: the codes that it covers
_SENTENCES = (
    (_l("A text is missing."), "missing-text"),
    (_l("A text is empty."), "empty-text"),
    (_l("A text is the same as in another language: translate it, or list it under “identical”."),
     "untranslated"),
    (_l("The list of identical texts does not fit the texts."), "stale-identical"),
    (_l("A file is missing."), "missing-file"),
    (_l("A file cannot be read, or does not belong here."),
     "unknown-file unreadable encoding empty-file not-a-folder"),
    (_l("This is not YAML as we read it."),
     "syntax alias anchor directive merge-key second-document tag too-deep"),
    (_l("A character is not allowed here."), "forbidden-character not-composed"),
    (_l("The languages of the files do not agree."), "undeclared-language wrong-language"),
    (_l("The folder and the file do not say the same."), "folder-name"),
    (_l("A key is missing."), "missing-key"),
    (_l("A key does not belong here."),
     "unknown-key key-of-other-kind key-of-other-class one-key-too-many"),
    (_l("The same thing stands here twice."), "duplicate-id duplicate-key duplicate-code"),
    (_l("This refers to something that is not there."), "unknown-id unknown-question"),
    (_l("This is none of the values that are allowed."),
     "unknown-value unknown-kind unknown-class unknown-format not-yes-or-no other-is-option"),
    (_l("This is not written as it should be."),
     "not-a-date not-a-number not-a-text not-a-list not-a-mapping bad-id bad-version bad-url "
     "bad-language empty-value empty-list surrounding-space number-as-id"),
    (_l("This is too long, or too much."), "too-long too-large too-many too-many-digits"),
    (_l("A question gives too little to go on."), "too-few-checks bad-example short-scale"),
    (_l("A condition does not fit the question that it looks at."), "bad-condition condition-type"),
    (_l("This can never be asked or never come out."), "unreachable contradiction out-of-reach"),
    (_l("This holds whatever is answered: it says nothing."), "always-holds"),
    (_l("This could not be decided: there are too many combinations of answers."), "undecided"),
    (_l("An answer has no points where others have them: say 0 where none are meant."), "unscored"),
    (_l("Points, weights and what can be reached do not fit together."),
     "score-without-points points-of-nothing weight-of-nothing each-without-maximum "
     "each-without-minimum maximum-exceeded gap-below-bands"),
    (_l("Nothing uses this."),
     "unused-scale unused-option-list unused-map unused-principle unused-role unused-term "
     "unused-fact"),
    (_l("A part of this changes nothing."), "needless unused-band"),
    (_l("Things depend on each other in a circle."), "cycle"),
    (_l("The parts of a score, a map, a range or an outcome do not fit together."),
     "bad-adjustment bad-bands bad-outcome bad-map bad-range bad-after nested-group starts-itself"),
    (_l("A question changed its kind: give it a new id."), "kind-changed"),
    (_l("What changed since the version before is not declared."),
     "missing-changes undeclared wrong-against skipped-version"),
    (_l("An earlier version has faults of its own: this one was not compared with it."),
     "broken-before"),
    (_l("The change is declared as less than it is, or as something else."), "understated not-new"),
    (_l("The version must go up further for what has changed."), "version-too-small"),
    (_l("What became of a question does not fit the version before."),
     "bad-lineage wrong-lineage not-removed"),
)  # fmt: skip

FAULTS: Words = MappingProxyType(
    {code: sentence for sentence, codes in _SENTENCES for code in codes.split()}
)


def detail(message: str) -> str:
    """The sentence of a fault with its data filled in; as it is where it came from elsewhere, such
    as a parser or the system."""
    if not isinstance(message, Message):
        return message
    values = {name: detail(value) for name, value in message.values.items()}
    return gettext(message.template, **values)


def is_ours(message: str) -> bool:
    return isinstance(message, Message)
