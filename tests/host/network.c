/*
 * Stand-ins for RPC: bindings, buffers and a server of the calls
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

static const RPC_CLIENT_INTERFACE test_if = { .Length = sizeof(test_if) };
RPC_IF_HANDLE srvsvc_v3_0_c_ifspec = (RPC_IF_HANDLE)&test_if;
RPC_IF_HANDLE wkssvc_v1_0_c_ifspec = (RPC_IF_HANDLE)&test_if;

static __thread void *handler[5];   /* the place where an exception continues */
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

DWORD CDECL guarded_call( guarded_proc proc, void *arg )
{
    exception = 0;
    guarded = TRUE;
    if (!__builtin_setjmp( handler )) proc( arg );
    guarded = FALSE;
    return exception;
}

DWORD caught_status( DWORD code )
{
    return code == (DWORD)STATUS_ACCESS_VIOLATION ? RPC_S_CALL_FAILED : code;
}

DWORD limited_call( guarded_proc proc, void *arg, DWORD seconds )
{
    return guarded_call( proc, arg );
}

/* Bindings and their strings. Nobody looks into these blocks. */

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

RPC_STATUS WINAPI I_RpcGetBuffer( RPC_MESSAGE *message )
{
    if (out_of_memory()) return RPC_S_OUT_OF_MEMORY;
    message->Buffer = host_malloc( message->BufferLength );
    held.buffers++;
    return RPC_S_OK;
}

RPC_STATUS WINAPI I_RpcFreeBuffer( RPC_MESSAGE *message )
{
    host_free( message->Buffer );
    held.buffers--;
    return RPC_S_OK;
}

/* The answer has the bytes of the request, in another buffer. */
RPC_STATUS WINAPI I_RpcSendReceive( RPC_MESSAGE *message )
{
    RPC_MESSAGE sent = *message;
    RPC_STATUS status = I_RpcGetBuffer( message );

    if (status) message->Buffer = sent.Buffer;
    if (status && on_wine) return status;
    if (!status) memcpy( message->Buffer, sent.Buffer, message->BufferLength );
    I_RpcFreeBuffer( &sent );
    return status;
}

/* The server */

DWORD samba_levels(void)
{
    return level_bit( find_session_level( 0 ) ) | level_bit( find_session_level( 1 ) );
}

static BOOL names_match( const WCHAR *name, const WCHAR *wanted )
{
    return !wanted || !wanted[0] || names_equal( name ? name : L"", wanted );
}

/* Clients' names have no backslashes, and qualifiers have them. */
BOOL fake_match( const struct fake_session *session, const WCHAR *client, const WCHAR *user )
{
    return names_match( session->cname, client && client[0] ? client + 2 : NULL ) &&
           names_match( session->user, user );
}

/* Allocates a block for each string, as the stub does. */
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

        if (!has_field( info, field )) continue;
        if (field < FIELD_NUM_OPENS) *(WCHAR **)member = give_string( strings[field] );
        else *(DWORD *)member = numbers[field - FIELD_NUM_OPENS];
    }
}

/* At least as many bytes as netapi32 can count for the session. */
static DWORD wire_size( const struct fake_session *session, const struct session_level *level )
{
    const WCHAR *strings[] = { session->cname, session->user, session->cltype, session->transport };
    DWORD i, size = level->size + ARRAY_SIZE(strings) * sizeof(WCHAR);

    for (i = 0; i < ARRAY_SIZE(strings); i++)
        if (has_field( level, i ) && strings[i]) size += wcslen( strings[i] ) * sizeof(WCHAR);
    return size;
}

/* The number of sessions that the server sees in a call. Samba can miss the last of them. */
static DWORD count_call( DWORD *calls )
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

DWORD serve_session_enum( const WCHAR *client, const WCHAR *user, SESSION_ENUM_STRUCT *info,
                          DWORD prefmaxlen, DWORD *total, DWORD *resume )
{
    const struct session_level *level = find_session_level( info->Level );
    SESSION_INFO_0_CONTAINER *container = info->SessionInfo.Level0;
    DWORD i, all, count, next, *chosen;

    all = count_call( &fake.lists );
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

DWORD serve_session_del( const WCHAR *client, const WCHAR *user )
{
    WCHAR *copy;
    DWORD i, all = count_call( &fake.deletions ), matched = 0;

    /* A real stub also allocates memory to send its parameters. */
    copy = MIDL_user_allocate( 16 );
    MIDL_user_free( copy );
    if (fake.ret) return fake.ret;
    for (i = 0; i < all; i++)
    {
        const struct fake_session *session = &fake.sessions[i];

        /* Samba compares letter by letter, and returns no error if nothing matches. */
        if (fake_match( session, client, user ) &&
            (!user || !user[0] || !fake.samba || !wcscmp( session->user, user )))
            matched++;
    }
    fake.deleted += matched;
    if (matched) return NERR_Success;
    return fake.samba ? ERROR_ACCESS_DENIED : NERR_ClientNameNotFound;
}

/* Samba's files: level 3, and all files in every call */

static BOOL is_open( const struct fake_file *file )
{
    return file->id != fake.closed;
}

DWORD __cdecl NetrFileEnum( SRVSVC_HANDLE server, WCHAR *path, WCHAR *user, FILE_ENUM_STRUCT *info,
                            DWORD prefmaxlen, DWORD *total, DWORD *resume )
{
    FILE_INFO_3_CONTAINER *container = info->FileInfo.Level3;
    DWORD i, count = 0;

    fake.lists++;
    ok( !user, "the server is told the user\n" );
    if (info->Level != 3) return ERROR_INVALID_LEVEL;
    container->Buffer = MIDL_user_allocate( fake.file_count * sizeof(FILE_INFO_3) );
    for (i = 0; i < fake.file_count; i++)
    {
        FILE_INFO_3 entry = { fake.files[i].id, 1, 2, give_string( fake.files[i].path ),
                              give_string( fake.files[i].user ) };

        if (is_open( &fake.files[i] )) container->Buffer[count++] = entry;
    }
    container->EntriesRead = *total = count;
    *resume = 0;
    return NERR_Success;
}

DWORD __cdecl NetrFileGetInfo( SRVSVC_HANDLE server, DWORD id, DWORD level, FILE_INFO *info )
{
    fake.calls++;
    raise_exception( RPC_S_PROCNUM_OUT_OF_RANGE );
}

DWORD __cdecl NetrFileClose( SRVSVC_HANDLE server, DWORD id )
{
    fake.deletions++;
    fake.closed = id;
    return fake.close_lies ? ERROR_FILE_NOT_FOUND : NERR_Success;
}
