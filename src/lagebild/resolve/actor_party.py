"""``Der SPD-Politiker``: somebody whom the text has named already, not the party."""

from dataclasses import replace

from lagebild.reference.names import fold, key_of
from lagebild.reference.offices import gender
from lagebild.resolve.actor_choice import Resolution
from lagebild.resolve.actor_context import Known
from lagebild.resolve.actor_mention import Mention
from lagebild.resolve.actor_parse import Part

_NEAR = 500
"""Characters within which the person named last is meant; further back only the one whom alone the text has named."""
_PARTY = frozenset({"PTY", "OPP"})
_IN_POLITICS = frozenset({"GOV", "LEG", "PTY", "OPP", "ELI"})
_MAN, _WOMAN = frozenset({"der", "dem", "den", "des"}), frozenset({"die", "der"})


def politician_named_before(mention: Mention, title: Part) -> Resolution | None:
    """The politician of the party's country and of the word's gender whom the text has named before, if any."""
    owner, head, context, at = title.owner, title.head, mention.context, mention.at
    if owner is None or head is None or context is None or at is None or not mention.single:
        return None
    if owner.code.partition(" ")[2] not in _PARTY or not head.word.endswith(
        tuple(mention.lexicon.words["party_people"])
    ):
        return None
    sex = "f" if head.word.endswith("in") else "m"
    if _article(mention, title) not in (_WOMAN if sex == "f" else _MAN):
        return None  # ``ein SPD-Politiker``, ``die SPD-Politiker``
    beside = "GOV" if owner.code.endswith("OPP") else "OPP"
    known = [
        k
        for k in context.introduced_before(at, owner.country)
        if _may_be(mention, k, sex) and not k.resolution.code.endswith(beside)
    ]
    if not known or (len(known) > 1 and at - known[0].at > _NEAR):
        return None
    found = known[0].resolution
    return replace(found, kind="name", confidence=round(0.8 * found.confidence, 3), country_known=True)


def _article(mention: Mention, title: Part) -> str:
    """The word before the title, in the mention or just before it."""
    inside = mention.text[: title.start].split()
    before = inside or mention.before(len("diesem "))[-len("diesem ") :].split()
    return before[-1].lower() if before else ""


def _may_be(mention: Mention, known: Known, sex: str) -> bool:
    """Whether somebody is in politics, and neither title nor office says another gender."""
    if known.resolution.code.partition(" ")[2] not in _IN_POLITICS:
        return False
    if known.title:
        return known.title.endswith("e") or gender(known.title) in ("", sex)
    entries = mention.lexicon.registry.meanings(key_of(known.resolution.name or ""))
    offices = [h.office for e in entries if e.person for h in e.person.holdings if h.office]
    return not offices or gender(fold(offices[-1])) in ("", sex)
