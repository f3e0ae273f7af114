"""Writes ``server/examples.json``: what each operation of the API is asked and answers on the reports of own_cases.

    PYTHONPATH=src python tests/server/making_examples.py

``ASKED`` is written by hand; answers are what the server gives, cut to one item of each list.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "record"))

import fakes
import own_cases
from making import TEXT
from starlette.testclient import TestClient

from lagebild.record import Store
from lagebild.records.service import Role
from lagebild.server.app import create_app

EXAMPLES = Path(__file__).parents[2] / "src/lagebild/server/examples.json"
CLAIM = own_cases.delivery()[1][0].id
DENIED_IN, PROMISED_IN = (make()[0].id for make in (own_cases.denial, own_cases.promise))
DENIAL = own_cases.denial()[1][0].id
BOTH = {"actor": "DNK", "other": "EST"}

ASKED: dict[str, dict[str, Any]] = {
    "GET /health": {},
    "GET /documents": {"query": {"search": "Minenräumboote", "limit": 1}},
    "GET /documents/{document_id}": {"path": {"document_id": PROMISED_IN}},
    "GET /events": {"query": {**BOTH, "type": "AID", "since": "2024-03-01", "limit": 1}},
    "GET /documents/{document_id}/word": {"path": {"document_id": PROMISED_IN}, "query": {"at": 59}},
    "GET /overview": {"query": {"since": "2024-03-01"}},
    "GET /overview/overdue": {"query": {"since": "2024-03-01", "on": "2024-05-04"}},
    "GET /accuracy": {},
    "GET /export/{format}/card": {"path": {"format": "csv"}, "query": {"actor": "NOR"}},
    "GET /export/{format}": {"path": {"format": "csv"}, "query": {"actor": "NOR"}},
    "GET /timeline": {"query": {**BOTH, "bin": "month", "by": "told", "count": "cases"}},
    "GET /dyads": {"query": {"level": "country", "count": "reports", "limit": 1}},
    "GET /network": {"query": {"level": "country", "limit": 10}},
    "GET /map": {"query": {"type": "AID"}},
    "GET /facets": {"query": {"actor": "DNK"}},
    "GET /actors": {"query": {"search": "EST", "limit": 1}},
    "GET /offices": {"query": {"state": "EST", "on": "2024-03-11", "limit": 1}},
    "GET /frameworks": {"query": {"search": "Resolution 1718"}},
    "GET /frameworks/{name}": {"path": {"name": "Resolution 1718"}, "query": {"on": "2024-03-11"}},
    "GET /register/who": {"query": {"office": "Verteidigungsminister", "state": "EST", "on": "2024-03-11"}},
    "GET /register/actor": {"query": {"name": "Estland", "on": "2024-03-11"}},
    "GET /register/actors": {"query": {"search": "Norway", "on": "2024-03-11", "limit": 2}},
    "GET /register/frameworks": {"query": {"search": "Resolution 1718"}},
    "GET /register/framework": {"query": {"name": "Resolution 1718"}},
    "GET /cases": {"query": {"actor": ["DNK", "EST"], "state": ["disputed"], "limit": 1}},
    "GET /cases/{case_id}": {"path": {"case_id": CLAIM}},
    "GET /disputes": {"query": {"actor": ["DNK"], "limit": 1}},
    "GET /commitments": {"query": {"actor": ["NOR"], "on": "2024-05-04", "overdue": True}},
    "POST /cases/{case_id}/split": {
        "path": {"case_id": CLAIM},
        "body": {"events": [DENIAL], "made_by": "Ada", "reason": "another delivery"},
    },
    "POST /judgements/{number}/undo": {"path": {"number": 1}, "body": {"made_by": "Ada"}},
    "POST /cases/{case_id}/merge": {
        "path": {"case_id": CLAIM},
        "body": {"other": own_cases.promise()[1][0].id, "made_by": "Ada"},
    },
    "GET /queue": {"query": {"by": "doubt", "limit": 1}},
    "GET /events/{event_id}": {"path": {"event_id": CLAIM}},
    "POST /events/{event_id}/accept": {"path": {"event_id": CLAIM}, "body": {"made_by": "Ada"}},
    "POST /events/{event_id}/reject": {
        "path": {"event_id": DENIAL},
        "body": {"made_by": "Ada", "reason": "tells of another act"},
    },
    "POST /events/{event_id}/correct": {
        "path": {"event_id": own_cases.promise()[1][0].id},
        "body": {"made_by": "Ada", "fields": {"type": "COOPERATE"}},
    },
    "POST /documents/{document_id}/events": {
        "path": {"document_id": DENIED_IN},
        "body": {
            "made_by": "Ada",
            "fields": {
                "trigger": own_cases.span_in(own_cases.DENIAL, "wies"),
                "type": "REJECT",
                "actor": [{"code": "EST GOV"}],
            },
        },
    },
    "GET /judgements": {"query": {"limit": 1}},
    "GET /ask": {"query": {"question": "Hat Dänemark Boote an Estland geliefert?", "limit": 1}},
    "GET /search": {"query": {"words": "Minenräumboote", "limit": 1}},
    "GET /compare": {"query": {"one": PROMISED_IN, "other": DENIED_IN}},
    "POST /intake/text": {"body": {"text": TEXT, "published": "2024-05-04", "publisher": "Küstenpost"}},
    "POST /intake/files": {"body": {"files": ["bericht.txt"], "publisher": "Küstenpost"}},
    "GET /jobs": {"query": {"limit": 1}},
    "GET /jobs/{job_id}": {"path": {"job_id": "0123456789abcdef"}},
    "POST /jobs/{job_id}/cancel": {"path": {"job_id": "0123456789abcdef"}},
    "GET /feeds/events.atom": {"query": {**BOTH, "limit": 1}},
    "GET /feeds/cases.atom": {"query": {"actor": ["DNK"], "limit": 1}},
    "GET /feeds/disputes.atom": {"query": {"limit": 1}},
    "GET /session": {},
    "POST /session": {"body": {"token": "lagebild_..."}},
    "DELETE /session": {},
    "GET /audit": {"query": {"limit": 1}},
}
"""Those that change something stand in the order in which they work one after the other."""


def record(url: str) -> str:
    """A record to ask, with a job that waits; returns a token of its administrator."""
    own_cases.fill(url)
    with Store.open(url) as store:
        return store.access.add("Ada", Role.ADMINISTRATOR)[1]


def ask(client: TestClient, operation: str, given: dict[str, Any], secret: str, job: str) -> Any:
    """The server's answer to an example; its placeholders for job and token are filled in."""
    method, path = operation.split(" ")
    path = path.format(**{**given.get("path", {}), "job_id": job})
    if operation.startswith("POST /intake/files"):
        body = given["body"]
        files = [("files", (name, TEXT.encode())) for name in body["files"]]
        return client.post(f"/api/v1{path}", files=files, data={"publisher": body["publisher"]})
    body = given.get("body")
    if operation == "POST /session":
        body = {"token": secret}
    return client.request(method, f"/api/v1{path}", params=given.get("query"), json=body)


