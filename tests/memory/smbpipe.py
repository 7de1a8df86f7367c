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

import contextlib
import mmap
import os
import socket
import struct
import subprocess
import uuid

SRVSVC = uuid.UUID('4b324fc8-1670-01d3-1278-5a47bf6ee188').bytes_le
NDR = uuid.UUID('8a885d04-1ceb-11c9-9fe8-08002b104860').bytes_le
MAGIC, VERSION = 0x50424d53, 3
TIMEOUT = 30

BIND, BIND_ACK, BIND_NAK, REQUEST, RESPONSE, FAULT = 11, 12, 13, 0, 2, 3
NONE, OURS, ALL = range(3)

# Level 1, no qualifiers, no limit
SESSION_ENUM = struct.pack('<11I', 0, 0, 0, 1, 1, 0x20000, 0, 0, 0xffffffff, 0x20004, 0)


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


def receive_pdu(sock):
    header = receive(sock, 16)
    return header[2], header[3], receive(sock, struct.unpack('<H', header[8:10])[0] - 16)


def send_pdu(sock, kind, body, call_id):
    header = struct.pack('<BBBBIHHI', 5, 0, kind, 3, 0x10, 16 + len(body), 0, call_id)
    with contextlib.suppress(ConnectionError):
        sock.sendall(header + body)


def connect(port):
    sock = socket.create_connection(('127.0.0.1', port), TIMEOUT)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock


class Client:
    """An RPC connection. Each step gives what came in answer, as (kind, value)."""

    def __init__(self, port):
        self.sock = connect(port)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.sock.close()

    def bind(self):
        body = struct.pack('<HHIB3xHBx', 5840, 5840, 0, 1, 0, 1)
        send_pdu(self.sock, BIND, body + SRVSVC + struct.pack('<I', 3) + NDR +
                 struct.pack('<I', 2), 1)
        try:
            kind, _, body = receive_pdu(self.sock)
        except Closed:
            return 'closed', 0
        if kind == BIND_NAK:
            return 'nak', struct.unpack('<H', body[:2])[0]
        return ('bound', 0) if kind == BIND_ACK else ('kind', kind)

    def call(self, stub=SESSION_ENUM, opnum=12):
        send_pdu(self.sock, REQUEST, struct.pack('<IHH', len(stub), 0, opnum) + stub, 2)
        answer = b''
        try:
            while True:
                kind, flags, body = receive_pdu(self.sock)
                if kind == FAULT:
                    return 'fault', struct.unpack('<I', body[8:12])[0]
                if kind != RESPONSE:
                    return 'kind', kind
                answer += body[8:]
                if flags & 2:
                    return ('answer', struct.unpack('<I', answer[-4:])[0]) if answer else (
                        'empty answer', 0)
        except Closed:
            return 'closed', 0


class Smbpipe:
    """A process of smbpipe. With a control file it is the one whose memory can be short."""

    def __init__(self, *command, control=None, **environment):
        self.map = None
        if control:
            with open(control, 'w+b') as file:
                file.write(bytes(20))
                file.flush()
                self.map = mmap.mmap(file.fileno(), 20)
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

    def open(self, server, user=None, password='', call_timeout=30):
        """Gives the status, the port, and the connection that keeps it."""
        control = connect(self.port)
        names = [server.encode(), b'srvsvc', (user or '').encode(), b'',
                 password.encode('utf-16-le')]
        header = struct.pack('<IHH16s3H5HHHQ', MAGIC, VERSION, 52 + sum(map(len, names)), SRVSVC, 3,
                             0, user is not None, *map(len, names), 12, call_timeout, 0)
        try:
            receive(control, 24)
            control.sendall(header + b''.join(names))
            _, _, port, status, _ = struct.unpack('<IHHIQ', receive(control, 20))
        except (Closed, ConnectionError):
            control.close()
            return 'closed', 0, None
        if status:
            control.close()
        return status, port, None if status else control

    def workers(self):
        with open(f'/proc/{self.process.pid}/task/{self.process.pid}/children') as file:
            return [int(pid) for pid in file.read().split()]

    def end(self):
        """Gives the exit status."""
        self.owner.close()
        return self.process.wait(30)
