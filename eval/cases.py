"""Score case linking, origins and commitments on the labelled stories of eval/cases.

usage: python eval/cases.py [--fit] [--text]

The even stories a, b and c are held out; weights and thresholds come from the others. Events are the annotated ones,
so that this measures weighing and not the reader; vectors are the reader's. With ``--text`` they are what the product
reads: a labelled act counts as linked if the events read on its words are. ``--fit`` learns the weights of
``lagebild.weigh.similarity`` anew and writes them.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from itertools import combinations, groupby
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from cases_markup import Story, stories
from lagebild.language.sentences import document_sentences
from lagebild.pipeline import Pipeline
from lagebild.reader.chunks import PIECE, plan
from lagebild.reader.decode import vector_of
from lagebild.reader.network import Network
from lagebild.reader.tokens import load_tokenizer, pieces
from lagebild.records import (
    Actor,
    Amount,
    Block,
    BlockKind,
    Commitment,
    Document,
    Event,
    EventType,
    Filler,
    Framework,
    Modality,
    Place,
    Report,
    Said,
    Source,
    Span,
    Stance,
    Time,
)
from lagebild.reference.registry import Registry
from lagebild.settings import Settings
from lagebild.weigh.acts import Act, act_of
from lagebild.weigh.commitments import commitment, is_deed
from lagebild.weigh.linking import link
from lagebild.weigh.marks import marks_of, signature_of
from lagebild.weigh.origins import origins
from lagebild.weigh.similarity import compare, features
from lagebild.weigh.weights import weights

FOLDER = Path(__file__).parent / "cases"
WEIGHTS = Path(__file__).parents[1] / "src/lagebild/weigh/weights.json"
RIDGE = 3.0


@dataclass(frozen=True, slots=True)
class Told:
    """One labelled event."""

    event: Event
    document: Document
    act: str | None
    origin: str | None


def held_out(story: Story) -> bool:
    return story.name[0] in "abc" and int(story.name[1:]) % 2 == 0


def told(story: Story, registry: Registry) -> list[Told]:
    """All annotated events of a story in order of publication, as records."""
    found = []
    for given in sorted(story.documents, key=lambda d: (d["published"], d["id"])):
        document, spans = document_of(given)
        found += [
            Told(event_of(document, at, e, registry), document, e["act"], e["origin"]) for at, e in spans
        ]
    return found


def document_of(given: dict[str, Any]) -> tuple[Document, list[tuple[Span, dict[str, Any]]]]:
    """A document of the corpus form as a record, and its annotated events with the spans of their sentences."""
    text, blocks, events = "", [], []
    for sentence in given["sentences"]:
        span = Span(len(text), len(text) + len(sentence["text"]))
        blocks.append(Block(BlockKind.TITLE if sentence["title"] else BlockKind.BODY, span))
        events += [(span, event) for event in sentence["events"]]
        text += sentence["text"] + "\n"
    text = text.removesuffix("\n")
    document = Document(
        sha256(text.encode()).hexdigest(), text, date.fromisoformat(given["published"]), given["publisher"],
        given["sentences"][0]["text"], kind=given["genre"], origin=given["id"], blocks=tuple(blocks),
    )  # fmt: skip
    return document, events


def event_of(document: Document, sentence: Span, given: dict[str, Any], registry: Registry) -> Event:
    """An annotated event as a record."""

    def span(filler: dict[str, Any]) -> Span:
        return Span(sentence.start + filler["start"], sentence.start + filler["end"])

    def actor(filler: dict[str, Any]) -> Actor:
        where = None if filler["start"] is None else span(filler)
        return Actor(where, filler["text"], filler["code"], filler["name"], inferred=where is None)

    def source(filler: dict[str, Any]) -> Source:
        who = actor(filler)
        cue = span(filler["cue"]) if filler["cue"] else None
        return Source(
            who.span, who.text, who.code, who.name, who.inferred, cue=cue, stance=Stance(filler["stance"])
        )

    def framework(filler: dict[str, Any]) -> Framework:
        known = registry.framework(filler["text"])
        return Framework(span(filler), filler["text"], known and known.name, known and known.kind)

    trigger = span(given["trigger"])
    identity = f"{document.id} {trigger.start} {trigger.end} {given['type']}"
    return Event(
        id=sha256(identity.encode()).hexdigest()[:24],
        document_id=document.id,
        sentence=sentence,
        trigger=trigger,
        trigger_text=given["trigger"]["text"],
        type=EventType(given["type"]),
        mode=given["mode"],
        contexts=tuple(given["context"]),
        actors=tuple(actor(f) for f in given["actor"]),
        recipients=tuple(actor(f) for f in given["recipient"]),
        objects=tuple(Filler(span(f), f["text"]) for f in given["object"] if f["start"] is not None),
        frameworks=tuple(framework(f) for f in given["framework"] if f["start"] is not None),
        places=tuple(
            Place(span(f), f["text"], f["country"]) for f in given["place"] if f["start"] is not None
        ),
        times=tuple(Time(span(f), f["text"], f["value"]) for f in given["time"] if f["start"] is not None),
        amounts=tuple(
            Amount(span(f), f["text"], f["value"]) for f in given["amount"] if f["start"] is not None
        ),
        modality=Modality(given["modality"]),
        negated=given["negated"],
        sources=tuple(source(f) for f in given["sources"]),
        confidence=1.0,
        model="annotated",
    )


def vectors(told: Sequence[Told], network: Network, tokenizer: Tokenizer) -> list[Told]:
    """With what the reader sees in each annotated trigger."""
    seen: dict[str, list[tuple[Span, bytes]]] = {}
    for one in told:
        document = one.document
        if document.id in seen:
            continue
        seen[document.id] = []
        for chunk in plan(pieces(tokenizer, document.text, document_sentences(document), PIECE)):
            words = network.words(chunk)
            seen[document.id] += [
                (span, vector_of(words.member[i])) for i, span in enumerate(words.spans) if words.read[i]
            ]
    return [
        replace(
            one,
            event=replace(
                one.event,
                vector=next((v for s, v in seen[one.document.id] if s.overlaps(one.event.trigger)), b""),
            ),
        )
        for one in told
    ]


def clustered(acts: Sequence[Act]) -> dict[str, str]:
    """Case of each event id, documents taken in one after the other."""
    cases: dict[str, str] = {}
    known: dict[str, Act] = {}
    for _, group in groupby(acts, key=lambda act: act.document_id):
        new = list(group)
        asked = {key for act in new for key in act.asks()}
        near = {cases[i] for i, act in known.items() if not asked.isdisjoint(act.keys())}
        around = {c: [known[i] for i in known if cases[i] == c] for c in near}
        for found in link(new, around):
            cases[found.act.event_id] = found.case_id
        known |= {act.event_id: act for act in new}
    return cases


def pairwise(gold: Sequence[object], predicted: Sequence[object], groups: Sequence[str]) -> Counter[str]:
    """True, surplus and missing pairs of equal labels; pairs within one group (a document) do not count."""
    found: Counter[str] = Counter()
    for (g1, p1, d1), (g2, p2, d2) in combinations(zip(gold, predicted, groups, strict=True), 2):
        if d1 != d2 and (g1 == g2 or p1 == p2):
            found["true" if g1 == g2 and p1 == p2 else "missing" if g1 == g2 else "surplus"] += 1
    return found


def f1(counts: Counter[str]) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    true, surplus, missing = counts["true"], counts["surplus"], counts["missing"]
    precision = true / (true + surplus) if true else 0.0
    recall = true / (true + missing) if true else 0.0
    return precision, recall, 2 * true / (2 * true + surplus + missing) if true else 0.0


def learn(told: Iterable[Sequence[Told]]) -> dict[str, Any]:
    """Weights of the parts: logistic regression over pairs of labelled acts of a story that nothing excludes."""
    rows, same = [], []
    for story in told:
        kept = [t for t in story if t.act]
        acts = [act_of(t.event, t.document) for t in kept]
        found, told = compare(acts, acts), features(acts, acts)
        for i, j in combinations(range(len(acts)), 2):
            if not found.why_not(i, j):
                rows.append({name: float(values[i, j]) for name, values in told.items()})
                same.append(float(kept[i].act == kept[j].act))
    names = sorted({name for row in rows for name in row})
    x = np.array([[row.get(name, 0.0) for name in names] + [1.0] for row in rows])
    y = np.array(same)
    penalty = np.diag([*[RIDGE] * len(names), 0.0])
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + penalty @ w
        w -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + penalty, gradient)
    return {
        "bias": round(float(w[-1]), 3),
        "parts": {n: round(float(v), 3) for n, v in zip(names, w, strict=False)},
    }


def score(told: Sequence[Told]) -> Counter[str]:
    """Pairs of labelled events of one story that are rightly, wrongly or not linked."""
    cases = clustered([act_of(t.event, t.document) for t in told])
    kept = [t for t in told if t.act]
    return pairwise([t.act for t in kept], [cases[t.event.id] for t in kept], [t.document.id for t in kept])


def score_read(told: Sequence[Told], pipeline: Pipeline) -> Counter[str]:
    """Like ``score`` with the events that the product reads; an act that it does not read is linked to nothing."""
    documents = list({t.document.id: t.document for t in told}.values())
    read = {d.id: list(events) for d, events in zip(documents, pipeline.events(documents), strict=True)}
    cases = clustered([act_of(e, d) for d in documents for e in read[d.id]])
    kept = [t for t in told if t.act]
    found = []
    for one in kept:
        here = [e for e in read[one.document.id] if e.trigger.overlaps(one.event.trigger)]
        event = next((e for e in here if e.type is one.event.type), here[0] if here else None)
        found.append(cases[event.id] if event else one.event.id)
    return pairwise([t.act for t in kept], found, [t.document.id for t in kept])


def origin_pairs(told: Sequence[Told]) -> Counter[str]:
    """Pairs of reports of one labelled act that rightly, wrongly or do not go back to one origin."""
    found: Counter[str] = Counter()
    by_act: defaultdict[str, list[Told]] = defaultdict(list)
    for one in told:
        if one.act:
            by_act[one.act].append(one)
    for group in by_act.values():
        put = {i: n for n, o in enumerate(origins([report(t) for t in group])) for i in o.event_ids}
        found += pairwise(
            [t.origin for t in group], [put[t.event.id] for t in group], [t.document.id for t in group]
        )
    return found


def report(told: Told) -> Report:
    """What the record would keep of an annotated event."""
    event, document = told.event, told.document
    return Report(
        event.id, document.id, document.published, document.publisher, document.kind, datetime.min,
        event.type.value, event.modality, event.negated,
        tuple(Said(s.code, s.name, s.text, s.stance) for s in event.sources),
        frozenset(act_of(event, document).words), marks_of(document), signature_of(document),
    )  # fmt: skip


def stages(story: Story, told: Sequence[Told]) -> tuple[int, int]:
    """Labelled stages of commitments that are found, and how many there are; with the cases as they are found."""
    acts = {t.event.id: act_of(t.event, t.document) for t in told}
    of_event = clustered(list(acts.values()))
    cases: defaultdict[str, list[Act]] = defaultdict(list)
    for event_id, case_id in of_event.items():
        cases[case_id].append(acts[event_id])
    made = [
        found
        for case_id, deed in cases.items()
        if is_deed(deed) and (found := commitment(case_id, deed, cases))
    ]
    right = asked = 0
    for wanted in story.commitments:
        ids = {t.event.id for t in told if t.act in wanted.acts}

        def shared(found: Commitment, ids: set[str] = ids) -> tuple[int, int]:
            """Events of the deed, and of the whole chain, that the labels have too."""
            deed = {a.event_id for a in cases[found.id]}
            return len(deed & ids), len({s.event_id for s in found.steps} & ids)

        best = max(made, key=shared, default=None)
        for day, stage in wanted.stages:
            asked += 1
            then = _on(best.id, cases, date.fromisoformat(day)) if best and shared(best)[0] else None
            right += then is not None and then.stage.value == stage
    return right, asked


def _on(case_id: str, cases: Mapping[str, Sequence[Act]], day: date) -> Commitment | None:
    """A commitment as the reports until a day tell it, like ``lagebild commitments --on``."""
    told = {i: [act for act in acts if act.published <= day.toordinal()] for i, acts in cases.items()}
    return commitment(case_id, told[case_id], told) if is_deed(told[case_id]) else None


def figures(*, fit: bool = False) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of linked pairs and of origins, and the share of right stages, on both halves.

    ``fit`` learns the weights of ``lagebild.weigh.similarity`` from the development half first and writes them.
    """
    registry, settings = Registry.load(), Settings()
    network, tokenizer = Network(settings.model), load_tokenizer(settings.model / "tokenizer.json")
    all_told = [(s, vectors(told(s, registry), network, tokenizer)) for s in stories(FOLDER)]
    if fit:
        learned = learn(t for s, t in all_told if not held_out(s))
        WEIGHTS.write_text(json.dumps(learned, indent=1) + "\n", "utf-8")
        weights.cache_clear()
    found: dict[str, dict[str, float]] = {}
    for name, wanted in (("development", False), ("held-out", True)):
        chosen = [(s, t) for s, t in all_told if held_out(s) is wanted]
        here = found[name] = {
            "document pairs": sum(len(s.documents) * (len(s.documents) - 1) // 2 for s, _ in chosen)
        }
        for key, counter in (("same act", score), ("same origin", origin_pairs)):
            counts = sum((counter(t) for _, t in chosen), Counter[str]())
            here |= {f"{key} {k}": round(v, 3) for k, v in zip(("P", "R", "F1"), f1(counts), strict=True)}
        right, asked = map(sum, zip(*(stages(s, t) for s, t in chosen), strict=True))
        here |= {"stages": asked, "stage accuracy": round(right / asked, 3)}
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fit", action="store_true", help="learn the weights from the development stories")
    parser.add_argument("--text", action="store_true", help="link what the product reads from the text")
    args = parser.parse_args()
    if args.text:
        registry, pipeline = Registry.load(), Pipeline.load(Settings())
        chosen = [told(story, registry) for story in stories(FOLDER) if held_out(story)]
        counts = sum((score_read(each, pipeline) for each in chosen), Counter[str]())
        print("held-out, from the text: same act P {:.3f} R {:.3f} F1 {:.3f}".format(*f1(counts)))
        return
    for name, found in figures(fit=args.fit).items():
        print(name)
        print(*(f"  {key:16} {value}" for key, value in found.items()), sep="\n")


if __name__ == "__main__":
    main()
