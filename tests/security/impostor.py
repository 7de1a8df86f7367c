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

"""Wine runs this in place of protocol. IMPOSTOR in the environment is the path of the true smbpipe,
which this program starts and passes messages on to, a mode, and the file that it writes to, with
":" between. The modes are

  honest  nothing is changed
  taken   at the control port there is somebody else, who does not know the token
  ended   smbpipe ends before its FIFOs are opened, and somebody else takes their folder's name and
          has a smbpipe, too
  denied  the same, but that the somebody answers that the call is not allowed

The file gets what netapi32 sent to the wrong one, in hexadecimal digits, a line a connection."""

import os
import pathlib
import socket
import sys
import tempfile
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "smbpipe"))
import protocol

ACCESS_DENIED = 5
REAL, MODE, REPORT = os.environ["IMPOSTOR"].split(":")


def report(data):
    with open(REPORT, "a", encoding="ascii") as file:
        file.write(data.hex() + "\n")


def pump(source, target, change=lambda data: data):
    while data := os.read(source, 65536):
        os.write(target, change(data))


def deny(data):
    return protocol.ANSWER.pack(ACCESS_DENIED, 0) if MODE == "denied" else data


def relay(folder, real_folder):
    """What comes by the FIFOs, which are there as soon as this returns"""
    for name in ("requests", "answers"):
        os.mkfifo(os.path.join(folder, name))
    requests = os.open(folder + "/requests", os.O_RDWR)
    answers = os.open(folder + "/answers", os.O_RDWR)
    real_requests = os.open(real_folder + "/requests", os.O_WRONLY)
    real_answers = os.open(real_folder + "/answers", os.O_RDONLY)
    threading.Thread(target=pump, args=(requests, real_requests), daemon=True).start()
    threading.Thread(target=pump, args=(real_answers, answers, deny), daemon=True).start()


def serve(control, real):
    greeting = protocol.receive(real, protocol.GREETING.size)
    if MODE == "taken":
        control.sendall(greeting[:-1] + bytes([greeting[-1] ^ 1]))
        report(protocol.receive(control, 65536))
        return
    control.sendall(greeting)
    real.sendall(protocol.receive_open(control))
    magic, version, size, *rest = protocol.REPLY.unpack(protocol.receive(real, protocol.REPLY.size))
    with tempfile.TemporaryDirectory(prefix="impostor-", dir="/tmp") as folder:
        relay(folder, protocol.receive(real, size).decode())
        reply = protocol.REPLY.pack(magic, version, len(folder), *rest) + folder.encode()
        control.sendall(reply, socket.MSG_MORE)     # to go out with the end, if that comes now
        if MODE in ("ended", "denied"):
            control.shutdown(socket.SHUT_WR)
        else:
            control.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while data := control.recv(1):
            real.sendall(data)


def main():
    owner = socket.socket(fileno=0)
    owner.setblocking(True)
    real = protocol.Smbpipe(REAL)
    listener = socket.create_server(("127.0.0.1", 0))
    owner.sendall(protocol.GREETING.pack(*real.hello._replace(port=listener.getsockname()[1])))
    threading.Thread(target=owner_ends, args=(owner,), daemon=True).start()
    while True:
        control = listener.accept()[0]
        threading.Thread(target=serve, args=(control, protocol.connect(real.port)),
                         daemon=True).start()


def owner_ends(owner):
    owner.recv(1)
    os._exit(0)


main()