def shortened(value: Any) -> Any:
    """At most two of each list, so that an example can be read."""
    if isinstance(value, dict):
        return {key: shortened(each) for key, each in value.items()}
    return [shortened(each) for each in value[:2]] if isinstance(value, list) else value


def brief(value: Any) -> Any:
    """The first two of every table, for figures that would fill pages."""
    return {k: brief(v) for k, v in list(value.items())[:2]} if isinstance(value, dict) else value


def main() -> None:
    written: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'own.db'}"
        secret = record(url)
        app = create_app(url, coder=fakes.load, tokens=True)
        headers = {"Authorization": f"Bearer {secret}"}
        client = TestClient(app, base_url="http://127.0.0.1:8642", headers=headers)  # no worker: jobs wait
        job = client.post("/api/v1/intake/text", json=ASKED["POST /intake/text"]["body"]).json()["id"]
        for operation, given in ASKED.items():
            answer = ask(client, operation, given, secret, job)
            assert answer.is_success, (operation, answer.text)
            is_json = answer.headers["content-type"] == "application/json"
            told = shortened(answer.json()) if is_json else answer.text
            if is_json and operation == "GET /accuracy":
                told = brief(told)
            if is_json and "accuracy" in told:
                told = {**told, "accuracy": brief(told["accuracy"])}
            method, path = operation.split(" ")
            media = answer.headers["content-type"].partition(";")[0]
            written[f"{method} /api/v1{path}"] = {**given, "media_type": media, "answer": told}
    EXAMPLES.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
