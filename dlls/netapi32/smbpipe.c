/*
 * Named pipes of other machines, for Wine
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
 * Wine can't open a named pipe of another machine, so a host program, smbpipe, opens it for us. We
 * start smbpipe once in a process, and ask it for each server. smbpipe.h describes the protocol.
 *
 * Several threads can call a server at a time. They send their requests one after the other, and
 * read the answers in the same order.
 */

#include "transport.h"

#include "wine/debug.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

#define START_TIMEOUT 10000     /* milliseconds; for smbpipe itself, not for a server */
#define ROOM_PAUSE 20           /* milliseconds, then look whether a process has ended */
#define TURN_PATIENCE 1000      /* milliseconds, then look whether the first thread lives */

/* setup-prefix looks for "smbpipe protocol N" in this DLL, and compares it with smbpipe's own N. */
#define STRINGIZE(x) #x
#define PROTOCOL(version) "smbpipe protocol " STRINGIZE(version)
static const char protocol[] = PROTOCOL(SMBPIPE_VERSION);

/* A Unix process of smbpipe, and our ends of its pipes */
struct peer
{
    DWORD  pid;
    HANDLE requests, answers;
};

/*
 * A call that waits for its turn to read an answer. It is not on its thread's stack, since a
 * program may end the thread while the server hangs.
 */
struct turn
{
    struct turn *next;
    LONGLONG     thread;
    LONG         come;
};

/* A server's worker */
struct smbpipe
{
    struct peer  worker;
    const WCHAR *host;
    LONG         opened;        /* bit mask of endpoint numbers */
    struct lock  send_lock;     /* held while a thread sends a request */
    struct lock  lock;          /* of the turns */
    struct turn *first, **last;
    LONG         broken;
};

static struct lock owner_lock;
static struct peer owner;       /* smbpipe itself; it ends when we close our ends of its pipes */

/* Pipes of the host */

/* CreateFile() asks for more rights, and Wine then opens the pipe for reading and writing. We would
 * never see the other side close it. */
static NTSTATUS open_proc_file( const WCHAR *name, ACCESS_MASK access, HANDLE *handle )
{
    OBJECT_ATTRIBUTES attr;
    UNICODE_STRING string;
    IO_STATUS_BLOCK io;
    WCHAR path[64];

    swprintf( path, ARRAY_SIZE(path), L"\\??\\unix\\proc\\%s", name );
    RtlInitUnicodeString( &string, path );
    InitializeObjectAttributes( &attr, &string, 0, NULL, NULL );
    return NtOpenFile( handle, access | SYNCHRONIZE, &attr, &io, FILE_SHARE_READ | FILE_SHARE_WRITE,
                       FILE_SYNCHRONOUS_IO_NONALERT );
}

static BOOL proc_file_exists( const WCHAR *name )
{
    NTSTATUS status;
    HANDLE handle;

    if (!(status = open_proc_file( name, FILE_READ_ATTRIBUTES, &handle ))) NtClose( handle );
    return status != STATUS_OBJECT_NAME_NOT_FOUND && status != STATUS_OBJECT_PATH_NOT_FOUND;
}

static void close_peer( struct peer *peer )
{
    struct peer old = *peer;

    memset( peer, 0, sizeof(*peer) );
    if (old.requests) NtClose( old.requests );
    if (old.answers) NtClose( old.answers );
}

