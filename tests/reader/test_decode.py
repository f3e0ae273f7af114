"""Network output to mentions: runs, links, sources and what is left unsaid."""

import numpy as np
import pytest
from toys import pairing_of, words_of

from lagebild.reader import labels as L
from lagebild.reader.decode import BRIDGE, MOST_LINKS, Thresholds, mention, triggers
from lagebild.reader.network import Words
from lagebild.records import Argument, EventType, Mention, Role, Span, Stance

TEXT = "Laut Kiew lieferten Oslo und Riga gestern Waffen"
WHOLE = Span(0, len(TEXT))
LIMITS = Thresholds()


def read(words: Words, *args: object, **kwargs: object) -> Mention:
    return mention(words, WHOLE, pairing_of(words, *args, **kwargs), LIMITS)  # type: ignore[arg-type]


def texts(found: tuple[Argument, ...], role: Role) -> list[str | None]:
    return [a.span and a.span.of(TEXT) for a in found if a.role is role]


def test_triggers_take_their_most_probable_type() -> None:
    (found,) = triggers(words_of(TEXT, {2: ("AID", 0.7), 7: ("AID", 0.2)}), LIMITS.trigger)
    assert (found.word, L.TYPES[found.kind]) == (2, "AID")
    assert found.confidence == pytest.approx(0.7)


def test_probability_spread_over_types_still_makes_a_trigger() -> None:
    words = words_of(TEXT, {2: ("AID", 0.3)})
    words.types[2, L.TYPES.index("COOPERATE")] = 0.25
    words.types[2, 0] = 0.45
    assert [L.TYPES[t.kind] for t in triggers(words, 0.5)] == ["AID"]


def test_context_is_not_read() -> None:
    assert triggers(words_of(TEXT, {0: ("AID", 0.9)}, context=1), LIMITS.trigger) == []


def test_a_hyphenated_compound_is_one_trigger() -> None:
    text = "Seit dem Ukraine-Krieg - und Abwehr-Raketen-Lieferungen - ruht es"
    words = words_of(text, {2: ("ASSAULT", 0.6), 4: ("ASSAULT", 0.9), 7: ("AID", 0.5), 11: ("AID", 0.7)})
    found = triggers(words, LIMITS.trigger)
    assert {(t.word, L.TYPES[t.kind], round(t.confidence, 1)) for t in found} == {
        (4, "ASSAULT", 0.9),  # the surest word speaks for the whole
        (11, "AID", 0.7),
    }
    made = [mention(words, Span(0, len(text)), pairing_of(words, t.word), LIMITS).trigger for t in found]
    assert {span.of(text) for span in made} == {"Ukraine-Krieg", "Abwehr-Raketen-Lieferungen"}


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Oslo - Krieg", "Krieg"),
        ("Oslo -Krieg", "Krieg"),
        ("Oslo--Krieg", "Krieg"),
        ("Oslo/Krieg", "Krieg"),
        ("Oslo.Krieg", "Krieg"),
        ("Der U-Boot-Krieg", "U-Boot-Krieg"),
        ("Die S-300-Lieferung", "S-300-Lieferung"),
    ],
)
def test_only_hyphens_make_a_compound(text: str, whole: str) -> None:
    assert words_of(text).wholes[-1].of(text) == whole


def test_unsaid_arguments_have_a_limit_each() -> None:
    limits = Thresholds(link=0.01, unsaid_actor=0.2, unsaid_recipient=0.5)
    words = words_of(TEXT)
    linked = {role: {1: 0.3} for role in ("actor", "recipient")}
    (found,) = mention(words, WHOLE, pairing_of(words, 2, links=linked), limits).arguments
    assert (found.role, found.span) == (Role.ACTOR, None)


def test_arguments_are_the_words_of_their_runs() -> None:
    found = read(words_of(TEXT), 2, tags={"actor": [(3, 4), (5, 6)], "time": [(6, 7)], "object": [(7, 8)]})
    assert texts(found.arguments, Role.ACTOR) == ["Oslo", "Riga"]
    assert texts(found.arguments, Role.TIME) == ["gestern"]
    assert texts(found.arguments, Role.OBJECT) == ["Waffen"]
    assert found.type is EventType.AID


def test_neighbours_are_parted_where_a_new_one_begins() -> None:
    found = read(words_of(TEXT), 2, tags={"actor": [(3, 5), (5, 6)]})
    assert texts(found.arguments, Role.ACTOR) == ["Oslo und", "Riga"]


def test_a_run_reaches_to_the_last_word() -> None:
    assert texts(read(words_of(TEXT), 2, tags={"object": [(6, 8)]}).arguments, Role.OBJECT) == [
        "gestern Waffen"
    ]


