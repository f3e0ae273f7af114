"""The committed training text keeps the codebook's form."""

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from lagebild.reader.labels import CONTEXTS, MODALITIES, MODES, STANCES, TYPES
from lagebild.reference.codebook import organisations, unsaid_sector

CORPUS = Path(__file__).parents[2] / "training/corpus"
FILLERS = ("actor", "recipient", "object", "framework", "place", "time", "amount", "sources")
HELD_OUT = 7
FEW = 10
PARTIES = ("actor", "recipient")


@cache
def documents() -> list[dict[str, Any]]:
    paths = sorted(CORPUS.glob("*.jsonl"))
    return [json.loads(line) for p in paths for line in p.read_text("utf-8").splitlines()]


def events() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for d in documents():
        for s in d["sentences"]:
            for e in s["events"]:
                yield d["id"], s["text"], e


def test_ids_are_unique_and_end_in_a_number() -> None:
    ids = [d["id"] for d in documents()]
    assert len(ids) > 1000
    assert [i for i, n in Counter(ids).items() if n > 1] == []
    assert all(i.rsplit("-", 1)[-1].isdigit() for i in ids)


def test_every_theme_has_held_out_documents_but_those_made_for_training_alone() -> None:
    ids = [d["id"] for d in documents()]
    held = {i.split("-")[0] for i in ids if i.endswith(str(HELD_OUT))}
    assert {i.split("-")[0] for i in ids} - held == {"t1", "t2", "t3"}


def test_labels_are_those_of_the_codebook() -> None:
    for name, _, e in events():
        assert e["type"] in TYPES[1:], name
        assert e["mode"] is None or (e["type"], e["mode"]) in MODES, (name, e["trigger"])
        assert set(e["context"]) <= set(CONTEXTS), (name, e["context"])
        assert e["modality"] in MODALITIES, name
        assert {s["stance"] for s in e["sources"]} <= set(STANCES), name


def test_spans_are_what_the_sentence_says_there() -> None:
    wrong = [
        (name, filler["text"])
        for name, text, e in events()
        for filler in (e["trigger"], *(f for key in FILLERS for f in e[key]))
        if filler["text"] is not None and text[filler["start"] : filler["end"]] != filler["text"]
    ]
    assert wrong == []


def test_no_span_ends_inside_a_word() -> None:
    cut = [
        (name, filler["text"])
        for name, text, e in events()
        for filler in (*(f for key in FILLERS for f in e[key]), *(s["cue"] or {} for s in e["sources"]))
        if filler.get("text") and text[filler["start"] : filler["end"] + 1][-2:].isalnum()
        and filler["end"] < len(text)
    ]  # fmt: skip
    assert cut == []


def test_a_trigger_names_an_event_of_a_type_once() -> None:
    seen = Counter((name, text, e["trigger"]["start"], e["type"]) for name, text, e in events())
    twice = [key for key, n in seen.items() if n > 1]
    assert len(twice) <= len(seen) // 1000, twice[:20]


def test_most_types_are_frequent() -> None:
    counts = Counter(e["type"] for _, _, e in events())
    assert set(counts) == set(TYPES[1:])
    assert min(counts.values()) >= 300, counts.most_common()[-3:]


def unsaid(same_country: bool) -> dict[tuple[str, str], Counter[str]]:
    """(type, role) -> sectors of the states' unsaid parties in the training part; of the other party's country."""
    counts: dict[tuple[str, str], Counter[str]] = {(t, r): Counter() for t in TYPES[1:] for r in PARTIES}
    for document, _, event in events():
        for role, other in (PARTIES, PARTIES[::-1]):
            countries = {f["code"].split()[0] for f in event[other]}
            for filler in event[role]:
                country, _, sector = filler["code"].partition(" ")
                if document.endswith(str(HELD_OUT)) or filler["start"] is not None:
                    continue
                if country not in organisations() and (not same_country or countries == {country}):
                    counts[event["type"], role][sector] += 1
    return counts


def test_unsaid_sectors_are_what_unsaid_parties_of_one_country_most_often_are() -> None:
    for (kind, role), found in unsaid(same_country=True).items():
        listed = unsaid_sector(kind, role, same_country=True)
        sector, n = max(found.items(), key=lambda pair: pair[1], default=("", 0))
        if listed:
            assert found.total() >= FEW, (kind, role)
            assert (listed, n / found.total() > 0.45) == (sector, True), (kind, role, found)
        else:
            assert not sector or found.total() < FEW or n / found.total() < 0.6, (kind, role, found)


def test_unsaid_sectors_of_any_country_are_the_most_frequent() -> None:
    for (kind, role), found in unsaid(same_country=False).items():
        listed = unsaid_sector(kind, role, same_country=False)
        assert found[listed] == max(found.values()), (kind, role, found)


def test_modes_and_words_that_decide_an_unsaid_sector_fit_better_than_the_type_alone() -> None:
    kept: Counter[tuple[str, str, str]] = Counter()
    for document, _, event in events():
        for role in PARTIES:
            for filler in event[role]:
                country, _, sector = filler["code"].partition(" ")
                if (
                    document.endswith(str(HELD_OUT))
                    or filler["start"] is not None
                    or country in organisations()
                ):
                    continue
                mode, word = event["mode"], event["trigger"]["text"]
                alone = unsaid_sector(event["type"], role, same_country=False)
                told = unsaid_sector(event["type"], role, same_country=False, mode=mode, word=word)
                by_word = told != unsaid_sector(event["type"], role, same_country=False, mode=mode)
                if told != alone:
                    why = "word" if by_word else str(mode)
                    kept[event["type"], role, why] += (told == sector) - (alone == sector)
    assert len(kept) >= 12
    assert [key for key, gain in kept.items() if gain < 0] == [], kept
