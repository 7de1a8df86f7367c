/*
 * Net file and connection functions
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

#include "client.h"

#include "wine/debug.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

enum { PATHNAME, FILE_USERNAME, FILE_ID, PERMISSIONS, NUM_LOCKS, FILE_FIELDS };

static const struct info_level file_levels[] =
{
    { 2, 3, 3, LEVEL_BOTH, sizeof(FILE_INFO_2), { [FILE_ID] = FIELD( FILE_INFO_2, fi2_id ) } },
    { 3, 3, 3, LEVEL_BOTH, sizeof(FILE_INFO_3),
      { [PATHNAME] = FIELD( FILE_INFO_3, fi3_pathname ),
        [FILE_USERNAME] = FIELD( FILE_INFO_3, fi3_username ),
        [FILE_ID] = FIELD( FILE_INFO_3, fi3_id ),
        [PERMISSIONS] = FIELD( FILE_INFO_3, fi3_permissions ),
        [NUM_LOCKS] = FIELD( FILE_INFO_3, fi3_num_locks ) } },
};

static NET_API_STATUS file_enum( WCHAR *server, void *params )
{
    struct info_request *request = params;
    const WCHAR *user = file_user_to_send( request );

    /*
     * A server counts and cuts what it sends. Where that is another level than the caller's, or has
     * the files of other users in it, only netapi32 can do so.
     */
    request->exact = !request->start &&
                     (request->asked != request->wanted || user != request->names[1]);
    return NetrFileEnum( server, (WCHAR *)request->names[0], (WCHAR *)user,
                         (FILE_ENUM_STRUCT *)&request->info,
                         request->exact ? MAX_PREFERRED_LENGTH : request->prefmaxlen,
                         &request->total, &request->resume );
}

static NET_API_STATUS file_get( WCHAR *server, void *params )
{
    struct info_request *request = params;

    return NetrFileGetInfo( server, request->id, request->info.level,
                            (FILE_INFO *)&request->container.entries );
}

static NET_API_STATUS file_close( WCHAR *server, void *params )
{
    return NetrFileClose( server, *(DWORD *)params );
}

/* MS-SRVS: a file matches if its path begins with the wanted path. */
static BOOL file_match( const struct info_list *list, DWORD i, struct info_request *request )
{
    const WCHAR *path = request->names[0], *user = request->names[1];
    const WCHAR *pathname = entry_string( list, i, PATHNAME );

    if (request->one) return *entry_number( list, i, FILE_ID ) == request->id;
    if (path && level_has( list->level, PATHNAME ) &&
        (wcslen( pathname ) < wcslen( path ) ||
         CompareStringOrdinal( pathname, wcslen( path ), path, -1, TRUE ) != CSTR_EQUAL))
        return FALSE;
    return !user || !level_has( list->level, FILE_USERNAME ) ||
           is_same_user( entry_string( list, i, FILE_USERNAME ), user );
}

static NET_API_STATUS file_not_found( const struct info_request *request )
{
    return request->one ? ERROR_FILE_NOT_FOUND : NERR_Success;
}

static const struct info_class files =
{
    .index = CLASS_FILE, .levels = file_levels, .level_count = ARRAY_SIZE(file_levels),
    .strings = FILE_ID, .fields = FILE_FIELDS, .enumerate = file_enum,
    .get = file_get, .match = file_match, .not_found = file_not_found,
};

/************************************************************
 *                NetFileEnum  (NETAPI32.@)
 *
 * List the files that are open on a server.
 *
 * PARAMS
 *  servername   [I]   Name of the server, NULL or empty for the local computer
 *  basepath     [I]   Beginning of the wanted paths on the server; NULL or empty for all
 *  username     [I]   User whose files are wanted; NULL or empty for all
 *  level        [I]   2 or 3: an array of FILE_INFO_2 or FILE_INFO_3 is wanted
 *  bufptr       [O]   Receives the array, to be freed by NetApiBufferFree; NULL without an entry
 *  prefmaxlen, entriesread, totalentries, resume [I/O] As described for NetSessionEnum
 *
 * RETURNS
 *  NERR_Success, ERROR_MORE_DATA if there are more entries than fit, NERR_BufTooSmall if none fits,
 *  or an error as described for NetSessionGetInfo.
 */
