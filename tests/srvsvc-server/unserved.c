/*
 * Methods of the interface that are not served yet
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

#include <windows.h>
#include <rpc.h>

/* Without srvsvc.h, for their parameters don't matter */
#define UNSERVED( name ) \
    void name(void) { RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE ); }

UNSERVED( NetrShareAdd )
UNSERVED( NetrShareEnum )
UNSERVED( NetrShareGetInfo )
UNSERVED( NetrShareSetInfo )
UNSERVED( NetrShareDel )
UNSERVED( NetrShareDelSticky )
UNSERVED( NetrShareCheck )
UNSERVED( NetrServerGetInfo )
UNSERVED( NetrServerSetInfo )
UNSERVED( NetrServerDiskEnum )
UNSERVED( NetrServerStatisticsGet )
UNSERVED( NetrServerTransportAdd )
UNSERVED( NetrServerTransportEnum )
UNSERVED( NetrServerTransportDel )
UNSERVED( NetrRemoteTOD )
UNSERVED( Opnum29NotUsedOnWire )
UNSERVED( NetprPathType )
UNSERVED( NetprPathCanonicalize )
UNSERVED( NetprPathCompare )
UNSERVED( NetprNameValidate )
UNSERVED( NetprNameCanonicalize )
UNSERVED( NetprNameCompare )
UNSERVED( NetrShareEnumSticky )
UNSERVED( NetrShareDelStart )
UNSERVED( NetrShareDelCommit )
UNSERVED( NetrpGetFileSecurity )
UNSERVED( NetrpSetFileSecurity )
UNSERVED( NetrServerTransportAddEx )
UNSERVED( Opnum42NotUsedOnWire )
UNSERVED( Opnum43NotUsedOnWire )
UNSERVED( Opnum44NotUsedOnWire )
UNSERVED( Opnum45NotUsedOnWire )
UNSERVED( Opnum46NotUsedOnWire )
UNSERVED( Opnum47NotUsedOnWire )
UNSERVED( Opnum48NotUsedOnWire )
UNSERVED( Opnum49NotUsedOnWire )
UNSERVED( Opnum50NotUsedOnWire )
UNSERVED( Opnum51NotUsedOnWire )
UNSERVED( Opnum52NotUsedOnWire )
UNSERVED( NetrServerTransportDelEx )
UNSERVED( NetrServerAliasAdd )
UNSERVED( NetrServerAliasEnum )
UNSERVED( NetrServerAliasDel )
UNSERVED( NetrShareDelEx )

void __RPC_USER SHARE_DEL_HANDLE_rundown( void *handle )
{
}
