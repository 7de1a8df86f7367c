/*
 * Connections of the network provider: the account that a program gives for a server
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
 * netapi32 has the connections: NetUseAdd and this provider's functions see the same ones. A local
 * device would need a file system of the server, which nothing here can make, so a device is always
 * refused.
 */

#include "ntlanman.h"

#include "wine/debug.h"

WINE_DEFAULT_DEBUG_CHANNEL(ntlanman);

/************************************************************
 *                NPGetCaps  (NTLANMAN.@)
 *
 * Tell what the provider can do.
 *
 * PARAMS
 *  index [I] WNNC_SPEC_VERSION and so on
 *
 * RETURNS
 *  The capabilities of that kind; 0 for all others.
 */
DWORD WINAPI NPGetCaps( DWORD index )
{
    switch (index)
    {
    case WNNC_SPEC_VERSION:   return WNNC_SPEC_VERSION51;
    case WNNC_NET_TYPE:       return WNNC_NET_LANMAN;
    case WNNC_DRIVER_VERSION: return 0x00010000;
    case WNNC_USER:           return WNNC_USR_GETUSER;
    case WNNC_CONNECTION:
        return WNNC_CON_ADDCONNECTION | WNNC_CON_ADDCONNECTION3 | WNNC_CON_CANCELCONNECTION |
               WNNC_CON_GETCONNECTIONS;
    case WNNC_DIALOG:
        return WNNC_DLG_GETRESOURCEINFORMATION | WNNC_DLG_GETRESOURCEPARENT;
    case WNNC_ENUMERATION:
        return WNNC_ENUM_GLOBAL | WNNC_ENUM_LOCAL | WNNC_ENUM_CONTEXT;
    case WNNC_START:          return WNNC_WAIT_FOR_START;
    default:                  return 0;
    }
}

/* mpr asks the next provider after WN_BAD_NETNAME. */
static DWORD use_error( NET_API_STATUS err, DWORD parm_err )
{
    if (err == ERROR_INVALID_PARAMETER && parm_err == USE_REMOTE_PARMNUM) return WN_BAD_NETNAME;
    if (err == ERROR_INVALID_PARAMETER && parm_err == USE_ASGTYPE_PARMNUM) return WN_BAD_DEV_TYPE;
    return err;
}

static DWORD use_type( DWORD type )
{
    switch (type)
    {
    case RESOURCETYPE_DISK:  return USE_DISKDEV;
    case RESOURCETYPE_PRINT: return USE_SPOOLDEV;
    default:                 return USE_WILDCARD;
    }
}

/************************************************************
 *                NPAddConnection3  (NTLANMAN.@)
 *
 * Connect to a server as a given user.
 *
 * PARAMS
 *  owner    [I] ignored, as the provider asks nobody
 *  resource [I] lpRemoteName is \\server\share, lpLocalName NULL or empty; dwType is that of the
 *               share, or RESOURCETYPE_ANY, which IPC$ needs
 *  password [I] NULL for the one that the Credential Manager has
 *  user     [I] user, DOMAIN\user or user@domain; NULL for the default account, empty for the
 *               anonymous one
 *  flags    [I] CONNECT_* flags. None applies to a connection without a device
 *
 * RETURNS
 *  WN_SUCCESS
 *  WN_BAD_LOCALNAME      a device is named
 *  WN_BAD_NETNAME        the remote name is no \\server\share, or the server has no such share
 *  WN_BAD_DEV_TYPE       the share is of another type
 *  ERROR_LOGON_FAILURE   the server doesn't accept the user or the password
 *  ERROR_SESSION_CREDENTIAL_CONFLICT  the program is connected as another user
 *  or another error of NetUseAdd.
 *
 * NOTES
 *  The account counts for the calling process, and for all functions of netapi32 that name this
 *  server, until NPCancelConnection was called as often as this.
 */
DWORD WINAPI NPAddConnection3( HWND owner, NETRESOURCEW *resource, WCHAR *password, WCHAR *user,
                               DWORD flags )
{
    USE_INFO_2 info = { .ui2_password = password, .ui2_username = user };
    DWORD parm_err = 0, ret;

    TRACE( "(%p, %p, %p, %s, %#lx)\n", owner, resource, password, debugstr_w(user), flags );

    if (!resource || !resource->lpRemoteName) return WN_BAD_NETNAME;
    if (!is_unc( resource->lpRemoteName )) return WN_BAD_NETNAME;
    if (resource->lpLocalName && resource->lpLocalName[0]) return WN_BAD_LOCALNAME;
    info.ui2_remote = resource->lpRemoteName;
    info.ui2_asg_type = use_type( resource->dwType );
    ret = NetUseAdd( NULL, 2, (BYTE *)&info, &parm_err );
    ret = use_error( ret, parm_err );
    TRACE( "%s: %lu\n", debugstr_w(resource->lpRemoteName), ret );
    return ret;
}

