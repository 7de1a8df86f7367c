/*
 * Calls by the FIFOs of smbpipe
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
 * Several threads can call at a time: the requests are sent one after the other, and each thread
 * reads its answer when those before it have theirs.
 */

#include <stdarg.h>

#include "ntstatus.h"
#define WIN32_NO_STATUS
#include "winsock2.h"
#include "winternl.h"
#include "netapi32_private.h"

#include "wine/debug.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/*
 * A call whose answer is still to come. It waits until those before it have theirs. It is not on
 * the stack of its thread, which a program may end where a server hangs.
 */
struct turn
{
    struct turn       *next;
    DWORD              thread;
    CONDITION_VARIABLE come;
};

#define TURN_PATIENCE 1000      /* milliseconds, before a look at the thread whose turn it is */

/* A connection to smbpipe, for a server */
struct smbpipe
{
    SOCKET           control;
    HANDLE           requests, answers;
    CRITICAL_SECTION send_cs;       /* held while a request is sent */
    CRITICAL_SECTION cs;            /* for the turns */
    struct turn     *first, **last;
    BOOL             broken;
    DWORD            begin, end;    /* of what was read ahead, for the call whose turn it is */
    BYTE             data[4096];
};

/* Where nothing is to come there is something to read only at the end. */
BOOL socket_has_ended( SOCKET s )
{
    struct timeval now = { 0, 0 };
    fd_set set;

    FD_ZERO( &set );
    FD_SET( s, &set );
    return select( 0, &set, NULL, NULL, &now ) != 0;
}

/* The NT name of a file of the host */
BOOL get_host_path( const WCHAR *unix_path, WCHAR *path, DWORD count )
{
    WCHAR *p = path;

    if (unix_path[0] != '/' || swprintf( path, count, L"\\??\\unix%s", unix_path ) < 0)
        return FALSE;
    for (; *p; p++) if (*p == '/') *p = '\\';
    return TRUE;
}

/* CreateFile() would ask for more rights, with which Wine opens a FIFO for both directions, and
 * then its end is never seen. */
static NTSTATUS open_fifo( const char *folder, const char *name, ACCESS_MASK access,
                           HANDLE *handle )
{
    WCHAR unix_path[SMBPIPE_MAX_FOLDER + 16], path[ARRAY_SIZE(unix_path) + 8];
    OBJECT_ATTRIBUTES attr;
    UNICODE_STRING string;
    IO_STATUS_BLOCK io;

    if (swprintf( unix_path, ARRAY_SIZE(unix_path), L"%hs/%hs", folder, name ) < 0 ||
        !get_host_path( unix_path, path, ARRAY_SIZE(path) ))
        return STATUS_OBJECT_PATH_INVALID;
    RtlInitUnicodeString( &string, path );
    InitializeObjectAttributes( &attr, &string, 0, NULL, NULL );
    return NtOpenFile( handle, access | SYNCHRONIZE, &attr, &io, FILE_SHARE_READ | FILE_SHARE_WRITE,
                       FILE_SYNCHRONOUS_IO_NONALERT | FILE_NON_DIRECTORY_FILE );
}

/* If smbpipe has ended the folder can be somebody else's by now. */
static NTSTATUS open_fifos( struct smbpipe *smbpipe, const char *folder )
{
    static const char opened = 0;
    NTSTATUS status;

    if ((status = open_fifo( folder, SMBPIPE_REQUESTS, FILE_WRITE_DATA, &smbpipe->requests )) ||
        (status = open_fifo( folder, SMBPIPE_ANSWERS, FILE_READ_DATA, &smbpipe->answers )))
        return status;
    return !socket_has_ended( smbpipe->control ) &&
           send( smbpipe->control, &opened, sizeof(opened), 0 ) == sizeof(opened)
           ? STATUS_SUCCESS : STATUS_CONNECTION_DISCONNECTED;
}

void smbpipe_close( struct smbpipe *smbpipe )
{
    closesocket( smbpipe->control );
    if (smbpipe->requests) NtClose( smbpipe->requests );
    if (smbpipe->answers) NtClose( smbpipe->answers );
    DeleteCriticalSection( &smbpipe->send_cs );
    DeleteCriticalSection( &smbpipe->cs );
    heap_free( smbpipe );
}

/*
 * Returns STATUS_CONNECTION_DISCONNECTED if smbpipe has ended. The connection is closed with what
 * is returned, or because nothing is. Of a process that is killed the kernel may close the FIFOs
 * first: a FIFO that nobody reads is then no such device.
 */
NTSTATUS smbpipe_create( SOCKET control, const char *folder, struct smbpipe **ret )
{
    struct smbpipe *smbpipe = heap_alloc( sizeof(*smbpipe) );
    NTSTATUS status;

    if (!smbpipe)
    {
        closesocket( control );
        return STATUS_NO_MEMORY;
    }
    memset( smbpipe, 0, offsetof( struct smbpipe, data ));
    smbpipe->control = control;
    smbpipe->last = &smbpipe->first;
    InitializeCriticalSection( &smbpipe->send_cs );
    InitializeCriticalSection( &smbpipe->cs );
    if ((status = open_fifos( smbpipe, folder )))
    {
        if (status == STATUS_NO_SUCH_DEVICE || socket_has_ended( control ))
            status = STATUS_CONNECTION_DISCONNECTED;
        else ERR( "can't open the FIFOs in %s, status %#lx\n", debugstr_a(folder), status );
        smbpipe_close( smbpipe );
        return status;
    }
    *ret = smbpipe;
    return STATUS_SUCCESS;
}

