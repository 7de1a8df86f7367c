/*
 * The calls about open files and connections
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

enum { FILE_ID, FILE_PERMISSIONS, FILE_NUM_LOCKS, FILE_PATHNAME, FILE_USERNAME };

static const struct field file_fields[] =
{
    [FILE_ID]          = PLAIN_FIELD( L"id",          KIND_NUMBER ),
    [FILE_PERMISSIONS] = PLAIN_FIELD( L"permissions", KIND_NUMBER ),
    [FILE_NUM_LOCKS]   = PLAIN_FIELD( L"locks",       KIND_NUMBER ),
    [FILE_PATHNAME]    = PLAIN_FIELD( L"path",        KIND_STRING ),
    [FILE_USERNAME]    = PLAIN_FIELD( L"user",        KIND_STRING ),
};

struct table files = { .section = L"files", FIELDS( file_fields ) };

static const struct member file_members[] =
{
    MEMBER_AT( FILE_ID,          FILE_INFO_3, fi3_id ),
    MEMBER_AT( FILE_PERMISSIONS, FILE_INFO_3, fi3_permissions ),
    MEMBER_AT( FILE_NUM_LOCKS,   FILE_INFO_3, fi3_num_locks ),
    MEMBER_AT( FILE_PATHNAME,    FILE_INFO_3, fi3_pathname ),
    MEMBER_AT( FILE_USERNAME,    FILE_INFO_3, fi3_username ),
};

static const struct level file_levels[] =
{
    { 2, sizeof(FILE_INFO_2), ACCESS_ADMINISTRATOR, file_members, 1, NULL },
    { 3, sizeof(FILE_INFO_3), ACCESS_ADMINISTRATOR, file_members, 5, NULL },
};

struct file_filter
{
    const WCHAR *path, *user;       /* NULL for any */
};

/* A prefix ends at a backslash. */
static BOOL has_prefix( const WCHAR *path, const WCHAR *prefix )
{
    int size = wcslen( prefix );

    if (!path || (int)wcslen( path ) < size) return FALSE;
    if (size && CompareStringOrdinal( path, size, prefix, size, TRUE ) != CSTR_EQUAL) return FALSE;
    return !size || !path[size] || path[size] == '\\' || prefix[size - 1] == '\\';
}

static BOOL match_file( const union value *file, const void *ptr )
{
    const struct file_filter *filter = ptr;

    return (!filter->path || has_prefix( file[FILE_PATHNAME].string, filter->path )) &&
           (!filter->user || match_name( file[FILE_USERNAME].string, filter->user ));
}

NET_API_STATUS NetrFileEnum( SRVSVC_HANDLE server, WCHAR *path, WCHAR *user, FILE_ENUM_STRUCT *info,
                             DWORD length, DWORD *total, DWORD *resume )
{
    const struct file_filter filter = { path, get_qualifier( user ) };
    struct query query =
    {
        .table = &files,
        .level = find_level( file_levels, ARRAYSIZE(file_levels), info->Level ),
        .match = match_file,
        .filter = &filter,
        .length = length,
        .container = (struct container *)info->FileInfo.Level2,
        .total = total,
        .resume = resume,
    };
    NET_API_STATUS ret = begin_enum( &query );

    if (!ret && (is_too_long( path ) || is_too_long( user ))) ret = ERROR_INVALID_PARAMETER;
    if (!ret)
    {
        table_lock();
        ret = enum_records( &query );
        table_unlock();
    }
    return log_enum( ret, &query, info->Level, L"NetrFileEnum", path, user );
}

/* Returns the count of files if it is none of them. */
static DWORD find_file( DWORD id )
{
    DWORD i;

    for (i = 0; i < files.count; i++)
        if (table_record( &files, i )[FILE_ID].number == id) break;
    return i;
}

static NET_API_STATUS get_file( DWORD id, const struct level *level, FILE_INFO *info )
{
    DWORD i = find_file( id );

    if (i == files.count) return ERROR_FILE_NOT_FOUND;
    info->FileInfo2 = (FILE_INFO_2 *)make_entry( &files, level, table_record( &files, i ));
    return info->FileInfo2 ? NERR_Success : ERROR_NOT_ENOUGH_MEMORY;
}

NET_API_STATUS NetrFileGetInfo( SRVSVC_HANDLE server, DWORD id, DWORD level, FILE_INFO *info )
{
    const struct level *found = find_level( file_levels, ARRAYSIZE(file_levels), level );
    NET_API_STATUS ret;

    info->FileInfo2 = NULL;
    if (!access_allowed( ACCESS_ADMINISTRATOR )) ret = ERROR_ACCESS_DENIED;
    else if (!found) ret = ERROR_INVALID_LEVEL;
    else
    {
        table_lock();
        ret = get_file( id, found, info );
        table_unlock();
    }
    return log_call( ret, L"NetrFileGetInfo id=%lu level=%lu", id, level );
}

