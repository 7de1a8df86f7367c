/*
 * A netapi32.dll that is wrong in one way, for the proof that the suite convicts it
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
 * It calls the right one, which is beside it as right.dll, and NETAPI32_WRONG says what is wrong:
 *
 *   FUNCTION=STATUS     the function does nothing and returns that
 *   FUNCTION-LEVEL      the function does not know the level
 *   FUNCTION+LEVEL      the function takes an undefined level for that one
 *   words               one of the mistakes below
 *
 * wrong.sh makes forwards of the exports that are not here.
 */

#include <stdarg.h>
#include <stdio.h>
#include <windows.h>
#include <lm.h>
#include <lmstats.h>
#include <lmuse.h>

typedef NET_API_STATUS status;

static char mistake[100];

static BOOL is_wrong( const char *words )
{
    return !strcmp( mistake, words );
}

/* The number behind the function and the sign */
static BOOL has_number( const char *function, char sign, DWORD *number )
{
    SIZE_T len = strlen( function );

    if (strncmp( mistake, function, len ) || mistake[len] != sign) return FALSE;
    *number = strtoul( mistake + len + 1, NULL, 0 );
    return TRUE;
}

static BOOL lies( const char *function, status *ret )
{
    return has_number( function, '=', ret );
}

static BOOL lacks( const char *function, DWORD level )
{
    DWORD number;

    return has_number( function, '-', &number ) && number == level;
}

static void *get_right( const char *name )
{
    static HMODULE module;

    if (!module) module = LoadLibraryW( L"right.dll" );
    return (void *)GetProcAddress( module, name );
}

/* Makes the call of the right function unless it is another mistake that a name of its own has. */
#define RIGHT( name, ... ) ((typeof(&name))get_right( #name ))( __VA_ARGS__ )