/* Returns STATUS_PIPE_BROKEN if the process has ended. */
static NTSTATUS open_peer( DWORD pid, DWORD requests, DWORD answers, struct peer *peer )
{
    WCHAR path[40];
    NTSTATUS status;

    memset( peer, 0, sizeof(*peer) );
    peer->pid = pid;
    swprintf( path, ARRAY_SIZE(path), L"%u\\fd\\%u", pid, requests );
    if (!(status = open_proc_file( path, FILE_WRITE_DATA, &peer->requests )))
    {
        swprintf( path, ARRAY_SIZE(path), L"%u\\fd\\%u", pid, answers );
        status = open_proc_file( path, FILE_READ_DATA, &peer->answers );
    }
    if (!status) return STATUS_SUCCESS;
    close_peer( peer );
    if (status == STATUS_NO_MEMORY) return status;
    if (status == STATUS_TOO_MANY_OPENED_FILES)
    {
        ERR( "the limit of descriptors of this program or of wineserver is met (RLIMIT_NOFILE); "
             "raise it by \"ulimit -n\", and then start Wine again\n" );
        return status;
    }
    TRACE( "%s: %#lx\n", debugstr_w(path), status );
    if (proc_file_exists( L"self\\fd" )) return STATUS_PIPE_BROKEN;
    ERR( "/proc is not mounted, or does not show this user's processes; netapi32 needs it to talk "
         "with smbpipe\n" );
    return ERROR_NOT_SUPPORTED;
}

static NTSTATUS read_all( HANDLE handle, void *buffer, DWORD size )
{
    BYTE *p = buffer;
    DWORD got;

    for (; size; p += got, size -= got)
        if (!ReadFile( handle, p, size, &got, NULL ) || !got) return STATUS_PIPE_BROKEN;
    return STATUS_SUCCESS;
}

static NTSTATUS write_all( HANDLE handle, const void *buffer, DWORD size )
{
    DWORD sent;

    return WriteFile( handle, buffer, size, &sent, NULL ) && sent == size
           ? STATUS_SUCCESS : STATUS_PIPE_BROKEN;
}

/* The start of smbpipe */

/* Wine doesn't tell us how a host program ended. So a shell asks a smbpipe that fails for its
 * version, and prints "ended" if that fails, too. */
static const WCHAR start_script[] = L"sh -c \"\\\"$0\\\" --serve || \\\"$0\\\" --version || "
                                    L"echo ended\" \"";

/* Wine splits a command line by Windows' rules. A backslash is special only before a quotation mark
 * there. */
static BOOL make_command_line( const WCHAR *program, WCHAR *line, SIZE_T count )
{
    const WCHAR *p;
    SIZE_T i = wcslen( start_script ), slashes = 0;

    wcscpy( line, start_script );
    for (p = program; ; p++)
    {
        if (i + slashes + 3 >= count) return FALSE;
        if (!*p || *p == '"') for (; slashes; slashes--) line[i++] = '\\';
        if (!*p) break;
        if (*p == '"') line[i++] = '\\';
        slashes = *p == '\\' ? slashes + 1 : 0;
        line[i++] = *p;
    }
    line[i++] = '"';
    line[i] = 0;
    return TRUE;
}

/* Wine closes standard input and output of a program that it starts without a console, and a
 * program with a window has no console to pass on. CreateProcess offers no way around that. A host
 * program doesn't use the console that we name here, so any handle will do. */
static NTSTATUS spawn_host_program( const WCHAR *path, const WCHAR *line, HANDLE output )
{
    const RTL_USER_PROCESS_PARAMETERS *own = NtCurrentTeb()->Peb->ProcessParameters;
    RTL_USER_PROCESS_INFORMATION info = { .Length = sizeof(info) };
    RTL_USER_PROCESS_PARAMETERS *params;
    UNICODE_STRING image, command;
    NTSTATUS status;

    RtlInitUnicodeString( &image, path );
    RtlInitUnicodeString( &command, line );
    if ((status = RtlCreateProcessParametersEx( &params, &image, NULL, NULL, &command, NULL, NULL,
                                                NULL, NULL, NULL, PROCESS_PARAMS_FLAG_NORMALIZED )))
        return status;
    params->hStdInput = params->hStdOutput = output;
    params->hStdError = own->hStdError;
    params->ConsoleHandle = own->ConsoleHandle ? own->ConsoleHandle : output;
    params->ProcessGroupId = own->ProcessGroupId;
    status = RtlCreateUserProcess( &image, OBJ_CASE_INSENSITIVE, params, NULL, NULL, NULL, FALSE,
                                   NULL, NULL, &info );
    RtlDestroyProcessParameters( params );
    if (info.Thread) NtClose( info.Thread );
    if (info.Process) NtClose( info.Process );
    return status;
}

