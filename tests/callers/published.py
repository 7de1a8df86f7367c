#!/usr/bin/python3
#
# Compares what programs print about a file server with what the server itself says
#
# Copyright 2026 the netapi32 session project
#
# This library is free software; you can redistribute it and/or
# modify it under the terms of the GNU Lesser General Public
# License as published by the Free Software Foundation; either
# version 2.1 of the License, or (at your option) any later version.
#
# This library is distributed in the hope that it will be useful,
# but WITHOUT ANY WARRANTY; without even the implied warranty of
# MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the GNU
# Lesser General Public License for more details.
#
# You should have received a copy of the GNU Lesser General Public
# License along with this library; if not, write to the Free Software
# Foundation, Inc., 51 Franklin St, Fifth Floor, Boston, MA 02110-1301, USA

"""published.py CHECK NAME OUTPUT STATUS [BEGAN ENDED]

CHECK   files, info, connections, shares, audit, netresource or browse
NAME    of the program, for the report
OUTPUT  its output
STATUS  smbstatus --json, beside the program
BEGAN   for browse: the time before and after the program ran
ENDED

Prints TAP.
"""

import calendar
import collections
import json
import pathlib
import re
import sys
import time

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent))
import tap

Open = collections.namedtuple("Open", "pid path user mode")


def windows_path(path):
    """As Samba shows it to clients"""
    return "C:" + path.replace("/", "\\")


class Server:
    def __init__(self, file):
        with open(file, encoding="utf-8") as f:
            status = json.load(f)
        self.sessions = {s["server_id"]["pid"]: (s["username"], s["remote_machine"])
                         for s in status["sessions"].values()}
        self.opens = [Open(o["server_id"]["pid"],
                           windows_path(f"{f['service_path']}/{f['filename']}"),
                           self.sessions[o["server_id"]["pid"]][0], o["access_mask"]["text"])
                      for f in status["open_files"].values() for o in f["opens"].values()]
        self.uses = [t["server_id"]["pid"] for t in status["tcons"].values()
                     if t["service"] == "share"]
        self.paths = {windows_path(f["service_path"]) for f in status["open_files"].values()}
        self.comment = f"Samba {status['version']}"

    def count_opens(self, pid):
        return sum(o.pid == pid for o in self.opens)

    def share(self):
        """Its path; all open files are there"""
        (path,) = self.paths
        return path


def read_entries(lines):
    """AutoIt's scripts write "Name .....: value", and an empty line after each entry"""
    entries = [{}]
    for line in lines:
        match = re.match(r"(.*?) ?\.*: ?(.*)", line)
        if match:
            entries[-1][match[1]] = match[2]
        elif not line and entries[-1]:
            entries.append({})
    return [e for e in entries if e]


def take_head(lines):
    """Removes the lines before the first entry; returns error and number of entries"""
    head = read_entries(lines[:2])[0]
    del lines[:2]
    return head.get("Error"), head.get("Entries read")


def check_files(name, lines, server):
    tap.check_equal(f"{name}: no error, and as many files as are open",
                    ("0", str(len(server.opens))), take_head(lines))
    # Samba's numbers of files begin with the process that has the file open.
    tap.check_equal(f"{name}: each file, its user, and smbd's process in its number",
                    sorted((o.path, o.user, o.mode, o.pid) for o in server.opens),
                    sorted((e["Resource path"], e["Resource user"],
                            e["Resource permissions"].rstrip("-"),
                            str(int(e["Resource ID"]) >> 16)) for e in read_entries(lines)))


def check_info(name, lines, server):
    tap.check_equal(f"{name}: as many files as are open", ("0", str(len(server.opens))),
                    take_head(lines))
    tap.check_equal(f"{name}: each can be asked for by its number",
                    sorted((o.path, o.user, o.mode, "0") for o in server.opens),
                    sorted((e["File path"], e["File user"], e["File permissions"].rstrip("-"),
                            e["Error"]) for e in read_entries(lines)))


def check_connections(name, lines, server):
    """Samba makes all up but the number of entries and of their open files."""
    tap.check_equal(f"{name}: as many as smbd has for the share", ("0", str(len(server.uses))),
                    take_head(lines))
    tap.check_equal(f"{name}: with as many files open",
                    sorted(str(server.count_opens(pid)) for pid in server.uses),
                    sorted(e["Number of files open"] for e in read_entries(lines)))


