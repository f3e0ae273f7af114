"""lagebild cases, case, dispute, commitments, split, merge, undo, judgements"""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from making import MODEL
from running import Run
from telling import document, event

from lagebild.record import Store
from lagebild.records import Document, Event
from lagebild.weigh.weigher import Weigher

TUESDAY = ("am Dienstag", "2024-05-07")
TODAY = datetime.now(UTC).date().isoformat()


def meeting(
    text: str, day: str, publisher: str, trigger: str = "getroffen", **fields: Any
) -> tuple[Document, Event]:
    told = document(text, day, publisher)
    return told, event(told, trigger, by=[("NLD GOV", "Öberg")], to=["SWE GOV"], time=TUESDAY, **fields)


FIRST = meeting(
    "Ministerin Öberg hat am Dienstag in Hafenstadt Minister Lund getroffen.", "2024-05-07", "Küstenbote"
)
DENIAL = meeting(
    "Lund sagte, er habe Öberg am Dienstag in Hafenstadt nicht getroffen.", "2024-05-09", "Talblatt",
    said_by=[(("SWE GOV", "Lund"), "denies")],
)  # fmt: skip
PROMISE = document("Nordland will Südland bis Ende Mai zehn Boote liefern.", "2024-05-03", "Küstenbote")
PROMISED = PROMISE, event(
    PROMISE, "liefern", "AID", ["NLD GOV"], ["SWE GOV"], what="zehn Boote", modality="planned",
    time=("bis Ende Mai", "2024-05"),
)  # fmt: skip
CASE = FIRST[1].id[:12]


@pytest.fixture(autouse=True)
def weighed(database_url: str) -> None:
    """The database with a meeting that one paper tells and one minister denies, and a promise."""
    with Store.open(database_url) as store:
        for told, found in (FIRST, DENIAL, PROMISED):
            store.add(told, [found], model=MODEL)
        assert len(list(Weigher(store).pending())) == 3


def told(run: Run, *arguments: object) -> Any:
    result = run(*arguments, "--json")
    assert (result.code, result.err) == (0, "")
    return json.loads(result.out)


def test_cases_of_several_documents(run: Run) -> None:
    out = run("cases").out
    assert CASE in out
    assert "disputed" in out
    assert "NLD GOV (Öberg)?" in out
    assert out.count("\n") == 2


def test_cases_as_json(run: Run) -> None:
    found = told(run, "cases")
    assert found["more"] is False
    (case,) = found["cases"]
    assert case == {
        "id": CASE, "type": "CONSULT", "state": "disputed", "reality": "actual",
        "events": 2, "documents": 2, "origins": case["origins"],
        "first_published": "2024-05-07", "last_published": "2024-05-09", "last_change": "2024-05-09",
        "actors": [{"code": "NLD GOV", "name": "Öberg"}], "recipients": [{"code": "SWE GOV", "name": None}],
        "words": "getroffen", "event_id": FIRST[1].id,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (["--documents", "1"], 2),
        (["--actor", "NLD", "--actor", "SWE GOV", "--type", "consult"], 1),
        (["--actor", "FIN"], 0),
        (["--state", "disputed", "--state", "denied", "--since", "2024-05-09", "--until", "2024-05-07"], 1),
        (["--state", "uncontested"], 0),
        (["--as-of", TODAY], 1),
        (["--as-of", "2024-05-10"], 0),
        (["--framework", "Küstenrunde"], 0),
    ],
)
def test_cases_filtered(run: Run, arguments: list[str], count: int) -> None:
    assert len(told(run, "cases", *arguments)["cases"]) == count


def test_more_cases_than_the_limit(run: Run) -> None:
    assert told(run, "cases", "--documents", 1, "--limit", 1)["more"] is True
    assert "more with a higher --limit" in run("cases", "--documents", 1, "--limit", 1).err
    assert run("cases", "--actor", "FIN").out == "no case fits\n"


def test_case_shows_who_says_what(run: Run) -> None:
    out = run("case", CASE[:6]).out
    assert f"{CASE} · disputed · actual · last change 2024-05-09" in out
    assert "first claim  Küstenbote, 2024-05-07" in out
    assert "first denial Lund (SWE GOV), 2024-05-09" in out
    assert "nicht getroffen." in out
    assert "because" not in out


def test_case_tells_why(run: Run) -> None:
    out = run("case", DENIAL[1].id, "--why").out
    assert "opened the case" in out
    assert "parties +" in out
    assert FIRST[1].id[:12] in out


def test_case_as_json(run: Run) -> None:
    found = told(run, "case", CASE)
    assert set(found) == {
        "id", "state", "reality", "first_claim", "first_denial", "last_change", "positions", "origins", "members",
    }  # fmt: skip
    claim, denial = found["positions"]
    assert (claim["holder"], claim["code"], claim["stance"]) == ("Küstenbote", None, "asserts")
    assert (denial["holder"], denial["code"], denial["stance"]) == ("Lund", "SWE GOV", "denies")
    assert denial["sentence"] == {"text": DENIAL[0].text, "start": 0, "end": len(DENIAL[0].text)}
    assert found["first_denial"] == denial
    assert [m["event_id"] for m in found["members"]] == [FIRST[1].id, DENIAL[1].id]
    assert found["members"][0]["parts"] == {}
    assert found["members"][1]["linked_to"] == FIRST[1].id


