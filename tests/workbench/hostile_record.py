"""Documents that would harm a careless page: markup, scripts, words that turn the direction, a line without end."""

from datetime import date

import own_record

from lagebild.record import Store
from lagebild.records import BlockKind, Document, Event, EventType, Span

MARKUP = (
    '<img src=x onerror="document.body.dataset.ran=1"><script>document.body.dataset.ran=2</script><b>Peru</b>'
)
TURNED = "\u202eKurier\u2067 Anden"
SCRIPT_LINK = "javascript:document.body.dataset.ran=3"
LINE_LENGTH = 5_000_000


def markup() -> tuple[Document, list[Event]]:
    doc = own_record.document(
        ((BlockKind.TITLE, MARKUP), (BlockKind.BODY, f"Peru drohte {TURNED} {MARKUP} Chile mit Zöllen.")),
        published=date(2024, 5, 2),
        publisher=TURNED,
        title=f"{TURNED} {MARKUP}",
        kind="<i>Bericht</i>",
        origin=SCRIPT_LINK,
    )
    maker = own_record.sentence(doc, "Peru drohte")
    threat = maker.event(
        "drohte",
        EventType.THREATEN,
        actors=(maker.actor(f"{TURNED} {MARKUP}", "PER GOV", name=f"{TURNED} {MARKUP}"),),
        recipients=(maker.actor("Chile", "CHL"),),
    )
    return doc, [threat]


def endless() -> tuple[Document, list[Event]]:
    """One line of five million characters with an event at its beginning, in its middle and at its end."""
    half = "Hafen und Kran " * (LINE_LENGTH // 30)
    doc = own_record.document(
        ((BlockKind.BODY, f"Peru beriet. {half}Chile streikte. {half}Ecuador half."),),
        published=date(2024, 5, 3),
        publisher="Endlosband",
        title="Zeile ohne Ende",
    )
    whole = own_record.Maker(doc, Span(0, len(doc.text)))
    kinds = (("beriet", EventType.CONSULT), ("streikte", EventType.PROTEST), ("half", EventType.AID))
    return doc, [whole.event(trigger, kind) for trigger, kind in kinds]


def fill(database: str) -> None:
    with Store.open(database) as store:
        for doc, events in (markup(), endless()):
            store.add(doc, events, model=own_record.MODEL)
