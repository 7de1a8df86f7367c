#!/usr/bin/python3
#
# Prints how many bytes wait in a pipe between a program and smbpipe
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

"""Arguments: a process of smbpipe, and "requests" or "answers". Prints how many bytes wait in the
pipe that the process reads ("requests") or writes ("answers")."""

import fcntl
import glob
import os
import re
import struct
import sys
import termios

pid, name = sys.argv[1:]
access = os.O_RDONLY if name == "requests" else os.O_WRONLY
size = 0
for path in glob.glob(f"/proc/{pid}/fd/*"):
    with open(path.replace("/fd/", "/fdinfo/"), encoding="ascii") as file:
        flags = int(re.search(r"flags:\s*(\d+)", file.read())[1], 8)
    if not os.readlink(path).startswith("pipe:") or flags & os.O_ACCMODE != access:
        continue
    fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    size += struct.unpack("i", fcntl.ioctl(fd, termios.FIONREAD, bytes(4)))[0]
    os.close(fd)
print(size)
