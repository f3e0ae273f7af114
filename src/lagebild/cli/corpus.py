"""``lagebild export corpus``: judged sentences as training text."""

from pathlib import Path

from lagebild.cli import options, output


def write(out: Path, database: str | None, json: bool) -> None:
    """Write the sentences all of whose events people have judged, in the form of the training corpus."""
    from lagebild.export import atomic
    from lagebild.export.corpus import write_corpus
    from lagebild.export.files import STANDARD

    with options.open_store(database) as store, atomic(out) as stream:
        documents, sentences = write_corpus(store, stream)
    if json:
        output.print_json({"documents": documents, "sentences": sentences, "output": str(out)})
    elif out != STANDARD:
        output.console().print(
            output.cell(f"{sentences} judged sentences of {documents} documents written to {out}")
        )
