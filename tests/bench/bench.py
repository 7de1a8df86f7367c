#!/usr/bin/python3
#
# Times the calls beside other clients of the same server
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
"""Times NetSessionGetInfo and NetSessionEnum of a Windows program under Wine beside Samba's Python
client, impacket and rpcclient. All ask one smbd in a testbed, in turns. Prints tables in Markdown.
Times are medians; the spread is from the 5th to the 95th percentile."""

import argparse
import contextlib
import ctypes
import datetime
import glob
import math
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.realpath(__file__))
BUILD = os.environ["BUILD"]
BENCH = os.path.join(BUILD, "tests/bench/x86_64-windows/bench.exe")
NETSESS = os.path.join(BUILD, "programs/netsess/x86_64-windows/netsess.exe")
WIRE = os.path.join(BUILD, "tests/wire/wire")
PEERS = ["/usr/bin/python3", os.path.join(HERE, "peers.py")]
CANNED = os.path.join(HERE, "canned.py")

SERVER = "127.0.0.1"
SLOW_SERVER = "127.0.0.9"       # the relay, which delays packets by DELAY_MS each way
DELAY_MS = 5
SIZES = 10, 1000, 100000        # sessions
LISTS = ("NetShareEnum", "shares", 10000), ("NetFileEnum", "files", 100000)
SHORT = ("NetShareGetInfo", "share", 1), ("NetFileEnum", "files", 10)
IMPACKET_MOST = 1000
THREADS = 1, 2, 4, 8, 16, 32, 64
IMPACKET_VERSION = "/usr/bin/python3", "-c", "import impacket.version as v; print(v.version)"


facts = {}      # figures for the test that are the same in each run


def die(text):
    sys.exit(f"bench: {text}")


