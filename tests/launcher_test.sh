#!/usr/bin/env bash
# Tests the launcher without root and network: a copy of it runs in a scratch tree, where every
# command that would change the machine is a fake that writes its arguments to a log.
#
#   tests/launcher_test.sh [NAME ...]     all cases, or those named
set -uo pipefail

launcher=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../pipette
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT

everything='g++ cmake ninja-build libgtest-dev libgmock-dev nlohmann-json3-dev libcli11-dev libfmt-dev libseccomp-dev libcmark-dev'

# ---- The scratch machine ------------------------------------------------------------------------

fake() {  # name; the body comes on stdin
  { printf '#!/usr/bin/env bash\nprintf "%s" >>"$LOG"; printf " %%q" "$@" >>"$LOG"; echo >>"$LOG"\n' "$1"; cat; } >"$bin/$1"
  chmod +x "$bin/$1"
}

# A fresh tree with three labs and a machine where nothing is missing.
set_up() {
  home=$scratch/$1 tree=$scratch/$1/the\ tree bin=$scratch/$1/bin
  mkdir -p "$tree/labs" "$bin" "$home/elsewhere"
  cp -- "$launcher" "$tree/pipette"
  local tool lab
  for lab in 11-echo-stdin 12-echo-args 31-tcp-server; do
    mkdir "$tree/labs/$lab"
    echo '{}' >"$tree/labs/$lab/lab.json"
  done
  for tool in bash cat cp dirname env flock grep mkdir readlink rm sed sleep sort tail true uname; do
    ln -s "$(type -P "$tool")" "$bin/$tool"
  done
  export LOG=$home/log INSTALLED="$everything libboost1.81-dev" FAKE_UID=0 PROGRAM_EXIT=0
  unset CI PIPETTE_NO_INSTALL NINJA_FAILS CMAKE_FAILS APT_FAILS SUDO_FAILS INDEX_IS_OLD
  : >"$LOG"
  make_fakes
}

make_fakes() {
  fake id <<<'echo "$FAKE_UID"'
  fake dpkg-query <<'END'
for name in $INSTALLED; do
  version=1.0
  [[ $name =~ ^libboost(1\.[0-9]+)-dev$ ]] && version=${BASH_REMATCH[1]}.0-5
  [[ $name == libboost-dev ]] && version=${BOOST:-1.74.0.3}
  echo "installed $name $version"
done
exit 1
END
  fake apt-cache <<'END'
case $1 in
  policy) printf 'libboost-dev:\n  Installed: (none)\n  Candidate: %s\n' "${BOOST:-1.74.0.3}" ;;
  pkgnames) printf '%s\n' libboost1.74-dev libboost1.81-dev libboost1.81-tools-dev libboost1.9-dev ;;
esac
END
  fake apt-get <<'END'
[[ $1 == --simulate || ! -e /proc/self/fd/9 ]] || echo "descriptor 9 is open" >>"$LOG"
[[ ${APT_FAILS-} ]] && exit 100
[[ $1 == update ]] && : >"$LOG.updated"
[[ $* == *install* && ${INDEX_IS_OLD-} && ! -e $LOG.updated ]] && exit 100
exit 0
END
  fake sudo <<<'[[ ${SUDO_FAILS-} ]] && exit 1; [[ $1 == -n ]] && shift; FAKE_UID=0 exec "$@"'
  fake cmake <<'END'
[[ ${CMAKE_FAILS-} ]] && { echo "no such compiler"; exit 1; }
echo "CMAKE_HOME_DIRECTORY:INTERNAL=$2" >"$4/CMakeCache.txt"
: >"$4/build.ninja"
END
  fake ninja <<'END'
[[ ${NINJA_FAILS-} ]] && { echo "x.cpp:1: error: expected ';'"; exit 1; }
mkdir -p "$2/bin"
for target in "${@:3}"; do
  [[ $target == checks_* ]] || target=pipette
  cp "$(command -v the-program)" "$2/bin/$target"
done
END
    fake the-program <<'END'
echo "from the program: $*"
echo "in $PWD with $PIPETTE_ROOT and $PIPETTE_BIN" >>"$LOG"
[[ ! -e /proc/self/fd/9 ]] || echo "descriptor 9 is open" >>"$LOG"
exit "$PROGRAM_EXIT"
END
  fake ctest <<<'exit "$PROGRAM_EXIT"'
}

# Runs a command on the scratch machine; sets code, and leaves out, err and log.
run() {
  : >"$LOG"
  PATH=$bin "$@" >"$home/out" 2>"$home/err" </dev/null 9>&-
  code=$?
}
pipette() { run "$tree/pipette" "$@"; }

# ---- Assertions ---------------------------------------------------------------------------------

