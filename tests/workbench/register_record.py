"""One document of our own writing whose events name people in office, a treaty and a body that nobody knows."""

from datetime import date

from own_record import MODEL, document, sentence

from lagebild.record import Store
from lagebild.records import (
    Alternative,
    Amount,
    BlockKind,
    Document,
    Event,
    EventType,
    Framework,
    Place,
    Stance,
)

TREATY = "Schwarzmeer-Getreideinitiative"
TEXT = (
    (BlockKind.TITLE, "Moskau steigt aus"),
    (
        BlockKind.BODY,
        "Lawrow sagte am Montag, Russland kündige das Getreideabkommen. Odessa meldete Angriffe mit rund "
        "30 Drohnen. Er lobte die Hafenrunde.",
    ),
)


def grain() -> tuple[Document, list[Event]]:
    doc = document(TEXT, published=date(2023, 7, 18), publisher="Fjordkurier", title="Moskau steigt aus")
    leaves, attacks, praises = (sentence(doc, begins) for begins in ("Lawrow", "Odessa", "Er lobte"))
    lawrow = {"name": "Sergej Lawrow", "office": "Außenminister"}
    return doc, [
        leaves.event(
            "kündige",
            EventType.REJECT,
            actors=(leaves.actor("Russland", "RUS"),),
            frameworks=(Framework(leaves.span("Getreideabkommen"), "Getreideabkommen", TREATY, "treaty"),),
            sources=(leaves.source("Lawrow", "RUS GOV", "sagte", Stance.ASSERTS, **lawrow),),
        ),
        attacks.event(
            "Angriffe",
            EventType.ASSAULT,
            "drone",
            actors=(attacks.actor(None, "INT"),),
            places=(Place(attacks.span("Odessa"), "Odessa", "UKR", "Odessa", 698740, 46.48, 30.73),),
            amounts=(Amount(attacks.span("rund 30 Drohnen"), "rund 30 Drohnen", "30", "about"),),
        ),
        praises.event(
            "lobte",
            EventType.SUPPORT,
            actors=(
                praises.actor(
                    "Er",
                    "RUS GOV",
                    inferred=True,
                    others=(
                        Alternative("RUS", None, 0.31),
                        Alternative("TUR GOV", "Recep Tayyip Erdoğan", 0.12),
                    ),
                    **lawrow,
                ),
            ),
            frameworks=(Framework(praises.span("Hafenrunde"), "Hafenrunde"),),
        ),
    ]


def fill(database: str) -> None:
    with Store.open(database) as store:
        store.add(*grain(), model=MODEL)
