"""How often the country of a place phrase is the one that the annotators of the corpus wrote.

    python eval/places.py [--even] [--errors N] [CORPUS ...]

Only fillers with a text count. The second figure reads the document in order and knows the countries of
each event's
actors and recipients (here the annotators'), as the pipeline does.
"""

import argparse
from datetime import date
from pathlib import Path

from lagebild.reference.registry import default_registry
from lagebild.resolve.places import PlaceMemory, PlaceReader, hosts_of
from times import CORPUS, documents

NO_COUNTRY = frozenset({"UNK", "INT", "EUU", "UNO"})


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", nargs="*", type=Path, default=sorted(CORPUS.glob("*.jsonl")))
    parser.add_argument("--even", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    reader = PlaceReader(default_registry())
    rows, nowhere = [], []
    for document in documents(args.corpus, args.even):
        memory = PlaceMemory(reader, date.fromisoformat(document["published"]))
        for event in (event for sentence in document["sentences"] for event in sentence["events"]):
            here, there = (
                [a["code"].split()[0] for a in event[role] if a.get("code")]
                for role in ("actor", "recipient")
            )
            parties, hosts = [*here, *there], hosts_of(event["type"], here, there)
            for place in (place for place in event["place"] if place["text"]):
                country = place.get("country")
                found = memory.resolve(place["text"], parties, hosts)[0]
                alone = reader.read(place["text"])
                if country is None or country in NO_COUNTRY:
                    nowhere.append(found is None)
                else:
                    rows.append((place["text"], country, alone and alone.country, found))
            memory.note(parties)
    for name, column in (("phrase alone", 2), ("in its document", 3)):
        right = sum(row[column] == row[1] for row in rows)
        answered = sum(row[column] is not None for row in rows)
        print(
            f"{name}: {right / len(rows):.3f} right, {right / answered:.3f} of those answered (n {len(rows)})"
        )
    print(f"no country, none given: {sum(nowhere) / len(nowhere):.3f} (n {len(nowhere)})")
    for row in [row for row in rows if row[3] != row[1]][: args.errors]:
        print(" | ".join(map(str, row)))


if __name__ == "__main__":
    main()
