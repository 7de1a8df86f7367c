/*
 * Shared definitions of the session tests
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

#ifndef __SAMBA_TEST_H
#define __SAMBA_TEST_H

#ifndef UNICODE
#define UNICODE
#endif

#include <windows.h>
#include <lm.h>

#include "wine/test.h"

/* An existing session, as the command line describes it. */
struct known_session
{
    WCHAR *server;      /* --server, NULL for the local computer */
    WCHAR *other;       /* --other, a host that does not answer */
    WCHAR *client;      /* --client, with leading backslashes */
    WCHAR *user;        /* --user */
    DWORD  opens;       /* --opens: number of open files, MAXDWORD if unknown */
    DWORD  age;         /* --age: seconds since it began, MAXDWORD if unknown */
    DWORD  status;      /* --expect: the status that the functions must return */
    DWORD  level;       /* --level */
    DWORD  seconds;     /* --seconds: how long to go on */
    DWORD  threads;     /* --threads: of the unit growth, and */
    DWORD  calls;       /* --calls: the least number of calls, however long they take */
    DWORD  servers;     /* --servers: number of servers for the unit thousand, and */
    DWORD  dead;        /* --dead: of those that do not answer */
};

extern void get_known_session( struct known_session *session );
extern BOOL require_known_session( struct known_session *session );
extern NET_API_STATUS get_info( const struct known_session *session, DWORD level, BYTE **buffer );
extern DWORD heap_bytes(void);
extern DWORD free_handle(void);
extern WCHAR *concat( const WCHAR *a, const WCHAR *b );
extern const WCHAR *skip_backslashes( const WCHAR *name );

#define ok_status( status, expected ) \
    do { \
        NET_API_STATUS status_ = (status); \
        ok( status_ == (expected), "got status %lu, expected %lu\n", status_, (DWORD)(expected) ); \
    } while (0)

#endif /* __SAMBA_TEST_H */
