// Node.js with ffi-rs, which calls through libffi: addresses are numbers, memory is copied
//
// Copyright 2026 the netapi32 session project
//
// This library is free software; you can redistribute it and/or
// modify it under the terms of the GNU Lesser General Public
// License as published by the Free Software Foundation; either
// version 2.1 of the License, or (at your option) any later version.
//
// This library is distributed in the hope that it will be useful,
// but WITHOUT ANY WARRANTY; without even the implied warranty of
// MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the GNU
// Lesser General Public License for more details.
//
// You should have received a copy of the GNU Lesser General Public
// License along with this library; if not, write to the Free Software
// Foundation, Inc., 51 Franklin St, Fifth Floor, Boston, MA 02110-1301, USA

import ffi from "ffi-rs";
import { call, readInfo, sizeOf } from "./session.mjs";

const { BigInt: ADDRESS, U32: DWORD, U8Array: BYTES } = ffi.DataType;

ffi.open({ library: "netapi32", path: "netapi32.dll" });
ffi.open({ library: "kernel32", path: "kernel32.dll" });

const invoke = (library, funcName, paramsType, paramsValue) =>
    ffi.load({ library, funcName, retType: DWORD, paramsType, paramsValue });

const wide = s => Buffer.from(s + "\0", "utf16le");
const free = address => invoke("netapi32", "NetApiBufferFree", [ADDRESS], [address]);

function copyOf(address, size)
{
    const copy = Buffer.alloc(size);
    invoke("kernel32", "RtlMoveMemory", [BYTES, ADDRESS, ADDRESS], [copy, address, BigInt(size)]);
    return copy;
}

function stringAt(address)
{
    const length = invoke("kernel32", "lstrlenW", [ADDRESS], [address]);
    return copyOf(address, 2 * length).toString("utf16le");
}

function memoryAt(address, size)
{
    const copy = copyOf(address, size);
    return {
        pointerSize: 8,
        string: offset => stringAt(copy.readBigUInt64LE(offset)),
        number: offset => copy.readUInt32LE(offset),
    };
}

call({
    getInfo(server, client, user, level)
    {
        const out = Buffer.alloc(8);
        const status = invoke("netapi32", "NetSessionGetInfo", [BYTES, BYTES, BYTES, DWORD, BYTES],
            [wide(server), wide(client), wide(user), level, out]);
        if (status) return { status };
        const address = out.readBigUInt64LE();
        const info = readInfo(level, memoryAt(address, sizeOf(level, 8)), 0);
        return { status, info, freed: free(address) };
    },

    enumerate(server)
    {
        const out = Buffer.alloc(8), read = Buffer.alloc(4), total = Buffer.alloc(4);
        const status = invoke("netapi32", "NetSessionEnum",
            [BYTES, ADDRESS, ADDRESS, DWORD, BYTES, DWORD, BYTES, BYTES, ADDRESS],
            [wide(server), 0n, 0n, 10, out, 0xffffffff, read, total, 0n]);
        const address = out.readBigUInt64LE(), size = sizeOf(10, 8), infos = [];
        for (let i = 0; i < read.readUInt32LE(); i++)
            infos.push(readInfo(10, memoryAt(address + BigInt(i * size), size), 0));
        return { status, total: total.readUInt32LE(), infos, freed: free(address) };
    },
}, process.argv.slice(2));
