"""Build hook: compiles the catalogs, so that an installed Hearback speaks every language."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogs(locales: Path) -> list[Path]:
    """Write a .mo beside every .po under `locales`; returns what it wrote. Fuzzy entries are left out."""
    written = []
    for po in sorted(locales.glob("*/LC_MESSAGES/*.po")):
        with po.open("rb") as source:
            catalog = read_po(source)
        mo, unfinished = po.with_suffix(".mo"), po.with_suffix(".mo.new")
        with unfinished.open("wb") as target:
            write_mo(target, catalog)
        unfinished.replace(mo)  # a Hearback that starts at this moment reads the old one or the new one, whole
        written.append(mo)
    return written


class CompileCatalogs(BuildHookInterface[Any]):
    """What hatchling calls before it builds a wheel or an editable install."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and have the wheel carry what was compiled."""
        for mo in compile_catalogs(Path(self.root) / "locales"):
            build_data["artifacts"].append(str(mo.relative_to(self.root)))