static DWORD create_smbpipe_process( HANDLE output )
{
    WCHAR program[MAX_PATH * 2], line[MAX_PATH * 2 + 128];
    NTSTATUS status;

    /* The path that setup-prefix recorded */
    if (!get_option( L"SmbPipe", program, ARRAY_SIZE(program) ) || program[0] != '/' ||
        !make_command_line( program, line, ARRAY_SIZE(line) ))
    {
        ERR( "HKCU\\Software\\Wine\\Netapi32\\SmbPipe names no Unix program, run "
             "\"netapi32-setup-prefix install\"\n" );
        return ERROR_NOT_SUPPORTED;
    }
    if (!(status = spawn_host_program( L"\\??\\unix\\bin\\sh", line, output )))
        return ERROR_SUCCESS;
    ERR( "can't start /bin/sh, status %#lx\n", status );
    return RtlNtStatusToDosError( status );
}

static HANDLE create_output_file(void)
{
    WCHAR folder[MAX_PATH], name[MAX_PATH];

    if (!GetTempPathW( ARRAY_SIZE(folder), folder ) || !GetTempFileNameW( folder, L"smb", 0, name ))
        return INVALID_HANDLE_VALUE;
    return CreateFileW( name, GENERIC_READ | GENERIC_WRITE,
                        FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, OPEN_EXISTING,
                        FILE_ATTRIBUTE_TEMPORARY | FILE_FLAG_DELETE_ON_CLOSE, NULL );
}

/* Waits for the first line, and gives it without its newline. */
static NTSTATUS read_output( HANDLE file, char *line, DWORD size )
{
    ULONGLONG limit = GetTickCount64() + START_TIMEOUT;
    DWORD got;
    char *end;

    while (GetTickCount64() < limit)
    {
        OVERLAPPED begin = { 0 };

        if (ReadFile( file, line, size - 1, &got, &begin ))
        {
            line[got] = 0;
            if ((end = strchr( line, '\n' )))
            {
                *end = 0;
                return STATUS_SUCCESS;
            }
        }
        Sleep( 2 );
    }
    return STATUS_IO_TIMEOUT;
}

/* The line is "smbpipe VERSION PID REQUESTS ANSWERS", but may differ in another version of smbpipe.
 * If smbpipe failed, start_script wrote it. */
static DWORD parse_output( char *line, DWORD numbers[4] )
{
    static const char name[] = "smbpipe ";
    char *p = line + sizeof(name) - 1;
    unsigned int i;

    TRACE( "%s\n", debugstr_a(line) );
    if (strncmp( line, name, sizeof(name) - 1 )) return ERROR_PROCESS_ABORTED;
    for (i = 0; i < 4; i++)
    {
        numbers[i] = strtoul( p, &p, 10 );
        if (*p != (i < 3 ? ' ' : 0)) break;
    }
    if (i == 4 && numbers[0] == SMBPIPE_VERSION) return STATUS_SUCCESS;
    return strstr( line, protocol + sizeof(name) - 1 )
           ? ERROR_PROCESS_ABORTED : STATUS_REVISION_MISMATCH;
}

/* Each failure has its own error, since each has its own remedy. */
static DWORD report_start( DWORD err )
{
    switch (err)
    {
    case STATUS_REVISION_MISMATCH:
        ERR( "the program smbpipe is of another version, this is %s; run "
             "\"netapi32-setup-prefix install\"\n", protocol );
        return ERROR_REVISION_MISMATCH;
    case ERROR_PROCESS_ABORTED:
        ERR( "the program smbpipe ends as soon as it is started, most likely because the system "
             "was upgraded; \"netapi32-setup-prefix status\" tells why\n" );
        return ERROR_PROCESS_ABORTED;
    case STATUS_IO_TIMEOUT:
        ERR( "the program smbpipe was started and says nothing for %u seconds; is the machine "
             "busy? \"netapi32-setup-prefix status\" tells whether it runs\n",
             START_TIMEOUT / 1000 );
        return ERROR_TIMEOUT;
    default:
        return err;
    }
}

