"""Two pairs of invented joint statements: a war as seen by five states, and a dam as seen by a commission."""

from datetime import date

from lagebild.records import Block, BlockKind, Document, Span

_TITLE = "Gemeinsame Erklärung der Regierungen von {} zum Krieg um die Provinz Ostmark"
WAR_EARLIER = (
    _TITLE.format("Deutschland, Polen, Schweden und Norwegen"),
    (
        "Wir haben uns am 3. März in Stralsund über den Krieg um die Provinz Ostmark beraten.",
        "Wir sind besorgt über die Angriffe auf den Hafen von Lindau.",
        "Mehr als 4000 Menschen haben in Zelten Zuflucht gefunden.",
        "Wir bitten beide Seiten, die Zufahrt zu den Krankenhäusern freizugeben.",
        "Wir rufen Nordland auf, seine Geschütze von der Küste abzuziehen.",
        "Wir prüfen, ob zusätzliche Minenräumer entsandt werden können.",
        "Wir unterstützen die Vermittlung des Königreichs Südland nachdrücklich.",
        "Wir verurteilen die Verschleppung von Lehrerinnen aufs Schärfste.",
        "Die Getreideschiffe dürfen nicht länger aufgehalten werden.",
        "Unsere Fachleute helfen bei der Reparatur der Wasserwerke.",
        "Wir danken den Freiwilligen aus den Nachbardörfern für ihre Arbeit.",
        "Eine Teilung der Provinz lehnen wir ab.",
        "Die Waffenruhe vom Januar wurde an keinem einzigen Tag eingehalten.",
        "Wir kommen im Juni wieder zusammen.",
    ),
)
WAR_LATER = (
    _TITLE.format("Deutschland, Polen, Finnland und Norwegen"),
    (
        "Wir haben uns am 9. Juni in Stralsund über den Krieg um die Provinz Ostmark beraten.",
        "Die Waffenruhe vom Januar wurde an keinem einzigen Tag eingehalten.",
        "Wir verurteilen die Angriffe auf den Hafen von Lindau.",
        "Mehr als 4000 Menschen haben in Zelten Zuflucht gefunden.",
        "Wir fordern beide Seiten nachdrücklich auf, die Zufahrt zu den Krankenhäusern freizugeben.",
        "Wir ermutigen Nordland, seine Geschütze von der Küste abzuziehen.",
        "Wir sagen zu, zusätzliche Minenräumer zu entsenden.",
        "Für die Vermittlung des Königreichs Südland haben wir Verständnis.",
        "Die Verschleppung von Lehrerinnen wird von uns kritisiert.",
        "Unsere Fachleute helfen bei der Reparatur der Wasserwerke und der Umspannwerke.",
        "Wir behalten uns vor, die Konten der Heeresleitung zu sperren.",
        "Eine Teilung der Provinz lehnen wir entschieden ab.",
        "Wir kommen im Oktober wieder zusammen.",
    ),
)
DAM_EARLIER = (
    "Staudamm: Erklärung des Hohen Vertreters im Namen der Europäischen Union",
    (
        "Die Europäische Union bedauert den Abbruch der Gespräche über den Staudamm.",
        "Sie ist bereit, die Messungen am Unterlauf zu bezahlen, und entsendet dafür drei Fachleute.",
        "Norwegen und Island schließen sich dieser Erklärung an.",
    ),
)
DAM_LATER = (
    "Staudamm: Erklärung des Hohen Vertreters im Namen der Europäischen Union",
    (
        "Die Europäische Union nimmt den Abbruch der Gespräche über den Staudamm zur Kenntnis.",
        "Sie ist bereit, die Messungen am Unterlauf zu bezahlen.",
        "Dafür entsendet sie drei Fachleute.",
        "Norwegen und die Ukraine schließen sich dieser Erklärung an.",
    ),
)


def statement(parts: tuple[str, tuple[str, ...]], published: date = date(2024, 3, 4)) -> Document:
    """A document of a title and one paragraph."""
    title, sentences = parts
    text = f"{title}\n{' '.join(sentences)}"
    blocks = (
        Block(BlockKind.TITLE, Span(0, len(title))),
        Block(BlockKind.BODY, Span(len(title) + 1, len(text))),
    )
    made = f"{published}{len(text)}"
    return Document(id=made, text=text, published=published, publisher="Amt", title=title, blocks=blocks)
