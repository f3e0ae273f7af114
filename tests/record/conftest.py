"""Makes ``making`` importable for the tests of the record and of what is built on it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
