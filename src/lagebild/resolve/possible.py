"""Acts that the words around the trigger make a possibility, whatever the reader took them for."""

from dataclasses import replace

from lagebild.records import Mention, Modality
from lagebild.resolve.clauses import clause_of, is_condition, is_possibility
from lagebild.resolve.phrases import is_definite


def as_worded(text: str, mention: Mention) -> Mention:
    """``Oslo könnte Raketen liefern``, ``falls Oslo liefert``: ``hypothetical`` where the reader says ``actual``.

    A noun that the text takes for known stays as it was read: ``Falls die Gespräche scheitern``. In the annotated
    training text, acts in such clauses are hypothetical or actual: verbs 141 and 22, new nouns 27 and 3, known nouns
    8 and 19. What is negated stays too.
    """
    if mention.modality is not Modality.ACTUAL or mention.negated:
        return mention
    trigger = mention.trigger
    if trigger.of(text)[:1].isupper() and is_definite(text, trigger):
        return mention
    clause = clause_of(text, mention.sentence, trigger)
    words = clause.of(text)
    opens = clause.start == mention.sentence.start
    if is_condition(words) or is_possibility(words, opens_sentence=opens):
        return replace(mention, modality=Modality.HYPOTHETICAL)
    return mention
