"""Which language words seem to be in: by their letters, and by a model once it is loaded. It only ever suggests."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

LEAST_LATIN, LEAST_ARABIC = 10, 6
ENGLISH_ENOUGH = 0.3
LEAST_TELLING_LETTERS = 2
LATIN, ARABIC, CYRILLIC = "LATIN", "ARABIC", "CYRILLIC"
OF_SCRIPT = {
    "BENGALI": ("bn",),
    "CJK": ("zh", "yue", "ja"),
    "DEVANAGARI": ("hi", "mr", "ne"),
    "ETHIOPIC": ("ti", "am"),
    "GUJARATI": ("gu",),
    "GURMUKHI": ("pa",),
    "TAMIL": ("ta",),
}
CYRILLIC_LETTERS = {"ru": "ыэёъ", "uk": "іїєґ"}
ARABIC_LETTERS = {"ckb": "ەۆێڵڕ", "ps": "ټډړږښګڼۍې", "ur": "ٹڈڑںےہھ"}
LATIN_LETTERS = {"pl": "ąćęłńśźż", "yo": "ẹṣ"}
NOT_LATIN = frozenset(
    {"ar", "ckb", "fa", "ps", "ru", "uk", "ur", *(code for codes in OF_SCRIPT.values() for code in codes)}
)
ENGLISH = frozenset(
    """a about all an and are as at be because but by can cannot do does for from get had has have he her his how i if
    in is it me my no not of on or our she so that the their them there they this to us was we were what when where
    who why will with would you your""".split()  # noqa: SIM905
)
_WORDS = re.compile(r"[^\W\d_]+")


class Detection:
    """Guesses languages. The model takes a second and 100 MB: it is loaded beside the work when it is first missed."""

    def __init__(self, *, may_load: bool = False) -> None:
        self._may_load = may_load
        self._model: Any = None
        self._loading = threading.Lock()

    def language(self, words: str, offered: Sequence[str], own: str | None) -> str | None:
        """The code of what the words seem to be in ("ur-Latn" for Urdu in Latin letters); None where that is unsure."""
        script, count = _script(words)
        if script in OF_SCRIPT:
            return _among(OF_SCRIPT[script], offered, own)
        if script == CYRILLIC:
            return _by_letters(words, CYRILLIC_LETTERS) or self._by_model(words, offered, own)
        if script == ARABIC:
            return self._arabic(words, offered, own) if count >= LEAST_ARABIC else None
        if script == LATIN and count >= LEAST_LATIN:
            return self._latin(words, offered, own)
        return None

    def load(self) -> None:
        """Load the model now, and wait for it."""
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

        self._model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

    def _arabic(self, words: str, offered: Sequence[str], own: str | None) -> str | None:
        return _by_letters(words, ARABIC_LETTERS) or self._by_model(words, offered, own)

    def _latin(self, words: str, offered: Sequence[str], own: str | None) -> str | None:
        said = _WORDS.findall(words.casefold())
        if sum(word in ENGLISH for word in said) >= ENGLISH_ENOUGH * len(said):
            return "en"
        if found := _by_letters(words, LATIN_LETTERS):
            return found
        return f"{own}-Latn" if own in NOT_LATIN else self._by_model(words, offered, own)

    def _by_model(self, words: str, offered: Sequence[str], own: str | None) -> str | None:
        if self._model is None:
            self._load_beside()
            return None
        wanted = {_spoken(code): code for code in (*reversed(offered), own) if code}
        ranked = [wanted[code] for code, _share in self._model.rank(words) if code in wanted]
        return ranked[0] if ranked else None

    def _load_beside(self) -> None:
        if self._may_load and self._loading.acquire(blocking=False):
            threading.Thread(target=self.load, name="language model", daemon=True).start()


def _script(words: str) -> tuple[str, int]:
    """What most letters belong to, by Unicode's name for it, and how many they are."""
    if words.isascii():
        return LATIN, sum(map(str.isalpha, words))
    letters = Counter(_script_of(letter) for letter in words if letter.isalpha())
    return letters.most_common(1)[0] if letters else ("", 0)


@lru_cache(maxsize=4096)
def _script_of(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]


def _spoken(code: str) -> str:
    """The language of a code, without its script or country."""
    return code.partition("_")[0]


def _among(codes: Sequence[str], offered: Sequence[str], own: str | None) -> str:
    """One of the languages of a script: one's own, or the one that is written in it most often, as it is offered."""
    if own is not None and _spoken(own) in codes:
        return own
    return next((code for code in offered if _spoken(code) == codes[0]), codes[0])


def _by_letters(words: str, letters: dict[str, str]) -> str | None:
    """The language whose own letters stand there, where enough of them do."""
    folded = unicodedata.normalize("NFC", words).casefold()
    there = Counter({code: sum(letter in own for letter in folded) for code, own in letters.items()})
    code, count = there.most_common(1)[0]
    return code if count >= LEAST_TELLING_LETTERS else None
