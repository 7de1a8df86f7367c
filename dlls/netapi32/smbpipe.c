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
 * Wine opens no named pipe of another machine. A host program, smbpipe, does it for us: it is
 * started once in a process, and asked here for each server. The calls are in fifos.c. See
 * smbpipe.h for what is said between the two.
 */

#include <stdarg.h>

#include "ntstatus.h"
#define WIN32_NO_STATUS
#include "winsock2.h"
#include "winternl.h"
#include "netapi32_private.h"

#include "wine/debug.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

#define START_TIMEOUT 10000     /* milliseconds; for smbpipe itself, not for a server */
#define REPLY_LENIENCE 2000     /* smbpipe knows more of why a server can't be reached */
#define OPEN_ATTEMPTS  4        /* where smbpipe ends meanwhile */

/* setup-prefix looks for "smbpipe protocol N" in this DLL, and compares it with smbpipe's own N. */
#define STRINGIZE(x) #x
#define PROTOCOL(version) "smbpipe protocol " STRINGIZE(version)

static CRITICAL_SECTION smbpipe_cs;
static CRITICAL_SECTION_DEBUG smbpipe_cs_debug =
{
    0, 0, &smbpipe_cs,
    { &smbpipe_cs_debug.ProcessLocksList, &smbpipe_cs_debug.ProcessLocksList },
      0, 0, { (DWORD_PTR)(__FILE__ ": smbpipe_cs") }
};
static CRITICAL_SECTION smbpipe_cs = { &smbpipe_cs_debug, -1, 0, 0, 0, 0 };

static SOCKET owner_socket = INVALID_SOCKET;    /* smbpipe ends when this does */
static struct smbpipe_hello hello;              /* what it said */
static BOOL wsa_started;

BOOL is_wine(void)
{
    return GetProcAddress( GetModuleHandleW( L"ntdll.dll" ), "wine_get_version" ) != NULL;
}

static struct sockaddr_in loopback( USHORT port )
{
    struct sockaddr_in addr;

    memset( &addr, 0, sizeof(addr) );
    addr.sin_family = AF_INET;
    addr.sin_addr.s_addr = htonl( INADDR_LOOPBACK );
    addr.sin_port = htons( port );
    return addr;
}

static SOCKET create_socket(void)
{
    return WSASocketW( AF_INET, SOCK_STREAM, IPPROTO_TCP, NULL, 0,
                       WSA_FLAG_OVERLAPPED | WSA_FLAG_NO_HANDLE_INHERIT );
}

static USHORT socket_port( SOCKET socket )
{
    struct sockaddr_in addr;
    int len = sizeof(addr);

    return getsockname( socket, (struct sockaddr *)&addr, &len ) ? 0 : ntohs( addr.sin_port );
}

static SOCKET connect_loopback( USHORT port )
{
    struct sockaddr_in addr = loopback( port );
    SOCKET s = create_socket();

    if (s == INVALID_SOCKET || !connect( s, (struct sockaddr *)&addr, sizeof(addr) )) return s;
    closesocket( s );
    return INVALID_SOCKET;
}

/* Other users of the machine can connect to the listening socket too. */
static SOCKET accept_from( SOCKET listener, USHORT port )
{
    struct sockaddr_in peer;
    int len = sizeof(peer);
    SOCKET s;

    while ((s = accept( listener, (struct sockaddr *)&peer, &len )) != INVALID_SOCKET)
    {
        if (peer.sin_addr.s_addr == htonl( INADDR_LOOPBACK ) && ntohs( peer.sin_port ) == port)
            return s;
        closesocket( s );
        len = sizeof(peer);
    }
    return INVALID_SOCKET;
}

static BOOL create_socket_pair( SOCKET pair[2] )
{
    struct sockaddr_in addr = loopback( 0 );
    SOCKET listener = create_socket();

    pair[0] = pair[1] = INVALID_SOCKET;
    if (listener == INVALID_SOCKET) return FALSE;
    if (!bind( listener, (struct sockaddr *)&addr, sizeof(addr) ) && !listen( listener, 8 ) &&
        (pair[0] = connect_loopback( socket_port( listener ))) != INVALID_SOCKET)
        pair[1] = accept_from( listener, socket_port( pair[0] ));
    closesocket( listener );

    if (pair[1] != INVALID_SOCKET) return TRUE;
    if (pair[0] != INVALID_SOCKET) closesocket( pair[0] );
    return FALSE;
}

