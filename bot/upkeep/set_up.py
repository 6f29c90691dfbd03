"""What has to be there before people come: a staff room, the letter, a rota, languages, signed lists of words."""

from __future__ import annotations

from bot import offered
from bot.language_names import english_name
from bot.loop import letter, rota, saying, urgent_words
from bot.safety import lists
from bot.settings import Settings
from bot.store.session import Work
from bot.upkeep.finding import About, Finding


def missing(work: Work, _settings: Settings) -> list[Finding]:
    """What an administrator has not done yet."""
    found = []
    if saying.staff_room(work) is None:
        found.append(
            ("There is no staff room yet.", "An administrator adds the bot to the team's group and says what it is.")
        )
    if letter.newest(work) is None:
        found.append(
            ("There is no letter to newcomers yet.", "An administrator writes it, by /letter to the bot in private.")
        )
    elif not letter.is_ready(work):
        found.append(("The letter to newcomers names a day that is past.", "An administrator changes it, by /letter."))
    if not rota.turns(work):
        found.append(
            ("There is no rota: urgent help promises no person.", "An administrator makes one, by /rota to the bot.")
        )
    return [Finding(About.SET_UP, wrong, mend) for wrong, mend in found]


def languages(work: Work, settings: Settings) -> list[Finding]:
    """Languages of the settings that people are not offered yet."""
    unread = offered.not_yet(work, settings)
    if not unread:
        return []
    names = ", ".join(f"{english_name(code)} ({code})" for code in unread)
    wrong = f"Not offered to people, as no speaker has approved their most important texts as they are now: {names}."
    mend = "`hearback locales pack` makes the page to read, `hearback locales approve` notes who stands for it."
    return [Finding(About.LANGUAGES, wrong, mend)]


def reviews(work: Work, settings: Settings) -> list[Finding]:
    """Lists of urgent words that nobody stands for, in the languages that people are offered."""
    unread = offered.not_yet(work, settings)
    found = [_of_words(work, code) for code in settings.offered if code not in unread]
    return [one for one in found if one is not None]


def _of_words(work: Work, language: str) -> Finding | None:
    one = lists.of(language)
    if one is None:
        wrong = f"There is no list of urgent words in {language}: they are not looked for."
        return Finding(About.REVIEWS, wrong, "bot/safety/words/ says how one is written.")
    if urgent_words.runs(work, language):
        return None
    read = f"was read by {one.reviewer} on {one.reviewed_on}" if one.reviewer else "is a draft that nobody has reviewed"
    wrong = f"The list of urgent words in {language} {read}: it does not run."
    return Finding(About.REVIEWS, wrong, f"Once somebody stands for it: `hearback words sign {language}`.")
