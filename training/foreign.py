"""Annotations of foreign text, kept without the text: offsets into the articles of the SpkAtt-2023 training file.

usage: python training/foreign.py text OUT.txt           the articles in the form of markup.py, to be annotated
       python training/foreign.py strip IN.txt OUT.jsonl   annotated mark-up -> offsets alone, to be committed
"""

import json
import re
import sys
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from markup import parse

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT.parent / "shared/bench/spkatt2023_news_train.jsonl"
NOTES = ROOT / "training/foreign"
_CLOSING = re.compile(r"[.,;:!?)\]}…]+|“|”|'")
_ROLES = ("actor", "recipient", "object", "framework", "place", "time", "amount", "sources")


def joined(tokens: Iterable[str]) -> str:
    """Words and marks as one sentence with the usual spaces."""
    out, quoted = "", False
    for token in tokens:
        glue = not out or _CLOSING.fullmatch(token) or out[-1] in "([{„‚"
        if not glue and quoted and (token == '"' or out[-1] == '"'):
            glue = True
        quoted ^= token == '"'
        out += token if glue else " " + token
    return out


def articles(path: Path = ARTICLES) -> list[dict[str, Any]]:
    """The articles as documents of the corpus form without events; ids follow their order in the file."""
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        article = json.loads(line)
        published = re.search(r"\((\d{4}-\d\d-\d\d)\)$", article["DocumentName"])
        sentences = [joined(s["Tokens"]) for s in article["Sentences"]]
        found.append(
            {
                "id": f"yn-{number}",
                "published": published[1] if published else None,
                "genre": "news",
                "publisher": "Wikinews",
                "sentences": [{"text": t, "title": not i, "events": []} for i, t in enumerate(sentences)],
            }
        )
    return found


def _spans(event: dict[str, Any]) -> Iterable[dict[str, Any]]:
    yield event["trigger"]
    for role in _ROLES:
        for filler in event[role]:
            yield filler
            if filler.get("cue"):
                yield filler["cue"]


def digest(sentences: Iterable[str]) -> str:
    return sha256("\n".join(sentences).encode()).hexdigest()[:16]


def strip(documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Documents with events but without any text; a digest tells which text they fit."""
    for document in documents:
        document["digest"] = digest(s["text"] for s in document["sentences"])
        for sentence in document["sentences"]:
            del sentence["text"]
            for event in sentence["events"]:
                for span in _spans(event):
                    del span["text"]
    return documents


def attach(notes: Path = NOTES, path: Path = ARTICLES) -> list[dict[str, Any]]:
    """The annotated articles as documents of the corpus form; none where the foreign text is not at hand."""
    if not path.is_file():
        return []
    texts = {d["id"]: [s["text"] for s in d["sentences"]] for d in articles(path)}
    found = []
    for file in sorted(notes.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            document = json.loads(line)
            found_text = texts.get(document["id"], [])
            if digest(found_text) != document.pop("digest"):
                raise SystemExit(f"{file}: {document['id']} was annotated in another text than {path} has")
            for sentence, text in zip(document["sentences"], found_text, strict=True):
                sentence["text"] = text
                for event in sentence["events"]:
                    for span in _spans(event):
                        span["text"] = None if span["start"] is None else text[span["start"] : span["end"]]
            found.append(document)
    return found


def main() -> None:
    match sys.argv[1:]:
        case ["text", target]:
            lines = []
            for d in articles():
                lines.append(f"## {d['id']} | {d['published'] or ''} | {d['genre']} | {d['publisher']}")
                lines += [f"{'=' if s['title'] else '-'} {s['text']}" for s in d["sentences"]] + [""]
            Path(target).write_text("\n".join(lines), "utf-8")
        case ["strip", source, target]:
            documents, faults = parse(Path(source).read_text("utf-8"))
            print(*faults, sep="\n")
            lines = [json.dumps(d, ensure_ascii=False) + "\n" for d in strip(documents)]
            Path(target).write_text("".join(lines), "utf-8")
            sys.exit(1 if faults else 0)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
