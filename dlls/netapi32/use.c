/*
 * Net use functions
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
 * A program's connections to \\server\share say which account a server sees in the session
 * functions, so we keep them here. All shares of a server have one connection and one account. We
 * can't open files, so a share is only looked up. Wine's own functions report success for devices,
 * and do nothing, so we don't call them.
 */

#include "client.h"
#include "lmuse.h"

#include "wine/debug.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

#define MAX_PASSWORD 65     /* characters, MS-WKST 3.2.4.7 */

static ULONGLONG last_id = (ULONGLONG)1 << 63;  /* above a stored password's FILETIME */

static BOOL is_separator( WCHAR c )
{
    return c == '\\' || c == '/';
}

static SIZE_T name_length( const WCHAR *name )
{
    return wcscspn( name, L"\\/" );
}

/*
 * Takes \\host\share, which can have a separator behind it. Programs write slashes too. Returns
 * ERROR_INVALID_PARAMETER if it is no such name, and ERROR_BAD_NET_NAME if no share can have it.
 */
static NET_API_STATUS parse_remote( const WCHAR *remote, struct use *use )
{
    WCHAR name[MAX_HOST + 3];
    const WCHAR *share;
    SIZE_T len;

    if (!remote || !is_separator( remote[0] ) || !is_separator( remote[1] ))
        return ERROR_INVALID_PARAMETER;
    len = name_length( remote + 2 );
    share = remote + 2 + len;
    if (!len || !*share++ || !*share || is_separator( *share )) return ERROR_INVALID_PARAMETER;
    if (wcsnlen( remote, MAX_REMOTE ) == MAX_REMOTE || len > MAX_HOST) return ERROR_BAD_NET_NAME;
    name[0] = name[1] = '\\';
    lstrcpynW( name + 2, remote + 2, len + 1 );

    len = name_length( share );
    if (len > MAX_SHARE || (share[len] && share[len + 1])) return ERROR_BAD_NET_NAME;
    lstrcpynW( use->share, share, len + 1 );
    wcscpy( use->remote, remote );
    return parse_machine_name( name, use->host );
}

static BOOL same_account( const struct credentials *a, const struct credentials *b )
{
    return same_name( a, b ) && a->password_len == b->password_len &&
           !memcmp( a->password, b->password, a->password_len * sizeof(WCHAR) );
}

static NET_API_STATUS invalid_member( DWORD number, DWORD *parm_err )
{
    if (parm_err) *parm_err = number;
    return ERROR_INVALID_PARAMETER;
}

/*
 * Level 1 has no user; its password belongs to the user who runs the program. If a user's password
 * is NULL, not just empty, the Credential Manager has it.
 */
static NET_API_STATUS get_account( DWORD level, const USE_INFO_2 *info, struct use *use,
                                   DWORD *parm_err )
{
    const WCHAR *user = level >= 2 ? info->ui2_username : NULL;
    const WCHAR *domain = level >= 2 ? info->ui2_domainname : NULL;
    WCHAR name[UNLEN + 1];
    DWORD size = ARRAY_SIZE(name);
    NTSTATUS status = STATUS_NOT_FOUND;

    if (!user && !info->ui2_password) return NERR_Success;
    if (info->ui2_password && wcsnlen( info->ui2_password, MAX_PASSWORD + 1 ) > MAX_PASSWORD)
        return invalid_member( USE_PASSWORD_PARMNUM, parm_err );
    if (!user && GetUserNameW( name, &size )) user = name;
    if (!user || !set_user_name( &use->credentials, domain, user ))
        return invalid_member( USE_USERNAME_PARMNUM, parm_err );
    if (!info->ui2_password && user[0])
        status = find_stored_password( use->host, &use->credentials );
    else if (!info->ui2_password || set_password( &use->credentials, info->ui2_password ))
        status = STATUS_SUCCESS;
    if (status == STATUS_NO_MEMORY) return ERROR_NOT_ENOUGH_MEMORY;
    return status ? invalid_member( USE_PASSWORD_PARMNUM, parm_err ) : NERR_Success;
}

