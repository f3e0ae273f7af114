"""The heads for messages over the words of a document: tags of the words, then what words are to a message.

A articles, W words, M messages, N words looked at for one message.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from lagebild.reader.message_marks import (
    DISTANCES,
    ENDS,
    FOLLOWS,
    FORMS,
    INSIDE,
    LAYERS,
    PARTS,
    SENTENCES,
    SIGNS,
    TAGS,
)
from model import Drop

STATES = 768
NEVER = -1e4


class Block(nn.Module):
    """Neighbours, attention over the document with a bias for distance, and a perceptron, each added to the words."""

    def __init__(self, size: int, heads: int, rate: float) -> None:
        super().__init__()
        self.heads = heads
        self.norm0, self.norm1, self.norm2 = (nn.LayerNorm(size) for _ in range(3))
        self.depth = nn.Conv1d(size, size, 5, padding=2, groups=size)
        self.point = nn.Linear(size, size)
        self.qkv = nn.Linear(size, 3 * size)
        self.out = nn.Linear(size, size)
        self.up = nn.Linear(size, 2 * size)
        self.down = nn.Linear(2 * size, size)
        self.slope = nn.Parameter(torch.tensor([0.3 * 0.25**i for i in range(heads)]).repeat(2, 1))
        self.drop = Drop(rate)

    def forward(self, x: Tensor, mask: Tensor | None, apart: Tensor) -> Tensor:
        """x [A, W, D], mask [A, W] (none if nothing is padding), apart [W, W] (words between) -> [A, W, D]."""
        a, w, d = x.shape
        near = self.norm0(x) if mask is None else self.norm0(x) * mask.unsqueeze(-1)
        near = self.depth(near.transpose(1, 2)).transpose(1, 2)
        x = x + self.drop(self.point(F.gelu(near)))
        qkv = self.qkv(self.norm1(x)).view(a, w, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        # slope 0 a word ahead and slope 1 a word back: what is alike for all words to one word changes no softmax
        both, ahead = (self.slope[0] + self.slope[1]) / 2, (self.slope[0] - self.slope[1]) / 2
        column = ahead[:, None, None] * torch.arange(w, dtype=x.dtype)
        if mask is not None:
            column = column - (1 - mask)[:, None, None, :] * NEVER
        scores = (qkv[0] * (d // self.heads) ** -0.5) @ qkv[1].transpose(-1, -2)
        scores = scores - both[:, None, None] * apart - column
        mixed = (torch.softmax(scores, -1) @ qkv[2]).transpose(1, 2).reshape(a, w, d)
        x = x + self.drop(self.out(mixed))
        return x + self.drop(self.down(F.gelu(self.up(self.norm2(x)))))


class Tagger(nn.Module):
    def __init__(self, size: int = 256, blocks: int = 2, heads: int = 4, rate: float = 0.2) -> None:
        super().__init__()
        self.enter = nn.Linear(STATES, size)
        self.sign = nn.Embedding(len(SIGNS), size)
        self.quoted = nn.Embedding(2, size)
        self.border = nn.Embedding(4, size)
        for table in (self.sign, self.quoted, self.border):
            nn.init.normal_(table.weight, std=0.1)
        self.blocks = nn.ModuleList(Block(size, heads, rate) for _ in range(blocks))
        self.norm = nn.LayerNorm(size)
        self.tags = nn.Linear(size, LAYERS * len(TAGS))
        self.follow = nn.Parameter(torch.zeros(LAYERS, len(TAGS), len(TAGS)))
        never = torch.full((len(TAGS), len(TAGS)), NEVER)
        for tag, before in FOLLOWS.items():
            never[list(before), tag] = 0
        self.register_buffer("never", never)
        self.any_part = nn.Linear(size, len(PARTS))  # only helps training
        self.drop, self.drop_states = Drop(rate), Drop(rate)

    def forward(self, states: Tensor, marks: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor]:
        """states [A, W, 768], marks [A, W, 3], mask [A, W] -> words [A, W, D], tags [A, W, layers, 4]."""
        x = self.enter(self.drop_states(states))
        x = x + self.sign(marks[..., 0]) + self.quoted(marks[..., 1]) + self.border(marks[..., 2])
        at = torch.arange(states.shape[1]).to(x.dtype)
        apart = (at[None, :] - at[:, None]).abs()
        for block in self.blocks:
            x = block(x, mask, apart)
        x = self.norm(x)
        return x, self.tags(self.drop(x)).unflatten(-1, (LAYERS, len(TAGS)))

    def transitions(self) -> Tensor:
        """[layers, from, to]: what one tag after another adds to the score."""
        return self.follow + self.never

    def loss(self, scores: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """-log of the probability of the right sequences (a conditional random field), summed over layers.

        scores [A, W, layers, 5], tags [A, W, layers], mask [A, W] -> [A].
        """
        steps = self.transitions()
        layer = torch.arange(LAYERS)
        right = scores.gather(-1, tags.unsqueeze(-1)).squeeze(-1)
        right[:, 1:] = right[:, 1:] + steps[layer, tags[:, :-1], tags[:, 1:]]
        right = (right * mask.unsqueeze(-1)).sum((1, 2))
        start = torch.zeros(len(TAGS))
        start[[INSIDE, ENDS]] = NEVER
        total = scores[:, 0] + start
        keep = mask.bool()[:, :, None, None]
        for i in range(1, scores.shape[1]):
            new = torch.logsumexp(total.unsqueeze(-1) + steps, -2) + scores[:, i]
            total = torch.where(keep[:, i], new, total)
        return torch.logsumexp(total, -1).sum(-1) - right

    @torch.no_grad()
    def best(self, scores: Tensor, mask: Tensor) -> Tensor:
        """The best sequences [A, W, layers] (Viterbi)."""
        steps = self.transitions()
        total = scores[:, 0].clone()
        total[..., [INSIDE, ENDS]] += NEVER
        back = []
        keep = mask.bool()[:, :, None, None]
        stay = torch.arange(len(TAGS)).expand_as(total)
        for i in range(1, scores.shape[1]):
            top, came = (total.unsqueeze(-1) + steps).max(-2)
            total = torch.where(keep[:, i], top + scores[:, i], total)
            back.append(torch.where(keep[:, i], came, stay))
        tag = total.argmax(-1)
        found = [tag]
        for came in reversed(back):
            tag = came.gather(-1, tag.unsqueeze(-1)).squeeze(-1)
            found.append(tag)
        return torch.stack(found[::-1], 1)


class Parts(nn.Module):
    """For each message: which words are its source, cue, frame and addressee, and of which form it is."""

    def __init__(self, size: int = 256, inner: int = 96, rate: float = 0.2) -> None:
        super().__init__()
        self.message = nn.Linear(2 * size + inner, inner)
        self.layer = nn.Embedding(LAYERS, inner)
        self.word = nn.Linear(size, inner)
        self.gate = nn.Linear(inner, inner)
        self.distance = nn.Embedding(DISTANCES, inner)
        self.off = nn.Embedding(SENTENCES, inner)
        for table in (self.layer, self.distance, self.off):
            nn.init.normal_(table.weight, std=0.1)
        self.convolve = nn.ModuleList(nn.Conv1d(inner, inner, 3, padding=d, dilation=d) for d in (1, 2))
        self.norms = nn.ModuleList(nn.LayerNorm(inner) for _ in range(2))
        self.parts = nn.Linear(inner, len(PARTS))
        self.forms = nn.Linear(inner, len(FORMS))
        self.join = nn.Linear(3 * inner, inner)
        self.worth = nn.Linear(inner, 1)
        self.drop = Drop(rate)

    def forward(
        self, words: Tensor, place: Tensor, first: Tensor, last: Tensor, layer: Tensor, inside: Tensor,
        looked: Tensor, distance: Tensor, off: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor]:  # fmt: skip
        """words [W, D], first, last and layer [M], the others [M, N]
        -> parts [M, N, 4], forms [M, 5], worth [M]: how much of a message this is (logit of its overlap with one)
        """
        x = self.word(words).index_select(0, place.flatten()).unflatten(0, place.shape)
        mean = (inside.unsqueeze(1) @ x).squeeze(1) / inside.sum(1, keepdim=True).clamp(min=1)
        ends = [words.index_select(0, i) for i in (first, last)]
        message = F.gelu(self.message(self.drop(torch.cat([*ends, mean], -1))) + self.layer(layer))
        x = x * (1 + torch.tanh(self.gate(message))).unsqueeze(1)
        x = F.gelu(x + message.unsqueeze(1) + self.distance(distance) + self.off(off))
        keep = looked.unsqueeze(-1)
        for convolve, norm in zip(self.convolve, self.norms, strict=True):
            x = norm(x + self.drop(F.gelu(convolve((x * keep).transpose(1, 2)).transpose(1, 2))))
        within = (inside.unsqueeze(1) @ x).squeeze(1) / inside.sum(1, keepdim=True).clamp(min=1)
        around = (looked.unsqueeze(1) @ x).squeeze(1) / looked.sum(1, keepdim=True).clamp(min=1)
        whole = F.gelu(self.join(torch.cat([message, within, around], -1)))
        return self.parts(x), self.forms(self.drop(message)), self.worth(self.drop(whole)).squeeze(-1)


class MessageNet(nn.Module):
    def __init__(self, size: int = 256, inner: int = 96, blocks: int = 2, rate: float = 0.2) -> None:
        super().__init__()
        self.tagger = Tagger(size, blocks, rate=rate)
        self.parts = Parts(size, inner, rate)
