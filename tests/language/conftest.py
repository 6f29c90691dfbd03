"""A small product of three languages, made anew for each test."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "deploy"))

import catalogs

CODE = """\
from bot.language import _, n_, p_

# Translators: the first words that anybody reads
def hello(name, code):
    return _("Thank you, {name}. Your code is {code}.", name=name, code=code)

def heard(n):
    return n_("{n} group has heard.", "{n} groups have heard.", n)

TELL = p_("button", "Tell")
TELLING = p_("typed", "Tell")
LEAVE = _("Write /stop to leave, or read https://example.org/help first.")
"""

ENTRY = '[{language}]\nstate = "{state}"\ndrafter = "machine"\nreader = "{reader}"\ndate = 2026-11-22\n'

POLISH = """\
msgid ""
msgstr ""
"Language: pl\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"

msgid "Thank you, {name}. Your code is {code}."
msgstr "Dziękujemy, {name}. Twój kod to {code}."

msgid "{n} group has heard."
msgid_plural "{n} groups have heard."
msgstr[0] "{n} grupa usłyszała."
msgstr[1] "{n} grupy usłyszały."
msgstr[2] "{n} grup usłyszało."

msgctxt "button"
msgid "Tell"
msgstr "Opowiedz"

msgctxt "typed"
msgid "Tell"
msgstr "opowiadam"

msgid "Write /stop to leave, or read https://example.org/help first."
msgstr "Napisz /stop, żeby odejść, albo przeczytaj https://example.org/help."
"""

URDU = """\
msgid ""
msgstr ""
"Language: ur\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Thank you, {name}. Your code is {code}."
msgstr "شکریہ، {name}۔ آپ کا کوڈ {code} ہے۔"

msgid "{n} group has heard."
msgid_plural "{n} groups have heard."
msgstr[0] "{n} گروپ نے سن لیا۔"
msgstr[1] "{n} گروپوں نے سن لیا۔"

msgctxt "button"
msgid "Tell"
msgstr "بتائیں"

msgctxt "typed"
msgid "Tell"
msgstr "بتانا"

msgid "Write /stop to leave, or read https://example.org/help first."
msgstr "چھوڑنے کے لیے /stop لکھیں، یا پہلے https://example.org/help پڑھیں۔"
"""


class Product:
    """Its code, its languages, and ways to break them."""

    texts = 5

    def __init__(self, root: Path) -> None:
        self.root = root
        self.locales = root / "locales"
        self.code = root / "bot" / "greeting.py"
        self.code.parent.mkdir()
        self.code.write_text(CODE, encoding="utf-8")
        self.locales.mkdir()
        self.declare(en="released", pl="draft", ur="draft")
        self.write("pl", POLISH)
        self.write("ur", URDU)
        catalogs.update(root)

    def declare(self, reader: str = "", **states: str) -> None:
        entries = [ENTRY.format(language=language, state=state, reader=reader) for language, state in states.items()]
        (self.locales / "locales.toml").write_text("\n".join(entries), encoding="utf-8")

    def po(self, language: str = "pl") -> Path:
        return catalogs.file_of(self.root, language)

    def write(self, language: str, words: str) -> None:
        self.po(language).parent.mkdir(parents=True, exist_ok=True)
        self.po(language).write_text(words, encoding="utf-8")

    def change(self, path: Path, old: str, new: str) -> None:
        words = path.read_text(encoding="utf-8")
        assert words.count(old) == 1, f"{old!r} stands {words.count(old)} times in {path.name}"
        path.write_text(words.replace(old, new), encoding="utf-8")

    def gates(self) -> list[str]:
        """What the gates say."""
        return list(catalogs.check(self.root, least_messages=self.texts))


@pytest.fixture
def product(tmp_path: Path) -> Product:
    return Product(tmp_path)


@pytest.fixture(scope="session")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogs of a sound product, only to be read."""
    return Product(tmp_path_factory.mktemp("spoken")).locales
