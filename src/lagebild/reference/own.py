"""Adding to a user's registry folder: nothing is written that the checks refuse."""

import csv
import io
import os
import shutil
import tempfile
from pathlib import Path

from lagebild.reference.registry import Registry
from lagebild.reference.tables import TABLES


def add_framework(folder: Path, name: str, kind: str) -> Path:
    """Append a framework to ``frameworks.csv`` of ``folder``, which is made if it is missing.

    :raises RegistryError: the row, or the folder with it, is faulty; the file stays as it was.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "frameworks.csv"
    header = TABLES[path.name].header
    text = path.read_text("utf-8-sig") if path.is_file() else ",".join(header) + "\n"
    line = io.StringIO()
    csv.DictWriter(line, header, restval="", lineterminator="\n").writerow({"name": name, "kind": kind})
    text = text.removesuffix("\n") + "\n" + line.getvalue()
    with tempfile.TemporaryDirectory(dir=folder.parent) as trial:
        for other in folder.glob("*.csv"):
            shutil.copy(other, trial)
        (Path(trial) / path.name).write_text(text, "utf-8")
        Registry.load(Path(trial))
        os.replace(Path(trial) / path.name, path)
    return path