class Server:
    """A program that prints its port, or a line when it is ready"""

    def __init__(self, *command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True)
        self.said = self.process.stdout.readline().strip()
        if not self.said:
            die(f"{os.path.basename(command[0])} does not start")

    def ask(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def end(self):
        self.process.kill()
        self.process.wait()


class Client:
    """A program that makes calls by the number and prints the time of each"""

    def __init__(self, name, *command):
        self.name = name
        self.times = []
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True)

    def run(self, count):
        self.process.stdin.write(f"{count}\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            die(f"{self.name}: its program has ended")
        return [float(time) for time in line.split()]

    def end(self):
        self.process.stdin.close()
        self.process.wait()


class RpcClient:
    """rpcclient can't pause, so a time is the mean of a command that many others follow"""

    name = "rpcclient"

    def __init__(self, server, sessions):
        self.server = server
        self.command = " ".join(["netsessenum"] + sessions)
        self.times = []

    def elapsed(self, count):
        return run_command("rpcclient", "-A", os.environ["TESTBED_AUTH_ADMIN"], self.server, "-c",
                           ";".join([self.command] * count))

    def run(self, count):
        return [(self.elapsed(count + 1) - self.elapsed(1)) * 1e6 / count]

    def end(self):
        pass


def run_command(*command):
    """The seconds from the program's start to its exit"""
    start = time.perf_counter()
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        die(f"{os.path.basename(command[0])} failed: {done.stderr}")
    return time.perf_counter() - start


def wine_client(name, *arguments):
    return Client(name, "wine", BENCH, *arguments)


def take_turns(clients, rounds, calls):
    """Does not count the first round, which warms up."""
    for number in range(rounds + 1):
        for client in clients:
            times = client.run(calls)
            if number:
                client.times += times
    for client in clients:
        client.end()


######## tables

def spread(times):
    if len(times) < 3:
        return f"{min(times):.0f} to {max(times):.0f}"
    parts = statistics.quantiles(times, n=20)
    return f"{parts[0]:.0f} to {parts[-1]:.0f}"


def table(head, rows):
    print("\n| " + " | ".join(head) + " |")
    print("| --- |" + " ---: |" * (len(head) - 1))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")
    sys.stdout.flush()


def median(client):
    return statistics.median(client.times)


def median_of(clients, name):
    return median(next(client for client in clients if client.name == name))


def table_of_times(clients, beside):
    """In microseconds, with the ratio to one of the clients"""
    base = median_of(clients, beside)
    table(["", "us", "spread", f"ratio to {beside}", "calls"],
          [[client.name, f"{median(client):.0f}", spread(client.times),
            f"{median(client) / base:.2f}", len(client.times)] for client in clients])


######## the plot: the longest time of each share of a client's calls

WIDTH, HEIGHT, LEFT, TOP, LEGEND = 560, 300, 50, 30, 400
COLOURS = ("#999999", "#666666", "#cc79a7", "#e69f00", "#56b4e9", "#d00000", "#0072b2", "#009e73")


def plot_x(us, most):
    """A logarithmic scale from 5 us on"""
    return LEFT + WIDTH * math.log(max(us, 5) / 5) / math.log(most / 5)


def plot_y(share):
    return TOP + HEIGHT * (1 - share)


def plot_line(client, colour, most):
    times = sorted(client.times)
    points = [(times[int(i / 200 * (len(times) - 1))], i / 200) for i in range(201)]
    path = " ".join(f"{plot_x(us, most):.1f},{plot_y(share):.1f}" for us, share in points
                    if us <= most)
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'


def write_plot(path, clients, title):
    """rpcclient's times are means, so the plot leaves it out."""
    clients = [client for client in clients if client.name != "rpcclient"]
    most = 20000
    lines = ['<svg xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" font-size="12" '
             f'width="{LEFT + WIDTH + LEGEND}" height="{TOP + HEIGHT + 40}">',
             '<rect width="100%" height="100%" fill="white"/>'
             f'<text x="{LEFT}" y="18">{title}</text>']
    for us in 10, 100, 1000, 10000:
        x = plot_x(us, most)
        lines.append(f'<path d="M{x:.1f} {TOP}v{HEIGHT}" stroke="#ccc"/><text x="{x:.1f}" '
                     f'y="{TOP + HEIGHT + 16}" text-anchor="middle">{us:,} us</text>')
    for percent in 0, 50, 95:
        y = plot_y(percent / 100)
        lines.append(f'<path d="M{LEFT} {y:.1f}h{WIDTH}" stroke="#ccc"/><text x="{LEFT - 6}" '
                     f'y="{y + 4:.1f}" text-anchor="end">{percent} %</text>')
    for i, (client, colour) in enumerate(zip(clients, COLOURS)):
        y = TOP + 20 * i + 10
        lines += [plot_line(client, colour, most),
                  f'<path d="M{LEFT + WIDTH + 10} {y - 4}h16" stroke="{colour}" stroke-width="2"/>'
                  f'<text x="{LEFT + WIDTH + 32}" y="{y}">{client.name}</text>']
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines + ["</svg>\n"]))


######## measurements

SESSION = ["\\\\127.0.0.1", "alice"]


def peer_makers(server, sessions):
    return [lambda: Client("Samba's Python client", *PEERS, "samba", server, *sessions),
            lambda: Client("impacket", *PEERS, "impacket", server, *sessions),
            lambda: RpcClient(server, sessions)]


def set_encryption(value):
    configure(f"smb encrypt = {value}")


def configure(*lines):
    """Starts smbd again with these settings, which override the earlier ones."""
    ctl = os.environ["TESTBED_CTL"]
    subprocess.run([ctl, "stop"], check=True)
    with open(os.environ["TESTBED_SMBCONF"], "a", encoding="utf-8") as file:
        file.write("".join(["[global]\n"] + [f"    {line}\n" for line in lines]))
    subprocess.run([ctl, "start"], check=True)


def open_session():
    subprocess.run([os.environ["TESTBED_CTL"], "session", "alice", "--open", "letter.txt"],
                   check=True, stdout=subprocess.DEVNULL)


