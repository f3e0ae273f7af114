"""A method for every route of the API; lists are read page by page while you go through them."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from lagebild.client.transport import Transport
from lagebild.records import CaseState, EventType, Modality, Stance
from lagebild.server import access_forms as access
from lagebild.server import case_forms, forms, intake_forms
from lagebild.server import question_forms as questions
from lagebild.server import register_forms as registers

if TYPE_CHECKING:  # forms of figures and comparisons load what makes them; only who asks for one needs it
    from lagebild.server import figure_forms, review_forms
    from lagebild.server.comparison_forms import ComparisonForm
    from lagebild.server.overview_forms import Overview
    from lagebild.server.words import WordForm

A_PAGE = 500
LEDGERS_A_PAGE = 50
A_QUEUE = 200
PASSAGES_A_PAGE = 100

Moment = date | datetime | str


class EventQuery(TypedDict, total=False):
    """What events are asked for; see docs/api.md."""

    actor: str
    other: str
    framework: str
    type: EventType | str
    modality: Modality | str
    negated: bool
    stance: Stance | str
    disputed: bool
    text: str
    publisher: str
    document: str
    since: date | str
    until: date | str
    from_: date | str
    to: date | str
    as_of: Moment


class CaseQuery(TypedDict, total=False):
    """What cases are about; all of ``actor`` must take part."""

    actor: Sequence[str]
    framework: str
    since: date | str
    until: date | str
    as_of: Moment


class Verdict(TypedDict, total=False):
    """Who decides about an event, and why."""

    made_by: str | None
    reason: str | None
    seen: int | None


class Client(Transport):
    """The API of the server at ``base_url``, such as ``http://127.0.0.1:8642``; ``token`` where it demands one.

    Every method may raise ``ApiError`` (the server refuses, with a remedy) and ``UnreachableError``. Requests that
    change nothing are tried again when a connection is lost.
    """

    # The record

    def health(self) -> forms.Health:
        return self._ask(forms.Health, "/health")

    def documents(self, search: str | None = None) -> Iterator[forms.DocumentLine]:
        """Newest publication first."""
        return self._pages(forms.DocumentList, "/documents", {"search": search, "limit": A_PAGE})

    def document(self, document_id: str) -> forms.DocumentForm:
        """A document with its text, blocks and events; the beginning of its id will do."""
        return self._ask(forms.DocumentForm, "/documents/{document_id}", document_id=document_id)

    def events(self, **wanted: Unpack[EventQuery]) -> Iterator[forms.EventForm]:
        """Newest publication first, then as in the text."""
        return self._pages(forms.EventList, "/events", {**wanted, "limit": A_PAGE})

    def actors(self, search: str | None = None) -> Iterator[forms.ActorLine]:
        """Most frequent first."""
        return self._pages(forms.ActorList, "/actors", {"search": search, "limit": A_PAGE})

    def word(self, document_id: str, at: int, trigger: int | None = None) -> "WordForm":
        """What the reader makes of the word at a character, and how sure it is."""
        from lagebild.server.words import WordForm

        wanted = {"at": at, "trigger": trigger}
        return self._ask(WordForm, "/documents/{document_id}/word", wanted, document_id=document_id)

    def overview(self, since: date | str | None = None) -> "Overview":
        """New documents, new disputes and the hardest changes since a day."""
        from lagebild.server.overview_forms import Overview

        return self._ask(Overview, "/overview", {"since": since})

    def overdue(
        self, since: date | str | None = None, on: date | str | None = None
    ) -> list[case_forms.CommitmentForm]:
        """Commitments whose day has passed since a day without the deed."""
        wanted = {"since": since, "on": on}
        return self._ask(case_forms.CommitmentList, "/overview/overdue", wanted).items

    def accuracy(self) -> dict[str, Any]:
        """The accuracy card."""
        card: dict[str, Any] = self.get("/accuracy").json()
        return card

    def export(self, format: str, path: Path | str, **wanted: Unpack[EventQuery]) -> None:
        """Write events as a file for other programs, as it comes."""
        self._saved(Path(path), "/export/{format}", wanted, format=format)

    def export_card(self, format: str, **wanted: Unpack[EventQuery]) -> dict[str, Any]:
        """What such a file says of itself, with the accuracy card."""
        card: dict[str, Any] = self.get("/export/{format}/card", wanted, format=format).json()
        return card

    # Figures; ``count`` is reports, daily, cases or origins

    def timeline(
        self, *, bin: str = "month", by: str = "told", count: str = "reports", **wanted: Unpack[EventQuery]
    ) -> "figure_forms.TimelineForm":
        from lagebild.server.figure_forms import TimelineForm

        return self._ask(TimelineForm, "/timeline", {**wanted, "bin": bin, "by": by, "count": count})

    def dyads(
        self,
        *,
        level: str = "country",
        count: str = "reports",
        limit: int = 100,
        top: int | None = None,
        **wanted: Unpack[EventQuery],
    ) -> "figure_forms.DyadList":
        from lagebild.server.figure_forms import DyadList

        asked = {**wanted, "level": level, "count": count, "limit": limit, "top": top}
        return self._ask(DyadList, "/dyads", asked)

    def network(
        self, *, level: str = "country", count: str = "reports", limit: int = 80, **wanted: Unpack[EventQuery]
    ) -> "figure_forms.NetworkForm":
        from lagebild.server.figure_forms import NetworkForm

        return self._ask(NetworkForm, "/network", {**wanted, "level": level, "count": count, "limit": limit})

    def map(self, *, count: str = "reports", **wanted: Unpack[EventQuery]) -> "figure_forms.MapForm":
        from lagebild.server.figure_forms import MapForm

        return self._ask(MapForm, "/map", {**wanted, "count": count})

    def facets(self, *, count: str = "reports", **wanted: Unpack[EventQuery]) -> "figure_forms.FacetsForm":
        from lagebild.server.figure_forms import FacetsForm

        return self._ask(FacetsForm, "/facets", {**wanted, "count": count})

    # Cases

    def cases(
        self,
        *,
        type: EventType | str | None = None,
        state: Sequence[CaseState | str] = (),
        documents: int | None = None,
        **about: Unpack[CaseQuery],
    ) -> Iterator[case_forms.CaseLine]:
        """The last told of first; told by two documents unless ``documents`` says otherwise."""
        wanted = {"type": type, "state": list(state), "documents": documents, "limit": A_PAGE}
        return self._pages(case_forms.CaseList, "/cases", {**about, **wanted})

    def case(self, case_id: str, as_of: Moment | None = None) -> case_forms.CasePage:
        """The ledger of a case, by its id, the beginning of it, or the id of one of its events."""
        return self._ask(case_forms.CasePage, "/cases/{case_id}", {"as_of": as_of}, case_id=case_id)

    def disputes(
        self, *, type: EventType | str | None = None, **about: Unpack[CaseQuery]
    ) -> Iterator[case_forms.LedgerForm]:
        wanted = {**about, "type": type, "limit": LEDGERS_A_PAGE}
        return self._pages(case_forms.DisputeList, "/disputes", wanted)

    def commitments(
        self, *, on: date | str | None = None, overdue: bool = False, **about: Unpack[CaseQuery]
    ) -> Iterator[case_forms.CommitmentForm]:
        """The first to fall due first."""
        wanted = {**about, "on": on, "overdue": overdue, "limit": A_PAGE}
        return self._pages(case_forms.CommitmentList, "/commitments", wanted)

    def judgements(
        self, case_id: str | None = None, event: str | None = None, *, latest: bool = False
    ) -> Iterator[case_forms.JudgementForm]:
        """What people decided about a case, an event, or all, oldest first; ``latest``: the last decided first."""
        wanted = {"case": case_id, "event": event, "latest": latest, "limit": A_PAGE}
        return self._pages(case_forms.JudgementList, "/judgements", wanted)

    def split(
        self, case_id: str, events: Sequence[str], *, made_by: str | None = None, reason: str | None = None
    ) -> case_forms.JudgementForm:
        """Take events out of a case; ``made_by`` may be left out where a token was shown."""
        body = {"events": list(events), "made_by": made_by, "reason": reason}
        return self._change(case_forms.JudgementForm, "/cases/{case_id}/split", body=body, case_id=case_id)

    def merge(
        self, case_id: str, other: str, *, made_by: str | None = None, reason: str | None = None
    ) -> case_forms.JudgementForm:
        """Put all events of the other case into this one."""
        body = {"other": other, "made_by": made_by, "reason": reason}
        return self._change(case_forms.JudgementForm, "/cases/{case_id}/merge", body=body, case_id=case_id)

    def undo(
        self, number: int, *, made_by: str | None = None, reason: str | None = None
    ) -> case_forms.JudgementForm:
        body = {"made_by": made_by, "reason": reason}
        return self._change(case_forms.JudgementForm, "/judgements/{number}/undo", body=body, number=number)

    # Review; ``seen`` is the number of the last judgement of the event that was seen

    def queue(
        self, *, by: str = "doubt", judged: bool = False, **wanted: Unpack[EventQuery]
    ) -> Iterator["review_forms.QueueItem"]:
        """Events to look at, the most doubtful first, or what most hangs on."""
        from lagebild.server.review_forms import QueuePage

        return self._pages(QueuePage, "/queue", {**wanted, "by": by, "judged": judged, "limit": A_QUEUE})

    def event(self, event_id: str) -> "review_forms.EventPage":
        """One event, in force or not, with its judgements."""
        from lagebild.server.review_forms import EventPage

        return self._ask(EventPage, "/events/{event_id}", event_id=event_id)

    def accept(self, event_id: str, **verdict: Unpack[Verdict]) -> case_forms.JudgementForm:
        form = case_forms.JudgementForm
        return self._change(form, "/events/{event_id}/accept", body=verdict, event_id=event_id)

    def reject(self, event_id: str, **verdict: Unpack[Verdict]) -> case_forms.JudgementForm:
        form = case_forms.JudgementForm
        return self._change(form, "/events/{event_id}/reject", body=verdict, event_id=event_id)

    def correct(
        self, event_id: str, fields: dict[str, Any], **verdict: Unpack[Verdict]
    ) -> case_forms.JudgementForm:
        """``fields`` -> what each should be, in the form of the event."""
        body = {**verdict, "fields": fields}
        form = case_forms.JudgementForm
        return self._change(form, "/events/{event_id}/correct", body=body, event_id=event_id)

    def add(
        self,
        document_id: str,
        fields: dict[str, Any],
        *,
        made_by: str | None = None,
        reason: str | None = None,
    ) -> case_forms.JudgementForm:
        """Put in an event that the reader missed; ``fields`` as of ``correct``, with ``trigger`` and ``type``."""
        body = {"fields": fields, "made_by": made_by, "reason": reason}
        form = case_forms.JudgementForm
        return self._change(form, "/documents/{document_id}/events", body=body, document_id=document_id)

    # Questions

    def ask(self, question: str, *, limit: int = 10, **wanted: Unpack[EventQuery]) -> questions.AnswerForm:
        """A question in German words; a filter takes the place of what was read."""
        return self._ask(questions.AnswerForm, "/ask", {**wanted, "question": question, "limit": limit})

    def search(
        self,
        words: str,
        *,
        document: str | None = None,
        publisher: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        as_of: Moment | None = None,
    ) -> Iterator[questions.PassageForm]:
        """Sentences with these words in any of their forms, best first; at most 1000."""
        wanted = {
            "words": words, "document": document, "publisher": publisher, "since": since, "until": until,
            "as_of": as_of, "limit": PASSAGES_A_PAGE,
        }  # fmt: skip
        return self._pages(questions.PassageList, "/search", wanted, "passages")

    def compare(self, one: str, other: str) -> "ComparisonForm":
        """What was hardened, softened, added, dropped between two statements, and who signs."""
        from lagebild.server.comparison_forms import ComparisonForm  # loads the whole comparison

        return self._ask(ComparisonForm, "/compare", {"one": one, "other": other})

    # Registers

    def offices(
        self, state: str | None = None, *, office: str | None = None, on: date | str | None = None
    ) -> Iterator[registers.TenureForm]:
        wanted = {"state": state, "office": office, "on": on, "limit": A_PAGE}
        return self._pages(registers.OfficeList, "/offices", wanted)

    def who(
        self, office: str, state: str | None = None, on: date | str | None = None
    ) -> list[registers.TenureForm]:
        """Who held an office on a day, or ever."""
        wanted = {"office": office, "state": state, "on": on}
        return self._ask(registers.TenureList, "/register/who", wanted).items

    def actor(self, name: str, on: date | str | None = None) -> registers.EntityForm:
        """A state, organisation, group or person by name or code."""
        return self._ask(registers.EntityForm, "/register/actor", {"name": name, "on": on})

    def find_actors(
        self, search: str, *, on: date | str | None = None, limit: int = 12
    ) -> list[registers.ActorChoice]:
        """Actors of the registry by code or by how words of a German or English name begin."""
        wanted = {"search": search, "on": on, "limit": limit}
        return self._ask(registers.ActorChoices, "/register/actors", wanted).items

    def frameworks(
        self, search: str | None = None, *, known: bool = True
    ) -> Iterator[registers.FrameworkLine]:
        wanted = {"search": search, "known": known, "limit": A_PAGE}
        return self._pages(registers.FrameworkList, "/frameworks", wanted)

    def framework(self, name: str, on: date | str | None = None) -> registers.FrameworkPage:
        return self._ask(registers.FrameworkPage, "/frameworks/{name}", {"on": on}, name=name)

    # Intake

    def send_text(
        self,
        text: str,
        *,
        published: date | str | None = None,
        publisher: str | None = None,
        title: str | None = None,
    ) -> intake_forms.JobForm:
        """Have a text read; ``job`` tells how far it has come."""
        body = {"text": text, "published": published, "publisher": publisher, "title": title}
        return self._change(intake_forms.JobForm, "/intake/text", body=body)

    def send_files(
        self,
        paths: Sequence[Path | str],
        *,
        published: date | str | None = None,
        publisher: str | None = None,
    ) -> intake_forms.JobForm:
        """Have files read (.txt, .html, .jsonl)."""
        files = [(Path(path).name, Path(path).read_bytes()) for path in paths]
        fields = {"published": published, "publisher": publisher}
        return self._upload(intake_forms.JobForm, "/intake/files", files, fields)

    def jobs(self) -> Iterator[intake_forms.JobLine]:
        """The latest first."""
        return self._pages(intake_forms.JobList, "/jobs", {"limit": A_PAGE})

    def job(self, job_id: str) -> intake_forms.JobForm:
        return self._ask(intake_forms.JobForm, "/jobs/{job_id}", job_id=job_id)

    def cancel(self, job_id: str) -> intake_forms.JobForm:
        """Read no more of a job; what was stored stays."""
        return self._change(intake_forms.JobForm, "/jobs/{job_id}/cancel", job_id=job_id)

    # Feeds: Atom, as it is

    def event_feed(self, *, limit: int = 50, **wanted: Unpack[EventQuery]) -> str:
        return self.get("/feeds/events.atom", {**wanted, "limit": limit}).text

    def case_feed(self, *, limit: int = 50, **about: Unpack[CaseQuery]) -> str:
        return self.get("/feeds/cases.atom", {**about, "limit": limit}).text

    def dispute_feed(self, *, limit: int = 50, **about: Unpack[CaseQuery]) -> str:
        return self.get("/feeds/disputes.atom", {**about, "limit": limit}).text

    # Access

    def session(self) -> access.SessionForm:
        """Who the server takes this client for."""
        return self._ask(access.SessionForm, "/session")

    def audit(self) -> Iterator[access.AuditLine]:
        """What was changed over the network, the latest first; for administrators."""
        return self._pages(access.AuditList, "/audit", {"limit": A_PAGE})

    def openapi(self) -> dict[str, Any]:
        """The description of the API."""
        described: dict[str, Any] = self.get("/openapi.json").json()
        return described
