"""How templates look up what stands under a key."""

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, Undefined


class ItemsEnvironment(Environment):
    """``answers["clear"]`` is the answer to the question of that name or nothing; Jinja would go on
    to the method of the dictionary."""

    def getitem(self, obj: Any, argument: Any) -> Any | Undefined:  # Any: as Jinja has it
        if isinstance(obj, Mapping) and argument not in obj:
            return self.undefined(obj=obj, name=argument)
        return super().getitem(obj, argument)
