/*
 * Information levels of the session functions
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

#include "netapi32_private.h"

#define OFFSET( level, field ) (offsetof( SESSION_INFO_##level, sesi##level##_##field ) + 1)

static const struct session_level session_levels[] =
{
    {
        0, sizeof(SESSION_INFO_0),
        {
            [FIELD_CNAME]       = OFFSET( 0, cname ),
        }
    },
    {
        1, sizeof(SESSION_INFO_1),
        {
            [FIELD_CNAME]       = OFFSET( 1, cname ),
            [FIELD_USERNAME]    = OFFSET( 1, username ),
            [FIELD_NUM_OPENS]   = OFFSET( 1, num_opens ),
            [FIELD_TIME]        = OFFSET( 1, time ),
            [FIELD_IDLE_TIME]   = OFFSET( 1, idle_time ),
            [FIELD_USER_FLAGS]  = OFFSET( 1, user_flags ),
        }
    },
    {
        2, sizeof(SESSION_INFO_2),
        {
            [FIELD_CNAME]       = OFFSET( 2, cname ),
            [FIELD_USERNAME]    = OFFSET( 2, username ),
            [FIELD_NUM_OPENS]   = OFFSET( 2, num_opens ),
            [FIELD_TIME]        = OFFSET( 2, time ),
            [FIELD_IDLE_TIME]   = OFFSET( 2, idle_time ),
            [FIELD_USER_FLAGS]  = OFFSET( 2, user_flags ),
            [FIELD_CLTYPE_NAME] = OFFSET( 2, cltype_name ),
        }
    },
    {
        10, sizeof(SESSION_INFO_10),
        {
            [FIELD_CNAME]       = OFFSET( 10, cname ),
            [FIELD_USERNAME]    = OFFSET( 10, username ),
            [FIELD_TIME]        = OFFSET( 10, time ),
            [FIELD_IDLE_TIME]   = OFFSET( 10, idle_time ),
        }
    },
    {
        502, sizeof(SESSION_INFO_502),
        {
            [FIELD_CNAME]       = OFFSET( 502, cname ),
            [FIELD_USERNAME]    = OFFSET( 502, username ),
            [FIELD_NUM_OPENS]   = OFFSET( 502, num_opens ),
            [FIELD_TIME]        = OFFSET( 502, time ),
            [FIELD_IDLE_TIME]   = OFFSET( 502, idle_time ),
            [FIELD_USER_FLAGS]  = OFFSET( 502, user_flags ),
            [FIELD_CLTYPE_NAME] = OFFSET( 502, cltype_name ),
            [FIELD_TRANSPORT]   = OFFSET( 502, transport ),
        }
    },
};

static BOOL is_string( enum session_field field )
{
    return field < FIELD_NUM_OPENS;
}

const struct session_level *find_session_level( DWORD level )
{
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(session_levels); i++)
        if (session_levels[i].level == level) return &session_levels[i];
    return NULL;
}

/* A set of levels is a mask of these. */
DWORD level_bit( const struct session_level *level )
{
    return 1u << (level - session_levels);
}

BOOL level_has( const struct session_level *level, enum session_field field )
{
    return level->fields[field] != 0;
}

static BYTE *field_ptr( const struct session_level *level, BYTE *entry, enum session_field field )
{
    return entry + level->fields[field] - 1;
}

static BYTE *entry_ptr( const struct session_list *list, DWORD i )
{
    return list->entries + (SIZE_T)i * list->level->size;
}

static const WCHAR *raw_string( const struct session_list *list, DWORD i, enum session_field field )
{
    if (!level_has( list->level, field )) return NULL;
    return *(const WCHAR **)field_ptr( list->level, entry_ptr( list, i ), field );
}

/*
 * An answer says its number of entries, that of its array's elements and the union's arm each for
 * itself, and the stub does not compare them. Only what it allocated and terminated is looked at.
 */
