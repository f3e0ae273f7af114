"""From how many independent places the reports of a case come.

Reports are joined if their documents are copies or rewrites of one text, name the same agency, cite the other's
publisher, or pass on a statement of the same speaker.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from lagebild.records import Origin, OriginKind, Report, Said, Stance
from lagebild.weigh.marks import media, similarity

COPY = 0.4
"""Share of stems that two documents have in common if one is made from the other."""
REWRITE = 0.12
"""The same where one is by an agency and the other a paper of the next days: independent ones had up to .15, rewrites
from .14 on in the development stories of ``eval/cases``."""
COPY_DAYS = 3
"""Agency reports are taken over within days."""
STATEMENT_DAYS = 4
"""A statement is quoted for so long; what the same speaker says later is another one."""
SAME_SENTENCE = 0.7
"""Share of a sentence's stems that a rewrite keeps."""
FEW_STEMS = 6
PUBLISHERS = 10_000
"""Publishers whose kind is kept: a case of many reports asks for it at each pair."""
OFFICIAL = frozenset({"GOV", "MIL", "JUD", "LEG", "COP", "SPY"})
UNOFFICIAL = frozenset({"NGO", "INT", "UNK", "XXX"})
"""What stands in the place of a country in codes and is neither a state nor an organisation of states."""


def origins(reports: Sequence[Report]) -> tuple[Origin, ...]:
    """The independent origins, the one with most reports first."""
    reports = sorted(reports, key=lambda r: (r.published or date.min, r.document_id, r.event_id))
    parent = list(range(len(reports)))
    why: defaultdict[int, list[str]] = defaultdict(list)

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, j in _comparable(reports):
        if root(i) != root(j) and (reason := _joined(reports[i], reports[j])):
            a, b = root(i), root(j)
            parent[b] = a
            why[a] += [reason, *why.pop(b, [])]
    groups: defaultdict[int, list[Report]] = defaultdict(list)
    for i, report in enumerate(reports):
        groups[root(i)].append(report)
    found = [_origin(group, why[top]) for top, group in groups.items()]
    return tuple(sorted(found, key=lambda o: (-len(o.event_ids), o.label)))


def _comparable(reports: Sequence[Report]) -> Iterator[tuple[int, int]]:
    """Pairs of reports, sorted by day, that may go back to one origin: near in time, or one of them cites a medium."""
    always = {i for i, r in enumerate(reports) if r.published is None or _cited(r)}
    lowest = sum(r.published is None for r in reports)
    for j, report in enumerate(reports):
        while lowest < j and _days(reports[lowest], report) > max(COPY_DAYS, STATEMENT_DAYS):
            lowest += 1
        earlier = range(j) if j in always else {*range(lowest, j), *(i for i in always if i < j)}
        yield from ((i, j) for i in sorted(earlier))


def speaker(report: Report) -> Said | None:
    """Who the document has it from: the outermost source that the text names, None if it tells it itself."""
    return report.sources[-1] if report.sources else None


def _joined(a: Report, b: Report) -> str | None:
    """Why two reports go back to one origin, None if they do not."""
    said, other = speaker(a), speaker(b)
    days = _days(a, b)
    if said and other and days <= STATEMENT_DAYS and not _anonymous(said) and _same_speaker(said, other):
        return f"statement of {other.name or other.text or other.code}"
    if a.document_id == b.document_id:
        return "same document" if said is None and other is None else None
    if days <= COPY_DAYS and _denies(a) == _denies(b):
        if shared := sorted(agencies(a) & agencies(b)):
            return f"agency {shared[0]}"
        alike = similarity(a.signature, b.signature)
        if alike >= (REWRITE if _taken_over(a, b) or _taken_over(b, a) else COPY):
            return "copy of the text"
        if said is None and other is None and _same_words(a.words, b.words):
            return "same sentence"
    for one, two in ((a, b), (b, a)):
        if cites(one, two):
            return f"cites {two.publisher}"
    return None


def _denies(report: Report) -> bool:
    """A claim and its denial never come from one place, however alike the reports are."""
    return any(said.stance is Stance.DENIES for said in report.sources)