NET_API_STATUS WINAPI NetFileEnum( LMSTR servername, LMSTR basepath, LMSTR username, DWORD level,
                                   LPBYTE *bufptr, DWORD prefmaxlen, LPDWORD entriesread,
                                   LPDWORD totalentries, PDWORD_PTR resume )
{
    struct info_request request = { .class = &files, .prefmaxlen = prefmaxlen };
    DWORD handle = resume ? *resume : 0;
    NET_API_STATUS ret;

    TRACE( "(%s, %s, %s, %lu, %p, %lu, %p, %p, %p)\n", debugstr_w(servername), debugstr_w(basepath),
           debugstr_w(username), level, bufptr, prefmaxlen, entriesread, totalentries, resume );

    if (basepath && basepath[0]) request.names[0] = basepath;
    if (username && username[0]) request.names[1] = username;
    request.filtered = request.names[0] || request.names[1];
    ret = enum_info( servername, &request, level, bufptr, entriesread, totalentries, &handle );
    if (resume && (!ret || ret == ERROR_MORE_DATA)) *resume = handle;

    TRACE( "returning %lu\n", ret );
    return ret;
}

/************************************************************
 *                NetFileGetInfo  (NETAPI32.@)
 *
 * Get information about a file that is open on a server.
 *
 * PARAMS
 *  servername [I] Name of the server, NULL or empty for the local computer
 *  fileid     [I] Number of the file, from NetFileEnum
 *  level      [I] 2 or 3: a FILE_INFO_2 or FILE_INFO_3 is wanted
 *  bufptr     [O] Receives the information, to be freed by one NetApiBufferFree; NULL after a
 *                 failure
 *
 * RETURNS
 *  NERR_Success, ERROR_FILE_NOT_FOUND if there is no such file, or an error as described for
 *  NetSessionGetInfo.
 */
NET_API_STATUS WINAPI NetFileGetInfo( LMSTR servername, DWORD fileid, DWORD level, LPBYTE *bufptr )
{
    struct info_request request = { .class = &files, .one = TRUE, .id = fileid };
    NET_API_STATUS ret;

    TRACE( "(%s, %lu, %lu, %p)\n", debugstr_w(servername), fileid, level, bufptr );

    ret = get_info( servername, &request, level, bufptr );

    TRACE( "returning %lu\n", ret );
    return ret;
}

/************************************************************
 *                NetFileClose  (NETAPI32.@)
 *
 * Close a file that somebody has open on a server, as if that user had closed it.
 *
 * PARAMS
 *  servername [I] Name of the server, NULL or empty for the local computer
 *  fileid     [I] Number of the file, from NetFileEnum
 *
 * RETURNS
 *  NERR_Success, NERR_FileIdNotFound if there is no such file, or an error as described for
 *  NetSessionGetInfo.
 */
NET_API_STATUS WINAPI NetFileClose( LMSTR servername, DWORD fileid )
{
    struct info_request request = { .class = &files, .one = TRUE, .id = fileid };
    NET_API_STATUS ret;
    struct call call;

    TRACE( "(%s, %lu)\n", debugstr_w(servername), fileid );

    request.wanted = find_level( &files, 3 );
    request.prefmaxlen = MAX_PREFERRED_LENGTH;
    if (!(ret = open_call( servername, &call )))
    {
        ret = close_file( &call, &request, file_close );
        close_call( &call );
    }

    TRACE( "returning %lu\n", ret );
    return ret;
}

enum { CONNECTION_USERNAME, NETNAME, CONNECTION_ID, TYPE, NUM_OPENS, NUM_USERS, TIME,
       CONNECTION_FIELDS };

