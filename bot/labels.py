"""What people read for the codes that are stored."""

from bot.language import Text, _, p_
from bot.words import Danger, Days, Kind, Role, Scope, UpdateKind, Verdict

KINDS: dict[Kind, Text] = {
    Kind.PROBLEM: p_("button", "Something is wrong"),
    Kind.QUESTION: p_("button", "A question"),
    Kind.RUMOUR: p_("button", "Going round: is it true?"),
    Kind.IDEA: p_("button", "An idea"),
    Kind.PRAISE: p_("button", "Something good"),
    Kind.HELP: p_("button", "Somebody needs help"),
}
SCOPES: dict[Scope, Text] = {
    Scope.OURS: p_("button", "We can change it"),
    Scope.NOT_OURS: p_("button", "It is somebody else's"),
    Scope.CANNOT: p_("button", "It cannot be changed"),
    Scope.NOT_KNOWN_YET: p_("button", "We do not know yet"),
}
VERDICTS: dict[Verdict, Text] = {
    Verdict.YES: p_("button", "Yes, it is better"),
    Verdict.A_BIT: p_("button", "A bit"),
    Verdict.NO: p_("button", "No"),
    Verdict.NOT_NEEDED: p_("button", "No longer needed"),
}
ROLES: dict[Role, Text] = {
    Role.CHAMPION: _("champion"),
    Role.READER: _("reader"),
    Role.STAFF: _("staff"),
    Role.ADMINISTRATOR: _("administrator"),
}
UPDATE_KINDS: dict[UpdateKind, Text] = {
    UpdateKind.PROGRESS: p_("button", "Something moved"),
    UpdateKind.CHANGED: p_("button", "It is done: what changed"),
    UpdateKind.NOTHING_YET: p_("button", "Nothing yet, because …"),
}
DANGERS: dict[Danger, Text] = {
    Danger.YES: p_("button", "Yes, in danger"),
    Danger.UNSURE: p_("button", "I am not sure"),
    Danger.NO: p_("button", "No"),
}
DAYS: dict[Days, Text] = {
    Days.WORKING_DAYS: p_("button", "Monday to Friday"),
    Days.EVERY_DAY: p_("button", "Every day"),
    Days.WEEKEND: p_("button", "Saturday and Sunday"),
}
