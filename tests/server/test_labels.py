"""Readable names of actor codes."""

import pytest

from lagebild.server.labels import actor_label, labels


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("KOR GOV", "Südkorea · Regierung"),
        ("RUS", "Russland"),
        ("EUU", "Europäische Union"),
        ("SUN MIL", "Sowjetunion · Militär"),
        ("XKX", "Kosovo"),
        ("UNK REB", "Unbekannt · bewaffnete Gruppe"),
        ("QQQ", "QQQ"),
        ("DEU NEW", "Deutschland · NEW"),
    ],
)
def test_actor_label(code: str, name: str) -> None:
    assert actor_label(code) == name


def test_labels_leave_out_what_is_no_code() -> None:
    assert labels(["RUS", None, "", " ", "RUS"]) == {"RUS": "Russland"}
