"""Documents -> readings, chunk by chunk."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from lagebild.language.sentences import document_sentences
from lagebild.reader import decode, messages
from lagebild.reader.chunks import PIECE, plan
from lagebild.reader.insight import Insight, insight
from lagebild.reader.manifest import load_manifest
from lagebild.reader.message_marks import marks
from lagebild.reader.message_network import MessageNetwork
from lagebild.reader.network import Network, Words
from lagebild.reader.tokens import load_tokenizer, pieces
from lagebild.records import Document, Mention, Message, Reading, Span


class Reader:
    """Our model. One instance a process; not thread-safe beyond what onnxruntime is."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        manifest = load_manifest(folder)
        self.model = manifest.name
        self.thresholds = manifest.thresholds
        self._tokenizer = load_tokenizer(folder / "tokenizer.json")
        self._network = Network(folder, threads=threads)
        self._messages = MessageNetwork(folder, threads=threads)

    @classmethod
    def load(cls, folder: Path, *, threads: int = 1) -> "Reader":
        return cls(folder, threads=threads)

    def read(self, documents: Sequence[Document]) -> list[Reading]:
        """Every chunk is a run of its own: int8 scales span a run, so a text reads the same in any company."""
        return [self._reading(document) for document in documents]

    def insight(self, document: Document, at: int, trigger: int | None = None) -> Insight | None:
        """What it makes of the word at a character, and what that word is to the event triggered at another.

        None where nothing is read: between words, in page furniture.
        """
        sentences = document_sentences(document)
        for chunk in plan(pieces(self._tokenizer, document.text, sentences, PIECE)):
            if any(piece.span.start <= at < piece.span.end for piece in chunk.pieces[chunk.context :]):
                words = self._network.words(chunk)
                return insight(self._network, words, self.thresholds.trigger, at, trigger)
        return None

    def _reading(self, document: Document) -> Reading:
        sentences = document_sentences(document)
        mentions: list[Mention] = []
        read: list[Words] = []
        for chunk in plan(pieces(self._tokenizer, document.text, sentences, PIECE)):
            words = self._network.words(chunk)
            read.append(words)
            triggers = decode.triggers(words, self.thresholds.trigger)
            mentions += [
                decode.mention(words, sentences[words.sentence[p.trigger.word]], p, self.thresholds)
                for p in (self._network.pairs(words, triggers) if triggers else [])
            ]
        mentions.sort(key=lambda m: m.trigger)
        return Reading(document.id, sentences, tuple(mentions), self.model, self._said(document.text, read))

    def _said(self, text: str, read: Sequence[Words]) -> tuple[Message, ...]:
        """The messages of a document, found in what the encoder made of all its words."""
        spans: list[Span] = [
            s for words in read for s, new in zip(words.spans, words.read, strict=True) if new
        ]
        if not spans:
            return ()
        states = np.concatenate([words.states[words.read == 1] for words in read])
        sentence = np.concatenate([words.sentence[words.read == 1] for words in read])
        words, tags, follow = self._messages.tags(states, marks(text, spans, sentence), sentence)
        limits = self._messages.limits
        found = messages.candidates(tags, follow, limits.eager)
        parts = self._messages.parts(words, sentence, found)
        kept = messages.choose(list(zip(found, parts, strict=True)), limits)
        return messages.records(spans, kept, limits)