def measure_warm(args):
    print("\n## One warm call\n\nNetSessionGetInfo at level 1, of a server with one session.")
    for encryption in ("off",) if args.quick else ("off", "required"):
        set_encryption(encryption)
        open_session()
        echoes = [Server(WIRE, "echo") for _ in range(2)]
        rpc = canned_rpc()
        folder = tempfile.mkdtemp()
        fifos = Server(WIRE, "fifos", folder)
        clients = [Client("an exchange of 120 bytes between two Unix programs", WIRE, "ask",
                          echoes[0].said),
                   wine_client("the same between Wine and a Unix program", "exchange",
                               echoes[1].said),
                   wine_client("and by FIFOs, as by the pipes to smbpipe", "fifos", fifos.said),
                   wine_client("a call of Wine's RPC to a Unix program that answers at once",
                               "stub", f"ncacn_ip_tcp:127.0.0.1[{rpc.said}]", *SESSION, "1"),
                   Client("smbpipe, asked by a Python program of Unix", *PEERS, "smbpipe", SERVER),
                   wine_client("NetSessionGetInfo", "getinfo", SERVER, *SESSION, "1")]
        clients += [make() for make in peer_makers(SERVER, SESSION)]
        take_turns(clients, args.rounds, args.calls)
        print(f"\nSMB encryption {encryption}:")
        table_of_times(clients, "Samba's Python client")
        if args.svg:
            write_plot(args.svg, clients, f"One warm call, SMB encryption {encryption}: the share "
                                          "of calls that took no longer than ...")
        floor, ours, samba = (median_of(clients, name) for name in
                              ("the same between Wine and a Unix program", "NetSessionGetInfo",
                               "Samba's Python client"))
        print(f"\nGoal: Samba's Python client and an exchange between Wine and a Unix program, "
              f"{samba + floor:.0f} us. NetSessionGetInfo is {ours / (samba + floor):.2f} of that.")
        for server in echoes + [rpc, fifos]:
            server.end()
        shutil.rmtree(folder)


def beside_samba(function, kind, size, rounds, calls):
    """The median times of the function and of Samba's Python client. NetShareGetInfo asks for IPC$;
    the lists take no name."""
    ours = wine_client(function, kind, SERVER, "IPC$", "-", "1", str(size))
    samba = Client("Samba's Python client", *PEERS, "samba", SERVER, "IPC$", "--kind", kind,
                   "--expect", str(size))
    ours.run(1)
    take_turns([ours, samba], rounds, calls)
    return median(ours), median(samba)


def measure_others(args):
    """Other short answers, beside Samba's Python client"""
    rows = []
    for encryption in ("off",) if args.quick else ("off", "required"):
        for function, kind, size in SHORT:
            configure(f"smb encrypt = {encryption}",
                      f"rpc start on demand helpers = {'yes' if size == 1 else 'no'}")
            canned = start_canned(size, kind) if size > 1 else None
            times = beside_samba(function, kind, size, args.rounds, args.calls)
            if canned:
                canned.end()
            rows.append([function, encryption, *(f"{us:.0f}" for us in times),
                         f"{times[0] / times[1]:.2f}"])
    print("\n## A warm call of other functions\n\nNetShareGetInfo of IPC$ at level 1, and "
          "NetFileEnum of 10 files at level 3, whose answer was made in\nadvance.")
    table(["function", "SMB encryption", "us", "Samba's Python client", "ratio to Samba's"], rows)


# The processes that compute during a call, by the beginnings of their names
COMPUTERS = {"the program": ("bench.exe",), "wineserver": ("wineserver",), "smbpipe": ("smbpipe",),
             "smbd and its RPC server": ("smbd", "rpcd")}