static DWORD report_no_process( DWORD reason )
{
    switch (reason)
    {
    case SMBPIPE_KILLED:
        return STATUS_PIPE_BROKEN;
    case SMBPIPE_NO_PROCESS:
        ERR( "smbpipe can't start a process, since a limit of the machine is met: RLIMIT_NPROC "
             "(\"ulimit -u\"), pids.max of a cgroup, or kernel.pid_max; raise it\n" );
        return ERROR_NO_PROC_SLOTS;
    case SMBPIPE_NO_DESCRIPTOR:
        ERR( "smbpipe can't make pipes, since a limit of the machine is met: RLIMIT_NOFILE "
             "(\"ulimit -n\") or fs.file-max; raise it\n" );
        return ERROR_TOO_MANY_OPEN_FILES;
    default:
        return STATUS_NO_MEMORY;
    }
}

static DWORD start_smbpipe(void)
{
    DWORD err, numbers[4];
    HANDLE file;
    char line[128];

    if ((file = create_output_file()) == INVALID_HANDLE_VALUE)
    {
        err = GetLastError();
        ERR( "can't make a file in the folder for temporary files, error %lu; look at TEMP\n",
             err );
        return err;
    }
    if (!(err = create_smbpipe_process( file )) &&
        !(err = read_output( file, line, sizeof(line) )))
        err = parse_output( line, numbers );
    CloseHandle( file );
    if (err) return report_start( err );
    if (!numbers[1]) return report_no_process( numbers[2] );
    return open_peer( numbers[1], numbers[2], numbers[3], &owner );
}

/*
 * Asks smbpipe for a server's process. The caller holds owner_lock. A thread that a program ended
 * may have left an answer here that nobody has read.
 */
static DWORD ask_for_worker( struct smbpipe_worker *worker )
{
    static unsigned int last_id;
    DWORD err = ERROR_SUCCESS;

    if (!owner.answers)
    {
        close_peer( &owner );
        err = start_smbpipe();
    }
    last_id++;
    if (!err) err = write_all( owner.requests, &last_id, sizeof(last_id) );
    while (!err && !(err = read_all( owner.answers, worker, sizeof(*worker) )) &&
           worker->id != last_id) ;
    if (err) close_peer( &owner );
    return err;
}

/*
 * Returns STATUS_PIPE_BROKEN if somebody has killed smbpipe since the last call; the next attempt
 * starts it again. If the machine admits no more processes while other servers have some, waits
 * until one of these ends. Other threads wait for the lock meanwhile.
 */
static DWORD start_worker( struct peer *peer, void (*make_room)(void) )
{
    struct smbpipe_worker worker;
    DWORD err;

    take_lock( &owner_lock );
    while (!(err = ask_for_worker( &worker )) && !worker.pid && worker.answers &&
           worker.requests >= SMBPIPE_NO_PROCESS)
    {
        make_room();
        Sleep( ROOM_PAUSE );
    }
    leave_lock( &owner_lock );
    if (err) return err;
    if (!worker.pid) return report_no_process( worker.requests );
    return open_peer( worker.pid, worker.requests, worker.answers, peer );
}

/* The way to a server */

/* Writes no terminator. Returns the number of bytes, 0 if there is no room. */
static int copy_utf8( char *dst, int size, const WCHAR *src )
{
    return WideCharToMultiByte( CP_UTF8, 0, src, wcslen( src ), dst, size, NULL, NULL );
}

struct open_message
{
    struct smbpipe_request request;     /* not sent for the first pipe */
    struct smbpipe_open    open;
    char                   names[SMBPIPE_MAX_SERVER + SMBPIPE_MAX_PIPE + SMBPIPE_MAX_USER +
                                 SMBPIPE_MAX_DOMAIN + SMBPIPE_MAX_PASSWORD];
};

