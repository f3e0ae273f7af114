"""Which office a mention means that one person holds at a time, and who bears an unknown name."""

import re
from dataclasses import dataclass

from lagebild.reference.names import adjective_stems, fold, key_of
from lagebild.reference.offices import OfficeTitles
from lagebild.reference.people import Person
from lagebild.resolve.actor_choice import Resolution
from lagebild.resolve.actor_mention import Mention
from lagebild.resolve.actor_parse import Part
from lagebild.resolve.actor_words import HeadWord

SMALL = frozenset(
    {"von", "van", "de", "der", "den", "di", "da", "del", "dos", "bin", "ibn", "al", "el", "la", "le", "zu"}
    | {"vom", "und", "abu", "ben"}
)
"""Words written small inside personal names."""

_NEAR = 30  # characters before a mention that may hold its article or adjective


@dataclass(frozen=True, slots=True)
class Seats:
    """Offices of one mention."""

    mention: Mention

    def of(self, part: Part) -> str:
        """The kind of office whose one holder is meant; empty for deputies, many, those of a region or with a name."""
        head, words = part.head, self.mention.lexicon.words
        if (
            head is None
            or head.title.kind not in ("office", "rep")
            or self.mention.former
            or self.mention.head.of("number")
        ):
            return ""
        if self.mention.head.of("unknown") or self._of_a_region() or self._qualified(part):
            return ""
        offices = self.mention.lexicon.registry.office_titles
        of_state = part.owner or head.modifier.startswith(tuple(words["home_prefixes"])) or not head.modifier
        deputy = any(word in head.modifier for word in words["not_in_office"])
        stem = offices.kind(head.title.stem) if of_state and not deputy else ""
        return offices.kind(head.modifier + head.title.stem) or stem

    def _of_a_region(self) -> bool:
        """``bayerischer Ministerpräsident``: a part of a state has offices of its own."""
        regional = self.mention.lexicon.words["regional"]
        before = self.mention.before(_NEAR).split()
        if before and fold(before[-1]).lower().removesuffix("s") in regional:
            return True
        for phrase in self.mention.phrases:
            if phrase.link in ("head", "genitive", "origin"):
                for part in (*phrase.of("adjective"), *phrase.of("name")):
                    lower = fold(part.text).lower()
                    if any(e.kind == "city" for e in part.entries) or regional & {
                        lower,
                        *adjective_stems(lower),
                    }:
                        return True
                    if lower.removesuffix("s") in regional:
                        return True
        return False

    def _qualified(self, part: Part) -> bool:
        """Whether the words, or those just before them, say many, one of many, a deputy or a former holder."""
        words = self.mention.lexicon.words
        near = re.split(r"[.,;:!?\n]", self.mention.before(_NEAR))[-1].lower().split()[-3:]
        inside = self.mention.text[: part.start].lower().split()
        if any(word.startswith(tuple(words["not_in_office"])) for word in (*near[-2:], *inside)):
            return True
        article = next((w for w in (*reversed(inside), *reversed(near)) if w in words["articles"]), "")
        if article in words["one_of_many"] or (near and near[-1] in words["one_of_many"]):
            return True
        if part.text.endswith("innen"):
            return True
        plural = {*near[-2:], *inside} & words["plural_before"]
        return bool(plural) and not part.text.endswith("in")

    def bearer(self, surname: str) -> Resolution | None:
        """``Außenminister Gabriel``: a surname that is a first name too, of who holds the office where the text is."""
        mention, registry = self.mention, self.mention.lexicon.registry
        heads = [p.head for p in mention.head.of("title") if p.head]
        if not heads or mention.on is None or mention.context is None or mention.former:
            return None
        seat = _kind(heads[0], registry.office_titles)
        dominant, _ = mention.context.dominant(mention.at)
        meant = (fold(surname), fold(surname).removesuffix("s"))
        for country in dict.fromkeys((mention.own_country, mention.context.home, dominant)):
            held = registry.offices.holder(seat, country, mention.on) if seat and country else None
            if held and key_of(held.person).rsplit(" ", 1)[-1] in meant:
                return Resolution(held.code, held.person, "name", 0.9)
        return None

    def held_by(self, person: Person) -> bool:
        """Whether somebody called by the surname ever had such an office: ``Premierminister Johnson`` is no mayor."""
        offices = self.mention.lexicon.registry.office_titles
        for part in self.mention.head.of("title"):
            if part.head is None or part.head.title.kind != "office":
                continue
            kind = _kind(part.head, offices)
            sector = part.head.title.sector
            if kind:
                return any(offices.key(h.office) == kind for h in person.holdings)
            return not sector or any(h.code.partition(" ")[2] in ("", sector) for h in person.holdings)
        return True


def _kind(head: HeadWord, offices: OfficeTitles) -> str:
    return offices.kind(head.modifier + head.title.stem) or offices.kind(head.title.stem)


def unknown_name(mention: Mention) -> str | None:
    """The name of a person whom the registry lacks: two or more unknown words side by side, ``Ole von Beust``."""
    for phrase in mention.phrases:
        if phrase.link not in ("head", "comma"):
            continue
        run: list[Part] = []
        for part in phrase.parts:
            small = part.kind == "other" and run and (part.text in SMALL or part.text[2:3] == "-")
            if small or (part.kind == "unknown" and part.owner is None and part.text[0].isalpha()):
                run.append(part)
            elif run:
                break
        while run and run[-1].text in SMALL:
            run.pop()
        words = [part for part in run if part.text not in SMALL]  # al-Tamimi counts
        if len(words) > 1 and not any(mention.lexicon.head(part.text) for part in words):
            return mention.text[run[0].start : run[-1].end]
    return None
