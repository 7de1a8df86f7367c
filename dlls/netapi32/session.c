/*
 * Net session functions
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
#include "inaddr.h"
#include "in6addr.h"
#include "ip2string.h"

#include "wine/debug.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

enum { CNAME, USERNAME, CLTYPE_NAME, TRANSPORT, NUM_OPENS, TIME, IDLE_TIME, USER_FLAGS, FIELDS };

#define SESSION( level, field ) FIELD( SESSION_INFO_##level, sesi##level##_##field )

static const struct info_level levels[] =
{
    { 0, 10, 1, LEVEL_BOTH, sizeof(SESSION_INFO_0), { [CNAME] = SESSION( 0, cname ) } },
    { 1, 1, 1, LEVEL_BOTH, sizeof(SESSION_INFO_1),
      { [CNAME] = SESSION( 1, cname ), [USERNAME] = SESSION( 1, username ),
        [NUM_OPENS] = SESSION( 1, num_opens ), [TIME] = SESSION( 1, time ),
        [IDLE_TIME] = SESSION( 1, idle_time ), [USER_FLAGS] = SESSION( 1, user_flags ) } },
    { 2, 2, 1, LEVEL_BOTH, sizeof(SESSION_INFO_2),
      { [CNAME] = SESSION( 2, cname ), [USERNAME] = SESSION( 2, username ),
        [CLTYPE_NAME] = SESSION( 2, cltype_name ),
        [NUM_OPENS] = SESSION( 2, num_opens ), [TIME] = SESSION( 2, time ),
        [IDLE_TIME] = SESSION( 2, idle_time ), [USER_FLAGS] = SESSION( 2, user_flags ) } },
    { 10, 10, 1, LEVEL_BOTH, sizeof(SESSION_INFO_10),
      { [CNAME] = SESSION( 10, cname ), [USERNAME] = SESSION( 10, username ),
        [TIME] = SESSION( 10, time ), [IDLE_TIME] = SESSION( 10, idle_time ) } },
    { 502, 502, 1, LEVEL_BOTH, sizeof(SESSION_INFO_502),
      { [CNAME] = SESSION( 502, cname ), [USERNAME] = SESSION( 502, username ),
        [CLTYPE_NAME] = SESSION( 502, cltype_name ), [TRANSPORT] = SESSION( 502, transport ),
        [NUM_OPENS] = SESSION( 502, num_opens ), [TIME] = SESSION( 502, time ),
        [IDLE_TIME] = SESSION( 502, idle_time ), [USER_FLAGS] = SESSION( 502, user_flags ) } },
};

static NET_API_STATUS call_enum( WCHAR *server, void *params )
{
    struct info_request *request = params;

    return NetrSessionEnum( server, (WCHAR *)request->names[0], (WCHAR *)request->names[1],
                            (SESSION_ENUM_STRUCT *)&request->info, request->prefmaxlen,
                            &request->total, &request->resume );
}

static NET_API_STATUS call_del( WCHAR *server, void *params )
{
    const WCHAR **names = params;

    return NetrSessionDel( server, (WCHAR *)names[0], (WCHAR *)names[1] );
}

/*
 * MS-SRVS leaves these checks to the server. Samba doesn't make them, so we do, and return the
 * specification's codes. The code for a client without backslashes depends on the function.
 */
static NET_API_STATUS check_qualifiers( const WCHAR *const names[2], NET_API_STATUS no_backslashes )
{
    if (names[0] && wcsncmp( names[0], L"\\\\", 2 )) return no_backslashes;
    return check_names( names );
}

/* Skips two backslashes. A third one stays, as no computer name begins with it. */
static const WCHAR *skip_backslashes( const WCHAR *name )
{
    return wcsncmp( name, L"\\\\", 2 ) ? name : name + 2;
}