/* Returns FALSE if a name is too long. */
static BOOL make_open( const WCHAR *host, const struct endpoint *endpoint,
                       const struct credentials *user, struct open_message *message )
{
    const RPC_CLIENT_INTERFACE *iface = endpoint->iface;
    struct smbpipe_open *open = &message->open;
    char *p = message->names;

    memset( message, 0, offsetof( struct open_message, names ) );
    open->magic = SMBPIPE_MAGIC;
    open->version = SMBPIPE_VERSION;
    memcpy( open->if_uuid, &iface->InterfaceId.SyntaxGUID, sizeof(open->if_uuid) );
    open->if_major = iface->InterfaceId.SyntaxVersion.MajorVersion;
    open->if_minor = iface->InterfaceId.SyntaxVersion.MinorVersion;
    p += open->server_len = copy_utf8( p, SMBPIPE_MAX_SERVER, host );
    p += open->pipe_len = copy_utf8( p, SMBPIPE_MAX_PIPE, endpoint->pipe );
    open->connect_timeout = get_seconds_option( L"ConnectTimeout", SMBPIPE_CONNECT_TIMEOUT );
    open->call_timeout = get_seconds_option( L"CallTimeout", SMBPIPE_CALL_TIMEOUT );
    if (user && user->given)
    {
        open->who = SMBPIPE_GIVEN_USER;
        p += open->user_len = copy_utf8( p, SMBPIPE_MAX_USER, user->user );
        p += open->domain_len = copy_utf8( p, SMBPIPE_MAX_DOMAIN, user->domain );
        open->password_len = user->password_len * sizeof(WCHAR);
        memcpy( p, user->password, open->password_len );
        p += open->password_len;
    }
    else if (user)
    {
        open->refused[0] = user->id;
        open->refused[1] = user->id >> 32;
    }
    open->length = p - (char *)open;
    message->request.length = open->length;
    message->request.opnum = SMBPIPE_OPEN_PIPE;
    return open->server_len && open->pipe_len;
}

static NTSTATUS send_open( const struct peer *worker, const WCHAR *host,
                           const struct endpoint *endpoint, const struct credentials *user )
{
    NTSTATUS status = NERR_InvalidComputer;
    struct open_message message;

    if (make_open( host, endpoint, user, &message ))
        status = write_all( worker->requests, &message.open, message.open.length );
    SecureZeroMemory( &message, sizeof(message) );
    return status;
}

static NTSTATUS recv_reply( const struct peer *worker, struct credentials *user )
{
    struct smbpipe_reply reply;
    NTSTATUS status;

    if ((status = read_all( worker->answers, &reply, sizeof(reply) ))) return status;
    if (reply.magic != SMBPIPE_MAGIC || reply.version != SMBPIPE_VERSION)
        return STATUS_REVISION_MISMATCH;
    if (!user->given) user->id = reply.credential[0] | (ULONGLONG)reply.credential[1] << 32;
    return reply.status;
}

/*
 * Returns an NTSTATUS of the server or of the connection, or a Win32 error. STATUS_PIPE_BROKEN says
 * that smbpipe has ended. If smbpipe has to find the password, user->id names a password that it
 * must not use, and then receives the id of the password that it used. make_room() ends a
 * connection that is not in use, if there is one.
 */
NTSTATUS smbpipe_open( const WCHAR *host, const struct endpoint *endpoint,
                       struct credentials *user, void (*make_room)(void), struct smbpipe **ret )
{
    struct smbpipe *smbpipe;
    NTSTATUS status;

    TRACE( "%s %s\n", debugstr_w(host), debugstr_w(endpoint->pipe) );

