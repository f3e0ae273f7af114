"""Makes the modules of ``training/`` importable; they are no package and never in the wheel."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "training")]
