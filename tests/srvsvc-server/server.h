/*
 * Reference server for MS-SRVS's session calls, internal definitions
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

#ifndef __SRVSVC_SERVER_H
#define __SRVSVC_SERVER_H

#include <windows.h>
#include <rpc.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmshare.h>

#include "srvsvc.h"

/* main.c */
extern void WINAPIV error( const WCHAR *format, ... );

/* access.c: who may call */
extern BOOL set_access( const WCHAR *mode );
extern BOOL access_allowed( BOOL open_before_1607 );
extern void get_caller( WCHAR *name, DWORD count );

/* call.c: a call's memory and its line in the log */
extern RPC_STATUS register_interface(void);
extern void *call_alloc( SIZE_T size );
extern BOOL log_open( const WCHAR *path );
extern NET_API_STATUS WINAPIV log_call( NET_API_STATUS status, const WCHAR *format, ... );
extern const WCHAR *log_name( const WCHAR *name );

/* level.c: what the information levels look like */

enum session_field
{
    FIELD_CNAME,
    FIELD_USERNAME,
    FIELD_CLTYPE_NAME,
    FIELD_TRANSPORT,
    FIELD_NUM_OPENS,        /* strings before, numbers from here on */
    FIELD_TIME,
    FIELD_IDLE_TIME,
    FIELD_USER_FLAGS,
    FIELD_COUNT
};

union session_value
{
    WCHAR *string;
    DWORD  number;
};

struct session
{
    union session_value values[FIELD_COUNT];
};

struct level_member
{
    enum session_field field;
    DWORD              offset;
};

struct session_level
{
    DWORD                      level;
    DWORD                      size;        /* of an entry */
    const WCHAR               *prefix;      /* of the client's name */
    BOOL                       open_before_1607;
    const struct level_member *members;
    DWORD                      count;
};

extern BOOL is_string( enum session_field field );
extern const struct session_level *find_level( DWORD level );
extern ULONGLONG entry_size( const struct session_level *level, const struct session *session );
extern BOOL fill_entry( const struct session_level *level, const struct session *session,
                        BYTE *entry );

/* session.c: the session calls */
extern BOOL is_too_long( const WCHAR *qualifier );

/* table.c: the sessions */
extern BOOL table_load( const WCHAR *path );
extern void table_lock(void);
extern void table_unlock(void);
extern DWORD table_count(void);
extern struct session table_session( DWORD i );
extern BOOL table_match( DWORD i, const WCHAR *client, const WCHAR *user );
extern void table_remove( DWORD i );

#endif /* __SRVSVC_SERVER_H */