def _taken_over(agency: Report, paper: Report) -> bool:
    """Whether one is an agency's and the other a paper's that appeared with it or later."""
    return (
        is_agency(agency.publisher, agency.kind)
        and not is_agency(paper.publisher, paper.kind)
        and not official(paper.publisher, paper.kind)
        and (paper.kind or "") not in media().state_kinds
        and (agency.published or date.min) <= (paper.published or date.max)
    )


def _same_speaker(a: Said, b: Said) -> bool:
    """A state without sector is its government; a name that only one report gives does not part them."""
    one, two = (code if " " in code else f"{code} GOV" for code in (a.code, b.code))
    return one == two and (a.name == b.name or not (a.name and b.name))


def cites(report: Report, other: Report) -> bool:
    """Whether a report names the medium of another as its source."""
    if not other.publisher or report.document_id == other.document_id:
        return False
    return any(_same_medium(name, f"{other.publisher} {' '.join(other.marks)}") for name in _cited(report))


def _cited(report: Report) -> list[str]:
    """Names of the media among its sources."""
    return [s.name or s.text or "" for s in report.sources if s.code.endswith("JRN")]


def _same_medium(name: str, publisher: str) -> bool:
    words = {w.lower() for w in re.findall(r"\w{3,}", name)} - {*media().agency_heads}
    return bool(words) and words <= {w.lower() for w in re.findall(r"\w{3,}", publisher)}


def agencies(report: Report) -> frozenset[str]:
    """Agencies named in the text, and the names and short forms of the publisher if it is one."""
    return report.marks | _own_names(report.publisher or "", report.kind)


@lru_cache(maxsize=PUBLISHERS)
def _own_names(publisher: str, kind: str | None) -> frozenset[str]:
    if not is_agency(publisher, kind):
        return frozenset()
    plain = re.sub(r"\s*\([^)]*\)", "", publisher).strip()
    initials = "".join(word[0] for word in re.findall(r"\w+", plain)).upper()
    known = {name: short for short, names in media().agencies.items() for name in names}
    return frozenset({plain, initials, known.get(plain, plain), *re.findall(r"\(([^)]+)\)", publisher)})


@lru_cache(maxsize=PUBLISHERS)
def is_agency(publisher: str | None, kind: str | None) -> bool:
    """Whether a publisher is a news agency by its kind, its name, or because it is a known one."""
    name = (publisher or "").lower()
    known = {each.lower() for names in media().agencies.values() for each in names}
    heads = (head for head in media().agency_heads if head in name.replace("-", ""))
    return (kind or "") in media().agency_kinds or name in known or any(heads)


def _same_words(a: frozenset[str], b: frozenset[str]) -> bool:
    least = min(len(a), len(b))
    return least >= FEW_STEMS and len(a & b) / least >= SAME_SENTENCE


def _anonymous(said: Said) -> bool:
    return said.code.startswith("UNK") and said.name is None


def _days(a: Report, b: Report) -> int:
    if a.published is None or b.published is None:
        return 0
    return abs((a.published - b.published).days)


def _origin(group: Sequence[Report], why: Sequence[str]) -> Origin:
    first = min(group, key=lambda r: (r.published is None, r.published, r.event_id))
    said = speaker(first)
    label = (said.name or said.text or said.code) if said else (first.publisher or "unknown publisher")
    return Origin(
        label,
        kind_of(first),
        tuple(r.event_id for r in group),
        tuple(dict.fromkeys(r.document_id for r in group)),
        tuple(dict.fromkeys(why)),
    )


def kind_of(report: Report) -> OriginKind:
    """What kind of place a report comes from."""
    said = speaker(report)
    if said is None:
        return OriginKind.OFFICIAL if official(report.publisher, report.kind) else OriginKind.PRESS
    if _anonymous(said):
        return OriginKind.ANONYMOUS
    country, _, sector = said.code.partition(" ")
    if sector in OFFICIAL or not (sector or country in UNOFFICIAL):
        return OriginKind.OFFICIAL
    return OriginKind.PRESS if sector == "JRN" else OriginKind.OTHER


@lru_cache(maxsize=PUBLISHERS)
def official(publisher: str | None, kind: str | None) -> bool:
    """Whether a government or organisation publishes it itself."""
    words = [w.lower() for w in re.findall(r"[\w-]+", publisher or "")]
    heads = media().official_heads
    return (kind or "").lower() in media().official_kinds or any(w.endswith(heads) for w in words)
