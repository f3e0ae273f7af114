"""Who may ask for what: open on this machine, tokens with roles elsewhere, and every change with its author."""

import base64
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import own_cases
import pytest
from sqlalchemy import create_engine, text, update
from starlette.testclient import TestClient

from lagebild.record import Store, schema
from lagebild.records.service import Role
from lagebild.server import access
from lagebild.server.app import create_app

ADDRESS = "http://lagebild.example"
JUDGEMENT = "/api/v1/judgements/1/undo"
Ask = Callable[..., Any]


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'own.db'}"
    own_cases.fill(url)
    return url


@pytest.fixture
def secrets(url: str) -> dict[str, str]:
    """A token of each role, by role."""
    with Store.open(url) as store:
        return {role.value: store.access.add(f"{role} Ada", role)[1] for role in Role}


@pytest.fixture
def client(url: str, secrets: dict[str, str]) -> Iterator[TestClient]:
    app = create_app(url, hosts=["lagebild.example"], tokens=True)
    with TestClient(app, base_url=ADDRESS, follow_redirects=False) as client:
        yield client


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


@pytest.mark.parametrize(
    "path", ["/api/v1/health", "/api/v1/documents", "/api/v1/openapi.json", "/api/v1/feeds/events.atom"]
)
def test_without_a_token_nothing_of_the_record_is_told(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert "/anmelden" in answer.json()["remedy"]


@pytest.mark.parametrize(
    "given", ["Bearer", "Bearer x", "Basic !!", "Basic eA==", "Basic é", "Digest x", "Bearer " + "x" * 5000]
)
def test_what_is_no_token_opens_nothing(client: TestClient, given: str) -> None:
    headers = {"Authorization": given.encode("latin-1")}
    assert client.get("/api/v1/health", headers=headers).status_code == 401


@pytest.mark.parametrize(
    ("role", "expected"),
    [("reader", (200, 403, 403)), ("reviewer", (200, 404, 403)), ("administrator", (200, 404, 200))],
)
def test_each_role_may_do_what_those_before_it_may(
    client: TestClient, secrets: dict[str, str], role: str, expected: tuple[int, ...]
) -> None:
    headers = bearer(secrets[role])
    answers = (
        client.get("/api/v1/health", headers=headers),
        client.post(JUDGEMENT, json={}, headers=headers),
        client.get("/api/v1/audit", headers=headers),
    )
    assert tuple(answer.status_code for answer in answers) == expected


def test_a_feed_reader_shows_its_token_as_a_password(client: TestClient, secrets: dict[str, str]) -> None:
    given = base64.b64encode(f"any:{secrets['reader']}".encode()).decode()
    answer = client.get("/api/v1/feeds/events.atom", headers={"Authorization": f"Basic {given}"})
    assert answer.status_code == 200


def test_a_token_in_an_address_opens_nothing(client: TestClient, secrets: dict[str, str]) -> None:
    assert client.get("/api/v1/health", params={"token": secrets["reader"]}).status_code == 401


def test_expired_and_revoked_tokens_open_nothing(
    client: TestClient, url: str, secrets: dict[str, str]
) -> None:
    with Store.open(url) as store:
        made, late = store.access.add("Bo", Role.READER, days=1)
        assert client.get("/api/v1/health", headers=bearer(late)).status_code == 200
        store.access.revoke("reader Ada")
    engine = create_engine(url)
    with engine.begin() as connection:
        past = datetime.now(UTC).replace(tzinfo=None) - timedelta(seconds=1)
        connection.execute(update(schema.tokens).where(schema.tokens.c.id == made.id).values(expires_at=past))
    engine.dispose()
    for secret in (late, secrets["reader"]):
        assert client.get("/api/v1/health", headers=bearer(secret)).status_code == 401


def test_of_a_token_only_the_digest_is_kept(url: str, secrets: dict[str, str]) -> None:
    engine = create_engine(url)
    with engine.connect() as connection:
        kept = str(
            [connection.execute(text(f"SELECT * FROM {table}")).all() for table in ("tokens", "audit")]
        )
    engine.dispose()
    assert not [secret for secret in secrets.values() if secret in kept or secret[9:] in kept]


def test_the_browser_is_led_to_sign_in_and_back(client: TestClient, secrets: dict[str, str]) -> None:
    led = client.get("/faelle?akteur=DNK")
    assert (led.status_code, led.headers["location"]) == (303, "/anmelden?zurueck=%2Ffaelle%3Fakteur%3DDNK")
    assert client.get("/anmelden").status_code == 200
    assert client.get("/api/v1/session").json() == {"tokens": True, "name": None, "role": None}
    answer = client.post("/api/v1/session", json={"token": f" {secrets['reviewer']} "})
    assert answer.json() == {"tokens": True, "name": "reviewer Ada", "role": "reviewer"}
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert client.get("/faelle").status_code == 200
    assert client.get("/api/v1/health").status_code == 200
    assert client.post(JUDGEMENT, json={}, headers={"Origin": "http://evil.example"}).status_code == 403
    client.delete("/api/v1/session")
    assert client.get("/api/v1/health").status_code == 401


def test_over_tls_the_cookie_never_goes_in_the_clear(url: str, secrets: dict[str, str]) -> None:
    app = create_app(url, hosts=["lagebild.example"], tokens=True)
    with TestClient(app, base_url="https://lagebild.example") as client:
        answer = client.post("/api/v1/session", json={"token": secrets["reader"]})
    assert "secure" in answer.headers["set-cookie"].lower()


def test_wrong_tokens_are_slowed_and_right_ones_let_in(client: TestClient, secrets: dict[str, str]) -> None:
    for number in range(access.WRONG_A_MINUTE):
        assert client.post("/api/v1/session", json={"token": f"lagebild_{number}"}).status_code == 401
    for answer in (
        client.post("/api/v1/session", json={"token": "lagebild_guess"}),
        client.get("/api/v1/health", headers=bearer("lagebild_guess")),
    ):
        assert answer.status_code == 429
        assert 0 < int(answer.headers["retry-after"]) <= 60
    assert client.get("/api/v1/health", headers=bearer(secrets["reader"])).status_code == 200
    assert client.post("/api/v1/session", json={"token": secrets["reader"]}).status_code == 200


def test_a_browser_with_an_expired_token_can_sign_in_again(
    client: TestClient, secrets: dict[str, str]
) -> None:
    client.cookies.set(access.COOKIE, "lagebild_expired")
    for _ in range(access.WRONG_A_MINUTE + 1):  # a page and its scripts
        client.get("/assets/page.js")
    assert client.post("/api/v1/session", json={"token": secrets["reader"]}).status_code == 200


def test_cookies_of_other_programs_on_this_host_do_not_hide_ours(
    client: TestClient, secrets: dict[str, str]
) -> None:
    cookies = f'prefs={{"dark": "yes, please"}}; {access.COOKIE}={secrets["reader"]}'
    assert client.get("/api/v1/health", headers={"Cookie": cookies}).status_code == 200


def test_wrong_tokens_are_forgotten_after_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = 1000.0
    monkeypatch.setattr(access.time, "monotonic", lambda: moment)
    wrong = access.Wrong()
    for number in range(access.WRONG_A_MINUTE):
        wrong.add("10.0.0.1", f"lagebild_{number}")
    assert wrong.seconds_left("10.0.0.1") == 60
    assert wrong.seconds_left("10.0.0.2") == 0
    moment += 61
    assert wrong.seconds_left("10.0.0.1") == 0


def test_a_judgement_is_signed_by_the_token_whatever_name_is_given(
    client: TestClient, secrets: dict[str, str]
) -> None:
    headers = bearer(secrets["reviewer"])
    (case,) = client.get("/api/v1/cases", headers=headers).json()["items"]
    sent = {"events": [case["event_id"]], "made_by": "Somebody else"}
    split = client.post(f"/api/v1/cases/{case['id']}/split", json=sent, headers=headers)
    assert (split.status_code, split.json()["made_by"]) == (201, "reviewer Ada")
    undone = client.post(f"/api/v1/judgements/{split.json()['number']}/undo", json={}, headers=headers)
    assert undone.json()["made_by"] == "reviewer Ada"


def test_where_nobody_shows_a_token_the_decider_must_be_named(url: str) -> None:
    with TestClient(create_app(url), base_url="http://localhost") as client:
        answer = client.post(JUDGEMENT, json={})
    assert (answer.status_code, answer.json()["field"]) == (422, "made_by")


def test_every_change_leaves_a_row_with_its_author(client: TestClient, secrets: dict[str, str]) -> None:
    headers = bearer(secrets["reviewer"])
    (case,) = client.get("/api/v1/cases", headers=headers).json()["items"]
    path = f"/api/v1/cases/{case['id']}/split"
    client.post(path, json={"events": [case["event_id"]]}, headers=headers)
    client.post(path, json={"events": ["nothing"]}, headers=headers)
    administrator = bearer(secrets["administrator"])
    found = client.get("/api/v1/audit", headers=administrator).json()["items"]
    assert [(row["who"], row["role"], row["action"], row["target"]) for row in found] == [
        ("reviewer Ada", "reviewer", "POST", path),
        *(("local", None, "token add", f"{role} Ada") for role in reversed(Role)),
    ]


def test_changes_are_paged_through(client: TestClient, secrets: dict[str, str]) -> None:
    headers = bearer(secrets["administrator"])
    first = client.get("/api/v1/audit", params={"limit": 2}, headers=headers).json()
    rest = client.get("/api/v1/audit", params={"after": first["next"]}, headers=headers).json()
    assert [row["number"] for row in first["items"] + rest["items"]] == [3, 2, 1]
    assert rest["next"] is None


def test_a_change_that_is_taken_back_leaves_no_row(url: str) -> None:
    from lagebild.record.audit import Change, acting

    with Store.open(url) as store, acting(Change("Ada", None, "POST", "x")) as change:
        with pytest.raises(ZeroDivisionError), store._transaction(writes=True):
            raise ZeroDivisionError
        assert (change.noted, store.access.audit()) == (False, [])


def test_an_open_server_refuses_what_comes_through_a_proxy(url: str) -> None:
    with TestClient(create_app(url), base_url="http://localhost") as client:
        assert client.get("/api/v1/session").json() == {
            "tokens": False, "name": "local", "role": "administrator",
        }  # fmt: skip
        answer = client.get("/api/v1/health", headers={"X-Forwarded-For": "203.0.113.9"})
    assert answer.status_code == 403
    assert "LAGEBILD_TOKENS=required" in answer.json()["remedy"]
