// Shared code of the JavaScript callers
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

// Fields of SESSION_INFO_n in their order: client, user, type and transport are pointers to
// strings, all others DWORDs.
const counted = ["client", "user", "opens", "time", "idle", "flags"];
export const layouts = {
    0: ["client"],
    1: counted,
    2: [...counted, "type"],
    10: ["client", "user", "time", "idle"],
    502: [...counted, "type", "transport"],
};

export const levels = [0, 1, 2, 3, 10, 502];

const strings = new Set(["client", "user", "type", "transport"]);

export const isString = field => strings.has(field);

export const sizeOf = (level, pointerSize) =>
    layouts[level].reduce((end, field) => end + (isString(field) ? pointerSize : 4), 0) +
    pointerSize - 1 & -pointerSize;

// Reads a SESSION_INFO_n by memory.pointerSize, memory.string(offset) and memory.number(offset). In
// these structures only pointers need padding before them.
export function readInfo(level, memory, offset)
{
    const info = {};
    for (const field of layouts[level])
    {
        const size = isString(field) ? memory.pointerSize : 4;
        offset = offset + size - 1 & -size;
        info[field] = isString(field) ? memory.string(offset) : memory.number(offset);
        offset += size;
    }
    return info;
}

const show = info => Object.entries(info).map(([field, value]) => `;${field}=${value}`).join("");

// api.getInfo(server, client, user, level) returns { status, info, freed },
// api.enumerate(server), if it has that, returns { status, total, infos, freed } at level 10.
export function call(api, [server, client, user])
{
    for (const level of levels)
    {
        const { status, info, freed } = api.getInfo(server, client, user, level);
        console.log(`info;${level};${status}` + (info ? show(info) + `;freed=${freed}` : ""));
    }
    if (!api.enumerate) return;
    const { status, total, infos, freed } = api.enumerate(server);
    console.log(`enum;${status};${infos.length};${total};freed=${freed}`);
    for (const info of infos) console.log("session" + show(info));
}
