"""Texts that want to break out of a file: mark-up, ends of CDATA, formulas, tabs, directions, length."""

from making import make_document, make_event

from lagebild.export.about import Pair
from lagebild.records import Actor, Filler, Place, Source, Span, Stance

MARKUP = ']]></data><script>alert("1")</script>&amp;<!--'
FORMULA = "=HYPERLINK(1)"
TURNED = "Nord\u202eland\u2066 kehrt\u2069 um"
BREAKS = "eins\tzwei\nDREI\r\nvier\u2028fünf\x0bsechs"
LONG = "sehr " * 200_000
CONTROLS = "Funk\x01spruch"


def hostile_pair(words: str = f"{FORMULA} {MARKUP} {TURNED} {BREAKS} {CONTROLS}", at: int = 0) -> Pair:
    """An event all of whose words are ``words``, in a document that begins with ``=`` and contains them."""
    text = f"{words} Ende {at}"
    document = make_document(
        text, title=words[:200], publisher=f"={words[:50]}", origin="javascript:alert(1)"
    )
    span = Span(0, len(words))
    given = {"span": span, "text": words}
    event = make_event(
        make_document(),
        at,
        id=f"hostile-{at}",
        document_id=document.id,
        sentence=Span(0, len(text)),
        trigger=span,
        trigger_text=words,
        actors=(Actor(**given, code="NLD", name=words[:100]),),
        recipients=(Actor(**given, code="SWE GOV"),),
        objects=(Filler(**given),),
        frameworks=(),
        places=(Place(**given, country="SWE", latitude=-33.5, longitude=18.25),),
        times=(),
        amounts=(),
        sources=(Source(**given, code="NLD GOV", cue=span, stance=Stance.ALLEGES),),
    )
    return document, event
