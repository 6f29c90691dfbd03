"""The lists beside the catalogs: the pack that a speaker approves, and what a language calls the product's things."""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

PACKED = 60
SOURCE = "en"


def check_languages(root: Path, said: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Each language's entry is whole, and each folder has an entry."""
    for language, entry in said.items():
        if entry.get("state") not in ("draft", "released") or not entry.get("drafter") or not entry.get("date"):
            yield f"locales/locales.toml: {language}: needs a state (draft or released), a drafter and a date"
        if entry.get("state") == "released" and language != SOURCE and not entry.get("reader"):
            yield f"locales/locales.toml: {language}: released without a reader; name who read it, or set it to draft"
    for folder in sorted(path.name for path in (root / "locales").iterdir() if path.is_dir()):
        if folder not in said:
            yield f"locales/{folder}: not in locales.toml; give it an entry there, or remove the folder"


def check_pack(root: Path, there: Collection[tuple[str | None, ...]]) -> Iterator[str]:
    """The texts that a speaker approves are texts of the code, word for word, and as many as the page says.

    `there`: the code's texts, each as its context and its forms.
    """
    path = root / "locales" / "pack.toml"
    if not path.exists():
        return
    packed = [text for part in tomllib.loads(path.read_text(encoding="utf-8"))["part"] for text in part["texts"]]
    for text in packed:
        forms = [text["text"]] + ([text["plural"]] if "plural" in text else [])
        if (text.get("context"), *forms) not in there:
            yield f"locales/pack.toml: {text['text']!r}: no such text in the code; write it as it stands there now"
    if len(packed) != PACKED:
        yield f"locales/pack.toml: {len(packed)} texts, not {PACKED}: the page says how many, and how long it takes"


def check_glossaries(root: Path, languages: Collection[str]) -> Iterator[str]:
    """Each language has a name for each thing that the English glossary names, and for nothing else."""
    wanted = glossary(root, SOURCE).keys()
    for language in languages if wanted else ():
        named = glossary(root, language)
        for key in sorted(key for key in wanted if not named.get(key)):
            yield f"locales/{language}/glossary.toml: no name for {key!r}; write what the texts call it"
        for key in sorted(named.keys() - wanted):
            yield f"locales/{language}/glossary.toml: {key!r} is in no English glossary; add it there, or remove it"


def glossary(root: Path, language: str) -> dict[str, str]:
    """What a language calls the product's own things; nothing where it has no list."""
    path = root / "locales" / language / "glossary.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
