#!/usr/bin/python3
#
# What netapi32 takes for smbpipe, and is not, or not any more
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

"""Wine runs this in place of smbpipe. IMPOSTOR in the environment is the path of the true smbpipe,
which this program starts and passes messages on to, a mode, and the file that it writes to, with
":" between. The modes are

  honest  nothing is changed
  taken   at the control port there is somebody else, who does not know the token
  ended   smbpipe ends, and somebody else takes the port for calls, in the moment before a call
  denied  the same, but that the somebody answers that the call is not allowed

The file gets what netapi32 sent to the wrong one, in hexadecimal digits, a line a connection."""

import os
import socket
import subprocess
import threading

import smbpipe

ACCESS_DENIED = 5
REAL, MODE, REPORT = os.environ["IMPOSTOR"].split(":")


def report(data):
    with open(REPORT, "a", encoding="ascii") as file:
        file.write(data.hex() + "\n")


def deny(data):
    """A fault in place of a response"""
    if MODE == "denied" and data[2] == smbpipe.RESPONSE:
        return smbpipe.fault(int.from_bytes(data[12:16], "little"), ACCESS_DENIED)
    return data


def pump(source, target, change=lambda data: data):
    try:
        while data := source.recv(65536):
            target.sendall(change(data))
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def relay(client, server):
    threading.Thread(target=pump, args=(client, server), daemon=True).start()
    pump(server, client, deny)


def take_calls(listener, port, control):
    """The first to connect finds the control connection ended; all get the server's own answers."""
    while True:
        client, server = listener.accept()[0], smbpipe.connect(port)
        if MODE in ("ended", "denied"):
            control.shutdown(socket.SHUT_WR)
        threading.Thread(target=relay, args=(client, server), daemon=True).start()


def pass_reply(control, real):
    magic, version, port, *rest = smbpipe.REPLY.unpack(smbpipe.receive(real, smbpipe.REPLY.size))
    if port:
        listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=take_calls, args=(listener, port, control), daemon=True).start()
        port = listener.getsockname()[1]
    control.sendall(smbpipe.REPLY.pack(magic, version, port, *rest))


def serve(control, real):
    greeting = smbpipe.receive(real, smbpipe.GREETING.size)
    if MODE == "taken":
        control.sendall(greeting[:-1] + bytes([greeting[-1] ^ 1]))
        report(smbpipe.receive(control, 65536))
        return
    control.sendall(greeting)
    threading.Thread(target=pump, args=(control, real), daemon=True).start()
    pass_reply(control, real)
    real.recv(1)
    control.close()


def main():
    owner = socket.socket(fileno=0)
    owner.setblocking(True)
    ours, theirs = socket.socketpair()
    with subprocess.Popen([REAL], stdin=theirs, stdout=theirs):
        hello = smbpipe.read_greeting(ours)
        listener = socket.create_server(("127.0.0.1", 0))
        owner.sendall(smbpipe.GREETING.pack(*hello._replace(port=listener.getsockname()[1])))
        threading.Thread(target=owner_ends, args=(owner,), daemon=True).start()
        while True:
            control = listener.accept()[0]
            threading.Thread(target=serve, args=(control, smbpipe.connect(hello.port)),
                             daemon=True).start()


def owner_ends(owner):
    owner.recv(1)
    os._exit(0)


main()
