"""lagebild token, audit, and serve where others reach it"""

import json
from pathlib import Path

import pytest
from running import Run

from lagebild.cli.serve import _is_loopback


def test_a_token_is_shown_once(run: Run, tmp_path: Path) -> None:
    made = run("token", "add", "Ada", "--role", "reviewer", "--days", "3")
    secret = made.out.strip()
    assert (made.code, secret.startswith("lagebild_")) == (0, True)
    assert "shown only now" in made.err
    listed = run("token", "list").out
    assert "Ada" in listed
    assert "until" in listed
    assert secret not in listed
    assert secret.encode() not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert run("token", "revoke", "Ada").code == 0
    (token,) = json.loads(run("token", "list", "--json").out)["tokens"]
    assert (token["role"], token["revoked_at"] is not None) == ("reviewer", True)
    changes = json.loads(run("audit", "--json").out)["changes"]
    assert [(row["who"], row["action"], row["target"]) for row in changes] == [
        ("local", "token revoke", "Ada"),
        ("local", "token add", "Ada"),
    ]


def test_what_cannot_be_made_or_revoked_says_why(run: Run) -> None:
    run("token", "add", "Ada")
    for words, says in (
        (("token", "add", "Ada"), "revoke it first"),
        (("token", "add", "local"), "is no name for a token"),
        (("token", "add", "[red]\n"), "is no name for a token"),
        (("token", "revoke", "Bo"), "lagebild token list"),
    ):
        result = run(*words)
        assert (result.code, result.out) == (1, "")
        assert says in result.err


@pytest.mark.parametrize("setting", ["host", "tokens", "hosts"])
def test_a_server_that_others_reach_does_not_start_without_a_token(
    run: Run, setting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if setting == "tokens":
        monkeypatch.setenv("LAGEBILD_TOKENS", "required")
    if setting == "hosts":
        monkeypatch.setenv("LAGEBILD_HOSTS", "lagebild.example")
    result = run("serve", "--no-open", *(("--host", "0.0.0.0") if setting == "host" else ()))
    assert result.code == 1
    assert "lagebild token add NAME" in result.err


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("0.0.0.0", False), ("::", False)],
)
def test_which_addresses_only_this_machine_reaches(host: str, expected: bool) -> None:
    assert _is_loopback(host) is expected
