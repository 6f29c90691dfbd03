"""The evidence as chapters of the report's page."""

from __future__ import annotations

from collections.abc import Iterator

from bot.loop import evidence
from bot.loop.evidence import ACTIVITY
from bot.loop.evidence_headings import FRAMEWORKS, Framework, Heading
from bot.loop.evidence_lines import Evidence
from bot.loop.markdown import grid, plain

_HEADS = ("What", "Where", "How many", "People who were there", "Says who was sent on where")
_ABOVE = (
    "What follows puts what the records show under the headings that health bodies answer for. It says nothing that "
    "the records do not show, and names no level: how good it is, people have to say."
)


def chapters(of: Evidence) -> Iterator[str]:
    """One for each set of headings, the record of activity, and the stories that were allowed."""
    yield f"# What the records show\n\n{_ABOVE}"
    for framework in FRAMEWORKS:
        yield _framework(of, framework)
    yield _activity(of)
    if of.stories:
        stories = (f"**{reference}**\n\n> {plain(words)}" for reference, words in of.stories)
        yield "## Stories that their tellers allowed\n\n" + "\n\n".join(stories)


def _framework(of: Evidence, framework: Framework) -> str:
    parts = (_heading(of, heading) for heading in framework.headings)
    return f"## {framework.title}\n\n{framework.note}\n\n" + "\n\n".join(parts)


def _heading(of: Evidence, heading: Heading) -> str:
    said = [f"- {line}" for line in evidence.under(of, heading)]
    missing = [f"- *Not in the records:* {heading.missing}"] if heading.missing else []
    return "\n".join([f"### {heading.title}", "", *said, *missing])


def _activity(of: Evidence) -> str:
    rows = [
        [evidence.kind(one), plain(evidence.area(one)), str(one.events), evidence.reach(one), str(one.signposted)]
        for one in of.facts.activities
    ]
    said = grid(_HEADS, rows) if rows else "No event of these days was reported."
    return (
        f"## {ACTIVITY}\n\nEvents that champions reported, by kind and area. People are counted where somebody said "
        f"how many there were. What was written about them is not printed.\n\n{said}"
    )
