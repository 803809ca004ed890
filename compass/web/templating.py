"""Templates are compiled once for each language, and pieces of pages are written once and kept.

Most of a page says the same to everybody who reads its language. A sentence without values is
therefore translated when its template is compiled and costs nothing afterwards; and what a macro
makes of the same values is kept, see ``keeper``.
"""

import re
from collections.abc import Callable, Hashable, Iterator, MutableMapping
from functools import cache, lru_cache
from typing import Any, TypeAlias

import jinja2
from babel.support import NullTranslations
from flask.sansio.app import App
from flask.templating import Environment
from jinja2 import BaseLoader, Template, TemplateNotFound
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Macro

from compass.dossier.markup_items import ItemsEnvironment
from compass.web.i18n import catalogue, language

NEWLINE = "\n"  # Jinja drops the last one of a file
_INCLUDE = re.compile(r'\{% include "(?P<name>[\w/-]+\.html)" %\}')
MOST_KEPT = 10_000  # pieces in a process; a set of 22 questions in four languages takes some 2,000

Source: TypeAlias = tuple[str, str | None, Callable[[], bool] | None]


class LanguageEnvironment(ItemsEnvironment, Environment):
    """The name of a template begins with its language: ``nl/home/index.html``."""

    def __init__(self, app: App, **options: Any) -> None:  # Any: whatever Jinja takes
        loader = LanguageLoader(app.create_global_jinja_loader())
        extensions = [*options.pop("extensions", []), Inclusions, Sentences]
        super().__init__(app, loader=loader, extensions=extensions, **options)
        self.globals.update(filled=filled, once=keeper())
        self.found = cache(self._find)

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        """What a page extends, includes and imports is in the language of the page."""
        if globals or not isinstance(name, str):
            return super().get_template(name, parent, globals)
        return self.found(parent[:2] if parent else language(), name)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """No template has globals of its own; Jinja's chain of mappings is slow to look up."""
        return super().make_globals(d) if d else self.globals

    def _find(self, code: str, name: str) -> Template:
        return super().get_template(f"{code}/{name}")


class LanguageLoader(BaseLoader):
    """Finds one file for all languages, and leaves the language in the name of the template."""

    def __init__(self, files: BaseLoader) -> None:
        self.files = files

    def get_source(self, environment: jinja2.Environment, template: str) -> Source:
        return self.files.get_source(environment, template.partition("/")[2])


class Inclusions(Extension):
    """``{% include "a.html" %}`` is compiled as part of the page, with names of its own."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _INCLUDE.sub(self._included, source)

    def _included(self, found: re.Match[str]) -> str:
        loader = self.environment.loader
        if loader is None:
            raise TemplateNotFound(found["name"])
        source, _name, _is_current = loader.get_source(self.environment, f"/{found['name']}")
        return f"{{% with %}}{self.preprocess(source.removesuffix(NEWLINE), None)}{{% endwith %}}"


class Sentences(Extension):
    """``_("Save")`` becomes the translated text, and ``_("%(n)s…", n=…)`` needs no look-up."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        words = catalogue(stream.name.partition("/")[0] if stream.name else language())
        waiting: list[Token] = []
        for token in stream:
            waiting.append(token)
            if not _may_be_sentence(waiting):
                yield from waiting
                waiting = []
            elif len(waiting) == len(_SENTENCE):
                yield from _translated(waiting, words)
                waiting = []
        yield from waiting


# A call of ``_`` with a text, and what may follow the text.
_SENTENCE: tuple[Callable[[Token], bool], ...] = (
    lambda token: token.test("name:_"),
    lambda token: token.type == "lparen",
    lambda token: token.type == "string",
    lambda token: token.type in {"rparen", "comma"},
)


def _may_be_sentence(tokens: list[Token]) -> bool:
    return all(fits(token) for fits, token in zip(_SENTENCE, tokens, strict=False))


def _translated(tokens: list[Token], words: NullTranslations) -> list[Token]:
    name, opening, text, following = tokens
    text = text._replace(value=words.ugettext(text.value))
    if following.type == "rparen":
        return [text]
    return [name._replace(value="filled"), opening, text, following]


def filled(text: str, **values: object) -> str:
    return text % values


def keeper() -> Callable[..., str]:
    """``once(macro, *values)``: the call of an imported macro, written once for the same values.

    Such a macro sees its values and nothing of the request: neither who reads nor a token. What
    it says comes from its values alone: a question set never changes, a macro belongs to one
    language, and another value is another piece. Never give it what people typed: values are short
    and few. Whatever was not asked for lately makes room.
    """

    @lru_cache(maxsize=MOST_KEPT, typed=True)
    def once(macro: Macro, *values: Hashable, **named: Hashable) -> str:
        return macro(*values, **named)

    return once