BOOL check_entries( const struct session_list *list )
{
    struct rpc_cursor cursor = { NULL };
    enum session_field field;
    const WCHAR *str;
    SIZE_T len;
    DWORD i;

    if (!list->count) return TRUE;
    if (list->count > rpc_memory_size( list->entries, &cursor ) / list->level->size) return FALSE;
    for (i = 0; i < list->count; i++)
    {
        for (field = 0; is_string( field ); field++)
        {
            if (!(str = raw_string( list, i, field ))) continue;
            len = rpc_memory_size( str, &cursor ) / sizeof(WCHAR);
            if (!len || wcsnlen( str, len ) == len) return FALSE;
        }
    }
    return TRUE;
}

/* Never NULL: what the server left out, or its level lacks, is an empty string. */
const WCHAR *entry_string( const struct session_list *list, DWORD i, enum session_field field )
{
    const WCHAR *str = raw_string( list, i, field );

    return str ? str : L"";
}

static DWORD entry_number( const struct session_list *list, DWORD i, enum session_field field )
{
    DWORD number;

    if (!level_has( list->level, field )) return 0;
    number = *(const DWORD *)field_ptr( list->level, entry_ptr( list, i ), field );

    /* Samba rounds the beginning of a session and the present each for itself, and so says -1. */
    if (field == FIELD_TIME && number == MAXDWORD) return 0;
    return number;
}

void move_entry( struct session_list *list, DWORD to, DWORD from )
{
    if (to != from) memcpy( entry_ptr( list, to ), entry_ptr( list, from ), list->level->size );
}

static SIZE_T string_size( const WCHAR *str )
{
    return (wcslen( str ) + 1) * sizeof(WCHAR);
}

static ULONGLONG strings_size( const struct session_list *list, DWORD i,
                               const struct session_level *level )
{
    enum session_field field;
    ULONGLONG size = 0;

    for (field = 0; is_string( field ); field++)
        if (level_has( level, field )) size += string_size( entry_string( list, i, field ));
    return size;
}

/* What an entry takes in a result of the given level. */
ULONGLONG entry_size( const struct session_list *list, DWORD i, const struct session_level *level )
{
    return level->size + strings_size( list, i, level );
}

/* The least that any server, 32-bit ones included, can have counted for its answer. */
ULONGLONG least_wire_size( const struct session_list *list )
{
    enum session_field field;
    ULONGLONG size = 0;
    DWORD i;

    for (field = 0; field < FIELD_COUNT; field++)
        if (level_has( list->level, field )) size += sizeof(DWORD);
    size *= list->count;
    for (i = 0; i < list->count; i++) size += strings_size( list, i, list->level );
    return size;
}

static WCHAR *pack_entry( const struct session_list *list, DWORD i,
                          const struct session_level *level, BYTE *entry, WCHAR *strings )
{
    enum session_field field;

    for (field = 0; field < FIELD_COUNT; field++)
    {
        BYTE *dst = field_ptr( level, entry, field );

        if (!level_has( level, field )) continue;
        if (is_string( field ))
        {
            const WCHAR *str = entry_string( list, i, field );
            SIZE_T size = string_size( str );

            *(WCHAR **)dst = memcpy( strings, str, size );
            strings += size / sizeof(WCHAR);
        }
        else *(DWORD *)dst = entry_number( list, i, field );
    }
    return strings;
}

/* The result is one block: the entries, then their strings. No entry gives no block. */
NET_API_STATUS pack_sessions( const struct session_list *list, const struct session_level *level,
                              BYTE **buffer )
{
    ULONGLONG size = 0;
    WCHAR *strings;
    BYTE *block;
    DWORD i;

    *buffer = NULL;
    if (!list->count) return NERR_Success;

    for (i = 0; i < list->count; i++) size += entry_size( list, i, level );
    if (size > MAXDWORD || NetApiBufferAllocate( size, (void **)&block ))
        return ERROR_NOT_ENOUGH_MEMORY;

    strings = (WCHAR *)(block + (SIZE_T)list->count * level->size);
    for (i = 0; i < list->count; i++)
        strings = pack_entry( list, i, level, block + (SIZE_T)i * level->size, strings );
    *buffer = block;
    return NERR_Success;
}
