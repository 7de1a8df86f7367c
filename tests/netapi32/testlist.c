/*
 * Units of the conformance suite
 *
 * Copyright 2026 the netapi32 session project
 *
 * This library is free software; you can redistribute it and/or
 * modify it under the terms of the GNU Lesser General Public
 * License as published by the Free Software Foundation; either
 * version 2.1 of the License, or (at your option) any later version.
 *
 * This library is distributed in the hope that it will be useful,
 * but WITHOUT ANY WARRANTY; without even the implied warranty of
 * MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the GNU
 * Lesser General Public License for more details.
 *
 * You should have received a copy of the GNU Lesser General Public
 * License along with this library; if not, write to the Free Software
 * Foundation, Inc., 51 Franklin St, Fifth Floor, Boston, MA 02110-1301, USA
 */

#include <windows.h>

#define STANDALONE
#include "wine/test.h"

extern void func_buffers(void);
extern void func_child(void);
extern void func_connections(void);
extern void func_entries(void);
extern void func_errors(void);
extern void func_exports(void);
extern void func_files(void);
extern void func_leaks(void);
extern void func_levels(void);
extern void func_names(void);
extern void func_netapibuf(void);
extern void func_paths(void);
extern void func_rpc(void);
extern void func_server(void);
extern void func_session_del(void);
extern void func_session_enum(void);
extern void func_session_getinfo(void);
extern void func_shares(void);
extern void func_suite(void);
extern void func_threads(void);
extern void func_transports(void);
extern void func_uses(void);
extern void func_wksta(void);

const struct test winetest_testlist[] =
{
    { "buffers", func_buffers },
    { "child", func_child },
    { "connections", func_connections },
    { "entries", func_entries },
    { "errors", func_errors },
    { "exports", func_exports },
    { "files", func_files },
    { "leaks", func_leaks },
    { "levels", func_levels },
    { "names", func_names },
    { "netapibuf", func_netapibuf },
    { "paths", func_paths },
    { "rpc", func_rpc },
    { "server", func_server },
    { "session_del", func_session_del },
    { "session_enum", func_session_enum },
    { "session_getinfo", func_session_getinfo },
    { "shares", func_shares },
    { "suite", func_suite },
    { "threads", func_threads },
    { "transports", func_transports },
    { "uses", func_uses },
    { "wksta", func_wksta },
    { NULL, NULL }
};
