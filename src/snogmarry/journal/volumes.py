"""Where a session file must not lie: locks and shared memory fail there, or it leaks."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

_NETWORK = frozenset(
    {
        "9p",
        "afs",
        "afpfs",
        "ceph",
        "cifs",
        "davfs",
        "fuse.davfs2",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "fuse.sshfs",
        "glusterfs",
        "fuse.glusterfs",
        "lustre",
        "nfs",
        "nfs4",
        "smb2",
        "smb3",
        "smbfs",
        "webdav",
    }
)
_CLOUD = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "my drive",
    "icloud",
    "mobile documents",
    "cloudstorage",
    "nextcloud",
    "owncloud",
    "pcloud",
    "box sync",
    "megasync",
    "syncthing",
)
_MARKS = (".stfolder", ".dropbox", ".dropbox.cache", ".owncloudsync.log", ".nextcloudsync.log")


def unsuitable(folder: Path) -> str | None:
    """Why a session must not be kept in `folder`, as in "it lies in ..."; None if it may."""
    place = folder.resolve()
    for part in (place, *place.parents):
        name = part.name.lower()
        if name.startswith(_CLOUD) or any((part / mark).exists() for mark in _MARKS):
            return f"a folder that is synchronised with a cloud ({part.name})"
    kind = _filesystem(place)
    if kind in _NETWORK:
        return f"a network folder ({kind})"
    return None


def _filesystem(place: Path) -> str | None:
    if sys.platform == "win32":
        return _windows_drive(place)
    if sys.platform == "darwin":
        listed = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False)
        pattern = re.compile(r".* on (?P<at>/.*) \((?P<kind>\w+)")
        mounts = [(m["at"], m["kind"]) for m in map(pattern.match, listed.stdout.splitlines()) if m]
    else:
        mounts = _linux_mounts()
    under = [(at, kind) for at, kind in mounts if place.is_relative_to(at)]
    return max(enumerate(under), key=lambda m: (len(m[1][0]), m[0]))[1][1] if under else None


def _linux_mounts() -> list[tuple[str, str]]:
    try:
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return []
    fields = [line.split(" ") for line in lines.splitlines()]
    return [(_unescaped(at), kind) for _, at, kind, *_ in fields]


def _unescaped(written: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda m: chr(int(m[1], 8)), written)


def _windows_drive(place: Path) -> str | None:
    if sys.platform == "win32":
        import ctypes

        remote = 4
        root = place.drive + os.sep
        if place.drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(root) == remote:
            return "smbfs"
    return None
