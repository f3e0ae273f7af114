"""The invented reports of ``own_cases`` and two statements of our own writing on one matter."""

from datetime import date, datetime

import own_cases
from own_record import MODEL, document

from lagebild.record import Store
from lagebild.records import BlockKind, Document


def statement(who: str, what: str, more: str, published: date) -> Document:
    title = f"Gemeinsame Erklärung der Regierungen von {who} zur Lage im Nebelmoor"
    words = f"Wir {what} die Angriffe auf den Hafen von Lindau. {more}"
    return document(
        ((BlockKind.TITLE, title), (BlockKind.BODY, words)),
        published=published,
        publisher="Amtsblatt",
        title=title,
    )


EARLIER = statement("Polen und Schweden", "bedauern", "Die Fähre nach Kalmar fährt weiter.", date(2024, 5, 2))
LATER = statement(
    "Polen und Finnland",
    "verurteilen aufs Schärfste",
    "Fischer erhalten Schutz durch zwei Kutter.",
    date(2024, 6, 7),
)


def fill(database: str) -> datetime:
    """Returns the moment before the denial was added."""
    before = own_cases.fill(database)
    with Store.open(database) as store:
        for each in (EARLIER, LATER):
            store.add(each, [], model=MODEL)
    return before
