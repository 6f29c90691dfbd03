"""The catalogs: `update` brings every language up to date with the code, `check` holds the gates.

Run them as `make catalogs` and as part of `make check`. `locales/locales.toml` says which languages there are.
"""

import argparse
import ast
import io
import re
import shutil
import string
import subprocess
import sys
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError, read_po, write_po
from catalog_lists import check_glossaries, check_languages, check_pack
from compile_catalogs import compile_catalogs
from language_table import check_table, with_table

ROOT = Path(__file__).parent.parent
DOMAIN = "hearback"
SOURCE = "en"
KEYWORDS = {"_": None, "n_": (1, 2), "p_": ((1, "c"), 2)}
METHODS = [("**.py", "python"), ("web/templates/**", "jinja2.ext:babel_extract")]
WIDTH = 100

LEAST_MESSAGES = 200  # so that an extraction that finds nothing, or only a corner of the code, is red
BUTTON_CHARACTERS = 30
MESSAGE_UTF16_UNITS = 4096

HEADER = """\
# {title}
msgid ""
msgstr ""
"Project-Id-Version: {domain}\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""

_COMMAND_OR_ADDRESS = re.compile(r"https?://\S*[\w/]|(?<![\w/])/[a-z_]+")


def main(arguments: Sequence[str] | None = None, root: Path = ROOT, least_messages: int = LEAST_MESSAGES) -> int:
    """Do what the command line says; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=("update", "check"))
    if parser.parse_args(arguments).command == "update":
        update(root)
        return 0
    found = list(check(root, least_messages))
    print("\n".join(found or ["The catalogs are in order."]))
    return 1 if found else 0


def update(root: Path) -> None:
    """Gather the texts, bring every language up to date, compile."""
    for path, content in planned(root).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    compile_catalogs(root / "locales")
    with_table(root, languages(root), partial(read, root))


def check(root: Path, least_messages: int) -> Iterator[str]:
    """Every gate that is not held: file, message, how to mend it."""
    yield from check_languages(root, languages(root))
    yield from check_calls(root)
    source = entries(extract(root))
    if len(source) < least_messages:
        yield f"bot: only {len(source)} texts found, at least {least_messages} expected; mend the extraction"
    yield from (line for message in source for line in check_text("bot", message, forms_of(message.id)))
    for language in languages(root):
        if language != SOURCE:
            yield from check_catalog(root, language)
    yield from check_pack(root, {(message.context, *forms_of(message.id)) for message in source})
    yield from check_glossaries(root, [language for language in languages(root) if language != SOURCE])
    with suppress(PoFileError):  # was said above
        yield from check_fresh(root)
        yield from check_table(root, languages(root), partial(read, root))


def languages(root: Path) -> dict[str, dict[str, Any]]:
    """What `locales.toml` says of each language."""
    return tomllib.loads((root / "locales" / "locales.toml").read_text(encoding="utf-8"))


def extract(root: Path) -> Catalog:
    """Every text of the code, with the files that it stands in."""
    catalog = Catalog(fuzzy=False)
    found = extract_from_dir(root / "bot", METHODS, keywords=KEYWORDS, comment_tags=["Translators:"])
    for file, line, message, comments, context in found:
        catalog.add(message, None, [(f"bot/{file}", line)], auto_comments=comments, context=context)
    return catalog


def planned(root: Path) -> dict[Path, bytes]:
    """What the template and every language's file should hold: the code's texts, and the translations there are."""
    found = extract(root)
    files = {root / "locales" / f"{DOMAIN}.pot": _written(found, "", f"The texts of {DOMAIN}, to translate.")}
    for language in languages(root):
        if language != SOURCE:
            catalog = read(root, language)
            catalog.update(found)
            files[file_of(root, language)] = _written(catalog, language, f"{DOMAIN} in {catalog.locale.english_name}.")
    return files


def read(root: Path, language: str) -> Catalog:
    """A language's file; empty when there is none yet. Raises PoFileError, naming file and line, when it is broken."""
    path = file_of(root, language)
    with path.open("rb") if path.exists() else io.BytesIO() as source:
        try:
            return read_po(source, locale=language, abort_invalid=True)
        except PoFileError as error:
            said = f"{path.relative_to(root)}:{error.lineno}: {error}; mend it ({_rule(language)})"
            raise PoFileError(said, error.catalog, error.line, error.lineno) from error