def check_shares(name, lines, server):
    tap.check_equal(f"{name}: the script adds a share", "Share added", lines[0])
    tap.check_equal(f"{name}: and deletes it", "Share deleted", lines[-1])
    entries = {e["Share name"]: e for e in read_entries(lines[2:-1])}
    tap.check_equal(f"{name}: the shares", ["AutoIt Share", "IPC$", "share"], sorted(entries))
    keys = ["Share type", "Comment", "Local path", "Current connections"]
    expected = {
        "share": ["Disk drive", "", server.share(), str(len(server.uses))],
        "AutoIt Share": ["Disk drive", "AutoIt Share Comment", "C:\\", "0"],
        # A program that asks uses it itself.
        "IPC$": ["IPC (Special)", f"IPC Service ({server.comment})", "C:\\tmp", "1"],
    }
    for share, values in expected.items():
        found = entries.get(share, {})
        tap.check_equal(f"{name}: {share}", values, [found.get(key) for key in keys])


def check_audit(name, lines, server):
    """The script shows bytes behind a string, and the uses as the most uses that there may be."""
    text = "\n".join(lines)
    match = re.search(r"\n    \d+\. share\b.*?\n       Type:         (\w+)\n       Path:  *(\S+)"
                      r".*?\n       Max uses:     (\d+)\n", text, re.DOTALL)
    tap.check_equal(f"{name}: it has two shares", True, "Total shares: 2 (read: 2)" in text)
    tap.check_equal(f"{name}: type, path and uses of one",
                    ("Disk", server.share(), str(len(server.uses))), match and match.groups())
    tap.check_equal(f"{name}: the other is IPC$", True,
                    bool(re.search(r"\n    \d+\. IPC\$.*?\n       Type:         IPC", text,
                                   re.DOTALL)))
    tap.check(f"{name}: it comes to its end", "Audit complete." in lines)


def check_netresource(name, lines, server):
    tap.check_equal(f"{name}: the share and all of its fields",
                    ["share: error 0", f"current-users={len(server.uses)}", "maxusers=-1",
                     "netname=share", "passwd=", f"path={server.share()}", "permissions=0",
                     "remark=", "type=0"], lines[:9])
    tap.check_equal(f"{name}: a share that is not there", ["nosuch: error 2310"], lines[9:])


def check_browse(name, lines, server, began, ended):
    found = collections.defaultdict(list)
    for line in lines:
        kind, _, rest = line.partition(" ")
        found[kind].append(rest.strip())
    clock = time.strptime(found["clock"][0], "%Y-%m-%d %H:%M:%S UTC")
    tap.check_equal(f"{name}: the server's name and comment",
                    ([f"FILESERVER, version 6.1: {server.comment}"], ["WORKGROUP"]),
                    (found["server"], found["domain"]))
    tap.check(f"{name}: the server's clock",
              int(began) <= calendar.timegm(clock) <= int(ended) + 1, found["clock"])
    tap.check_equal(f"{name}: the shares",
                    [f"share is {server.share()}, in use {len(server.uses)} times",
                     "IPC$ is C:\\tmp, in use 1 times"], found["share"])
    # admin's is the program's own session.
    tap.check_equal(f"{name}: the sessions",
                    sorted(f"{user} from {client}, {server.count_opens(pid)} open files"
                           for pid, (user, client) in server.sessions.items()),
                    sorted(s.rpartition(", ")[0] for s in found["session"]
                           if not s.startswith("admin from ")))
    tap.check_equal(f"{name}: the open files",
                    sorted(f"{o.path} by {o.user}" for o in server.opens), sorted(found["file"]))


def main():
    check, name, output, status, *rest = sys.argv[1:]
    with open(output, encoding="utf-8-sig", errors="replace") as f:
        lines = f.read().split("\n")
    while lines and not lines[-1]:
        lines.pop()
    globals()[f"check_{check}"](name, lines, Server(status), *rest)
    return tap.close()


if __name__ == "__main__":
    sys.exit(main())