complain() { faults+=("$*"); }
exits() { [[ $code == "$1" ]] || complain "exit code $code, expected $1; stderr: $(<"$home/err")"; }
has() { grep -qxF -- "$2" "$home/$1" || complain "no line '$2' in $1, which is: $(<"$home/$1")"; }
mentions() { grep -qF -- "$2" "$home/$1" || complain "no '$2' in $1, which is: $(<"$home/$1")"; }
lacks() { ! grep -qE -- "$2" "$home/$1" || complain "'$2' in $1, which is: $(<"$home/$1")"; }
builds() { has log "ninja -C $(printf %q "$tree/build/pipette")${*:+ $*}"; }

# ---- Cases --------------------------------------------------------------------------------------

case_hands_over_with_arguments_and_exit_code() {
  PROGRAM_EXIT=7
  pipette check 11 --program "./a b.out 'x' \"y\" \$z *" ''
  exits 7
  has log "the-program check 11 --program $(printf %q "./a b.out 'x' \"y\" \$z *") ''"
  lacks log '^(apt-get|sudo|descriptor)'
}

case_the_output_is_the_programs_only() {
  pipette list
  [[ $(<"$home/out") == 'from the program: list' ]] || complain "stdout: $(<"$home/out")"
}

case_the_second_run_is_silent_and_asks_nothing_again() {
  pipette list
  mentions err 'Building Pipette'
  pipette list
  exits 0
  [[ ! -s $home/err ]] || complain "stderr: $(<"$home/err")"
  lacks log '^(dpkg-query|cmake|apt)'
}

case_only_missing_results_are_announced() {
  pipette list
  pipette check 11
  has err 'pipette: Building the checks ...'
  pipette check 11
  [[ ! -s $home/err ]] || complain "stderr: $(<"$home/err")"
}

case_the_working_directory_stays() {
  cd -- "$home/elsewhere" || exit
  run ../the\ tree/pipette list
  exits 0
  has log "in $home/elsewhere with $tree and $tree/build/pipette"
}

case_works_through_a_symlink() {
  ln -s "$tree/pipette" "$home/elsewhere/p"
  ln -s p "$home/elsewhere/q"
  run "$home/elsewhere/q" list
  exits 0
  mentions log "with $tree and $tree/build/pipette"
}

case_no_install_prints_the_command() {
  INSTALLED='cmake g++ ninja-build libgtest-dev libgmock-dev libfmt-dev libcli11-dev libseccomp-dev libcmark-dev libboost1.74-dev'
  local command='apt-get update && apt-get install -y --no-install-recommends nlohmann-json3-dev libboost1.81-dev'
  pipette check --no-install 11
  exits 2
  has err "  $command"
  lacks log '^(apt-get|sudo|ninja|the-program)'
  PIPETTE_NO_INSTALL=1 pipette check 11
  exits 2
  has err "  $command"
}

case_no_install_is_not_passed_on() {
  pipette list --no-install --all
  exits 0
  has log 'the-program list --all'
}

case_root_installs_exactly_what_is_missing() {
  INSTALLED="${everything/ninja-build/} libboost1.81-dev"
  pipette list
  exits 0
  has err 'pipette: Pipette needs these packages: ninja-build'
  has log 'apt-get install -y --no-install-recommends ninja-build'
  lacks log '^(sudo|apt-get update|descriptor)'
  has log 'the-program list'
}

case_an_old_index_is_updated_first() {
  INSTALLED="$everything"
  INDEX_IS_OLD=1 pipette list
  exits 0
  has log 'apt-get update'
  has log 'apt-get install -y --no-install-recommends libboost1.81-dev'
}

case_a_failed_install_prints_the_command() {
  INSTALLED="$everything"
  APT_FAILS=1 pipette list
  exits 2
  mentions err 'apt-get install -y --no-install-recommends libboost1.81-dev'
  lacks log '^(ninja|the-program)'
}

case_a_new_libboost_dev_is_preferred() {
  INSTALLED="$everything"
  BOOST=1.83.0.1ubuntu2 pipette list
  has log 'apt-get install -y --no-install-recommends libboost-dev'
}

case_an_installed_libboost_dev_must_be_new() {
  INSTALLED="$everything libboost-dev"
  BOOST=1.83.0.1ubuntu2 pipette list
  lacks log '^apt-get'
  rm "$tree/build/pipette/.packages"
  BOOST=1.74.0.3 pipette list
  has log 'apt-get install -y --no-install-recommends libboost1.81-dev'
}

case_not_root_installs_with_sudo() {
  INSTALLED="${everything/cmake/} libboost1.81-dev" FAKE_UID=1000
  pipette list
  exits 0
  has log 'sudo -n env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends cmake'
  has log 'apt-get install -y --no-install-recommends cmake'
}

case_sudo_that_wants_a_password() {
  INSTALLED="${everything/cmake/} libboost1.81-dev" FAKE_UID=1000
  SUDO_FAILS=1 pipette list
  exits 2
  has err '  sudo apt-get update && sudo apt-get install -y --no-install-recommends cmake'
  lacks log '^apt-get'
}

