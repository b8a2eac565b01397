# For tests in a real browser, to be sourced: finds the browser and what drives it.

driver=playwright-core@1.60.0

skip() {
  echo "${0##*/}: skipped: $*"
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
    "$modules/playwright-core/package.json" 2>/dev/null
}

# The driver brings browsers of its own if one lets it. The one on this machine is enough.
install_driver() {
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 timeout 120 npm install --prefix "${modules%/*}" \
    --no-save --no-package-lock --no-audit --no-fund "$driver" >"${modules%/*}/npm.log" 2>&1
}

# prepare_browser BUILD_FOLDER: sets `browser` and `modules`, or ends the script with 77; with
# PIPETTE_BROWSER=required, with 1.
prepare_browser() {
  browser=$(find_browser) || skip 'there is no Chromium or Chrome here'
  type -P node >/dev/null || skip 'there is no node here'
  (($(node -p 'process.versions.node.split(".")[0]') >= 18)) || skip 'node is older than 18'
  modules=$(readlink -f -- "$1")/node_modules || skip "there is no folder $1"
  [[ $(installed_driver) != "$driver" ]] || return 0
  type -P npm >/dev/null || skip "$driver is missing, and so is npm"
  install_driver || skip "npm cannot install $driver, see ${modules%/*}/npm.log"
}
