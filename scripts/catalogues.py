"""The catalogues of the interface: `catalogues.py update` after a change of words, `check` in CI.

`check` fails on a string that is missing, empty, fuzzy or stale, whose placeholders differ, or
that could break a line before a sign which must not begin one.
"""

import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "compass" / "translations"
LANGUAGES = ("en", "nl", "fr", "de")
KEYWORDS = {
    "_": None,
    "worded": None,
    "_l": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
BREAKING_SPACE = {
    "fr": re.compile(r" (?:[;:?!»]|%%)|« "),
    "de": re.compile(r" (?:…|%%)"),
}


def main() -> int:
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    if command == "update":
        return update()
    if command == "check":
        return check()
    print("usage: catalogues.py update | check", file=sys.stderr)
    return 2


def path_of(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def extracted() -> Catalog:
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    catalog = Catalog(project="compass", version="0", charset="utf-8", fuzzy=False)
    found = extract_from_dir(
        ROOT,
        methods,
        options,
        keywords={**KEYWORDS, "lazy_gettext": None, "_n": (1, 2)},
        comment_tags=("Translators:",),
        directory_filter=lambda folder: Path(folder).name not in SKIPPED,
    )
    for file, _line, text, comments, context in found:
        catalog.add(text, locations=[(file, None)], auto_comments=comments, context=context)
    return catalog


SKIPPED = {".venv", "node_modules", "tests", ".git", "instance", "dist", "benchmarks", "scripts"}


def stored(language: str) -> Catalog:
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, project="compass", version="0", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update() -> int:
    for language in LANGUAGES:
        catalog = stored(language)
        catalog.update(extracted(), no_fuzzy_matching=True, update_creation_date=False)
        catalog.obsolete.clear()
        if language == "en":
            for message in messages_of(catalog):
                message.string = message.id
        path_of(language).parent.mkdir(parents=True, exist_ok=True)
        with path_of(language).open("wb") as file:
            write_po(file, catalog, width=0, sort_output=True, include_lineno=False)
        empty = sum(not is_filled(message) for message in messages_of(catalog))
        print(f"{language}: {len(messages_of(catalog))} strings, {empty} empty")
    return 0


def check() -> int:
    wanted = {key_of(message) for message in messages_of(extracted())}
    faults = [fault for language in LANGUAGES for fault in faults_of(language, wanted)]
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(wanted)} strings in {len(LANGUAGES)} languages, {len(faults)} faults")
    return 1 if faults else 0


def faults_of(language: str, wanted: set[tuple[str, str]]) -> list[str]:
    catalog = stored(language)
    there = {key_of(message): message for message in messages_of(catalog)}
    faults = [f"{language}: missing: {key[1]!r}" for key in sorted(wanted - there.keys())]
    faults += [f"{language}: stale: {key[1]!r}" for key in sorted(there.keys() - wanted)]
    for key, message in there.items():
        if not is_filled(message):
            faults.append(f"{language}: empty: {key[1]!r}")
        elif message.fuzzy:
            faults.append(f"{language}: fuzzy: {key[1]!r}")
        elif not has_same_placeholders(message):
            faults.append(f"{language}: placeholders differ: {key[1]!r}")
        elif may_break_before_a_sign(message, language):
            faults.append(f"{language}: a space that may break: {key[1]!r}")
    return faults


def messages_of(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def key_of(message: Message) -> tuple[str, str]:
    text = message.id if isinstance(message.id, str) else message.id[0]
    return (message.context or "", text)


def forms(value: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def is_filled(message: Message) -> bool:
    return bool(forms(message.string)) and all(forms(message.string))


def has_same_placeholders(message: Message) -> bool:
    source = [set(PLACEHOLDER.findall(text)) for text in forms(message.id)]
    allowed = set().union(*source)
    needed = set.intersection(*source)
    return all(
        needed <= set(PLACEHOLDER.findall(text)) <= allowed for text in forms(message.string)
    )


def may_break_before_a_sign(message: Message, language: str) -> bool:
    space = BREAKING_SPACE.get(language)
    return space is not None and any(space.search(text) for text in forms(message.string))


if __name__ == "__main__":
    sys.exit(main())
