/*
 * In place of smbpipe: threads that have the other ends of its FIFOs, which are pipes here
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

#include "winsock2.h"
#include "host_test.h"

#define FOLDER     "/tmp/smbpipe-test"
#define MAX_SIDES  8
#define MAX_ORDERS 64
#define AF_UNIX    1
#define SIGPIPE    13

struct poll_entry { int fd; short events, revents; };

extern long host_read( int fd, void *buffer, unsigned long size ) __asm__( "read" );
extern long host_write( int fd, const void *buffer, unsigned long size ) __asm__( "write" );
extern int host_close( int fd ) __asm__( "close" );
extern int host_dup( int fd ) __asm__( "dup" );
extern int host_pipe( int ends[2] ) __asm__( "pipe" );
extern int host_socketpair( int domain, int type, int protocol, int ends[2] )
    __asm__( "socketpair" );
extern int host_poll( struct poll_entry *entries, unsigned long count, int timeout )
    __asm__( "poll" );
extern void *host_signal( int number, void *handler ) __asm__( "signal" );

/* Ends that are numbered 0 are read from, others are written to. Of control netapi32 has end 1. */
struct side
{
    BOOL          used;
    int           control[2], requests[2], answers[2];
    unsigned long thread;
};

DWORD read_piece, gathered, bytes_sent;
BOOL ends_at_once, refuse_byte, refuse_read, refuse_write, end_reader;

static struct side sides[MAX_SIDES];
static DWORD newest;        /* the last of them that was opened */

/* What a request and its answer have, the same for the same number only */
BYTE pattern( DWORD id, DWORD i )
{
    return id * 29 + i * 7 + (i >> 8) * 13;
}

/* The other side */

static BOOL read_all( int fd, void *buffer, DWORD size )
{
    BYTE *p = buffer;
    long got;

    for (; size; p += got, size -= got)
        if ((got = host_read( fd, p, size )) <= 0) return FALSE;
    return TRUE;
}

static BOOL write_all( int fd, const void *buffer, DWORD size )
{
    const BYTE *p = buffer;
    long sent;

    for (; size; p += sent, size -= sent)
        if ((sent = host_write( fd, p, size )) <= 0) return FALSE;
    return TRUE;
}

static BOOL wait_for_request( struct side *side )
{
    struct poll_entry entries[] = { { side->control[0], 1, 0 }, { side->requests[0], 1, 0 } };
    BYTE byte;

    for (;;)
    {
        if (host_poll( entries, 2, -1 ) <= 0) host_abort();
        if (entries[1].revents & 1) return TRUE;
        if (entries[0].revents && host_read( side->control[0], &byte, 1 ) != 1) return FALSE;
    }
}

static BOOL read_order( struct side *side, struct order *order )
{
    struct smbpipe_request request;
    DWORD i, size;
    BYTE *rest;
    BOOL good;

    if (!wait_for_request( side ) ||
        !read_all( side->requests[0], &request, sizeof(request) )) return FALSE;
    if (request.length < sizeof(*order) || request.length > SMBPIPE_MAX_REQUEST ||
        request.opnum != TEST_OPNUM || request.reserved)
        host_abort();
    size = request.length - sizeof(*order);
    rest = host_malloc( size + 1 );
    good = read_all( side->requests[0], order, sizeof(*order) ) &&
           read_all( side->requests[0], rest, size );
    for (i = 0; good && i < size; i++) if (rest[i] != pattern( order->id, i )) host_abort();
    host_free( rest );
    return good;
}

/* Puts an answer at the end of the others; gives FALSE if this is where smbpipe ends. */
static BOOL add_answer( const struct order *order, BYTE **data, DWORD *size )
{
    struct smbpipe_answer answer = { order->status, order->status ? 0 : order->size };
    BYTE *all = host_malloc( *size + sizeof(answer) + answer.length );
    DWORD i;

    memcpy( all, *data, *size );
    host_free( *data );
    *data = all;
    if (order->end == END_BEFORE) return FALSE;
    memcpy( all + *size, &answer, sizeof(answer) );
    *size += sizeof(answer);
    if (order->end == END_IN_HEADER) *size -= 1;
    if (order->end == END_IN_HEADER) return FALSE;
    for (i = 0; i < answer.length; i++) all[*size + i] = pattern( order->id, i );
    *size += order->end == END_IN_STUB ? answer.length / 2 : answer.length;
    return order->end == GO_ON;
}

/* Answers requests, so many at a time as are to be gathered. */
static BOOL serve_some( struct side *side )
{
    DWORD i, count, size = 0;
    struct order orders[MAX_ORDERS];
    BYTE *data = NULL;
    BOOL go_on = TRUE;

    for (count = 0; count < max( gathered, 1 ); count++)
        if (!read_order( side, &orders[count] )) return FALSE;
    for (i = 0; i < count && go_on; i++) go_on = add_answer( &orders[i], &data, &size );
    if (!write_all( side->answers[1], data, size )) go_on = FALSE;
    host_free( data );
    return go_on;
}

