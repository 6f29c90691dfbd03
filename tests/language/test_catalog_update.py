"""Bringing the catalogs up to date loses no translation, and changes nothing that need not change."""

import catalogs


def words(product, language="pl"):
    return product.po(language).read_text(encoding="utf-8")


def test_a_second_update_changes_nothing(product):
    before = catalogs.planned(product.root)
    catalogs.update(product.root)
    assert {path: path.read_bytes() for path in before} == before


def test_an_entry_says_its_file_and_what_translators_should_know(product):
    assert "#. Translators: the first words that anybody reads\n#: bot/greeting.py\n" in words(product)


def test_no_line_numbers_and_no_dates_are_kept(product):
    product.code.write_text("\n\n\n" + product.code.read_text(encoding="utf-8"), encoding="utf-8")
    assert product.gates() == []
    assert "Date" not in words(product)


def test_a_new_text_waits_for_its_translation_and_the_others_stay(product):
    product.change(product.code, "TELL =", 'NEW = _("Something altogether different")\nTELL =')
    catalogs.update(product.root)
    assert 'msgid "Something altogether different"\nmsgstr ""\n' in words(product)
    assert "Opowiedz" in words(product)


def test_a_changed_text_keeps_its_old_translation_as_a_guess(product):
    product.change(product.code, "Write /stop to leave", "Write /stop to leave us")
    catalogs.update(product.root)
    assert '#, fuzzy\nmsgid "Write /stop to leave us,' in words(product)
    catalogs.update(product.root)
    assert [line for line in product.gates() if "is marked fuzzy" in line and "/pl/" in line]


def test_a_plural_without_words_is_no_guess(product):
    product.change(product.code, '("{n} group has heard.", "{n} groups have heard.", n)', '("{n} one", "{n} many", n)')
    catalogs.update(product.root)
    product.change(product.code, '("{n} one", "{n} many", n)', '("{n} ones", "{n} many", n)')
    catalogs.update(product.root)
    assert "fuzzy" not in words(product)


def test_a_text_that_is_gone_leaves_no_trace(product):
    product.change(product.code, 'TELL = p_("button", "Tell")\n', "")
    catalogs.update(product.root)
    assert "Opowiedz" not in words(product)


def test_a_new_language_needs_only_its_entry(product):
    product.declare(en="released", pl="draft", ur="draft", ar="draft")
    catalogs.update(product.root)
    assert "Plural-Forms: nplurals=6;" in words(product, "ar")


def test_templates_are_gathered_too(product):
    page = product.root / "bot" / "web" / "templates" / "board.html"
    page.parent.mkdir(parents=True)
    page.write_text('<h1>{{ _("What changed") }}</h1> {{ n_("{n} person", "{n} people", 3) }}', encoding="utf-8")
    gathered = {str(message.id) for message in catalogs.entries(catalogs.extract(product.root))}
    assert {"What changed", "('{n} person', '{n} people')"} <= gathered


def test_a_share_in_percent_is_no_placeholder(product):
    product.change(product.code, "TELL =", 'ALL = _("100% of them have heard")\nTELL =')
    catalogs.update(product.root)
    assert "python-format" not in words(product)
