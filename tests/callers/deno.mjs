// Deno, with its own foreign function interface
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

import { call, readInfo } from "./session.mjs";

const netapi32 = Deno.dlopen("netapi32.dll", {
    NetSessionGetInfo: {
        parameters: ["buffer", "buffer", "buffer", "u32", "buffer"], result: "u32",
    },
    NetSessionEnum: {
        parameters: ["buffer", "buffer", "buffer", "u32", "buffer", "u32", "buffer", "buffer",
            "buffer"],
        result: "u32",
    },
    NetApiBufferFree: { parameters: ["pointer"], result: "u32" },
}).symbols;

const wide = s => new Uint16Array([...Array.from(s, (_, i) => s.charCodeAt(i)), 0]);

function stringAt(pointer)
{
    if (!pointer) return null;
    const view = new Deno.UnsafePointerView(pointer);
    let s = "", c;
    while ((c = view.getUint16(2 * s.length))) s += String.fromCharCode(c);
    return s;
}

function memoryAt(pointer)
{
    const view = new Deno.UnsafePointerView(pointer);
    return {
        pointerSize: 8,
        string: offset => stringAt(view.getPointer(offset)),
        number: offset => view.getUint32(offset),
    };
}

const pointerIn = out => Deno.UnsafePointer.create(out[0]);

call({
    getInfo(server, client, user, level)
    {
        const out = new BigUint64Array(1);
        const status = netapi32.NetSessionGetInfo(wide(server), wide(client), wide(user), level,
                                                  out);
        if (status) return { status };
        const info = readInfo(level, memoryAt(pointerIn(out)), 0);
        return { status, info, freed: netapi32.NetApiBufferFree(pointerIn(out)) };
    },

    enumerate(server)
    {
        const out = new BigUint64Array(1), read = new Uint32Array(1), total = new Uint32Array(1);
        const status = netapi32.NetSessionEnum(wide(server), null, null, 10, out, 0xffffffff, read,
            total, null);
        const infos = [];
        for (let i = 0; i < read[0]; i++)
            infos.push(readInfo(10, memoryAt(pointerIn(out)), i * 24));
        const freed = netapi32.NetApiBufferFree(pointerIn(out));
        return { status, total: total[0], infos, freed };
    },
}, Deno.args);