static void *run_side( void *param )
{
    struct side *side = param;

    while (!ends_at_once && serve_some( side )) ;
    host_close( side->requests[0] );
    host_close( side->control[0] );
    host_close( side->answers[1] );
    return NULL;
}

/* What stands in for smbpipe.c */

NTSTATUS open_side( struct smbpipe **ret )
{
    struct side *side;

    host_signal( SIGPIPE, (void *)1 );
    for (newest = 0; newest < MAX_SIDES && sides[newest].used; newest++) ;
    if (newest == MAX_SIDES) host_abort();
    side = &sides[newest];
    side->used = TRUE;
    if (host_pipe( side->requests ) || host_pipe( side->answers ) ||
        host_socketpair( AF_UNIX, SOCK_STREAM, 0, side->control ) ||
        host_thread_create( &side->thread, NULL, run_side, side ))
        host_abort();
    held.sockets++;
    while (ends_at_once && !socket_has_ended( newest )) host_usleep( 100 );
    return smbpipe_create( newest, FOLDER, ret );
}

/* Windows */

static NTSTATUS open_end( int fd, ACCESS_MASK access, ACCESS_MASK wanted, HANDLE *handle )
{
    if (access != (wanted | SYNCHRONIZE)) host_abort();
    if (out_of_memory()) return STATUS_NO_MEMORY;
    *handle = (HANDLE)(ULONG_PTR)host_dup( fd );
    held.handles++;
    return STATUS_SUCCESS;
}

NTSTATUS WINAPI NtOpenFile( HANDLE *handle, ACCESS_MASK access, OBJECT_ATTRIBUTES *attr,
                            IO_STATUS_BLOCK *io, ULONG sharing, ULONG options )
{
    const WCHAR *name = attr->ObjectName->Buffer;

    if (attr->Attributes || attr->RootDirectory ||
        options != (FILE_SYNCHRONOUS_IO_NONALERT | FILE_NON_DIRECTORY_FILE))
        host_abort();
    if (!wcscmp( name, L"\\??\\unix\\tmp\\smbpipe-test\\requests" ))
        return open_end( sides[newest].requests[1], access, FILE_WRITE_DATA, handle );
    if (!wcscmp( name, L"\\??\\unix\\tmp\\smbpipe-test\\answers" ))
        return open_end( sides[newest].answers[0], access, FILE_READ_DATA, handle );
    return STATUS_OBJECT_NAME_NOT_FOUND;
}

void WINAPI RtlInitUnicodeString( UNICODE_STRING *str, const WCHAR *source )
{
    str->Buffer = (WCHAR *)source;
    str->Length = wcslen( source ) * sizeof(WCHAR);
    str->MaximumLength = str->Length + sizeof(WCHAR);
}

NTSTATUS WINAPI NtClose( HANDLE handle )
{
    if (host_close( (ULONG_PTR)handle )) host_abort();
    held.handles--;
    return STATUS_SUCCESS;
}

BOOL WINAPI ReadFile( HANDLE file, void *buffer, DWORD size, DWORD *got, OVERLAPPED *overlapped )
{
    long ret = -1;

    if (end_reader) host_thread_exit( NULL );
    if (!refuse_read)
        ret = host_read( (ULONG_PTR)file, buffer, read_piece ? min( size, read_piece ) : size );
    *got = max( ret, 0 );
    return ret >= 0;
}

BOOL WINAPI WriteFile( HANDLE file, const void *buffer, DWORD size, DWORD *sent,
                       OVERLAPPED *overlapped )
{
    BOOL good = !refuse_write && write_all( (ULONG_PTR)file, buffer, size );

    *sent = good ? size : 0;
    return good;
}

int WINAPI send( SOCKET s, const char *buffer, int size, int flags )
{
    if (size != 1) host_abort();
    bytes_sent++;
    return refuse_byte ? -1 : host_write( sides[s].control[1], buffer, size );
}

int WINAPI select( int count, fd_set *readable, fd_set *writable, fd_set *failed,
                   const struct timeval *timeout )
{
    struct poll_entry entry = { sides[readable->fd_array[0]].control[1], 1, 0 };

    return host_poll( &entry, 1, 0 );
}

int WINAPI closesocket( SOCKET s )
{
    struct side *side = &sides[s];

    host_close( side->control[1] );
    host_thread_join( side->thread, NULL );
    host_close( side->requests[1] );
    host_close( side->answers[0] );
    side->used = FALSE;
    held.sockets--;
    return 0;
}

/* Until all that were told to end have. */
void wait_for_end( struct smbpipe *smbpipe )
{
    while (!smbpipe_is_gone( smbpipe )) host_usleep( 100 );
}
