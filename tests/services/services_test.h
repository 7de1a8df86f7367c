/*
 * Shared definitions of the tests of all functions with the reference server
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

#ifndef __SERVICES_TEST_H
#define __SERVICES_TEST_H

#ifndef UNICODE
#define UNICODE
#endif

#include <stddef.h>

#include <windows.h>
#include <lm.h>
#include <lmremutl.h>
#include <lmstats.h>

#include "wine/test.h"

/* MinGW's headers lack these. */

typedef struct
{
    SHARE_INFO_2         info;
    WCHAR               *servername;
    DWORD                reserved;
    PSECURITY_DESCRIPTOR security_descriptor;
} SHARE_INFO_503;

typedef struct
{
    SERVER_INFO_102 info;
    DWORD           capabilities;
} SERVER_INFO_103;

typedef struct
{
    WCHAR  *srvai0_alias;
    WCHAR  *srvai0_target;
    BOOLEAN srvai0_default;
    ULONG   srvai0_reserved;
} SERVER_ALIAS_INFO_0;

#ifndef NERR_DeviceNotShared
#define NERR_DeviceNotShared 2311
#endif

NET_API_STATUS WINAPI NetShareDelEx( LMSTR, DWORD, LPBYTE );
NET_API_STATUS WINAPI NetServerAliasAdd( LMSTR, DWORD, LPBYTE );
NET_API_STATUS WINAPI NetServerAliasDel( LMSTR, DWORD, LPBYTE );
NET_API_STATUS WINAPI NetServerAliasEnum( LMSTR, DWORD, LPBYTE *, DWORD, LPDWORD, LPDWORD,
                                          LPDWORD );
NET_API_STATUS WINAPI I_NetPathType( LMSTR, LMSTR, LPDWORD, DWORD );
NET_API_STATUS WINAPI I_NetPathCanonicalize( LMSTR, LMSTR, LMSTR, DWORD, LMSTR, LPDWORD, DWORD );
LONG WINAPI I_NetPathCompare( LMSTR, LMSTR, LMSTR, DWORD, DWORD );
NET_API_STATUS WINAPI I_NetNameValidate( LMSTR, LMSTR, DWORD, DWORD );
NET_API_STATUS WINAPI I_NetNameCanonicalize( LMSTR, LMSTR, LMSTR, DWORD, DWORD, DWORD );
LONG WINAPI I_NetNameCompare( LMSTR, LMSTR, LMSTR, DWORD, DWORD );

/* data.c: the file that the server has, and what the command line says */

extern WCHAR *server;           /* --server, NULL for the local computer */

extern void load_data(void);
extern DWORD count_rows( const WCHAR *section );
extern const WCHAR *get_value( const WCHAR *section, DWORD row, DWORD column );
extern const WCHAR *get_setting( const WCHAR *section, const WCHAR *name );
extern DWORD to_number( const WCHAR *text );

/* level.c: a result against the file */

enum kind
{
    KIND_NUMBER,
    KIND_AGE,           /* it grows */
    KIND_STRING,
    KIND_BYTE,
    KIND_ADDRESS,       /* text in bytes; the count is at count_offset */
    KIND_DESCRIPTOR,    /* SDDL */
    KIND_ZERO           /* it is not in the file */
};

/* Where a member of a structure has its value in the file: in a column, or by a name */
struct member
{
    const char  *text;
    DWORD        offset;
    enum kind    kind;
    DWORD        column;
    const WCHAR *name;
    DWORD        count_offset;
};

struct level
{
    DWORD                level, size;
    const struct member *members;
    DWORD                count;
};

#define LEVEL( level, type, members, count ) { level, sizeof(type), members, count }

extern void check_entry( const WCHAR *section, DWORD row, const struct level *level,
                         const BYTE *entry, const BYTE *block );

/* A function that lists a section */
struct list
{
    const char         *name;
    const WCHAR        *section;
    const struct level *levels;
    DWORD               level_count;
    BOOL              (*admits)( DWORD row );       /* NULL for all */
    NET_API_STATUS    (*call)( DWORD level, BYTE **buffer, DWORD prefmaxlen, DWORD *entries,
                               DWORD *total, DWORD *resume );
};

extern void test_list( const struct list *list );
extern void check_no_level( const struct list *list, DWORD level );

#define ok_status( status, expected ) \
    do { \
        DWORD status_ = (status), expected_ = (expected); \
        ok( status_ == expected_, "got status %lu, expected %lu\n", status_, expected_ ); \
    } while (0)

/* After a failure a result is NULL. The call has the address of buffer. */
#define ok_failure( call, expected ) \
    do { \
        buffer = (BYTE *)0xdead; \
        ok_status( call, expected ); \
        ok( !buffer, "a result after a failure\n" ); \
    } while (0)

#endif /* __SERVICES_TEST_H */