/* An IPv6 address has many spellings, with brackets or without. */
static BOOL get_ipv6_address( const WCHAR *name, IN6_ADDR *addr, ULONG *scope )
{
    USHORT port;

    return !RtlIpv6StringToAddressExW( name, addr, scope, &port ) && !port;
}

static BOOL is_same_computer( const WCHAR *cname, const WCHAR *client )
{
    ULONG scope_a, scope_b;
    IN6_ADDR a, b;

    cname = skip_backslashes( cname );
    client = skip_backslashes( client );
    if (names_equal( cname, client )) return TRUE;
    return get_ipv6_address( cname, &a, &scope_a ) && get_ipv6_address( client, &b, &scope_b ) &&
           !memcmp( &a, &b, sizeof(a) ) && scope_a == scope_b;
}

static BOOL match( const struct info_list *list, DWORD i, struct info_request *request )
{
    const WCHAR *client = request->names[0], *user = request->names[1];

    if (client && !is_same_computer( entry_string( list, i, CNAME ), client )) return FALSE;
    request->name_found = TRUE;
    return !user || !level_has( list->level, USERNAME ) ||
           is_same_user( entry_string( list, i, USERNAME ), user );
}

static NET_API_STATUS not_found( const struct info_request *request )
{
    if (request->names[0] && !request->name_found) return NERR_ClientNameNotFound;
    if (request->names[0] || request->names[1]) return NERR_UserNotFound;
    return request->one ? NERR_ClientNameNotFound : NERR_Success;
}

static NET_API_STATUS check( const struct info_request *request )
{
    return check_qualifiers( request->names, NERR_InvalidComputer );
}

/* Windows has backslashes at level 10 alone. A user is looked for there if level 0 is wanted. */
static void leave_backslashes_out( struct info_list *list )
{
    SESSION_INFO_10 *info = (SESSION_INFO_10 *)list->entries;
    DWORD i;

    for (i = 0; i < list->count; i++)
        if (info[i].sesi10_cname)
            info[i].sesi10_cname = (WCHAR *)skip_backslashes( info[i].sesi10_cname );
}

static NET_API_STATUS mend( struct call *call, const struct info_request *request,
                            struct info_list *list )
{
    if (request->wanted->level == 0 && list->level->level == 10) leave_backslashes_out( list );
    return mend_times( list, TIME );
}

static const struct info_class sessions =
{
    .index = CLASS_SESSION, .levels = levels, .level_count = ARRAY_SIZE(levels),
    .strings = NUM_OPENS, .fields = FIELDS, .counts_on = TRUE, .may_omit = TRUE,
    .enumerate = call_enum, .check = check, .match = match, .mend = mend, .not_found = not_found,
};

/* MS-SRVS: an empty qualifier is no qualifier. */
static struct info_request make_request( const WCHAR *client, const WCHAR *user, DWORD prefmaxlen )
{
    struct info_request request = { .class = &sessions, .prefmaxlen = prefmaxlen };

    if (client && client[0]) request.names[0] = client;
    if (user && user[0]) request.names[1] = user;
    request.filtered = request.names[1] != NULL;
    return request;
}

/************************************************************
 *                NetSessionGetInfo  (NETAPI32.@)
 *
 * Get information about the session between a server and a client.
 *
 * PARAMS
 *  servername [I] Name of the server, with or without leading backslashes; NULL or empty for the
 *                 local computer
 *  client     [I] Name of the session's client, with leading backslashes; an empty string for any
 *  username   [I] Name of the session's user; an empty string for any
 *  level      [I] 0, 1, 2, 10 or 502: a SESSION_INFO_0 and so on is wanted
 *  bufptr     [O] Receives the information, to be freed by one NetApiBufferFree; NULL after a
 *                 failure. Times are in seconds
 *
 * RETURNS
 *  NERR_Success
 *  ERROR_ACCESS_DENIED       the server doesn't let the user see its sessions
 *  ERROR_INVALID_LEVEL       no such level; the function checks this first
 *  ERROR_INVALID_PARAMETER   a name is NULL or longer than 1,023 characters, or bufptr is NULL
 *  ERROR_NOT_ENOUGH_MEMORY
 *  NERR_ClientNameNotFound   no session of that client
 *  NERR_InvalidComputer      the client has no leading backslashes, or servername is invalid
 *  NERR_UserNotFound         the client has a session, but not for that user
 *  ERROR_BAD_NETPATH         the server can't be reached
 *  NERR_ServerNotStarted     the local computer has no server service
 *  ERROR_LOGON_FAILURE       the server doesn't accept the credentials
 *
 * NOTES
 *  The session matches both names, also on a server that doesn't compare them. If several match,
 *  the function returns the first.
 */