case_not_root_without_sudo() {
  INSTALLED="${everything/cmake/} libboost1.81-dev" FAKE_UID=1000
  rm "$bin/sudo"
  pipette list
  exits 2
  mentions err 'apt-get install -y --no-install-recommends cmake'
  lacks log '^apt-get'
}

case_without_apt_get() {
  INSTALLED="${everything/cmake/} libboost1.81-dev"
  rm "$bin/apt-get"
  pipette list
  exits 2
  mentions err 'apt-get install -y --no-install-recommends cmake'
}

case_without_dpkg_the_build_decides() {
  rm "$bin/dpkg-query"
  pipette list
  exits 0
  rm -r "$tree/build"
  CMAKE_FAILS=1 pipette list
  exits 2
  mentions err 'no such compiler'
  mentions err 'GoogleTest'
}

case_a_command_builds_what_it_needs() {
  local all='checks_11-echo-stdin checks_12-echo-args checks_31-tcp-server'
  pipette list;                   builds pipette_program
  pipette;                        builds pipette_program
  pipette reset 11;               builds pipette_program
  pipette check --help;           builds pipette_program
  pipette check nonsense;         builds pipette_program
  pipette hint;                   builds pipette_program
  pipette check 11;               builds pipette_program checks_11-echo-stdin
  pipette hint tcp;               builds pipette_program checks_31-tcp-server
  pipette check 11-echo 31 --xy;  builds pipette_program checks_11-echo-stdin checks_31-tcp-server
  pipette check echo;             builds pipette_program checks_11-echo-stdin checks_12-echo-args
  mentions log 'the-program check echo'
  pipette check 11 --repeat 31;   builds pipette_program checks_11-echo-stdin
  pipette check '*';              builds pipette_program
  pipette check --seed 11
  local target
  for target in $all; do mentions log " $target"; done
}

case_test_builds_all_and_calls_ctest() {
  PROGRAM_EXIT=8
  pipette test -R 'a b'
  exits 8
  builds all
  has log "ctest --test-dir $(printf %q "$tree/build/pipette") --output-on-failure -j 6 -R a\\ b"
  pipette test -j5
  has log "ctest --test-dir $(printf %q "$tree/build/pipette") --output-on-failure -j5"
}

case_test_needs_more_packages() {
  pipette list
  pipette test --no-install
  exits 2
  has err 'pipette: Pipette needs these packages: bubblewrap cmark curl iproute2 netcat-openbsd nodejs procps python3 tmux'
  INSTALLED="$everything bubblewrap cmark curl iproute2 netcat-openbsd nodejs procps python3 tmux libboost1.81-dev"
  pipette test
  exits 0
  pipette list
  lacks log '^dpkg-query'
}

case_a_failed_build_shows_its_log() {
  NINJA_FAILS=1 pipette check 11
  exits 2
  mentions err "x.cpp:1: error: expected ';'"
  lacks log '^the-program'
  NINJA_FAILS=1 pipette test
  exits 2
  lacks log '^ctest'
}

case_a_failed_configuration_shows_its_log() {
  CMAKE_FAILS=1 pipette list
  exits 2
  mentions err 'no such compiler'
  lacks log '^ninja'
}

case_a_moved_tree_is_configured_afresh() {
  pipette list
  mv -- "$tree" "$home/moved"
  tree=$home/moved
  : >"$tree/build/pipette/kept"
  pipette list
  exits 0
  has log "cmake -S $tree -B $tree/build/pipette -G Ninja -DCMAKE_BUILD_TYPE=Release"
  [[ -e $tree/build/pipette/kept ]] || complain 'more was removed than the cache'
}

case_two_at_the_same_time_build_one_after_the_other() {
  mkdir -p "$tree/build/pipette"
  ( flock 9; sleep 0.5; echo released >>"$LOG" ) 9>"$tree/build/pipette/.lock" &
  sleep 0.2
  pipette list
  wait
  exits 0
  mentions err 'waiting for it'
  [[ $(grep -xE 'released|(ninja .*)' "$LOG") == released$'\n'ninja* ]] || complain "log: $(<"$LOG")"
}

case_another_system_is_refused() {
  rm "$bin/uname"
  fake uname <<<'echo Darwin'
  pipette list
  exits 2
  mentions err 'Linux'
}

# ---- Main ---------------------------------------------------------------------------------------

main() {
  local name failed=0 count=0
  for name in "${@:-$(compgen -A function case_)}"; do echo "${name#case_}"; done >"$scratch/names"
  while read -r name; do
    name=${name#case_}
    # Each case is a process of its own: what it exports or where it goes is gone after it.
    if (
      faults=()
      set_up "$name"
      "case_$name"
      ((${#faults[@]} == 0)) && exit 0
      printf 'FAIL  %s\n' "${name//_/ }"
      printf '      %s\n' "${faults[@]}"
      exit 1
    ); then printf 'ok    %s\n' "${name//_/ }"; else failed=$((failed + 1)); fi
    count=$((count + 1))
  done <"$scratch/names"
  echo "$count cases, $failed failed"
  ((count > 0 && failed == 0))
}

main "$@"
