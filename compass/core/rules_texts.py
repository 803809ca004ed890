"""The texts of labels, scores and outcomes."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from compass.core.prose import Section

RULE_SECTIONS: Mapping[str, Section[Any, Any]] = MappingProxyType({})
