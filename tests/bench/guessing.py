"""How well the language of a short message is guessed: what is offered to whoever writes in another than they chose.

The messages are in `messages.toml`, drafted by a machine. A wrong guess offers somebody the wrong language; none offers
nothing, and does no harm. Beside it py3langid alone, held to the languages that are offered.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from bot.detection import Detection
from tests.bench.figures import Figure
from tests.bench.places import Engines

LABELLED = Path(__file__).with_name("messages.toml")


def of_short_messages(_engines: Engines) -> Iterator[Figure]:
    """Shares, with all languages offered. Their first two words are harder."""
    labelled = tomllib.loads(LABELLED.read_text(encoding="utf-8"))
    messages: Mapping[str, Sequence[str]] = labelled["messages"]
    detection, alone = Detection(), LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    detection.load()
    offered = tuple(messages)
    model = {code.partition("_")[0]: code for code in offered}

    def by_model(words: str) -> str:
        return next(model[code] for code, _share in alone.rank(words) if code in model)

    whole = [(language, words) for language, several in messages.items() for words in several]
    begun = [(language, " ".join(words.split()[:2])) for language, words in whole if " " in words]
    for what, said in (("short messages", whole), ("first two words of them", begun)):
        for own in ("en", None):
            guesses = [(one, detection.language(words, offered, own or one)) for one, words in said]
            wrong = [pair for pair in guesses if pair[1] not in (pair[0], None)]
            right = sum(one == guess for one, guess in guesses) / len(said)
            model_right = sum(by_model(words) == one for one, words in said) / len(said)
            peers = {"wrong": len(wrong) / len(said), "py3langid alone": model_right}
            name = f"language of {len(said)} {what} guessed right, chosen: {own or 'their own'}"
            yield Figure(name, right, None, "share", f"{len(offered)} languages", peers)
    latin = [(language, words) for language, several in labelled["in_latin_letters"].items() for words in several]
    right = sum(detection.language(words, offered, own) == f"{own}-Latn" for own, words in latin) / len(latin)
    yield Figure(f"{len(latin)} messages in Latin letters known as one's own", right, None, "share", "guessing")
