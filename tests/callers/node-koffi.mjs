// Node.js with koffi: structures are declared, and decoded by the library
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

import koffi from "koffi";
import { call, isString, layouts } from "./session.mjs";

const netapi32 = koffi.load("netapi32.dll");
const NetSessionGetInfo = netapi32.func("uint32_t __stdcall NetSessionGetInfo(str16 server, " +
    "str16 client, str16 user, uint32_t level, _Out_ void **buffer)");
const NetApiBufferFree = netapi32.func("uint32_t __stdcall NetApiBufferFree(void *buffer)");

const types = {};
for (const level in layouts)
    types[level] = koffi.struct(`SESSION_INFO_${level}`, Object.fromEntries(
        layouts[level].map(field => [field, isString(field) ? "str16" : "uint32_t"])));

call({
    getInfo(server, client, user, level)
    {
        const buffer = [null];
        const status = NetSessionGetInfo(server, client, user, level, buffer);
        if (status) return { status };
        const info = koffi.decode(buffer[0], types[level]);
        return { status, info, freed: NetApiBufferFree(buffer[0]) };
    },
}, process.argv.slice(2));
