"""Documents -> readings, chunk by chunk."""

from collections.abc import Sequence
from pathlib import Path

from lagebild.language.sentences import document_sentences
from lagebild.reader import decode
from lagebild.reader.chunks import PIECE, plan
from lagebild.reader.manifest import load_manifest
from lagebild.reader.network import Network
from lagebild.reader.tokens import load_tokenizer, pieces
from lagebild.records import Document, Mention, Reading


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
        """Every chunk is a run of its own: int8 scales span a run, so a text reads the same in any company."""
        return [self._reading(document) for document in documents]

    def _reading(self, document: Document) -> Reading:
        sentences = document_sentences(document)
        mentions: list[Mention] = []
        for chunk in plan(pieces(self._tokenizer, document.text, sentences, PIECE)):
            words = self._network.words(chunk)
            triggers = decode.triggers(words, self.thresholds.trigger)
            mentions += [
                decode.mention(words, sentences[words.sentence[p.trigger.word]], p, self.thresholds)
                for p in (self._network.pairs(words, triggers) if triggers else [])
            ]
        return Reading(document.id, sentences, tuple(sorted(mentions, key=lambda m: m.trigger)), self.model)
