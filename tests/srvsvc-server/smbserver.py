#!/usr/bin/python3
#
# An SMB2 server with the named pipes srvsvc and wkssvc, which an RPC server on a TCP port serves
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

import argparse
import sys
import threading

from impacket import ntlm
from impacket.smbserver import SimpleSMBServer

from rpcrelay import Relay


def read_auth_file(path):
    """User and password of a file in the format of smbclient -A"""
    with open(path, encoding="utf-8") as file:
        pairs = (line.split("=", 1) for line in file if "=" in line)
        values = {name.strip(): value.strip() for name, value in pairs}
    try:
        return values["username"], values["password"]
    except KeyError as missing:
        sys.exit(f"smbserver.py: {path} has no line for {missing}")


def parse_arguments():
    parser = argparse.ArgumentParser(description="Serves \\pipe\\srvsvc and "
                                     "\\pipe\\wkssvc over SMB2.")
    parser.add_argument("--address", default="127.0.0.1", help="where to listen, %(default)s")
    parser.add_argument("--port", type=int, default=445, help="%(default)s")
    parser.add_argument("--target", type=int, required=True, metavar="PORT",
                        help="TCP port of this computer where the RPC server listens")
    parser.add_argument("--raw", action="store_true",
                        help="pass on what comes from there as it is, without the relay that an "
                             "RPC server of Wine needs")
    parser.add_argument("--auth-file", metavar="FILE",
                        help="the one account that may log on, in the format of smbclient -A; "
                             "without it everybody may, as a guest")
    return parser.parse_args()


def start_relay(target):
    relay = Relay(target)
    threading.Thread(target=relay.serve_forever, daemon=True).start()
    return relay.server_address


def main():
    args = parse_arguments()
    target = "127.0.0.1", args.target
    if not args.raw:
        target = start_relay(target)

    server = SimpleSMBServer(args.address, args.port)
    server.setSMB2Support(True)
    server.registerNamedPipe("srvsvc", target)
    server.registerNamedPipe("wkssvc", target)
    if args.auth_file:
        user, password = read_auth_file(args.auth_file)
        server.addCredential(user, 0, "", ntlm.compute_nthash(password).hex())
    print(f"listening on {args.address}, port {args.port}; "
          f"the pipe is served on {target[0]}, port {target[1]}", flush=True)
    server.start()


main()
