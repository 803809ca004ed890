"""The markup of a dossier: the report through its templates, every character printable."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache, partial

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from compass.dossier.charts import WheelWords, shade, wheel_svg
from compass.dossier.fonts import printable
from compass.dossier.markup_items import ItemsEnvironment
from compass.dossier.number_words import number_text
from compass.dossier.reason_words import reason_line
from compass.dossier.report import Report, people_by_role
from compass.dossier.score_words import answer_text
from compass.dossier.values import is_quotation, value_text
from compass.dossier.words import (
    date_text,
    known_day,
    language_name,
    moment_text,
    outcome_words,
    phase_words,
    translations,
)
from compass.resources import resource

_TEXT = re.compile(r"(?<=>)[^<>]+")
_LETTER = r"(?:&[#a-zA-Z0-9]{1,32};|[^\s&\[\]]|&)"  # a code in brackets breaks by itself
_ENDLESS = re.compile(_LETTER + "{600,}")
_SOME_LETTERS = re.compile(_LETTER + "{1,300}")


@dataclass(frozen=True)
class Imprint:
    """The facts of an issue that are not part of the record."""

    issued_at: dt.datetime
    verify_url: str
    fingerprint: str
    issuer: str  # of the certificate; empty where the installation issued it itself
    is_draft: bool = False
    is_demo: bool = False
    preview_of: str = ""  # the state of the version; empty for a dossier of a review


def dossier_html(report: Report, imprint: Imprint) -> str:
    language = report.texts.language
    environment = _environment(language)
    template = environment.get_template("dossier/dossier.html")
    address = f"{imprint.verify_url}/{report.digest}" if imprint.verify_url else ""
    written_in = report.record.review.language
    html = template.render(
        report=report,
        record=report.record,
        imprint=imprint,
        language=language,
        people=people_by_role(report.record),
        outcomes=outcome_words(language),
        phases=phase_words(language),
        contents=_contents(report, imprint),
        shade=shade,
        is_quotation=is_quotation,
        written_in=written_in if written_in != language else "",
        wheel=Markup(wheel_svg(report.wheel, _wheel_words(report))),  # noqa: S704  # our own SVG, escaped where it is made
        qr=Markup(_qr(address, language)) if address else "",  # noqa: S704  # segno's own SVG
        address=address,
    )
    return breakable(printable(html))


def breakable(html: str) -> str:
    """The markup with places to break inside endless words. Without them layout looks at each
    letter again for each line: with a few pasted keys it took longer than a job may."""
    return _TEXT.sub(lambda text: _ENDLESS.sub(_with_breaks, text.group()), html)


def _with_breaks(word: re.Match[str]) -> str:
    return "<wbr>".join(_SOME_LETTERS.findall(word.group()))


@cache
def _environment(language: str) -> Environment:
    environment = ItemsEnvironment(
        loader=FileSystemLoader(resource("templates")),
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    environment.filters["date"] = partial(date_text, language=language)
    environment.filters["moment"] = partial(moment_text, language=language)
    environment.filters["language"] = partial(language_name, language=language)
    environment.filters["value"] = partial(value_text, language=language)
    environment.filters["reason"] = partial(reason_line, language=language)
    environment.filters["points"] = partial(number_text, language=language)
    environment.filters["account_answer"] = partial(answer_text, language=language)
    environment.filters["known_day"] = partial(known_day, language=language)
    environment.filters["paragraphs"] = paragraphs
    return environment


def _contents(report: Report, imprint: Imprint) -> list[tuple[str, str]]:
    """What stands where: anchors of the headings and their words."""
    _ = translations(report.texts.language).gettext
    last = _("About this draft") if imprint.is_draft else _("How to verify this dossier")
    places = [
        ("follows", _("What follows from the answers"), report.follows),
        ("compass", _("The compass at a glance"), report.wheel),
        ("levels", _("All answers in a table"), True),
        ("open-points", _("Open points"), True),
        ("actions", _("Actions"), report.actions),
        *((f"theme-{part.id}", part.title, part.entries) for part in report.parts),
        ("glossary", _("Words used here"), report.terms),
        ("verify", last, True),
    ]
    return [(anchor, title) for anchor, title, is_there in places if is_there]


def paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.splitlines() if line.strip())


def _wheel_words(report: Report) -> WheelWords:
    _ = translations(report.texts.language).gettext
    first = report.question_set.principles[:1]
    facts = {"answered": report.progress.answered, "total": report.progress.total}
    return WheelWords(
        # the title becomes the figure's alternative text in the PDF
        title=_(
            "Wheel of the compass: %(answered)d of %(total)d questions are answered. "
            "The table after the figure has the level of each question."
        )
        % facts,
        description="",
        core=report.texts.principles[first[0]].title if first else report.texts.title,
        answered=_("answered"),
        not_applicable=_("n/a"),
        counts=(report.progress.answered, report.progress.total),
    )


def _qr(address: str, language: str) -> str:
    title = translations(language).gettext("QR code with the address of this dossier's state")
    code: str = segno.make(address, error="m", micro=False).svg_inline(
        scale=3, border=0, dark="#14213d", title=title, omitsize=True
    )
    return code
