"""Each gate lets a sound catalogue through, and is red on a broken one."""

import shutil

import catalogs
import pytest

NAME = "locales/pl/LC_MESSAGES/hearback.po"
LONG = "Opowiedz nam o tym, co się u was mówi"


def test_a_sound_product_passes(product):
    assert product.gates() == []


@pytest.mark.parametrize(
    ("sound", "broken", "said"),
    [
        pytest.param("kod to {code}", "kod to {kode}", "has kode, name where code, name belongs", id="another name"),
        pytest.param("Dziękujemy, {name}", "Dziękujemy, {nmae}", "use the same names", id="misspelt name"),
        pytest.param("Twój kod to {code}.", "Gotowe.", "has name where code, name belongs", id="name left out"),
        pytest.param("{n} grup ", "Wiele grup ", "has nothing where n belongs", id="plural form without its number"),
        pytest.param("to {code}", "to {code.__class__}", "with more than a plain name", id="attribute"),
        pytest.param("to {code}", "to {code[0]}", "with more than a plain name", id="index"),
        pytest.param("to {code}", "to {code:>99999999}", "with more than a plain name", id="format spec"),
        pytest.param("to {code}", "to {code!r}", "with more than a plain name", id="conversion"),
        pytest.param("to {code}", "to {}", "with more than a plain name", id="no name"),
        pytest.param("to {code}", "to {code", "expected '}'", id="brace left open"),
        pytest.param("to {code}", "to {code}}", "Single '}'", id="brace too many"),
        pytest.param('msgstr "Opowiedz"', 'msgstr ""', "is not translated", id="missing"),
        pytest.param('[2] "{n} grup usłyszało."', '[2] ""', "is not translated", id="plural form missing"),
        pytest.param('msgctxt "button"', '#, fuzzy\nmsgctxt "button"', "is marked fuzzy", id="fuzzy"),
        pytest.param('msgstr "Opowiedz"', f'msgstr "{LONG}"', "is a button of 37 characters; 30 fit", id="long button"),
        pytest.param('msgstr "opowiadam"', f'msgstr "{"o" * 4097}"', "longer than a Telegram message", id="long text"),
        pytest.param("Napisz /stop", "Napisz /koniec", "should keep /stop, https://", id="command translated"),
        pytest.param(
            "https://example.org/help.",
            "https://example.org/pomoc.",
            "leave commands and addresses",
            id="address translated",
        ),
        pytest.param('msgstr "opowiadam"', 'msgstr "opowiadam ۳"', "digits other than 0-9", id="other digits"),
    ],
)
def test_a_broken_translation_is_named_with_its_file(product, sound, broken, said):
    product.change(product.po(), sound, broken)
    assert [line for line in product.gates() if line.startswith(f"{NAME}: '") and said in line]


@pytest.mark.parametrize(
    ("sound", "broken", "said"),
    [
        pytest.param(
            "nplurals=3; plural=(n==1 ? 0 : ", "nplurals=2; plural=(", "pl has nplurals=3", id="two for three"
        ),
        pytest.param("n%10<=4", "n%10<=5", "its header says", id="another rule"),
        pytest.param('msgstr[2] "', 'msgstr[3] "', "pl has nplurals=3", id="a fourth form"),
        pytest.param('msgstr "Opowiedz"', "msgstr Opowiedz", f"{NAME}:", id="no quotes"),
    ],
)
def test_a_broken_file_is_named(product, sound, broken, said):
    product.change(product.po(), sound, broken)
    assert [line for line in product.gates() if line.startswith(NAME) and said in line]


def test_two_plural_forms_are_too_few_for_polish(product):
    product.change(product.po(), 'msgstr[2] "{n} grup usłyszało."\n', "")
    assert [line for line in product.gates() if "is not translated" in line]


def test_a_draft_and_a_released_language_are_held_to_the_same(product):
    product.declare("Maria Nowak", en="released", pl="released", ur="draft")
    assert product.gates() == []
    for language in ("pl", "ur"):
        product.change(product.po(language), '#, python-brace-format\nmsgid "Thank', '#, fuzzy\nmsgid "Thank')
    assert len([line for line in product.gates() if "is marked fuzzy" in line]) == 2


