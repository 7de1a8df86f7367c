#!/usr/bin/python3
#
# Another user at the FIFOs of smbpipe
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

"""fifos.py open SMBPIPE SERVER
fifos.py watch SMBPIPE SERVER UID TRIES

Each starts a smbpipe. The first opens SERVER once, and prints the status, and the modes of the
folder and of what is in it if there is one.

The second, which root runs, opens SERVER again and again, while the user UID tries what there is
to try with each folder that appears in /tmp, until it has failed TRIES times. A line is printed for
each check. It wants a /tmp of its own, as the folders of others would be tried, too."""

import collections
import contextlib
import errno
import json
import os
import pathlib
import signal
import socket
import stat
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "smbpipe"))
import protocol
from strangers import check, run_as

TMP = pathlib.Path("/tmp")
NAMES = "requests", "answers"
MIN_FOLDERS = 40


def open_as(path, flags):
    os.close(os.open(path, flags | os.O_NONBLOCK))


def change_mode(folder):
    os.chmod(folder, 0o777)


def look_at(folder):
    os.stat(folder / "requests")


def put_fifo(folder):
    os.mkfifo(folder / "more")


def put_link(folder):
    os.symlink("/etc/passwd", folder / "requests")


def take_away(folder):
    os.unlink(folder / "requests")


def rename(folder):
    os.rename(folder, folder.with_name("renamed"))


def replace(folder):
    """By a folder of one's own. If the name is free by now it is given back."""
    own = tempfile.mkdtemp(prefix="own-", dir=TMP)
    try:
        os.rename(own, folder)
        os.rename(folder, own)
        raise FileNotFoundError(errno.ENOENT, "the folder is gone")
    finally:
        os.rmdir(own)


DEEDS = [os.listdir, os.rmdir, change_mode, look_at, put_fifo, put_link, take_away, rename, replace]
DEEDS += [lambda folder, name=name, flags=flags: open_as(folder / name, flags)
          for name in NAMES for flags in (os.O_RDONLY, os.O_WRONLY, os.O_RDWR)]


class Watcher:
    """A process of another user, which looks for folders until it is told to end"""

    def __init__(self, uid, victim):
        self.victim = victim
        self.tried, self.done, self.taken = collections.Counter(), [], 0
        self.pid, self.ours = run_as(uid, self.run)

    def run(self, orders):
        orders.setblocking(False)
        while True:
            for folder in TMP.glob("smbpipe-*"):
                for deed in DEEDS:
                    self.attempt(deed, folder)
                self.take_name(folder)
            try:
                if not orders.recv(1):
                    return
            except BlockingIOError:
                continue
            orders.setblocking(True)
            orders.sendall(json.dumps([self.tried, self.done, self.taken]).encode() + b"\n")
            orders.setblocking(False)

    def attempt(self, deed, folder):
        try:
            deed(folder)
            self.done.append(f"{deed.__name__} {folder}")
        except PermissionError:
            self.tried[folder.name] += 1
        except OSError as error:
            if error.errno not in (errno.ENOENT, errno.ENOTDIR):
                self.done.append(f"{deed.__name__} {folder}: {error}")

    def take_name(self, folder):
        """As soon as it is free, by a link to a folder of theirs"""
        try:
            os.symlink(self.victim, folder)
            self.taken += 1
            os.unlink(folder)
        except FileExistsError:
            self.tried[folder.name] += 1

    def ask(self):
        """How often it failed at each folder, what it could do, how often it took a name"""
        self.ours.sendall(b"?")
        return json.loads(self.ours.makefile().readline())

    def end(self):
        self.ours.shutdown(socket.SHUT_RDWR)
        os.waitpid(self.pid, 0)


def modes(folder):
    paths = [folder, *(os.path.join(folder, name) for name in sorted(os.listdir(folder)))]
    return " ".join(stat.filemode(os.lstat(path).st_mode) for path in paths)


