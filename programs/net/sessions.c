/*
 * Reads the sessions of a server, at the level that it admits
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
#include <stdlib.h>
#include <string.h>

#include "net.h"

#define ABSENT (~0u)

struct level
{
    DWORD level;
    DWORD size;
    BOOL  is_open;      /* some servers admit it to users who are no administrators */
    DWORD user, type, opens, time, idle, flags;     /* offsets; the client is at 0 */
};

/* We take the first level that the server has, and admits to this user. */
static const struct level levels[] =
{
    { 2, sizeof(SESSION_INFO_2), FALSE, offsetof(SESSION_INFO_2, sesi2_username),
      offsetof(SESSION_INFO_2, sesi2_cltype_name), offsetof(SESSION_INFO_2, sesi2_num_opens),
      offsetof(SESSION_INFO_2, sesi2_time), offsetof(SESSION_INFO_2, sesi2_idle_time),
      offsetof(SESSION_INFO_2, sesi2_user_flags) },
    { 1, sizeof(SESSION_INFO_1), FALSE, offsetof(SESSION_INFO_1, sesi1_username), ABSENT,
      offsetof(SESSION_INFO_1, sesi1_num_opens), offsetof(SESSION_INFO_1, sesi1_time),
      offsetof(SESSION_INFO_1, sesi1_idle_time), offsetof(SESSION_INFO_1, sesi1_user_flags) },
    { 10, sizeof(SESSION_INFO_10), TRUE, offsetof(SESSION_INFO_10, sesi10_username), ABSENT, ABSENT,
      offsetof(SESSION_INFO_10, sesi10_time), offsetof(SESSION_INFO_10, sesi10_idle_time), ABSENT },
    { 0, sizeof(SESSION_INFO_0), TRUE, ABSENT, ABSENT, ABSENT, ABSENT, ABSENT, ABSENT },
};

static const WCHAR *get_string( const BYTE *entry, DWORD offset )
{
    const WCHAR *str;

    if (offset == ABSENT) return NULL;
    str = *(const WCHAR * const *)(entry + offset);
    return str ? str : L"";
}

static DWORD get_number( const BYTE *entry, DWORD offset )
{
    return offset == ABSENT ? UNKNOWN : *(const DWORD *)(entry + offset);
}

static void get_session( const BYTE *entry, const struct level *level, struct session *session )
{
    session->client = skip_backslashes( get_string( entry, 0 ) );
    session->user = get_string( entry, level->user );
    session->type = get_string( entry, level->type );
    session->opens = get_number( entry, level->opens );
    session->time = get_number( entry, level->time );
    session->idle = get_number( entry, level->idle );
    session->flags = get_number( entry, level->flags );
}

static NET_API_STATUS read_level( WCHAR *server, WCHAR *client, const struct level *level,
                                  struct sessions *sessions )
{
    NET_API_STATUS status = read_list( enum_sessions, server, client, level->level,
                                       &sessions->list );
    DWORD i;

    if (status) return status;
    sessions->level = level->level;
    sessions->count = sessions->list.count;
    sessions->entries = alloc( (sessions->count + 1) * sizeof(*sessions->entries) );
    for (i = 0; i < sessions->count; i++)
        get_session( list_entry( &sessions->list, i, level->size ), level, &sessions->entries[i] );
    return NERR_Success;
}

NET_API_STATUS read_sessions( WCHAR *server, WCHAR *client, struct sessions *sessions )
{
    NET_API_STATUS status = NERR_Success, denied = NERR_Success;
    unsigned int i;

    memset( sessions, 0, sizeof(*sessions) );
    for (i = 0; i < ARRAYSIZE(levels); i++)
    {
        if (denied && !levels[i].is_open) continue;
        status = read_level( server, client, &levels[i], sessions );
        if (status == ERROR_INVALID_LEVEL) continue;
        if (status != ERROR_ACCESS_DENIED || levels[i].is_open) break;
        denied = status;
    }
    return denied && status ? denied : status;
}

void free_sessions( struct sessions *sessions )
{
    free_list( &sessions->list );
    free( sessions->entries );
    memset( sessions, 0, sizeof(*sessions) );
}
