"""Passages of documents for a few words, from the full text of the record."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from lagebild.record import Store
from lagebild.records import Document, Span

Search = Callable[[str], list[tuple[str, Span]]]
"""Query -> (name of the document, passage), best first."""
HITS = 100
"""More than the founding documents have for any query; how many are read is for the caller to say."""


@contextmanager
def full_text(documents: Sequence[Document]) -> Iterator[Search]:
    """The search over a record in memory that has just these documents, named by their origin."""
    names = {d.id: d.origin or d.id for d in documents}
    with Store.open("sqlite://") as store:
        store.add_many(((d, ()) for d in documents), model="none")

        def search(query: str) -> list[tuple[str, Span]]:
            return [(names[hit.document_id], hit.span) for hit in store.search(query, limit=HITS)]

        yield search