static const struct info_level connection_levels[] =
{
    { 0, 0, 1, LEVEL_ENUM, sizeof(CONNECTION_INFO_0),
      { [CONNECTION_ID] = FIELD( CONNECTION_INFO_0, coni0_id ) } },
    { 1, 1, 1, LEVEL_ENUM, sizeof(CONNECTION_INFO_1),
      { [CONNECTION_USERNAME] = FIELD( CONNECTION_INFO_1, coni1_username ),
        [NETNAME] = FIELD( CONNECTION_INFO_1, coni1_netname ),
        [CONNECTION_ID] = FIELD( CONNECTION_INFO_1, coni1_id ),
        [TYPE] = FIELD( CONNECTION_INFO_1, coni1_type ),
        [NUM_OPENS] = FIELD( CONNECTION_INFO_1, coni1_num_opens ),
        [NUM_USERS] = FIELD( CONNECTION_INFO_1, coni1_num_users ),
        [TIME] = FIELD( CONNECTION_INFO_1, coni1_time ) } },
};

static NET_API_STATUS connection_enum( WCHAR *server, void *params )
{
    struct info_request *request = params;

    return NetrConnectionEnum( server, (WCHAR *)request->names[0],
                               (CONNECT_ENUM_STRUCT *)&request->info, request->prefmaxlen,
                               &request->total, &request->resume );
}

/* MS-SRVS leaves this check to the server, and Samba doesn't make it. */
static NET_API_STATUS connection_check( const struct info_request *request )
{
    const WCHAR *qualifier = request->names[0];

    return qualifier && qualifier[0] ? NERR_Success : ERROR_INVALID_PARAMETER;
}

static const struct info_class connections =
{
    .index = CLASS_CONNECTION, .levels = connection_levels,
    .level_count = ARRAY_SIZE(connection_levels), .strings = CONNECTION_ID,
    .fields = CONNECTION_FIELDS, .enumerate = connection_enum,
    .check = connection_check,
};

/************************************************************
 *                NetConnectionEnum  (NETAPI32.@)
 *
 * List the connections to a share of a server, or the connections of a computer.
 *
 * PARAMS
 *  servername   [I]   Name of the server, NULL or empty for the local computer
 *  qualifier    [I]   Name of the share, or of the computer with leading backslashes
 *  level        [I]   0 or 1: an array of CONNECTION_INFO_0 or CONNECTION_INFO_1 is wanted
 *  bufptr       [O]   Receives the array, to be freed by one NetApiBufferFree; NULL if there is no
 *                     entry. Times are in seconds
 *  prefmaxlen, entriesread, totalentries, resume [I/O] As described for NetSessionEnum
 *
 * RETURNS
 *  NERR_Success, ERROR_MORE_DATA if there are more entries than fit, NERR_BufTooSmall if none fits,
 *  ERROR_INVALID_PARAMETER also for a qualifier that is NULL, empty or longer than 1,023
 *  characters, or an error as described for NetSessionGetInfo.
 *
 * NOTES
 *  Samba makes up all but the number of entries and the number of open files.
 */
NET_API_STATUS WINAPI NetConnectionEnum( LMSTR servername, LMSTR qualifier, DWORD level,
                                         LPBYTE *bufptr, DWORD prefmaxlen, LPDWORD entriesread,
                                         LPDWORD totalentries, LPDWORD resume )
{
    struct info_request request = { .class = &connections, .names = { qualifier },
                                    .prefmaxlen = prefmaxlen };
    NET_API_STATUS ret;

    TRACE( "(%s, %s, %lu, %p, %lu, %p, %p, %p)\n", debugstr_w(servername), debugstr_w(qualifier),
           level, bufptr, prefmaxlen, entriesread, totalentries, resume );

    ret = enum_info( servername, &request, level, bufptr, entriesread, totalentries, resume );

    TRACE( "returning %lu\n", ret );
    return ret;
}
