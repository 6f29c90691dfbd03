"""What people read for the codes that are stored."""

from bot.action_words import Doer, MovedWhy, OutsideReply, PlanWord
from bot.asked_words import AgeBand, Disability, Ethnicity, Feeling
from bot.card_words import Binned, Risk, Spread, Topic
from bot.language import Text, _, p_
from bot.message_words import Attached, ConsultState, LanguageState, MessageButton, MessageState, MessageTemplate
from bot.words import (
    AnswerState,
    Came,
    Danger,
    Days,
    EventKind,
    HowHeard,
    Kind,
    Need,
    Role,
    Scope,
    SeenIn,
    UpdateKind,
    Verdict,
)

KINDS: dict[Kind, Text] = {
    Kind.PROBLEM: p_("button", "Something is wrong"),
    Kind.QUESTION: p_("button", "A question"),
    Kind.RUMOUR: p_("button", "Going round: is it true?"),
    Kind.IDEA: p_("button", "An idea"),
    Kind.PRAISE: p_("button", "Something good"),
    Kind.HELP: p_("button", "Somebody needs help"),
}
SEEN_IN: dict[SeenIn, Text] = {
    SeenIn.WHATSAPP: p_("button", "WhatsApp"),
    SeenIn.FACEBOOK: p_("button", "Facebook"),
    SeenIn.TIKTOK: p_("button", "TikTok"),
    SeenIn.LEAFLET: p_("button", "A leaflet"),
    SeenIn.SOMEBODY: p_("button", "Somebody said it"),
    SeenIn.ELSEWHERE: p_("button", "Elsewhere"),
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
FEELINGS: dict[Feeling, Text] = {
    Feeling.YES: p_("button", "Yes"),
    Feeling.MOSTLY: p_("button", "Mostly"),
    Feeling.A_BIT: p_("button", "A little"),
    Feeling.NO: p_("button", "No"),
}
ROLES: dict[Role, Text] = {
    Role.CHAMPION: _("champion"),
    Role.READER: _("reader"),
    Role.STAFF: _("staff"),
    Role.ADMINISTRATOR: _("administrator"),
    Role.LEAD: _("safeguarding lead"),
}
UPDATE_KINDS: dict[UpdateKind, Text] = {
    UpdateKind.PROGRESS: p_("button", "Something moved"),
    UpdateKind.CHANGED: p_("button", "It is done: what changed"),
    UpdateKind.NOTHING_YET: p_("button", "Nothing yet, because …"),
}
TOPICS: dict[Topic, Text] = {
    Topic.NEW: _("New"),
    Topic.URGENT: _("Rumours and urgent"),
    Topic.OWED: _("Owed"),
    Topic.SENT: _("Sent"),
}
RISKS: dict[Risk, Text] = {
    Risk.LOW: p_("button", "Low risk"),
    Risk.SOME: p_("button", "Some risk"),
    Risk.HIGH: p_("button", "High risk"),
}
SPREADS: dict[Spread, Text] = {
    Spread.ONE_PERSON: p_("button", "One person"),
    Spread.ONE_GROUP: p_("button", "One group"),
    Spread.SEVERAL: p_("button", "Several groups"),
}
BINNED: dict[Binned, Text] = {
    Binned.CANNOT_USE: p_("button", "We cannot use this"),
    Binned.NOT_CLEAR: p_("button", "We do not understand it"),
    Binned.NOT_OURS: p_("button", "Not about what we do"),
    Binned.HAD_BEFORE: p_("button", "We have had this before"),
}
NOT_SAID = p_("button", "Rather not say")
AGES: dict[AgeBand, Text] = {
    AgeBand.UNDER_25: p_("button", "Under 25"),
    AgeBand.UNDER_45: p_("button", "25 to 44"),
    AgeBand.UNDER_65: p_("button", "45 to 64"),
    AgeBand.OLDER: p_("button", "65 or older"),
    AgeBand.NOT_SAID: NOT_SAID,
}
DISABILITIES: dict[Disability, Text] = {
    Disability.YES: p_("button", "Yes"),
    Disability.NO: p_("button", "No"),
    Disability.NOT_SAID: NOT_SAID,
}
ETHNICITIES: dict[Ethnicity, Text] = {
    Ethnicity.ASIAN: p_("button", "Asian or Asian British"),
    Ethnicity.BLACK: p_("button", "Black, Caribbean or African"),
    Ethnicity.MIXED: p_("button", "Mixed or multiple groups"),
    Ethnicity.WHITE: p_("button", "White"),
    Ethnicity.OTHER: p_("button", "Another group"),
    Ethnicity.NOT_SAID: NOT_SAID,
}
NEEDS: dict[Need, Text] = {
    Need.HOUSING: p_("button", "A home"),
    Need.MONEY: p_("button", "Money or bills"),
    Need.FOOD: p_("button", "Food"),
    Need.HEALTH: p_("button", "A health service"),
    Need.SAFETY: p_("button", "Safety at home"),
    Need.OTHER: p_("button", "Something else"),
}
ANSWER_STATES: dict[AnswerState, Text] = {
    AnswerState.DRAFT: _("draft: waits for a second person"),
    AnswerState.APPROVED: _("approved"),
    AnswerState.WITHDRAWN: _("withdrawn"),
}
CAME: dict[Came, Text] = {
    Came.GOT: p_("button", "Yes, they got it"),
    Came.NOT_YET: p_("button", "Not yet"),
    Came.NOT_NEEDED: p_("button", "Not needed any more"),
}
EVENTS: dict[EventKind, Text] = {
    EventKind.COFFEE_MORNING: p_("button", "A coffee morning"),
    EventKind.STALL: p_("button", "A stall"),
    EventKind.MEETING: p_("button", "A meeting"),
    EventKind.PHONE_ROUND: p_("button", "Phone calls"),
    EventKind.OTHER: p_("button", "Something else"),
}
HEARD: dict[HowHeard, Text] = {
    HowHeard.TELEPHONE: p_("button", "By telephone"),
    HowHeard.EMAIL: p_("button", "By e-mail"),
    HowHeard.MEETING: p_("button", "At a meeting"),
    HowHeard.LETTER: p_("button", "By letter"),
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
DOERS: dict[Doer, Text] = {
    Doer.STAFF: p_("button", "Somebody of the team"),
    Doer.OUTSIDE: p_("button", "Somebody outside"),
    Doer.GROUP: p_("button", "A group of the community"),
}
MOVED_WHYS: dict[MovedWhy, Text] = {
    MovedWhy.LONGER: p_("button", "It takes longer than thought"),
    MovedWhy.OTHERS: p_("button", "Others have to act first"),
    MovedWhy.PEOPLE: p_("button", "People are away or ill"),
    MovedWhy.MONEY: p_("button", "The money is not there yet"),
    MovedWhy.URGENT: p_("button", "Something urgent came first"),
    MovedWhy.CHANGED: p_("button", "The plan has changed"),
}
PLAN_WORDS: dict[PlanWord, Text] = {
    PlanWord.HELPS: p_("button", "It would help"),
    PlanWord.MISSING: p_("button", "Something is missing"),
    PlanWord.NO_WORD: p_("button", "No word needed"),
}
OUTSIDE_REPLIES: dict[OutsideReply, Text] = {
    OutsideReply.DONE: p_("button", "They have done it"),
    OutsideReply.LATER: p_("button", "They do it by …"),
    OutsideReply.CANNOT: p_("button", "They cannot"),
}
MESSAGE_TEMPLATES: dict[MessageTemplate, Text] = {
    MessageTemplate.EMPTY: p_("button", "Start with nothing"),
    MessageTemplate.CLINIC: p_("button", "A clinic comes to people"),
    MessageTemplate.RUMOUR: p_("button", "What is true (a rumour)"),
    MessageTemplate.ALERT: p_("button", "An urgent alert"),
    MessageTemplate.LISTENING: p_("button", "Come and be heard"),
    MessageTemplate.RESULT: p_("button", "What came of listening"),
    MessageTemplate.CLOSING: p_("button", "Closing well"),
    MessageTemplate.HOLDING: p_("button", "We heard this; news by …"),
}
MESSAGE_STATES: dict[MessageState, Text] = {
    MessageState.PROPOSED: _("proposed by a champion"),
    MessageState.DRAFT: _("draft"),
    MessageState.ASKED: _("waits for approval"),
    MessageState.APPROVED: _("approved, not sent yet"),
    MessageState.SENDING: _("being sent"),
    MessageState.PAUSED: _("sending is paused"),
    MessageState.STOPPED: _("sending was stopped"),
    MessageState.SENT: _("sent"),
    MessageState.WITHDRAWN: _("withdrawn"),
    MessageState.DROPPED: _("dropped"),
}
CONSULT_STATES: dict[ConsultState, Text] = {
    ConsultState.PREPARED: _("not sent yet"),
    ConsultState.OPEN: _("open"),
    ConsultState.CLOSED: _("closed; the result is owed"),
    ConsultState.TOLD: _("closed; the result is told"),
    ConsultState.ENDED: _("ended without a result"),
}
MESSAGE_BUTTONS: dict[MessageButton, Text] = {
    MessageButton.MORE: p_("button", "Learn more"),
    MessageButton.ASK: p_("button", "Ask about this"),
    MessageButton.BOOK: p_("button", "Book"),
}
ATTACHED: dict[Attached, Text] = {
    Attached.PICTURE: _("picture"),
    Attached.RECORDING: _("recording"),
    Attached.DOCUMENT: _("document"),
}
LANGUAGE_STATES: dict[LanguageState, Text] = {
    LanguageState.SOURCE: _("the words that all others are made from"),
    LanguageState.MISSING: _("not there yet"),
    LanguageState.STALE: _("there, but the first words have changed since"),
    LanguageState.DIFFERS: _("there, but a number, date, link or code differs"),
    LanguageState.UNREAD: _("there, and nobody but its writer has read it"),
    LanguageState.BY_ONE: _("goes out, marked as read by one person only"),
    LanguageState.READ: _("there, and read by a second person"),
    LanguageState.LEFT_OUT: _("left out: they get nothing"),
}
