/*
 * MS-WKST's calls about the workstation and its users
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

#include "server.h"

/* As in config.c. F( name, kind, parmnum, change, min, max, single ) */
#define INFO_102( F ) \
    F( platform_id, NUMBER, 0, NONE, 0, 0, FALSE ) \
    F( computername, STRING, 0, NONE, 0, 0, FALSE ) \
    F( langroup, STRING, 0, NONE, 0, 0, FALSE ) \
    F( ver_major, NUMBER, 0, NONE, 0, 0, FALSE ) \
    F( ver_minor, NUMBER, 0, NONE, 0, 0, FALSE ) \
    F( lanroot, STRING, 0, NONE, 0, 0, FALSE ) \
    F( logged_on_users, NUMBER, 0, NONE, 0, 0, FALSE )

/* The other members of level 502 are not used. */
#define INFO_502( F ) \
    F( keep_conn, NUMBER, 13, STORE, 1, 65535, TRUE ) \
    F( max_cmds, NUMBER, 0, STORE, 50, 65535, FALSE ) \
    F( sess_timeout, NUMBER, 18, STORE, 60, 65535, TRUE ) \
    F( dormant_file_limit, NUMBER, 46, STORE, 1, MAXDWORD, TRUE )

#define ENUM( name, ... ) WKI_##name,

enum { INFO_102( ENUM ) INFO_502( ENUM ) };

#define FIELD( name, kind, parmnum, change, min, max, single ) \
    { L""#name, KIND_##kind, parmnum, CHANGE_##change, min, max, single },

static const struct field wksta_fields[] = { INFO_102( FIELD ) INFO_502( FIELD ) };

struct table wksta = { .section = L"workstation", FIELDS( wksta_fields ), .single = TRUE };

#define MEMBER_102( name, ... ) MEMBER_AT( WKI_##name, WKSTA_INFO_102, wki102_##name ),
#define MEMBER_502( name, ... ) MEMBER_AT( WKI_##name, WKSTA_INFO_502, wki502_##name ),

/* Levels 100 and 101 each are the beginning of the next. */
static const struct member members_102[] = { INFO_102( MEMBER_102 ) };
static const struct member members_502[] = { INFO_502( MEMBER_502 ) };

#define LEVEL( level, access, members, count ) \
    { level, sizeof(WKSTA_INFO_##level), access, members, count, NULL }

static const struct level wksta_levels[] =
{
    LEVEL( 100, ACCESS_EVERYBODY, members_102, 5 ),
    LEVEL( 101, ACCESS_EVERYBODY, members_102, 6 ),
    LEVEL( 102, ACCESS_ADMINISTRATOR, members_102, 7 ),
    LEVEL( 502, ACCESS_ADMINISTRATOR, members_502, 4 ),
};

static NET_API_STATUS get_wksta( const struct level *level, WKSTA_INFO *info )
{
    union value record[ARRAYSIZE(wksta_fields)];

    table_lock();
    memcpy( record, wksta.values, sizeof(record) );
    record[WKI_logged_on_users].number = users.count;
    info->WkstaInfo100 = (WKSTA_INFO_100 *)make_entry( &wksta, level, record );
    table_unlock();
    return info->WkstaInfo100 ? NERR_Success : ERROR_NOT_ENOUGH_MEMORY;
}

NET_API_STATUS NetrWkstaGetInfo( WKSSVC_IDENTIFY_HANDLE server, DWORD level, WKSTA_INFO *info )
{
    const struct level *found = find_level( wksta_levels, ARRAYSIZE(wksta_levels), level );
    NET_API_STATUS ret;

    info->WkstaInfo100 = NULL;
    if (!access_allowed( found ? found->access : ACCESS_ADMINISTRATOR )) ret = ERROR_ACCESS_DENIED;
    else if (!found) ret = ERROR_INVALID_LEVEL;
    else ret = get_wksta( found, info );
    return log_call( ret, L"NetrWkstaGetInfo level=%lu", level );
}

/* What names the member that is wrong is the level's own number. */
NET_API_STATUS NetrWkstaSetInfo( WKSSVC_IDENTIFY_HANDLE server, DWORD level, WKSTA_INFO *info,
                                 DWORD *parm_err )
{
    struct own_level own;
    const struct level *found = level == 502
        ? find_level( wksta_levels, ARRAYSIZE(wksta_levels), level )
        : find_own_level( &wksta, level, &own );
    NET_API_STATUS ret = NERR_Success;
    DWORD parmnum = 0;

    if (!access_allowed( ACCESS_ADMINISTRATOR )) ret = ERROR_ACCESS_DENIED;
    else if (!found) ret = ERROR_INVALID_LEVEL;
    else if (!info->WkstaInfo502 || find_invalid( &wksta, found, info->WkstaInfo502, &parmnum ))
        ret = ERROR_INVALID_PARAMETER;
    else
    {
        table_lock();
        if (!store_entry( &wksta, found, info->WkstaInfo502, wksta.values ))
            ret = ERROR_NOT_ENOUGH_MEMORY;
        table_unlock();
    }
    if (ret == ERROR_INVALID_PARAMETER && parm_err) *parm_err = parmnum;
    return log_call( ret, L"NetrWkstaSetInfo level=%lu parm_err=%lu", level, parmnum );
}

static const struct field user_fields[] =
{
    PLAIN_FIELD( L"name",          KIND_STRING ),
    PLAIN_FIELD( L"logon domain",  KIND_STRING ),
    PLAIN_FIELD( L"other domains", KIND_STRING ),
    PLAIN_FIELD( L"logon server",  KIND_STRING ),
};

struct table users = { .section = L"users", FIELDS( user_fields ) };

static const struct member user_members[] =
{
    MEMBER_AT( 0, WKSTA_USER_INFO_1, wkui1_username ),
    MEMBER_AT( 1, WKSTA_USER_INFO_1, wkui1_logon_domain ),
    MEMBER_AT( 2, WKSTA_USER_INFO_1, wkui1_oth_domains ),
    MEMBER_AT( 3, WKSTA_USER_INFO_1, wkui1_logon_server ),
};

static const struct level user_levels[] =
{
    { 0, sizeof(WKSTA_USER_INFO_0), ACCESS_ADMINISTRATOR, user_members, 1, NULL },
    { 1, sizeof(WKSTA_USER_INFO_1), ACCESS_ADMINISTRATOR, user_members, 4, NULL },
};

NET_API_STATUS NetrWkstaUserEnum( WKSSVC_IDENTIFY_HANDLE server, WKSTA_USER_ENUM_STRUCT *info,
                                  DWORD length, DWORD *total, DWORD *resume )
{
    struct query query =
    {
        .table = &users,
        .level = find_level( user_levels, ARRAYSIZE(user_levels), info->Level ),
        .length = length,
        .container = (struct container *)info->WkstaUserInfo.Level0,
        .total = total,
        .resume = resume,
    };

    return log_enum( enum_all( &query ), &query, info->Level, L"NetrWkstaUserEnum", NULL, NULL );
}
