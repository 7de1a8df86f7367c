#
# Does the part of netapi32 with smbpipe
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

"""A smbpipe in which things can fail, and the results of its calls"""

import mmap
import pathlib
import struct
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "smbpipe"))
import protocol

NONE, OURS, ALL = range(3)


class Server(protocol.Server):
    """The result of a call is (kind, value)"""

    def receive(self):
        try:
            status, stub = super().receive()
        except TimeoutError:
            return 'silence', 0
        except ConnectionError:
            return 'closed', 0
        if status:
            return 'status', status
        return ('answer', struct.unpack('<I', stub[-4:])[0]) if stub else ('empty answer', 0)

    def call(self, *request):
        try:
            return super().call(*request)
        except ConnectionError:
            return 'closed', 0


class Smbpipe(protocol.Smbpipe):
    """The control file says which step has to fail"""

    server = Server

    def __init__(self, *command, control=None, **environment):
        self.map = None
        if control:
            with open(control, 'w+b') as file:
                file.write(bytes(20))
                file.flush()
                self.map = mmap.mmap(file.fileno(), 20)
            environment['SMBPIPE_TEST_MEMORY'] = control
        super().__init__(*command, **environment)

    def fail(self, kind, number=0, last=None):
        struct.pack_into('<4I', self.map, 0, kind, number, number if last is None else last, 0)

    def count(self):
        return struct.unpack_from('<I', self.map, 12)[0]

    def blocks(self):
        return struct.unpack_from('<I', self.map, 16)[0]

    def open(self, name, user, password, call_timeout=30):
        """Returns the status and the server"""
        try:
            server = super().open(name, user=user, password=password, call_timeout=call_timeout)
        except OSError:
            return 'closed', None
        if not server.status:
            return 0, server
        server.close()
        return server.status, None
