#!/usr/bin/env bash
# Runs the solutions of labs many times beside four busy loops: tests/soak.sh REPETITIONS LAB ...
# The last line is Pipette's own; anything but "all passed" is a flake to be explained.
set -euo pipefail

(($# >= 2)) || { echo "usage: $0 REPETITIONS LAB ..." >&2; exit 2; }
repetitions=$1
shift
busy_loops=()
trap 'kill "${busy_loops[@]}" 2>/dev/null || true' EXIT
for _ in 1 2 3 4; do
  (while :; do :; done) &
  busy_loops+=("$!")
done
"$(dirname "$0")/../pipette" check "$@" --solutions --repeat "$repetitions"
