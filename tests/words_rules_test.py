#!/usr/bin/env python3
"""Every rule of words_test.py refuses a map that breaks it, and lets a good one pass."""

import json
import sys
import tempfile
import unittest
from pathlib import Path

import words_test
from experiments import Difference

README = """# The map of words

- **kitchen**: a picture.

## A. One

- [pot](pot.md)
- [soup](soup.md)
"""

PAGE = """---
name: {name}
group: A
needs: {needs}
category: thing
picture: kitchen
lab: 11
---

This is a plain sentence with more than ten words in it. {opening}

- **When you need it:** Now.
- **Who needs it:** You.
- **How you make it:** By hand.
- **How you see it:** With your eyes.
- **What it is like:** Warm.
- **What you can do with it:** Eat.

**You may believe:** It is cold.

**In truth:** It is warm.

## Try it

```console
$ echo warm
warm
```
"""


class Rules(unittest.TestCase):
    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        root = Path(scratch.name)
        self.folder = root / "labs" / "words"
        self.folder.mkdir(parents=True)
        self.lab = root / "labs" / "11-first"
        self.lab.mkdir()
        self.teach(["pot"])
        (self.lab / "misconceptions.json").write_text("[]")
        (self.folder / "README.md").write_text(README)
        self.write("pot", needs="none")
        self.write("soup", needs="pot")
        words_test.ROOT, words_test.FOLDER = root, self.folder

    def teach(self, words: list[str]) -> None:
        (self.lab / "lab.json").write_text(json.dumps({"teaches": words}))

    def write(self, name: str, needs: str, opening: str = "Good.") -> None:
        (self.folder / f"{name}.md").write_text(
            PAGE.format(name=name, needs=needs, opening=opening))

    def change(self, before: str, after: str) -> None:
        """Of the page soup."""
        text = (self.folder / "soup.md").read_text()
        self.assertIn(before, text)
        (self.folder / "soup.md").write_text(text.replace(before, after, 1))

    def check(self) -> None:
        words = words_test.WordMap()
        for page in words.pages.values():
            for rule in words_test.RULES:
                rule(words, page)
        words_test.check_words_of_labs(words)

    def refuses(self, why: str) -> None:
        with self.assertRaisesRegex(Difference, why):
            self.check()

    def test_a_good_map_passes(self) -> None:
        self.check()

    def test_a_page_that_readme_does_not_list(self) -> None:
        self.write("salt", needs="none")
        self.refuses("README.md and the files differ.*salt")

    def test_a_need_that_does_not_exist(self) -> None:
        self.write("soup", needs="salt")
        self.refuses("it needs salt")

    def test_a_need_that_stands_below(self) -> None:
        self.write("pot", needs="soup")
        self.refuses("it needs soup")

    def test_a_circle(self) -> None:
        self.write("soup", needs="soup")
        self.refuses("it needs soup")

    def test_another_group_than_in_readme(self) -> None:
        self.change("group: A", "group: B")
        self.refuses("name or group")

    def test_a_missing_field(self) -> None:
        self.change("category: thing\n", "")
        self.refuses("has the fields")

    def test_a_picture_that_is_not_in_readme(self) -> None:
        self.change("picture: kitchen", "picture: spaceship")
        self.refuses("no picture spaceship")

    def test_a_protocol_without_a_spec(self) -> None:
        self.change("category: thing", "category: protocol")
        self.refuses("no spec is named")

    def test_a_spec_without_its_answers(self) -> None:
        self.change("picture:", "spec: RFC 1\npicture:")
        self.refuses("it answers")

    def test_two_pages_with_one_name(self) -> None:
        self.change("name: soup", "name: soup\nalso: pot")
        self.refuses("'pot' names pot and soup")

    def test_a_lab_that_is_not_there(self) -> None:
        self.change("lab: 11", "lab: 12")
        self.refuses("lab 12 is not there")

    def test_a_planned_lab_that_is_there(self) -> None:
        self.change("lab: 11", "lab: 11 (planned)")
        self.refuses("lab 11 is there")

    def test_no_lab_without_a_reason(self) -> None:
        self.change("lab: 11", "lab: none")
        self.refuses("'none' is no lab")

    def test_a_missing_answer(self) -> None:
        self.change("- **Who needs it:** You.\n", "")
        self.refuses("it answers")

    def test_an_empty_answer(self) -> None:
        self.change("Warm.", "")
        self.refuses("it answers")

    def test_no_truth(self) -> None:
        self.change("**In truth:** It is warm.", "It is warm.")
        self.refuses("not one pair")

    def test_a_short_opening(self) -> None:
        self.change("This is a plain sentence with more than ten words in it. Good.", "Good.")
        self.refuses("says too little")

    def test_a_page_over_the_limit(self) -> None:
        self.write("soup", needs="pot", opening="It is good. " * 80)
        self.refuses("at most 250 are wanted")

    def test_long_sentences(self) -> None:
        self.write("soup", needs="pot", opening="Good " * 200)
        self.refuses("words on average")

    def test_a_wide_block(self) -> None:
        self.change("$ echo warm", "$ echo warm" + " " * 80)
        self.refuses("wider than")

    def test_long_blocks(self) -> None:
        self.change("warm\n```", "warm\n```\n\n```text\n" + "x\n" * 40 + "```")
        self.refuses("its blocks have")

    def test_a_link_that_leads_nowhere(self) -> None:
        self.write("soup", needs="pot", opening="See [salt](salt.md).")
        self.refuses("leads nowhere")

    def test_a_word_that_comes_later(self) -> None:
        for text in ("The soup is hot.", "Two soups.", "`soup`"):
            with self.subTest(text=text):
                self.write("pot", needs="none", opening=text)
                self.refuses("comes later in the map")

    def test_a_word_that_comes_later_and_is_linked(self) -> None:
        self.write("pot", needs="none", opening="For [soup](soup.md). The soup is hot.")
        self.check()

    def test_no_experiment(self) -> None:
        self.change("```console", "```text")
        self.refuses("nothing to try")

    def test_an_experiment_that_prints_something_else(self) -> None:
        self.change("$ echo warm", "$ echo cold")
        self.refuses("echo cold")

    def test_a_file_that_an_experiment_needs(self) -> None:
        self.change("```console\n$ echo warm",
                    "```text news.txt\nwarm\n```\n\n```console\n$ cat news.txt")
        self.check()

    def test_a_lab_that_teaches_an_unknown_word(self) -> None:
        self.teach(["salt"])
        self.refuses("11-first names words that have no page.*salt")

    def test_a_hint_that_names_an_unknown_word(self) -> None:
        (self.lab / "misconceptions.json").write_text('[{"words": ["salt"]}]')
        self.refuses("11-first names words that have no page.*salt")


if __name__ == "__main__":
    sys.exit(unittest.main())
