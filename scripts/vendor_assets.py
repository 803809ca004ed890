"""Copy third-party assets from node_modules into static/vendor, with the few edits they need.

npm has checked each package against package-lock.json before this runs. The design system's
licence (MIT) allows the edits; its reserved font and crest are taken out, not shipped.
"""

import hashlib
import json
import re
import shutil
from pathlib import Path

from instance_fonts import instance_fonts

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"

SOURCE_SANS = MODULES / "@fontsource-variable" / "source-sans-3" / "files"
WEB_FONTS = {
    "source-sans-3-latin-wght-normal.woff2": "source-sans-3.woff2",
    "source-sans-3-latin-ext-wght-normal.woff2": "source-sans-3-ext.woff2",
}
FONT_LICENCE = MODULES / "@fontsource-variable" / "source-sans-3" / "LICENSE"


def main() -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    stylesheet = (MODULES / "govuk-frontend/dist/govuk/govuk-frontend.min.css").read_text()
    (VENDOR / "govuk.css").write_text(without_reserved_parts(stylesheet))
    for source, target in WEB_FONTS.items():
        shutil.copyfile(SOURCE_SANS / source, VENDOR / target)
    shutil.copyfile(FONT_LICENCE, VENDOR / "source-sans-3.LICENSE.txt")
    instance_fonts(SOURCE_SANS, VENDOR / "fonts")
    write_manifest()


def without_reserved_parts(css: str) -> str:
    """The stylesheet without its reserved font and crest; fails when upstream has changed."""
    css = re.sub(r"@font-face\{[^}]*GDS Transport[^}]*\}", "", css)
    css = re.sub(r"GDS Transport(,arial,sans-serif)?", "var(--cp-font)", css)
    css = re.sub(r"[^{}]*\{[^{}]*url\(/assets/images/govuk-crest\.svg\)[^{}]*\}", "", css)
    css = css.replace("font-family:sans-serif", "font-family:var(--cp-font)")
    css = re.sub(r"/\*# sourceMappingURL.*?\*/", "", css)
    if "/assets/" in css or "GDS" in css:
        raise SystemExit("The design system's stylesheet has changed: review the edits here.")
    return css


def write_manifest() -> None:
    """Versions and digests of what was copied, for `compass doctor` and for the curious."""
    files = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(VENDOR.rglob("*"))
        if path.is_file()
    }
    lock = json.loads((ROOT / "package-lock.json").read_text())
    versions = {
        name.removeprefix("node_modules/"): package["version"]
        for name, package in lock["packages"].items()
        if name
    }
    manifest = {"packages": versions, "sha256": files}
    (VENDOR / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


if __name__ == "__main__":
    main()
