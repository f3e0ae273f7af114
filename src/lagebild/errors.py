"""Everything that Lagebild raises on purpose. Each message names the input and the remedy.

LagebildError
  InputError      a document cannot be taken in (empty, binary, not German, no date ...); the batch goes on
  ModelError      model files are missing or damaged
  RecordError     the database cannot be opened, read or written
  SettingsError   a setting or command-line value is impossible
"""


class LagebildError(Exception):
    """Base of all errors that a user can mend."""


class InputError(LagebildError):
    """One input cannot be read; the rest of its batch is not affected."""

    def __init__(self, origin: str, problem: str, remedy: str) -> None:
        super().__init__(f"{origin}: {problem}; {remedy}")
        self.origin = origin
        self.problem = problem
        self.remedy = remedy


class ModelError(LagebildError):
    """The reader's model cannot be loaded."""


class RecordError(LagebildError):
    """The database cannot be opened, read or written."""


class SettingsError(LagebildError):
    """A setting or a command-line value is impossible."""
