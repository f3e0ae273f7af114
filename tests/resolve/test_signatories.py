"""``Wir`` in a declaration whose headline or first sentence names the signatories."""

import pytest
from sayings import Text, codes

from lagebild.records import Span
from lagebild.resolve import Resolver


def _we(resolver: Resolver, head: str, body: str = "Wir helfen der Ukraine.", speaker: str = "") -> list[str]:
    t = Text(f"{head} {body}", publisher="Auswärtiges Amt")
    said = [t.source(speaker, "sagte")] if speaker else []
    mention = t.mention("helfen", [t.actor("Wir")], said)
    sentences = (Span(0, len(head)), Span(len(head) + 1, len(t.document.text)))
    (event,) = t.events(resolver, mention, sentences=sentences)
    return codes(event.actors)


@pytest.mark.parametrize(
    "head",
    [
        "Gemeinsame Erklärung der Außenminister Kanadas, Japans und Italiens zu Peru",
        "Gemeinsame Erklärung der Außenministerinnen und Außenminister Kanadas, Japans und Italiens",
        "Die Regierungen von Kanada, Japan und Italien haben folgende Erklärung veröffentlicht.",
        "Die folgende gemeinsame Erklärung wurde von den Staats- und Regierungschefs Kanadas, Japans sowie Italiens "
        "nach Gesprächen über Peru abgegeben.",
    ],
)
def test_we_are_the_signatories_that_the_head_names(resolver: Resolver, head: str) -> None:
    assert _we(resolver, head) == ["CAN GOV", "JPN GOV", "ITA GOV"]


@pytest.mark.parametrize(
    "head",
    [
        "Gemeinsame Erklärung zur Zusammenarbeit zwischen Kanada und Japan",
        "Gemeinsame Erklärung der Außenminister zur Lage in Japan und Peru",
        "Die Außenminister Kanadas und Japans berieten.",
        "Erklärung der Regierung Kanadas",
    ],
)
def test_a_topic_or_one_name_signs_nothing(resolver: Resolver, head: str) -> None:
    assert _we(resolver, head) == ["DEU GOV"]


def test_who_is_quoted_beside_a_declaration_speaks_for_himself(resolver: Resolver) -> None:
    head = "Gemeinsame Erklärung der Außenminister Kanadas und Japans"
    body = "„Wir helfen der Ukraine“, sagte der lettische Präsident."
    assert _we(resolver, head, body, speaker="lettische Präsident") == ["LVA GOV"]
