"""The markup of a dossier: the report through its templates, every character printable."""

import datetime as dt
from dataclasses import dataclass
from functools import cache, partial

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from compass.dossier.charts import WheelWords, wheel_svg
from compass.dossier.fonts import printable
from compass.dossier.report import Report, latest_date, people_by_role
from compass.dossier.words import date_text, moment_text, translations
from compass.resources import resource


@dataclass(frozen=True)
class Imprint:
    """The facts of an issue that are not part of the record."""

    issued_at: dt.datetime
    verify_url: str
    ca_fingerprint: str
    is_self_issued: bool
    is_draft: bool = False
    is_demo: bool = False


def dossier_html(report: Report, imprint: Imprint) -> str:
    language = report.texts.language
    environment = _environment(language)
    template = environment.get_template("dossier/dossier.html")
    address = f"{imprint.verify_url}/{report.digest}"
    html = template.render(
        report=report,
        record=report.record,
        imprint=imprint,
        language=language,
        people=people_by_role(report.record),
        cover_date=latest_date(report.record),
        wheel=Markup(wheel_svg(report.wheel, _wheel_words(report))),  # noqa: S704  # our own SVG, escaped where it is made
        qr=Markup(_qr(address)),  # noqa: S704  # segno's own SVG of our own address
        address=address,
    )
    return printable(html)


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
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
    return environment


def _wheel_words(report: Report) -> WheelWords:
    _ = translations(report.texts.language).gettext
    title = report.record.review.title or report.texts.title
    progress = report.progress
    return WheelWords(
        title=_("Compass: %(title)s") % {"title": title},
        description=_(
            "%(answered)d of %(total)d questions are answered. "
            "The table after the figure has the level of each question."
        )
        % {"answered": progress.answered, "total": progress.total},
        core=_("People first"),
        answered=_("answered"),
        not_applicable=_("n/a"),
    )


def _qr(address: str) -> str:
    code: str = segno.make(address, error="m", micro=False).svg_inline(
        scale=3, border=0, dark="#14213d", title="QR", omitsize=True
    )
    return code