NET_API_STATUS WINAPI NetSessionGetInfo( LMSTR servername, LMSTR client, LMSTR username,
                                         DWORD level, LPBYTE *bufptr )
{
    struct info_request request = make_request( client, username, MAX_PREFERRED_LENGTH );
    NET_API_STATUS ret;

    TRACE( "(%s, %s, %s, %lu, %p)\n", debugstr_w(servername), debugstr_w(client),
           debugstr_w(username), level, bufptr );

    request.one = TRUE;
    if (bufptr) *bufptr = NULL;
    if (find_level( &sessions, level ) && (!client || !username)) ret = ERROR_INVALID_PARAMETER;
    else ret = get_info( servername, &request, level, bufptr );

    TRACE( "returning %lu\n", ret );
    return ret;
}

/************************************************************
 *                NetSessionEnum  (NETAPI32.@)
 *
 * List the sessions of a server.
 *
 * PARAMS
 *  servername   [I]   Name of the server, with or without leading backslashes; NULL or empty for
 *                     the local computer
 *  client       [I]   Client whose sessions are wanted, with leading backslashes; NULL or empty for
 *                     all
 *  username     [I]   User whose sessions are wanted; NULL or empty for all
 *  level        [I]   0, 1, 2, 10 or 502: an array of SESSION_INFO_0 and so on is wanted
 *  bufptr       [O]   Receives the array, to be freed by one NetApiBufferFree; NULL if there is no
 *                     entry
 *  prefmaxlen   [I]   Wanted size of the result in bytes, or MAX_PREFERRED_LENGTH
 *  entriesread  [O]   Receives the number of entries
 *  totalentries [O]   Receives the number of entries from where this call began to the last
 *  resume       [I/O] Where to begin, 0 for the first call, and where to go on; NULL to begin at
 *                     the first entry
 *
 * RETURNS
 *  NERR_Success, ERROR_MORE_DATA if there are more entries than fit, NERR_BufTooSmall if none fits,
 *  or an error as described for NetSessionGetInfo.
 */
NET_API_STATUS WINAPI NetSessionEnum( LMSTR servername, LMSTR client, LMSTR username, DWORD level,
                                      LPBYTE *bufptr, DWORD prefmaxlen, LPDWORD entriesread,
                                      LPDWORD totalentries, LPDWORD resume )
{
    struct info_request request = make_request( client, username, prefmaxlen );
    NET_API_STATUS ret;

    TRACE( "(%s, %s, %s, %lu, %p, %lu, %p, %p, %p)\n", debugstr_w(servername), debugstr_w(client),
           debugstr_w(username), level, bufptr, prefmaxlen, entriesread, totalentries, resume );

    ret = enum_info( servername, &request, level, bufptr, entriesread, totalentries, resume );

    TRACE( "returning %lu\n", ret );
    return ret;
}

/* Gives the client's name as the server spells it, with backslashes. */
static BOOL get_unc_cname( const struct info_list *list, DWORD i, WCHAR *cname )
{
    const WCHAR *name = skip_backslashes( entry_string( list, i, CNAME ));

    if (wcsnlen( name, MAX_QUALIFIER ) >= MAX_QUALIFIER - 2) return FALSE;
    swprintf( cname, MAX_QUALIFIER, L"\\\\%s", name );
    return TRUE;
}

