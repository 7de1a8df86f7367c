/*
 * In place of RPC: bindings, connections and a server of the session calls
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

#include "host_test.h"

struct fake_server fake;

static __thread void *handler[5];   /* where an exception goes */
static __thread DWORD exception;
static __thread BOOL guarded;

/* Exceptions */

void raise_exception( DWORD code )
{
    if (!guarded) host_abort();
    exception = code;
    __builtin_longjmp( handler, 1 );
}

void DECLSPEC_NORETURN WINAPI RpcRaiseException( RPC_STATUS status )
{
    raise_exception( status );
}

DWORD CDECL guarded_call( srvsvc_proc proc, struct srvsvc_call *call )
{
    exception = 0;
    guarded = TRUE;
    if (!__builtin_setjmp( handler )) proc( call );
    guarded = FALSE;
    return exception;
}

DWORD limited_call( srvsvc_proc proc, struct srvsvc_call *call, DWORD seconds )
{
    return guarded_call( proc, call );
}

/* Bindings and their strings, blocks that nobody looks into */

static RPC_STATUS take_handle( void **handle, int *count )
{
    if (out_of_memory()) return RPC_S_OUT_OF_MEMORY;
    *handle = host_malloc( 8 );
    ++*count;
    return RPC_S_OK;
}

static RPC_STATUS free_handle( void **handle, int *count )
{
    host_free( *handle );
    *handle = NULL;
    --*count;
    return RPC_S_OK;
}

RPC_STATUS WINAPI RpcStringBindingComposeW( RPC_WSTR uuid, RPC_WSTR protseq, RPC_WSTR address,
                                            RPC_WSTR endpoint, RPC_WSTR options, RPC_WSTR *ret )
{
    return take_handle( (void **)ret, &held.strings );
}

RPC_STATUS WINAPI RpcStringFreeW( RPC_WSTR *str )
{
    return free_handle( (void **)str, &held.strings );
}

RPC_STATUS WINAPI RpcBindingFromStringBindingW( RPC_WSTR str, RPC_BINDING_HANDLE *binding )
{
    return take_handle( binding, &held.bindings );
}

RPC_STATUS WINAPI RpcBindingFree( RPC_BINDING_HANDLE *binding )
{
    return free_handle( binding, &held.bindings );
}

/* What smbpipe.c has */

BOOL is_wine(void)
{
    return on_wine;
}

NTSTATUS smbpipe_open( const WCHAR *host, const WCHAR *pipe, struct credentials *user,
                       struct smbpipe **ret )
{
    if (out_of_memory()) return STATUS_NO_MEMORY;
    fake.attempts++;
    return fake.refusal ? fake.refusal : open_side( ret );
}

void smbpipe_cleanup(void)
{
}

/* The server, and RPC's stub before it */

DWORD samba_levels(void)
{
    return level_bit( find_session_level( 0 ) ) | level_bit( find_session_level( 1 ) );
}

static BOOL names_match( const WCHAR *name, const WCHAR *wanted )
{
    return !wanted || !wanted[0] || names_equal( name ? name : L"", wanted );
}

/* The clients' names come without backslashes, and qualifiers with them. */
BOOL fake_match( const struct fake_session *session, const WCHAR *client, const WCHAR *user )
{
    return names_match( session->cname, client && client[0] ? client + 2 : NULL ) &&
           names_match( session->user, user );
}

/* As the stub does: a block for each string */
static WCHAR *give_string( const WCHAR *str )
{
    SIZE_T size;

    if (!str) return NULL;
    size = (wcslen( str ) + 1) * sizeof(WCHAR);
    return memcpy( MIDL_user_allocate( size ), str, size );
}

static void give_entry( void *entry, DWORD level, const struct fake_session *session )
{
    const struct session_level *info = find_session_level( level );
    const WCHAR *strings[] = { session->cname, session->user, session->cltype, session->transport };
    DWORD numbers[] = { session->opens, session->time, session->idle, session->flags };
    enum session_field field;

    for (field = 0; field < FIELD_COUNT; field++)
    {
        BYTE *member = (BYTE *)entry + info->fields[field] - 1;

        if (!level_has( info, field )) continue;
        if (field < FIELD_NUM_OPENS) *(WCHAR **)member = give_string( strings[field] );
        else *(DWORD *)member = numbers[field - FIELD_NUM_OPENS];
    }
}

