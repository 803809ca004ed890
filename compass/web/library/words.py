"""The words of the library: states of a version, and why an archive is refused."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from flask.blueprints import BlueprintSetupState

from compass.core.archives import MAX_ARCHIVE, MAX_TOTAL, ArchiveError
from compass.core.faults import Severity
from compass.core.folders import MAX_FILES
from compass.core.publication import VersionState
from compass.services.publication import Arrival
from compass.web.i18n import lazy_text as _l
from compass.web.library.fault_words import FAULTS, detail, is_ours
from compass.web.words import Words

MEGABYTE = 1024 * 1024

VERSION_STATES: Words = MappingProxyType(
    {
        VersionState.DRAFT: _l("Not published"),
        VersionState.PUBLISHED: _l("Published"),
        VersionState.WITHDRAWN: _l("Withdrawn from use"),
    }
)
VERSION_COLOURS: Mapping[StrEnum, str] = MappingProxyType(
    {
        VersionState.DRAFT: "orange",
        VersionState.PUBLISHED: "green",
        VersionState.WITHDRAWN: "red",
    }
)
ARRIVALS: Words = MappingProxyType(
    {
        Arrival.NEW: _l("The version is here now, not published yet. Look at it as a team does."),
        Arrival.REPLACED: _l("The version was not published yet: it has the new contents now."),
        Arrival.ALREADY_HERE: _l("This version is already here, with exactly these contents."),
    }
)
SEVERITIES: Words = MappingProxyType(
    {Severity.WARNING: _l("Warning"), Severity.NOTE: _l("Not decided")}
)
REFUSALS: Words = MappingProxyType(
    {
        "not-a-zip": _l("This is not a ZIP file that we can read."),
        "empty": _l("The ZIP file is empty."),
        "too-large": _l("The ZIP file is larger than %(most)s MB."),
        "too-many": _l("The ZIP file holds more than %(files)s files."),
        "too-large-inside": _l("Unpacked, the files are larger than %(total)s MB."),
        "ratio": _l("“%(name)s” is packed more tightly than texts ever are."),
        "bad-path": _l("“%(name)s” is not a path that we accept."),
        "name-not-utf-8": _l("The name of a file is not written in UTF-8."),
        "duplicate": _l("“%(name)s” is in the ZIP file twice."),
        "link": _l("“%(name)s” is a link or a device, not a file."),
        "encrypted": _l("“%(name)s” is protected by a password."),
        "nested": _l("“%(name)s” is an archive inside the archive."),
        "other-file": _l("“%(name)s” does not belong to a question set."),
        "not-one-folder": _l(
            "The files must lie in one folder, or in none: set.yaml beside the languages."
        ),
    }
)


def add_words(setup: BlueprintSetupState) -> None:
    """Every template of the application can name the state of a version."""
    setup.app.jinja_env.globals.update(
        version_states=VERSION_STATES,
        version_colours=VERSION_COLOURS,
        fault_severities=SEVERITIES,
        fault_words=FAULTS,
        fault_detail=detail,
        is_our_message=is_ours,
    )


def refusal(error: ArchiveError) -> str:
    words = str(REFUSALS[error.code])
    return words % {
        "name": error.name,
        "files": MAX_FILES,
        "most": MAX_ARCHIVE // MEGABYTE,
        "total": MAX_TOTAL // MEGABYTE,
    }
