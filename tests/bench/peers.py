#!/usr/bin/python3
#
# Other clients make the same calls as bench.exe
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
"""Makes calls of NetrSessionEnum at level 1 over one connection. Each line of the input has their
number. The answer is a line with the microseconds of each call."""

import argparse
import copy
import functools
import os
import pathlib
import queue
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "smbpipe"))
import protocol

from samba import credentials, param
from samba.dcerpc import srvsvc

EVERYTHING = 0xffffffff


def read_account():
    """The administrator's account, from the file that smbpipe reads"""
    with open(os.environ["SMBPIPE_AUTH_FILE"], encoding="utf-8") as file:
        pairs = (line.split("=", 1) for line in file if "=" in line)
        return {key.strip(): value.strip() for key, value in pairs}


def empty_info(kind):
    """What Samba's Python client sends for a list"""
    container, structure, level = {
        "sessions": (srvsvc.NetSessInfoCtr, srvsvc.NetSessCtr1, 1),
        "shares": (srvsvc.NetShareInfoCtr, srvsvc.NetShareCtr1, 1),
        "files": (srvsvc.NetFileInfoCtr, srvsvc.NetFileCtr3, 3)}[kind]
    info = container()
    info.level = level
    info.ctr = structure()
    return info


@functools.cache
def load_settings():
    settings = param.LoadParm()
    settings.load_default()
    return settings


def connect_samba(args):
    account = read_account()
    settings = load_settings()
    user = credentials.Credentials()
    user.guess(settings)
    user.set_username(account["username"])
    user.set_password(account["password"])
    user.set_domain(account.get("domain", ""))
    user.set_kerberos_state(credentials.DONT_USE_KERBEROS)
    pipe = srvsvc.srvsvc(f"ncacn_np:{args.server}[\\pipe\\srvsvc,smb2]", settings, user)

    def call():
        if args.kind == "share":
            return pipe.NetShareGetInfo(None, args.client, 1)
        info = empty_info(args.kind)
        if args.kind == "shares":
            return pipe.NetShareEnumAll(None, info, EVERYTHING, 0)
        if args.kind == "files":
            return pipe.NetFileEnum(None, None, None, info, EVERYTHING, 0)
        return pipe.NetSessEnum(None, args.client, args.user, info, EVERYTHING, 0)

    return call


def connect_impacket(args):
    from impacket.dcerpc.v5 import srvs, transport
    account = read_account()
    way = transport.SMBTransport(args.server, filename="\\srvsvc", username=account["username"],
                                 password=account["password"])
    dce = way.get_dce_rpc()
    dce.connect()
    dce.bind(srvs.MSRPC_UUID_SRVS)

    def text(name):
        return f"{name}\0" if name else srvs.NULL

    return lambda: srvs.hNetrSessionEnum(dce, text(args.client), text(args.user), 1)


def connect_smbpipe(args):
    """The same path as netapi32's, without Wine"""
    smbpipe = protocol.Smbpipe(os.path.join(os.environ["BUILD"], "programs/smbpipe/smbpipe"))
    server = smbpipe.open(args.server)
    return server.count_sessions


def count_sessions(answer, client):
    if client == "smbpipe":
        return answer
    if client == "samba":
        return answer[0].ctr.count if isinstance(answer, tuple) else 1
    return len(answer["InfoStruct"]["SessionInfo"]["Level1"]["Buffer"])


CONNECT = {"samba": connect_samba, "impacket": connect_impacket, "smbpipe": connect_smbpipe}


def ask_many(args):
    """Asks each server of the input once, in threads. Prints how many have sessions."""
    servers, good = queue.Queue(), []
    for line in sys.stdin:
        servers.put(line.strip())

    def ask():
        while not servers.empty():
            own = copy.copy(args)
            try:
                own.server = servers.get_nowait()
            except queue.Empty:
                return
            if count_sessions(CONNECT[args.library](own)(), args.library):
                good.append(own.server)

    threads = [threading.Thread(target=ask) for _ in range(args.threads)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(len(good))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", choices=CONNECT)
    parser.add_argument("server")
    parser.add_argument("client", nargs="?")
    parser.add_argument("user", nargs="?")
    parser.add_argument("--kind", default="sessions", help="sessions, shares, files or share")
    parser.add_argument("--expect", type=int, help="number of entries")
    parser.add_argument("--threads", type=int, help="ask each server of the input once")
    args = parser.parse_args()

    if args.threads:
        ask_many(args)
        return
    call = CONNECT[args.library](args)
    for line in sys.stdin:
        times = []
        for _ in range(int(line)):
            start = time.perf_counter()
            answer = call()
            times.append((time.perf_counter() - start) * 1e6)
            if args.expect not in (None, count_sessions(answer, args.library)):
                raise SystemExit(f"peers.py: {count_sessions(answer, args.library)} entries")
        print(*(f"{us:.1f}" for us in times), flush=True)


if __name__ == "__main__":
    main()