    if (!(smbpipe = heap_alloc( sizeof(*smbpipe) ))) return STATUS_NO_MEMORY;
    memset( smbpipe, 0, sizeof(*smbpipe) );
    smbpipe->last = &smbpipe->first;
    smbpipe->host = host;
    smbpipe->opened = 1u << endpoint->number;
    if (!(status = start_worker( &smbpipe->worker, make_room )) &&
        !(status = send_open( &smbpipe->worker, host, endpoint, user )))
        status = recv_reply( &smbpipe->worker, user );
    if (!status)
    {
        *ret = smbpipe;
        return STATUS_SUCCESS;
    }
    WARN( "%s: %#lx\n", debugstr_w(host), status );
    smbpipe_close( smbpipe );
    return status;
}

void smbpipe_close( struct smbpipe *smbpipe )
{
    close_peer( &smbpipe->worker );
    heap_free( smbpipe );
}

/* Calls */

static void set_broken( struct smbpipe *smbpipe )
{
    InterlockedExchange( &smbpipe->broken, TRUE );
}

static BOOL is_broken( struct smbpipe *smbpipe )
{
    return InterlockedCompareExchange( &smbpipe->broken, 0, 0 );
}

/* A thread that ended with the lock may have left the queue in any state. */
static void lock_queue( struct smbpipe *smbpipe )
{
    if (take_lock( &smbpipe->lock )) return;
    set_broken( smbpipe );
    for (smbpipe->last = &smbpipe->first; *smbpipe->last; smbpipe->last = &(*smbpipe->last)->next) ;
}

/* Ends the worker and its SMB session, though the ended thread still has a reference to them. */
static void end_worker( struct smbpipe *smbpipe )
{
    HANDLE requests = InterlockedExchangePointer( &smbpipe->worker.requests, NULL );

    set_broken( smbpipe );
    if (requests) NtClose( requests );
}

static struct turn *join_queue( struct smbpipe *smbpipe )
{
    struct turn *turn = heap_alloc( sizeof(*turn) );

    if (!turn) return NULL;
    turn->next = NULL;
    turn->thread = this_thread();
    lock_queue( smbpipe );
    turn->come = !smbpipe->first;
    *smbpipe->last = turn;
    smbpipe->last = &turn->next;
    leave_lock( &smbpipe->lock );
    return turn;
}

/* The caller holds the lock. */
static void end_turn( struct smbpipe *smbpipe )
{
    struct turn *turn = smbpipe->first, *next = turn->next;

    if ((smbpipe->first = next))
    {
        InterlockedExchange( &next->come, TRUE );
        RtlWakeAddressSingle( &next->come );
    }
    else smbpipe->last = &smbpipe->first;
    heap_free( turn );
}

/*
 * If the first thread has ended, nobody knows how much of its answer it had read. The next thread
 * must see that before its turn comes.
 */
static void skip_ended( struct smbpipe *smbpipe, struct turn *turn )
{
    BOOL ended = FALSE;

    lock_queue( smbpipe );
    if (smbpipe->first == turn) InterlockedExchange( &turn->come, TRUE );
    else if ((ended = thread_has_ended( smbpipe->first->thread )))
    {
        set_broken( smbpipe );
        end_turn( smbpipe );
    }
    leave_lock( &smbpipe->lock );
    if (!ended) return;
    take_lock( &smbpipe->send_lock );
    end_worker( smbpipe );
    leave_lock( &smbpipe->send_lock );
}

static void wait_for_turn( struct smbpipe *smbpipe, struct turn *turn )
{
    static const LONG not_yet = FALSE;
    LARGE_INTEGER timeout;

    timeout.QuadPart = TURN_PATIENCE * (LONGLONG)-10000;
    while (!InterlockedCompareExchange( &turn->come, 0, 0 ))
        if (RtlWaitOnAddress( &turn->come, &not_yet, sizeof(not_yet), &timeout ) == STATUS_TIMEOUT)
            skip_ended( smbpipe, turn );
}

