# Does netapi32's part of the protocol with smbpipe
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

"""Does netapi32's part of the protocol in include/smbpipe.h"""

import os
import select
import struct
import subprocess
import time
import uuid

MAGIC, VERSION = 0x50424d53, 7
DEFAULT_USER, GIVEN_USER = 0, 1
TIMEOUT = 60

WORKER = struct.Struct("<IIHH")
OPEN = struct.Struct("<IHH16s10HQ")
REPLY = struct.Struct("<IHHIQ")
REQUEST = struct.Struct("<IHH")
ANSWER = struct.Struct("<II")

SRVSVC = uuid.UUID("4b324fc8-1670-01d3-1278-5a47bf6ee188").bytes_le
SESSION_ENUM = 12
# Level 1, no qualifiers, no limit
SESSION_ENUM_STUB = struct.pack("<11I", 0, 0, 0, 1, 1, 0x20000, 0, 0, 0xffffffff, 0x20004, 0)


def open_message(server, user=None, password="", call_timeout=5):
    """Opens a server, as the default user if none is given"""
    names = [server.encode(), b"srvsvc", (user or "").encode(), b"", password.encode("utf-16-le")]
    who = DEFAULT_USER if user is None else GIVEN_USER
    return OPEN.pack(MAGIC, VERSION, OPEN.size + sum(map(len, names)), SRVSVC, 3, 0, who,
                     *map(len, names), 12, call_timeout, 0) + b"".join(names)


def within(seconds, condition, pause=0.005):
    limit = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > limit:
            return False
        time.sleep(pause)
    return True


class Pipes:
    """Our ends of the two pipes of a process"""

    def __init__(self, pid, requests, answers):
        self.pid = pid
        self.requests = os.open(f"/proc/{pid}/fd/{requests}", os.O_WRONLY)
        self.answers = os.open(f"/proc/{pid}/fd/{answers}", os.O_RDONLY)

    def write(self, data):
        os.write(self.requests, data)

    def read(self, size):
        data = b""
        while len(data) < size:
            if not select.select([self.answers], [], [], TIMEOUT)[0]:
                raise TimeoutError
            part = os.read(self.answers, size - len(data))
            if not part:
                raise ConnectionError("smbpipe has ended its answers")
            data += part
        return data

    def close(self):
        os.close(self.requests)
        os.close(self.answers)


class Server:
    """A worker of smbpipe. If the status is not 0 it takes no calls"""

    def __init__(self, smbpipe, name, **options):
        self.pipes = smbpipe.start_worker()
        try:
            self.pipes.write(open_message(name, **options))
            self.status, self.credential = REPLY.unpack(self.pipes.read(REPLY.size))[3:]
        except OSError:
            self.close()
            raise

    def count_sessions(self):
        status, stub = self.call()
        if status:
            raise OSError(f"the answer is status {status:#x}")
        return struct.unpack_from("<I", stub, 12)[0]

    def send(self, stub=SESSION_ENUM_STUB, opnum=SESSION_ENUM):
        self.pipes.write(REQUEST.pack(len(stub), opnum, 0) + stub)

    def receive(self):
        """Returns the status and the stub."""
        status, size = ANSWER.unpack(self.pipes.read(ANSWER.size))
        return status, self.pipes.read(size)

    def call(self, stub=SESSION_ENUM_STUB, opnum=SESSION_ENUM):
        self.send(stub, opnum)
        return self.receive()

    def close(self):
        self.pipes.close()


class Smbpipe:
    """A process of smbpipe, which ends with its object"""

    server = Server

    def __init__(self, *command, **environment):
        # This command ends as soon as the process in its line runs.
        line = subprocess.run([*command, "--serve"], env={**os.environ, **environment}, check=True,
                              stdout=subprocess.PIPE, text=True, timeout=TIMEOUT).stdout.split()
        self.version, *names = map(int, line[1:])
        self.pipes = Pipes(*names)
        self.pid = self.pipes.pid
        self.pidfd = os.pidfd_open(self.pid)
        self.last_id = 0

    def ask(self):
        """Returns the process for a server, and its descriptors, for Pipes."""
        self.last_id += 1
        self.pipes.write(struct.pack("<I", self.last_id))
        number = 0
        while number != self.last_id:   # an answer to an earlier request came too late
            number, *names = WORKER.unpack(self.pipes.read(WORKER.size))
        if not names[0]:
            raise ConnectionError(f"server {number}: there is no process for it, {names}")
        return names

    def start_worker(self):
        return Pipes(*self.ask())

    def open(self, name, **options):
        return self.server(self, name, **options)

    def workers(self):
        with open(f"/proc/{self.pid}/task/{self.pid}/children", encoding="ascii") as file:
            return [int(child) for child in file.read().split()]

    def end(self):
        """Returns whether it has ended."""
        self.pipes.close()
        return bool(select.select([self.pidfd], [], [], TIMEOUT)[0])
