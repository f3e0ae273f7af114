"""What the fixture ``shipped`` is."""

from collections.abc import Callable, Iterable

from lagebild.export import Format
from lagebild.export.about import Pair

Shipped = Callable[[Format, Iterable[Pair]], bytes]