def file_of(root: Path, language: str) -> Path:
    """Where a language's translations are."""
    return root / "locales" / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def _written(catalog: Catalog, language: str, title: str) -> bytes:
    for message in entries(catalog):
        message.flags.discard("python-format")  # "100% of" is no placeholder here
        if not any(forms_of(message.string)):
            message.flags.discard("fuzzy")  # a guess without words
    plural = get_plural(language).plural_forms if language else "nplurals=INTEGER; plural=EXPRESSION;"
    header = HEADER.format(title=title, domain=DOMAIN, language=language, plural=plural)
    target = io.BytesIO()
    write_po(target, catalog, WIDTH, omit_header=True, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
    return header.encode() + target.getvalue().rstrip(b"\n") + b"\n"


def entries(catalog: Catalog) -> list[Message]:
    """The messages of a catalog, without its header."""
    return [message for message in catalog if message.id]


def forms_of(words: str | Sequence[str] | None) -> list[str]:
    """One form, or one for each plural; an empty string for a form that is missing."""
    return [words or ""] if words is None or isinstance(words, str) else [form or "" for form in words]


def check_calls(root: Path) -> Iterator[str]:
    """Each text is written out where it is called for: what is put together at run time cannot be gathered."""
    for path in sorted((root / "bot").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            match node:
                case ast.Call(func=ast.Name(id="_"), args=[first, *_]):
                    texts = [first]
                case ast.Call(func=ast.Name(id="n_" | "p_"), args=[first, second, *_]):
                    texts = [first, second]
                case _:
                    continue
            if not all(isinstance(text, ast.Constant) and text.value for text in texts):
                yield f"{path.relative_to(root)}:{node.lineno}: a text that is not written out; write it there in full"


def check_fresh(root: Path) -> Iterator[str]:
    """`update` would change nothing."""
    for path, content in planned(root).items():
        if not path.exists() or path.read_bytes() != content:
            yield f"{path.relative_to(root)}: not up to date with the code; run make catalogs, translate what is new"


def check_catalog(root: Path, language: str) -> Iterator[str]:
    """One language: complete, nothing fuzzy, every form sound, and it compiles."""
    path = file_of(root, language)
    if not path.exists():
        return  # which is not up to date, and said there
    try:
        catalog = read(root, language)
    except PoFileError as error:
        yield str(error)
        return
    name = str(path.relative_to(root))
    if catalog.plural_forms != get_plural(language).plural_forms:
        yield f"{name}: its header says {catalog.plural_forms}; correct it: {_rule(language)}"
    for message in entries(catalog):
        yield from check_translation(name, message, get_plural(language).num_plurals)
    yield from check_compiles(name, catalog)
    yield from check_by_msgfmt(path, name)


def _rule(language: str) -> str:
    return f"{language} has {get_plural(language).plural_forms}"


def check_translation(name: str, message: Message, plurals: int) -> Iterator[str]:
    """One message of one language."""
    forms = forms_of(message.string)
    if message.fuzzy:
        yield _line(name, message, "is marked fuzzy; read it, correct it, remove the mark")
    if not all(forms):
        yield _line(name, message, "is not translated; translate every form of it")
    elif message.pluralizable and len(forms) != plurals:
        yield _line(name, message, f"has {len(forms)} plural forms; write {plurals}")
    else:
        yield from check_text(name, message, forms)


def check_text(name: str, message: Message, forms: Sequence[str]) -> Iterator[str]:
    """Placeholders, braces, commands, digits and lengths of all forms of a message, or of its translation."""
    sources = forms_of(message.id)
    try:
        wanted = set().union(*map(placeholders, sources))
        for found in map(placeholders, forms):
            if found != wanted:
                yield _line(name, message, f"has {_listed(found)} where {_listed(wanted)} belongs; use the same names")
    except ValueError as error:
        yield _line(name, message, f"{error}; use plain names only, as in {{name}}; write a brace twice to show it")
    kept = set(_COMMAND_OR_ADDRESS.findall(sources[0]))
    for form in forms:
        if set(_COMMAND_OR_ADDRESS.findall(form)) != kept:
            yield _line(name, message, f"should keep {_listed(kept)}; leave commands and addresses as they are")
        if any(sign.isdigit() and not sign.isascii() for sign in form):
            yield _line(name, message, "has digits other than 0-9; write 0-9, so that numbers look alike everywhere")
        if is_button(message) and (long := shown_characters(form)) > BUTTON_CHARACTERS:
            yield _line(name, message, f"is a button of {long} characters; {BUTTON_CHARACTERS} fit, so shorten it")
        if len(form.encode("utf-16-le")) // 2 > MESSAGE_UTF16_UNITS:
            yield _line(name, message, f"is longer than a Telegram message; {MESSAGE_UTF16_UNITS} UTF-16 units fit")


def _line(name: str, message: Message, said: str) -> str:
    return f"{name}: {forms_of(message.id)[0]!r} ({message.context or 'text'}): {said}"


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names)) or "nothing"


def placeholders(form: str) -> set[str]:
    """The names in a text's braces. Raises ValueError for anything but plain names: a format string is code."""
    names = set()
    for _literal, name, spec, conversion in string.Formatter().parse(form):
        if name is None:
            continue
        if spec or conversion or not re.fullmatch("[a-z_]+", name):
            raise ValueError(f"has {{{name}}} with more than a plain name in it")
        names.add(name)
    return names


def is_button(message: Message) -> bool:
    """Whether it stands on a button: its context is "button", or begins with that word."""
    return (message.context or "").split(" ")[0] == "button"


def shown_characters(form: str) -> int:
    """How many characters a person sees: without accents that sit on others, and signs that show nothing."""
    return sum(unicodedata.category(sign) not in ("Mn", "Me", "Cf") for sign in form)


def check_compiles(name: str, catalog: Catalog) -> Iterator[str]:
    """What is compiled can be read again."""
    target = io.BytesIO()
    try:
        write_mo(target, catalog)
        target.seek(0)
        GNUTranslations(target)
    except (ValueError, UnicodeError, SyntaxError) as error:
        yield f"{name}: does not compile: {error}; mend what it names"


def check_by_msgfmt(path: Path, name: str) -> Iterator[str]:
    """The second opinion of GNU gettext, where it is installed."""
    if msgfmt := shutil.which("msgfmt"):
        told = subprocess.run([msgfmt, "-c", "-o", "/dev/null", path], capture_output=True, text=True, check=False)
        if told.returncode:
            yield from (line.replace(str(path), f"{name}: msgfmt") for line in told.stderr.splitlines())


if __name__ == "__main__":
    sys.exit(main())