static BOOL is_drive( const WCHAR *name )
{
    return iswalpha( name[0] ) && name[1] == ':' && !name[2];
}

/* Whether the device and the type fit each other */
static NET_API_STATUS check_device( const USE_INFO_2 *info, DWORD *parm_err )
{
    const WCHAR *device = info->ui2_local && info->ui2_local[0] ? info->ui2_local : NULL;
    BOOL fits;

    switch (info->ui2_asg_type)
    {
    case USE_IPC:
    case USE_WILDCARD:
        fits = !device;
        break;
    case USE_DISKDEV:
        fits = !device || is_drive( device );
        break;
    case USE_SPOOLDEV:
    case USE_CHARDEV:
        fits = !device || !is_drive( device );
        break;
    default:
        return invalid_member( USE_ASGTYPE_PARMNUM, parm_err );
    }
    return fits ? NERR_Success : invalid_member( USE_LOCAL_PARMNUM, parm_err );
}

/* The members that the level has. Level 0 has no type, and level 3 flags that don't count. */
static USE_INFO_2 read_info( DWORD level, const BYTE *buffer )
{
    static const DWORD sizes[] =
    {
        offsetof( USE_INFO_2, ui2_password ), offsetof( USE_INFO_2, ui2_username ),
        sizeof(USE_INFO_2), sizeof(USE_INFO_2)
    };
    USE_INFO_2 info = { .ui2_asg_type = USE_WILDCARD };

    memcpy( &info, buffer, sizes[level] );
    return info;
}

static NET_API_STATUS read_use( DWORD level, const USE_INFO_2 *info, struct use *use,
                                DWORD *parm_err )
{
    NET_API_STATUS err = parse_remote( info->ui2_remote, use );

    if (err == ERROR_INVALID_PARAMETER) return invalid_member( USE_REMOTE_PARMNUM, parm_err );
    if (err) return err;
    if (check_device( info, parm_err )) return ERROR_INVALID_PARAMETER;
    if (info->ui2_local && info->ui2_local[0]) return ERROR_NOT_SUPPORTED;
    use->count = 1;
    use->type = info->ui2_asg_type;
    return get_account( level, info, use, parm_err );
}

static NET_API_STATUS make_use( DWORD level, const USE_INFO_2 *info, struct use **ret,
                                DWORD *parm_err )
{
    NET_API_STATUS err;
    struct use *use;

    if (!(use = heap_alloc( sizeof(*use) ))) return ERROR_NOT_ENOUGH_MEMORY;
    memset( use, 0, sizeof(*use) );
    if (!(err = read_use( level, info, use, parm_err ))) *ret = use;
    else free_use( use );
    return err;
}

/*
 * A use without an account joins the connection of any account. NERR_UseNotFound means that the
 * program has no connection to the server.
 */
static NET_API_STATUS find_connection( struct use *use )
{
    struct use *present = *find_use( use->host, NULL );

    if (!present) return NERR_UseNotFound;
    if (use->credentials.given && !same_account( &present->credentials, &use->credentials ))
        return ERROR_SESSION_CREDENTIAL_CONFLICT;
    use->credentials = present->credentials;
    return NERR_Success;
}

/* Takes the use over if it returns NERR_Success. The caller holds uses_lock. */
static NET_API_STATUS join_use( struct use *use, struct machine *machine )
{
    struct use **ptr = find_use( use->host, use->share );
    NET_API_STATUS err = find_connection( use );

    if (err && !(err == NERR_UseNotFound && machine)) return err;
    if (err)
    {
        use->credentials.id = ++last_id;
        machine_replace( machine );
    }
    if (*ptr)
    {
        (*ptr)->count++;
        free_use( use );
    }
    else *ptr = use;
    return NERR_Success;
}

/*
 * Takes the use over. Other threads see it once it is connected, so that their calls don't try a
 * wrong password.
 */
