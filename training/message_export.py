"""The heads for messages -> ONNX graphs: one over the words of a document, one over candidates."""

import json
import tempfile
from dataclasses import asdict
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from lagebild.reader.messages import Limits
from message_net import STATES, MessageNet

OPSET = 17


class TagsGraph(nn.Module):
    """One stretch at a time: nothing is padding."""

    def __init__(self, net: MessageNet) -> None:
        super().__init__()
        self.tagger = net.tagger

    def forward(self, states: Tensor, marks: Tensor) -> tuple[Tensor, ...]:
        words, tags = self.tagger(states, marks, None)
        return words, tags, self.tagger.transitions()


class PartsGraph(nn.Module):
    def __init__(self, net: MessageNet) -> None:
        super().__init__()
        self.parts = net.parts

    def forward(self, *given: Tensor) -> tuple[Tensor, ...]:
        parts, forms, worth = self.parts(*given)
        return torch.sigmoid(parts), forms, torch.sigmoid(worth)


def export(net: MessageNet, folder: Path, limits: Limits) -> None:
    """Write both graphs as int8; the limits stand in the first, so that its digest tells them too."""
    with tempfile.TemporaryDirectory() as scratch:
        _write(net.eval(), Path(scratch), limits)
        for name in ("messages.onnx", "message_parts.onnx"):
            quantize_dynamic(
                Path(scratch) / name, folder / name, weight_type=QuantType.QInt8, per_channel=True,
                reduce_range=True, op_types_to_quantize=["MatMul", "Gemm"],
            )  # fmt: skip


def _write(net: MessageNet, folder: Path, limits: Limits) -> None:
    w, m, n, size = 9, 3, 7, net.tagger.norm.normalized_shape[0]
    path = folder / "messages.onnx"
    torch.onnx.export(
        TagsGraph(net), (torch.zeros(1, w, STATES), torch.zeros(1, w, 3, dtype=torch.int64)), str(path),
        dynamo=False, opset_version=OPSET, input_names=["states", "marks"],
        output_names=["words", "tags", "follow"], dynamic_axes={"states": [1], "marks": [1]},
    )  # fmt: skip
    graph = onnx.load(path)
    entry = graph.metadata_props.add()
    entry.key, entry.value = "limits", json.dumps(asdict(limits))
    onnx.save(graph, path)
    one, many = torch.zeros(m, dtype=torch.int64), torch.zeros(m, n, dtype=torch.int64)
    marks = torch.ones(m, n)
    names = ["words", "place", "first", "last", "layer", "inside", "looked", "distance", "off"]
    torch.onnx.export(
        PartsGraph(net), (torch.zeros(w, size), many, one, one, one, marks, marks, many, many),
        str(folder / "message_parts.onnx"), dynamo=False, opset_version=OPSET, input_names=names,
        output_names=["parts", "forms", "worth"],
        dynamic_axes={k: [0] if k in ("words", "first", "last", "layer") else [0, 1] for k in names},
    )  # fmt: skip
