"""Every template is read: it parses, extends what exists, and keeps the rules of the site."""

import re
from pathlib import Path

import jinja2
import pytest
from jinja2 import meta, nodes

import compass
from compass.resources import resource

FOLDER = resource("templates")
NAMES = sorted(str(path.relative_to(FOLDER)) for path in Path(FOLDER).rglob("*.html"))
# The dossier is laid out on paper, without a browser and its content security policy.
ON_SCREEN = [name for name in NAMES if not name.startswith("dossier/")]

BYPASSES = re.compile(r"\|\s*safe\b|\bMarkup\s*\(|autoescape\s+false|\|\s*forceescape\b")
IN_CODE = re.compile(r"\bMarkup\(|render_template_string|autoescape\s*=\s*False")
INLINE = {
    "a script": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an address that runs": re.compile(r"javascript:", re.IGNORECASE),
}
# Drawings that we make ourselves, in which the words of people are escaped.
DRAWN = {"reviews/_wheel.html": 1}
DRAWN_IN_CODE = {"compass/dossier/markup.py": 2}

OWN_COLON = re.compile(r">\s?:\s?\{\{")


@pytest.fixture(scope="module")
def environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER), autoescape=True, extensions=["jinja2.ext.i18n"]
    )


def source(name: str) -> str:
    return (FOLDER / name).read_text()


def test_there_are_templates() -> None:
    assert "layouts/page.html" in ON_SCREEN
    assert "dossier/dossier.html" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_template_parses_and_names_only_templates_that_exist(environment, name: str) -> None:
    tree = environment.parse(source(name))

    named = {other for other in meta.find_referenced_templates(tree) if other is not None}

    assert named - set(NAMES) == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_colon_between_two_parts_is_that_of_the_language(name: str) -> None:
    assert OWN_COLON.findall(source(name)) == []


@pytest.mark.parametrize("name", ON_SCREEN)
def test_what_is_said_about_a_refused_form_has_the_focus(name: str) -> None:
    source = (FOLDER / name).read_text()

    for summary in re.findall(r'<[^>]*class="govuk-error-summary"[^>]*>', source):
        assert {'role="alert"', 'tabindex="-1"', "autofocus"} <= set(summary.strip("<>").split())


@pytest.mark.parametrize("name", NAMES)
def test_a_template_never_switches_escaping_off(name: str) -> None:
    found = BYPASSES.findall(source(name))

    assert len(found) == DRAWN.get(name, 0)


def test_no_code_declares_text_safe_but_the_drawings_of_the_dossier() -> None:
    files = Path(compass.__path__[0]).rglob("*.py")
    found = {
        f"compass/{path.relative_to(compass.__path__[0])}": len(IN_CODE.findall(path.read_text()))
        for path in files
    }

    assert {name: times for name, times in found.items() if times} == DRAWN_IN_CODE


@pytest.mark.parametrize("name", ON_SCREEN)
def test_a_page_has_no_script_or_style_inside(name: str) -> None:
    found = {what for what, pattern in INLINE.items() if pattern.search(source(name))}

    assert found == set()


@pytest.mark.parametrize(
    ("bad", "what"),
    [
        ("<p onclick='x()'>", "an event attribute"),
        ('<p class="a" style="color:red">', "a style attribute"),
        ("<script>x()</script>", "a script"),
        ("<STYLE>p{}</STYLE>", "a style element"),
        ('<a href="javascript:x()">', "an address that runs"),
    ],
)
def test_the_rules_find_what_they_look_for(bad: str, what: str) -> None:
    assert {name for name, pattern in INLINE.items() if pattern.search(bad)} == {what}


@pytest.mark.parametrize("bad", ["{{ text|safe }}", "{{ text | safe }}", "{{ Markup(text) }}"])
def test_every_way_around_escaping_is_found(bad: str) -> None:
    assert BYPASSES.search(bad)


# What differs from request to request, or from reader to reader.
OF_THE_REQUEST = {
    "actor_or_none",
    "config",
    "csrf_token",
    "g",
    "get_flashed_messages",
    "language",
    "page_address",
    "places",
    "request",
    "session",
}


@pytest.mark.parametrize("name", ON_SCREEN)
def test_what_is_written_once_sees_nothing_of_the_request(environment, name: str) -> None:
    tree = environment.parse(source(name))

    for macro in written_once(tree):
        place = imports(tree).get(macro, name)
        body = environment.parse(source(place))
        [defined] = [found for found in body.find_all(nodes.Macro) if found.name == macro]

        own = {value.name for value in defined.args}
        named = {found.name for found in defined.find_all(nodes.Name)}

        assert (named - own) & OF_THE_REQUEST == set()
        assert not list(defined.find_all(nodes.Include))
        assert not any(found.with_context for found in body.find_all(nodes.FromImport))


def written_once(tree: nodes.Template) -> set[str]:
    """The macros that the template hands to ``once``."""
    return {
        call.args[0].name
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name == "once"
    }


def imports(tree: nodes.Template) -> dict[str, str]:
    return {
        macro: found.template.value
        for found in tree.find_all(nodes.FromImport)
        if not found.with_context
        for macro in found.names
    }
