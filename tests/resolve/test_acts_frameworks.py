"""The framework of an act: the reader's words named by the registry, and what an object names."""

from datetime import date

import pytest

from lagebild.records import Document, Span
from lagebild.reference.registry import default_registry
from lagebild.resolve.frameworks import frameworks_of

DAY = date(2019, 2, 1)


def found(
    text: str, spans: tuple[str, ...] = (), objects: tuple[str, ...] = (), day: date = DAY
) -> list[tuple[str, str | None, str | None]]:
    def places(words: tuple[str, ...]) -> list[Span]:
        return [Span(text.index(word), text.index(word) + len(word)) for word in words]

    document = Document(id="x", text=text, published=day)
    frameworks = frameworks_of(document, places(spans), places(objects), default_registry())
    assert all(f.span.of(text) == f.text for f in frameworks)
    return [(f.text, f.name, f.kind) for f in frameworks]


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("UN-Resolution 1718", "Resolution 1718", "resolution"),
        ("INF-Vertrags", "INF-Vertrag", "treaty"),
        ("Treffen der G7", "G7", "group"),
        ("Sitzung der Unesco", "UNESCO", "organisation"),
        ("Nebelrunde", None, None),
    ],
)
def test_the_readers_words_are_named_where_the_registry_knows_them(
    words: str, name: str | None, kind: str | None
) -> None:
    assert found(f"Im Rahmen der {words} half Nordland.", (words,)) == [(words, name, kind)]


def test_a_treaty_that_is_the_object_is_the_framework_too() -> None:
    text = "Nordland kündigte den INF-Vertrag im Rahmen der Nebelrunde."
    assert found(text, ("Nebelrunde",), ("den INF-Vertrag",)) == [
        ("Nebelrunde", None, None),
        ("INF-Vertrag", "INF-Vertrag", "treaty"),
    ]


def test_a_framework_is_named_once() -> None:
    text = "Nordland kündigte den INF-Vertrag."
    assert found(text, ("INF-Vertrag",), ("den INF-Vertrag",)) == [("INF-Vertrag", "INF-Vertrag", "treaty")]
    both = "Sie brachen die Resolution 1718, die UN-Resolution 1718 also."
    assert len(found(both, ("UN-Resolution 1718",), ("die Resolution 1718",))) == 1


@pytest.mark.parametrize("words", ["Länder der EU", "Truppen der Nato", "die Nebelrunde", "zehn Boote"])
def test_a_group_or_nothing_known_in_an_object_is_no_framework(words: str) -> None:
    assert found(f"Nordland rief {words} zusammen.", (), (words,)) == []


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(1970, 1, 1), None),
        (date(1984, 1, 1), None),
        (date(1987, 6, 1), "INF-Vertrag"),
        (date(2024, 1, 1), "INF-Vertrag"),
    ],
)
def test_a_framework_that_begins_years_later_is_not_meant(day: date, name: str | None) -> None:
    """What is planned within a year has its name already; what has ended keeps it."""
    text = "Nordland lobte den INF-Vertrag."
    kind = "treaty" if name else None
    assert found(text, ("INF-Vertrag",), (), day) == [("INF-Vertrag", name, kind)]
    assert found(text, (), ("den INF-Vertrag",), day) == ([("INF-Vertrag", name, kind)] if name else [])
