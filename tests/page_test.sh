#!/usr/bin/env bash
# Opens the page that report/html writes in a real browser.
#
#   tests/page_test.sh SAMPLE_PAGE BUILD_FOLDER
#
# SAMPLE_PAGE is the built tests/page/sample_page.cpp. Exits with 0 if the page is as it shall be, 1
# if not, and 77 where there is no browser, or nothing to drive it with. PIPETTE_BROWSER=required
# makes this 1.
set -uo pipefail

tests=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
source "$tests/browser.sh"
prepare_browser "$2"
folder=$(mktemp -d) || exit 1
trap 'rm -rf -- "$folder"' EXIT
"$1" >"$folder/page.html" && "$1" passed >"$folder/passed.html" || exit 1
timeout 240 node "$tests/page/page.mjs" "$folder" "$browser" "$modules"
