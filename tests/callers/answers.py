#!/usr/bin/python3
#
# Compares a program's output about a server's sessions with the facts
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

"""answers.py NAME OUTPUT STATUS OPENED USER CLIENT BEGAN ENDED
answers.py NAME OUTPUT STATUS OPENED page BEGAN ENDED

With "page" the program is one of docs/callers.md, which only list the sessions.

NAME     of the program, for the report
OUTPUT   its output
STATUS   smbstatus --json
OPENED   a line for each session that was opened: its user, its client, and the time before and
         after that, in seconds
USER     the session that NetSessionGetInfo was asked for
CLIENT
BEGAN    the time before and after the program ran
ENDED

Prints TAP, a check for each call.
"""

import json
import pathlib
import re
import sys

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent))
import tap

COUNTED = ["client", "user", "opens", "time", "idle", "flags"]
FIELDS = {
    "0": ["client"],
    "1": COUNTED,
    "2": COUNTED + ["type"],
    "10": ["client", "user", "time", "idle"],
    "502": COUNTED + ["type", "transport"],
}
ERROR_INVALID_LEVEL = "124"
# For these languages docs/callers.md has a program that calls NetSessionEnum.
ENUM_ON_PAGE = (": dotnet", ": node-koffi", ": perl")


class Wrong(Exception):
    """The program's output differs from the facts."""


def count_opens(status, user, client):
    """The session's begin in smbstatus"""
    pids = [s["server_id"]["pid"] for s in status["sessions"].values()
            if s["username"] == user and s["remote_machine"] == client]
    if len(pids) != 1:
        raise Wrong(f"smbstatus has {len(pids)} sessions of {user} from {client}")
    return sum(o["server_id"]["pid"] in pids for f in status["open_files"].values()
               for o in f["opens"].values())


class Session:
    def __init__(self, status, line, began, ended):
        self.user, self.client, before, after = line.split()
        self.opens = count_opens(status, self.user, self.client)
        self.least = int(began - float(after)) - 1
        self.most = int(ended - float(before)) + 1

    def check(self, fields, wanted):
        """fields as in client=127.0.0.1"""
        pairs = [field.partition("=")[::2] for field in fields]
        if [name for name, _ in pairs] != wanted:
            raise Wrong(f"the fields are {fields}, not {wanted}")
        for name, value in pairs:
            if not self.is_true(name, value):
                raise Wrong(f"{name} is {value!r}: {self}")

    def is_true(self, name, value):
        if name in ("time", "idle"):
            least = self.least if name == "time" else 0
            return value.isdigit() and least <= int(value) <= self.most
        # Samba has no flags and no names of the client's type and transport.
        return value == {"client": self.client, "user": self.user, "opens": str(self.opens),
                         "flags": "0", "type": "", "transport": "", "freed": "0"}[name]

    def __str__(self):
        return (f"{self.user} from {self.client} with {self.opens} open files "
                f"since {self.least} to {self.most} s")


def check_info(session, line, level):
    kind, printed_level, status, *fields = line.split(";")
    if (kind, printed_level) != ("info", level):
        raise Wrong(f"there is {line!r} instead")
    if level not in FIELDS:
        if status != ERROR_INVALID_LEVEL or fields:
            raise Wrong(f"there is {line!r} instead of error {ERROR_INVALID_LEVEL}")
        return
    if status != "0":
        raise Wrong(f"the status is {status}")
    session.check(fields, FIELDS[level] + ["freed"])


def check_enum(sessions, lines):
    if not lines or not lines[0].startswith("enum;0;"):
        raise Wrong(f"there is {lines} instead")
    _, _, read, total, freed = lines[0].split(";")
    entries = [line.split(";") for line in lines[1:]]
    if read != total or int(read) != len(entries) or freed != "freed=0":
        raise Wrong(f"there is {lines[0]!r} for {len(entries)} entries")
    check_entries(sessions, entries, FIELDS["10"])


def check_page(sessions, lines):
    entries = []
    for line in lines:
        match = re.fullmatch(r"(.*) from (.*), for (\d+) s", line)
        if not match:
            raise Wrong(f"there is {line!r}")
        entries.append(["session", f"client={match[2]}", f"user={match[1]}", f"time={match[3]}"])
    check_entries(sessions, entries, ["client", "user", "time"])


def check_entries(sessions, entries, wanted):
    """Admits sessions of the asking users, as each program that asks then has one. A session that
    is being set up has no user yet."""
    for session in sessions:
        found = [e for e in entries if f"user={session.user}" in e]
        if len(found) != 1 or found[0][0] != "session":
            raise Wrong(f"there is {found} for {session}")
        session.check(found[0][1:], wanted)
    others = [e for e in entries if not any(f"user={s.user}" in e for s in sessions)]
    users = {field for e in others for field in e if field.startswith("user=")}
    if "user=admin" not in users or not users <= {"user=admin", "user=carol", "user="}:
        raise Wrong(f"beside them there are {others}")


def report(name, check, *arguments):
    try:
        check(*arguments)
        tap.check(name, True)
    except Wrong as error:
        tap.check(f"{name}: {error}", False)


def main():
    name, output, status, opened, user, *client, began, ended = sys.argv[1:]
    with open(output, encoding="utf-8-sig") as f:
        lines = f.read().splitlines()
    with open(status, encoding="utf-8") as f:
        status = json.load(f)
    with open(opened, encoding="utf-8") as f:
        sessions = [Session(status, line, float(began), float(ended)) for line in f]
    if user == "page":
        report(f"{name}: the sessions", check_page, sessions, lines)
        return tap.close()
    wanted = next(s for s in sessions if (s.user, [s.client]) == (user, client))

    for i, level in enumerate(["0", "1", "2", "3", "10", "502"]):
        report(f"{name}: NetSessionGetInfo of {user} at level {level}", check_info, wanted,
               lines[i] if i < len(lines) else "info;;nothing", level)
    if not name.endswith(ENUM_ON_PAGE):
        report(f"{name}: NetSessionEnum", check_enum, sessions, lines[6:])
    return tap.close()


if __name__ == "__main__":
    sys.exit(main())
