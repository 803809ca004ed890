"""Sentences about faults: English text that remembers what it was made of, so that the edge can say
the same in the language of the reader."""

from collections.abc import Mapping


class Message(str):
    """``template`` is the sentence with named places, ``values`` what stands in them: texts as they
    are, or messages of their own."""

    template: str
    values: Mapping[str, str]

    __slots__ = ("template", "values")


def worded(template: str, /, **values: object) -> Message:
    """The catalogues take the sentences of ``worded("…")`` as they do those of ``_("…")``."""
    said = {name: value if isinstance(value, str) else str(value) for name, value in values.items()}
    message = Message(template % said if said else template)
    message.template, message.values = template, said
    return message
