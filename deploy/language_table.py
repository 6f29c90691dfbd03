"""The table of languages in the docs: what each truly is, from its catalog and from what is said of it."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.plurals import get_plural

PAGE = "docs/languages.md"
BEGIN, END = "<!-- table: made by `make catalogs` -->", "<!-- end of the table -->"
HEAD = (
    "| language | texts | state | drafted by | read afresh | read by a speaker | plural forms | runs "
    "| guessed from what is written | menu | speech |",
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
)
SOURCE = "en"
BY_SCRIPT = frozenset({"bn", "pa", "gu", "ta", "zh_Hans"})
NOT_IN_ESPEAK = frozenset({"so", "yo"})
Read = Callable[[str], Catalog]


def with_table(root: Path, said: Mapping[str, Mapping[str, Any]], read: Read) -> None:
    """Write the table into its page, where there is one."""
    page = root / PAGE
    if page.exists():
        page.write_text(_renewed(page.read_text(encoding="utf-8"), said, read), encoding="utf-8")


def check_table(root: Path, said: Mapping[str, Mapping[str, Any]], read: Read) -> Iterator[str]:
    """The table says what is true now."""
    page = root / PAGE
    if page.exists() and page.read_text(encoding="utf-8") != _renewed(page.read_text(encoding="utf-8"), said, read):
        yield f"{PAGE}: its table is not up to date; run make catalogs"


def _renewed(page: str, said: Mapping[str, Mapping[str, Any]], read: Read) -> str:
    before, begin, rest = page.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not begin or not end:
        return page
    rows = [*HEAD, *(_row(code, entry, read) for code, entry in said.items())]
    return before + begin + "\n" + "\n".join(rows) + "\n" + end + after


def _row(code: str, entry: Mapping[str, Any], read: Read) -> str:
    locale = Locale.parse(code)
    cells = [
        f"{locale.english_name} (`{code}`)",
        "source" if code == SOURCE else _translated(read(code)),
        entry["state"],
        entry["drafter"],
        str(entry.get("back_translated") or ("" if code == SOURCE else "not yet")),
        entry.get("reader") or ("" if code == SOURCE else "nobody yet"),
        str(get_plural(code).num_plurals),
        "right to left" if locale.text_direction == "rtl" else "left to right",
        "by its script" if code in BY_SCRIPT else "by its words",
        "yes",
        "no voice" if code in NOT_IN_ESPEAK else "a machine's voice exists",
    ]
    return f"| {' | '.join(cells)} |"


def _translated(catalog: Catalog) -> str:
    texts = [message for message in catalog if message.id]
    done = sum(
        bool(message.string) and (isinstance(message.string, str) or all(message.string or ())) for message in texts
    )
    return f"{done:,} of {len(texts):,}"
