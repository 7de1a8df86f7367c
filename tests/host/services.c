/*
 * The calls of the services that the host tests do without
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

/* The server has none of these calls. */

NET_API_STATUS __cdecl NetrShareAdd( SRVSVC_HANDLE ServerName, DWORD Level, SHARE_INFO *InfoStruct,
                                     DWORD *ParmErr )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

NET_API_STATUS __cdecl NetrShareEnum( SRVSVC_HANDLE ServerName, LPSHARE_ENUM_STRUCT InfoStruct,
                                      DWORD PreferedMaximumLength, DWORD *TotalEntries,
                                      DWORD *ResumeHandle )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

NET_API_STATUS __cdecl NetrShareGetInfo( SRVSVC_HANDLE ServerName, WCHAR *NetName, DWORD Level,
                                         SHARE_INFO *InfoStruct )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

NET_API_STATUS __cdecl NetrShareSetInfo( SRVSVC_HANDLE ServerName, WCHAR *NetName, DWORD Level,
                                         SHARE_INFO *ShareInfo, DWORD *ParmErr )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

NET_API_STATUS __cdecl NetrShareDel( SRVSVC_HANDLE ServerName, WCHAR *NetName, DWORD Reserved )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

NET_API_STATUS __cdecl NetrShareDelSticky( SRVSVC_HANDLE ServerName, WCHAR *NetName,
                                           DWORD Reserved )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

NET_API_STATUS __cdecl NetrShareCheck( SRVSVC_HANDLE ServerName, WCHAR *Device, DWORD *Type )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

NET_API_STATUS __cdecl NetrServerGetInfo( SRVSVC_HANDLE ServerName, DWORD Level,
                                          SERVER_INFO *InfoStruct )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

NET_API_STATUS __cdecl NetrServerSetInfo( SRVSVC_HANDLE ServerName, DWORD Level,
                                          SERVER_INFO *ServerInfo, DWORD *ParmErr )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

NET_API_STATUS __cdecl NetrServerDiskEnum( SRVSVC_HANDLE ServerName, DWORD Level,
                                           DISK_ENUM_CONTAINER *DiskInfoStruct,
                                           DWORD PreferedMaximumLength, DWORD *TotalEntries,
                                           DWORD *ResumeHandle )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

NET_API_STATUS __cdecl NetrServerStatisticsGet( SRVSVC_HANDLE ServerName, WCHAR *Service,
                                                DWORD Level, DWORD Options,
                                                LPSTAT_SERVER_0 *InfoStruct )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

NET_API_STATUS __cdecl NetrServerTransportAdd( SRVSVC_HANDLE ServerName, DWORD Level,
                                               LPSERVER_TRANSPORT_INFO_0 Buffer )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

NET_API_STATUS __cdecl NetrServerTransportEnum( SRVSVC_HANDLE ServerName,
                                                LPSERVER_XPORT_ENUM_STRUCT InfoStruct,
                                                DWORD PreferedMaximumLength, DWORD *TotalEntries,
                                                DWORD *ResumeHandle )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

NET_API_STATUS __cdecl NetrServerTransportDel( SRVSVC_HANDLE ServerName, DWORD Level,
                                               LPSERVER_TRANSPORT_INFO_0 Buffer )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

NET_API_STATUS __cdecl NetrRemoteTOD( SRVSVC_HANDLE ServerName, LPTIME_OF_DAY_INFO *BufferPtr )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

NET_API_STATUS __cdecl NetprPathType( SRVSVC_HANDLE ServerName, WCHAR *PathName, DWORD *PathType,
                                      DWORD Flags )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

NET_API_STATUS __cdecl NetprPathCanonicalize( SRVSVC_HANDLE ServerName, WCHAR *PathName,
                                              unsigned char *Outbuf, DWORD OutbufLen, WCHAR *Prefix,
                                              DWORD *PathType, DWORD Flags )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

LONG __cdecl NetprPathCompare( SRVSVC_HANDLE ServerName, WCHAR *PathName1, WCHAR *PathName2,
                               DWORD PathType, DWORD Flags )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

NET_API_STATUS __cdecl NetprNameValidate( SRVSVC_HANDLE ServerName, WCHAR *Name, DWORD NameType,
                                          DWORD Flags )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

NET_API_STATUS __cdecl NetprNameCanonicalize( SRVSVC_HANDLE ServerName, WCHAR *Name, WCHAR *Outbuf,
                                              DWORD OutbufLen, DWORD NameType, DWORD Flags )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

LONG __cdecl NetprNameCompare( SRVSVC_HANDLE ServerName, WCHAR *Name1, WCHAR *Name2, DWORD NameType,
                               DWORD Flags )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

NET_API_STATUS __cdecl NetrShareEnumSticky( SRVSVC_HANDLE ServerName,
                                            LPSHARE_ENUM_STRUCT InfoStruct,
                                            DWORD PreferedMaximumLength, DWORD *TotalEntries,
                                            DWORD *ResumeHandle )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

NET_API_STATUS __cdecl NetrServerTransportAddEx( SRVSVC_HANDLE ServerName, DWORD Level,
                                                 TRANSPORT_INFO *Buffer )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

NET_API_STATUS __cdecl NetrServerTransportDelEx( SRVSVC_HANDLE ServerName, DWORD Level,
                                                 TRANSPORT_INFO *Buffer )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

NET_API_STATUS __cdecl NetrServerAliasAdd( SRVSVC_HANDLE ServerName, DWORD Level,
                                           SERVER_ALIAS_INFO *InfoStruct )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

NET_API_STATUS __cdecl NetrServerAliasEnum( SRVSVC_HANDLE ServerName,
                                            LPSERVER_ALIAS_ENUM_STRUCT InfoStruct,
                                            DWORD PreferedMaximumLength, DWORD *TotalEntries,
                                            DWORD *ResumeHandle )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

NET_API_STATUS __cdecl NetrServerAliasDel( SRVSVC_HANDLE ServerName, DWORD Level,
                                           SERVER_ALIAS_INFO *InfoStruct )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

NET_API_STATUS __cdecl NetrShareDelEx( SRVSVC_HANDLE ServerName, DWORD Level,
                                       SHARE_INFO *ShareInfo )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

NET_API_STATUS __cdecl NetrWkstaGetInfo( WKSSVC_IDENTIFY_HANDLE ServerName, DWORD Level,
                                         WKSTA_INFO *WkstaInfo )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

NET_API_STATUS __cdecl NetrWkstaUserEnum( WKSSVC_IDENTIFY_HANDLE ServerName,
                                          LPWKSTA_USER_ENUM_STRUCT UserInfo,
                                          DWORD PreferredMaximumLength, DWORD *TotalEntries,
                                          DWORD *ResumeHandle )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

/* Descriptors are none here. */

BOOLEAN WINAPI RtlValidSid( PSID sid )
{
    return FALSE;
}

DWORD WINAPI RtlLengthSid( PSID sid )
{
    return 0;
}

BOOLEAN WINAPI RtlValidAcl( PACL acl )
{
    return FALSE;
}

BOOL WINAPI IsValidSecurityDescriptor( PSECURITY_DESCRIPTOR sd )
{
    return FALSE;
}

DWORD WINAPI GetSecurityDescriptorLength( PSECURITY_DESCRIPTOR sd )
{
    return 0;
}

BOOL WINAPI MakeSelfRelativeSD( PSECURITY_DESCRIPTOR sd, PSECURITY_DESCRIPTOR relative,
                                DWORD *size )
{
    return FALSE;
}

WCHAR WINAPI RtlUpcaseUnicodeChar( WCHAR c )
{
    return c;
}