/* More than netapi32 can count for it. */
static DWORD wire_size( const struct fake_session *session, const struct session_level *level )
{
    const WCHAR *strings[] = { session->cname, session->user, session->cltype, session->transport };
    DWORD i, size = level->size + ARRAY_SIZE(strings) * sizeof(WCHAR);

    for (i = 0; i < ARRAY_SIZE(strings); i++)
        if (level_has( level, i ) && strings[i]) size += wcslen( strings[i] ) * sizeof(WCHAR);
    return size;
}

/* How many sessions the server sees in a call; Samba can miss the last of them. */
static DWORD begin_call( DWORD *calls )
{
    ++*calls;
    ticks += fake.delay;
    if (!fake.omissions) return fake.count;
    fake.omissions--;
    return fake.left;
}

/* The sessions from resume on that go into one answer. */
static DWORD choose( const WCHAR *client, const WCHAR *user, const struct session_level *level,
                     DWORD prefmaxlen, DWORD resume, DWORD all, DWORD *chosen, DWORD *next )
{
    DWORD i, count = 0, left = prefmaxlen;

    for (i = resume; i < all; i++)
    {
        const struct fake_session *session = &fake.sessions[i];

        if (fake.chunk && count == fake.chunk) break;
        if (!fake.samba && !fake_match( session, client, user )) continue;
        if (!fake.samba && wire_size( session, level ) > left) break;
        left -= fake.samba ? 0 : wire_size( session, level );
        chosen[count++] = i;
    }
    *next = i;
    return count;
}

DWORD __cdecl NetrSessionEnum( SRVSVC_HANDLE server, WCHAR *client, WCHAR *user,
                               SESSION_ENUM_STRUCT *info, DWORD prefmaxlen, DWORD *total,
                               DWORD *resume )
{
    const struct session_level *level = find_session_level( info->Level );
    SESSION_INFO_0_CONTAINER *container = info->SessionInfo.Level0;
    DWORD i, all, count, next, *chosen;

    all = begin_call( &fake.lists );
    if (fake.raise)
    {
        i = fake.raise;
        fake.raise = 0;
        raise_exception( i );
    }
    if (fake.ret) return fake.ret;
    if (!level || !(fake.levels & level_bit( level ))) return ERROR_INVALID_LEVEL;

    chosen = MIDL_user_allocate( (fake.count + 1) * sizeof(*chosen) );
    count = choose( client, user, level, prefmaxlen, *resume, all, chosen, &next );
    if (!count && next < all) return NERR_BufTooSmall;
    container->EntriesRead = count;
    container->Buffer = count ? MIDL_user_allocate( count * level->size ) : NULL;
    if (count) memset( container->Buffer, 0, count * level->size );
    for (i = 0; i < count; i++)
        give_entry( (BYTE *)container->Buffer + i * level->size, level->level,
                    &fake.sessions[chosen[i]] );
    *total = all - (fake.samba ? 0 : min( *resume, all ));
    *resume = next < all ? next : 0;
    if (fake.spoil) fake.spoil( info );
    MIDL_user_free( chosen );
    return next < all ? ERROR_MORE_DATA : NERR_Success;
}

DWORD __cdecl NetrSessionDel( SRVSVC_HANDLE server, WCHAR *client, WCHAR *user )
{
    WCHAR *copy;
    DWORD i, all = begin_call( &fake.deletions ), matched = 0;

    /* A stub allocates for what it sends, too. */
    copy = MIDL_user_allocate( 16 );
    MIDL_user_free( copy );
    if (fake.ret) return fake.ret;
    for (i = 0; i < all; i++)
    {
        const struct fake_session *session = &fake.sessions[i];

        /* Samba compares letter by letter, and has no error of its own for nothing found. */
        if (fake_match( session, client, user ) &&
            (!user || !user[0] || !fake.samba || !wcscmp( session->user, user )))
            matched++;
    }
    fake.deleted += matched;
    if (matched) return NERR_Success;
    return fake.samba ? ERROR_ACCESS_DENIED : NERR_ClientNameNotFound;
}
