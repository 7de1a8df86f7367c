/*
 * The units of the program
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

extern void func_change_files(void);
extern void func_change_server(void);
extern void func_change_shares(void);
extern void func_change_transports(void);
extern void func_connections(void);
extern void func_files(void);
extern void func_names(void);
extern void func_refused(void);
extern void func_server(void);
extern void func_shares(void);
extern void func_transports(void);
extern void func_wksta(void);

const struct test winetest_testlist[] =
{
    { "change_files", func_change_files },
    { "change_server", func_change_server },
    { "change_shares", func_change_shares },
    { "change_transports", func_change_transports },
    { "connections", func_connections },
    { "files", func_files },
    { "names", func_names },
    { "refused", func_refused },
    { "server", func_server },
    { "shares", func_shares },
    { "transports", func_transports },
    { "wksta", func_wksta },
    { NULL, NULL }
};
