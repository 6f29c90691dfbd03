"""What acts are called when staff read the history of something."""

from __future__ import annotations

from bot.language import Text, _
from bot.words import UpdateKind

ACTS: dict[str, Text] = {
    "add": _("added something"),
    "allow_for_group": _("allowed a sentence for the group"),
    "answer": _("answered"),
    "ask_back": _("asked back"),
    "ask_for_group": _("asked whether the group may know"),
    "call_it": _("said what it is"),
    "came": _("said whether the help came"),
    "change": _("changed what was told"),
    "closed": _("the news that it is closed was written"),
    "closed_judged": _("closed, judged by everybody who raised it"),
    "closed_not_judged": _("closed, not judged by everybody"),
    "changed": _("said what changed"),
    "could_not_pass_on": _("could not pass the news on"),
    "hand_on": _("handed the call for help on"),
    "hold": _("took the call for help"),
    "join": _("joined it to the matter"),
    "judge": _("said whether it is better"),
    "let_see": _("let others see the title"),
    "let_stay": _("let personal details stay"),
    "no_longer_see": _("no longer lets others see the title"),
    "not_needed": _("needs no answer any more"),
    "nothing_yet": _("said that there is nothing yet, and why"),
    "pass_on": _("passed the news on"),
    "progress": _("said what moved"),
    "raise_alert": _("raised an alert"),
    "refuse_for_group": _("did not allow a sentence for the group"),
    "reopened": _("opened again: somebody said it is not better"),
    "separate": _("parted it from another message"),
    "settle": _("settled news that could not be brought"),
    "show_hidden": _("read the personal details"),
    "take_back": _("took it back"),
    "take_out": _("had personal details taken out"),
    "take_up": _("took it up"),
    "taken_up": _("wrote the first news"),
    "translate": _("wrote the words in another language"),
    "whole_group": _("said that the whole group raises it"),
}
NEWS: dict[str, Text] = {
    UpdateKind.TAKEN_UP: _("the first news"),
    UpdateKind.ANSWER: _("the answer"),
    UpdateKind.PROGRESS: _("what moved"),
    UpdateKind.NOTHING_YET: _("that there is nothing yet"),
    UpdateKind.CHANGED: _("what changed"),
    UpdateKind.REOPENED: _("that it is open again"),
    UpdateKind.CLOSED: _("that it is closed"),
}
ARRIVAL: dict[str, Text] = {
    "owed": _("waits for words in their language"),
    "queued": _("is on the way"),
    "sent": _("has arrived"),
    "with_champion": _("is with a champion, to be passed on"),
    "passed_on": _("was passed on by a champion"),
    "failed": _("could not be delivered"),
    "uncertain": _("was sent, and nobody knows whether it arrived"),
    "settled": _("was settled by a named person"),
}
DETAILS: dict[str, Text] = {
    "owner": _("answers for it"),
    "why": _("why"),
    "scope": _("can it be changed"),
    "kind": _("what it is"),
    "language": _("in"),
    "insight": _("what was told"),
    "other": _("the other"),
}
