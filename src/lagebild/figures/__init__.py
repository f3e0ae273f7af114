"""What is counted over the whole record: timelines, dyads, networks, maps."""

from lagebild.figures.dyads import Level
from lagebild.figures.figures import Figures
from lagebild.figures.timeline import Bin, By
from lagebild.figures.ways import Way

__all__ = ["Bin", "By", "Figures", "Level", "Way"]
