#!/usr/bin/env python3
"""Holds the map of words, labs/words, to what it promises.

Usage: words_test.py [WORD ...]

README.md gives the order of the words: each page only needs the pages above it. A word stands on a
page before it was taught only where it is linked. Every page has all its answers, is short, and has
an experiment, which is run; the module experiments tells how these are written. A block that begins
with ```python shop.py, or another language and a file name, is that file.

With WORD, the name of a page's file without .md, only these pages are tested. Needs cmark.
"""

import json
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

from experiments import (LONGEST_SENTENCES, Difference, Terminal, blocks, experiments, run_all,
                         sentences)

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "labs" / "words"
MOST_WORDS = 250
MOST_BLOCK_LINES = 36  # of all blocks of a page together
WIDEST_BLOCK = 76  # columns: what a terminal with 80 leaves beside the margin
FIELDS = ["name", "also", "group", "needs", "category", "spec", "picture", "lab"]
OPTIONAL = {"also", "spec"}
ANSWERS = ["When you need it", "Who needs it", "How you make it", "How you see it",
           "What it is like", "What you can do with it"]
ANSWERS_OF_SPEC = ["Who keeps to it", "Its basic rules", "Programs that speak it"]
BELIEF = ["You may believe", "In truth"]
WITH_SPEC = {"protocol", "format", "encoding", "wire format", "transport"}
CMARK = "{http://commonmark.org/xml/1.0}"


# ---- Reading -------------------------------------------------------------------------------------


class Page:
    """A file of the map: its fields, and the text below them."""

    def __init__(self, path: Path) -> None:
        self.slug = path.stem
        head = re.match(r"---\n(.*?)\n---\n\n(.*)", path.read_text(), re.DOTALL)
        if not head:
            raise Difference(f"{path.name} does not begin with fields between two lines ---")
        lines = [line.split(": ", 1) for line in head.group(1).splitlines()]
        if any(len(line) != 2 for line in lines):
            raise Difference(f"{path.name}: a field is not written as 'name: value'")
        self.fields = dict(line for line in lines)
        self.text = head.group(2)
        names = list(self.fields)
        wanted = [name for name in FIELDS if name in names or name not in OPTIONAL]
        if names != wanted:
            raise Difference(f"{path.name} has the fields {names}, not {wanted}")

    def several(self, field: str) -> list[str]:
        value = self.fields.get(field, "none")
        return [] if value == "none" else [one.strip() for one in value.split(",")]

    def names(self) -> list[str]:
        return [self.fields["name"], *self.several("also")]

    def prose(self) -> str:
        """The text without blocks, headings, labels and the addresses of links."""
        text = re.sub(r"^```.*?^```$", "", self.text, flags=re.MULTILINE | re.DOTALL)
        text = re.sub(r"^#.*$", "", text, flags=re.MULTILINE)
        text = re.sub(r"\*\*[^*]+:\*\*", "", text)
        return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)

    def length(self) -> int:
        """How many words the prose has; a piece of code is one."""
        return len(re.sub(r"`[^`]*`", "code", self.prose()).split())

    def nodes(self) -> Iterator[ElementTree.Element]:
        done = subprocess.run(["cmark", "-t", "xml"], input=self.text.encode(), check=True,
                              stdout=subprocess.PIPE)
        return ElementTree.fromstring(done.stdout).iter()


class WordMap:
    """All pages, in the order of README.md."""

    def __init__(self) -> None:
        self.readme = (FOLDER / "README.md").read_text()
        self.group_of: dict[str, str] = {}
        self.name_of: dict[str, str] = {}
        group = ""
        for line in self.readme.splitlines():
            if heading := re.match(r"## ([A-Z])\. ", line):
                group = heading.group(1)
            elif group and (item := re.fullmatch(r"- \[(.*)\]\(([\w-]+)\.md\)", line)):
                self.name_of[item.group(2)], self.group_of[item.group(2)] = item.group(1), group
        self.order = {slug: place for place, slug in enumerate(self.group_of)}
        files = {path.stem: path for path in FOLDER.glob("*.md") if path.name != "README.md"}
        if set(files) != set(self.order):
            raise Difference(f"README.md and the files differ: {set(files) ^ set(self.order)}")
        self.pages = {slug: Page(files[slug]) for slug in self.order}
        self.slug_of = self.all_names()
        self.slug_of_form = {form: slug for name, slug in self.slug_of.items()
                             for form in (name, *plurals(name))}
        longest_first = sorted(self.slug_of_form, key=len, reverse=True)
        written = "|".join(re.escape(form) for form in longest_first if form[-1].isalnum())
        self.any_name = re.compile(rf"(?<![\w/])(?:{written})(?!\w)", re.IGNORECASE)

    def all_names(self) -> dict[str, str]:
        slug_of: dict[str, str] = {}
        for page in self.pages.values():
            for name in page.names():
                if slug_of.setdefault(name, page.slug) != page.slug:
                    raise Difference(f"{name!r} names {slug_of[name]} and {page.slug}")
        return slug_of

    def meant(self, text: str) -> str | None:
        """The page that a piece of prose names. Small letters of a name fit capital ones."""
        return self.slug_of_form.get(text) or self.slug_of_form.get(text.lower())


