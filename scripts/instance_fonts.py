"""Static TrueType fonts for the dossier, one for each weight, made from the web font."""

import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

SUBSETS = ("latin", "latin-ext", "greek", "cyrillic", "vietnamese")
EPOCH = 3_849_984_000  # 1 January 2026 in seconds since 1904: the same bytes whenever it runs
WEIGHTS = {"Regular": 400, "Semibold": 600, "Bold": 700}


def instance_fonts(source: Path, target: Path) -> None:
    """Write SourceSans3-<weight>.ttf for each weight, the subsets of the alphabet joined in one."""
    target.mkdir(parents=True, exist_ok=True)
    for style, weight in WEIGHTS.items():
        with tempfile.TemporaryDirectory() as folder:
            parts = [_instance(source, subset, weight, Path(folder)) for subset in SUBSETS]
            font = Merger().merge([str(part) for part in parts])
        _name(font, style, weight)
        font.save(target / f"SourceSans3-{style}.ttf")


def _instance(source: Path, subset: str, weight: int, folder: Path) -> Path:
    font = TTFont(source / f"source-sans-3-{subset}-wght-normal.woff2")
    instance = instantiateVariableFont(font, {"wght": weight})
    # Kerning and accents stay; ligatures go, so that text taken from the page is the text typed.
    for table in ("GSUB", "STAT", "HVAR", "MVAR"):
        if table in instance:
            del instance[table]
    instance.flavor = None
    path = folder / f"{subset}.ttf"
    instance.save(path)
    return path


def _name(font: TTFont, style: str, weight: int) -> None:
    family = f"Source Sans 3 {style}"
    names = {1: family, 2: "Regular", 4: family, 6: f"SourceSans3-{style}"}
    for identifier, text in names.items():
        font["name"].setName(text, identifier, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = EPOCH
