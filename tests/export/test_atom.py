"""Atom feeds, read as a feed reader does."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hostile import CONTROLS, MARKUP, hostile_pair
from lxml import etree
from making import TEXT, make_document, make_event
from shipping import Shipped

from lagebild.export import Format

DOCUMENT = make_document()
EVENT = make_event(DOCUMENT)
NAMES = {"a": "http://www.w3.org/2005/Atom", "lb": "urn:x-lagebild:export"}


def feed(shipped: Shipped, *pairs: Any) -> Any:
    return etree.fromstring(shipped(Format.ATOM, pairs), etree.XMLParser(huge_tree=True))


def texts(tree: Any, path: str) -> list[str]:
    return [str(found) for found in tree.xpath(path, namespaces=NAMES)]


def test_feed_and_entries_have_what_the_standard_demands(shipped: Shipped) -> None:
    tree = feed(shipped, (DOCUMENT, EVENT), (DOCUMENT, replace(EVENT, id="second")))
    for within in ("/a:feed", "/a:feed/a:entry[1]", "/a:feed/a:entry[2]"):
        for name in ("id", "title", "updated"):
            assert len(texts(tree, f"{within}/a:{name}/text()")) == 1, (within, name)
    for moment in texts(tree, "//a:updated/text() | //a:published/text()"):
        assert datetime.strptime(moment, "%Y-%m-%dT%H:%M:%SZ")
    assert texts(tree, "//a:entry[1]/a:author/a:name/text()") == ["Küstenbote"]
    assert len(set(texts(tree, "//a:id/text()"))) == 3
    assert all(i.startswith("urn:uuid:") for i in texts(tree, "//a:id/text()"))


def test_ids_stay_and_an_entry_is_as_old_as_its_reading(shipped: Shipped) -> None:
    first, second = (feed(shipped, (DOCUMENT, EVENT)) for _ in range(2))
    assert texts(first, "//a:id/text()") == texts(second, "//a:id/text()")
    assert texts(first, "//a:entry/a:updated/text()") == ["2024-05-05T08:30:00Z"]
    assert texts(first, "/a:feed/a:updated/text()") == ["2024-06-01T12:00:00Z"]
    assert texts(first, "//a:entry/a:published/text()") == ["2024-05-04T00:00:00Z"]


def test_an_undated_document_has_no_day_of_publication(shipped: Shipped) -> None:
    tree = feed(shipped, (replace(DOCUMENT, published=None, publisher=None), EVENT))
    assert texts(tree, "//a:entry/a:published") == []
    assert texts(tree, "//a:author/a:name/text()") == ["unknown publisher"]


def test_an_entry_quotes_the_document(shipped: Shipped) -> None:
    tree = feed(shipped, (DOCUMENT, EVENT))
    assert texts(tree, "//a:content/text()") == [EVENT.sentence.of(TEXT)]
    assert texts(tree, "//a:title/text()")[1] == "AGREE: NLD → Regierung von Südland, UNK (planned)"
    assert texts(tree, "//lb:event/@document") == [DOCUMENT.id]
    assert texts(tree, "//lb:event/@model") == [EVENT.model]
    for quote in tree.iter(f"{{{NAMES['lb']}}}quote"):
        assert TEXT[int(quote.get("start")) : int(quote.get("end"))] == quote.text
    assert json.loads(texts(tree, "/a:feed/lb:card/text()")[0])["format"] == "atom"


def test_hostile_words_are_text(shipped: Shipped) -> None:
    tree = feed(shipped, hostile_pair())
    (content,) = texts(tree, "//a:content/text()")
    assert MARKUP in content
    assert CONTROLS.replace("\x01", "\ufffd") in content
    assert "eins\tzwei\nDREI\r\nvier" in content
    assert {etree.QName(e).localname for e in tree.iter()} & {"script", "data"} == set()
    assert texts(tree, "//a:content/@type") == ["text"]


@pytest.mark.parametrize(
    ("origin", "links"),
    [
        ("https://example.org/a?b=1&c=2", ["https://example.org/a?b=1&c=2"]),
        ("javascript:alert(1)", []),
        ('https://example.org/"><script>', []),
        ("samples/a.txt", []),
    ],
)
def test_only_addresses_of_the_web_are_links(origin: str, links: list[str], shipped: Shipped) -> None:
    assert texts(feed(shipped, (replace(DOCUMENT, origin=origin), EVENT)), "//a:link/@href") == links
