"""Follows docs/operate.md word for word: what stands in its `sh` boxes is typed in a fresh Debian with its own systemd.

Needs root, and Debian's packages debootstrap and systemd-container. What the host needs to reach its mirrors (a list of
sources, certificates, pip's configuration) is shown to the fresh Debian with `--from-host`.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "operate.md"
MARK = "== "
RELEASE, TYPED = Path("/usr/local/src/hearback"), Path("/usr/local/src/operate.sh")
BOOT_SECONDS = 60
SUITE = "bookworm"
_PIECE = re.compile(r"^## (?P<section>[^\n]+)$|^```sh\n(?P<commands>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass
class Section:
    """A part of the page, and what is to be typed in it."""

    name: str
    boxes: list[str] = field(default_factory=list)


def sections(page: str) -> list[Section]:
    """The parts of the page in which something is to be typed."""
    found: list[Section] = []
    for piece in _PIECE.finditer(page):
        if piece["section"]:
            found.append(Section(piece["section"]))
        else:
            found[-1].boxes.append(piece["commands"])
    return [section for section in found if section.boxes]


def script(parts: list[Section]) -> str:
    """One shell types it all, as somebody would, and ends at the first command that fails."""
    lines = ["set -e", "cd /"]
    for part in parts:
        lines += [f"echo {MARK!r}{part.name!r}", *part.boxes]
    return "\n".join([*lines, f"echo {MARK!r}"])


def main() -> None:
    """Make a Debian, start it, type the page into it, and say how long each part took."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--root", type=Path, default=ROOT / "build" / "operate", help="where the Debian is made")
    asked.add_argument("--mirror", help="where Debian's packages come from; without it debootstrap's own choice")
    asked.add_argument("--keep", action="store_true", help="leave the Debian there afterwards")
    asked.add_argument("--from-host", type=Path, action="append", default=[], help="shown to it, at the same place")
    given = asked.parse_args()
    missing = [name for name in ("debootstrap", "systemd-nspawn", "nsenter") if shutil.which(name) is None]
    if missing or os.geteuid() != 0:
        sys.exit(f"This needs root, and {', '.join(missing) or 'no package more'}.")
    started = time.monotonic()
    _make(given.root, given.mirror)
    took = {"a fresh Debian": time.monotonic() - started}
    with booted(given.root, given.from_host) as leader:
        (given.root / TYPED.relative_to("/")).write_text(script(sections(PAGE.read_text())))
        is_done = _type(leader, took)
    if is_done and not given.keep:
        shutil.rmtree(given.root)
    print("\n| part | seconds |\n| --- | --- |")
    for name, seconds in took.items():
        print(f"| {name} | {seconds:.0f} |")
    print(f"| all of it | {sum(took.values()):.0f} |")
    sys.exit(0 if is_done else 1)


def _make(root: Path, mirror: str | None) -> None:
    if root.exists():
        shutil.rmtree(root)
    root.parent.mkdir(parents=True, exist_ok=True)
    wanted = "--include=systemd,systemd-sysv,dbus,ca-certificates,procps"
    made = ["debootstrap", "--variant=minbase", wanted, SUITE, str(root), *([mirror] if mirror else [])]
    subprocess.run(made, check=True, stdout=2)
    release = root / RELEASE.relative_to("/")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in listed.stdout.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (release / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, release / name)


@contextmanager
def booted(root: Path, from_host: list[Path]) -> Iterator[int]:
    """A Debian that runs, with the network of the host; gives the number of its first process."""
    for path in from_host:
        place = root / path.relative_to("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.mkdir(exist_ok=True) if path.is_dir() else place.touch()
    shown = [f"--bind-ro={path}" for path in from_host]
    command = ["systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--machine=hearback-operate", "--boot"]
    with (root.parent / f"{root.name}.console").open("wb") as console:
        machine = subprocess.Popen(
            [*command, "--resolv-conf=copy-host", *shown, "--directory", str(root)],
            stdin=subprocess.DEVNULL,
            stdout=console,
            stderr=console,
        )
    leader = None
    try:
        leader = _leader(machine)
        _inside(
            leader, "until systemctl is-system-running 2>/dev/null | grep -qE 'running|degraded'; do sleep 0.2; done"
        )
        yield leader
    finally:
        if leader is not None:
            os.kill(leader, signal.SIGRTMIN + 4)  # systemd switches off
        try:
            machine.wait(timeout=BOOT_SECONDS)
        except subprocess.TimeoutExpired:
            machine.kill()
            machine.wait()


def _leader(machine: subprocess.Popen[bytes]) -> int:
    for _try in range(BOOT_SECONDS * 10):
        children = Path(f"/proc/{machine.pid}/task/{machine.pid}/children")
        numbers = children.read_text().split() if machine.poll() is None else []
        for number in map(int, numbers):
            if Path(f"/proc/{number}/comm").read_text().strip() == "systemd":
                return number
        if machine.poll() is not None:
            break
        time.sleep(0.1)
    raise SystemExit("systemd-nspawn cannot start a Debian here; what it said stands beside its folder.")


def _enter(leader: int) -> list[str]:
    kept = [f"{name}={value}" for name, value in os.environ.items() if name.startswith("PIP_")]
    plain = ["HOME=/tmp", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8"]
    quiet = ["DEBIAN_FRONTEND=noninteractive", "SYSTEMD_PAGER=cat"]
    return ["nsenter", "--target", str(leader), "--all", "env", "-i", *plain, *quiet, *kept, "/bin/bash"]


def _inside(leader: int, commands: str) -> None:
    subprocess.run([*_enter(leader), "-c", commands], check=True, timeout=BOOT_SECONDS)


def _type(leader: int, took: dict[str, float]) -> bool:
    """Type the whole page; returns whether every command did what it should."""
    name, since = "", time.monotonic()
    with subprocess.Popen(
        [*_enter(leader), str(TYPED)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as shell:
        assert shell.stdout is not None
        for line in shell.stdout:
            print(line, end="", flush=True)
            if line.startswith(MARK):
                if name:
                    took[name] = time.monotonic() - since
                name, since = line.removeprefix(MARK).strip(), time.monotonic()
    is_done = shell.returncode == 0 and not name and len(took) == 1 + len(sections(PAGE.read_text()))
    print("\nEvery command of the page did what it should." if is_done else f"\nIt went wrong in: {name}")
    return is_done


if __name__ == "__main__":
    main()
