#!/usr/bin/python3
#
# Searches files and processes for a password
#
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

"""secrets.py watch SECRET HITS PASSES    until standard input ends, in all processes
secrets.py files SECRET SINCE EXCEPT DIR...    in files that are newer than the file SINCE, but for
                                               those under the folders that EXCEPT names, by ":"

SECRET is a file with the password in UTF-8. The search is for UTF-8 and UTF-16, plain, in
hexadecimal digits and in base64. The output names the places, never the password itself."""

import base64
import os
import select
import sys


def base64_parts(data):
    """The base64 forms of the data, for each of the three places in a group where it can begin."""
    for shift in range(3):
        text = base64.b64encode(bytes(shift) + data + bytes(2))
        # The first and the last group also have bits of our zeros.
        yield text[4:len(data) * 4 // 3 - 3]


def hexadecimal(data):
    for separator in ("", " ", ":", ",", ", ", ",0x", ", 0x", "\\x"):
        text = separator.join(f"{byte:02x}" for byte in data)
        yield text.encode()
        yield text.upper().replace("X", "x").encode()


def patterns(secret):
    for name, data in (("UTF-8", secret.encode()), ("UTF-16", secret.encode("utf-16-le"))):
        yield name, data
        for text in hexadecimal(data):
            yield name + " in hexadecimal", text
        for text in base64_parts(data):
            yield name + " in base64", text


class Finder:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.patterns = list(patterns(file.read().rstrip("\n")))

    def find(self, data):
        return sorted({name for name, text in self.patterns if text in data})


def read(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


def watch(finder, hits, passes):
    found = set()
    count = 0
    while not select.select([sys.stdin], [], [], 0.05)[0]:
        for process in filter(str.isdigit, os.listdir("/proc")):
            for name in ("cmdline", "environ"):
                for kind in finder.find(read(f"/proc/{process}/{name}")):
                    found.add(f"{name} of {read(f'/proc/{process}/comm').decode().strip()}: {kind}")
        count += 1
        for path, text in ((hits, "\n".join(sorted(found))), (passes, str(count))):
            with open(path + ".new", "w", encoding="utf-8") as file:
                file.write(text)
            os.rename(path + ".new", path)


def changed_at(path):
    """Time and device of a file; never and nowhere for a file that has gone."""
    try:
        status = os.lstat(path)
    except OSError:
        return 0, None
    return status.st_mtime, status.st_dev


def files(finder, since, excepted, *folders):
    since = os.stat(since).st_mtime
    excepted = excepted.split(":")
    count = 0
    for folder in folders:
        device = changed_at(folder)[1]
        for parent, subfolders, names in os.walk(folder):
            subfolders[:] = [name for name in subfolders
                             if os.path.join(parent, name) not in excepted
                             and changed_at(os.path.join(parent, name))[1] == device]
            for path in (os.path.join(parent, name) for name in names):
                # A read of a pipe would not end.
                if os.path.islink(path) or not os.path.isfile(path):
                    continue
                if changed_at(path)[0] < since:
                    continue
                count += 1
                for kind in finder.find(read(path)):
                    print(f"{path}: {kind}")
    print(f"looked at {count} files", file=sys.stderr)


if __name__ == "__main__":
    {"watch": watch, "files": files}[sys.argv[1]](Finder(sys.argv[2]), *sys.argv[3:])
