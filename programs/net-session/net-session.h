/*
 * net session, internal definitions
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

#ifndef __NET_SESSION_H
#define __NET_SESSION_H

#include <windows.h>
#include <lm.h>

#include "../common/output.h"

#define PROGRAM L"net session"

enum exit_status
{
    EXIT_DONE,
    EXIT_USAGE,
    EXIT_ERROR
};

/* Stands for a number that the level does not have. A missing string is NULL. */
#define UNKNOWN (~0u)

struct session
{
    const WCHAR *client;    /* without leading backslashes */
    const WCHAR *user;
    const WCHAR *type;
    DWORD        opens;
    DWORD        time;
    DWORD        idle;
    DWORD        flags;
};

struct sessions
{
    struct session *entries;
    DWORD           count;
    BYTE          **buffers;    /* the server's answers, which have the strings */
    DWORD           buffer_count;
    DWORD           level;
};

/* sessions.c */
extern NET_API_STATUS read_sessions( WCHAR *server, WCHAR *client, struct sessions *sessions );
extern void free_sessions( struct sessions *sessions );

/* show.c */
extern void show_table( const struct sessions *sessions );
extern void show_list( const struct sessions *sessions );

/* delete.c */
extern enum exit_status end_sessions( WCHAR *server, WCHAR *client, BOOL confirmed );

#endif