static struct turn *join_queue( struct smbpipe *smbpipe )
{
    struct turn *turn = heap_alloc( sizeof(*turn) );

    if (!turn) return NULL;
    memset( turn, 0, sizeof(*turn) );
    turn->thread = GetCurrentThreadId();
    EnterCriticalSection( &smbpipe->cs );
    *smbpipe->last = turn;
    smbpipe->last = &turn->next;
    LeaveCriticalSection( &smbpipe->cs );
    return turn;
}

static void end_turn( struct smbpipe *smbpipe )
{
    struct turn *turn = smbpipe->first;

    if ((smbpipe->first = turn->next)) WakeConditionVariable( &smbpipe->first->come );
    else smbpipe->last = &smbpipe->first;
    heap_free( turn );
}

static BOOL is_running( DWORD thread )
{
    HANDLE handle = OpenThread( SYNCHRONIZE, FALSE, thread );
    BOOL running;

    if (!handle) return FALSE;
    running = WaitForSingleObject( handle, 0 ) == WAIT_TIMEOUT;
    CloseHandle( handle );
    return running;
}

/* Of a thread that was ended nobody knows what it had read. */
static void wait_for_turn( struct smbpipe *smbpipe, struct turn *turn )
{
    EnterCriticalSection( &smbpipe->cs );
    while (smbpipe->first != turn)
    {
        if (SleepConditionVariableCS( &turn->come, &smbpipe->cs, TURN_PATIENCE ) ||
            is_running( smbpipe->first->thread ))
            continue;
        smbpipe->broken = TRUE;
        end_turn( smbpipe );
    }
    LeaveCriticalSection( &smbpipe->cs );
}

static void leave_queue( struct smbpipe *smbpipe )
{
    EnterCriticalSection( &smbpipe->cs );
    end_turn( smbpipe );
    LeaveCriticalSection( &smbpipe->cs );
}

static void set_broken( struct smbpipe *smbpipe )
{
    EnterCriticalSection( &smbpipe->cs );
    smbpipe->broken = TRUE;
    LeaveCriticalSection( &smbpipe->cs );
}

static NTSTATUS recv_some( struct smbpipe *smbpipe, void *buffer, DWORD size, DWORD *got )
{
    if (ReadFile( smbpipe->answers, buffer, size, got, NULL ) && *got) return STATUS_SUCCESS;
    set_broken( smbpipe );
    return STATUS_CONNECTION_DISCONNECTED;
}

/* Reads ahead, as another answer may follow, except into a large buffer; without one it skips. */
static NTSTATUS recv_part( struct smbpipe *smbpipe, BYTE *buffer, DWORD size )
{
    NTSTATUS status = STATUS_SUCCESS;
    DWORD part;

    for (; size && !status; size -= part)
    {
        if (smbpipe->begin == smbpipe->end && buffer && size >= sizeof(smbpipe->data))
        {
            if (!(status = recv_some( smbpipe, buffer, size, &part ))) buffer += part;
            else part = 0;
            continue;
        }
        if (smbpipe->begin == smbpipe->end)
        {
            smbpipe->begin = smbpipe->end = 0;
            status = recv_some( smbpipe, smbpipe->data, sizeof(smbpipe->data), &smbpipe->end );
        }
        part = min( size, smbpipe->end - smbpipe->begin );
        if (buffer)
        {
            memcpy( buffer, smbpipe->data + smbpipe->begin, part );
            buffer += part;
        }
        smbpipe->begin += part;
    }
    return status;
}

static DWORD recv_answer( struct smbpipe *smbpipe, void **stub, DWORD *size )
{
    struct smbpipe_answer answer;
    NTSTATUS status;
    void *data;

    if ((status = recv_part( smbpipe, (BYTE *)&answer, sizeof(answer) ))) return status;
    if (answer.status) return answer.status;
    data = heap_alloc( answer.length );
    status = recv_part( smbpipe, data, answer.length );
    if (!data) return STATUS_NO_MEMORY;
    if (status)
    {
        heap_free( data );
        return status;
    }
    *stub = data;
    *size = answer.length;
    return STATUS_SUCCESS;
}

/*
 * Sends a request and returns 0, the status of a fault, or an NTSTATUS;
 * STATUS_CONNECTION_DISCONNECTED if it is not known whether smbpipe saw the request. The answer is
 * to be freed with heap_free().
 */
DWORD smbpipe_call( struct smbpipe *smbpipe, struct smbpipe_request *request, void **answer,
                    DWORD *answer_size )
{
    DWORD sent, status = 0, size = sizeof(*request) + request->length;
    struct turn *turn;

    EnterCriticalSection( &smbpipe->send_cs );
    if ((turn = join_queue( smbpipe )) &&
        (!WriteFile( smbpipe->requests, request, size, &sent, NULL ) || sent != size))
        status = SMBPIPE_NOT_SENT;
    LeaveCriticalSection( &smbpipe->send_cs );

    if (!turn) return STATUS_NO_MEMORY;
    wait_for_turn( smbpipe, turn );
    if (status) set_broken( smbpipe );
    else if (smbpipe->broken) status = STATUS_CONNECTION_DISCONNECTED;
    else status = recv_answer( smbpipe, answer, answer_size );
    leave_queue( smbpipe );
    return status;
}

BOOL smbpipe_is_gone( struct smbpipe *smbpipe )
{
    BOOL broken;

    EnterCriticalSection( &smbpipe->cs );
    broken = smbpipe->broken;
    LeaveCriticalSection( &smbpipe->cs );
    return broken || socket_has_ended( smbpipe->control );
}