#define LIE( name ) \
    do { \
        status lie_; \
        if (lies( #name, &lie_ )) return lie_; \
    } while (0)

#define MISTAKE_OF_LEVEL( name, level ) \
    do { \
        DWORD number_; \
        LIE( name ); \
        if (lacks( #name, level )) return ERROR_INVALID_LEVEL; \
        if (has_number( #name, '+', &number_ ) && is_undefined( level )) level = number_; \
    } while (0)

static BOOL is_undefined( DWORD level )
{
    return level == 3 || level == 4 || level == 99;
}

/* What every call of a function that leaks leaves */
static void leak( const char *words )
{
    if (is_wrong( words )) HeapAlloc( GetProcessHeap(), 0, 100 );
}

/* A string that is not in the block, and that nobody frees */
static WCHAR *make_string( const WCHAR *before, const WCHAR *str )
{
    SIZE_T len = wcslen( before ) + wcslen( str ) + 1;
    WCHAR *ret = HeapAlloc( GetProcessHeap(), 0, len * sizeof(*ret) );

    wcscpy( ret, before );
    return wcscat( ret, str );
}

/* sessions */

struct session
{
    WCHAR **cname, **username, **cltype_name, **transport;
    DWORD  *num_opens, *time, *idle_time, *user_flags;
};

static struct session look( DWORD level, void *entry )
{
    SESSION_INFO_502 *info502 = entry;
    SESSION_INFO_10 *info10 = entry;
    SESSION_INFO_2 *info2 = entry;
    struct session session = { &info10->sesi10_cname, NULL, NULL, NULL, NULL, NULL, NULL, NULL };

    if (level == 10)
    {
        session.username = &info10->sesi10_username;
        session.time = &info10->sesi10_time;
        session.idle_time = &info10->sesi10_idle_time;
    }
    else if (level)
    {
        session.username = &info2->sesi2_username;
        session.num_opens = &info2->sesi2_num_opens;
        session.time = &info2->sesi2_time;
        session.idle_time = &info2->sesi2_idle_time;
        session.user_flags = &info2->sesi2_user_flags;
    }
    if (level == 2 || level == 502) session.cltype_name = &info2->sesi2_cltype_name;
    if (level == 502) session.transport = &info502->sesi502_transport;
    return session;
}

static DWORD session_size( DWORD level )
{
    switch (level)
    {
    case 0: return sizeof(SESSION_INFO_0);
    case 1: return sizeof(SESSION_INFO_1);
    case 2: return sizeof(SESSION_INFO_2);
    case 10: return sizeof(SESSION_INFO_10);
    default: return sizeof(SESSION_INFO_502);
    }
}

static void change_letters( WCHAR *str )
{
    for (; *str; str++)
    {
        if (is_wrong( "username in ASCII" ) && *str > 0x7f) *str = '?';
        if (is_wrong( "username in lower case" )) *str = towlower( *str );
    }
}

static void change_session( DWORD level, void *entry )
{
    struct session session = look( level, entry );
    WCHAR *cname = *session.cname;

    if (is_wrong( "client cut" )) cname[wcslen( cname ) - 1] = 0;
    if (is_wrong( "client in another place" )) *session.cname = make_string( L"", cname );
    if (is_wrong( "client NULL" )) *session.cname = NULL;
    if (is_wrong( "backslashes at level 1" ) && level == 1)
        *session.cname = make_string( L"\\\\", cname );
    if (is_wrong( "no backslashes at level 10" ) && level == 10 && *cname == '\\')
        *session.cname += 2;
    if (session.username) change_letters( *session.username );
    if (is_wrong( "user NULL" ) && session.username && !**session.username)
        *session.username = NULL;
    if (is_wrong( "client for user" ) && session.username) *session.username = cname;
    if (is_wrong( "users with a domain" ) && session.username)
        *session.username = make_string( L"DOMAIN\\", *session.username );
    if (is_wrong( "clients by long names" ))
        *session.cname = make_string( cname, L".department.example" );
    if (is_wrong( "time -1" ) && session.time) *session.time = *session.idle_time = MAXDWORD;
    if (is_wrong( "idle longer than the time" ) && session.time)
        *session.idle_time = *session.time + 10;
    if (is_wrong( "time in ms" ) && session.time) *session.time *= 1000;
    if (is_wrong( "idle time for time" ) && session.time) *session.time = *session.idle_time;
    if (is_wrong( "time 0" ) && session.time) *session.time = *session.idle_time = 0;
    if (is_wrong( "opens 0" ) && session.num_opens) *session.num_opens = 0;
    if (is_wrong( "flags 0" ) && session.user_flags) *session.user_flags = 0;
    if (is_wrong( "flags of the future" ) && session.user_flags) *session.user_flags |= 0x100;
    if (is_wrong( "a client's type" ) && session.cltype_name)
        *session.cltype_name = make_string( L"", L"Wine" );
    if (is_wrong( "a transport that is no device" ) && session.transport)
        *session.transport = make_string( L"", L"TCP" );
    if (is_wrong( "type NULL" ) && session.cltype_name) *session.cltype_name = NULL;
    if (is_wrong( "transport of the first" ) && session.transport) **session.transport = 0;
}

static void change_sessions( DWORD level, BYTE *buffer, DWORD *entries, DWORD *total )
{
    DWORD i, size = session_size( level );

    for (i = 0; i < *entries; i++) change_session( level, buffer + i * size );
    if (is_wrong( "first entry twice" ) && *entries > 1) memcpy( buffer + size, buffer, size );
    if (is_wrong( "last entry lost" ) && *entries > 1) --*entries;
    if (is_wrong( "total 0" )) *total = 0;
    if (is_wrong( "total of the page" )) *total = *entries;
}

static BOOL is_empty( const WCHAR *str )
{
    return !str || !str[0];
}

static BOOL has_capitals( const WCHAR *str )
{
    for (; str && *str; str++) if (iswupper( *str )) return TRUE;
    return FALSE;
}

/* FALSE if the mistake gives *ret */
static BOOL change_qualifiers( WCHAR **client, WCHAR **user, status *ret )
{
    *ret = ERROR_INVALID_PARAMETER;
    if (is_wrong( "NULL qualifiers refused" ) && (!*client || !*user)) return FALSE;
    if (is_wrong( "empty qualifiers refused" ) &&
        ((*client && !**client) || (*user && !**user))) return FALSE;
    *ret = NERR_UserNotFound;
    if (is_wrong( "users by their case" ) && has_capitals( *user )) return FALSE;
    if (is_wrong( "client ignored" )) *client = NULL;
    if (is_wrong( "user ignored" )) *user = NULL;
    if (is_wrong( "client without backslashes" ) && !is_empty( *client ) && **client != '\\')
        *client = make_string( L"\\\\", *client );
    if (is_wrong( "long client cut" ) && *client && wcslen( *client ) > 1023)
        (*client = _wcsdup( *client ))[1000] = 0;
    if (is_wrong( "long user cut" ) && *user && wcslen( *user ) > 1023)
        (*user = _wcsdup( *user ))[1000] = 0;
    *ret = ERROR_INVALID_PARAMETER;
    return !is_wrong( "length with the null" ) || !*client || wcslen( *client ) != 1023;
}

static status change_failure( const WCHAR *server, status ret )
{
    if (is_wrong( "NTSTATUS for a missing server" ) && server &&
        (ret == ERROR_BAD_NETPATH || ret == NERR_InvalidComputer)) return 0xc00000be;
    if (ret == NERR_ClientNameNotFound || ret == NERR_UserNotFound)
    {
        if (is_wrong( "1168 without a match" )) return ERROR_NOT_FOUND;
        if (is_wrong( "5 without a match" )) return ERROR_ACCESS_DENIED;
    }
    return ret;
}

status WINAPI NetSessionEnum( WCHAR *server, WCHAR *client, WCHAR *user, DWORD level,
                              BYTE **bufptr, DWORD prefmaxlen, DWORD *entriesread,
                              DWORD *totalentries, DWORD *resume )
{
    DWORD none = 0;
    status ret;

    MISTAKE_OF_LEVEL( NetSessionEnum, level );
    if (is_wrong( "NetSessionEnum crashes without bufptr" )) *bufptr = NULL;
    if (!change_qualifiers( &client, &user, &ret )) return ret;
    if (is_wrong( "prefmaxlen ignored" )) prefmaxlen = MAX_PREFERRED_LENGTH;
    if (is_wrong( "prefmaxlen for all" ) && prefmaxlen == MAX_PREFERRED_LENGTH) prefmaxlen = 500;
    if (is_wrong( "resume handle ignored" ) && resume) *resume = 0;
    if (is_wrong( "an entry twice in parts" ) && resume && *resume && *resume < 1000) --*resume;
    if (is_wrong( "resume handle not set" )) resume = &none;
    ret = RIGHT( NetSessionEnum, server, client, user, level, bufptr, prefmaxlen, entriesread,
                 totalentries, resume );
    if (is_wrong( "success without a match" ) &&
        (ret == NERR_ClientNameNotFound || ret == NERR_UserNotFound)) ret = NERR_Success;
    if (is_wrong( "success in parts" ) && ret == ERROR_MORE_DATA) ret = NERR_Success;
    if (is_wrong( "more for ever" ) && !ret && *entriesread) ret = ERROR_MORE_DATA;
    leak( "NetSessionEnum leaks" );
    if ((!ret || ret == ERROR_MORE_DATA) && *bufptr)
        change_sessions( level, *bufptr, entriesread, totalentries );
    if (is_wrong( "resume handle set at the end" ) && !ret && resume) *resume = 77;
    if (is_wrong( "bufptr not set" ) && ret && ret != ERROR_MORE_DATA)
        *bufptr = (BYTE *)(ULONG_PTR)0xdeadbeef;
    return change_failure( server, ret );
}

/* The list's block with the wanted entry in front serves as the result. */
static status find_beginning( WCHAR *server, WCHAR *client, WCHAR *user, DWORD level,
                              BYTE **bufptr )
{
    DWORD i, entries = 0, total, size = session_size( level );
    status ret = RIGHT( NetSessionEnum, server, NULL, NULL, level, bufptr, MAX_PREFERRED_LENGTH,
                        &entries, &total, NULL );

    for (i = 0; i < entries; i++)
    {
        struct session session = look( level, *bufptr + i * size );
        const WCHAR *cname = *session.cname;

        if (cname[0] == '\\') cname += 2;
        if (is_wrong( "client's beginning" ) &&
            _wcsnicmp( cname, client + 2, wcslen( client + 2 ))) continue;
        if (is_wrong( "more than the client" ) && _wcsnicmp( cname, client + 2, wcslen( cname )))
            continue;
        if (is_wrong( "user's beginning" ) && session.username &&
            _wcsnicmp( *session.username, user, wcslen( user ))) continue;
        memmove( *bufptr, *bufptr + i * size, size );
        return NERR_Success;
    }
    return ret ? ret : NERR_ClientNameNotFound;
}

status WINAPI NetSessionGetInfo( WCHAR *server, WCHAR *client, WCHAR *user, DWORD level,
                                 BYTE **bufptr )
{
    static DWORD last;
    DWORD one = 1, total = 1;
    status ret;

    MISTAKE_OF_LEVEL( NetSessionGetInfo, level );
    if (is_wrong( "NetSessionGetInfo crashes without bufptr" )) *bufptr = NULL;
    if (is_wrong( "2351 for no client" ) && !client) return NERR_InvalidComputer;
    if (is_wrong( "client before the level" ) && client && client[0] != '\\')
        return NERR_InvalidComputer;
    if (is_wrong( "client may be NULL" ) && !client)
        return RIGHT( NetSessionEnum, server, NULL, user, level, bufptr, MAX_PREFERRED_LENGTH,
                      &one, &total, NULL );
    if (is_wrong( "user may be NULL" ) && !user)
        return RIGHT( NetSessionEnum, server, client, NULL, level, bufptr, MAX_PREFERRED_LENGTH,
                      &one, &total, NULL );
    if (is_wrong( "client ignored by NetSessionGetInfo" ))
        return RIGHT( NetSessionEnum, server, NULL, user, level, bufptr, MAX_PREFERRED_LENGTH,
                      &one, &total, NULL );
    if (is_wrong( "user ignored by NetSessionGetInfo" ))
        return RIGHT( NetSessionEnum, server, client, NULL, level, bufptr, MAX_PREFERRED_LENGTH,
                      &one, &total, NULL );
    if ((is_wrong( "client's beginning" ) || is_wrong( "more than the client" ) ||
         is_wrong( "user's beginning" )) && client && client[0] == '\\' && user && *user)
        return find_beginning( server, client, user, level, bufptr );
    if (client && user && !change_qualifiers( &client, &user, &ret )) return ret;
    ret = RIGHT( NetSessionGetInfo, server, client, user, level, bufptr );
    if (is_wrong( "a failure after a pause" ) && last && GetTickCount() - last > 1500)
        return ERROR_NETNAME_DELETED;
    last = GetTickCount();
    leak( "NetSessionGetInfo leaks" );
    if (!ret) change_sessions( level, *bufptr, &one, &total );
    return change_failure( server, ret );
}

status WINAPI NetSessionDel( WCHAR *server, WCHAR *client, WCHAR *user )
{
    status ret;

    LIE( NetSessionDel );
    if (is_wrong( "NetSessionDel of all that the client has" ) && !is_empty( client ) &&
        !is_empty( user ))
        user = NULL;
    if (is_wrong( "NetSessionDel takes a name without backslashes" ) && !is_empty( client ) &&
        *client != '\\') return NERR_Success;
    if (is_wrong( "NetSessionDel of nobody succeeds" ) && is_empty( client ) && is_empty( user ))
        return NERR_Success;
    if (is_wrong( "NetSessionDel says 2221" ) || is_wrong( "NetSessionDel says 5" ))
    {
        ret = RIGHT( NetSessionDel, server, client, user );
        if (ret != NERR_ClientNameNotFound) return ret;
        return mistake[strlen( mistake ) - 1] == '5' ? ERROR_ACCESS_DENIED : NERR_UserNotFound;
    }
    return RIGHT( NetSessionDel, server, client, user );
}

/* buffers */

status WINAPI NetApiBufferAllocate( DWORD size, void **buffer )
{
    LIE( NetApiBufferAllocate );
    if (is_wrong( "last error set" ) && !buffer) SetLastError( ERROR_INVALID_PARAMETER );
    if (is_wrong( "no block of 0" ) && !size)
    {
        *buffer = NULL;
        return NERR_Success;
    }
    if (is_wrong( "NULL buffer for a size of 0" ) && !size && !buffer) return NERR_Success;
    if (is_wrong( "unaligned blocks" ))
    {
        status ret = RIGHT( NetApiBufferAllocate, size + 4, buffer );

        *buffer = (BYTE *)*buffer + 4;
        return ret;
    }
    return RIGHT( NetApiBufferAllocate, size, buffer );
}

status WINAPI NetApiBufferFree( void *buffer )
{
    LIE( NetApiBufferFree );
    if (is_wrong( "NetApiBufferFree frees nothing" )) return NERR_Success;
    return RIGHT( NetApiBufferFree, buffer );
}

status WINAPI NetApiBufferReallocate( void *old, DWORD size, void **buffer )
{
    LIE( NetApiBufferReallocate );
    if (is_wrong( "contents lost" ) && old && size)
    {
        RIGHT( NetApiBufferFree, old );
        return RIGHT( NetApiBufferAllocate, size, buffer );
    }
    if (is_wrong( "a block from size 0" ) && old && !size) size = 1;
    if (is_wrong( "no block from NULL" ) && !old) return ERROR_INVALID_PARAMETER;
    return RIGHT( NetApiBufferReallocate, old, size, buffer );
}

status WINAPI NetApiBufferSize( void *buffer, DWORD *size )
{
    status ret;

    LIE( NetApiBufferSize );
    if (is_wrong( "size of NULL" ) && !buffer) return *size = 0;
    ret = RIGHT( NetApiBufferSize, buffer, size );
    if (is_wrong( "size too small" ) && !ret && *size) --*size;
    return ret;
}

/* files and connections */

status WINAPI NetFileEnum( WCHAR *server, WCHAR *path, WCHAR *user, DWORD level, BYTE **bufptr,
                           DWORD prefmaxlen, DWORD *entriesread, DWORD *totalentries,
                           DWORD_PTR *resume )
{
    FILE_INFO_3 *info;
    status ret;

    MISTAKE_OF_LEVEL( NetFileEnum, level );
    if (is_wrong( "NetFileEnum ignores the path" )) path = NULL;
    if (is_wrong( "NetFileEnum ignores the user" )) user = NULL;
    if (is_wrong( "NetFileEnum ignores prefmaxlen" )) prefmaxlen = MAX_PREFERRED_LENGTH;
    ret = RIGHT( NetFileEnum, server, path, user, level, bufptr, prefmaxlen, entriesread,
                 totalentries, resume );
    leak( "NetFileEnum leaks" );
    if (ret || !*entriesread) return ret;
    info = (FILE_INFO_3 *)*bufptr;
    if (is_wrong( "a file's path in another place" ) && level == 3)
        info->fi3_pathname = make_string( L"", L"C:\\" );
    if (is_wrong( "NetFileEnum tells another id" ) && level == 2) info->fi3_id++;
    if (is_wrong( "NetFileEnum loses a file" ) && level == 2) --*entriesread;
    return ret;
}

status WINAPI NetFileGetInfo( WCHAR *server, DWORD id, DWORD level, BYTE **bufptr )
{
    status ret;

    MISTAKE_OF_LEVEL( NetFileGetInfo, level );
    ret = RIGHT( NetFileGetInfo, server, id, level, bufptr );
    if (is_wrong( "NetFileGetInfo tells no locks" ) && !ret && level == 3)
        ((FILE_INFO_3 *)*bufptr)->fi3_num_locks = 77;
    return ret;
}

status WINAPI NetFileClose( WCHAR *server, DWORD id )
{
    LIE( NetFileClose );
    return RIGHT( NetFileClose, server, id );
}

status WINAPI NetConnectionEnum( WCHAR *server, WCHAR *qualifier, DWORD level, BYTE **bufptr,
                                 DWORD prefmaxlen, DWORD *entriesread, DWORD *totalentries,
                                 DWORD *resume )
{
    status ret;

    MISTAKE_OF_LEVEL( NetConnectionEnum, level );
    if (is_wrong( "NetConnectionEnum without a qualifier" ) && is_empty( qualifier ))
        qualifier = (WCHAR *)L"share";
    ret = RIGHT( NetConnectionEnum, server, qualifier, level, bufptr, prefmaxlen, entriesread,
                 totalentries, resume );
    if (is_wrong( "NetConnectionEnum tells another id" ) && !ret && *entriesread && !level)
        ((CONNECTION_INFO_0 *)*bufptr)->coni0_id++;
    return ret;
}

/* shares */

static DWORD share_size( DWORD level )
{
    switch (level)
    {
    case 0: return sizeof(SHARE_INFO_0);
    case 1: return sizeof(SHARE_INFO_1);
    case 2: return sizeof(SHARE_INFO_2);
    case 501: return sizeof(SHARE_INFO_501);
    default: return sizeof(SHARE_INFO_502);
    }
}

static void change_share( DWORD level, BYTE *buffer )
{
    SHARE_INFO_2 *info = (SHARE_INFO_2 *)buffer;

    if (is_wrong( "a share's name cut at level 0" ) && !level) *info->shi2_netname = 0;
    if (level == 0 || level > 502) return;
    if (is_wrong( "a share's type lost" )) info->shi2_type = STYPE_DISKTREE;
    if (is_wrong( "a share's type lost at level 1" ) && level == 1) info->shi2_type = 77;
    if (is_wrong( "a share's remark NULL" )) info->shi2_remark = NULL;
    if (is_wrong( "a share's remark lost at level 501" ) && level == 501) *info->shi2_remark = 0;
    if (is_wrong( "a share's remark in another place" ))
        info->shi2_remark = make_string( L"", L"remark" );
    if (is_wrong( "a share's uses swapped" ) && level == 2)
        info->shi2_current_uses = info->shi2_max_uses;
}

status WINAPI NetShareEnum( WCHAR *server, DWORD level, BYTE **bufptr, DWORD prefmaxlen,
                            DWORD *entriesread, DWORD *totalentries, DWORD *resume )
{
    status ret;
    DWORD i;

    MISTAKE_OF_LEVEL( NetShareEnum, level );
    if (is_wrong( "NetShareEnum crashes without bufptr" )) *bufptr = NULL;
    if (is_wrong( "NetShareEnum ignores the handle" ) && resume) *resume = 0;
    ret = RIGHT( NetShareEnum, server, level, bufptr, prefmaxlen, entriesread, totalentries,
                 resume );
    leak( "NetShareEnum leaks" );
    if (ret || !*entriesread) return ret;
    for (i = 0; level <= 502 && i < *entriesread; i++)
        change_share( level, *bufptr + i * share_size( level ) );
    if (is_wrong( "NetShareEnum loses a share" )) --*entriesread;
    return ret;
}

status WINAPI NetShareEnumSticky( WCHAR *server, DWORD level, BYTE **bufptr, DWORD prefmaxlen,
                                  DWORD *entriesread, DWORD *totalentries, DWORD *resume )
{
    MISTAKE_OF_LEVEL( NetShareEnumSticky, level );
    return RIGHT( NetShareEnumSticky, server, level, bufptr, prefmaxlen, entriesread, totalentries,
                  resume );
}

status WINAPI NetShareGetInfo( WCHAR *server, WCHAR *share, DWORD level, BYTE **bufptr )
{
    status ret;

    MISTAKE_OF_LEVEL( NetShareGetInfo, level );
    ret = RIGHT( NetShareGetInfo, server, share, level, bufptr );
    if (is_wrong( "NetShareGetInfo says 67" ) && ret == NERR_NetNameNotFound)
        return ERROR_BAD_NET_NAME;
    leak( "NetShareGetInfo leaks" );
    if (!ret) change_share( level, *bufptr );
    return ret;
}

status WINAPI NetShareSetInfo( WCHAR *server, WCHAR *share, DWORD level, BYTE *buffer,
                               DWORD *parm_err )
{
    MISTAKE_OF_LEVEL( NetShareSetInfo, level );
    return RIGHT( NetShareSetInfo, server, share, level, buffer, parm_err );
}

status WINAPI NetShareAdd( WCHAR *server, DWORD level, BYTE *buffer, DWORD *parm_err )
{
    MISTAKE_OF_LEVEL( NetShareAdd, level );
    if (is_wrong( "NetShareAdd takes level 1" ) && level == 1) return NERR_Success;
    return RIGHT( NetShareAdd, server, level, buffer, parm_err );
}

status WINAPI NetShareDel( WCHAR *server, WCHAR *share, DWORD reserved )
{
    LIE( NetShareDel );
    return RIGHT( NetShareDel, server, share, reserved );
}

status WINAPI NetShareDelSticky( WCHAR *server, WCHAR *share, DWORD reserved )
{
    LIE( NetShareDelSticky );
    return RIGHT( NetShareDelSticky, server, share, reserved );
}

status WINAPI NetShareDelEx( WCHAR *server, DWORD level, BYTE *buffer )
{
    LIE( NetShareDelEx );
    return RIGHT( NetShareDelEx, server, level, buffer );
}

status WINAPI NetShareCheck( WCHAR *server, WCHAR *device, DWORD *type )
{
    LIE( NetShareCheck );
    return RIGHT( NetShareCheck, server, device, type );
}

/* the server */

status WINAPI NetServerGetInfo( WCHAR *server, DWORD level, BYTE **bufptr )
{
    SERVER_INFO_102 *info;
    status ret;

    MISTAKE_OF_LEVEL( NetServerGetInfo, level );
    if ((ret = RIGHT( NetServerGetInfo, server, level, bufptr ))) return ret;
    info = (SERVER_INFO_102 *)*bufptr;
    if (is_wrong( "a server's version swapped" ) && level == 102)
    {
        DWORD major = info->sv102_version_major;

        info->sv102_version_major = info->sv102_version_minor;
        info->sv102_version_minor = major + 1;
    }
    if (is_wrong( "a server's platform 0" ) && level < 500) info->sv102_platform_id = 0;
    if (is_wrong( "a server's name lost" ) && level < 500) *info->sv102_name = 0;
    if (is_wrong( "a server's name cut at level 100" ) && level == 100) info->sv102_name[1] = 0;
    if (is_wrong( "limits at level 502" ) && level == 502)
        ((SERVER_INFO_502 *)info)->sv502_maxworkitems++;
    return ret;
}

status WINAPI NetServerSetInfo( WCHAR *server, DWORD level, BYTE *buffer, DWORD *parm_err )
{
    MISTAKE_OF_LEVEL( NetServerSetInfo, level );
    return RIGHT( NetServerSetInfo, server, level, buffer, parm_err );
}

status WINAPI NetServerDiskEnum( WCHAR *server, DWORD level, BYTE **bufptr, DWORD prefmaxlen,
                                 DWORD *entriesread, DWORD *totalentries, DWORD *resume )
{
    status ret;

    MISTAKE_OF_LEVEL( NetServerDiskEnum, level );
    ret = RIGHT( NetServerDiskEnum, server, level, bufptr, prefmaxlen, entriesread, totalentries,
                 resume );
    if (is_wrong( "disks without a colon" ) && !ret && *entriesread) ((WCHAR *)*bufptr)[1] = 0;
    if (is_wrong( "no disk" ) && !ret) *entriesread = *totalentries = 0;
    return ret;
}

status WINAPI NetStatisticsGet( LMSTR server, LMSTR service, DWORD level, DWORD options,
                                BYTE **bufptr )
{
    LIE( NetStatisticsGet );
    if (is_wrong( "NetStatisticsGet takes any level" )) level = 0;
    if (is_wrong( "NetStatisticsGet takes any option" )) options = 0;
    return RIGHT( NetStatisticsGet, server, service, level, options, bufptr );
}

status WINAPI NetServerStatisticsGet( LMSTR server, DWORD level, DWORD options, BYTE **bufptr )
{
    LIE( NetServerStatisticsGet );
    return RIGHT( NetServerStatisticsGet, server, level, options, bufptr );
}

status WINAPI NetRemoteTOD( const WCHAR *server, BYTE **bufptr )
{
    TIME_OF_DAY_INFO *info;
    status ret;

    LIE( NetRemoteTOD );
    if (is_wrong( "NetRemoteTOD crashes without bufptr" )) *bufptr = NULL;
    if ((ret = RIGHT( NetRemoteTOD, server, bufptr ))) return ret;
    info = (TIME_OF_DAY_INFO *)*bufptr;
    if (is_wrong( "months from 0" )) info->tod_month--;
    if (is_wrong( "a wrong day of the week" )) info->tod_weekday = (info->tod_weekday + 1) % 7;
    if (is_wrong( "a clock in ms" )) info->tod_elapsedt *= 1000;
    if (is_wrong( "a time zone in seconds" )) info->tod_timezone = 3600;
    return ret;
}

status WINAPI NetRemoteComputerSupports( const WCHAR *server, DWORD wanted, DWORD *supported )
{
    LIE( NetRemoteComputerSupports );
    if (is_wrong( "all is supported" ))
    {
        *supported = MAXDWORD;
        return NERR_Success;
    }
    return RIGHT( NetRemoteComputerSupports, server, wanted, supported );
}

status WINAPI NetServerTransportEnum( WCHAR *server, DWORD level, BYTE **bufptr, DWORD prefmaxlen,
                                      DWORD *entriesread, DWORD *totalentries, DWORD *resume )
{
    status ret;

    MISTAKE_OF_LEVEL( NetServerTransportEnum, level );
    ret = RIGHT( NetServerTransportEnum, server, level, bufptr, prefmaxlen, entriesread,
                 totalentries, resume );
    if (is_wrong( "a transport's address lost" ) && !ret && *entriesread && level == 1)
        ((SERVER_TRANSPORT_INFO_1 *)*bufptr)->svti1_networkaddress[0] = 0;
    return ret;
}

status WINAPI NetServerTransportAdd( WCHAR *server, DWORD level, BYTE *buffer )
{
    LIE( NetServerTransportAdd );
    return RIGHT( NetServerTransportAdd, server, level, buffer );
}

status WINAPI NetServerTransportAddEx( WCHAR *server, DWORD level, BYTE *buffer )
{
    LIE( NetServerTransportAddEx );
    return RIGHT( NetServerTransportAddEx, server, level, buffer );
}

status WINAPI NetServerTransportDel( WCHAR *server, DWORD level, BYTE *buffer )
{
    LIE( NetServerTransportDel );
    return RIGHT( NetServerTransportDel, server, level, buffer );
}

status WINAPI NetServerComputerNameDel( WCHAR *server, WCHAR *name )
{
    LIE( NetServerComputerNameDel );
    return RIGHT( NetServerComputerNameDel, server, name );
}

/* the workstation */

status WINAPI NetWkstaGetInfo( WCHAR *server, DWORD level, BYTE **bufptr )
{
    status ret;

    MISTAKE_OF_LEVEL( NetWkstaGetInfo, level );
    ret = RIGHT( NetWkstaGetInfo, server, level, bufptr );
    if (is_wrong( "a workstation's version" ) && !ret && level == 101)
        ((WKSTA_INFO_101 *)*bufptr)->wki101_ver_major++;
    return ret;
}

status WINAPI NetWkstaUserEnum( WCHAR *server, DWORD level, BYTE **bufptr, DWORD prefmaxlen,
                                DWORD *entriesread, DWORD *totalentries, DWORD *resume )
{
    MISTAKE_OF_LEVEL( NetWkstaUserEnum, level );
    return RIGHT( NetWkstaUserEnum, server, level, bufptr, prefmaxlen, entriesread, totalentries,
                  resume );
}

/* aliases and names of the server */

status WINAPI NetServerComputerNameAdd( WCHAR *server, WCHAR *domain, WCHAR *name )
{
    LIE( NetServerComputerNameAdd );
    return RIGHT( NetServerComputerNameAdd, server, domain, name );
}

status WINAPI NetServerAliasAdd( LMSTR server, DWORD level, BYTE *buffer )
{
    LIE( NetServerAliasAdd );
    return RIGHT( NetServerAliasAdd, server, level, buffer );
}

status WINAPI NetServerAliasDel( LMSTR server, DWORD level, BYTE *buffer )
{
    LIE( NetServerAliasDel );
    return RIGHT( NetServerAliasDel, server, level, buffer );
}

status WINAPI NetServerAliasEnum( LMSTR server, DWORD level, BYTE **bufptr, DWORD prefmaxlen,
                                  DWORD *entriesread, DWORD *totalentries, DWORD *resume )
{
    MISTAKE_OF_LEVEL( NetServerAliasEnum, level );
    return RIGHT( NetServerAliasEnum, server, level, bufptr, prefmaxlen, entriesread, totalentries,
                  resume );
}

/* uses */

status WINAPI NetUseAdd( LMSTR server, DWORD level, BYTE *buffer, DWORD *parm_err )
{
    USE_INFO_2 *info = (USE_INFO_2 *)buffer;
    status ret;

    LIE( NetUseAdd );
    if (has_number( "NetUseAdd", '+', &ret ) && is_undefined( level )) level = ret;
    if (is_wrong( "a device ignored" )) info->ui2_local = NULL;
    if (is_wrong( "a long password cut" ) && info->ui2_password &&
        wcslen( info->ui2_password ) > 65) return ERROR_BAD_NETPATH;
    ret = RIGHT( NetUseAdd, server, level, buffer, parm_err );
    if (is_wrong( "parm_err 0" ) && parm_err) *parm_err = 0;
    return ret;
}

status WINAPI NetUseDel( LMSTR server, LMSTR name, DWORD force )
{
    LIE( NetUseDel );
    return RIGHT( NetUseDel, server, name, force );
}

status WINAPI NetUseGetInfo( LMSTR server, LMSTR name, DWORD level, BYTE **bufptr )
{
    MISTAKE_OF_LEVEL( NetUseGetInfo, level );
    return RIGHT( NetUseGetInfo, server, name, level, bufptr );
}

status WINAPI NetUseEnum( LMSTR server, DWORD level, BYTE **bufptr, DWORD prefmaxlen,
                          DWORD *entriesread, DWORD *totalentries, DWORD *resume )
{
    status ret;

    MISTAKE_OF_LEVEL( NetUseEnum, level );
    if (is_wrong( "NetUseEnum without bufptr" ) && !bufptr) return NERR_Success;
    if (is_wrong( "NetUseEnum without entriesread" ) && !entriesread) return NERR_Success;
    ret = RIGHT( NetUseEnum, server, level, bufptr, prefmaxlen, entriesread, totalentries, resume );
    if (is_wrong( "a use too many" ) && !ret) ++*totalentries;
    return ret;
}

/* names and paths */

status WINAPI I_NetPathType( WCHAR *server, WCHAR *path, DWORD *type, DWORD flags )
{
    status ret;

    LIE( I_NetPathType );
    ret = RIGHT( I_NetPathType, server, path, type, flags );
    if (is_wrong( "a path's type 0" )) *type = 0;
    return ret;
}

status WINAPI I_NetPathCanonicalize( WCHAR *server, WCHAR *path, WCHAR *buffer, DWORD size,
                                     WCHAR *prefix, DWORD *type, DWORD flags )
{
    LIE( I_NetPathCanonicalize );
    if (is_wrong( "a path as it was" ))
    {
        lstrcpynW( buffer, path, size / sizeof(*buffer) );
        return NERR_Success;
    }
    return RIGHT( I_NetPathCanonicalize, server, path, buffer, size, prefix, type, flags );
}

status WINAPI I_NetPathCompare( WCHAR *server, WCHAR *path, WCHAR *other, DWORD type, DWORD flags )
{
    LIE( I_NetPathCompare );
    if (is_wrong( "paths compared as text" )) return !!wcscmp( path, other );
    return RIGHT( I_NetPathCompare, server, path, other, type, flags );
}

status WINAPI I_NetNameValidate( WCHAR *server, WCHAR *name, DWORD type, DWORD flags )
{
    LIE( I_NetNameValidate );
    return RIGHT( I_NetNameValidate, server, name, type, flags );
}

status WINAPI I_NetNameCanonicalize( WCHAR *server, WCHAR *name, WCHAR *buffer, DWORD size,
                                     DWORD type, DWORD flags )
{
    LIE( I_NetNameCanonicalize );
    return RIGHT( I_NetNameCanonicalize, server, name, buffer, size, type, flags );
}

status WINAPI I_NetNameCompare( WCHAR *server, WCHAR *name, WCHAR *other, DWORD type, DWORD flags )
{
    LIE( I_NetNameCompare );
    if (is_wrong( "names compared as text" )) return !!wcscmp( name, other );
    return RIGHT( I_NetNameCompare, server, name, other, type, flags );
}

BOOL WINAPI DllMain( HINSTANCE module, DWORD reason, void *reserved )
{
    (void)module;
    (void)reserved;
    if (reason == DLL_PROCESS_ATTACH)
        GetEnvironmentVariableA( "NETAPI32_WRONG", mistake, sizeof(mistake) );
    return TRUE;
}
