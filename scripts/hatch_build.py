"""Build hook: a wheel without its built assets or translations is refused."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AssetsHook(BuildHookInterface):
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        needed = [root / "static" / "vendor" / "manifest.json"]
        needed += [
            catalogue.with_suffix(".mo")
            for catalogue in (root / "compass" / "translations").glob("*/LC_MESSAGES/messages.po")
        ]
        missing = [path.relative_to(root).as_posix() for path in needed if not path.is_file()]
        if missing:
            raise RuntimeError(f"Built files are missing: {', '.join(missing)}. Run `make setup`.")
