"""Trees of texts as YAML files for people: what strict_yaml reads back as the same tree."""

import yaml

from compass.core.documents import Tree

WIDTH = 110
# The order in which people read these; what is not named follows as it came.
_FIRST = (
    "format", "language", "id", "version", "languages", "title", "summary", "provenance", "term",
    "label", "code", "kind", "scale", "options", "service", "act", "consequence", "text", "why",
    "checks", "bad", "good", "group", "over", "roles", "option_lists", "scales", "maps", "facts",
    "principles", "terms", "shown_when", "themes", "questions", "labels", "scores", "outcomes",
    "glossary", "sources",
)  # fmt: skip
_RANK = {key: rank for rank, key in enumerate(_FIRST)}


class _Dumper(yaml.SafeDumper):
    """No anchors, and lists set in under their key."""

    def ignore_aliases(self, data: object) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def write_yaml(tree: Tree) -> bytes:
    text: str = yaml.dump(
        _ordered(tree), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH
    )
    return text.encode("utf-8")


def _ordered(tree: Tree) -> Tree:
    if isinstance(tree, dict):
        keys = sorted(tree, key=lambda key: _RANK.get(key, len(_RANK)))
        return {key: _ordered(tree[key]) for key in keys}
    if isinstance(tree, list):
        return [_ordered(item) for item in tree]
    return tree