static NET_API_STATUS add_use( struct use *use )
{
    struct machine *machine = NULL;
    NET_API_STATUS err;

    take_lock( &uses_lock );
    err = join_use( use, NULL );
    leave_lock( &uses_lock );

    if (err == NERR_UseNotFound &&
        !(err = connect_as( use->host, &use->credentials, &machine )))
    {
        struct machine *spare = machine;

        take_lock( &uses_lock );
        if (find_connection( use ) == NERR_UseNotFound) spare = NULL;
        err = join_use( use, machine );
        leave_lock( &uses_lock );
        if (spare) machine_close( spare );
    }
    if (err) free_use( use );
    return err;
}

/* Takes back one NetUseAdd or all of them. The last one ends the connection. */
static NET_API_STATUS remove_use( const WCHAR *host, const WCHAR *share, BOOL all )
{
    NET_API_STATUS err = NERR_UseNotFound;
    struct use *use, **ptr;

    take_lock( &uses_lock );
    ptr = find_use( host, share );
    if ((use = *ptr)) err = NERR_Success;
    if (use && (!--use->count || all))
    {
        *ptr = use->next;
        if (!*find_use( host, NULL ))
        {
            machine_forget( host );
            forget_refusal( host, &use->credentials );
        }
        free_use( use );
    }
    leave_lock( &uses_lock );
    return err;
}

/* The types of uses and of shares have the same numbers. */
static NET_API_STATUS look_up_share( const struct use *use, DWORD *type )
{
    WCHAR server[MAX_HOST + 3];
    SHARE_INFO_1 *info;
    NET_API_STATUS err;

    *type = USE_IPC;
    if (names_equal( use->share, L"IPC$" )) return NERR_Success;
    swprintf( server, ARRAY_SIZE(server), L"\\\\%s", use->host );
    err = NetShareGetInfo( use->host[0] ? server : NULL, (WCHAR *)use->share, 1, (BYTE **)&info );
    if (err) return err == NERR_NetNameNotFound ? ERROR_BAD_NET_NAME : err;
    *type = info->shi1_type & 0xff;     /* without STYPE_SPECIAL and so on */
    NetApiBufferFree( info );
    return NERR_Success;
}

/* The server answers to the account, so the share is looked up when that is connected. */
static NET_API_STATUS add_share( struct use *use, DWORD *parm_err )
{
    struct use names = *use, *present;
    NET_API_STATUS err;
    DWORD type;

    if ((err = add_use( use ))) return err;
    if (!(err = look_up_share( &names, &type )) && names.type != USE_WILDCARD && names.type != type)
        err = invalid_member( USE_ASGTYPE_PARMNUM, parm_err );
    if (err) remove_use( names.host, names.share, FALSE );
    else
    {
        take_lock( &uses_lock );
        if ((present = *find_use( names.host, names.share ))) present->type = type;
        leave_lock( &uses_lock );
    }
    SecureZeroMemory( &names, sizeof(names) );
    return err;
}

/************************************************************
 *                NetUseAdd  (NETAPI32.@)
 *
 * Connect to a server as a given user.
 *
 * PARAMS
 *  servername [I] NULL or empty
 *  level      [I] 0 to 3: buffer is a USE_INFO_0 and so on
 *  buffer     [I] The remote name, \\server\share without a local device, and the account: level 2
 *                 has a user and a domain. No user and no password means the default account, an
 *                 empty user the anonymous one, a user without a password a stored one
 *  parm_err   [O] Receives the number of the member that is wrong; can be NULL
 *
 * RETURNS
 *  NERR_Success
 *  ERROR_INVALID_LEVEL
 *  ERROR_INVALID_PARAMETER            a member is wrong, see parm_err: the remote name is no
 *                                     \\server\share, the type none or not that of the share, a
 *                                     device is named for USE_IPC or USE_WILDCARD, or the password
 *                                     has more than 65 characters
 *  ERROR_BAD_NET_NAME                 the server has no such share
 *  ERROR_LOGON_FAILURE                the server doesn't accept the user or the password
 *  ERROR_NOT_SUPPORTED                servername is another computer, or a local device is named
 *  ERROR_SESSION_CREDENTIAL_CONFLICT  the program is connected as another user
 *  or another error of connecting, as described for NetSessionGetInfo.
 *
 * NOTES
 *  The account counts for the calling process until that has called NetUseDel as often as this. All
 *  shares of a server have the same account. Nobody tests whether the account may use the share,
 *  because that needs a connection to the share itself.
 *  By MS-WKST user, password and domain, all NULL, make an anonymous session at level 2. Programs
 *  that want one pass empty strings, and those that pass NULL expect the account of the user who
 *  is logged on. So here NULL means the default account.
 */
