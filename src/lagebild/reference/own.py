"""Adding to a user's registry folder: nothing is written that the checks refuse."""

import csv
import io
import os
import shutil
import tempfile
from pathlib import Path

from lagebild.errors import RegistryError, SettingsError
from lagebild.reference.names import key_of
from lagebild.reference.registry import Registry
from lagebild.reference.tables import TABLES


def add_framework(folder: Path, name: str, kind: str) -> Path:
    """Append a framework to ``frameworks.csv`` of ``folder``, which is made if it is missing.

    :raises RegistryError: the name is taken, or the row or the folder with it is faulty; the file stays as it was.
    :raises SettingsError: the folder cannot be written.
    """
    path = folder / "frameworks.csv"
    header = TABLES[path.name].header
    try:
        folder.mkdir(parents=True, exist_ok=True)
        text = path.read_text("utf-8-sig") if path.is_file() else ",".join(header) + "\n"
        if not key_of(name) or name.startswith("#") or any(c in name for c in "|\r\n"):
            raise RegistryError(f"{name!r}: no name; write letters and figures, no | and no # before them")
        known = Registry.load(folder).frameworks.named(name)
        if known is not None:
            raise RegistryError(
                f"{name}: the registry has it as {known.name} ({known.kind}); nothing to confirm"
            )
        line = io.StringIO()
        csv.DictWriter(line, header, restval="", lineterminator="\n").writerow({"name": name, "kind": kind})
        text = text.removesuffix("\n") + "\n" + line.getvalue()
        with tempfile.TemporaryDirectory() as trial:
            for other in folder.glob("*.csv"):
                shutil.copy(other, trial)
            (Path(trial) / path.name).write_text(text, "utf-8")
            Registry.load(Path(trial))
        beside = path.with_suffix(".csv.new")
        beside.write_text(text, "utf-8")
        os.replace(beside, path)
    except OSError as error:
        raise SettingsError(f"{folder}: {error.strerror}; name a folder that you may write to") from None
    return path
