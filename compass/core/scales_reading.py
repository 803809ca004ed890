"""Reads what questions choose from: scales, option lists, and maps from two scales to bands."""

from collections.abc import Mapping

from compass.core.documents import Node, enumerated
from compass.core.messages import worded
from compass.core.reading import expect_id, read_id, read_ids
from compass.core.rules import RiskMap

_MAP = ("severity", "likelihood", "bands", "cells")


def read_scales(root: Node) -> dict[str, tuple[str, ...]]:
    scales = _lists(root, "scales")
    for scale, levels in scales.items():
        if len(levels) == 1:
            place = root.child("scales").child(scale)
            place.fault("short-scale", worded("a scale has at least two levels, lowest first"))
    return scales


def read_option_lists(root: Node) -> dict[str, tuple[str, ...]]:
    return _lists(root, "option_lists")


def read_maps(root: Node, scales: Mapping[str, tuple[str, ...]]) -> dict[str, RiskMap]:
    maps: dict[str, RiskMap] = {}
    for map_id, node in root.child("maps").entries() if root.has("maps") else ():
        expect_id(node, map_id)
        if node.expect_keys(_MAP):
            maps[map_id] = _map(map_id, node, scales)
    return maps


def _lists(root: Node, key: str) -> dict[str, tuple[str, ...]]:
    lists: dict[str, tuple[str, ...]] = {}
    for name, node in root.child(key).entries() if root.has(key) else ():
        expect_id(node, name)
        lists[name] = node.identifiers()
    return lists


def _map(map_id: str, node: Node, scales: Mapping[str, tuple[str, ...]]) -> RiskMap:
    severity, likelihood = read_id(node, "severity"), read_id(node, "likelihood")
    for key, scale in (("severity", severity), ("likelihood", likelihood)):
        if scale and scale not in scales:
            node.fault(
                "unknown-id", worded("there is no scale %(scale)s", scale=repr(scale)), key=key
            )
    severities, likelihoods = scales.get(severity, ()), scales.get(likelihood, ())
    bands = read_ids(node, "bands")
    cells: dict[tuple[str, str], str] = {}
    if severities and likelihoods and bands and node.has("cells"):
        cells = _cells(node.child("cells"), severities, likelihoods, bands)
    return RiskMap(map_id, severity, likelihood, severities, likelihoods, bands, cells)


def _cells(
    node: Node, severities: tuple[str, ...], likelihoods: tuple[str, ...], bands: tuple[str, ...]
) -> dict[tuple[str, str], str]:
    cells: dict[tuple[str, str], str] = {}
    known = dict.fromkeys(bands)
    if not node.expect_keys(severities):
        return cells
    for severity in severities:
        row = list(node.child(severity).items()) if node.has(severity) else []
        if row and len(row) != len(likelihoods):
            message = worded(
                "%(count)s bands for %(levels)s levels of likelihood",
                count=len(row),
                levels=len(likelihoods),
            )
            node.fault("bad-map", message, key=severity)
        for likelihood, cell in zip(likelihoods, row, strict=False):
            cells[severity, likelihood] = _band(cell, known)
    used = frozenset(cells.values())
    if unused := [band for band in bands if band not in used]:
        node.fault("unused-band", worded("no cell has the band %(band)s", band=repr(unused[0])))
    return cells


def _band(node: Node, bands: Mapping[str, None]) -> str:
    band = node.identifier()
    if band and band not in bands:
        node.fault(
            "unknown-id",
            worded(
                "%(band)s is not one of the bands: %(names)s",
                band=repr(band),
                names=enumerated(bands),
            ),
        )
    return band
