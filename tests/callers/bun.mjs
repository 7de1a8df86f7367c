// Bun, with its own foreign function interface, which compiles each call with TinyCC
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

import { dlopen, ptr, read } from "bun:ffi";
import { call, readInfo, sizeOf } from "./session.mjs";

const netapi32 = dlopen("netapi32.dll", {
    NetSessionGetInfo: { args: ["ptr", "ptr", "ptr", "u32", "ptr"], returns: "u32" },
    NetSessionEnum: {
        args: ["ptr", "ptr", "ptr", "u32", "ptr", "u32", "ptr", "ptr", "ptr"], returns: "u32",
    },
    NetApiBufferFree: { args: ["ptr"], returns: "u32" },
}).symbols;

const wide = s => ptr(Buffer.from(s + "\0", "utf16le"));

function stringAt(address)
{
    let s = "", c;
    while ((c = read.u16(address, 2 * s.length))) s += String.fromCharCode(c);
    return s;
}

const memoryAt = address => ({
    pointerSize: 8,
    string: offset => stringAt(read.ptr(address, offset)),
    number: offset => read.u32(address, offset),
});

call({
    getInfo(server, client, user, level)
    {
        const out = new BigUint64Array(1);
        const status = netapi32.NetSessionGetInfo(wide(server), wide(client), wide(user), level,
            ptr(out));
        if (status) return { status };
        const info = readInfo(level, memoryAt(Number(out[0])), 0);
        return { status, info, freed: netapi32.NetApiBufferFree(Number(out[0])) };
    },

    enumerate(server)
    {
        const out = new BigUint64Array(1), count = new Uint32Array(1), total = new Uint32Array(1);
        const status = netapi32.NetSessionEnum(wide(server), null, null, 10, ptr(out), 0xffffffff,
            ptr(count), ptr(total), null);
        const infos = [];
        for (let i = 0; i < count[0]; i++)
            infos.push(readInfo(10, memoryAt(Number(out[0])), i * sizeOf(10, 8)));
        const freed = netapi32.NetApiBufferFree(Number(out[0]));
        return { status, total: total[0], infos, freed };
    },
}, process.argv.slice(2));
