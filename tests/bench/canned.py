#!/usr/bin/python3
#
# A \pipe\srvsvc behind smbd with as many sessions as wanted
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
"""Serves NetrSessionEnum at level 1, NetrShareEnum at level 1 or NetrFileEnum at level 3 in place
of Samba's own RPC servers. It answers every request with the same entries, which it makes once. So
the benchmark times the way of the answer, and not its making. With "rpc start on demand helpers =
no", smbd connects to a Unix socket for the pipe, with Samba's named_pipe_auth exchange before the
first PDU."""

import argparse
import os
import socket
import struct
import threading

from samba.dcerpc import srvsvc
from samba.ndr import ndr_unpack_out

FRAGMENT = 4280
BIND, BIND_ACK, REQUEST, RESPONSE = 11, 12, 0, 2
FIRST, LAST = 1, 2


def session_names(number):
    return (f"\\\\10.{number >> 16}.{number >> 8 & 255}.{number & 255}", f"user{number:06}")


def string(text):
    """[string] wchar_t *, in NDR"""
    data = f"{text}\0".encode("utf-16le")
    return struct.pack("<III", len(text) + 1, 0, len(text) + 1) + data + bytes(-len(data) % 4)


def share_names(number):
    return f"share{number:06}", f"The folder number {number}"


def file_names(number):
    return f"C:\\data\\folder{number % 100}\\file{number:06}.txt", f"user{number % 1000:06}"


class Kind:
    """One of the lists: its level, its entries' two strings, and their numbers with two pointers"""

    def __init__(self, level, names, members, call, container, first, second):
        self.level = level
        self.names = names
        self.members = members
        self.call = call
        self.container = container
        self.attributes = first, second     # as Samba calls the strings

    def make_stub(self, count):
        """The out parameters. The time of Samba's own packing grows by the square of the number,
        so this only compares a small result with Samba's."""
        fixed = b"".join(self.members(i, 8 * i + 16, 8 * i + 20) for i in range(count))
        strings = b"".join(string(name) for i in range(count) for name in self.names(i))
        return (struct.pack("<IIIIII", self.level, self.level, 4, count, 8, count) + fixed +
                strings + struct.pack("<IIII", count, 12, 0, 0))

    def check_stub(self, count):
        call = self.call()
        call.in_info_ctr = self.container()
        ndr_unpack_out(call, self.make_stub(count))
        names = [tuple(getattr(entry, name) for name in self.attributes)
                 for entry in call.out_info_ctr.ctr.array]
        if names != [self.names(i) for i in range(count)] or call.out_totalentries != count:
            raise SystemExit("canned.py: make_stub() is wrong")


KINDS = {
    "sessions": Kind(1, session_names, lambda i, a, b: struct.pack("<IIIIII", a, b, i % 7, i,
                                                                   i // 2, 0),
                     srvsvc.NetSessEnum, srvsvc.NetSessInfoCtr, "client", "user"),
    "shares": Kind(1, share_names, lambda i, a, b: struct.pack("<III", a, 0, b),
                   srvsvc.NetShareEnumAll, srvsvc.NetShareInfoCtr, "name", "comment"),
    "files": Kind(3, file_names, lambda i, a, b: struct.pack("<IIIII", i, 3, i % 3, a, b),
                  srvsvc.NetFileEnum, srvsvc.NetFileInfoCtr, "path", "user"),
}


def pdu(kind, flags, call_id, body):
    return struct.pack("<BBBB4sHHI", 5, 0, kind, flags, b"\x10\0\0\0", 16 + len(body), 0,
                       call_id) + body


def bind_ack(call_id):
    """Accepts every context, because each client here wants srvsvc."""
    address = b"\\PIPE\\srvsvc\0"
    body = struct.pack("<HHIH", FRAGMENT, FRAGMENT, 1, len(address)) + address
    body += bytes(-len(body) % 4)
    ndr = bytes.fromhex("045d888aeb1cc9119fe808002b104860") + struct.pack("<I", 2)
    return pdu(BIND_ACK, FIRST | LAST, call_id, body + struct.pack("<IHH", 1, 0, 0) + ndr)


def message(fragment):
    """In message mode the length stands before each message of a pipe."""
    return struct.pack("<H", len(fragment)) + fragment


class Answer:
    """The fragments. Only the call's number changes from one call to the next."""

    def __init__(self, stub):
        part = (FRAGMENT - 24) & ~7
        starts = range(0, len(stub), part)
        self.data = bytearray()
        self.call_ids = []
        for start in starts:
            flags = (FIRST if start == 0 else 0) | (LAST if start == starts[-1] else 0)
            head = struct.pack("<IHBB", len(stub) - start, 0, 0, 0)
            fragment = pdu(RESPONSE, flags, 0, head + stub[start:start + part])
            self.call_ids.append(len(self.data) + 2 + 12)
            self.data += message(fragment)

    def numbered(self, call_id):
        for offset in self.call_ids:
            struct.pack_into("<I", self.data, offset, call_id)
        return self.data


def receive(connection, size):
    data = b""
    while len(data) < size:
        part = connection.recv(size - len(data))
        if not part:
            raise EOFError
        data += part
    return data


def greet(connection):
    """smbd sends a record about its client. The answer says that the pipe is in message mode."""
    size, = struct.unpack(">I", receive(connection, 4))
    level, = struct.unpack_from("<I", receive(connection, size), 4)
    body = b"NPAM" + struct.pack("<IIHH4xQI", level, level, 2, 0xff | 0x0400 | 0x0100, 4096, 0)
    connection.sendall(struct.pack(">I", len(body)) + body)


def serve(connection, answer):
    try:
        greet(connection)
        while True:
            request = receive(connection, *struct.unpack("<H", receive(connection, 2)))
            kind, call_id = request[2], *struct.unpack_from("<I", request, 12)
            if kind == BIND:
                connection.sendall(message(bind_ack(call_id)))
            elif kind == REQUEST:
                connection.sendall(answer.numbered(call_id))
            else:
                return
    except (EOFError, OSError):
        pass
    finally:
        connection.close()


def write_answers(folder, answer):
    """The answers for "wire rpc", which have one fragment"""
    for name, data in ("bind_ack", bind_ack(0)), ("response", answer.data[2:]):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("socket", help="where smbd looks for the pipe: np/srvsvc in ncalrpc dir")
    parser.add_argument("count", type=int)
    parser.add_argument("--kind", choices=KINDS, default="sessions")
    parser.add_argument("--write", action="store_true",
                        help="write the two answers as they are on a TCP connection into the "
                             "folder SOCKET, and end")
    args = parser.parse_args()

    kind = KINDS[args.kind]
    kind.check_stub(3)
    answer = Answer(kind.make_stub(args.count))
    if args.write:
        write_answers(args.socket, answer)
        return
    os.makedirs(os.path.dirname(args.socket), 0o700, exist_ok=True)
    if os.path.exists(args.socket):
        os.unlink(args.socket)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(args.socket)
    listener.listen(16)
    print(len(answer.data), flush=True)
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=serve, args=(connection, answer), daemon=True).start()


if __name__ == "__main__":
    main()