/* Skips the data if buffer is NULL. */
static NTSTATUS recv_stub( struct smbpipe *smbpipe, BYTE *buffer, DWORD size )
{
    NTSTATUS status = STATUS_SUCCESS;
    BYTE skipped[256];
    DWORD part;

    if (buffer) return read_all( smbpipe->worker.answers, buffer, size );
    for (; size && !status; size -= part)
    {
        part = min( size, sizeof(skipped) );
        status = read_all( smbpipe->worker.answers, skipped, part );
    }
    return status;
}

static DWORD recv_answer( struct smbpipe *smbpipe, void **stub, DWORD *size )
{
    struct smbpipe_answer answer;
    NTSTATUS status;
    void *data;

    if ((status = read_all( smbpipe->worker.answers, &answer, sizeof(answer) ))) return status;
    if (answer.status) return answer.status;
    data = heap_alloc( answer.length );
    if ((status = recv_stub( smbpipe, data, answer.length )) || !data)
    {
        heap_free( data );
        return status ? status : STATUS_NO_MEMORY;
    }
    *stub = data;
    *size = answer.length;
    return STATUS_SUCCESS;
}

static DWORD exchange( struct smbpipe *smbpipe, const struct endpoint *endpoint,
                       struct smbpipe_request *request, void **answer, DWORD *answer_size )
{
    DWORD size = sizeof(*request) + request->length, status = SMBPIPE_NOT_SENT;
    struct turn *turn;

    request->pipe = endpoint->number;
    /* Nobody knows how much of a request the ended thread had sent. */
    if (!take_lock( &smbpipe->send_lock )) end_worker( smbpipe );
    if (!(turn = join_queue( smbpipe ))) status = STATUS_NO_MEMORY;
    else if (!is_broken( smbpipe ) && write_all( smbpipe->worker.requests, request, size ))
        set_broken( smbpipe );
    else if (!is_broken( smbpipe )) status = STATUS_SUCCESS;
    leave_lock( &smbpipe->send_lock );

    if (!turn) return status;
    wait_for_turn( smbpipe, turn );
    if (!status && is_broken( smbpipe )) status = STATUS_PIPE_BROKEN;
    else if (!status) status = recv_answer( smbpipe, answer, answer_size );
    if (status == (DWORD)STATUS_PIPE_BROKEN) set_broken( smbpipe );
    lock_queue( smbpipe );
    end_turn( smbpipe );
    leave_lock( &smbpipe->lock );
    return status;
}

static DWORD open_another( struct smbpipe *smbpipe, const struct endpoint *endpoint )
{
    struct open_message message;
    void *answer = NULL;
    DWORD status, size;

    if (!make_open( smbpipe->host, endpoint, NULL, &message )) return NERR_InvalidComputer;
    status = exchange( smbpipe, endpoint, &message.request, &answer, &size );
    heap_free( answer );
    if (!status) InterlockedOr( &smbpipe->opened, 1u << endpoint->number );
    return status == (DWORD)STATUS_PIPE_BROKEN ? SMBPIPE_NOT_SENT : status;
}

/*
 * Returns 0, the status of a fault, or an NTSTATUS. SMBPIPE_NOT_SENT says that smbpipe can't have
 * seen all of the request. STATUS_PIPE_BROKEN says that it may have seen all. The caller frees the
 * answer with heap_free().
 */
DWORD smbpipe_call( struct smbpipe *smbpipe, const struct endpoint *endpoint,
                    struct smbpipe_request *request, void **answer, DWORD *answer_size )
{
    DWORD status = ERROR_SUCCESS;

    if (!(smbpipe->opened & 1u << endpoint->number)) status = open_another( smbpipe, endpoint );
    return status ? status : exchange( smbpipe, endpoint, request, answer, answer_size );
}

BOOL smbpipe_is_gone( struct smbpipe *smbpipe )
{
    WCHAR path[24];

    swprintf( path, ARRAY_SIZE(path), L"%u", smbpipe->worker.pid );
    return is_broken( smbpipe ) || !proc_file_exists( path );
}

void smbpipe_cleanup(void)
{
    close_peer( &owner );
}
