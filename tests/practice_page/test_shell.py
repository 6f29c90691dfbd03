import re
import urllib.error
import urllib.request

import pytest

from tests.practice_page.town import Town


def fetched(town: Town, path: str) -> tuple[str, dict[str, str]]:
    with urllib.request.urlopen(town.base + path) as answer:
        return answer.read().decode(), {name.title(): value for name, value in answer.headers.items()}


def test_nothing_but_its_own_files_may_run(town: Town):
    shell, headers = fetched(town, "/")
    assert headers["Content-Security-Policy"].startswith("default-src 'self';")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert re.findall(r"<script(?![^>]*\ssrc=)", shell) == []
    assert re.findall(r"<style|\sstyle=|\son\w+=|javascript:", shell) == []
    assert re.findall(r'(?:src|href)="(?!/static/practice/|#)', shell) == []


def test_says_that_it_is_practice_in_words_that_cannot_break_out(town: Town):
    shell, _headers = fetched(town, "/")
    assert "<h1>Hearback &amp; co</h1>" in shell
    assert "This is practice." in shell
    assert "Nothing leaves this machine." in shell
    assert "&lt;everybody&gt; in it is invented." in shell


def test_files_are_served_with_the_same_headers(town: Town):
    for name in ("main.js", "page.css", "icon.svg"):
        _file, headers = fetched(town, f"/static/practice/{name}")
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-cache"
    with pytest.raises(urllib.error.HTTPError, match="404") as refused:
        fetched(town, "/static/practice/none.js")
    refused.value.close()
