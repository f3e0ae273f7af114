"""How fast the product is: reader against bare encoder, resolver against reader, stories an hour, start-up.

usage: python eval/bench.py [--stories 120] [--json]

A story is 300 words of samples/. The bare encoder is the first ONNX graph on ready-made chunks of the same stories, so
tokenising, choosing, the pair head and decoding are what the reader adds. Every figure is taken in this one run, in
turns, because machines are noisy: compare ratios, not runs.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from lagebild.intake import from_text, read_path
from lagebild.language.sentences import document_sentences
from lagebild.pipeline import Pipeline
from lagebild.reader.chunks import PIECE, plan
from lagebild.reader.network import Network
from lagebild.reader.reader import Reader
from lagebild.reader.tokens import load_tokenizer, pieces
from lagebild.record import Store
from lagebild.records import Document
from lagebild.resolve import Resolver
from lagebild.scale.pool import open_coder
from lagebild.settings import Settings

ROOT = Path(__file__).parents[1]
WORDS = 300
TURNS = 3


def stories(count: int) -> list[str]:
    """Different texts of WORDS words, made by shifting through the sentences of samples/."""
    documents = [d for d in read_path(ROOT / "samples", max_bytes=10**7) if isinstance(d, Document)]
    sentences = [s.of(d.text).replace("\n", " ") for d in documents for s in document_sentences(d)]
    found = []
    for i in range(count):
        words = 0
        story = [f"Meldung {i}."]
        at = (i * 7) % len(sentences)
        while words < WORDS:
            story.append(sentences[at % len(sentences)])
            words += len(story[-1].split())
            at += 1
        found.append("\n".join(story))
    return found


def rate(work: Callable[[], object], amount: int) -> float:
    begun = time.perf_counter()
    work()
    return amount / (time.perf_counter() - begun)


def reader_against_encoder(documents: list[Document], settings: Settings) -> dict[str, float]:
    reader = Reader.load(settings.model)
    tokenizer, network = load_tokenizer(settings.model / "tokenizer.json"), Network(settings.model)
    chunks = [
        chunk for d in documents for chunk in plan(pieces(tokenizer, d.text, document_sentences(d), PIECE))
    ]
    subwords = sum(chunk.size for chunk in chunks)

    def bare() -> None:
        for chunk in chunks:
            network.words(chunk)

    whole, encoder = [], []
    for _ in range(TURNS):
        encoder.append(rate(bare, subwords))
        whole.append(rate(lambda: reader.read(documents), subwords))
    return {
        "encoder subwords/s": max(encoder),
        "reader subwords/s": max(whole),
        "reader / encoder": max(whole) / max(encoder),
    }


def resolver_against_reader(documents: list[Document], settings: Settings) -> float:
    """Time to resolve, as a part of the time to read; the registry's tables are built before."""
    reader, resolver = Reader.load(settings.model), Resolver.load(settings.registry)
    readings = reader.read(documents)

    def resolve() -> None:
        for document, reading in zip(documents, readings, strict=True):
            resolver.resolve(document, reading)

    resolve()
    shares = [rate(lambda: reader.read(documents), 1) / rate(resolve, 1) for _ in range(TURNS)]
    return min(shares)


def start_up() -> float:
    """Seconds of a fresh Python from start to the events of one sentence."""
    code = "import lagebild; lagebild.read('Merkel traf Macron in Berlin.')"
    return min(
        1 / rate(lambda: subprocess.run([sys.executable, "-c", code], check=True), 1) for _ in range(TURNS)
    )


def stories_an_hour(texts: list[str], processes: int, settings: Settings) -> float:
    """From text to stored events; loading the model is not counted."""
    with tempfile.TemporaryDirectory() as folder, open_coder(settings, processes) as coder:
        list(coder.stream([from_text(t, published=date(2022, 7, 1)) for t in texts[: 4 * processes]]))
        with Store.open(f"sqlite:///{folder}/bench.db") as store:

            def work() -> None:
                documents = (from_text(t, published=date(2022, 7, 1)) for t in texts)
                for coded in coder.stream(documents):
                    store.add(coded.document, coded.events, model=coder.model)

            return 3600 * rate(work, len(texts))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stories", type=int, default=120)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    settings = Settings()
    texts = stories(args.stories)
    documents = [from_text(t) for t in texts[: args.stories // 3]]
    found = reader_against_encoder(documents, settings)
    found["resolver / reader"] = resolver_against_reader(documents, settings)
    found["start-up, s"] = start_up()
    for processes in (1, 2):
        found[f"stories/hour, {processes} process{'es' * (processes > 1)}"] = stories_an_hour(
            texts, processes, settings
        )
    Pipeline.load(settings).events(documents[:16])
    found["memory of one process, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if args.json:
        json.dump(found, sys.stdout, indent=1)
        return
    for name, value in found.items():
        print(f"{name:28s} {value:10,.2f}" if value < 10 else f"{name:28s} {value:10,.0f}")


if __name__ == "__main__":
    main()
