"""The reader's network: a BERT encoder and heads that read events off its words (shapes in the docstrings).

B chunks, T subwords, W words, P event triggers, S words of a trigger's sentence.
"""

from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from backbone import Backbone
from lagebild.reader.labels import (
    CONTEXTS,
    FAR,
    LAYERS,
    LINKED,
    MODALITIES,
    MODES,
    SENTENCES_BACK,
    SENTENCES_ON,
    STANCES,
    TYPES,
)


@dataclass(frozen=True)
class Shape:
    """Sizes of the network; stored with the weights."""

    vocabulary: int
    layers: int = 12
    hidden: int = 384
    heads: int = 12
    feed_forward: int = 1536
    positions: int = 512
    epsilon: float = 1e-12
    pair: int = 256
    link: int = 128
    dropout: float = 0.1

    def to_dict(self) -> dict[str, object]:
        return asdict(self)


class Drop(nn.Module):
    """Dropout whose masks are slices of one random pool: drawing fresh ones halves the speed of a CPU step."""

    pool: dict[float, Tensor] = {}  # noqa: RUF012 - shared on purpose

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.rate:
            return x
        pool = self.pool.get(self.rate)
        if pool is None or pool.numel() < 2 * x.numel():
            pool = torch.bernoulli(torch.full((max(2 * x.numel(), 1 << 22),), 1 - self.rate)) / (
                1 - self.rate
            )
            self.pool[self.rate] = pool
        start = int(torch.randint(pool.numel() - x.numel(), ()).item())
        return x * pool[start : start + x.numel()].view(x.shape)


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT, with fused query, key and value."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.hidden, 3 * shape.hidden)
        self.out = nn.Linear(shape.hidden, shape.hidden)
        self.norm1 = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.up = nn.Linear(shape.hidden, shape.feed_forward)
        self.down = nn.Linear(shape.feed_forward, shape.hidden)
        self.norm2 = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.drop = Drop(shape.dropout)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """x [B, T, H], bias [B, 1, 1, T] (0 or -inf-like; none if nothing is padding) -> [B, T, H]."""
        b, t, h = x.shape
        qkv = self.qkv(x).view(b, t, 3, self.heads, h // self.heads).permute(2, 0, 3, 1, 4)
        q, k, v = qkv[0], qkv[1], qkv[2]
        scores = q * (h // self.heads) ** -0.5 @ k.transpose(-1, -2)
        weights = torch.softmax(scores if bias is None else scores + bias, -1)
        mixed = (weights @ v).transpose(1, 2).reshape(b, t, h)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.vocabulary, shape.hidden)
        self.places = nn.Embedding(shape.positions, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.drop = Drop(shape.dropout)

    def forward(self, ids: Tensor, mask: Tensor | None) -> Tensor:
        """ids [B, T] int64, mask [B, T] (1 = real; none if nothing is padding) -> [B, T, H]."""
        position = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.words(ids) + self.places(position)))
        bias = None if mask is None else (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x


def encoder_from(backbone: Backbone, keep: list[int], shape: Shape) -> Encoder:
    """The pre-trained encoder over the kept pieces; layers beyond ``shape.layers`` are left out."""
    encoder = Encoder(shape)
    t = {name: torch.from_numpy(array.copy()) for name, array in backbone.tensors.items()}
    kind = t["emb.type"].view(-1, shape.hidden)[0]
    state = {
        "words.weight": t["emb.word"][keep],
        "places.weight": t["emb.pos"] + kind,
        "norm.weight": t["emb.ln.w"],
        "norm.bias": t["emb.ln.b"],
    }
    names = {"ao": "out", "aln": "norm1", "fi": "up", "fo": "down", "oln": "norm2"}
    for i in range(shape.layers):
        for end, long in (("w", "weight"), ("b", "bias")):
            state[f"layers.{i}.qkv.{long}"] = torch.cat([t[f"l{i}.{p}.{end}"] for p in "qkv"])
            for short, name in names.items():
                state[f"layers.{i}.{name}.{long}"] = t[f"l{i}.{short}.{end}"]
    encoder.load_state_dict(state)
    return encoder


class WordHead(nn.Module):
    """Words -> trigger scores and everything of a word that the pair head needs, computed once a word."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        wide = 2 * shape.hidden
        self.hidden = nn.Linear(wide, shape.pair)
        self.types = nn.Linear(shape.pair, len(TYPES))
        self.member = nn.Linear(wide, shape.pair)
        self.product = nn.Linear(wide, shape.link)
        self.key = nn.Linear(wide, shape.link)
        self.drop = Drop(shape.dropout)

    def forward(
        self, states: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """states [B, T, H]; first, last [B, W] subword index of each word.

        -> words [B, W, 2H], types [B, W, 17], member [B, W, pair], product [B, W, link], key [B, W, link]
        """
        size = states.shape[-1]
        words = torch.cat(
            [torch.gather(states, 1, i.unsqueeze(-1).expand(-1, -1, size)) for i in (first, last)], -1
        )
        words = self.drop(words)
        types = self.types(self.drop(F.gelu(self.hidden(words))))
        return words, types, self.member(words), torch.tanh(self.product(words)), self.key(words)


class PairHead(nn.Module):
    """For each trigger: what every word of its sentence is to it, and what the event is."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        wide = 2 * shape.hidden
        self.trigger = nn.Linear(wide, shape.pair)
        self.product = nn.Linear(wide, shape.link)
        self.distance = nn.Embedding(2 * FAR + 1, shape.pair)
        self.kind = nn.Embedding(len(TYPES), shape.pair)
        self.mix = nn.Linear(shape.pair + shape.link, shape.pair)
        self.convolve = nn.ModuleList(
            nn.Conv1d(shape.pair, shape.pair, 3, padding=d, dilation=d) for d in (1, 2)
        )
        self.norms = nn.ModuleList(nn.LayerNorm(shape.pair) for _ in range(2))
        self.tags = nn.Linear(shape.pair, 2 * len(LAYERS) + len(STANCES))
        self.attend = nn.Linear(shape.pair, 1)
        self.event = nn.Linear(wide + 2 * shape.pair, shape.pair)
        self.modes = nn.Linear(shape.pair, len(MODES))
        self.modality = nn.Linear(shape.pair, len(MODALITIES))
        self.negated = nn.Linear(shape.pair, 2)
        self.contexts = nn.Linear(shape.pair, len(CONTEXTS))
        self.unsaid = nn.Linear(shape.pair, 1 + len(STANCES))
        self.query = nn.Linear(shape.pair, len(LINKED) * shape.link)
        self.near = nn.Embedding(SENTENCES_BACK + SENTENCES_ON + 1, len(LINKED))
        self.none = nn.Parameter(torch.full((len(LINKED),), -2.0))
        self.drop = Drop(shape.dropout)
        self.link = shape.link

    def forward(
        self, trigger: Tensor, type_: Tensor, member: Tensor, product: Tensor, distance: Tensor, mask: Tensor
    ) -> tuple[Tensor, ...]:
        """trigger [P, 2H], type_ [P], member [P, S, pair], product [P, S, link],
        distance [P, S] (0..2*FAR), mask [P, S].

        -> tags [P, S, 21], modes [P, M], modality [P, 4], negated [P, 2], contexts [P, C], unsaid [P, 4],
           query [P, 3, link]
        """
        kind = self.kind(type_)
        x = F.gelu(member + (self.trigger(trigger) + kind).unsqueeze(1) + self.distance(distance))
        x = self.mix(torch.cat([x, product * torch.tanh(self.product(trigger)).unsqueeze(1)], -1))
        keep = mask.to(x.dtype).unsqueeze(-1)
        for convolve, norm in zip(self.convolve, self.norms, strict=True):
            x = norm(x + self.drop(F.gelu(convolve((x * keep).transpose(1, 2)).transpose(1, 2))))
        weight = torch.softmax(self.attend(x).squeeze(-1) + (1.0 - mask.to(x.dtype)) * -1e4, -1)
        pooled = (weight.unsqueeze(1) @ x).squeeze(1)
        event = self.drop(F.gelu(self.event(torch.cat([trigger, kind, pooled], -1))))
        query = self.query(event).view(-1, len(LINKED), self.link)
        return (
            self.tags(x), self.modes(event), self.modality(event), self.negated(event),
            self.contexts(event), self.unsaid(event), query,
        )  # fmt: skip

    def links(self, query: Tensor, key: Tensor, nearness: Tensor) -> Tensor:
        """query [P, 3, link], key [P, W, link], nearness [P, W] (bucket of sentence distance) -> logits [P, 3, W]."""
        scores = query @ key.transpose(1, 2) * self.link**-0.5
        return scores + self.near(nearness).transpose(1, 2) + self.none[None, :, None]


class ReaderNet(nn.Module):
    def __init__(self, encoder: Encoder, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = encoder
        self.word_head = WordHead(shape)
        self.pair_head = PairHead(shape)

    def words(self, ids: Tensor, mask: Tensor | None, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        return self.word_head(self.encoder(ids, mask), first, last)