static NTSTATUS recv_all( SOCKET s, void *buffer, int size, DWORD timeout )
{
    char *p = buffer;
    int ret;

    setsockopt( s, SOL_SOCKET, SO_RCVTIMEO, (const char *)&timeout, sizeof(timeout) );
    for (; size; p += ret, size -= ret)
    {
        if ((ret = recv( s, p, size, 0 )) > 0) continue;
        return ret && WSAGetLastError() == WSAETIMEDOUT ? STATUS_IO_TIMEOUT
                                                        : STATUS_CONNECTION_DISCONNECTED;
    }
    return STATUS_SUCCESS;
}

/* The path that setup-prefix recorded */
static BOOL get_smbpipe_path( WCHAR *path, DWORD count )
{
    WCHAR unix_path[MAX_PATH * 4];

    return get_option( L"SmbPipe", unix_path, ARRAY_SIZE(unix_path) ) &&
           get_host_path( unix_path, path, count );
}

/* Wine closes standard input and output of what it starts without a console, and a program with a
 * window has none to hand on. CreateProcess offers no way around that. A host program makes nothing
 * of the console that is named here, so that any handle will do. */
static NTSTATUS spawn_host_program( UNICODE_STRING *path, HANDLE standard )
{
    const RTL_USER_PROCESS_PARAMETERS *own = NtCurrentTeb()->Peb->ProcessParameters;
    RTL_USER_PROCESS_INFORMATION info = { .Length = sizeof(info) };
    RTL_USER_PROCESS_PARAMETERS *params;
    NTSTATUS status;

    if ((status = RtlCreateProcessParametersEx( &params, path, NULL, NULL, NULL, NULL, NULL, NULL,
                                                NULL, NULL, PROCESS_PARAMS_FLAG_NORMALIZED )))
        return status;
    params->hStdInput = params->hStdOutput = standard;
    params->hStdError = own->hStdError;
    params->ConsoleHandle = own->ConsoleHandle ? own->ConsoleHandle : standard;
    params->ProcessGroupId = own->ProcessGroupId;
    status = RtlCreateUserProcess( path, OBJ_CASE_INSENSITIVE, params, NULL, NULL, NULL, FALSE,
                                   NULL, NULL, &info );
    RtlDestroyProcessParameters( params );
    if (info.Thread) NtClose( info.Thread );
    if (info.Process) NtClose( info.Process );
    return status;
}

static DWORD create_smbpipe_process( SOCKET s )
{
    UNICODE_STRING name;
    WCHAR path[MAX_PATH * 4 + 8];
    NTSTATUS status;

    if (!get_smbpipe_path( path, ARRAY_SIZE(path) ))
    {
        ERR( "HKCU\\Software\\Wine\\Netapi32\\SmbPipe names no Unix program, run "
             "\"netapi32-setup-prefix install\"\n" );
        return ERROR_NOT_SUPPORTED;
    }
    RtlInitUnicodeString( &name, path );
    if (!(status = spawn_host_program( &name, (HANDLE)s ))) return ERROR_SUCCESS;
    ERR( "can't start %s, status %#lx; \"netapi32-setup-prefix status\" tells why\n",
         debugstr_w(path), status );
    return RtlNtStatusToDosError( status );
}

/* The version comes first, the rest may have another length in another version. */
static NTSTATUS recv_hello( SOCKET s )
{
    const int begin = offsetof( struct smbpipe_hello, port );
    NTSTATUS status = recv_all( s, &hello, begin, START_TIMEOUT );

    if (status) return status;
    if (hello.magic != SMBPIPE_MAGIC || hello.version != SMBPIPE_VERSION)
        return STATUS_REVISION_MISMATCH;
    return recv_all( s, &hello.port, sizeof(hello) - begin, START_TIMEOUT );
}

/* Returns an NTSTATUS of the way to smbpipe, or a Win32 error. */
static DWORD try_to_start(void)
{
    SOCKET pair[2];
    WSADATA data;
    DWORD err;

    if (!wsa_started && (err = WSAStartup( MAKEWORD( 2, 2 ), &data ))) return err;
    wsa_started = TRUE;

    if (!create_socket_pair( pair )) return WSAGetLastError();
    err = create_smbpipe_process( pair[1] );
    closesocket( pair[1] );

    if (!err) err = recv_hello( pair[0] );
    if (err)
    {
        closesocket( pair[0] );
        return err;
    }
    owner_socket = pair[0];
    TRACE( "control port %u\n", hello.port );
    return ERROR_SUCCESS;
}

