#!/usr/bin/python3
#
# Whether another process can read a password from smbpipe's memory
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

"""memory.py SMBPIPE: starts smbpipe, then sleep, as the present user. Prints for each of the two
whether that user can read its memory and environment, and whether SIGSEGV leaves a core file."""

import glob
import os
import resource
import signal
import subprocess
import sys
import time

import protocol     # The test copies it beside this file, as another user may run it.


def can_read(path):
    try:
        with open(path, "rb"):
            return "readable"
    except OSError:
        return "closed"


def start_worker(smbpipe):
    """smbpipe then has its pipes, and waits for a server's name and a password."""
    worker = smbpipe.start_worker()
    worker.write(b"\0")
    protocol.within(5, lambda: can_read(f"/proc/{worker.pid}/mem") == "closed")
    return worker.pid


def report(name, process):
    print(f"{name}:", "memory", can_read(f"/proc/{process}/mem"),
          "environment", can_read(f"/proc/{process}/environ"))


def end(name, process, has_core):
    os.kill(process, signal.SIGSEGV)
    core = has_core() or bool(glob.glob("core*"))
    print(f"{name}:", "a core file" if core else "no core file")
    for path in glob.glob("core*"):
        os.unlink(path)


def main(program):
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY,) * 2)
    smbpipe = protocol.Smbpipe(program)
    worker = start_worker(smbpipe)
    report("smbpipe", smbpipe.pid)
    report("its worker", worker)
    end("its worker", worker, lambda: time.sleep(0.3))
    end("smbpipe", smbpipe.pid, lambda: not smbpipe.end())

    sleep = subprocess.Popen(["sleep", "60"]).pid
    time.sleep(0.2)
    report("sleep", sleep)
    end("sleep", sleep, lambda: os.WCOREDUMP(os.waitpid(sleep, 0)[1]))


main(sys.argv[1])