NET_API_STATUS WINAPI NetUseAdd( LMSTR servername, DWORD level, LPBYTE buffer, LPDWORD parm_err )
{
    NET_API_STATUS (WINAPI *next)( LMSTR, DWORD, LPBYTE, LPDWORD );
    NET_API_STATUS err;
    USE_INFO_2 info;
    struct use *use;

    TRACE( "(%s, %lu, %p, %p)\n", debugstr_w(servername), level, buffer, parm_err );

    if (!is_wine())
    {
        next = (void *)get_next_proc( "NetUseAdd" );
        return next ? next( servername, level, buffer, parm_err ) : ERROR_NOT_SUPPORTED;
    }
    if (level > 3) return ERROR_INVALID_LEVEL;
    if (!is_local_machine( servername )) return ERROR_NOT_SUPPORTED;
    if (!buffer) return invalid_member( 0, parm_err );
    info = read_info( level, buffer );
    if (!(err = make_use( level, &info, &use, parm_err ))) err = add_share( use, parm_err );

    TRACE( "returning %lu\n", err );
    return err;
}

static NET_API_STATUS check_use_name( const WCHAR *servername, const WCHAR *usename )
{
    if (!is_local_machine( servername )) return ERROR_NOT_SUPPORTED;
    return usename && usename[0] ? NERR_Success : ERROR_INVALID_PARAMETER;
}

/************************************************************
 *                NetUseDel  (NETAPI32.@)
 *
 * End a connection.
 *
 * PARAMS
 *  servername [I] NULL or empty
 *  usename    [I] Remote name that NetUseAdd connected to
 *  force      [I] USE_LOTS_OF_FORCE to end it at once, however often the program added it
 *
 * RETURNS
 *  NERR_Success, NERR_UseNotFound, ERROR_INVALID_LEVEL if force is not USE_NOFORCE, USE_FORCE or
 *  USE_LOTS_OF_FORCE, ERROR_INVALID_PARAMETER if usename is NULL or empty, ERROR_NOT_SUPPORTED if
 *  servername is another computer.
 */
NET_API_STATUS WINAPI NetUseDel( LMSTR servername, LMSTR usename, DWORD force )
{
    NET_API_STATUS (WINAPI *next)( LMSTR, LMSTR, DWORD );
    struct use names;
    NET_API_STATUS err;

    TRACE( "(%s, %s, %lu)\n", debugstr_w(servername), debugstr_w(usename), force );

    if (!is_wine())
    {
        next = (void *)get_next_proc( "NetUseDel" );
        return next ? next( servername, usename, force ) : ERROR_NOT_SUPPORTED;
    }
    if (force > USE_LOTS_OF_FORCE) return ERROR_INVALID_LEVEL;
    if ((err = check_use_name( servername, usename ))) return err;
    if (parse_remote( usename, &names )) return NERR_UseNotFound;
    return remove_use( names.host, names.share, force == USE_LOTS_OF_FORCE );
}

enum { LOCAL, REMOTE, USERNAME, DOMAINNAME, STATUS, ASG_TYPE, USECOUNT, FIELDS };

#define USE( level, field ) FIELD( USE_INFO_##level, ui##level##_##field )

/* Wine's lmuse.h has no USE_INFO_0 and no USE_INFO_3. */
struct use_info_3
{
    USE_INFO_2 ui2;
    ULONG      flags;       /* 0 */
};

