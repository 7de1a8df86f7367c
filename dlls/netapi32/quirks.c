/*
 * What servers were seen to do, and netapi32 makes up for
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

/*
 * All that depends on the kind of the server is here, in the columns "filter_level" and "fallback"
 * of the tables of levels, and in refused_gets. The registry value LevelFallback switches it off.
 *
 * Samba 4.17, 4.22 and 4.25:
 *  - NetrSessionEnum has levels 0 and 1, NetrFileEnum level 3, NetrShareEnum and NetrShareGetInfo
 *    have all but 503. Others are ERROR_INVALID_LEVEL.
 *  - NetrFileGetInfo is no call of theirs: nca_s_op_rng_error.
 *  - They look neither at the names nor at the size in NetrSessionEnum, NetrFileEnum,
 *    NetrConnectionEnum; only the first of these looks at the resume handle.
 */

#include "client.h"

#include "wine/debug.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/*
 * Samba 4.22.11 and 4.25.1 can leave out sessions that stand. While a client's connection ends
 * without a logoff, smbd stores its session in a form that no list of sessions can read. The list
 * ends there, and nothing in the answer says so. Mostly this lasts some milliseconds.
 *
 * So netapi32 asks again before it says that there is no such session. An empty list lacks our own
 * session at least. A server that applies the qualifiers says itself that nothing matches, and is
 * not asked again. Nor is a server of the prefix, which is no Samba.
 */
BOOL ask_for_omitted( struct call *call )
{
    static const DWORD pauses[] = { 0, 20, 80 };    /* in ms */
    DWORD pause = pauses[min( call->again[AGAIN_OMITTED], ARRAY_SIZE(pauses) - 1 )];

    if (!call->machine->fallback || (call->machine->local && !call->machine->smbpipe) ||
        !call_again( call, AGAIN_OMITTED ))
        return FALSE;
    TRACE( "nothing found, asking again\n" );
    if (pause) Sleep( pause );
    return TRUE;
}

/* Samba rounds the beginning of a session and the present each for itself, and so says -1. */
NET_API_STATUS mend_times( struct info_list *list, unsigned int field )
{
    DWORD i, *time;

    for (i = 0; i < list->count; i++)
        if ((time = entry_number( list, i, field )) && *time == MAXDWORD) *time = 0;
    return NERR_Success;
}

/*
 * The entry of that name from number i on. Both lists have the same order, and few shares come or
 * go between two calls. All others are not looked at: a server can give lists of 500,000 shares.
 */
static BOOL find_name( const struct info_list *list, const WCHAR *name, unsigned int field,
                       DWORD *i )
{
    const DWORD end = min( list->count, *i + 100 );
    DWORD j;

    for (j = *i; j < end; j++)
    {
        if (!names_equal( entry_string( list, j, field ), name )) continue;
        *i = j;
        return TRUE;
    }
    return FALSE;
}

/*
 * At level 502 Samba says that each share may have any number of users and has one. At level 2 the
 * numbers are right. The fields are the name, the most users and the present ones.
 */
NET_API_STATUS mend_uses( struct call *call, const struct info_request *request,
                          struct info_list *list, const unsigned int fields[3] )
{
    struct info_request other = *request;
    struct info_list right;
    NET_API_STATUS ret;
    DWORD i, j;

    if (!call->machine->fallback || list->level->level < 502 || !list->count) return NERR_Success;
    for (i = 0; i < list->count; i++)
        if (!entry_number( list, i, fields[1] ) ||
            *entry_number( list, i, fields[1] ) != MAXDWORD ||
            *entry_number( list, i, fields[2] ) != 1)
            return NERR_Success;
    ret = request_level( call, find_level( list->class, 2 ), &other, &right );
    if (ret && ret != ERROR_MORE_DATA) return ret;
    for (i = j = 0; i < list->count; i++)
    {
        if (!find_name( &right, entry_string( list, i, fields[0] ), fields[0], &j )) continue;
        *entry_number( list, i, fields[1] ) = *entry_number( &right, j, fields[1] );
        *entry_number( list, i, fields[2] ) = *entry_number( &right, j++, fields[2] );
    }
    return NERR_Success;
}

/*
 * So Samba says that there is no share of that name: 123 where it is asked for, 67 for its end. It
 * says 80 of a new one that is there already.
 */
NET_API_STATUS share_error( NET_API_STATUS err )
{
    if (!current_call()->machine->fallback) return err;
    if (err == ERROR_FILE_EXISTS) return NERR_DuplicateShare;
    return err == ERROR_INVALID_NAME || err == ERROR_BAD_NET_NAME ? NERR_NetNameNotFound : err;
}

/*
 * Samba compares the name with that of the Unix user, which is a number on a domain controller. So
 * it gets none, and all files are compared here.
 */
const WCHAR *file_user_to_send( const struct info_request *request )
{
    return current_call()->machine->fallback ? NULL : request->names[1];
}

/* Windows gives the bare account name. Samba in a domain puts that before it, and both match. */
BOOL is_same_user( const WCHAR *username, const WCHAR *user )
{
    const WCHAR *account = wcschr( username, '\\' );

    return names_equal( username, user ) || (account && names_equal( account + 1, user ));
}

/* How many files have the number. Samba's are not unique. */
static NET_API_STATUS count_files( struct call *call, struct info_request *request, DWORD *count )
{
    struct info_list list;
    NET_API_STATUS ret;

    forget_answers( call );
    request->start = 0;
    if (!(ret = find_entry( call, request, &list ))) *count = list.count;
    return ret;
}

/*
 * For an unknown number Samba answers ERROR_FILE_NOT_FOUND. 4.22.11 does so for a known one too,
 * when it has asked the process that has the file open to close it. So netapi32 looks for the file
 * before the call, and after such an answer until it is gone, for about a second.
 */
NET_API_STATUS close_file( struct call *call, struct info_request *request, call_proc close )
{
    DWORD before, after, pause;
    NET_API_STATUS ret, err;

    if (!call->machine->fallback) return make_call( call, close, &request->id, FALSE );
    err = count_files( call, request, &before );
    if (err == ERROR_FILE_NOT_FOUND) return NERR_FileIdNotFound;
    if (err && err != ERROR_ACCESS_DENIED && err != ERROR_NOT_SUPPORTED &&
        err != ERROR_INVALID_LEVEL)
        return err;
    ret = make_call( call, close, &request->id, FALSE );
    if (ret != ERROR_FILE_NOT_FOUND || err) return ret;
    for (pause = 1; pause <= 512; pause *= 2)
    {
        err = count_files( call, request, &after );
        if (err == ERROR_FILE_NOT_FOUND || (!err && after < before)) return NERR_Success;
        if (err) break;
        Sleep( pause );
    }
    return ret;
}

/*
 * Samba's IDL has other arguments for NetrServerTransportAdd than MS-SRVS. Samba reads them before
 * it could say that it has no such method, and so says that they make no sense.
 */
DWORD mend_fault( const struct call *call, WORD opnum, DWORD fault )
{
    enum { TRANSPORT_ADD = 25, NCA_S_OP_RNG_ERROR = 0x1c010002 };

    return call->machine->fallback && call->endpoint == ENDPOINT_SRVSVC &&
           opnum == TRANSPORT_ADD && fault == RPC_X_BAD_STUB_DATA ? NCA_S_OP_RNG_ERROR : fault;
}