def test_dispute_puts_both_sides_beside_each_other(run: Run) -> None:
    out = run("dispute").out
    assert out.index("say that it is so") < out.index("say that it is not")
    assert "2024-05-07 Küstenbote: Ministerin Öberg" in out
    assert "2024-05-09 Lund (SWE GOV)" in out
    (found,) = told(run, "dispute", "--actor", "NLD")["disputes"]
    assert found["id"] == CASE
    assert run("dispute", "--actor", "FIN").out == "no case fits\n"


def test_commitments_and_what_is_overdue(run: Run) -> None:
    (found,) = told(run, "commitments")["commitments"]
    step = found["steps"][0]
    assert found == {
        "id": PROMISED[1].id[:12], "by": ["NLD"], "to": ["SWE"], "what": "liefern [zehn Boote]", "due": "2024-05-31",
        "stage": "announced", "reopened": False, "cases": [PROMISED[1].id[:12]], "steps": [step],
    }  # fmt: skip
    assert step == {
        "stage": "announced", "published": "2024-05-03", "event_id": PROMISED[1].id, "case_id": found["id"],
    }  # fmt: skip
    assert told(run, "commitments", "--overdue", "--on", "2024-05-31")["commitments"] == []
    assert len(told(run, "commitments", "--overdue", "--on", "2024-06-01")["commitments"]) == 1
    assert "2024-05-31 overdue" in run("commitments", "--overdue").out
    assert "overdue" not in run("commitments", "--on", "2024-05-30").out
    assert run("commitments", "--on", "2024-05-01").out == "no commitment fits\n"


def test_split_merge_undo_and_what_stays_of_them(run: Run) -> None:
    before = told(run, "cases")["cases"]
    split = told(run, "split", CASE, DENIAL[1].id[:10], "--by", "kb", "--reason", "anderes Treffen")
    assert split == {
        "number": 1, "kind": "split", "made_by": "kb", "made_at": split["made_at"], "case_id": DENIAL[1].id[:12],
        "events": [DENIAL[1].id], "reason": "anderes Treffen", "undoes": None, "changes": None,
    }  # fmt: skip
    assert told(run, "cases")["cases"] == []
    assert f"judgement {1}" in run("case", split["case_id"], "--why").out
    assert (
        run("merge", CASE, split["case_id"], "--by", "kb").out
        == f"judgement 2: 1 events, merge, case {CASE}\n"
    )
    assert told(run, "cases")["cases"] == before
    assert told(run, "undo", 2, "--by", "lw")["undoes"] == 2
    assert told(run, "cases")["cases"] == []
    assert [j["kind"] for j in told(run, "judgements")["judgements"]] == ["split", "merge", "undo"]
    assert "anderes Treffen" in run("judgements").out


def test_nobody_has_judged_yet(run: Run) -> None:
    assert run("judgements").out == "nobody has judged anything yet\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["case", "zz"], "zz: no single case has this id; `lagebild cases` lists ids"),
        (["case", CASE, "--as-of", "2024-05-10"], f"{CASE}: nothing was known of this case at that time"),
        (["split", "zz", FIRST[1].id, "--by", "kb"], "zz: no single case has this id"),
        (["split", CASE, "zz", "--by", "kb"], f"zz: is no event of case {CASE}; `lagebild case {CASE}"),
        (["merge", CASE, "zz", "--by", "kb"], "zz: no single case has this id"),
        (["merge", CASE, FIRST[1].id, "--by", "kb"], f"{FIRST[1].id}: is the same case as {CASE}; name two"),
        (["undo", "7", "--by", "kb"], "7: there is no such judgement; `lagebild judgements` lists them"),
    ],
)
def test_what_does_not_exist_is_told_in_one_line(run: Run, arguments: list[str], told: str) -> None:
    result = run(*arguments)
    assert (result.code, result.out, result.err.count("\n")) == (1, "", 1)
    assert result.err.startswith(f"lagebild: {told}")


def test_a_judgement_needs_a_name(run: Run) -> None:
    assert run("split", CASE, DENIAL[1].id).code == 2
    assert run("undo", 1).code == 2


def test_events_as_they_were_known(run: Run) -> None:
    assert len(told(run, "events", "--as-of", TODAY)["events"]) == 3
    assert told(run, "events", "--as-of", "2024-05-10")["events"] == []


def test_a_moment_that_is_none(run: Run) -> None:
    assert run("cases", "--as-of", "gestern").code == 2
    assert run("commitments", "--on", "gestern").code == 2