def plurals(name: str) -> list[str]:
    return [name + "s", name + "es", *([name[:-1] + "ies"] if name.endswith("y") else [])]


# ---- Rules for one page --------------------------------------------------------------------------


def check_fields(words: WordMap, page: Page) -> None:
    fields = page.fields
    if fields["name"] != words.name_of[page.slug] or fields["group"] != words.group_of[page.slug]:
        raise Difference("name or group is not as in README.md")
    for need in page.several("needs"):
        if words.order.get(need, len(words.order)) >= words.order[page.slug]:
            raise Difference(f"it needs {need}, which does not stand above it")
    if not re.search(rf"^- \*\*{re.escape(fields['picture'])}\*\*: ", words.readme, re.MULTILINE):
        raise Difference(f"README.md has no picture {fields['picture']}")
    if fields["category"] in WITH_SPEC and "spec" not in fields:
        raise Difference(f"the category is {fields['category']}, but no spec is named")


def check_lab(words: WordMap, page: Page) -> None:
    there = {path.name.split("-")[0] for path in (ROOT / "labs").glob("[0-9]*")}
    if page.fields["lab"].startswith("none, because "):
        return
    for lab in page.fields["lab"].split(", "):
        written = re.fullmatch(r"(\d\d)( \(planned\))?", lab)
        if not written:
            raise Difference(f"{lab!r} is no lab, and no 'none, because ...'")
        number, planned = written.groups()
        if (number in there) == bool(planned):
            raise Difference(f"lab {number} is {'there' if planned else 'not there (planned)'}")


def check_answers(words: WordMap, page: Page) -> None:
    wanted = ANSWERS + (ANSWERS_OF_SPEC if "spec" in page.fields else [])
    before, _, after = page.text.partition("## Try it\n")
    found = re.findall(r"^- \*\*(.*?):\*\* +\S", before, re.MULTILINE)
    if found != wanted:
        raise Difference(f"it answers {found}, not {wanted}")
    if re.findall(r"^\*\*(.*?):\*\* +\S", before, re.MULTILINE) != BELIEF:
        raise Difference(f"there is not one pair {BELIEF}")
    opening = before.partition("\n- **")[0]
    if len(opening.split()) < 10:
        raise Difference("its first paragraph says too little")
    if not after.strip():
        raise Difference("there is nothing to try")


def check_length(words: WordMap, page: Page) -> None:
    if page.length() > MOST_WORDS:
        raise Difference(f"it has {page.length()} words, at most {MOST_WORDS} are wanted")
    lines = [line for _, body in blocks(page.text) for line in body]
    if len(lines) > MOST_BLOCK_LINES:
        raise Difference(f"its blocks have {len(lines)} lines, at most {MOST_BLOCK_LINES}")
    if wide := [line for line in lines if len(line) > WIDEST_BLOCK]:
        raise Difference(f"a line is wider than {WIDEST_BLOCK} columns: {wide[0]}")
    lengths = [len(one.split()) for one in sentences(page.prose())]
    if sum(lengths) / len(lengths) > LONGEST_SENTENCES:
        longest = max(sentences(page.prose()), key=lambda one: len(one.split()))
        raise Difference(f"a sentence has {sum(lengths) / len(lengths):.1f} words on average, at "
                         f"most {LONGEST_SENTENCES} are wanted; the longest: {longest!r}")