static const struct info_level levels[] =
{
    { 0, 0, 0, LEVEL_BOTH, offsetof( USE_INFO_1, ui1_password ),
      { [LOCAL] = USE( 1, local ), [REMOTE] = USE( 1, remote ) } },
    { 1, 1, 1, LEVEL_BOTH, sizeof(USE_INFO_1),
      { [LOCAL] = USE( 1, local ), [REMOTE] = USE( 1, remote ), [STATUS] = USE( 1, status ),
        [ASG_TYPE] = USE( 1, asg_type ), [USECOUNT] = USE( 1, usecount ) } },
    { 2, 2, 2, LEVEL_BOTH, sizeof(USE_INFO_2),
      { [LOCAL] = USE( 2, local ), [REMOTE] = USE( 2, remote ), [USERNAME] = USE( 2, username ),
        [DOMAINNAME] = USE( 2, domainname ), [STATUS] = USE( 2, status ),
        [ASG_TYPE] = USE( 2, asg_type ), [USECOUNT] = USE( 2, usecount ) } },
    { 3, 3, 3, LEVEL_GET, sizeof(struct use_info_3),
      { [LOCAL] = USE( 2, local ), [REMOTE] = USE( 2, remote ), [USERNAME] = USE( 2, username ),
        [DOMAINNAME] = USE( 2, domainname ), [STATUS] = USE( 2, status ),
        [ASG_TYPE] = USE( 2, asg_type ), [USECOUNT] = USE( 2, usecount ) } },
};

static const struct info_class use_class =
{
    .levels = levels, .level_count = ARRAY_SIZE(levels), .strings = STATUS, .fields = FIELDS,
    .counts_on = TRUE,
};

/* Never gives the password */
static void put_use( struct use *use, USE_INFO_2 *info )
{
    memset( info, 0, sizeof(*info) );
    info->ui2_remote = use->remote;
    info->ui2_status = machine_is_connected( use->host ) ? USE_OK : USE_DISCONN;
    info->ui2_asg_type = use->type;
    info->ui2_usecount = use->count;
    info->ui2_username = use->credentials.user;
    info->ui2_domainname = use->credentials.domain;
}

/* Lists first and the uses behind it. The caller holds uses_lock. */
static NET_API_STATUS list_uses( struct use *first, struct info_list *list )
{
    struct use *use;
    DWORD count = 0;

    for (use = first; use; use = use->next) count++;
    list->class = &use_class;
    list->level = &levels[2];
    if (!(list->entries = heap_alloc( (count + 1) * sizeof(USE_INFO_2) )))
        return ERROR_NOT_ENOUGH_MEMORY;
    for (use = first; use; use = use->next)
        put_use( use, (USE_INFO_2 *)list->entries + list->count++ );
    return NERR_Success;
}

/************************************************************
 *                NetUseGetInfo  (NETAPI32.@)
 *
 * Get information about a connection.
 *
 * PARAMS
 *  servername [I] NULL or empty
 *  usename    [I] Remote name that NetUseAdd connected to
 *  level      [I] 0, 1, 2 or 3: a USE_INFO_0 and so on is wanted
 *  buffer     [O] Receives the information, to be freed by NetApiBufferFree; its password is NULL,
 *                 and the flags of level 3 are 0
 *
 * RETURNS
 *  NERR_Success, NERR_UseNotFound, ERROR_INVALID_LEVEL, ERROR_INVALID_PARAMETER if usename is NULL
 *  or empty or buffer is NULL, ERROR_NOT_ENOUGH_MEMORY, ERROR_NOT_SUPPORTED if servername is
 *  another computer.
 */