def computed_us():
    """The time that each has used of the processors so far"""
    used = dict.fromkeys(COMPUTERS, 0)
    for task in glob.iglob("/proc/[0-9]*/task/*"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            with open(task + "/comm", encoding="utf-8") as comm:
                name = comm.read()
            with open(task + "/schedstat", encoding="ascii") as schedstat:
                time_ns = int(schedstat.read().split()[0])
            for computer, beginnings in COMPUTERS.items():
                used[computer] += time_ns / 1000 if name.startswith(beginnings) else 0
    return used


def measure_shares(args):
    count = args.calls * args.rounds
    client = wine_client("NetSessionGetInfo", "getinfo", SERVER, *SESSION, "1")
    client.run(args.calls)
    before = computed_us()
    client.run(count)
    used = {name: (us - before[name]) / count for name, us in computed_us().items()}
    client.end()
    print("\n## Who computes\n\nOf the processors' time in a call of NetSessionGetInfo.")
    table(["", "us", "share"], [[name, f"{us:.0f}", f"{us / sum(used.values()):.0%}"]
                                for name, us in used.items()])


def canned_rpc():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([CANNED, "--write", folder, "1"], check=True)
        return Server(WIRE, "rpc", folder)


def measure_commands(args):
    commands = {"netsess": ["wine", NETSESS, SERVER, *SESSION, "1"],
                "rpcclient -c netsessenum":
                    ["rpcclient", "-A", os.environ["TESTBED_AUTH_ADMIN"], SERVER, "-c",
                     " ".join(["netsessenum"] + SESSION)]}
    times = {name: [] for name in commands}
    for _ in range(args.rounds + 1):
        for name, command in commands.items():
            times[name].append(run_command(*command) * 1000)
    base = statistics.median(times["rpcclient -c netsessenum"][1:])
    print("\n## A command from start to exit\n\nThe wineserver runs.")
    table(["", "ms", "spread", "ratio"],
          [[name, f"{statistics.median(ms[1:]):.0f}", spread(ms[1:]),
            f"{statistics.median(ms[1:]) / base:.2f}"] for name, ms in times.items()])


def count_trips(client, relay):
    """Round trips of the first call, connecting included, and of each of ten more"""
    if client.name == "rpcclient":
        client.elapsed(1)
        first = relay.ask() / 2
        client.elapsed(11)
        return first, (relay.ask() / 2 - first) / 10
    client.run(1)
    first = relay.ask() / 2
    client.run(10)
    return first, relay.ask() / 2 / 10


def measure_delay(args):
    relay = Server(WIRE, "relay", f"{SLOW_SERVER}:445", f"{SERVER}:445", str(DELAY_MS * 1000))
    makers = [lambda: wine_client("NetSessionGetInfo", "getinfo", SLOW_SERVER, *SESSION, "1"),
              *peer_makers(SLOW_SERVER, SESSION)]
    clients, trips = [], []
    for make in makers:
        clients.append(make())
        trips.append(count_trips(clients[-1], relay))
    take_turns(clients, max(args.rounds // 2, 1), 10)
    (facts["first"], facts["next"]), (facts["samba_first"], facts["samba_next"]) = trips[:2]
    base = median(clients[1])
    print(f"\n## {DELAY_MS} ms of delay each way\n\nNetSessionGetInfo, through a relay; round "
          "trips are those of messages.")
    table(["", "round trips of the first call", "of the next", "us", "spread", "ratio"],
          [[client.name, f"{first:g}", f"{warm:g}", f"{median(client):.0f}", spread(client.times),
            f"{median(client) / base:.3f}"]
           for client, (first, warm) in zip(clients, trips)])
    rates = measure_threads(SLOW_SERVER, THREADS[::6] if args.quick else THREADS)
    facts["far_threads"], facts["far_one"] = rates[-1] / rates[0], rates[0] / rates[-1]
    relay.end()


def peak_kib(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return int(re.search(r"VmHWM:\s+(\d+)", file.read())[1])


def smbpipe_pids():
    return subprocess.run(["pgrep", "-x", "smbpipe"], stdout=subprocess.PIPE, text=True,
                          check=False).stdout.split()


def measure_peaks(client):
    """By process, in KiB, after its call"""
    return {"program": peak_kib(client.process.pid),
            "smbpipe": max((peak_kib(pid) for pid in smbpipe_pids()), default=0)}


def run_enum(size, rounds):
    canned = start_canned(size)
    libraries = [("Samba's Python client", "samba"), ("impacket", "impacket")]
    ours = wine_client("NetSessionEnum", "enum", SERVER, "-", "-", "1", str(size))
    clients = [ours] + [Client(name, *PEERS, library, SERVER, "--expect", str(size))
                        for name, library in libraries
                        if library != "impacket" or size <= IMPACKET_MOST]
    ours.run(1)
    result = int(ours.run(0)[0])
    peaks = measure_peaks(ours)
    take_turns(clients, rounds, 1)
    canned.end()
    return clients, result, peaks


def start_canned(size, kind="sessions"):
    folder = subprocess.run(["testparm", "-s", "--parameter-name=ncalrpc dir"], check=True,
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    return Server(CANNED, os.path.join(folder.strip(), "np/srvsvc"), str(size), "--kind", kind)


def measure_enum(args):
    rows, base = [], None
    for size in SIZES:
        clients, result, peaks = run_enum(size, min(args.rounds, 10))
        base = base or peaks
        facts.update({f"peak_{name}": (peaks[name] - base[name]) * 1024 / result for name in peaks})
        times = [median(client) for client in clients]
        ms = [f"{us / 1000:,.1f}" for us in times] + [""] * (3 - len(times))
        grown = [f"{facts[f'peak_{name}']:.2f}" if size > 1000 else "" for name in peaks]
        rows.append([f"{size:,}", *ms, f"{times[0] / times[1]:.2f}", f"{times[0] / size:.1f}",
                     f"{result / size:.0f}", *grown])
    print(f"\n## NetSessionEnum\n\nAt level 1, in one call. The answer was made in advance; it "
          f"comes through smbd. impacket takes\nminutes for more than {IMPACKET_MOST:,} sessions. "
          "A peak of memory is what a process grew by, beside a run\nwith 10 sessions, in sizes "
          "of the result.")
    table(["sessions", "NetSessionEnum, ms", "Samba's Python client", "impacket",
           "ratio to Samba's", "us a session", "bytes a session", "peak of the program",
           "of smbpipe"], rows)


def measure_far_lists(size):
    """Where the time of a long list goes: a round trip brings one fragment"""
    canned = start_canned(size)
    relay = Server(WIRE, "relay", f"{SLOW_SERVER}:445", f"{SERVER}:445", str(DELAY_MS * 1000))
    rows = []
    for client in (wine_client("NetSessionEnum", "enum", SLOW_SERVER, "-", "-", "1", str(size)),
                   Client("Samba's Python client", *PEERS, "samba", SLOW_SERVER, "--expect",
                          str(size))):
        client.run(1)
        relay.ask()
        us = client.run(1)[0]
        trips = relay.ask() / 2
        rows.append([client.name, f"{us / 1000:,.0f}", f"{trips:,.0f}",
                     f"{us / 1000 / trips:.1f}"])
        facts[f"far_{'ours' if len(rows) == 1 else 'samba'}"] = trips
        client.end()
    facts["far_ratio"] = facts["far_ours"] / facts["far_samba"]
    relay.end()
    canned.end()
    print(f"\n## NetSessionEnum of {size:,} sessions, {DELAY_MS} ms away\n\nRound trips are those "
          "of messages.")
    table(["", "ms", "round trips", "ms a round trip"], rows)


def measure_lists(args):
    """Other lists, beside Samba's Python client"""
    rows = []
    for function, kind, size in LISTS:
        canned = start_canned(size, kind)
        times = beside_samba(function, kind, size, max(min(args.rounds, 10), 5), 1)
        canned.end()
        facts[f"ratio_{kind}"] = times[0] / times[1]
        rows.append([function, f"{size:,}", *(f"{us / 1000:,.1f}" for us in times),
                     f"{times[0] / times[1]:.2f}", f"{times[0] / size:.1f}"])
    print("\n## NetShareEnum and NetFileEnum\n\nAt level 1 and level 3, in one call; the answers "
          "were made in advance, too.")
    table(["function", "entries", "ms", "Samba's Python client", "ratio to Samba's",
           "us an entry"], rows)


def measure_filter(args):
    rows = []
    for size in 1, 1000:
        canned = start_canned(size)
        client = wine_client("getinfo", "getinfo", SERVER, "\\\\10.0.0.0", "user000000", "1")
        take_turns([client], args.rounds, 20)
        whole = wine_client("enum", "enum", SERVER, "-", "-", "1", str(size))
        take_turns([whole], args.rounds, 20)
        rows.append([f"{size:,}", f"{median(client):.0f}", f"{median(whole):.0f}",
                     f"{median(client) / median(whole):.2f}"])
        canned.end()
    print("\n## A server that ignores the client and user it is asked for\n\nIt sends all its "
          "sessions, and NetSessionGetInfo finds the one.")
    table(["sessions", "NetSessionGetInfo, us", "NetSessionEnum of all, us", "ratio"], rows)


def measure_threads(server, counts):
    """Calls a second by number of threads"""
    rates, rows = [], []
    for count in counts:
        client = wine_client("threads", "threads", server, *SESSION, "1")
        times = sorted(client.run(count))
        client.end()
        rates.append(len(times) / 2)
        rows.append([count, f"{rates[-1]:,.0f}", f"{rates[-1] / rates[0]:.1f}",
                     f"{statistics.median(times):,.0f}", f"{times[len(times) * 99 // 100]:,.0f}",
                     f"{times[-1]:,.0f}"])
    print("\n## Threads of one program" + (f", {DELAY_MS} ms away" if server != SERVER else "") +
          "\n\nNetSessionGetInfo for 2 s of one server.")
    table(["threads", "calls a second", "ratio to one", "median us", "99th percentile", "slowest"],
          rows)
    return rates


######## many servers

SAMBA_TEST = os.path.join(BUILD, "tests/samba/x86_64-windows/samba_test.exe")
AT_A_TIME = 50      # of the other clients
PR_SET_CHILD_SUBREAPER = 36


def many_servers(count):
    """Addresses that connect to themselves"""
    servers = [f"127.1.{i // 200 + 1}.{i % 200 + 1}" for i in range(count)]
    lines = [f"route replace local {name} dev lo table local src {name}\n" for name in servers]
    subprocess.run(["ip", "-batch", "-"], input="".join(lines), text=True, check=True)
    return servers


def pss_kib(pid):
    with contextlib.suppress(OSError):
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
            return int(re.search(r"Pss:\s+(\d+)", file.read())[1])
    return 0


def family(pid):
    """The process and all that it has started; smbpipe becomes our child"""
    parents = {}
    for path in glob.iglob("/proc/[0-9]*/stat"):
        with contextlib.suppress(OSError):
            with open(path, encoding="utf-8", errors="replace") as file:
                parents[int(path.split("/")[2])] = int(file.read().rsplit(")", 1)[1].split()[1])
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


def server_ms():
    """The time that smbd and its helpers have used, those that have ended included"""
    ticks = 0
    for path in glob.iglob("/proc/[0-9]*/stat"):
        with contextlib.suppress(OSError):
            with open(path, encoding="utf-8", errors="replace") as file:
                name, rest = file.read().rsplit(")", 1)
            if re.search(r"\((smbd|rpcd|samba-dcerpcd)", name):
                ticks += sum(map(int, rest.split()[11:15]))
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")


def wineserver_pids():
    return subprocess.run(["pgrep", "^wineserver"], stdout=subprocess.PIPE, text=True,
                          check=False).stdout.split()


def run_many(servers, *command):
    """Returns the number of answers; seconds; the processor time in ms of the program, smbpipe,
    wineserver and the server; and the peak of memory in MB."""
    before = computed_us()["wineserver"], server_ms()
    start = time.perf_counter()
    output = tempfile.TemporaryFile()
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=output, stderr=output,
                             text=True)
    child.stdin.write("".join(f"{name}\n" for name in servers))
    child.stdin.close()
    used, peak, elapsed = {True: 0, False: 0}, 0, None
    while True:
        try:
            pid, status, usage = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            break
        if pid:
            used[pid == child.pid] += (usage.ru_utime + usage.ru_stime) * 1000
            if pid == child.pid:
                elapsed = time.perf_counter() - start
                child.returncode = status
            continue
        peak = max(peak, sum(map(pss_kib, [*family(os.getpid()), *wineserver_pids()])))
        time.sleep(0.3)
    output.seek(0)
    said = output.read().decode(errors="replace")
    output.close()
    few = re.search(r": (\d+) of \d+ have the right status", said)
    if child.returncode and not few:
        die(f"{command[:2]}: {said[-2000:]}")
    good = int(few[1]) if few else len(servers)
    wineserver = (computed_us()["wineserver"] - before[0]) / 1000
    return good, elapsed, used[True], used[False], wineserver, server_ms() - before[1], peak / 1024


def set_connect_timeout(verb, *value):
    subprocess.run(["wine", "reg", verb, r"HKCU\Software\Wine\Netapi32", "/v", "ConnectTimeout",
                    *value, "/f"], check=True, stdout=subprocess.DEVNULL)


def measure_servers(count):
    servers = many_servers(count)
    auth = os.environ["TESTBED_AUTH_ADMIN"]
    RpcClient(SERVER, []).elapsed(1)    # starts Samba's RPC program
    set_connect_timeout("add", "/d", "60")
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    clients = {
        "one program under Wine, all at a time":
            ["wine", SAMBA_TEST, "thousand", "--server", "127.1", "--user", "admin", "--servers",
             str(count), "--seconds", "0"],
        f"Samba's Python client, {AT_A_TIME} threads":
            [*PEERS, "samba", "-", "--threads", str(AT_A_TIME)],
        f"impacket, {AT_A_TIME} threads": [*PEERS, "impacket", "-", "--threads", str(AT_A_TIME)],
        f"xargs -P {AT_A_TIME} rpcclient":
            ["xargs", "-P", str(AT_A_TIME), "-I{}", "rpcclient", "-A", auth, "{}", "-c",
             "netsessenum"]}
    rows = []
    try:
        for name, command in clients.items():
            good, seconds, *used, server, peak = run_many(servers, *command)
            rows.append([name, good, f"{seconds:.1f}", f"{sum(used) / count:.1f}",
                         *(f"{ms / count:.1f}" if used[1] else "" for ms in used),
                         f"{server / count:.1f}", f"{peak:.0f}"])
    finally:
        set_connect_timeout("delete")   # other tests use the prefix, too
    print(f"\n## {count:,} servers\n\nOne NetSessionEnum each, cold. Processor time is in ms for "
          "a server; MB is the peak of memory.")
    table(["", "answers", "seconds", "processor time", "of the program", "of smbpipe",
           "of wineserver", "beside it, of smbd", "MB"], rows)


######## the run

def print_head(args):
    def first_line(*command):
        return subprocess.run(command, stdout=subprocess.PIPE, text=True,
                              check=True).stdout.split("\n", 1)[0]

    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = re.search(r"model name\s*: (.*)", file.read())
    print(f"tools/bench, {datetime.date.today()}: {os.cpu_count()} CPUs "
          f"({model[1] if model else platform.machine()}), {first_line('wine', '--version')}, "
          f"{first_line('smbd', '--version')}, impacket {first_line(*IMPACKET_VERSION)}, "
          f"{args.rounds} rounds of {args.calls} calls.")


def inside(args):
    os.environ["SMBPIPE_AUTH_FILE"] = os.environ["TESTBED_AUTH_ADMIN"]
    subprocess.run(["wineserver", "-p"], check=True)
    try:
        print_head(args)
        if args.servers:
            measure_servers(args.servers)
            return
        configure("bind interfaces only = yes", "interfaces = lo")
        measure_warm(args)
        measure_shares(args)
        measure_commands(args)
        measure_threads(SERVER, THREADS[:2] if args.quick else THREADS)
        measure_delay(args)
        measure_others(args)
        configure("smb encrypt = off", "rpc start on demand helpers = no")
        measure_filter(args)
        measure_enum(args)
        measure_lists(args)
        measure_far_lists(1000 if args.quick else 100000)
    finally:
        subprocess.run(["wineserver", "-k"], check=False)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="turns of each client (20)")
    parser.add_argument("--calls", type=int, default=100, help="calls in a turn (100)")
    parser.add_argument("--servers", type=int, help="only ask so many servers at a time")
    parser.add_argument("--svg", metavar="FILE", help="draw the times of a warm call")
    parser.add_argument("--quick", action="store_true", help="leave out what takes long")
    parser.add_argument("--facts", metavar="FILE",
                        help="write to FILE what should be the same in each run")
    args = parser.parse_args()

    inside(args)
    if args.facts:
        with open(args.facts, "w", encoding="utf-8") as file:
            file.writelines(f"{name} {value:.2f}\n" for name, value in facts.items())


if __name__ == "__main__":
    main()
