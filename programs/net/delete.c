/*
 * net session /delete: ends sessions
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

#include <stdlib.h>
#include <wchar.h>

#include "net.h"

/* Oldest first. Our own session, by which we end the others, is about the youngest. */
static int compare_age( const void *left, const void *right )
{
    const struct session *first = left, *second = right;

    return (first->time < second->time) - (first->time > second->time);
}

/* Each client once */
static void show_clients( const struct sessions *sessions )
{
    WCHAR *name;
    DWORD i, j;

    print( L"These workstations have sessions on this server:\n\n" );
    for (i = 0; i < sessions->count; i++)
    {
        for (j = 0; j < i; j++)
            if (!_wcsicmp( sessions->entries[i].client, sessions->entries[j].client )) break;
        if (j < i) continue;
        name = printable( sessions->entries[i].client );
        print( L"    \\\\%ls\n", name );
        free( name );
    }
    print( L"\n" );
}

/* As Windows does: before all sessions end, or one with open files */
static BOOL confirm_end( const struct arguments *args, const struct sessions *sessions )
{
    DWORD opens = 0, i;

    if (!args->name) show_clients( sessions );
    else
    {
        for (i = 0; i < sessions->count; i++)
            if (sessions->entries[i].opens != UNKNOWN) opens += sessions->entries[i].opens;
        if (!opens) return TRUE;
        print( L"The session from %ls has open files.\n\n", skip_backslashes( args->name ) );
    }
    return confirm( args, TRUE );
}

/*
 * A session that is older than the attempt to end it. Our own is made anew for this question, and
 * so is younger.
 */
static BOOL is_left( WCHAR *server, WCHAR *client, const WCHAR *user, DWORD start )
{
    DWORD elapsed = (GetTickCount() - start) / 1000 + 1, i;
    struct sessions now;
    BOOL ret = FALSE;

    if (read_sessions( server, client, &now )) return FALSE;
    for (i = 0; i < now.count; i++)
        if ((!*user || !_wcsicmp( now.entries[i].user, user )) && now.entries[i].time > elapsed)
            ret = TRUE;
    free_sessions( &now );
    return ret;
}

/* If a program ends its own session, it may get no answer. */
static BOOL is_broken( NET_API_STATUS status )
{
    return status == ERROR_NETNAME_DELETED || status == ERROR_UNEXP_NET_ERR ||
           status == ERROR_BROKEN_PIPE || status == RPC_S_CALL_FAILED ||
           status == RPC_S_CALL_FAILED_DNE;
}

/*
 * Ends all sessions of that user from that client. If the session has ended by itself, that is a
 * success, too.
 */
static NET_API_STATUS end_session( WCHAR *server, const struct session *session )
{
    WCHAR *client = unc_name( session->client );
    DWORD start = GetTickCount();
    NET_API_STATUS status;

    status = NetSessionDel( server, client, (WCHAR *)session->user );
    if (status == NERR_ClientNameNotFound || status == NERR_UserNotFound) status = NERR_Success;
    if (is_broken( status ) && !is_left( server, client, session->user, start ))
        status = NERR_Success;
    free( client );
    return status;
}

/* We end a user's sessions when the youngest of them has its turn, so that our own comes last. */
static BOOL comes_again( const struct sessions *sessions, DWORD index )
{
    const struct session *session = &sessions->entries[index], *other;
    DWORD i;

    for (i = index + 1; i < sessions->count; i++)
    {
        other = &sessions->entries[i];
        if (!_wcsicmp( other->client, session->client ) && !_wcsicmp( other->user, session->user ))
            return TRUE;
    }
    return FALSE;
}

/* TRUE if the other sessions would fail in the same way */
static BOOL is_final( NET_API_STATUS status )
{
    return status == ERROR_ACCESS_DENIED || status == ERROR_LOGON_FAILURE ||
           status == ERROR_BAD_NETPATH;
}

static NET_API_STATUS end_all( WCHAR *server, struct sessions *sessions )
{
    NET_API_STATUS status, failure = NERR_Success;
    WCHAR *name;
    DWORD i;

    /* The server admitted only a level without users. */
    for (i = 0; i < sessions->count; i++)
        if (!sessions->entries[i].user) sessions->entries[i].user = L"";
    qsort( sessions->entries, sessions->count, sizeof(*sessions->entries), compare_age );
    for (i = 0; i < sessions->count && !is_final( failure ); i++)
    {
        if (comes_again( sessions, i )) continue;
        if (!(status = end_session( server, &sessions->entries[i] ))) continue;
        failure = status;
        name = printable( sessions->entries[i].client );
        print_error( L"A session of \\\\%ls was not ended.\n\n", name );
        fail( server, failure );
        free( name );
    }
    return failure;
}

enum exit_status end_sessions( struct arguments *args )
{
    NET_API_STATUS status;
    struct sessions sessions;
    enum exit_status ret;

    if ((status = read_sessions( args->server, args->name, &sessions )))
        return fail( args->server, status );
    if (!sessions.count) ret = empty_list();
    else if (!confirm_end( args, &sessions )) ret = EXIT_ERROR;
    else ret = end_all( args->server, &sessions ) ? EXIT_ERROR : completed();
    free_sessions( &sessions );
    return ret;
}
