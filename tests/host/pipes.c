/*
 * Stand-ins for smbpipe: threads that have the other ends of its pipes
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

#define OWNER_PID  999          /* a side's process id is its number plus FIRST_PID */
#define FIRST_PID  1000
#define MAX_SIDES  8
#define MAX_ORDERS 64
#define SIGPIPE    13

extern long host_read( int fd, void *buffer, unsigned long size ) __asm__( "read" );
extern long host_write( int fd, const void *buffer, unsigned long size ) __asm__( "write" );
extern int host_close( int fd ) __asm__( "close" );
extern int host_dup( int fd ) __asm__( "dup" );
extern int host_pipe( int ends[2] ) __asm__( "pipe" );
extern int host_thread_detach( unsigned long thread ) __asm__( "pthread_detach" );
extern int host_sprintf( char *buffer, const char *format, ... ) __asm__( "sprintf" );
extern void *host_signal( int number, void *handler ) __asm__( "signal" );

/* netapi32 reads from the ends with number 0, and writes to the others. */
struct side
{
    LONG used;
    int  requests[2], answers[2];
    BOOL opened[2];             /* by netapi32 */
    BOOL second;                /* its second pipe is open, too */
};

DWORD read_piece, gathered;
BOOL refuse_read, refuse_write, end_reader, end_writer, no_smbpipe;

static struct side owner, sides[MAX_SIDES];
static char output[64];         /* of smbpipe */

static LONG load( LONG *value )
{
    return __atomic_load_n( value, __ATOMIC_ACQUIRE );
}

/* Requests and answers with the same number have the same bytes, and no others have. */
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

static BOOL open_second( struct side *side, const struct smbpipe_request *request,
                         struct order *order )
{
    struct smbpipe_open open;
    char names[20] = "";

    if (!read_all( side->requests[0], &open, sizeof(open) ) ||
        !read_all( side->requests[0], names, request->length - sizeof(open) )) return FALSE;
    if (open.length != request->length || open.password_len ||
        (!memcmp( names, "hosttest", 8 ) && names[8] != '0' + request->pipe))
        host_abort();
    memset( order, 0, sizeof(*order) );
    if (request->pipe == 1) side->second = TRUE;
    else order->status = STATUS_OBJECT_NAME_NOT_FOUND;
    order->end = GO_ON;
    return TRUE;
}

static BOOL read_order( struct side *side, struct order *order )
{
    struct smbpipe_request request;
    DWORD i, size;
    BYTE *rest;
    BOOL good;

    if (!read_all( side->requests[0], &request, sizeof(request) )) return FALSE;
    if (request.opnum == SMBPIPE_OPEN_PIPE) return open_second( side, &request, order );
    if (request.length < sizeof(*order) || request.length > SMBPIPE_MAX_REQUEST ||
        request.opnum != TEST_OPNUM || request.pipe > side->second)
        host_abort();
    size = request.length - sizeof(*order);
    rest = host_malloc( size + 1 );
    good = read_all( side->requests[0], order, sizeof(*order) ) &&
           read_all( side->requests[0], rest, size );
    for (i = 0; good && i < size; i++) if (rest[i] != pattern( order->id, i )) host_abort();
    host_free( rest );
    return good;
}

/* Appends an answer to the others. Returns FALSE if smbpipe ends here. */
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

/* Answers requests, as many at a time as smbpipe has to gather. */
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

static void make_pipes( struct side *side )
{
    if (host_pipe( side->requests ) || host_pipe( side->answers )) host_abort();
    side->opened[0] = side->opened[1] = FALSE;
    __atomic_store_n( &side->used, TRUE, __ATOMIC_RELEASE );
}

static void end_side( struct side *side )
{
    host_close( side->requests[0] );
    host_close( side->answers[1] );
    if (!side->opened[1]) host_close( side->answers[0] );
    __atomic_store_n( &side->used, FALSE, __ATOMIC_RELEASE );
}

/* Serves a server from its open message on. */
static BOOL open_server( struct side *side )
{
    struct smbpipe_reply reply = { SMBPIPE_MAGIC, SMBPIPE_VERSION, 0, fake.refusal, { 1, 0 } };
    struct smbpipe_open open;
    char names[6000];

    if (!read_all( side->requests[0], &open, sizeof(open) ) ||
        !read_all( side->requests[0], names, open.length - sizeof(open) )) return FALSE;
    if (open.magic != SMBPIPE_MAGIC || open.version != SMBPIPE_VERSION) host_abort();
    fake.attempts++;
    return write_all( side->answers[1], &reply, sizeof(reply) ) && !reply.status;
}

