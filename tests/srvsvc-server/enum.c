/*
 * The calls that list a table
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

#define MAX_QUALIFIER 1024      /* characters of a name that selects, with the terminator */

/* What of the table answers a query */
struct selection
{
    DWORD count;        /* matching records that fit */
    DWORD total;        /* all matching ones from the start on */
    DWORD end;          /* where the next ones would begin */
};

BOOL match_name( const WCHAR *name, const WCHAR *other )
{
    if (!name || !other) return name == other;
    return CompareStringOrdinal( name, -1, other, -1, TRUE ) == CSTR_EQUAL;
}

BOOL is_too_long( const WCHAR *qualifier )
{
    return qualifier && wcsnlen( qualifier, MAX_QUALIFIER ) == MAX_QUALIFIER;
}

/* An empty qualifier is no qualifier. */
const WCHAR *get_qualifier( const WCHAR *name )
{
    return name && *name ? name : NULL;
}

static BOOL is_match( const struct query *query, DWORD i )
{
    return !query->match || query->match( table_record( query->table, i ), query->filter );
}

static void select_records( const struct query *query, struct selection *selection )
{
    ULONGLONG size = 0;
    BOOL full = FALSE;
    DWORD i;

    memset( selection, 0, sizeof(*selection) );
    for (i = query->start; i < query->table->count; i++)
    {
        if (!is_match( query, i )) continue;
        selection->total++;
        size += entry_size( query->table, query->level, table_record( query->table, i ));
        if (query->length != MAX_PREFERRED_LENGTH && size > query->length) full = TRUE;
        if (full) continue;
        selection->count++;
        selection->end = i + 1;
    }
}

static BYTE *make_entries( const struct query *query, const struct selection *selection )
{
    BYTE *entries = call_alloc( (SIZE_T)selection->count * query->level->size ), *entry = entries;
    DWORD i;

    for (i = query->start; entries && i < selection->end; i++)
    {
        if (!is_match( query, i )) continue;
        if (!fill_entry( query->table, query->level, table_record( query->table, i ), entry ))
            return NULL;
        entry += query->level->size;
    }
    return entries;
}

/*
 * Prepares what the call returns, and makes the checks that all such calls have. MS-SRVS does not
 * say what is looked at first. Here it is the caller: whoever may not call learns nothing else;
 * then the level, without which there is nothing to return. Nor does MS-SRVS say what becomes of a
 * request without a container: it has nowhere to return entries.
 */
NET_API_STATUS begin_enum( struct query *query )
{
    *query->total = 0;
    query->start = query->resume ? *query->resume : 0;
    if (!query->level) query->container = NULL;
    /* What the caller put into it is of no use. */
    if (query->container) memset( query->container, 0, sizeof(*query->container) );
    if (!access_allowed( query->level ? query->level->access : ACCESS_ADMINISTRATOR ))
        return ERROR_ACCESS_DENIED;
    if (!query->level) return ERROR_INVALID_LEVEL;
    return query->container ? NERR_Success : ERROR_INVALID_PARAMETER;
}

/*
 * The resume handle is the place of the last record that was returned, counted from 1, so that it
 * is not 0 and the next one is the element of that index. MS-SRVS has it set with ERROR_MORE_DATA
 * only, and not to 0: so where not one entry fits, the code that the common list has for just that
 * is the one that is left, though some methods' own lists lack it.
 */
NET_API_STATUS enum_records( const struct query *query )
{
    struct selection selection;

    select_records( query, &selection );
    *query->total = selection.total;
    if (!selection.total) return NERR_Success;
    if (!selection.count) return NERR_BufTooSmall;
    if (!(query->container->Buffer = make_entries( query, &selection )))
        return ERROR_NOT_ENOUGH_MEMORY;

    query->container->EntriesRead = selection.count;
    if (selection.count == selection.total) return NERR_Success;
    if (query->resume) *query->resume = selection.end;
    return ERROR_MORE_DATA;
}

/* All of a call without qualifiers */
NET_API_STATUS enum_all( struct query *query )
{
    NET_API_STATUS ret = begin_enum( query );

    if (ret) return ret;
    table_lock();
    ret = enum_records( query );
    table_unlock();
    return ret;
}

NET_API_STATUS log_enum( NET_API_STATUS status, const struct query *query, DWORD level,
                         const WCHAR *method, const WCHAR *name, const WCHAR *other )
{
    return log_call( status, L"%ls %.100ls %.100ls level=%lu length=%lu resume=%lu: %lu of %lu, "
                     L"resume=%lu", method, log_name( name ), log_name( other ), level,
                     query->length, query->start,
                     query->container ? query->container->EntriesRead : 0, *query->total,
                     query->resume ? *query->resume : 0 );
}
