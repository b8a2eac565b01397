#!/usr/bin/env bash
# Opens the page that report/html writes in a real browser.
#
#   tests/page_test.sh SAMPLE_PAGE BUILD_FOLDER
#
# SAMPLE_PAGE is the built tests/page/sample_page.cpp. Exits with 0 if the page is as it shall be, 1
# if not, and 77 where there is no browser, or nothing to drive it with. PIPETTE_BROWSER=required
# makes this 1.
set -uo pipefail

sample=$1 build=$2
tests=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
driver=playwright-core@1.60.0

skip() {
  echo "page_test: skipped: $*"
  [[ ${PIPETTE_BROWSER:-} != required ]] || exit 1
  exit 77
}

find_browser() {
  local name
  for name in chromium google-chrome google-chrome-stable chromium-browser; do
    type -P "$name" && return
  done
  return 1
}

# The driver that is installed, like "playwright-core@1.60.0".
installed_driver() {
  node -p '`playwright-core@${require(process.argv[1]).version}`' \
    "$build/node_modules/playwright-core/package.json" 2>/dev/null
}

# The driver brings browsers of its own if one lets it. The one on this machine is enough.
install_driver() {
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 timeout 120 npm install --prefix "$build" \
    --no-save --no-package-lock --no-audit --no-fund "$driver" >"$build/page_test.npm.log" 2>&1
}

browser=$(find_browser) || skip 'there is no Chromium or Chrome here'
type -P node >/dev/null || skip 'there is no node here'
(($(node -p 'process.versions.node.split(".")[0]') >= 18)) || skip 'node is older than 18'
build=$(readlink -f -- "$build") || skip "there is no folder $2"
if [[ $(installed_driver) != "$driver" ]]; then
  type -P npm >/dev/null || skip "$driver is missing, and so is npm"
  install_driver || skip "npm cannot install $driver, see $build/page_test.npm.log"
fi

folder=$(mktemp -d) || exit 1
trap 'rm -rf -- "$folder"' EXIT
"$sample" >"$folder/page.html" && "$sample" passed >"$folder/passed.html" || exit 1
timeout 240 node "$tests/page/page.mjs" "$folder" "$browser" "$build/node_modules"