@pytest.mark.parametrize(
    ("between", "spans"), [(BRIDGE + 0.01, ["Oslo und Riga"]), (BRIDGE / 2, ["Oslo", "Riga"])]
)
def test_a_doubtful_word_does_not_tear_a_span(between: float, spans: list[str]) -> None:
    words = words_of(TEXT)
    pairing = pairing_of(words, 2, tags={"object": [(3, 6)]})
    pairing.tags[4, L.LAYERS.index("object"), 0] = between
    assert texts(mention(words, WHOLE, pairing, LIMITS).arguments, Role.OBJECT) == spans


@pytest.mark.parametrize(
    ("run", "whole", "part"),
    [
        ((1, 3), "G7-Gipfel", "Gipfel"),
        ((2, 3), "Gipfel", "Gipfel"),
        ((0, 2), "G7-Gipfel", "G7"),
        ((0, 1), "G7", "G7"),
    ],
)
def test_a_thing_that_breaks_at_a_hyphen_is_the_whole_compound_and_a_party_its_part(
    run: tuple[int, int], whole: str, part: str
) -> None:
    words = words_of("G7-Gipfel half")
    for role, span in (("framework", whole), ("actor", part)):
        (argument,) = mention(words, WHOLE, pairing_of(words, 3, tags={role: [run]}), LIMITS).arguments
        assert argument.span is not None
        assert argument.span.of("G7-Gipfel half") == span


def test_a_doubtful_word_does_not_join_what_is_two() -> None:
    words = words_of(TEXT)
    for role in ("object", "actor"):
        pairing = pairing_of(words, 2, tags={role: [(3, 4), (5, 6)]})
        pairing.tags[4, L.LAYERS.index(role), 0] = BRIDGE + 0.01
        found = mention(words, WHOLE, pairing, LIMITS).arguments
        assert texts(found, Role(role)) == ["Oslo", "Riga"]


def test_links_are_best_first_and_few() -> None:
    words = words_of(" ".join("a" * 30))
    scores = {i: 0.2 + i / 100 for i in range(30)}
    (argument,) = mention(words, WHOLE, pairing_of(words, 2, links={"actor": scores}), LIMITS).arguments
    assert argument.span is None
    assert len(argument.links) == MOST_LINKS
    assert [x.score for x in argument.links] == sorted((x.score for x in argument.links), reverse=True)
    assert argument.links[0].span == words.spans[29]


def test_an_unsaid_argument_needs_a_strong_link() -> None:
    weak = read(words_of(TEXT), 2, links={"recipient": {1: 0.02}})
    strong = read(words_of(TEXT), 2, links={"recipient": {1: 0.95}})
    assert texts(weak.arguments, Role.RECIPIENT) == []
    assert texts(strong.arguments, Role.RECIPIENT) == [None]


def test_a_mode_of_another_type_is_never_given() -> None:
    words = words_of(TEXT)
    assert read(words, 2, "CONSULT", mode=("CONSULT", "visit")).mode == "visit"
    assert read(words, 2, "AID", mode=("CONSULT", "visit")).mode is None


def test_contexts_are_one_or_two() -> None:
    words = words_of(TEXT)
    assert read(words, 2, contexts={"military": 0.9, "legal": 0.1}).contexts == ("military",)
    assert read(words, 2, contexts={"military": 0.9, "legal": 0.8, "cyber": 0.7}).contexts == (
        "military",
        "legal",
    )
    assert len(read(words, 2, contexts={"legal": 0.01}).contexts) == 1


def test_sources_are_nearest_first_with_their_cue() -> None:
    found = read(words_of(TEXT), 2, stance="denies", tags={"source": [(1, 2), (5, 6)], "cue": [(0, 1)]})
    assert [s.span and s.span.of(TEXT) for s in found.sources] == ["Kiew", "Riga"]
    assert {s.stance for s in found.sources} == {Stance.DENIES}
    assert found.sources[0].cue == Span(0, 4)


def test_hearsay_has_a_source_without_words() -> None:
    (source,) = read(words_of(TEXT), 2, unsaid="alleges", tags={"cue": [(0, 1)]}).sources
    assert (source.span, source.stance) == (None, Stance.ALLEGES)
    assert source.cue == Span(0, 4)


def test_a_named_source_outdoes_an_unsaid_one() -> None:
    found = read(words_of(TEXT), 2, unsaid="alleges", tags={"source": [(1, 2)]})
    assert [s.stance for s in found.sources] == [Stance.ASSERTS]


def test_label_sets_fit_each_other() -> None:
    assert L.TYPES[0] == "none"
    assert len(L.TYPES) == 17
    assert len(set(L.MODES)) == len(L.MODES)
    assert {kind for kind, _ in L.MODES} <= set(L.TYPES)
    assert set(L.LINKED) <= set(L.LAYERS)
    assert np.all([0 <= L.distance_bucket(d) <= 2 * L.FAR for d in (-99, 0, 99)])
    assert L.nearness_bucket(-99) == 0
    assert L.nearness_bucket(99) == L.SENTENCES_BACK + L.SENTENCES_ON
