#!/usr/bin/python3
#
# Can a password be had from the memory of a process?
#
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

"""memory.py SMBPIPE: starts smbpipe, then sleep, as the user who runs this, and prints for each
whether its memory and environment can be read, and whether SIGSEGV leaves a core file."""

import glob
import os
import resource
import signal
import socket
import struct
import subprocess
import sys
import time


def can_read(path):
    try:
        with open(path, "rb"):
            return "readable"
    except OSError:
        return "closed"


def children(process):
    with open(f"/proc/{process}/task/{process}/children", encoding="ascii") as file:
        return [int(child) for child in file.read().split()]


def start_worker(owner, parent):
    """Connects to the control port; the worker then waits for a server's name and a password."""
    port = struct.unpack("<IHH", owner.recv(24)[:8])[2]
    control = socket.create_connection(("127.0.0.1", port))
    control.recv(24)
    return control, children(parent)[0]


def report(name, process):
    print(f"{name}:", "memory", can_read(f"/proc/{process}/mem"),
          "environment", can_read(f"/proc/{process}/environ"))


def end(name, process, wait):
    os.kill(process, signal.SIGSEGV)
    status = wait()
    core = bool(glob.glob("core*")) or status is not None and os.WCOREDUMP(status)
    print(f"{name}:", "a core file" if core else "no core file")
    for path in glob.glob("core*"):
        os.unlink(path)


def main(smbpipe):
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY,) * 2)
    owner, other = socket.socketpair()
    parent = subprocess.Popen([smbpipe], stdin=other, stdout=other).pid
    other.close()
    control, worker = start_worker(owner, parent)
    report("smbpipe", parent)
    report("its worker", worker)
    end("its worker", worker, lambda: time.sleep(0.3))
    end("smbpipe", parent, lambda: os.waitpid(parent, 0)[1])
    control.close()

    sleep = subprocess.Popen(["sleep", "60"]).pid
    time.sleep(0.2)
    report("sleep", sleep)
    end("sleep", sleep, lambda: os.waitpid(sleep, 0)[1])


main(sys.argv[1])
