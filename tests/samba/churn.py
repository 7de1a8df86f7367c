#!/usr/bin/python3
#
# Makes sessions that come and go
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

"""churn.py PROCESSES AUTH-FILE SERVER: until standard input ends

Each process opens the server's pipe srvsvc, asks for its sessions, and drops the connection without
a logoff, again and again. It is Samba's own client."""

import multiprocessing
import sys

from samba import NTSTATUSError
from samba.credentials import Credentials
from samba.dcerpc import srvsvc
from samba.param import LoadParm


def churn(path, server):
    settings = LoadParm()
    settings.load_default()
    credentials = Credentials()
    credentials.guess(settings)
    credentials.parse_file(path)
    while True:
        try:
            pipe = srvsvc.srvsvc(f"ncacn_np:{server}", settings, credentials)
            info = srvsvc.NetSessInfoCtr()
            info.level = 1
            info.ctr = srvsvc.NetSessCtr1()
            pipe.NetSessEnum(None, None, None, info, 0xffffffff, 0)
        except NTSTATUSError:
            pass    # the server is too busy
        pipe = None


def main(processes, path, server):
    for _ in range(int(processes)):
        multiprocessing.Process(target=churn, args=(path, server), daemon=True).start()
    print("churning", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
