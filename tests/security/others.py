#!/usr/bin/python3
#
# Attacks by another user of the machine
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

"""others.py SMBPIPE SERVER UID

Root runs it. It starts a smbpipe and opens SERVER by it, while the user UID attacks the pipes and
the contents of the processes. It prints a line for each check."""

import glob
import json
import os
import pathlib
import re
import socket
import stat
import subprocess
import sys

tests = pathlib.Path(__file__).resolve().parent.parent
sys.path += [str(tests), str(tests / "smbpipe")]
import protocol
import tap
from tap import check

FLAGS = {"read": os.O_RDONLY, "write": os.O_WRONLY, "both": os.O_RDWR}
DESCRIPTORS = 40
FILES = ["mem", "environ", "maps", "auxv", "stack", "syscall", "io"]
FOLDERS = ["/tmp", "/var/tmp", "/dev/shm", "/run", "/run/*", "/run/user/0"]
LISTENING = "0A"


class Stranger:
    """A process of another user, which tries to look into a given process"""

    def __init__(self, uid):
        self.ours, theirs = socket.socketpair()
        self.pid = os.fork()
        if self.pid:
            theirs.close()
            self.answers = self.ours.makefile()
            return
        try:
            self.ours.close()
            os.setgroups([])
            os.setresgid(uid, uid, uid)
            os.setresuid(uid, uid, uid)
            for line in theirs.makefile():
                theirs.sendall(json.dumps(self.try_all(int(line))).encode() + b"\n")
        finally:
            os._exit(0)

    @staticmethod
    def try_all(pid):
        """The number of refusals, and the successes"""
        refused, done = 0, []
        deeds = [(f"fd/{number} {name}", lambda path=f"/proc/{pid}/fd/{number}", flags=flags:
                  os.close(os.open(path, flags | os.O_NONBLOCK)))
                 for number in range(DESCRIPTORS) for name, flags in FLAGS.items()]
        deeds += [(name, lambda path=f"/proc/{pid}/{name}": open(path, "rb").read(1))
                  for name in FILES]
        deeds += [("list", lambda: os.listdir(f"/proc/{pid}/fd")),
                  ("kill", lambda: os.kill(pid, 15))]
        for name, deed in deeds:
            try:
                deed()
                done.append(name)
            except PermissionError:
                refused += 1
            except OSError as error:
                done.append(f"{name}: {error}")
        return refused, done

    def attack(self, pid):
        self.ours.sendall(f"{pid}\n".encode())
        return json.loads(self.answers.readline())

    def end(self):
        self.ours.shutdown(socket.SHUT_RDWR)
        os.waitpid(self.pid, 0)


def names():
    """All files that could be ours. security.sh gives this program such folders of its own."""
    return {path for folder in FOLDERS for path in glob.glob(folder + "/*")}


def sockets(table, is_reachable):
    """The numbers of the sockets that somebody can connect to"""
    with open(f"/proc/net/{table}", encoding="utf-8") as file:
        lines = [line.split() for line in file.readlines()[1:]]
    return {line[6 if table == "unix" else 9] for line in lines if is_reachable(line)}


def reachable():
    found = sockets("unix", lambda line: len(line) > 7)
    for table in ("tcp", "tcp6"):
        found |= sockets(table, lambda line: line[3] == LISTENING)
    return found


def kinds(pid):
    """The files behind the descriptors of a process, except the one for messages"""
    links = {os.readlink(path) for path in glob.glob(f"/proc/{pid}/fd/*")}
    links.discard(os.readlink("/proc/self/fd/2"))
    open_to_all = {f"socket:[{number}]" for number in reachable()}
    return {"reachable" if link in open_to_all else re.sub(":.*", "", link) for link in links}


class Test:
    def __init__(self, smbpipe, server, uid):
        self.stranger = Stranger(int(uid))
        self.before, self.named = names(), set()
        self.smbpipe, self.server = smbpipe, server
        self.refused, self.done = 0, []

    def look(self, pid):
        refused, done = self.stranger.attack(pid)
        self.refused += refused
        self.done += done
        self.named |= names() - self.before

    def run_start(self):
        """Before the pipes are open, other processes of smbpipe's own user can look into it."""
        line = subprocess.run([self.smbpipe, "--serve"], check=True, stdout=subprocess.PIPE,
                              text=True).stdout.split()
        self.look(int(line[2]))
        pipes = protocol.Pipes(*map(int, line[2:]))
        check("S1 the same user can open them", stat.S_ISFIFO(os.fstat(pipes.requests).st_mode))
        self.look(pipes.pid)
        pipes.close()

    def run_server(self, smbpipe):
        worker = smbpipe.ask()
        self.look(worker[0])
        pipes = protocol.Pipes(*worker)
        self.look(worker[0])
        pipes.write(protocol.open_message(self.server, user="somebody", password="Tr0ub4dor"))
        self.look(worker[0])
        pipes.read(protocol.REPLY.size)
        pipes.close()

    def run_call(self, smbpipe):
        server = smbpipe.open(self.server)
        check("S1 the server is opened meanwhile", server.status == 0, hex(server.status))
        self.look(server.pipes.pid)
        self.look(smbpipe.pid)
        check("S1 and its sessions are listed", server.count_sessions() > 0)
        found = kinds(server.pipes.pid) | kinds(smbpipe.pid)
        check("S2 what smbpipe has open are pipes, the connection and no file",
              found <= {"pipe", "socket", "anon_inode", "/dev/null"}, found)
        server.close()

    def run(self):
        for _ in range(3):
            self.run_start()
            smbpipe = protocol.Smbpipe(self.smbpipe)
            self.run_server(smbpipe)
            self.run_call(smbpipe)
            smbpipe.end()
        check("S1 another user has tried", self.refused > 1000, self.refused)
        check("S1 and could do nothing", not self.done, self.done[:5])
        check("S2 nothing has a name by which smbpipe could be found", not self.named, self.named)
        self.stranger.end()


if __name__ == "__main__":
    Test(*sys.argv[1:]).run()
    sys.exit(tap.close())
