#
# What netapi32 does with smbpipe, done by a test
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

"""smbpipe in the place of netapi32: starts it, opens servers by it and calls NetrSessionEnum."""

import mmap
import os
import select
import socket
import struct
import subprocess
import uuid

SRVSVC = uuid.UUID('4b324fc8-1670-01d3-1278-5a47bf6ee188').bytes_le
MAGIC, VERSION = 0x50424d53, 4
TIMEOUT = 30

SESSION_ENUM = 12
NONE, OURS, ALL, FIFOS = range(4)

# Level 1, no qualifiers, no limit
SESSION_ENUM_STUB = struct.pack('<11I', 0, 0, 0, 1, 1, 0x20000, 0, 0, 0xffffffff, 0x20004, 0)


class Closed(Exception):
    """The other side has ended the connection."""


def receive(sock, size):
    data = b''
    while len(data) < size:
        try:
            part = sock.recv(size - len(data))
        except ConnectionError:
            part = b''
        if not part:
            raise Closed
        data += part
    return data


def connect(port):
    sock = socket.create_connection(('127.0.0.1', port), TIMEOUT)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock


def open_fifo(path, flags):
    """Of a worker that has ended nobody has the other end."""
    fd = os.open(path, flags | os.O_NONBLOCK)
    os.set_blocking(fd, True)
    return fd


class Connection:
    """What an opening gave. What comes in answer to a call is (kind, value)."""

    def __init__(self, control, folder):
        self.control, self.folder, self.fds = control, folder, []
        try:
            self.fds.append(open_fifo(folder + '/requests', os.O_WRONLY))
            self.fds.append(open_fifo(folder + '/answers', os.O_RDONLY))
            control.sendall(b'x')
        except OSError:
            self.close()
            raise

    def close(self):
        self.control.close()
        while self.fds:
            os.close(self.fds.pop())

    def send(self, stub=SESSION_ENUM_STUB, opnum=SESSION_ENUM):
        os.write(self.fds[0], struct.pack('<IHH', len(stub), opnum, 0) + stub)

    def read(self, size):
        data = b''
        while len(data) < size:
            if not select.select([self.fds[1]], [], [], TIMEOUT)[0]:
                raise TimeoutError
            part = os.read(self.fds[1], size - len(data))
            if not part:
                raise Closed
            data += part
        return data

    def receive(self):
        status, length = struct.unpack('<II', self.read(8))
        stub = self.read(length)
        if status:
            return 'status', status
        return ('answer', struct.unpack('<I', stub[-4:])[0]) if stub else ('empty answer', 0)

    def call(self, stub=SESSION_ENUM_STUB, opnum=SESSION_ENUM):
        try:
            self.send(stub, opnum)
            return self.receive()
        except (Closed, ConnectionError):
            return 'closed', 0
        except TimeoutError:
            return 'silence', 0


class Smbpipe:
    """A process of smbpipe. With a control file it is the one in which things can fail."""

    def __init__(self, *command, control=None, **environment):
        self.map = None
        if control:
            with open(control, 'w+b') as file:
                file.write(bytes(64))
                file.flush()
                self.map = mmap.mmap(file.fileno(), 64)
            environment['SMBPIPE_TEST_MEMORY'] = control
        self.owner, other = socket.socketpair()
        self.owner.settimeout(60)
        self.process = subprocess.Popen(command, stdin=other, stdout=other,
                                        env={**os.environ, **environment})
        other.close()
        _, _, self.port, self.token = struct.unpack('<IHH16s', receive(self.owner, 24))

    def fail(self, kind, number=0, last=None):
        struct.pack_into('<4I', self.map, 0, kind, number, number if last is None else last, 0)

    def count(self):
        return struct.unpack_from('<I', self.map, 12)[0]

    def blocks(self):
        return struct.unpack_from('<I', self.map, 16)[0]

    def folder(self):
        """The last one that a worker made"""
        return self.map[20:64].rstrip(b'\0').decode()

    def open(self, server, user=None, password='', call_timeout=30):
        """Gives the status and the connection."""
        control = connect(self.port)
        names = [server.encode(), b'srvsvc', (user or '').encode(), b'',
                 password.encode('utf-16-le')]
        header = struct.pack('<IHH16s3H5HHHQ', MAGIC, VERSION, 52 + sum(map(len, names)), SRVSVC, 3,
                             0, user is not None, *map(len, names), 12, call_timeout, 0)
        try:
            receive(control, 24)
            control.sendall(header + b''.join(names))
            _, _, length, status, _ = struct.unpack('<IHHIQ', receive(control, 20))
            if not status:
                return status, Connection(control, receive(control, length).decode())
        except (Closed, OSError):
            status = 'closed'
        control.close()
        return status, None

    def workers(self):
        with open(f'/proc/{self.process.pid}/task/{self.process.pid}/children') as file:
            return [int(pid) for pid in file.read().split()]

    def end(self):
        """Gives the exit status."""
        self.owner.close()
        return self.process.wait(30)