static void *run_side( void *param )
{
    struct side *side = param;

    if (open_server( side )) while (serve_some( side )) ;
    end_side( side );
    return NULL;
}

static void start_thread( void *(*run)( void * ), void *param )
{
    unsigned long thread;

    if (host_thread_create( &thread, NULL, run, param )) host_abort();
    host_thread_detach( thread );
}

static void *run_owner( void *param )
{
    struct smbpipe_worker worker;
    unsigned int id, i;

    while (read_all( owner.requests[0], &id, sizeof(id) ))
    {
        for (i = 0; i < MAX_SIDES && load( &sides[i].used ); i++) ;
        if (i == MAX_SIDES) host_abort();
        make_pipes( &sides[i] );
        worker.id = id;
        worker.pid = FIRST_PID + i;
        worker.requests = sides[i].requests[1];
        worker.answers = sides[i].answers[0];
        start_thread( run_side, &sides[i] );
        if (!write_all( owner.answers[1], &worker, sizeof(worker) )) break;
    }
    end_side( &owner );
    return NULL;
}

static const RPC_CLIENT_INTERFACE test_interface;

const struct endpoint test_endpoints[] = { { 0, L"test0", &test_interface },
                                           { 1, L"test1", &test_interface },
                                           { 2, L"test2", &test_interface } };

static void no_room(void)
{
    host_abort();
}

NTSTATUS open_side( struct smbpipe **ret )
{
    struct credentials user = { .given = FALSE };

    return smbpipe_open( L"host", &test_endpoints[0], &user, no_room, ret );
}

/* Waits for all that have to end. */
void wait_for_end( struct smbpipe *smbpipe )
{
    while (!smbpipe_is_gone( smbpipe )) host_usleep( 100 );
}

void wait_for_sides(void)
{
    DWORD i;

    for (i = 0; i < MAX_SIDES; i++) while (load( &sides[i].used )) host_usleep( 100 );
    while (load( &owner.used )) host_usleep( 100 );
}

/* Windows: the start of smbpipe */

static RTL_USER_PROCESS_PARAMETERS parameters;

NTSTATUS WINAPI RtlCreateProcessParametersEx( RTL_USER_PROCESS_PARAMETERS **ret,
    const UNICODE_STRING *image, const UNICODE_STRING *dllpath, const UNICODE_STRING *dir,
    const UNICODE_STRING *line, WCHAR *env, const UNICODE_STRING *title,
    const UNICODE_STRING *desktop, const UNICODE_STRING *shell, const UNICODE_STRING *runtime,
    ULONG flags )
{
    static const WCHAR expected[] = L"sh -c \"\\\"$0\\\" --serve || \\\"$0\\\" --version || "
                                    L"echo ended\" \"/a b\\\\\\\"c\\d\\\\\"";

    ok( !wcscmp( image->Buffer, L"\\??\\unix\\bin\\sh" ), "another shell\n" );
    ok( !wcscmp( line->Buffer, expected ), "another command\n" );
    if (out_of_memory()) return STATUS_NO_MEMORY;
    *ret = &parameters;
    return STATUS_SUCCESS;
}

void WINAPI RtlDestroyProcessParameters( RTL_USER_PROCESS_PARAMETERS *params )
{
}

NTSTATUS WINAPI RtlCreateUserProcess( UNICODE_STRING *path, ULONG attributes,
    RTL_USER_PROCESS_PARAMETERS *params, SECURITY_DESCRIPTOR *process, SECURITY_DESCRIPTOR *thread,
    HANDLE parent, BOOLEAN inherit, HANDLE debug, HANDLE token, RTL_USER_PROCESS_INFORMATION *info )
{
    host_signal( SIGPIPE, (void *)1 );
    if (out_of_memory()) return STATUS_NO_MEMORY;
    if (no_smbpipe)
    {
        host_sprintf( output, "ended\n" );
        return STATUS_SUCCESS;
    }
    while (load( &owner.used )) host_usleep( 100 );
    make_pipes( &owner );
    host_sprintf( output, "smbpipe %u %u %u %u\n", SMBPIPE_VERSION, OWNER_PID, owner.requests[1],
                  owner.answers[0] );
    start_thread( run_owner, NULL );
    return STATUS_SUCCESS;
}

