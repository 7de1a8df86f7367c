# The other side of smbpipe
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

"""The other side of smbpipe, as include/smbpipe.h describes it: what netapi32 says, and hears"""

import collections
import os
import select
import socket
import struct
import subprocess
import time
import uuid

MAGIC, VERSION = 0x50424d53, 4
DEFAULT_USER, GIVEN_USER = 0, 1
TIMEOUT = 30

# Of the hello the reserved field of the greeting is the control port.
Greeting = collections.namedtuple("Greeting", "magic version port token")
GREETING = struct.Struct("<IHH16s")
OPEN = struct.Struct("<IHH16s10HQ")
REPLY = struct.Struct("<IHHIQ")
REQUEST = struct.Struct("<IHH")
ANSWER = struct.Struct("<II")

SRVSVC = uuid.UUID("4b324fc8-1670-01d3-1278-5a47bf6ee188").bytes_le
SESSION_ENUM = 12
# Level 1, no qualifiers, no limit
SESSION_ENUM_STUB = struct.pack("<11I", 0, 0, 0, 1, 1, 0x20000, 0, 0, 0xffffffff, 0x20004, 0)


def receive(sock, size):
    """All of it, or less at the end of the connection"""
    data = b""
    while len(data) < size and (more := sock.recv(size - len(data))):
        data += more
    return data


def receive_struct(sock, layout):
    data = receive(sock, layout.size)
    if len(data) < layout.size:
        raise ConnectionError("smbpipe has ended the connection")
    return layout.unpack(data)


def read_greeting(sock):
    return Greeting(*receive_struct(sock, GREETING))


def open_message(server, user=None, password="", call_timeout=5):
    """Asks for a server, as the default user if none is given"""
    names = [server.encode(), b"srvsvc", (user or "").encode(), b"", password.encode("utf-16-le")]
    who = DEFAULT_USER if user is None else GIVEN_USER
    return OPEN.pack(MAGIC, VERSION, OPEN.size + sum(map(len, names)), SRVSVC, 3, 0, who,
                     *map(len, names), 12, call_timeout, 0) + b"".join(names)


def receive_open(sock):
    header = receive(sock, OPEN.size)
    return header + receive(sock, OPEN.unpack(header)[2] - len(header))


def connect(port, source=0, family=socket.AF_INET):
    """To a port of the loopback, from a port that may have been another's just now"""
    sock = socket.socket(family)
    sock.settimeout(TIMEOUT)
    mapped = "::ffff:" if family == socket.AF_INET6 else ""
    if source:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((mapped + "127.0.0.1", source))
    sock.connect((mapped + "127.0.0.1", port))
    return sock


def reset(sock):
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    sock.close()


def open_fifo(path, flags):
    """Does not wait for smbpipe, which has the other end unless it has ended."""
    fd = os.open(path, flags | os.O_NONBLOCK)
    os.set_blocking(fd, True)
    return fd


def within(seconds, condition, pause=0.005):
    limit = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > limit:
            return False
        time.sleep(pause)
    return True


class Server:
    """One that smbpipe was asked for. Where the status is not 0 there is no folder."""

    def __init__(self, port, name, **options):
        self.fds = []
        self.control = connect(port)
        try:
            read_greeting(self.control)
            self.control.sendall(open_message(name, **options))
            _, _, size, self.status, _ = receive_struct(self.control, REPLY)
            self.folder = receive(self.control, size).decode()
        except OSError:
            self.control.close()
            raise

    def open_fifos(self):
        self.fds.append(open_fifo(self.folder + "/requests", os.O_WRONLY))
        self.fds.append(open_fifo(self.folder + "/answers", os.O_RDONLY))
        self.control.sendall(b"\0")

    def count_sessions(self):
        status, stub = self.call()
        if status:
            raise OSError(f"the answer is status {status:#x}")
        return struct.unpack_from("<I", stub, 12)[0]

    def send(self, stub=SESSION_ENUM_STUB, opnum=SESSION_ENUM):
        os.write(self.fds[0], REQUEST.pack(len(stub), opnum, 0) + stub)

    def read(self, size):
        data = b""
        while len(data) < size:
            if not select.select([self.fds[1]], [], [], TIMEOUT)[0]:
                raise TimeoutError
            part = os.read(self.fds[1], size - len(data))
            if not part:
                raise ConnectionError("smbpipe has ended its answers")
            data += part
        return data

    def receive(self):
        """Gives the status and the stub."""
        status, size = ANSWER.unpack(self.read(ANSWER.size))
        return status, self.read(size)

    def call(self, stub=SESSION_ENUM_STUB, opnum=SESSION_ENUM):
        self.send(stub, opnum)
        return self.receive()

    def close(self):
        self.control.close()
        while self.fds:
            os.close(self.fds.pop())


class Smbpipe:
    """A process of smbpipe"""

    def __init__(self, *command, **environment):
        self.owner, other = socket.socketpair()
        self.owner.settimeout(60)
        self.process = subprocess.Popen(command, stdin=other, stdout=other,
                                        env={**os.environ, **environment})
        other.close()
        self.hello = read_greeting(self.owner)
        self.port = self.hello.port

    def open(self, name, **options):
        server = Server(self.port, name, **options)
        server.smbpipe = self   # which ends with the last reference to it
        return server

    def workers(self):
        pid = self.process.pid
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
            return [int(child) for child in file.read().split()]

    def end(self):
        """Gives the exit status."""
        self.owner.close()
        return self.process.wait(30)
