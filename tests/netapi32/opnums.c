/*
 * The methods of srvsvc that are not used on the wire
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

#include "netapi32_test.h"
#include "stub.h"

struct opnum_call
{
    DWORD          opnum;
    NET_API_STATUS status;
};

/* Sends a request without arguments. The answer is the status alone. */
static void CDECL call_opnum( void *arg )
{
    struct opnum_call *call = arg;
    MIDL_STUB_DESC desc =
    {
        .RpcInterfaceInformation = srvsvc_v3_0_c_ifspec, .pfnAllocate = MIDL_user_allocate,
        .pfnFree = MIDL_user_free, .Version = 0x50002   /* of NDR */
    };
    MIDL_STUB_MESSAGE stub;
    RPC_MESSAGE message;

    NdrClientInitializeNew( &message, &stub, &desc, call->opnum );
    NdrGetBuffer( &stub, 0, SRVSVC_HANDLE_bind( NULL ));
    NdrSendReceive( &stub, stub.Buffer );
    if (message.BufferLength != sizeof(DWORD)) RpcRaiseException( RPC_X_BAD_STUB_DATA );
    call->status = *(const DWORD *)message.Buffer;
    NdrFreeBuffer( &stub );
}

void test_unused_opnums(void)
{
    struct opnum_call call;

    for (call.opnum = 0; call.opnum < 8; call.opnum++)
    {
        observe( "NDR", case_name( "opnum %lu", call.opnum ));
        make_call( call_opnum, &call, &call.status );
        observed();
        end_call();
    }
}
