/*
 * Ends sessions
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

#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#include "../common/status.h"
#include "net-session.h"

/* Oldest first. Our own session, by which we end the others, is about the youngest. */
static int compare_age( const void *left, const void *right )
{
    const struct session *first = left, *second = right;

    return (first->time < second->time) - (first->time > second->time);
}

/* The first line of standard input is the answer; anything but yes is no. */
static BOOL read_yes(void)
{
    HANDLE input = GetStdHandle( STD_INPUT_HANDLE );
    WCHAR wide[80];
    char text[80];
    DWORD mode, count = 0;

    if (GetConsoleMode( input, &mode ))
        return ReadConsoleW( input, wide, ARRAYSIZE(wide), &count, NULL ) && count &&
               (wide[0] == 'y' || wide[0] == 'Y');
    return ReadFile( input, text, sizeof(text), &count, NULL ) && count &&
           (text[0] == 'y' || text[0] == 'Y');
}

static BOOL confirm( const struct sessions *sessions )
{
    DWORD opens = 0, i;

    for (i = 0; i < sessions->count; i++)
        if (sessions->entries[i].opens != UNKNOWN) opens += sessions->entries[i].opens;
    print( L"%lu sessions will be ended, with %lu files open in them. What is not saved there is "
           L"lost.\nDo you want this? (Y/N) [N]: ", sessions->count, opens );
    if (read_yes()) return TRUE;
    print( L"\nNo session was ended; /y answers yes beforehand.\n" );
    return FALSE;
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
    size_t len = wcslen( session->client ) + 3;
    WCHAR *client = alloc( len * sizeof(*client) );
    DWORD start = GetTickCount();
    NET_API_STATUS status;

    swprintf( client, len, L"\\\\%ls", session->client );
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
        print_error( L"A session of \\\\%ls was not ended:\n", name );
        print_status( PROGRAM, server, failure );
        free( name );
    }
    return failure;
}

enum exit_status end_sessions( WCHAR *server, WCHAR *client, BOOL confirmed )
{
    NET_API_STATUS status, failure;
    struct sessions sessions;

    if ((status = read_sessions( server, client, &sessions )))
    {
        print_status( PROGRAM, server, status );
        return EXIT_ERROR;
    }
    if (!sessions.count) print( L"There are no sessions to end.\n" );
    else if (!confirmed && !confirm( &sessions ))
    {
        free_sessions( &sessions );
        return EXIT_USAGE;
    }
    failure = end_all( server, &sessions );
    if (sessions.count && !failure) print( L"The sessions were ended: %lu.\n", sessions.count );
    free_sessions( &sessions );
    return failure ? EXIT_ERROR : EXIT_DONE;
}