/* Each has an error of its own, since each has a remedy of its own. */
static DWORD report_start( DWORD err )
{
    switch (err)
    {
    case STATUS_REVISION_MISMATCH:
        ERR( "the program smbpipe is of another version, this is " PROTOCOL(SMBPIPE_VERSION)
             "; run \"netapi32-setup-prefix install\"\n" );
        return ERROR_REVISION_MISMATCH;
    case STATUS_CONNECTION_DISCONNECTED:
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

/* One that is killed before it has said a word is no reason to give up. */
static DWORD start_smbpipe(void)
{
    DWORD err = try_to_start();

    if (err == (DWORD)STATUS_CONNECTION_DISCONNECTED) err = try_to_start();
    return report_start( err );
}

static void close_owner_socket(void)
{
    if (owner_socket != INVALID_SOCKET) closesocket( owner_socket );
    owner_socket = INVALID_SOCKET;
}

/*
 * smbpipe may have been killed since the last time, and so is started again. Returns
 * STATUS_CONNECTION_DISCONNECTED if that has happened since it was looked for.
 */
static DWORD connect_control( SOCKET *s, struct smbpipe_hello *said )
{
    DWORD err = ERROR_SUCCESS;

    EnterCriticalSection( &smbpipe_cs );
    if (owner_socket != INVALID_SOCKET && socket_has_ended( owner_socket )) close_owner_socket();
    if (owner_socket == INVALID_SOCKET) err = start_smbpipe();
    if (!err && (*s = connect_loopback( hello.port )) == INVALID_SOCKET)
    {
        close_owner_socket();
        err = STATUS_CONNECTION_DISCONNECTED;
    }
    *said = hello;
    LeaveCriticalSection( &smbpipe_cs );
    return err;
}

/* No terminator. Returns the bytes written, 0 if there is no room. */
static int copy_utf8( char *dst, int size, const WCHAR *src )
{
    return WideCharToMultiByte( CP_UTF8, 0, src, wcslen( src ), dst, size, NULL, NULL );
}

/* If smbpipe has ended its port can be somebody else's by now, who must not be told a password. */
static NTSTATUS recv_greeting( SOCKET s, const struct smbpipe_hello *said )
{
    struct smbpipe_greeting greeting;
    NTSTATUS status;

    if ((status = recv_all( s, &greeting, sizeof(greeting), START_TIMEOUT ))) return status;
    return greeting.magic == SMBPIPE_MAGIC && greeting.version == SMBPIPE_VERSION &&
           !memcmp( greeting.token, said->token, sizeof(greeting.token) )
           ? STATUS_SUCCESS : STATUS_CONNECTION_DISCONNECTED;
}

static NTSTATUS send_open( SOCKET s, const WCHAR *host, const WCHAR *pipe,
                           const struct credentials *user, DWORD connect_timeout )
{
    const RPC_CLIENT_INTERFACE *iface = srvsvc_v3_0_c_ifspec;
    char buffer[sizeof(struct smbpipe_open) + SMBPIPE_MAX_SERVER + SMBPIPE_MAX_PIPE +
                SMBPIPE_MAX_USER + SMBPIPE_MAX_DOMAIN + SMBPIPE_MAX_PASSWORD];
    struct smbpipe_open *open = (struct smbpipe_open *)buffer;
    char *p = (char *)(open + 1);
    NTSTATUS status = STATUS_SUCCESS;

    memset( open, 0, sizeof(*open) );
    open->magic = SMBPIPE_MAGIC;
    open->version = SMBPIPE_VERSION;
    memcpy( open->if_uuid, &iface->InterfaceId.SyntaxGUID, sizeof(open->if_uuid) );
    open->if_major = iface->InterfaceId.SyntaxVersion.MajorVersion;
    open->if_minor = iface->InterfaceId.SyntaxVersion.MinorVersion;
    p += open->server_len = copy_utf8( p, SMBPIPE_MAX_SERVER, host );
    p += open->pipe_len = copy_utf8( p, SMBPIPE_MAX_PIPE, pipe );
    open->connect_timeout = connect_timeout;
    open->call_timeout = get_seconds_option( L"CallTimeout", SMBPIPE_CALL_TIMEOUT );
    if (user->given)
    {
        open->who = SMBPIPE_GIVEN_USER;
        p += open->user_len = copy_utf8( p, SMBPIPE_MAX_USER, user->user );
        p += open->domain_len = copy_utf8( p, SMBPIPE_MAX_DOMAIN, user->domain );
        open->password_len = user->password_len * sizeof(WCHAR);
        memcpy( p, user->password, open->password_len );
        p += open->password_len;
    }
    else
    {
        open->refused[0] = user->id;
        open->refused[1] = user->id >> 32;
    }
    open->length = p - buffer;

    if (!open->server_len || !open->pipe_len) status = NERR_InvalidComputer;
    else if (send( s, buffer, open->length, 0 ) != open->length)
        status = STATUS_CONNECTION_DISCONNECTED;
    SecureZeroMemory( buffer, sizeof(buffer) );
    return status;
}

/* The folder has a terminator. */
static NTSTATUS recv_reply( SOCKET s, struct smbpipe_reply *reply, char *folder,
                            DWORD connect_timeout )
{
    const DWORD timeout = connect_timeout * 1000 + REPLY_LENIENCE;
    NTSTATUS status;

    if ((status = recv_all( s, reply, sizeof(*reply), timeout ))) return status;
    if (reply->magic != SMBPIPE_MAGIC || reply->version != SMBPIPE_VERSION ||
        reply->folder_len > SMBPIPE_MAX_FOLDER)
        return STATUS_IO_TIMEOUT;
    if ((status = recv_all( s, folder, reply->folder_len, timeout ))) return status;
    folder[reply->folder_len] = 0;
    return STATUS_SUCCESS;
}

/*
 * Returns STATUS_CONNECTION_DISCONNECTED if smbpipe, or its process for this server, has ended
 * before all was done. What smbpipe says is in the result.
 */
static NTSTATUS try_open( const WCHAR *host, const WCHAR *pipe, struct credentials *user,
                          struct smbpipe **ret, NTSTATUS *result )
{
    DWORD timeout = get_seconds_option( L"ConnectTimeout", SMBPIPE_CONNECT_TIMEOUT );
    char folder[SMBPIPE_MAX_FOLDER + 1];
    struct smbpipe_hello said;
    struct smbpipe_reply reply;
    NTSTATUS status;
    SOCKET s;

    *result = STATUS_SUCCESS;
    if ((status = connect_control( &s, &said ))) return status;
    if ((status = recv_greeting( s, &said )) ||
        (status = send_open( s, host, pipe, user, timeout )) ||
        (status = recv_reply( s, &reply, folder, timeout )) || (*result = reply.status))
        closesocket( s );
    else status = smbpipe_create( s, folder, ret );
    if (!status && !user->given)
        user->id = reply.credential[0] | (ULONGLONG)reply.credential[1] << 32;
    return status;
}

/*
 * Returns an NTSTATUS of the server or of the way to it, or a Win32 error. Of a user who is not
 * given the id is the one not to be used, and becomes the one that was used.
 *
 * One that is being killed takes connections until the kernel closes its sockets, in whatever
 * order; where an attempt met that, another one starts another smbpipe. Its processes do not end
 * all at once.
 */
NTSTATUS smbpipe_open( const WCHAR *host, const WCHAR *pipe, struct credentials *user,
                       struct smbpipe **ret )
{
    NTSTATUS status, result;
    unsigned int i = 0;

    TRACE( "%s %s\n", debugstr_w(host), debugstr_w(pipe) );

    while ((status = try_open( host, pipe, user, ret, &result )) ==
           STATUS_CONNECTION_DISCONNECTED && ++i < OPEN_ATTEMPTS)
        WARN( "%s: smbpipe has ended\n", debugstr_w(host) );
    if (status == STATUS_CONNECTION_DISCONNECTED)
        ERR( "smbpipe ends before it has opened a server; what it says, or the system's log, may "
             "tell why\n" );
    if (!status) status = result;
    if (status) WARN( "%s: %#lx\n", debugstr_w(host), status );
    return status;
}

void smbpipe_cleanup(void)
{
    close_owner_socket();
    if (wsa_started) WSACleanup();
}
