/*
 * Reference server for MS-SRVS and MS-WKST, internal definitions
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

#include <stddef.h>
#include <windows.h>
#include <rpc.h>
#include <lm.h>

#include "srvsvc.h"
#include "wkssvc.h"

/* MinGW's lmserver.h lacks them. */
#ifndef SVTI2_REMAP_PIPE_NAMES
#define SVTI2_REMAP_PIPE_NAMES 0x2
#endif
#ifndef SVTI2_SCOPED_NAME
#define SVTI2_SCOPED_NAME 0x4
#endif

/* main.c */
extern void WINAPIV error( const WCHAR *format, ... );

/* access.c: who may call */

enum access
{
    ACCESS_ADMINISTRATOR,       /* who may call only as one */
    ACCESS_BEFORE_1607,         /* whom Windows before version 1607 let call without */
    ACCESS_EVERYBODY
};

extern BOOL set_access( const WCHAR *mode );
extern BOOL access_allowed( enum access access );
extern void get_caller( WCHAR *name, DWORD count );

/* call.c: a call's memory and its line in the log */
extern RPC_STATUS register_interfaces(void);
extern void *call_alloc( SIZE_T size );
extern BOOL log_open( const WCHAR *path );
extern NET_API_STATUS WINAPIV log_call( NET_API_STATUS status, const WCHAR *format, ... );
extern const WCHAR *log_name( const WCHAR *name );

/* record.c: what a table holds, and what the information levels look like */

enum kind
{
    KIND_NUMBER,
    KIND_AGE,           /* seconds, which grow */
    KIND_BOOLEAN,       /* a byte on the wire */
    KIND_STRING,
    KIND_ADDRESS,       /* bytes, whose count is a member of its own */
    KIND_DESCRIPTOR     /* the same, of a security descriptor */
};

struct block
{
    DWORD size;
    BYTE  bytes[1];
};

union value
{
    DWORD         number;
    WCHAR        *string;       /* NULL for none */
    struct block *block;
};

enum change
{
    CHANGE_NONE,        /* the server ignores it */
    CHANGE_CHECK,       /* the server looks at it, and does not keep it */
    CHANGE_STORE
};

struct field
{
    const WCHAR *name;          /* in the data file */
    enum kind    kind;
    DWORD        parmnum;       /* 0 for none */
    enum change  change;
    DWORD        min, max;      /* both 0: any */
    BOOL         single;        /* has a level of its own, 1000 + parmnum */
};

struct member
{
    DWORD field;
    DWORD offset;
    DWORD count_offset;         /* of a block's size */
};

/* Levels of a class mostly begin with the one before: then they share their members. */
struct level
{
    DWORD                level;
    DWORD                size;
    enum access          access;
    const struct member *members;
    DWORD                count;
    const WCHAR         *prefix;    /* of the first member, NULL for none */
};

/* Records of count fields each */
struct table
{
    const WCHAR        *section;    /* of the data file */
    const struct field *fields;
    DWORD               field_count;
    BOOL                single;     /* one record, which has a line for each field */
    const WCHAR      *(*check)( const union value *record );    /* what is wrong, or NULL */
    union value        *values;
    DWORD               count;      /* of records */
};

#define FIELDS( list ) .fields = list, .field_count = ARRAYSIZE(list)

/* One that nobody changes */
#define PLAIN_FIELD( text, type ) { .name = text, .kind = type }

/* One that is no block */
#define MEMBER_AT( index, type, name ) { .field = index, .offset = offsetof( type, name ) }

struct own_level    /* of a field that has one */
{
    struct level  level;
    struct member member;
};

extern const struct level *find_level( const struct level *levels, DWORD count, DWORD level );
extern const struct level *find_own_level( const struct table *table, DWORD level,
                                           struct own_level *own );
extern ULONGLONG entry_size( const struct table *table, const struct level *level,
                             const union value *record );
extern BOOL fill_entry( const struct table *table, const struct level *level,
                        const union value *record, BYTE *entry );
extern BYTE *make_entry( const struct table *table, const struct level *level,
                         const union value *record );
extern BOOL find_invalid( const struct table *table, const struct level *level,
                          const void *entry, DWORD *parmnum );
extern BOOL set_string( union value *value, const WCHAR *string );
extern BOOL store_entry( const struct table *table, const struct level *level, const void *entry,
                         union value *record );
extern BOOL add_entry( struct table *table, const struct level *level, const void *entry );
extern void free_value( enum kind kind, union value *value );

/* table.c: the tables, and the file that they come from */
extern BOOL table_load( const WCHAR *path );
extern void table_lock(void);
extern void table_unlock(void);
extern DWORD table_age(void);
extern union value *table_record( const struct table *table, DWORD i );
extern union value *table_add( struct table *table );
extern void table_remove( struct table *table, DWORD i );

/* enum.c: the calls that list a table */

struct container
{
    DWORD EntriesRead;
    BYTE *Buffer;
};

struct query
{
    struct table       *table;
    const struct level *level;      /* NULL if it does not exist */
    BOOL              (*match)( const union value *record, const void *filter );
    const void         *filter;
    DWORD               length;     /* PreferedMaximumLength */
    struct container   *container;
    DWORD              *total;
    DWORD              *resume;
    DWORD               start;      /* set by begin_enum() */
};

extern BOOL match_name( const WCHAR *name, const WCHAR *other );
extern BOOL is_too_long( const WCHAR *qualifier );
extern const WCHAR *get_qualifier( const WCHAR *name );
extern NET_API_STATUS begin_enum( struct query *query );
extern NET_API_STATUS enum_records( const struct query *query );
extern NET_API_STATUS enum_all( struct query *query );
extern NET_API_STATUS log_enum( NET_API_STATUS status, const struct query *query, DWORD level,
                                const WCHAR *method, const WCHAR *name, const WCHAR *other );

/* The tables, each in the file of its calls */
extern struct table sessions, connections, files, shares, server_config, disks, statistics,
                    fixed_clock, transports, aliases, wksta, users;

/* share.c */
extern BOOL is_valid_descriptor( const void *descriptor, DWORD size );

/* transport.c */
extern const WCHAR *scoped_name( const WCHAR *server );

#endif /* __SRVSVC_SERVER_H */