/*
 * Samba compares the names letter by letter. It answers ERROR_ACCESS_DENIED also when no session
 * matches, or when its list lacks the session, see ask_for_omitted(). So after a refusal we list
 * the sessions that match, and name each again as the server spells it. If none matches, we return
 * the error of MS-SRVS. The refused call has ended no session, so we end none twice.
 */
static NET_API_STATUS delete_found( struct call *call, struct info_request *request )
{
    const WCHAR *names[2] = { request->names[0], request->names[1] }, *last_user = L"";
    WCHAR cname[MAX_QUALIFIER], last_cname[MAX_QUALIFIER] = L"";
    struct info_list list;
    NET_API_STATUS ret;
    DWORD i;

    ret = find_entries( call, request, &list );
    if (ret == NERR_UserNotFound || ret == NERR_ClientNameNotFound) return NERR_ClientNameNotFound;
    if (ret == ERROR_NOT_ENOUGH_MEMORY) return ret;
    if (ret) return ERROR_ACCESS_DENIED;

    for (i = 0; i < list.count; i++)
    {
        if (!get_unc_cname( &list, i, cname )) return ERROR_ACCESS_DENIED;
        if (names[0]) names[0] = cname;
        if (names[1]) names[1] = entry_string( &list, i, USERNAME );
        if (names[1] && wcsnlen( names[1], MAX_QUALIFIER ) == MAX_QUALIFIER)
            return ERROR_ACCESS_DENIED;

        /* One call ends all sessions of these names. */
        if ((!names[0] || !wcscmp( cname, last_cname )) &&
            (!names[1] || !wcscmp( names[1], last_user )))
            continue;
        if (!call_again( call, AGAIN_MORE )) return ERROR_SEM_TIMEOUT;
        ret = make_call( call, call_del, names, FALSE );
        if (ret == ERROR_ACCESS_DENIED && last_cname[0]) continue;  /* it has ended by now */
        if (ret) return ret;
        wcscpy( last_cname, cname );
        if (names[1]) last_user = names[1];
    }
    return NERR_Success;
}

/************************************************************
 *                NetSessionDel  (NETAPI32.@)
 *
 * End sessions of a server.
 *
 * PARAMS
 *  servername [I] Name of the server, with or without leading backslashes; NULL or empty for the
 *                 local computer
 *  client     [I] Client whose sessions end, with leading backslashes; NULL or empty for any
 *  username   [I] User whose sessions end; NULL or empty for any
 *
 * RETURNS
 *  NERR_Success, NERR_ClientNameNotFound if no session matches or the client has no leading
 *  backslashes, ERROR_INVALID_PARAMETER if neither client nor user is given, or an error as
 *  described for NetSessionGetInfo.
 */
NET_API_STATUS WINAPI NetSessionDel( LMSTR servername, LMSTR client, LMSTR username )
{
    struct info_request request = make_request( client, username, MAX_PREFERRED_LENGTH );
    NET_API_STATUS ret;
    struct call call;

    TRACE( "(%s, %s, %s)\n", debugstr_w(servername), debugstr_w(client), debugstr_w(username) );

    request.wanted = find_level( &sessions, 1 );
    /* MS-SRVS admits NERR_ClientNameNotFound too. Samba would end every session. */
    if (!request.names[0] && !request.names[1]) ret = ERROR_INVALID_PARAMETER;
    else if (!(ret = check_qualifiers( request.names, NERR_ClientNameNotFound )) &&
             !(ret = open_call( servername, &call )))
    {
        ret = make_call( &call, call_del, request.names, FALSE );
        if (ret == ERROR_ACCESS_DENIED && call.machine->fallback)
            ret = delete_found( &call, &request );
        close_call( &call );
    }

    TRACE( "returning %lu\n", ret );
    return ret;
}
