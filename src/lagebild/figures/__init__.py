"""What is counted over the whole record: timelines, dyads, networks, maps."""

from lagebild.figures.figures import Figures

__all__ = ["Figures"]
