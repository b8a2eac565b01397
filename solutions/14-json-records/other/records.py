# Reads one JSON record per line, and prints one JSON report about all of them.

import datetime
import json
import re
import sys

LONGEST_NAME = 200  # characters
LARGEST_SCORE = 2**53 - 1
DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
BLANK = b" \t\r"


class Object:
    """An object with its members as they were written: none has replaced another yet."""

    def __init__(self, pairs: list) -> None:
        self.pairs = pairs

    def only(self, name: str) -> object:
        values = [value for key, value in self.pairs if key == name]
        if len(values) != 1:
            raise ValueError(f"{name} is there {len(values)} times")
        return values[0]


def refuse(word: str) -> None:
    raise ValueError(f"{word} is no JSON")  # Python would take NaN and Infinity


def name_of(value: object) -> str:
    if type(value) is not str or not 1 <= len(value) <= LONGEST_NAME:
        raise ValueError("the name is no text of 1 to 200 characters")
    value.encode()  # half of a surrogate pair is no text
    return value


def date_of(value: object) -> str:
    form = DATE.fullmatch(value) if type(value) is str else None
    if form is None:
        raise ValueError("the date has another form")
    datetime.date(*map(int, form.groups()))  # only the calendar knows the rest
    return value


def score_of(value: object) -> int:
    if type(value) is not int or abs(value) > LARGEST_SCORE:  # True is an int, too
        raise ValueError("the score is no whole number in its limits")
    return value


def record_of(line: bytes) -> dict:
    found = json.loads(line.decode(), object_pairs_hook=Object, parse_constant=refuse)
    if not isinstance(found, Object):
        raise ValueError("no object")
    return {
        "name": name_of(found.only("name")),
        "date": date_of(found.only("date")),
        "score": score_of(found.only("score")),
    }


def report_on(lines: list[bytes]) -> dict:
    people = []
    bad = []
    for number, line in enumerate(lines, 1):
        if not line.strip(BLANK):
            continue
        try:
            people.append(record_of(line))
        except (ValueError, RecursionError):  # ValueErrors are also those of JSON and Unicode
            bad.append(number)
    people.sort(key=lambda person: (person["date"], person["name"].encode()))
    return {
        "count": len(people),
        "bad": bad,
        "total": sum(person["score"] for person in people),
        "first": people[0]["date"] if people else None,
        "last": people[-1]["date"] if people else None,
        "people": people,
    }


if __name__ == "__main__":
    print(json.dumps(report_on(sys.stdin.buffer.read().split(b"\n"))))
