"""Mentions of nobody in particular or of many: ``Medienberichte``, ``informierte Kreise``, ``mehrere Staaten``."""

from lagebild.language.numbers import parse_number
from lagebild.resolve.actor_choice import Resolution
from lagebild.resolve.actor_mention import Mention
from lagebild.resolve.actor_parse import Phrase

_FEW = 5  # states: of so many a text tends to tell the names


def nobody_in_particular(mention: Mention) -> Resolution | None:
    """Nobody's word, or the act of many; None where the mention means somebody."""
    head = mention.head
    if not head.parts or any(phrase.of("name") or phrase.of("adjective") for phrase in mention.phrases):
        return None
    words, last = mention.lexicon.words, head.parts[-1]
    titles = [p.head.title for p in head.of("title") if p.head and p.text.lower() not in words["foreign"]]
    sector = titles[0].sector if titles else ""
    if last.owner or sector == "NGO":
        return None
    if any(_countless(mention, p) for p in mention.phrases[1:] if not _is_definite(mention, p)):
        return _of_many("INT", sector)  # Soldaten aus neunzehn Ländern
    if len(mention.phrases) > 1:
        return None
    foreign = [words["foreign"][p.text.lower()] for p in head.parts if p.text.lower() in words["foreign"]]
    if foreign:  # ausländische Journalisten
        return _of_many(foreign[0], sector)
    if last.text.lower() in words["anonymous"]:
        return Resolution(words["anonymous"][last.text.lower()], None, "generic", 0.5, False)
    article = mention.text.split(" ")[0].lower() in words["articles"]
    return _of_many("INT", sector) if _countless(mention, head) and not article else None


def _is_definite(mention: Mention, phrase: Phrase) -> bool:
    """Whether an article opens an inner phrase: ``der zwölf Staaten``, unlike ``von`` or ``aus zwölf Staaten``."""
    before = mention.text[: phrase.parts[0].start].split() if phrase.parts else []
    return bool(before) and before[-1].lower() in mention.lexicon.words["articles"]


def _countless(mention: Mention, phrase: Phrase) -> bool:
    """Whether these are many states, or a number too high for states that the text names: ``zwölf Länder``."""
    words = mention.lexicon.words
    if not phrase.parts or phrase.parts[-1].text.lower() not in words["several"]:
        return False
    before = [p.text.lower() for p in phrase.parts[:-1]]
    owned = any(word in words["pronouns"] for word in before)  # alle 27 Staaten are the union's
    number = any((parse_number(word) or 0) > _FEW for word in before)
    return not owned if number else any(word in words["many"] for word in before)


def _of_many(country: str, sector: str) -> Resolution:
    return Resolution(f"{country} {sector}".rstrip(), None, "generic", 0.5)
