"""Documents -> readings, in batches of chunks."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from lagebild.language.sentences import document_sentences
from lagebild.reader import decode
from lagebild.reader.chunks import PIECE, Chunk, plan
from lagebild.reader.manifest import load_manifest
from lagebild.reader.network import Network
from lagebild.reader.tokens import load_tokenizer, pieces
from lagebild.records import Document, Mention, Reading, Span

BATCH = 512
"""Subwords a run of the encoder: two chunks; larger batches leave the cache and are slower (docs/model.md)."""


class Reader:
    """Our model. One instance a process; not thread-safe beyond what onnxruntime is."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        manifest = load_manifest(folder)
        self.model = manifest.name
        self.thresholds = manifest.thresholds
        self._tokenizer = load_tokenizer(folder / "tokenizer.json")
        self._network = Network(folder, threads=threads)

    @classmethod
    def load(cls, folder: Path, *, threads: int = 1) -> "Reader":
        return cls(folder, threads=threads)

    def read(self, documents: Sequence[Document]) -> list[Reading]:
        """Read documents together: chunks of like length share a run."""
        sentences = [document_sentences(document) for document in documents]
        work: list[tuple[int, Chunk]] = []
        for i, document in enumerate(documents):
            found = pieces(self._tokenizer, document.text, sentences[i], PIECE)
            work += [(i, chunk) for chunk in plan(found)]
        mentions: list[list[Mention]] = [[] for _ in documents]
        for batch in batched(work):
            for (i, _), found_mentions in zip(batch, self._mentions(batch, sentences), strict=True):
                mentions[i] += found_mentions
        return [
            Reading(d.id, sentences[i], tuple(sorted(mentions[i], key=lambda m: m.trigger)), self.model)
            for i, d in enumerate(documents)
        ]

    def _mentions(
        self, batch: Sequence[tuple[int, Chunk]], sentences: Sequence[Sequence[Span]]
    ) -> Iterator[list[Mention]]:
        for (i, _), words in zip(batch, self._network.words([chunk for _, chunk in batch]), strict=True):
            triggers = decode.triggers(words, self.thresholds.trigger)
            yield [
                decode.mention(words, sentences[i][words.sentence[p.trigger.word]], p, self.thresholds)
                for p in (self._network.pairs(words, triggers) if triggers else [])
            ]


def batched(work: list[tuple[int, Chunk]]) -> Iterator[list[tuple[int, Chunk]]]:
    """Groups of chunks of like length with at most BATCH padded subwords."""
    held: list[tuple[int, Chunk]] = []
    for item in sorted(work, key=lambda pair: pair[1].size):
        if held and item[1].size * (len(held) + 1) > BATCH:
            yield held
            held = []
        held.append(item)
    if held:
        yield held