def test_new_words_in_the_code_make_the_catalogs_stale(product):
    product.change(product.code, '"Tell")\nTELLING', '"Say")\nTELLING')
    assert {line.split(":")[0] for line in product.gates() if "run make catalogs" in line} == {
        "locales/hearback.pot",
        NAME,
        "locales/ur/LC_MESSAGES/hearback.po",
    }


def test_a_language_without_a_file_is_stale(product):
    product.po().unlink()
    assert [line for line in product.gates() if line.startswith(NAME) and "run make catalogs" in line]


def test_an_extraction_that_finds_nothing_is_red(product):
    product.code.write_text("", encoding="utf-8")
    catalogs.update(product.root)
    assert "bot: only 0 texts found, at least 5 expected; mend the extraction" in product.gates()


@pytest.mark.parametrize("call", ['_(f"Hello {name}")', '_("Hello " + name)', "_(name)", 'p_("button", name)', '_("")'])
def test_a_text_that_cannot_be_gathered_is_named_with_its_line(product, call):
    product.code.write_text(f"name = ''\n{call}\n", encoding="utf-8")
    assert [line for line in product.gates() if line.startswith("bot/greeting.py:2: a text that is not written out")]


def test_the_source_is_held_to_the_same_rules(product):
    product.change(product.code, "is {code}.", "is {code.__class__}.")
    assert [line for line in product.gates() if line.startswith("bot: ") and "more than a plain name" in line]


def test_every_language_says_who_vouches_for_it(product):
    product.declare(en="released", pl="released", ur="finished")
    said = product.gates()
    assert "locales/locales.toml: pl: released without a reader; name who read it, or set it to draft" in said
    assert "locales/locales.toml: ur: needs a state (draft or released), a drafter and a date" in said


def test_a_folder_that_no_entry_speaks_of_is_named(product):
    product.declare(en="released", pl="draft")
    assert product.gates() == ["locales/ur: not in locales.toml; give it an entry there, or remove the folder"]


def test_what_cannot_be_compiled_is_said(product):
    catalog = catalogs.read(product.root, "pl")
    catalog.charset = "ascii"
    assert next(catalogs.check_compiles(NAME, catalog)).startswith(f"{NAME}: does not compile: ")


def test_what_a_speaker_approves_is_what_the_code_says(product):
    pack = product.root / "locales" / "pack.toml"
    pack.write_text('[[part]]\nname = "stop"\ntexts = [{ text = "Tell", context = "button" }, { text = "Tell me" }]\n')
    said = product.gates()
    assert "locales/pack.toml: 'Tell me': no such text in the code; write it as it stands there now" in said
    assert any("2 texts, not 60" in line for line in said)
    assert not any("'Tell':" in line for line in said)


def test_each_thing_has_one_name_in_each_language(product):
    for language, names in (("en", 'group = "Group"\ncode = "Code"\n'), ("ur", 'group = "گروپ"\nclub = "کلب"\n')):
        folder = product.root / "locales" / language
        folder.mkdir(exist_ok=True)
        (folder / "glossary.toml").write_text(names)
    said = product.gates()
    assert "locales/ur/glossary.toml: no name for 'code'; write what the texts call it" in said
    assert "locales/ur/glossary.toml: 'club' is in no English glossary; add it there, or remove it" in said
    assert "locales/pl/glossary.toml: no name for 'group'; write what the texts call it" in said


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="GNU gettext is not installed")
def test_msgfmt_gives_a_second_opinion(product):
    assert list(catalogs.check_by_msgfmt(product.po(), NAME)) == []
    product.change(product.po(), "Dziękujemy, {name}", "Dziękujemy, {nmae}")
    assert next(catalogs.check_by_msgfmt(product.po(), NAME)).startswith(f"{NAME}: msgfmt:")


def test_the_gates_do_without_msgfmt(product, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert product.gates() == []


def test_the_command_says_what_it_found_by_its_status(product, capsys):
    assert catalogs.main(["check"], product.root, product.texts) == 0
    product.change(product.po(), 'msgstr "Opowiedz"', 'msgstr ""')
    assert catalogs.main(["check"], product.root, product.texts) == 1
    assert "'Tell' (button): is not translated; translate every form of it" in capsys.readouterr().out
