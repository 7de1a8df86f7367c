# What netapi32 and smbpipe say to each other, see include/smbpipe.h
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

import collections
import os
import socket
import struct
import uuid

from samba.dcerpc import srvsvc
from samba.ndr import ndr_pack_in, ndr_unpack_out

SRVSVC = uuid.UUID("4b324fc8-1670-01d3-1278-5a47bf6ee188").bytes_le
NO_LIMIT = 0xffffffff

# Of the hello the reserved field of the greeting is the control port.
Greeting = collections.namedtuple("Greeting", "magic version port token")
GREETING = struct.Struct("<IHH16s")
OPEN = struct.Struct("<IHH16s10H2I")
REPLY = struct.Struct("<IHHIII")
REQUEST = struct.Struct("<IHH")
ANSWER = struct.Struct("<II")


def receive(sock, size):
    """All of it, or less at the end of the connection"""
    data = b""
    while len(data) < size and (more := sock.recv(size - len(data))):
        data += more
    return data


def read_greeting(sock):
    return Greeting(*GREETING.unpack(receive(sock, GREETING.size)))


def open_message(greeting, server):
    """Asks for a server as the default user"""
    names = server.encode(), b"srvsvc"
    size = OPEN.size + sum(map(len, names))
    return OPEN.pack(greeting.magic, greeting.version, size, SRVSVC, 3, 0, 0, len(names[0]),
                     len(names[1]), 0, 0, 0, 5, 5, 0, 0) + b"".join(names)


def receive_open(sock):
    header = receive(sock, OPEN.size)
    return header + receive(sock, OPEN.unpack(header)[2] - len(header))


class Server:
    """A server that smbpipe was asked for, as netapi32 does it. Where the status is not 0 there is
    no folder."""

    def __init__(self, port, name):
        self.control = connect(port)
        self.control.sendall(open_message(read_greeting(self.control), name))
        _, _, size, self.status, _, _ = REPLY.unpack(receive(self.control, REPLY.size))
        self.folder = receive(self.control, size).decode()

    def open_fifos(self):
        self.requests = os.open(self.folder + "/requests", os.O_WRONLY)
        self.answers = os.open(self.folder + "/answers", os.O_RDONLY)
        self.control.sendall(b"\0")

    def count_sessions(self):
        """By a call of NetrSessionEnum, level 1"""
        call = srvsvc.NetSessEnum()
        call.in_info_ctr = srvsvc.NetSessInfoCtr()
        call.in_info_ctr.level, call.in_info_ctr.ctr = 1, srvsvc.NetSessCtr1()
        call.in_max_buffer = NO_LIMIT
        stub = ndr_pack_in(call)
        os.write(self.requests, REQUEST.pack(len(stub), call.opnum(), 0) + stub)
        status, size = ANSWER.unpack(os.read(self.answers, ANSWER.size))
        if status:
            raise OSError(f"the answer is status {status:#x}")
        ndr_unpack_out(call, read_all(self.answers, size))
        return call.out_info_ctr.ctr.count

    def close(self):
        self.control.close()
        os.close(self.requests)
        os.close(self.answers)


def read_all(fd, size):
    data = b""
    while len(data) < size and (more := os.read(fd, size - len(data))):
        data += more
    return data


def connect(port, source=0, family=socket.AF_INET):
    """To a port of the loopback, from a port that may have been another's just now"""
    sock = socket.socket(family)
    sock.settimeout(10)
    mapped = "::ffff:" if family == socket.AF_INET6 else ""
    if source:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((mapped + "127.0.0.1", source))
    sock.connect((mapped + "127.0.0.1", port))
    return sock


def reset(sock):
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    sock.close()
