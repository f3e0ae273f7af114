"""Two statements compared, as JSON: what moved, with both wordings, the words that prove it, and who signs."""

from collections.abc import Iterable
from typing import Any

from lagebild.records import Document, Span
from lagebild.reference.tone import tone_words
from lagebild.weigh.compare import Change, Comparison, Kind, Passage
from lagebild.weigh.signing import Signatory
from lagebild.weigh.tone import Tone

Json = dict[str, Any]


def comparison_json(comparison: Comparison) -> Json:
    """Offsets of an earlier passage, of its tone and of a dropped signatory count in the earlier document."""
    before, after = comparison.earlier, comparison.later
    signed = comparison.signatories
    return {
        "earlier": _document(before),
        "later": _document(after),
        "counts": {kind.value: len(comparison.of(kind)) for kind in Kind},
        "changes": [_change(change, before.text, after.text) for change in comparison.changes],
        "signatories": {
            "added": _signatories(signed.added, after.text),
            "dropped": _signatories(signed.dropped, before.text),
            "kept": _signatories(signed.kept, after.text),
        },
    }


def _document(document: Document) -> Json:
    return {
        "id": document.id,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "publisher": document.publisher,
    }


def _change(change: Change, before: str, after: str) -> Json:
    return {
        "kind": change.kind.value,
        "moved": change.moved,
        "similarity": round(change.similarity, 4),
        "earlier": _passage(change.earlier, change.tone_earlier, before),
        "later": _passage(change.later, change.tone_later, after),
        "wording": [{"op": op.value, "text": text} for op, text in change.wording],
    }


def _passage(passage: Passage | None, tone: Tone | None, text: str) -> Json | None:
    if passage is None:
        return None
    return {"text": passage.text, **_offsets(passage.span), "tone": _tone(tone, text) if tone else None}


def _tone(tone: Tone, text: str) -> Json:
    return {
        "scale": tone.scale,
        "label": tone_words().scale(tone.scale).label,
        "grade": tone.grade,
        "rank": tone.rank,
        "words": [{"text": span.of(text), **_offsets(span)} for span in tone.spans],
    }


def _signatories(signed: Iterable[Signatory], text: str) -> list[Json]:
    return [
        {
            "code": s.code,
            "name": s.name,
            "aligned": s.aligned,
            "text": s.span.of(text) if s.span else None,
            **_offsets(s.span),
        }
        for s in signed
    ]


def _offsets(span: Span | None) -> Json:
    return {"start": span.start if span else None, "end": span.end if span else None}