NET_API_STATUS NetrFileClose( SRVSVC_HANDLE server, DWORD id )
{
    NET_API_STATUS ret = NERR_FileIdNotFound;
    DWORD i;

    if (!access_allowed( ACCESS_ADMINISTRATOR )) ret = ERROR_ACCESS_DENIED;
    else
    {
        table_lock();
        if ((i = find_file( id )) < files.count)
        {
            table_remove( &files, i );
            ret = NERR_Success;
        }
        table_unlock();
    }
    return log_call( ret, L"NetrFileClose id=%lu", id );
}

enum
{
    CONNECTION_ID,
    CONNECTION_TYPE,
    CONNECTION_NUM_OPENS,
    CONNECTION_NUM_USERS,
    CONNECTION_TIME,
    CONNECTION_USERNAME,
    CONNECTION_SHARE,
    CONNECTION_COMPUTER
};

static const struct field connection_fields[] =
{
    [CONNECTION_ID]        = PLAIN_FIELD( L"id",         KIND_NUMBER ),
    [CONNECTION_TYPE]      = PLAIN_FIELD( L"type",       KIND_NUMBER ),
    [CONNECTION_NUM_OPENS] = PLAIN_FIELD( L"open files", KIND_NUMBER ),
    [CONNECTION_NUM_USERS] = PLAIN_FIELD( L"users",      KIND_NUMBER ),
    [CONNECTION_TIME]      = PLAIN_FIELD( L"age",        KIND_AGE ),
    [CONNECTION_USERNAME]  = PLAIN_FIELD( L"user",       KIND_STRING ),
    [CONNECTION_SHARE]     = PLAIN_FIELD( L"share",      KIND_STRING ),
    [CONNECTION_COMPUTER]  = PLAIN_FIELD( L"computer",   KIND_STRING ),
};

struct table connections = { .section = L"connections", FIELDS( connection_fields ) };

#define CONNECTION_MEMBERS( netname ) \
    { \
        MEMBER_AT( CONNECTION_ID,        CONNECTION_INFO_1, coni1_id ), \
        MEMBER_AT( CONNECTION_TYPE,      CONNECTION_INFO_1, coni1_type ), \
        MEMBER_AT( CONNECTION_NUM_OPENS, CONNECTION_INFO_1, coni1_num_opens ), \
        MEMBER_AT( CONNECTION_NUM_USERS, CONNECTION_INFO_1, coni1_num_users ), \
        MEMBER_AT( CONNECTION_TIME,      CONNECTION_INFO_1, coni1_time ), \
        MEMBER_AT( CONNECTION_USERNAME,  CONNECTION_INFO_1, coni1_username ), \
        MEMBER_AT( netname,              CONNECTION_INFO_1, coni1_netname ), \
    }

/* The name that the qualifier does not have */
static const struct member of_share[] = CONNECTION_MEMBERS( CONNECTION_COMPUTER );
static const struct member of_computer[] = CONNECTION_MEMBERS( CONNECTION_SHARE );

#define CONNECTION_LEVELS( members ) \
    { \
        { 0, sizeof(CONNECTION_INFO_0), ACCESS_ADMINISTRATOR, members, 1, NULL }, \
        { 1, sizeof(CONNECTION_INFO_1), ACCESS_ADMINISTRATOR, members, 7, NULL }, \
    }

static const struct level share_levels[] = CONNECTION_LEVELS( of_share );
static const struct level computer_levels[] = CONNECTION_LEVELS( of_computer );

static BOOL is_computer( const WCHAR *qualifier )
{
    return qualifier && !wcsncmp( qualifier, L"\\\\", 2 );
}

static BOOL match_connection( const union value *connection, const void *filter )
{
    const WCHAR *qualifier = filter;

    if (is_computer( qualifier ))
        return match_name( connection[CONNECTION_COMPUTER].string, qualifier + 2 );
    return match_name( connection[CONNECTION_SHARE].string, qualifier );
}

NET_API_STATUS NetrConnectionEnum( SRVSVC_HANDLE server, WCHAR *qualifier,
                                   CONNECT_ENUM_STRUCT *info, DWORD length, DWORD *total,
                                   DWORD *resume )
{
    const struct level *levels = is_computer( qualifier ) ? computer_levels : share_levels;
    struct query query =
    {
        .table = &connections,
        .level = find_level( levels, ARRAYSIZE(share_levels), info->Level ),
        .match = match_connection,
        .filter = qualifier,
        .length = length,
        .container = (struct container *)info->ConnectInfo.Level0,
        .total = total,
        .resume = resume,
    };
    NET_API_STATUS ret = begin_enum( &query );

    if (!ret && (!get_qualifier( qualifier ) || is_too_long( qualifier )))
        ret = ERROR_INVALID_PARAMETER;
    if (!ret)
    {
        table_lock();
        ret = enum_records( &query );
        table_unlock();
    }
    return log_enum( ret, &query, info->Level, L"NetrConnectionEnum", qualifier, NULL );
}
