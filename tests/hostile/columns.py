"""The ways in which hostile programs are started here, and what must not be left of them."""

import json
import os
import select
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

NAIVE_USER = 60990
FIRST_USER = 61000
SYSTEM = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/etc/alternatives",
          "/etc/ld.so.cache", "/etc/hosts", "/etc/nsswitch.conf"]


def as_user(user: int, groups: str = "--clear-groups") -> list[str]:
    return ["setpriv", f"--reuid={user}", f"--regid={user}", groups]


@dataclass
class Column:
    """One way to start the programs. `protection` is its column of the table."""

    name: str
    protection: str
    user: int  # of the grader; 0: root, whose programs get a user of their own
    prefix: list[str] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)  # commands
    backend: str = "process"
    within_bubblewrap: bool = False

    def command(self, binaries: Path, folder: Path, attacks: list[str],
                namespace: "Namespace | None" = None) -> list[str]:
        """The whole command line; `folder` is its own place for temporary files."""
        if self.protection == "level 0":
            return [*self.prefix, str(binaries / "hostile_naive"), *attacks]
        prover = [str(binaries / "pipette_prover"), f"--backend={self.backend}", *attacks]
        shut_in = bubblewrap(binaries, folder, namespace) if self.within_bubblewrap else []
        prefix = [word.replace("@BIN@", str(binaries)) for word in self.prefix]
        return [*prefix, *shut_in, *prover]

    def missing(self) -> str | None:
        """Why this column is not to be had here."""
        for command in self.needs:
            if not shutil.which(command):
                return f"there is no {command}"
        if self.user != os.geteuid() and os.geteuid() != 0:
            return "only root can become another user"
        return None


def bubblewrap(binaries: Path, folder: Path, namespace: "Namespace | None") -> list[str]:
    """bwrap with the options of harness/grade/shut_in.cpp."""
    options = ["bwrap", "--unshare-user", "--unshare-net", "--unshare-pid", "--unshare-ipc",
               "--unshare-uts", "--die-with-parent", "--cap-drop", "ALL", "--proc", "/proc",
               "--dev", "/dev"]
    for path in map(Path, SYSTEM):
        if path.is_symlink() and path.parent == Path("/"):
            options += ["--symlink", os.readlink(path), str(path)]
        elif path.exists():
            options += ["--ro-bind", str(path), str(path)]
    if namespace:
        options += ["--info-fd", str(namespace.told)]
    return [*options, "--tmpfs", str(folder), "--ro-bind", str(binaries), str(binaries),
            "--chdir", "/", "--"]


def own_world(command: list[str]) -> list[str]:
    """Nothing of what the naive grader starts survives it, or meets other processes."""
    return ["unshare", "--fork", "--pid", "--ipc", "--kill-child", "--mount-proc", *command]


def all_columns() -> list[Column]:
    """Those for root first, then those for an ordinary user, who may be ourselves."""
    root = os.geteuid() == 0
    users = iter(range(FIRST_USER, FIRST_USER + 100))

    def user() -> tuple[int, list[str]]:
        if not root:
            return os.geteuid(), []
        number = next(users)
        return number, as_user(number)

    # The naive grader has one group more than it needs, as many users have.
    careless = own_world(as_user(NAIVE_USER, f"--groups={NAIVE_USER + 1}")) if root else []
    naive_user = NAIVE_USER if root else os.geteuid()
    container = ["@BIN@/hostile_without_namespaces"]
    columns = [Column("level 0", "level 0", naive_user, careless,
                      ["unshare", "setpriv"] if root else [])]
    for name, prefix, needs, backend, inside in [
            ("process", [], [], "process", False),
            ("bubblewrap", [], ["bwrap"], "bubblewrap", True),
            ("direct", [], [], "direct", False),
            ("container", container, [], "process", False)]:
        protection = "process" if name == "container" else name
        if not inside:  # as root, pipette does not use bubblewrap
            columns.append(Column(f"{name} root", protection, 0, prefix, needs, backend, inside))
        number, become = user()
        columns.append(Column(f"{name} user", protection, number, [*prefix, *become],
                              [*needs, *(["setpriv"] if root else [])], backend, inside))
    return columns


def choose(binaries: Path) -> tuple[list[Column], list[tuple[Column, str]]]:
    """The columns that are to be had here, and the others with the reason."""
    chosen, left_out = [], []
    for column in all_columns():
        reason = column.missing() or not_startable(column, binaries)
        if reason:
            left_out.append((column, reason))
        else:
            chosen.append(column)
    return chosen, left_out


def not_startable(column: Column, binaries: Path) -> str | None:
    """A protection that cannot be put up, or programs that the column's user cannot reach."""
    with Place(column) as folder:
        tried = run(column.command(binaries, folder, ["fake-pass"]), folder)
    if tried.returncode == 0:
        return None
    return f"it cannot be put up: {tried.stderr.strip() or tried.returncode}"


def run(command: list[str], folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, env=environment(folder), cwd="/", stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, errors="replace", timeout=60)


def environment(folder: Path) -> dict[str, str]:
    return {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "TMPDIR": str(folder)}


class Place:
    """A folder for temporary files that belongs to the user of a column."""

    def __init__(self, column: Column) -> None:
        self.user = column.user
        self.path = Path()

    def __enter__(self) -> Path:
        self.path = Path(tempfile.mkdtemp(prefix="pipette-matrix-"))
        if self.user != os.geteuid():
            os.chown(self.path, self.user, self.user)
        os.chmod(self.path, 0o711)
        return self.path

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.path, ignore_errors=True)


class Namespace:
    """The processes that bwrap shuts in. They end a moment after bwrap itself: with their first
    process, whose number bwrap writes into the pipe `told` (bwrap(1), --info-fd)."""

    def __init__(self) -> None:
        self.telling, self.told = os.pipe()
        self.first = -1

    def meet(self) -> None:
        """To be called as soon as bwrap has been started."""
        os.close(self.told)
        with open(self.telling, encoding="ascii") as told:
            words = told.read()
        if words:  # else bwrap could not begin
            self.first = os.pidfd_open(json.loads(words)["child-pid"])

    def ends_within(self, seconds: float) -> bool:
        """A first process counts as ended only when all of its namespace has (pid_namespaces(7))."""
        if self.first < 0:
            return True
        ended, _, _ = select.select([self.first], [], [], seconds)
        os.close(self.first)
        return bool(ended)


def survivors(folder: Path, user: int = 0) -> list[str]:
    """Processes that have a column's folder in their arguments, as every attack has; and, where a
    user is given that nobody else has, all of his."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            status = (entry / "status").read_text(errors="replace")
        except OSError:
            continue
        own = user not in (0, os.geteuid()) and f"\nUid:\t{user}\t" in status
        dead = "\nState:\tZ" in status
        if not dead and (own or str(folder) in words):
            found.append(f"process {entry.name}: {words[:80]}")
    return found


def leftovers() -> set[str]:
    """What hostile programs may have left where everybody can."""
    found = {str(path) for folder in ("/dev/shm", "/dev/mqueue")
             for path in Path(folder).glob("*pipette-attack*")}
    for kind in ("shm", "sem", "msg"):
        lines = Path("/proc/sysvipc", kind).read_text().splitlines()[1:]
        found |= {f"{kind} {line.split()[0]}" for line in lines
                  if int(line.split()[0]) & 0xFFFF0000 == 0x70690000}
    return found
