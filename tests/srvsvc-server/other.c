/*
 * The methods that are not about sessions
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

#include "server.h"

/*
 * The sessions' files and tree connects are counted in the table, and not listed. So these methods
 * find nothing, after the checks that MS-SRVS has for each.
 */

static NET_API_STATUS check_enum( BOOL level_known, BOOL names_valid, void *container )
{
    if (!access_allowed( FALSE )) return ERROR_ACCESS_DENIED;
    if (!level_known) return ERROR_INVALID_LEVEL;
    if (!names_valid || !container) return ERROR_INVALID_PARAMETER;
    return NERR_Success;
}

NET_API_STATUS NetrConnectionEnum( SRVSVC_HANDLE server, WCHAR *qualifier,
                                   CONNECT_ENUM_STRUCT *info, DWORD length, DWORD *total,
                                   DWORD *resume )
{
    CONNECT_INFO_0_CONTAINER *container = info->ConnectInfo.Level0;
    NET_API_STATUS ret;

    *total = 0;
    if (container) memset( container, 0, sizeof(*container) );
    ret = check_enum( info->Level <= 1, qualifier && *qualifier && !is_too_long( qualifier ),
                      container );
    return log_call( ret, L"NetrConnectionEnum qualifier=%.100ls level=%lu", log_name( qualifier ),
                     info->Level );
}

NET_API_STATUS NetrFileEnum( SRVSVC_HANDLE server, WCHAR *path, WCHAR *user, FILE_ENUM_STRUCT *info,
                             DWORD length, DWORD *total, DWORD *resume )
{
    FILE_INFO_2_CONTAINER *container = info->FileInfo.Level2;
    NET_API_STATUS ret;

    *total = 0;
    if (container) memset( container, 0, sizeof(*container) );
    ret = check_enum( info->Level == 2 || info->Level == 3,
                      !is_too_long( path ) && !is_too_long( user ), container );
    return log_call( ret, L"NetrFileEnum path=%.100ls user=%.100ls level=%lu", log_name( path ),
                     log_name( user ), info->Level );
}

NET_API_STATUS NetrFileGetInfo( SRVSVC_HANDLE server, DWORD id, DWORD level, FILE_INFO *info )
{
    NET_API_STATUS ret;

    info->FileInfo2 = NULL;
    if (!access_allowed( FALSE )) ret = ERROR_ACCESS_DENIED;
    else if (level != 2 && level != 3) ret = ERROR_INVALID_LEVEL;
    else ret = ERROR_FILE_NOT_FOUND;
    return log_call( ret, L"NetrFileGetInfo id=%lu level=%lu", id, level );
}

NET_API_STATUS NetrFileClose( SRVSVC_HANDLE server, DWORD id )
{
    NET_API_STATUS ret = access_allowed( FALSE ) ? NERR_FileIdNotFound : ERROR_ACCESS_DENIED;

    return log_call( ret, L"NetrFileClose id=%lu", id );
}

/* They have no place on the wire, so whoever calls one is told that it is not there. */
#define NOT_ON_WIRE( num ) \
    void Opnum##num##NotUsedOnWire(void) { RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE ); }

NOT_ON_WIRE( 0 )
NOT_ON_WIRE( 1 )
NOT_ON_WIRE( 2 )
NOT_ON_WIRE( 3 )
NOT_ON_WIRE( 4 )
NOT_ON_WIRE( 5 )
NOT_ON_WIRE( 6 )
NOT_ON_WIRE( 7 )