def words_and_links(page: Page) -> Iterator[tuple[str, str]]:
    """The pieces of the page in order: ("text", ...), ("code", ...) and ("link", target)."""
    inside_links: set[int] = set()
    for node in page.nodes():
        kind = node.tag.removeprefix(CMARK)
        if kind == "link":
            inside_links.update(id(one) for one in node.iter())
            yield "link", node.get("destination", "")
        elif id(node) not in inside_links:
            if kind in ("text", "code"):
                yield kind, node.text or ""
            elif kind != "code_block":
                yield "text", " " if kind == "softbreak" else "\n"


def check_links(words: WordMap, page: Page) -> None:
    """Links lead to pages of the map, and a word that comes later is linked where it comes first."""
    known = {slug for slug, place in words.order.items() if place <= words.order[page.slug]}
    pieces: list[list[str]] = []
    for kind, text in words_and_links(page):
        if pieces and kind == "text" == pieces[-1][0]:
            pieces[-1][1] += text
        else:
            pieces.append([kind, text])
    for kind, text in pieces:
        if kind == "link":
            if text.removesuffix(".md") not in words.pages:
                raise Difference(f"the link to {text} leads nowhere")
            known.add(text.removesuffix(".md"))
            continue
        for name in [text] if kind == "code" else words.any_name.findall(text):
            if (slug := words.meant(name)) and slug not in known:
                raise Difference(f"{name!r} comes later in the map, and is not linked to {slug}.md")


def check_experiment(words: WordMap, page: Page) -> None:
    with tempfile.TemporaryDirectory() as folder, Terminal(Path(folder)) as terminal:
        for info, lines in blocks(page.text):
            language, _, name = info.partition(" ")
            if name and language != "console":
                text = "\n".join([*lines, ""])
                (Path(folder) / name).write_text(terminal.with_port(text))
        run_all(terminal, experiments(page.text), page.slug)


RULES = [check_fields, check_lab, check_answers, check_length, check_links, check_experiment]


# ---- Rules for the labs --------------------------------------------------------------------------


def check_words_of_labs(words: WordMap) -> int:
    """Every word that a lab teaches, or that its hints name, has a page. Returns how many do."""
    known = set()
    for folder in sorted(path.parent for path in ROOT.glob("labs/*/lab.json")):
        named = list(json.loads((folder / "lab.json").read_text())["teaches"])
        for one in json.loads((folder / "misconceptions.json").read_text()):
            named += one["words"]
        if unknown := sorted(set(named) - set(words.slug_of)):
            raise Difference(f"{folder.name} names words that have no page: {unknown}")
        known.update(words.slug_of[name] for name in named)
    return len(known)


# ---- Main ----------------------------------------------------------------------------------------


def check_page(words: WordMap, page: Page) -> int:
    failed = 0
    for rule in RULES:
        try:
            rule(words, page)
        except Difference as difference:
            print(f"{page.slug}  DIFFERENT  {difference}", flush=True)
            failed += 1
    return failed


def longest_chain(words: WordMap) -> int:
    length: dict[str, int] = {}
    for slug, page in words.pages.items():
        length[slug] = 1 + max([length[need] for need in page.several("needs")], default=0)
    return max(length.values())


def print_figures(words: WordMap) -> None:
    pages = words.pages.values()
    lengths = {page.slug: page.length() for page in pages}
    lines = [len(one.split()) for page in pages for one in sentences(page.prose())]
    longest = max(lengths, key=lambda slug: lengths[slug])
    needs = sum(len(page.several("needs")) for page in pages)
    commands = sum(len(experiments(page.text)) for page in pages)
    print(f"{len(words.pages)} words in {len(set(words.group_of.values()))} groups; {needs} needs, "
          f"all above their word; the longest chain has {longest_chain(words)} words")
    print(f"{sum(lengths.values())} words of text, at most {lengths[longest]} ({longest}); "
          f"a sentence has {sum(lines) / len(lines):.1f} on average")
    print(f"{len(words.pages)} experiments with {commands} commands were run")
    print(f"the labs name {check_words_of_labs(words)} of the words")


def main(slugs: list[str]) -> int:
    try:
        words = WordMap()
        if unknown := set(slugs) - set(words.pages):
            print(f"there is no page {sorted(unknown)}", file=sys.stderr)
            return 2
        if failed := sum([check_page(words, words.pages[slug]) for slug in slugs or words.pages]):
            print(f"{failed} rules do not hold")
            return 1
        if not slugs:
            print_figures(words)
    except Difference as difference:
        print(f"DIFFERENT  {difference}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