/************************************************************
 *                NPAddConnection  (NTLANMAN.@)
 *
 * Connect to a server as a given user: see NPAddConnection3.
 */
DWORD WINAPI NPAddConnection( NETRESOURCEW *resource, WCHAR *password, WCHAR *user )
{
    return NPAddConnection3( NULL, resource, password, user, 0 );
}

/************************************************************
 *                NPCancelConnection  (NTLANMAN.@)
 *
 * End a connection.
 *
 * PARAMS
 *  name  [I] The remote name of NPAddConnection
 *  force [I] TRUE to end it at once, however often the program added it
 *
 * RETURNS
 *  WN_SUCCESS, or WN_NOT_CONNECTED if there is none.
 */
DWORD WINAPI NPCancelConnection( WCHAR *name, BOOL force )
{
    NET_API_STATUS err = NetUseDel( NULL, name, force ? USE_LOTS_OF_FORCE : USE_NOFORCE );

    TRACE( "(%s, %d): %lu\n", debugstr_w(name), force, err );
    return err == ERROR_INVALID_PARAMETER ? WN_NOT_CONNECTED : err;
}

/************************************************************
 *                NPGetConnection  (NTLANMAN.@)
 *
 * Get the remote name of a local device.
 *
 * PARAMS
 *  local  [I]   The device
 *  remote [O]   Would receive the name
 *  size   [I/O] Its size in characters
 *
 * RETURNS
 *  WN_NOT_CONNECTED, as no device of this provider is.
 */
DWORD WINAPI NPGetConnection( WCHAR *local, WCHAR *remote, DWORD *size )
{
    TRACE( "(%s, %p, %p)\n", debugstr_w(local), remote, size );
    return WN_NOT_CONNECTED;
}

/************************************************************
 *                NPGetUniversalName  (NTLANMAN.@)
 *
 * Get the UNC name of a path on a local device.
 *
 * PARAMS
 *  local  [I]   The path
 *  level  [I]   UNIVERSAL_NAME_INFO_LEVEL or REMOTE_NAME_INFO_LEVEL
 *  buffer [O]   Would receive the information
 *  size   [I/O] Its size in bytes
 *
 * RETURNS
 *  WN_NOT_CONNECTED, as no device of this provider is; WN_BAD_LEVEL.
 */
DWORD WINAPI NPGetUniversalName( WCHAR *local, DWORD level, void *buffer, DWORD *size )
{
    TRACE( "(%s, %lu, %p, %p)\n", debugstr_w(local), level, buffer, size );
    if (level != UNIVERSAL_NAME_INFO_LEVEL && level != REMOTE_NAME_INFO_LEVEL) return WN_BAD_LEVEL;
    return WN_NOT_CONNECTED;
}

/* The size counts characters here, with the terminating null. */
static DWORD give_string( const WCHAR *str, WCHAR *buffer, DWORD *size )
{
    DWORD needed = wcslen( str ) + 1;

    if (*size < needed || !buffer)
    {
        *size = needed;
        return WN_MORE_DATA;
    }
    memcpy( buffer, str, needed * sizeof(WCHAR) );
    return WN_SUCCESS;
}

/************************************************************
 *                NPGetUser  (NTLANMAN.@)
 *
 * Get the user of a connection.
 *
 * PARAMS
 *  name   [I]   The remote name of NPAddConnection, or NULL for the user of this process
 *  user   [O]   Receives the name
 *  size   [I/O] Its size in characters; receives the needed size after WN_MORE_DATA
 *
 * RETURNS
 *  WN_SUCCESS, WN_MORE_DATA, or WN_NOT_CONNECTED if there is no such connection.
 *
 * NOTES
 *  Wine's mpr (to 10.0) answers WNetGetUser itself and calls no provider.
 */
DWORD WINAPI NPGetUser( WCHAR *name, WCHAR *user, DWORD *size )
{
    WCHAR own[UNLEN + 1];
    DWORD ret, own_size = ARRAY_SIZE(own);
    USE_INFO_2 *info;

    TRACE( "(%s, %p, %p)\n", debugstr_w(name), user, size );

    if (!size) return WN_BAD_POINTER;
    if (!GetUserNameW( own, &own_size )) return GetLastError();
    if (!name || !name[0]) return give_string( own, user, size );
    if (NetUseGetInfo( NULL, name, 2, (BYTE **)&info )) return WN_NOT_CONNECTED;
    ret = give_string( info->ui2_username && info->ui2_username[0] ? info->ui2_username : own, user,
                       size );
    NetApiBufferFree( info );
    return ret;
}
