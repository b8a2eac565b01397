#!/usr/bin/env bash
# Opens the page that `pipette words` writes in a real browser.
#
#   tests/words_page_test.sh PIPETTE BUILD_FOLDER
#
# Exits with 0 if the page is as it shall be, 1 if not, and 77 where there is no browser, or nothing
# to drive it with. PIPETTE_BROWSER=required makes this 1.
set -uo pipefail

tests=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
source "$tests/browser.sh"
prepare_browser "$2"
folder=$(mktemp -d) || exit 1
trap 'rm -rf -- "$folder"' EXIT
PIPETTE_ROOT=$tests/.. PIPETTE_BIN=$2 "$1" words --html "$folder/words.html" || exit 1
timeout 240 node "$tests/page/words.mjs" "$folder/words.html" "$browser" "$modules"