NET_API_STATUS WINAPI NetUseGetInfo( LMSTR servername, LMSTR usename, DWORD level, LPBYTE *buffer )
{
    NET_API_STATUS (WINAPI *next)( LMSTR, LMSTR, DWORD, LPBYTE * );
    const struct info_level *wanted = find_level( &use_class, level );
    struct info_list list = { .entries = NULL };
    struct use names, *use;
    NET_API_STATUS err;

    TRACE( "(%s, %s, %lu, %p)\n", debugstr_w(servername), debugstr_w(usename), level, buffer );

    if (!is_wine())
    {
        next = (void *)get_next_proc( "NetUseGetInfo" );
        return next ? next( servername, usename, level, buffer ) : ERROR_NOT_SUPPORTED;
    }
    if (buffer) *buffer = NULL;
    if (!wanted) return ERROR_INVALID_LEVEL;
    if ((err = check_use_name( servername, usename ))) return err;
    if (!buffer) return ERROR_INVALID_PARAMETER;
    if (parse_remote( usename, &names )) return NERR_UseNotFound;
    take_lock( &uses_lock );
    if (!(use = *find_use( names.host, names.share ))) err = NERR_UseNotFound;
    else err = list_uses( use, &list );
    list.count = min( list.count, 1 );
    if (!err) err = pack_entries( &list, wanted, buffer );
    leave_lock( &uses_lock );
    heap_free( list.entries );
    return err;
}

/************************************************************
 *                NetUseEnum  (NETAPI32.@)
 *
 * List the connections that the program made with NetUseAdd.
 *
 * PARAMS
 *  servername   [I]   NULL or empty
 *  level        [I]   0, 1 or 2: an array of USE_INFO_0 and so on is wanted
 *  buffer       [O]   Receives the array, to be freed by NetApiBufferFree; NULL without an entry
 *  prefmaxlen, entriesread, totalentries, resume [I/O] As described for NetSessionEnum
 *
 * RETURNS
 *  NERR_Success, ERROR_MORE_DATA if there are more entries than fit, NERR_BufTooSmall if none fits,
 *  ERROR_INVALID_LEVEL, ERROR_INVALID_PARAMETER if a result pointer is NULL,
 *  ERROR_NOT_ENOUGH_MEMORY, ERROR_NOT_SUPPORTED if servername is another computer.
 */
NET_API_STATUS WINAPI NetUseEnum( LMSTR servername, DWORD level, LPBYTE *buffer, DWORD prefmaxlen,
                                  LPDWORD entriesread, LPDWORD totalentries, LPDWORD resume )
{
    NET_API_STATUS (WINAPI *next)( LMSTR, DWORD, LPBYTE *, DWORD, LPDWORD, LPDWORD, LPDWORD );
    struct info_request request = { .class = &use_class, .prefmaxlen = prefmaxlen, .exact = TRUE };
    struct info_list list = { .entries = NULL };
    NET_API_STATUS err;
    struct use *use;
    DWORD i;

    TRACE( "(%s, %lu, %p, %lu, %p, %p, %p)\n", debugstr_w(servername), level, buffer, prefmaxlen,
           entriesread, totalentries, resume );

    if (!is_wine())
    {
        next = (void *)get_next_proc( "NetUseEnum" );
        return next ? next( servername, level, buffer, prefmaxlen, entriesread, totalentries,
                            resume ) : ERROR_NOT_SUPPORTED;
    }
    if (buffer) *buffer = NULL;
    if (entriesread) *entriesread = 0;
    if (totalentries) *totalentries = 0;
    if (!has_level( &use_class, level, LEVEL_ENUM )) return ERROR_INVALID_LEVEL;
    if (!is_local_machine( servername )) return ERROR_NOT_SUPPORTED;
    if (!buffer || !entriesread || !totalentries) return ERROR_INVALID_PARAMETER;

    request.wanted = find_level( &use_class, level );
    request.start = resume ? *resume : 0;
    take_lock( &uses_lock );
    for (use = uses, i = 0; use && i < request.start; use = use->next) i++;
    if (!(err = list_uses( use, &list )))
        err = give_entries( &request, &list, buffer, entriesread, totalentries, resume );
    leave_lock( &uses_lock );
    heap_free( list.entries );
    return err;
}