DWORD WINAPI GetTempPathW( DWORD size, WCHAR *path )
{
    wcscpy( path, L"C:\\" );
    return 3;
}

UINT WINAPI GetTempFileNameW( const WCHAR *folder, const WCHAR *prefix, UINT unique, WCHAR *name )
{
    set_last_error( ERROR_NOT_ENOUGH_MEMORY );
    if (out_of_memory()) return 0;
    wcscpy( name, folder );
    return 1;
}

/* Windows: pipes */

static struct side *find_side( DWORD pid )
{
    struct side *side = pid == OWNER_PID ? &owner : &sides[pid - FIRST_PID];

    return load( &side->used ) ? side : NULL;
}

static NTSTATUS open_end( DWORD pid, DWORD fd, ACCESS_MASK access, HANDLE *handle )
{
    struct side *side = find_side( pid );
    BOOL reads = access == (FILE_READ_DATA | SYNCHRONIZE);

    if (!side) return STATUS_OBJECT_PATH_NOT_FOUND;
    if (fd != (DWORD)(reads ? side->answers[0] : side->requests[1]) ||
        (!reads && access != (FILE_WRITE_DATA | SYNCHRONIZE))) host_abort();
    if (out_of_memory())
    {
        /* Otherwise smbpipe would wait some seconds in vain. */
        if (!reads) host_close( fd );
        return STATUS_NO_MEMORY;
    }
    side->opened[reads] = TRUE;
    *handle = (HANDLE)(ULONG_PTR)fd;
    count_held( &held.handles, 1 );
    return STATUS_SUCCESS;
}

NTSTATUS WINAPI NtOpenFile( HANDLE *handle, ACCESS_MASK access, OBJECT_ATTRIBUTES *attr,
                            IO_STATUS_BLOCK *io, ULONG sharing, ULONG options )
{
    static const WCHAR proc[] = L"\\??\\unix\\proc\\";
    WCHAR *p = attr->ObjectName->Buffer + ARRAY_SIZE(proc) - 1;
    DWORD pid, fd;

    if (attr->Attributes || attr->RootDirectory || options != FILE_SYNCHRONOUS_IO_NONALERT ||
        wcsncmp( attr->ObjectName->Buffer, proc, ARRAY_SIZE(proc) - 1 ))
        host_abort();
    if (*p == 's') pid = OWNER_PID;     /* /proc/self */
    else pid = wcstoul( p, &p, 10 );
    if (access == (FILE_READ_ATTRIBUTES | SYNCHRONIZE))
    {
        if (*p != 's' && !find_side( pid )) return STATUS_OBJECT_NAME_NOT_FOUND;
        *handle = NULL;
        return STATUS_SUCCESS;
    }
    fd = wcstoul( p + 4, &p, 10 );
    return open_end( pid, fd, access, handle );
}

void WINAPI RtlInitUnicodeString( UNICODE_STRING *str, const WCHAR *source )
{
    str->Buffer = (WCHAR *)source;
    str->Length = wcslen( source ) * sizeof(WCHAR);
    str->MaximumLength = str->Length + sizeof(WCHAR);
}

NTSTATUS WINAPI NtClose( HANDLE handle )
{
    if (!handle) return STATUS_SUCCESS;
    if (host_close( (ULONG_PTR)handle )) host_abort();
    count_held( &held.handles, -1 );
    return STATUS_SUCCESS;
}

/* With a position it reads the output of smbpipe. */
BOOL WINAPI ReadFile( HANDLE file, void *buffer, DWORD size, DWORD *got, OVERLAPPED *overlapped )
{
    long ret = -1;

    if (overlapped)
    {
        for (*got = 0; output[*got]; ++*got) ((char *)buffer)[*got] = output[*got];
        return TRUE;
    }
    if (end_reader) host_thread_exit( NULL );
    if (!refuse_read)
        ret = host_read( (ULONG_PTR)file, buffer, read_piece ? min( size, read_piece ) : size );
    *got = max( ret, 0 );
    return ret >= 0;
}

BOOL WINAPI WriteFile( HANDLE file, const void *buffer, DWORD size, DWORD *sent,
                       OVERLAPPED *overlapped )
{
    BOOL good;

    if (end_writer) host_thread_exit( NULL );
    good = !refuse_write && write_all( (ULONG_PTR)file, buffer, size );
    *sent = good ? size : 0;
    return good;
}
