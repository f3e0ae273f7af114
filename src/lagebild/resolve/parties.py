"""Actors and recipients of an event: those that the sentence names, then those it leaves unsaid."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from lagebild.language.words import tokens
from lagebild.records import Actor, Alternative, Argument, Mention, Role, Source, Span
from lagebild.reference.codebook import organisations, unsaid_sector
from lagebild.resolve.actor_choice import MOST_OTHERS
from lagebild.resolve.actors import Resolution
from lagebild.resolve.meanings import Meanings

_OTHER = {Role.ACTOR: Role.RECIPIENT, Role.RECIPIENT: Role.ACTOR}

Parties = tuple[tuple[Actor, ...], tuple[Actor, ...]]


def parties(text: str, mention: Mention, sources: Sequence[Source], meanings: Meanings) -> Parties:
    """Actors and recipients: those in the sentence first, because an unsaid one is somebody else."""
    mention = _without_vouchers(text, mention, meanings.vouching)
    found: dict[Role, list[Actor]] = {}
    for role in _OTHER:
        others = _named(mention, _OTHER[role], meanings)
        found[role] = [
            _actor(span, span.of(text), r, inferred, a.confidence, meanings)
            for a, span in _said(mention, role)
            for r, inferred in meanings.whom(span, a.links, sources, others)
        ]
    for argument in mention.arguments:
        if argument.role in found and argument.span is None:
            codes = [party.code for said in found.values() for party in said]
            found[argument.role] += _unsaid(argument, mention, mention.trigger.of(text), codes, meanings)
    return tuple(_once(found[Role.ACTOR])), tuple(_once(found[Role.RECIPIENT]))


def _without_vouchers(text: str, mention: Mention, vouching: Collection[str]) -> Mention:
    """``nach Angaben Perus``, ``laut Peru``: who vouches so is no party, if the role has somebody else."""
    vouchers = [s.span for s in mention.sources if s.span and s.cue and _vouches(s.cue.of(text), vouching)]
    if not vouchers:
        return mention
    kept: list[Argument] = []
    for role in Role:
        fillers = [a for a in mention.arguments if a.role is role]
        others = [a for a in fillers if a.span is None or not any(a.span.overlaps(v) for v in vouchers)]
        kept += others if role in _OTHER and others else fillers
    return replace(mention, arguments=tuple(kept))


def _vouches(cue: str, vouching: Collection[str]) -> bool:
    return any(token.of(cue).lower() in vouching for token in tokens(cue))


def _said(mention: Mention, role: Role) -> Iterator[tuple[Argument, Span]]:
    """A party's arguments with words; words that the reader takes for both parties are of the one it is surer of."""
    rivals = {
        a.span: a.confidence for a in mention.arguments if a.role is _OTHER[role] and a.span is not None
    }
    for argument in mention.arguments:
        span = argument.span
        if argument.role is role and span is not None and argument.confidence >= rivals.get(span, 0.0):
            yield argument, span


def _named(mention: Mention, role: Role, meanings: Meanings) -> list[Resolution]:
    """The parties in a role whose words say by themselves who they are."""
    found = (meanings.of_span(span) for _, span in _said(mention, role))
    return [r for r in found if r is not None and r.country_known and r.kind != "pronoun"]


def _unsaid(
    argument: Argument, act: Mention, word: str, others: Sequence[str], meanings: Meanings
) -> list[Actor]:
    """The best linked actor: of a hundred unsaid arguments one is several actors.

    Of a country, or its government, that body which usually acts or suffers so: an attack is the army's. If
    that is the other party, another body is meant: a trial is the judges' and the accused's, both of one country.
    """
    linked = meanings.referents.of_links(argument.links)
    if not linked:
        return []
    found, score = linked[0].resolution, round(linked[0].score, 3)
    codes = [found.code]
    if found.country not in organisations():
        country, _, sector = found.code.partition(" ")
        role = argument.role.value
        kind = act.type.value
        usual = unsaid_sector(kind, role, same_country=False, mode=act.mode, word=word)
        bodies = (
            usual if sector in ("", "GOV") else sector,
            unsaid_sector(kind, role, same_country=True),
            "",
        )
        codes = [f"{country} {body}".rstrip() for body in bodies]
    for code in codes:
        if code not in others:
            whom = (
                replace(found, confidence=score) if code == found.code else Resolution(code, None, "", score)
            )
            others_linked = tuple(
                Alternative(r.resolution.code, r.resolution.name, round(r.score, 3))
                for r in linked[1 : 1 + MOST_OTHERS]
            )
            return [_actor(None, None, replace(whom, others=others_linked), True, 1.0, meanings)]
    return []


def _actor(
    span: Span | None, text: str | None, found: Resolution, inferred: bool, sure: float, meanings: Meanings
) -> Actor:
    name, office, by_registry = meanings.holders.name_of(found, text)
    confidence = round(sure * found.confidence, 3)
    return Actor(span, text, found.code, name, inferred or by_registry, confidence, office, found.others)


def _once(actors: Iterable[Actor]) -> list[Actor]:
    """Each actor once: ``der Vorsitzende der AU, Azali Assoumani`` is one, two ministers of a state are two."""
    found: dict[tuple[str, str | None], Actor] = {}
    for actor in actors:
        found.setdefault((actor.code, actor.name), actor)
    named = {code for code, name in found if name}
    return [a for (code, name), a in found.items() if name or code not in named or not a.inferred]
