"""Makes the modules of ``eval/`` importable; they are no package and never in the wheel."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "eval"), str(ROOT / "training")]
