"""Telegram's HTML, and what becomes of a text."""

import html
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.practice import entities, html_text
from bot.practice.entities import Formatted
from bot.practice.refusals import Refused
from bot.practice.texts import BLANK, clean, utf16_length


def spans(read: Formatted) -> list[tuple[str, str]]:
    """Each entity's type with the text it covers."""
    units = read.text.encode("utf-16-le")
    return [
        (one["type"], units[one["offset"] * 2 : (one["offset"] + one["length"]) * 2].decode("utf-16-le"))
        for one in read.entities
    ]


@pytest.mark.parametrize(
    ("source", "text", "covered"),
    [
        ("plain", "plain", []),
        ("<b>bold</b> and <strong>strong</strong>", "bold and strong", [("bold", "bold"), ("bold", "strong")]),
        ("<i>a</i><em>b</em>", "ab", [("italic", "a"), ("italic", "b")]),
        ("<u>a</u><ins>b</ins>", "ab", [("underline", "a"), ("underline", "b")]),
        ("<s>a</s><del>b</del>", "ab", [("strikethrough", "a"), ("strikethrough", "b")]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", "a")]),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", "a")]),
        ("<B>a</b >", "a", [("bold", "a")]),
        ("<b>a</>", "a", [("bold", "a")]),
        ("<b>a<i>b</i></b>", "ab", [("bold", "ab"), ("italic", "b")]),
        ("😀 <b>żółw</b>", "😀 żółw", [("bold", "żółw")]),
        ("<b>😀</b>x", "😀x", [("bold", "😀")]),
        ("<b></b>x", "x", []),
        ("&lt;b&gt; &amp;amp; &quot; &#39; &#x1F600; &nbsp; & &;", "<b> &amp; \" ' 😀 &nbsp; & &;", []),
        (f"&#{'9' * 5000};x", f"&#{'9' * 5000};x", []),
        ("<code>a &lt; b</code>", "a < b", [("code", "a < b")]),
        ("<blockquote>a</blockquote>", "a", [("blockquote", "a")]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", "a")]),
        ("  <b> x </b>  ", "x", [("bold", "x")]),
        ("a\u202e<b>\u2028b</b>", "ab", [("bold", "b")]),
        ("<b>a</b> /tell", "a /tell", [("bold", "a"), ("bot_command", "/tell")]),
        ("<a href='t.me/x'>@ana_here</a>", "@ana_here", [("text_link", "@ana_here")]),
        ("<a href='not a link'>x</a>", "x", []),
    ],
)
def test_html_is_read_as_telegram_reads_it(source: str, text: str, covered: list[tuple[str, str]]) -> None:
    read = html_text.parsed(source)
    assert (read.text, spans(read)) == (text, covered)


def test_links_and_code_keep_what_they_are_about() -> None:
    link = html_text.parsed('<a href="https://example.org/?a=1&amp;b=2">here</a>').entities[0]
    assert link["url"] == "https://example.org/?a=1&b=2"
    code = html_text.parsed('<pre><code class="language-python">x = 1</code></pre>').entities
    assert [(one["type"], one["language"]) for one in code] == [("pre", "python")]
    emoji = html_text.parsed('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>').entities[0]
    assert emoji["custom_emoji_id"] == "5368324170671202286"


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("ż <p>x</p>", 'Unsupported start tag "p" at byte offset 3'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ('<a href="x', 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=x", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=/x>y</a>", "Unexpected end of name token at byte offset 0"),
        ("<a =x>y</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<tg-emoji emoji-id='x'>x</tg-emoji>", "Invalid custom emoji identifier specified"),
    ],
)
def test_wrong_html_is_complained_of_as_telegram_does(source: str, complaint: str) -> None:
    with pytest.raises(Refused) as refused:
        html_text.parsed(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"


@given(st.text())
def test_escaped_text_comes_out_as_it_went_in(text: str) -> None:
    assert html_text.parsed(html.escape(text)) == entities.plain(text)


@given(st.lists(st.tuples(st.sampled_from(["b", "i", "u", "s", "code"]), st.text(max_size=8)), max_size=8))
def test_entities_cover_what_stood_in_the_tags(parts: list[tuple[str, str]]) -> None:
    read = html_text.parsed("".join(f"<{tag}>{html.escape(text)}</{tag}>" for tag, text in parts))
    size = utf16_length(read.text)
    assert read.text == clean("".join(text for _, text in parts)).strip(BLANK)
    for one in read.entities:
        assert 0 <= one["offset"] < one["offset"] + one["length"] <= size
    spans(read)  # no entity ends within a character
    assert all(one["offset"] <= other["offset"] for one, other in pairwise(read.entities))


@given(st.text(alphabet="<>/&;ab =\"'#x1\u202eż😀", max_size=30))
def test_whatever_is_sent_is_read_or_refused(source: str) -> None:
    try:
        read = html_text.parsed(source)
    except Refused as refused:
        assert refused.code == 400
    else:
        assert read.text == read.text.strip(BLANK)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\u2028b\u202ac\u202ed", "abcd"),
        ("\u2068+44 20\u2069", "\u2068+44 20\u2069"),
        ("a\tb\x00c\nd\re", "a b c\nde"),
        ("a\u200e\u200fb\u200ec", "a\u200c\u200cb\u200ec"),
        ("اردو میں", "اردو میں"),
    ],
)
def test_a_text_is_cleaned_as_telegram_cleans_it(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://example.org/a?b=1.", [("url", "https://example.org/a?b=1")]),
        ("/start@hearback_bot x", [("bot_command", "/start@hearback_bot")]),
        ("a/b and 1/2", []),
        (
            "ask @bo_li or bo@example.org #damp",
            [("mention", "@bo_li"), ("email", "bo@example.org"), ("hashtag", "#damp")],
        ),
        ("/tell\n/help", [("bot_command", "/tell"), ("bot_command", "/help")]),
        ("مرحبا /tell", [("bot_command", "/tell")]),
    ],
)
def test_telegram_finds_links_and_commands_by_itself(text: str, found: list[tuple[str, str]]) -> None:
    assert spans(entities.plain(text)) == found


def test_entities_that_come_along_move_with_the_text() -> None:
    read = entities.given(" \u202e😀bold ", [{"type": "bold", "offset": 4, "length": 4}])
    assert (read.text, spans(read)) == ("😀bold", [("bold", "bold")])


@pytest.mark.parametrize(
    ("one", "complaint"),
    [
        (
            {"type": "bold", "offset": 0, "length": 9},
            "entity beginning at UTF-16 offset 0 ends after the end of the text",
        ),
        ({"type": "bold", "offset": 0, "length": 1}, "ends in a middle of a UTF-16 symbol"),
        ({"type": "loud", "offset": 0, "length": 2}, "unsupported MessageEntity type"),
        ({"type": "bold", "offset": -1, "length": 2}, "wrong offset or length"),
        ({"type": "text_link", "offset": 0, "length": 2}, 'must have "url"'),
        ("bold", "unsupported MessageEntity type"),
    ],
)
def test_entities_that_do_not_fit_are_refused(one: entities.JSON, complaint: str) -> None:
    with pytest.raises(Refused, match=complaint):
        entities.given("😀x", [one])
