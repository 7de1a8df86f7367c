#!/usr/bin/python3
#
# Runs a Python program for Windows, with a stand-in for netapi32.dll
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

"""standin.py PROGRAM: runs it twice; the second time the stand-in refuses the call"""

import ctypes
import ctypes.wintypes
import runpy
import sys


class Netapi32:
    freed = False

    def __init__(self, status):
        self.status = status

    def NetSessionEnum(self, server, client, user, level, info, length, count, total, resume):
        if (server, client, user, level.value, length.value, resume) != \
                ("fileserver", None, None, 10, 0xFFFFFFFF, None):
            return 87
        if self.status:
            return self.status
        structure = type(info._obj)._type_
        if ctypes.sizeof(structure) != 2 * ctypes.sizeof(ctypes.c_void_p) + 8:
            return 124
        self.entries = (structure * 2)(("127.0.0.1", "alice", 12, 0), ("127.0.0.2", "bob", 3, 0))
        info._obj.contents = self.entries[0]
        count._obj.value = total._obj.value = 2
        return 0

    def NetApiBufferFree(self, info):
        self.freed = ctypes.addressof(info.contents) == ctypes.addressof(self.entries)
        return 0


ctypes.wintypes.DWORD = ctypes.c_uint32     # here it is a long, of 64 bits
program = sys.argv[1]
sys.argv = [program, "fileserver"]
for status in (0, 5):
    netapi32 = Netapi32(status)
    ctypes.WinDLL = {"netapi32": netapi32}.__getitem__
    try:
        runpy.run_path(program)
        print("freed" if netapi32.freed else "not freed")
    except SystemExit as end:
        print(end)
