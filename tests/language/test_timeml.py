"""Time expressions as TimeML writes them: extents, parts of ranges, types and values."""

from datetime import date

import pytest

from lagebild.language.timeml import find_timexes

WEDNESDAY = date(2024, 5, 15)


def found(text: str, created: date | None = WEDNESDAY) -> list[tuple[str, str, str]]:
    timexes = find_timexes(text, created)
    assert timexes == sorted(timexes, key=lambda t: t.start)
    return [(text[t.start : t.end], t.type, t.value) for t in timexes]


def fault(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


@pytest.mark.parametrize(
    ("text", "words", "kind", "value"),
    [
        ("Der Rat tagte am 3. Mai 2024.", "3. Mai 2024", "DATE", "2024-05-03"),
        ("Die letzten zwei Jahre waren ruhig.", "Die letzten zwei Jahre", "DURATION", "P2Y"),
        ("Das halbe Jahr verging.", "Das halbe Jahr", "DURATION", "P6M"),
        ("In den vergangenen Tagen regnete es.", "den vergangenen Tagen", "DURATION", "PXD"),
        ("Der Bau von 2013 steht.", "2013", "DATE", "2013"),
        ("Die Fahrt dauerte rund drei Stunden.", "rund drei Stunden", "DURATION", "PT3H"),
        ("Die Fahrt dauerte etwa zwei Wochen.", "etwa zwei Wochen", "DURATION", "P2W"),
        ("Vor zwei Wochen tagte der Rat.", "Vor zwei Wochen", "DATE", "2024-W18"),
        ("Vor drei Tagen tagte der Rat.", "Vor drei Tagen", "DATE", "2024-05-12"),
        ("Ende 2022 endete der Bau.", "Ende 2022", "DATE", "2022"),
        ("In der Nacht auf Mittwoch brannte es.", "der Nacht auf Mittwoch", "TIME", "2024-05-15TNI"),
        ("In der Nacht zum Montag brannte es.", "der Nacht zum Montag", "TIME", "2024-05-13TNI"),
        ("Gestern Abend sang der Chor.", "Gestern Abend", "TIME", "2024-05-14TEV"),
        ("Jeden Montag tagt der Rat.", "Jeden Montag", "SET", "XXXX-WXX-1"),
        ("Der Rat tagt montags.", "montags", "SET", "XXXX-WXX-1"),
        ("Täglich fährt ein Schiff.", "Täglich", "SET", "P1D"),
        ("Der Chor singt abends.", "abends", "SET", "XXXX-XX-XXTEV"),
        ("Der Verein zahlt 300 Euro pro Jahr.", "pro Jahr", "SET", "P1Y"),
        ("Das Schiff fährt zweimal am Tag.", "zweimal am Tag", "SET", "P1D"),
        ("In Zukunft tagt der Rat seltener.", "Zukunft", "DATE", "FUTURE_REF"),
        ("Abends singt der Chor.", "Abends", "SET", "XXXX-XX-XXTEV"),
        ("Zweimal am Tag fährt das Schiff.", "Zweimal am Tag", "SET", "P1D"),
        pytest.param(
            *("Morgen tagt der Rat.", "Morgen", "DATE", "2024-05-16"),
            marks=fault("`Morgen` that opens a sentence is taken for the noun"),
        ),
    ],
)
def test_one_expression_with_its_article_type_and_value(text: str, words: str, kind: str, value: str) -> None:
    assert found(text) == [(words, kind, value)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Die Schau läuft vom 3. bis 7. Juni 2024.", [("3.", "2024-06-03"), ("7. Juni 2024", "2024-06-07")]),
        (
            "Die Schau lief vom 3. Mai bis zum 7. Mai.",
            [("3. Mai", "2024-05-03"), ("7. Mai", "2024-05-07")],
        ),
        ("Zwischen 2010 und 2014 wuchs der Ort.", [("2010", "2010"), ("2014", "2014")]),
        ("Von 2010 bis 2014 wuchs der Ort.", [("2010", "2010"), ("2014", "2014")]),
    ],
)
def test_the_ends_of_a_range_are_apart(text: str, parts: list[tuple[str, str]]) -> None:
    assert found(text) == [(words, "DATE", value) for words, value in parts]


@pytest.mark.parametrize(
    "text",
    [
        "Am 3. Mai begann die Sitzung um 16 Uhr.",
        "Um 16 Uhr begann am 3. Mai die Sitzung.",
        "Am 3. Mai tagte der Rat. Um 16 Uhr war Schluss.",
        "Am 3. Mai um 16 Uhr begann die Sitzung.",
    ],
)
def test_an_hour_is_on_the_day_that_is_named(text: str) -> None:
    assert sorted(found(text)) == [("16 Uhr", "TIME", "2024-05-03T16:00"), ("3. Mai", "DATE", "2024-05-03")]


def test_an_hour_without_a_day_is_on_that_of_publication() -> None:
    assert found("Um 16 Uhr war Schluss.") == [("16 Uhr", "TIME", "2024-05-15T16:00")]


def test_a_day_is_forgotten_after_some_sentences() -> None:
    told = f"Am 3. Mai tagte der Rat. {'Es war still. ' * 3}Um 16 Uhr war Schluss."
    assert found(told)[-1] == ("16 Uhr", "TIME", "2024-05-15T16:00")


def test_a_day_and_an_hour_with_a_comma_are_one_time() -> None:
    assert found("Der Markt öffnet Montag, 10. Februar, 9 Uhr.") == [
        ("Montag, 10. Februar, 9 Uhr", "TIME", "2025-02-10T09:00")
    ]


def test_hours_from_and_to_are_two_times() -> None:
    assert [words for words, _, _ in found("Der Rat tagt von 9 bis 17 Uhr.")] == ["9", "17 Uhr"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2015 kam der Bau, drei Jahre später war er fertig.", "2018"),
        ("Am 3. Mai 2015 kam der Bau, drei Jahre später war er fertig.", "2018"),
        ("Am 3. Mai 2015 kam der Bau, drei Tage später war er fertig.", "2015-05-06"),
        ("Im Mai 2015 kam der Bau, drei Monate zuvor fehlte das Geld.", "2015-02"),
        ("2015 kam der Bau. Drei Jahre später war er fertig.", "2018"),
    ],
)
def test_later_counts_from_the_date_before(text: str, value: str) -> None:
    assert found(text)[-1][1:] == ("DATE", value)


@pytest.mark.parametrize(
    "text",
    [
        "Der Wirt ist 78 Jahre alt.",
        "Das Kind ist drei Monate jung.",
        "Der 78 Jahre alte Wirt schloss.",
        "Das Wetter war schön.",
        "",
    ],
)
def test_ages_and_other_words_are_no_time(text: str) -> None:
    assert found(text) == []


def test_without_a_day_of_publication_only_full_dates_have_days() -> None:
    assert found("Am 3. Mai 2024 tagte er.", None) == [("3. Mai 2024", "DATE", "2024-05-03")]
    assert not any(value.startswith("20") for _, _, value in found("Gestern tagte er.", None))


def test_offsets_count_in_the_whole_text() -> None:
    text = "Es regnete. Am 3. Mai tagte der Rat.\n\nDer Bau von 2013 steht."
    assert [text[t.start : t.end] for t in find_timexes(text, WEDNESDAY)] == ["3. Mai", "2013"]
