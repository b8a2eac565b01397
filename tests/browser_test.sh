#!/usr/bin/env bash
# Opens the page of an event server in a real browser.
#
#   tests/browser_test.sh PROGRAM BUILD_FOLDER
#
# PROGRAM is a built solution of lab 61. Exits with 0 if the browser gets every event, 1 if not, and
# 77 where there is no browser, or nothing to drive it with. PIPETTE_BROWSER=required makes this 1.
set -uo pipefail

tests=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
source "$tests/browser.sh"
prepare_browser "$2"
exec timeout 240 node "$tests/browser_test.mjs" "$1" "$browser" "$modules"
