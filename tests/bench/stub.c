/*
 * The generated stub alone, without netapi32 around it
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

#include <stdlib.h>
#include <windows.h>
#include <lm.h>

#include "bench.h"
#include "srvsvc.h"

static handle_t binding;

void * __RPC_USER MIDL_user_allocate( size_t size )
{
    return malloc( size );
}

void __RPC_USER MIDL_user_free( void *ptr )
{
    free( ptr );
}

handle_t __RPC_USER SRVSVC_HANDLE_bind( SRVSVC_HANDLE name )
{
    return binding;
}

void __RPC_USER SRVSVC_HANDLE_unbind( SRVSVC_HANDLE name, handle_t handle )
{
}

static void free_sessions( SESSION_INFO_1_CONTAINER *sessions )
{
    DWORD i;

    for (i = 0; i < sessions->EntriesRead; i++)
    {
        free( sessions->Buffer[i].sesi1_cname );
        free( sessions->Buffer[i].sesi1_username );
    }
    free( sessions->Buffer );
    free( sessions );
}

/* Level 1 */
unsigned long stub_enum( const struct bench *bench )
{
    SESSION_ENUM_STRUCT info = { .Level = 1 };
    DWORD total = 0, resume = 0;
    NET_API_STATUS status;

    if (!binding && (status = RpcBindingFromStringBindingW( bench->server, &binding )))
        return status;
    info.SessionInfo.Level1 = calloc( 1, sizeof(*info.SessionInfo.Level1) );
    status = NetrSessionEnum( NULL, bench->client, bench->user, &info, ~0u, &total, &resume );
    if (!status) free_sessions( info.SessionInfo.Level1 );
    return status;
}
