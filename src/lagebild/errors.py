"""Everything that Lagebild raises on purpose. Each message names the input and the remedy.

LagebildError
  InputError      a document cannot be taken in (empty, binary, not German, no date ...); the batch goes on
  ModelError      model files are missing or damaged
  RecordError     the database cannot be opened, read or written
  RegistryError   a registry file of the user is faulty; nothing of it is used
  UnknownNameError  the registry has no state, office or framework of that name
  JudgementError  a judgement names a field or a value that cannot be
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


class RegistryError(LagebildError):
    """A registry file has faults: file, line and remedy, a line each; nothing of the folder is used."""


class UnknownNameError(LagebildError):
    """The registry has nothing of that name."""


class JudgementError(LagebildError):
    """A judgement names a field or a value that cannot be; nothing is stored."""


class SettingsError(LagebildError):
    """A setting or a command-line value is impossible."""
