/*
 * Information levels
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

#include <stddef.h>

#include "server.h"

#define MEMBER( level, field, name ) \
    { field, offsetof( SESSION_INFO_##level, sesi##level##_##name ) }

/* Levels 0, 1, 2 and 502 each begin with the one before. */

#define MEMBERS_0( level ) \
    MEMBER( level, FIELD_CNAME, cname )

#define MEMBERS_1( level ) \
    MEMBERS_0( level ), \
    MEMBER( level, FIELD_USERNAME, username ), \
    MEMBER( level, FIELD_NUM_OPENS, num_opens ), \
    MEMBER( level, FIELD_TIME, time ), \
    MEMBER( level, FIELD_IDLE_TIME, idle_time ), \
    MEMBER( level, FIELD_USER_FLAGS, user_flags )

#define MEMBERS_2( level ) \
    MEMBERS_1( level ), \
    MEMBER( level, FIELD_CLTYPE_NAME, cltype_name )

#define MEMBERS_502( level ) \
    MEMBERS_2( level ), \
    MEMBER( level, FIELD_TRANSPORT, transport )

static const struct level_member members_0[] = { MEMBERS_0( 0 ) };
static const struct level_member members_1[] = { MEMBERS_1( 1 ) };
static const struct level_member members_2[] = { MEMBERS_2( 2 ) };
static const struct level_member members_502[] = { MEMBERS_502( 502 ) };
static const struct level_member members_10[] =
{
    MEMBER( 10, FIELD_CNAME, cname ),
    MEMBER( 10, FIELD_USERNAME, username ),
    MEMBER( 10, FIELD_TIME, time ),
    MEMBER( 10, FIELD_IDLE_TIME, idle_time ),
};

#define LEVEL( level, prefix, open ) \
    { level, sizeof(SESSION_INFO_##level), prefix, open, members_##level, \
      ARRAYSIZE(members_##level) }

/*
 * By MS-SRVS the client's name is that of level 502 at every level. Windows was seen to give it
 * without backslashes at level 502, and with them at level 10; of the others nothing is known, and
 * MS-SRVS's word stands.
 */
static const struct session_level levels[] =
{
    LEVEL( 0, L"", TRUE ),
    LEVEL( 1, L"", FALSE ),
    LEVEL( 2, L"", FALSE ),
    LEVEL( 10, L"\\\\", TRUE ),
    LEVEL( 502, L"", FALSE ),
};

BOOL is_string( enum session_field field )
{
    return field < FIELD_NUM_OPENS;
}

const struct session_level *find_level( DWORD level )
{
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(levels); i++)
        if (levels[i].level == level) return &levels[i];
    return NULL;
}

static const WCHAR *get_prefix( const struct session_level *level, enum session_field field )
{
    return field == FIELD_CNAME ? level->prefix : L"";
}

static SIZE_T string_size( const WCHAR *prefix, const WCHAR *string )
{
    return (wcslen( prefix ) + wcslen( string ) + 1) * sizeof(WCHAR);
}

/* What an entry takes, with its strings, as this computer lays it out. */
ULONGLONG entry_size( const struct session_level *level, const struct session *session )
{
    ULONGLONG size = level->size;
    DWORD i;

    for (i = 0; i < level->count; i++)
    {
        enum session_field field = level->members[i].field;

        if (!is_string( field )) continue;
        size += string_size( get_prefix( level, field ), session->values[field].string );
    }
    return size;
}

static WCHAR *copy_string( const WCHAR *prefix, const WCHAR *string )
{
    WCHAR *copy = call_alloc( string_size( prefix, string ));

    return copy ? wcscat( wcscpy( copy, prefix ), string ) : NULL;
}

BOOL fill_entry( const struct session_level *level, const struct session *session, BYTE *entry )
{
    DWORD i;

    for (i = 0; i < level->count; i++)
    {
        enum session_field field = level->members[i].field;
        const union session_value *value = &session->values[field];
        BYTE *member = entry + level->members[i].offset;
        WCHAR *copy;

        if (is_string( field ))
        {
            if (!(copy = copy_string( get_prefix( level, field ), value->string ))) return FALSE;
            *(WCHAR **)member = copy;
        }
        else *(DWORD *)member = value->number;
    }
    return TRUE;
}
