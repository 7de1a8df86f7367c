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
import socket
import struct
import uuid

from samba.dcerpc import srvsvc
from samba.ndr import ndr_pack_in

SRVSVC = uuid.UUID("4b324fc8-1670-01d3-1278-5a47bf6ee188").bytes_le
NDR = uuid.UUID("8a885d04-1ceb-11c9-9fe8-08002b104860").bytes_le
REQUEST, RESPONSE, FAULT, BIND, BIND_ACK = 0, 2, 3, 11, 12

# Of the hello the reserved field of the greeting is the control port.
Greeting = collections.namedtuple("Greeting", "magic version port token")
GREETING = struct.Struct("<IHH16s")
OPEN = struct.Struct("<IHH16s10H2I")
REPLY = struct.Struct("<IHHIII")


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


def pdu(kind, call, body):
    return struct.pack("<BBBBIHHI", 5, 0, kind, 3, 0x10, 16 + len(body), 0, call) + body


def read_pdu(sock):
    header = receive(sock, 16)
    return header + receive(sock, int.from_bytes(header[8:10], "little") - len(header))


def bind():
    return pdu(BIND, 1, struct.pack("<HHIB3xHBx", 4280, 4280, 0, 1, 0, 1) + SRVSVC +
               struct.pack("<I", 3) + NDR + struct.pack("<I", 2))


def delete_session(client, user):
    """The request of a NetSessionDel"""
    call = srvsvc.NetSessDel()
    call.in_server_unc, call.in_client, call.in_user = None, client, user
    stub = ndr_pack_in(call)
    return pdu(REQUEST, 2, struct.pack("<IHH", len(stub), 0, call.opnum()) + stub)


def fault(call, status):
    return pdu(FAULT, call, struct.pack("<IHHII", 0, 0, 0, status, 0))


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
