"""The compass wheel as SVG: one segment a question, rings for the level, hue for the theme.

The same markup serves page and PDF: only presentation attributes and class names, no style, no
script, no textPath. Hue means theme and nothing else; a level is rings, digit and shade, so the
wheel reads in greyscale and without colours too.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, cos, pi, radians, sin
from typing import NamedTuple
from xml.sax.saxutils import escape

from compass.core.signs import Sign

FONT = "'Source Sans 3','Segoe UI',Verdana,sans-serif"
INK, PAPER, EMPTY, LINE, MUTED = "#14213d", "#ffffff", "#f4f5f8", "#8a93a6", "#4a5468"
HUES = (
    ("data", ("#d5ecee", "#8fcdd2", "#1f7f88", "#0c4f57")),
    ("auto", ("#e4def4", "#bcaee3", "#7458b8", "#432b80")),
    ("behav", ("#fbe3cf", "#f2b27c", "#b65a0e", "#7a3600")),
)
SHADES = 4
WIDTH, HEIGHT, CX, CY = 720, 780, 360, 392
CORE, INNER, OUTER = 86, 98, 278
GAP = 9  # degrees between themes
NAME_HEIGHT = 36


class Segment(NamedTuple):
    """``sign`` is a Sign, or the number of the level, out of ``levels``."""

    code: str
    sign: str
    is_flagged: bool = False
    levels: int = SHADES


class WheelTheme(NamedTuple):
    """``place`` in the set gives the hue, also where themes before it are not asked."""

    name: str
    segments: tuple[Segment, ...]
    place: int


@dataclass(frozen=True)
class WheelWords:
    """Translated words: ``description`` is the alternative text that says what the wheel shows.

    ``counts``, answered and total, come from the evaluator; without them segments are counted."""

    title: str
    description: str
    core: str
    answered: str
    not_applicable: str
    counts: tuple[int, int] | None = None


def shade(level: int, levels: int) -> int:
    """Which of the four shades a level has: the highest level of any scale is the darkest."""
    return min(SHADES, max(1, ceil(level * SHADES / max(1, levels))))


def wheel_svg(themes: tuple[WheelTheme, ...], words: WheelWords, uid: str = "cw") -> str:
    """The wheel; ``uid`` keeps ids apart where a page has more than one."""
    return "".join(
        (
            *_head(words, uid),
            *_themes(themes, words, uid),
            _needles(tuple(len(theme.segments) for theme in themes), _width(themes)),
            *_core(themes, words),
            *_names(themes),
            "</svg>",
        )
    )


def _head(words: WheelWords, uid: str) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'class="cw" aria-labelledby="{uid}-t {uid}-d" font-family="{FONT}">'
        f'<title id="{uid}-t">{escape(words.title)}</title>'
        f'<desc id="{uid}-d">{escape(words.description)}</desc>'
        f'<defs><pattern id="{uid}-na" width="7" height="7" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="7" height="7" fill="{PAPER}" '
        f'class="cw-paper"/><path d="M0 0V7" stroke="{LINE}" stroke-width="2.4" '
        f'class="cw-hatch"/></pattern></defs>'
        f'<circle cx="{CX}" cy="{CY}" r="{OUTER + 58}" fill="{PAPER}" class="cw-paper"/>'
    )


def _themes(themes: tuple[WheelTheme, ...], words: WheelWords, uid: str) -> Iterator[str]:
    angle, width = GAP / 2, _width(themes)
    for theme in themes:
        hue, ramp = HUES[theme.place % len(HUES)]
        end = angle + width * len(theme.segments)
        arc = _sector(OUTER + 56, OUTER + 65, angle, end, 1)
        yield f'<path d="{arc}" fill="{ramp[3]}" class="cw-{hue} cw-4"/>'
        for segment in theme.segments:
            angles = (angle, angle + width)
            yield _question(segment, angles, theme.place % len(HUES), words.not_applicable, uid)
            angle += width
        angle = end + GAP


@lru_cache(maxsize=4_000)  # a question has few signs, and each is drawn the same again and again
def _question(
    segment: Segment, angles: tuple[float, float], theme: int, not_applicable: str, uid: str
) -> str:
    hue, ramp = HUES[theme]
    return "".join(
        (
            f'<g class="cw-q cw-{hue}">',
            *_segment(segment, angles, ramp, not_applicable, uid),
            *_code(segment, sum(angles) / 2, angles[1] - angles[0]),
            "</g>",
        )
    )


def _segment(
    segment: Segment,
    angles: tuple[float, float],
    ramp: tuple[str, ...],
    not_applicable: str,
    uid: str,
) -> Iterator[str]:
    middle = sum(angles) / 2
    if segment.sign == Sign.NOT_APPLICABLE:
        whole = _sector(INNER, OUTER, *angles, 1.6)
        yield (
            f'<path d="{whole}" fill="url(#{uid}-na)" stroke="{LINE}" stroke-width="1.4" '
            f'class="cw-line"/>'
        )
        yield _badge(middle, not_applicable)
        return
    level = int(segment.sign) if segment.sign.isdigit() else 0
    rings = segment.levels or SHADES
    step = (OUTER - INNER) / rings
    for ring in range(rings):
        start = INNER + ring * step
        path = _sector(start + 1.5, start + step - 1.5, *angles, 1.6)
        yield _ring(path, ring, segment, ramp)
    yield _mark(segment, level, step, angles)


def _mark(segment: Segment, level: int, step: float, angles: tuple[float, float]) -> str:
    middle, width = sum(angles) / 2, angles[1] - angles[0]
    if segment.sign == Sign.DONE:
        return _badge(middle, "+", "cw-muted cw-plus") + _check(middle)
    radius = INNER + (max(level, 1) - 0.5) * step
    x, y = _point(radius, middle)
    room = radians(width) * radius * 0.9
    if not level:
        mark = "–" if segment.sign == Sign.TODO else "?"
        return _text(x, y, mark, _fit(mark, 24, room), MUTED, "cw-muted", 600)
    tone = shade(level, segment.levels)
    fill = PAPER if tone > SHADES / 2 else INK
    size = min(24 + tone, step * 0.62)
    return _text(x, y, str(level), _fit(str(level), size, room), fill, f"cw-n{tone}", 700)


def _ring(path: str, ring: int, segment: Segment, ramp: tuple[str, ...]) -> str:
    if segment.sign.isdigit() and ring < int(segment.sign):
        tone = shade(int(segment.sign), segment.levels)
        return (
            f'<path d="{path}" fill="{ramp[tone - 1]}" stroke="{ramp[3]}" stroke-width="1.2" '
            f'class="cw-{tone}"/>'
        )
    if segment.sign == Sign.TODO:
        return (
            f'<path d="{path}" fill="{PAPER}" stroke="{LINE}" stroke-width="1" '
            f'stroke-dasharray="3 4" class="cw-todo"/>'
        )
    if segment.sign == Sign.UNKNOWN and ring == 0:
        return (
            f'<path d="{path}" fill="{PAPER}" stroke="{MUTED}" stroke-width="2.4" '
            f'class="cw-unknown"/>'
        )
    return f'<path d="{path}" fill="{EMPTY}" stroke="#c9cfdb" stroke-width="1" class="cw-empty"/>'


def _badge(middle: float, text: str, name: str = "cw-muted") -> str:
    x, y = _point((INNER + OUTER) / 2, middle)
    circle = f'<circle cx="{x:.2f}" cy="{y:.2f}" r="20" fill="{PAPER}" class="cw-paper"/>'
    return circle + _text(x, y, text, _fit(text, 21, 36), MUTED, name, 400)


def _check(middle: float) -> str:
    """The sign of the lists beside the wheel of a page, instead of the plus that dossiers have."""
    x, y = _point((INNER + OUTER) / 2, middle)
    return (
        f'<path d="M{x - 7:.2f} {y + 1:.2f}l5 5l9 -11" fill="none" stroke="{MUTED}" '
        f'stroke-width="2.6" display="none" class="cw-check"/>'
    )


def _code(segment: Segment, middle: float, width: float) -> Iterator[str]:
    x, y = _point(OUTER + 30, middle)
    size = _fit(segment.code, 24, radians(width) * (OUTER + 30) * 0.95)
    if segment.is_flagged:
        yield (
            f'<rect x="{x - 23.5:.1f}" y="{y - 17:.1f}" width="47" height="34" rx="17" '
            f'fill="{INK}" class="cw-flag"/>'
        )
    fill, name = (PAPER, "cw-flagtext") if segment.is_flagged else (INK, "cw-ink")
    yield _text(x, y, segment.code, size, fill, name, 600)


@lru_cache(maxsize=100)  # one wheel for each question set
def _needles(sizes: tuple[int, ...], width: float) -> str:
    angle, needles = 0.0, []
    for size in sizes:
        tip, foot = _at(OUTER + 50, angle), _at(CORE + 4, angle)
        right, left = _at(CORE + 4, angle + 5.2), _at(CORE + 4, angle - 5.2)
        needles.append(f'<path d="M{tip}L{right}L{foot}Z" fill="{INK}" class="cw-needle"/>')
        needles.append(f'<path d="M{tip}L{left}L{foot}Z" fill="{LINE}" class="cw-needle2"/>')
        angle += width * size + GAP
    return "".join(needles)


def _core(themes: tuple[WheelTheme, ...], words: WheelWords) -> Iterator[str]:
    segments = [segment for theme in themes for segment in theme.segments]
    drawn = sum(segment.sign != Sign.TODO for segment in segments), len(segments)
    done, total = words.counts or drawn
    yield (
        f'<circle cx="{CX}" cy="{CY}" r="{CORE}" fill="{INK}" stroke="{PAPER}" stroke-width="4" '
        f'class="cw-core"/><g text-anchor="middle" class="cw-coretext">'
        f'<text x="{CX}" y="{CY - 32}" font-size="{_fit(words.core, 23, 140)}" font-weight="600" '
        f'fill="{PAPER}">{escape(words.core)}</text>'
        f'<text x="{CX}" y="{CY + 18}" font-size="48" font-weight="700" fill="{PAPER}">{done}'
        f'<tspan font-size="28" font-weight="500">/{total}</tspan></text>'
        f'<text x="{CX}" y="{CY + 46}" font-size="{_fit(words.answered, 23, 132)}" '
        f'fill="{PAPER}">{escape(words.answered)}</text></g>'
    )


def _names(themes: tuple[WheelTheme, ...]) -> Iterator[str]:
    """Theme names stand in the free corner nearest to their theme."""
    angle, width = GAP / 2, _width(themes)
    taken: Counter[tuple[int, int, str]] = Counter()
    for theme in themes:
        hue, ramp = HUES[theme.place % len(HUES)]
        corner = _corner(angle + width * len(theme.segments) / 2)
        angle += width * len(theme.segments) + GAP
        x, y, anchor = corner
        y += taken[corner] * (NAME_HEIGHT if y < CY else -NAME_HEIGHT)
        taken[corner] += 1
        yield (
            f'<g class="cw-{hue}" text-anchor="{anchor}"><text x="{x}" y="{y}" font-size="32" '
            f'font-weight="700" fill="{ramp[3]}" class="cw-name">{escape(theme.name)}</text></g>'
        )


def _corner(middle: float) -> tuple[int, int, str]:
    bottom, top = HEIGHT - 8, 34
    if 150 < middle < 210:
        return CX, bottom, "middle"
    if 90 < middle <= 150:
        return WIDTH - 4, bottom, "end"
    if 210 <= middle < 270:
        return 4, bottom, "start"
    return (WIDTH - 4, top, "end") if middle <= 90 else (4, top, "start")


def _width(themes: tuple[WheelTheme, ...]) -> float:
    segments = sum(len(theme.segments) for theme in themes)
    return (360 - GAP * len(themes)) / max(1, segments)


def _text(x: float, y: float, text: str, size: float, fill: str, name: str, weight: int) -> str:
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size}" font-weight="{weight}" fill="{fill}" '
        f'text-anchor="middle" dominant-baseline="central" class="{name}">{escape(text)}</text>'
    )


def _fit(text: str, size: float, width: float) -> float:
    """Smaller where a label would not fit; a glyph of the font is 0.53 em wide on average."""
    return min(size, round(width / (0.53 * max(1, len(text))), 1))


def _point(radius: float, degrees: float) -> tuple[float, float]:
    angle = radians(degrees - 90)
    return CX + radius * cos(angle), CY + radius * sin(angle)


def _at(radius: float, degrees: float) -> str:
    x, y = _point(radius, degrees)
    return f"{x:.2f} {y:.2f}"


@lru_cache(maxsize=2_000)  # one question set draws the same few hundred on every page
def _sector(r0: float, r1: float, a0: float, a1: float, pad: float) -> str:
    """A ring segment between two radii and two angles; ``pad`` is half the gap in pixels."""
    p0, p1 = pad / r0 * 180 / pi, pad / r1 * 180 / pi
    large = 1 if a1 - a0 > 180 else 0
    return (
        f"M{_at(r1, a0 + p1)}A{r1:g} {r1:g} 0 {large} 1 {_at(r1, a1 - p1)}"
        f"L{_at(r0, a1 - p0)}A{r0:g} {r0:g} 0 {large} 0 {_at(r0, a0 + p0)}Z"
    )
