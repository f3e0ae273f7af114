"""A record of the five founding documents with the events of their gold: what the views show of a faultless reader.

usage: python eval/gold_record.py DATABASE

The documents lie beside the repository; the file is for trying the product out, not for keeping.
"""

import argparse
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from lagebild.record import Store
from lagebild.records import (
    Actor,
    Amount,
    Document,
    Event,
    EventType,
    Filler,
    Framework,
    Modality,
    Place,
    Source,
    Span,
    Stance,
    Time,
)
from lagebild.weigh.weigher import Weigher
from seed_facts import document_of, gold_events, seeds

MODEL = "gold"

Form = Mapping[str, Any]


def fill(store: Store) -> dict[str, Document]:
    """Store and weigh them all; returns the documents by their names in the gold."""
    found: dict[str, Document] = {}
    for gold in seeds():
        document = found[gold.id] = document_of(gold)
        store.add(document, [event_from(form, document) for form in gold_events(gold)], model=MODEL)
    for _ in Weigher(store).pending():
        pass
    return found


def event_id(form: Form, document: Document) -> str:
    """What an event of ``gold_events`` is called in the record."""
    return sha256(f"{document.id}{form['id']}".encode()).hexdigest()[:24]


def event_from(form: Form, document: Document) -> Event:
    """An event from the codebook's form with offsets in the document."""
    trigger = _span(form["trigger"])
    assert trigger is not None
    return Event(
        id=event_id(form, document),
        document_id=document.id,
        sentence=Span(form["sentence"]["start"], form["sentence"]["end"]),
        trigger=trigger,
        trigger_text=trigger.of(document.text),
        type=EventType(form["type"]),
        mode=form["mode"],
        contexts=tuple(form["context"]),
        actors=tuple(Actor(**_party(f)) for f in form["actor"]),
        recipients=tuple(Actor(**_party(f)) for f in form["recipient"]),
        objects=tuple(Filler(**_words(f)) for f in _said(form["object"])),
        frameworks=tuple(
            Framework(**_words(f), name=f.get("name"), kind=f.get("kind")) for f in _said(form["framework"])
        ),
        places=tuple(Place(**_words(f), country=f.get("country")) for f in _said(form["place"])),
        times=tuple(Time(**_words(f), value=f.get("value")) for f in _said(form["time"])),
        amounts=tuple(Amount(**_words(f), value=f.get("value")) for f in _said(form["amount"])),
        modality=Modality(form["modality"]),
        negated=form["negated"],
        sources=tuple(
            Source(**_party(f), cue=_span(f.get("cue")), stance=Stance(f["stance"])) for f in form["sources"]
        ),
        confidence=1.0,
        model=MODEL,
    )


def _said(fillers: Sequence[Form]) -> list[Form]:
    """Those that stand in the text: the record keeps no others."""
    return [filler for filler in fillers if filler.get("start") is not None]


def _span(form: Form | None) -> Span | None:
    return None if form is None or form.get("start") is None else Span(form["start"], form["end"])


def _words(form: Form) -> dict[str, Any]:
    return {"span": _span(form), "text": form["text"]}


def _party(form: Form) -> dict[str, Any]:
    span = _span(form)
    inferred = form.get("inferred", span is None)
    return {**_words(form), "code": form["code"], "name": form.get("name"), "inferred": inferred}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("database", type=Path)
    with Store.open(str(parser.parse_args().database)) as store:
        for name, document in fill(store).items():
            print(f"{name}: {document.id[:16]}")


if __name__ == "__main__":
    main()
