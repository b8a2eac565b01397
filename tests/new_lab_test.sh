#!/usr/bin/env bash
# Adding a folder labs/99-x with its four files makes the lab appear, build and be graded, with no
# other edit. Works on a copy of the project, because a lab in the project itself would disturb the
# tests that run beside this one.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
tar -C "$root" --exclude=./build --exclude=./.git --exclude=./.pipette -cf - . | tar -C "$copy" -xf -

lab=$copy/labs/99-x
mkdir "$lab"
echo '# Lab 99' >"$lab/README.md"
cat >"$lab/lab.json" <<'JSON'
{"title": "A lab from a test", "idea": "One line.", "needs": [11], "source": "x.cpp",
 "checks": [{"name": "X.SaysYes", "points": 70}, {"name": "X.EndsWell", "points": 30}]}
JSON
cat >"$lab/x.cpp" <<'CPP'
#include <iostream>

int main() {
  std::cerr << "x: nothing is built yet\n";  // TODO: say yes
  return 1;
}
CPP
cat >"$lab/checks.cpp" <<'CPP'
#include "check/check.hpp"

using namespace pipette;

struct X : Check {};

TEST_F(X, SaysYes) {
  requirement("The program says yes.", "It was asked to.");
  Program program = student();
  ASSERT_THAT(program.read_line(), IsBytes("yes\n"));
}

TEST_F(X, EndsWell) {
  requirement("The program ends with 0.", "That means that all is well.");
  Program program = student();
  ASSERT_THAT(program.wait_for_exit(), ExitedWith(0));
}
CPP

fail() { printf 'FAILED: %s\n%s\n' "$1" "$output"; exit 1; }

# expect CODE TEXT ARGUMENT ...: runs ./pipette and looks at its exit code and its output.
expect() {
  local code=$1 text=$2 got=0
  shift 2
  output=$(cd "$copy" && PIPETTE_NO_INSTALL=1 ./pipette "$@" 2>&1) || got=$?
  [[ $got == "$code" ]] || fail "pipette $* exited with $got, not $code"
  [[ $output == *"$text"* ]] || fail "pipette $* did not say: $text"
  echo "ok: pipette $*"
}

expect 1 'Score 0/100 - next: ./pipette hint 99' check 99
expect 0 '99  x ' list
expect 0 'The first check that fails: Says yes.' hint 99
expect 0 'Score 70/70 - all passed' check x --only SaysYes --program 'echo yes'
expect 0 'Score 100/100 - all passed' check 99-x --program 'echo yes'
