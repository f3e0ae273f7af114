"""A mention beside what it says by itself: its phrases, its country, whether it speaks of a former holder."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from lagebild.resolve.actor_choice import pick
from lagebild.resolve.actor_context import ActorContext
from lagebild.resolve.actor_parse import Part, Phrase
from lagebild.resolve.actor_words import Lexicon


@dataclass(frozen=True)
class Mention:
    """``text`` and its phrases on a day; ``at`` is its place in the document that ``context`` was read from."""

    text: str
    phrases: list[Phrase]
    lexicon: Lexicon
    on: date | None
    context: ActorContext | None
    at: int | None

    @property
    def head(self) -> Phrase:
        return self.phrases[0]

    @property
    def single(self) -> bool:
        """Whether it is one bare word (``Ministerin``), which may stand for somebody named before."""
        return len(self.phrases) == 1 and len(self.head.parts) == 1

    @cached_property
    def former(self) -> bool:
        """``früherer Minister``, ``Ex-Minister``."""
        prefixes = self.lexicon.words["former_prefixes"]
        return bool(self.head.of("former")) or any(
            p.head and p.head.modifier.split("-")[0] in prefixes for p in self.head.of("title")
        )

    @cached_property
    def own_country(self) -> str:
        """The country that the mention itself gives, without looking at the document; empty if none."""
        for part in self.head.of("title"):
            if part.owner and not self.of_a_state(part):
                return part.owner.country
        if self.own_adjective:
            return self.own_adjective
        for phrase in self.phrases:
            if phrase.link in ("head", "genitive"):
                for part in phrase.of("name"):
                    if not part.only_person:
                        return self.country_of(part)
                if phrase.link == "genitive":
                    for part in phrase.of("adjective"):
                        return self.country_of(part)
                    for part in phrase.of("title"):
                        if part.owner:
                            return part.owner.country
        return ""

    @cached_property
    def own_adjective(self) -> str:
        """The country of the head's national adjective; empty if it has none."""
        adjectives = self.head.of("adjective")
        return self.country_of(adjectives[0]) if adjectives else ""

    def before(self, characters: int) -> str:
        """What the document says just before, at most so many characters; empty without a document."""
        if self.context is None or self.at is None:
            return ""
        return self.context.text[max(0, self.at - characters) : self.at]

    def country_of(self, part: Part) -> str:
        """The country of a name or national adjective, as the day and the document decide."""
        return pick(part.entries, self.on, self.context).country

    def of_a_state(self, title: Part) -> bool:
        """A ``UN-Botschafterin`` is a state's ambassador there; the ``Nato-Botschafter`` meet as NATO."""
        if title.owner is None or title.owner.country != "UNO" or title.head is None:
            return False
        return title.head.word.startswith(tuple(self.lexicon.words["envoys_of_states"]))