def is_removed(fd):
    return not os.fstat(fd).st_nlink


class Openings:
    """What the right user sees"""

    def __init__(self, smbpipe, name):
        self.smbpipe, self.name = smbpipe, name
        self.folders, self.bad, self.left = [], [], []

    def one(self, pause):
        server = self.smbpipe.open(self.name)
        folder = os.open(server.folder, os.O_PATH | os.O_DIRECTORY)
        self.folders.append(os.path.basename(server.folder))
        if modes(server.folder) != "drwx------ prw------- prw-------":
            self.bad.append(f"{modes(server.folder)}")
        time.sleep(pause)
        server.open_fifos()
        if not protocol.within(2, lambda: is_removed(folder), pause=0):
            self.left.append(server.folder)
        if not server.count_sessions():
            self.bad.append("no session")
        os.close(folder)
        server.close()

    def kill_worker(self, number):
        """The newest one"""
        os.kill(self.smbpipe.workers()[-1], number)

    def ends_first(self, number):
        """Whether the connection of a process that a signal ends, or the end of requests where
        there is none, has ended when the folder is gone, so that nobody can take the folder's name
        before"""
        server = self.smbpipe.open(self.name)
        folder = os.open(server.folder, os.O_PATH | os.O_DIRECTORY)
        if number:
            self.kill_worker(number)
        else:
            os.close(os.open(server.folder + "/requests", os.O_WRONLY))
        removed = protocol.within(2, lambda: is_removed(folder), pause=0)
        os.close(folder)
        server.control.setblocking(False)
        with contextlib.suppress(BlockingIOError), server.control:
            return removed and not server.control.recv(1)
        return False

    def link_after(self, victim):
        """The name leads elsewhere when a process is killed whose folder it was."""
        server = self.smbpipe.open(self.name)
        server.open_fifos()
        protocol.within(2, lambda: not os.path.exists(server.folder), pause=0)
        os.symlink(victim, server.folder)
        self.kill_worker(signal.SIGKILL)
        server.close()
        self.one(0)     # by which smbpipe has seen that it was killed
        os.unlink(server.folder)


def open_once(smbpipe, name):
    server = smbpipe.open(name)
    print(f"{server.status:#x}", modes(server.folder) if server.folder else "", flush=True)
    server.control.close()


def watch(smbpipe, name, uid, tries):
    openings = Openings(smbpipe, name)
    tried, done, taken = {}, [], 0
    with tempfile.TemporaryDirectory() as victim:
        for each in NAMES:
            pathlib.Path(victim, each).touch()
        watcher = Watcher(uid, victim)
        while sum(tried.values()) < tries or len(openings.folders) < MIN_FOLDERS:
            for pause in (0, 0.001):
                openings.one(pause)
            tried, done, taken = watcher.ask()
        watcher.end()
        openings.link_after(victim)
        kept = sorted(os.listdir(victim))
    print(f"{sum(tried.values())} tries at {len(tried)} of {len(openings.folders)} folders; "
          f"{taken} names were taken when they were free")
    check("S17 another user has tried", sum(tried.values()) >= tries, tried)
    check("S17 folders and FIFOs are closed to it, and it changed and learnt nothing", not done,
          done[:5])
    check("S17 the right user's calls by them are answered", not openings.bad, openings.bad[:5])
    check("S17 they are gone as soon as they are open", not openings.left, openings.left[:5])
    first = [openings.ends_first(number) for number in (0, signal.SIGTERM, signal.SIGKILL) * 15]
    check("S5 smbpipe's connection ends before its folder does", all(first), first)
    check("S18 who takes a name that is free has smbpipe remove nothing elsewhere",
          taken and kept == sorted(NAMES), kept)


def main(verb, program, name, *numbers):
    smbpipe = protocol.Smbpipe(program)
    {"open": open_once, "watch": watch}[verb](smbpipe, name, *map(int, numbers))
    smbpipe.end()


main(*sys.argv[1:])
