"""A list of faults in the forms that people, programs and code hosts read."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

from compass.core.documents import Tree
from compass.core.faults import Fault, Severity

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


_COMMANDS: Mapping[Severity, str] = MappingProxyType(
    {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
)


def as_text(faults: Sequence[Fault]) -> str:
    return "\n".join(str(fault) for fault in faults) if faults else "No faults."


def as_json(faults: Sequence[Fault]) -> str:
    return _dumped([asdict(fault) for fault in faults])


def as_sarif(faults: Sequence[Fault]) -> str:
    """SARIF 2.1.0, as code scanners and editors read it."""
    rules: list[Tree] = [{"id": code} for code in sorted({fault.code for fault in faults})]
    driver: Tree = {"name": "compass question-sets check", "rules": rules}
    run: Tree = {"tool": {"driver": driver}, "results": [_result(fault) for fault in faults]}
    return _dumped({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def as_github(faults: Sequence[Fault]) -> str:
    """Workflow commands that GitHub shows beside the line in a change."""
    return "\n".join(_annotation(fault) for fault in faults)


FORMATS: Mapping[str, Callable[[Sequence[Fault]], str]] = MappingProxyType(
    {"text": as_text, "json": as_json, "sarif": as_sarif, "github": as_github}
)


def _dumped(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)


def _result(fault: Fault) -> Tree:
    uri = quote(os.fsencode(_relative(fault.file)))
    place: dict[str, Tree] = {"artifactLocation": {"uri": uri}}
    if fault.line:
        place["region"] = {"startLine": fault.line}
    location: dict[str, Tree] = {"physicalLocation": place}
    if fault.path:
        location["logicalLocations"] = [{"fullyQualifiedName": fault.path}]
    return {
        "ruleId": fault.code,
        "level": fault.severity.value,
        "message": {"text": fault.message},
        "locations": [location],
    }


def _annotation(fault: Fault) -> str:
    facts = {"file": _relative(fault.file), "line": str(fault.line or 1), "title": fault.code}
    shown = ",".join(f"{key}={_escaped(value, also=':,')}" for key, value in facts.items())
    message = f"{fault.path}: {fault.message}" if fault.path else fault.message
    return f"::{_COMMANDS[fault.severity]} {shown}::{_escaped(message)}"


def _escaped(text: str, also: str = "") -> str:
    for letter in f"%\r\n{also}":
        text = text.replace(letter, f"%{ord(letter):02X}")
    return text


def _relative(file: str) -> str:
    """From where the command runs, which is where code hosts look; forward slashes."""
    path = Path(file)
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()
