/*
 * NetrSessionEnum and NetrSessionDel
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

#define MAX_QUALIFIER 1024      /* characters of a client or user name, with the terminator */

/* What the caller wants to see. A name that is NULL admits everything. */
struct session_query
{
    const struct session_level *level;
    const WCHAR                *client;
    const WCHAR                *user;
    DWORD                       length;     /* PreferedMaximumLength */
    DWORD                       start;      /* ResumeHandle */
};

/* What of the table answers it */
struct session_selection
{
    DWORD count;        /* matching sessions that fit */
    DWORD total;        /* all matching ones from the start on */
    DWORD end;          /* where the next ones would begin */
};

BOOL is_too_long( const WCHAR *qualifier )
{
    return qualifier && wcsnlen( qualifier, MAX_QUALIFIER ) == MAX_QUALIFIER;
}

/* An empty qualifier is no qualifier. */
static const WCHAR *get_qualifier( const WCHAR *name )
{
    return name && *name ? name : NULL;
}

static NET_API_STATUS check_qualifiers( const WCHAR *client, const WCHAR *user,
                                        NET_API_STATUS no_backslashes )
{
    if (client && wcsncmp( client, L"\\\\", 2 )) return no_backslashes;
    if (is_too_long( client ) || is_too_long( user )) return ERROR_INVALID_PARAMETER;
    return NERR_Success;
}

/* MS-SRVS leaves open which. Here a client that has no session at all has its own code. */
static NET_API_STATUS not_found( const struct session_query *query )
{
    DWORD i;

    if (!query->client) return NERR_UserNotFound;
    for (i = 0; i < table_count(); i++)
        if (table_match( i, query->client, NULL )) return NERR_UserNotFound;
    return NERR_ClientNameNotFound;
}

static void select_sessions( const struct session_query *query,
                             struct session_selection *selection )
{
    ULONGLONG size = 0;
    BOOL full = FALSE;
    DWORD i;

    memset( selection, 0, sizeof(*selection) );
    for (i = query->start; i < table_count(); i++)
    {
        struct session session = table_session( i );

        if (!table_match( i, query->client, query->user )) continue;
        selection->total++;
        size += entry_size( query->level, &session );
        if (query->length != MAX_PREFERRED_LENGTH && size > query->length) full = TRUE;
        if (full) continue;
        selection->count++;
        selection->end = i + 1;
    }
}

static BYTE *make_entries( const struct session_query *query,
                           const struct session_selection *selection )
{
    BYTE *entries = call_alloc( (SIZE_T)selection->count * query->level->size ), *entry = entries;
    DWORD i;

    for (i = query->start; entries && i < selection->end; i++)
    {
        struct session session = table_session( i );

        if (!table_match( i, query->client, query->user )) continue;
        if (!fill_entry( query->level, &session, entry )) return NULL;
        entry += query->level->size;
    }
    return entries;
}

/*
 * The resume handle is the place of the last session that was returned, counted from 1, so that it
 * is not 0 and the next one is the element of that index. MS-SRVS has it set with ERROR_MORE_DATA
 * only, and not to 0: so where not one entry fits, the code that the common list has for just that
 * is the one that is left, though the method's own list lacks it.
 */
static NET_API_STATUS enum_sessions( const struct session_query *query,
                                     SESSION_INFO_0_CONTAINER *container, DWORD *total,
                                     DWORD *resume )
{
    struct session_selection selection;
    BYTE *entries;

    /* Before the qualifiers are looked at: MS-SRVS does not say which counts first. */
    if (query->start && query->start >= table_count()) return NERR_Success;

    select_sessions( query, &selection );
    if (!selection.total)
        return query->client || query->user ? not_found( query ) : NERR_Success;
    *total = selection.total;
    if (!selection.count) return NERR_BufTooSmall;
    if (!(entries = make_entries( query, &selection ))) return ERROR_NOT_ENOUGH_MEMORY;

    container->Buffer = (SESSION_INFO_0 *)entries;
    container->EntriesRead = selection.count;
    if (selection.count == selection.total) return NERR_Success;
    if (resume) *resume = selection.end;
    return ERROR_MORE_DATA;
}

/*
 * MS-SRVS does not say what is looked at first. Here it is the caller: whoever may not call learns
 * nothing else; then the level, without which there is nothing to return; then the qualifiers,
 * the client's backslashes before any length. Nor does it say what becomes of a request without a
 * container: it has nowhere to return entries.
 */
static NET_API_STATUS check_enum( const struct session_query *query,
                                  const SESSION_INFO_0_CONTAINER *container )
{
    if (!access_allowed( query->level && query->level->open_before_1607 ))
        return ERROR_ACCESS_DENIED;
    if (!query->level) return ERROR_INVALID_LEVEL;
    if (!container) return ERROR_INVALID_PARAMETER;
    return check_qualifiers( query->client, query->user, NERR_InvalidComputer );
}

NET_API_STATUS NetrSessionEnum( SRVSVC_HANDLE server, WCHAR *client, WCHAR *user,
                                SESSION_ENUM_STRUCT *info, DWORD length, DWORD *total,
                                DWORD *resume )
{
    struct session_query query =
    {
        .level = find_level( info->Level ),
        .client = get_qualifier( client ),
        .user = get_qualifier( user ),
        .length = length,
        .start = resume ? *resume : 0,
    };
    /* The containers of all levels are alike, and what the caller put into one is of no use. */
    SESSION_INFO_0_CONTAINER *container = query.level ? info->SessionInfo.Level0 : NULL;
    NET_API_STATUS ret;

    *total = 0;
    if (container) memset( container, 0, sizeof(*container) );

    if (!(ret = check_enum( &query, container )))
    {
        table_lock();
        ret = enum_sessions( &query, container, total, resume );
        table_unlock();
    }
    return log_call( ret, L"NetrSessionEnum client=%.100ls user=%.100ls level=%lu length=%lu "
                     L"resume=%lu: %lu of %lu, resume=%lu", log_name( client ), log_name( user ),
                     info->Level, length, query.start, container ? container->EntriesRead : 0,
                     *total, resume ? *resume : 0 );
}

static NET_API_STATUS delete_sessions( const WCHAR *client, const WCHAR *user )
{
    NET_API_STATUS ret = NERR_ClientNameNotFound;
    DWORD i;

    table_lock();
    for (i = table_count(); i > 0; i--)
    {
        if (!table_match( i - 1, client, user )) continue;
        table_remove( i - 1 );
        ret = NERR_Success;
    }
    table_unlock();
    return ret;
}

NET_API_STATUS NetrSessionDel( SRVSVC_HANDLE server, WCHAR *client, WCHAR *user )
{
    const WCHAR *client_name = get_qualifier( client ), *user_name = get_qualifier( user );
    NET_API_STATUS ret;

    if (!access_allowed( FALSE )) ret = ERROR_ACCESS_DENIED;
    else if (!(ret = check_qualifiers( client_name, user_name, NERR_ClientNameNotFound )))
    {
        /* MS-SRVS admits NERR_ClientNameNotFound too. */
        if (!client_name && !user_name) ret = ERROR_INVALID_PARAMETER;
        else ret = delete_sessions( client_name, user_name );
    }
    return log_call( ret, L"NetrSessionDel client=%.100ls user=%.100ls", log_name( client ),
                     log_name( user ));
}
