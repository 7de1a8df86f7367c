/*
 * Stand-ins for the generated stub, which send other bytes than the server gets
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

/* Sets up a message as rpcrt4 does. The transport uses no other members. */
void begin_stub( struct stub *stub )
{
    MIDL_STUB_MESSAGE *msg = &stub->msg;
    RPC_MESSAGE *message = &stub->message;

    memset( stub, 0x55, sizeof(*stub) );
    message->Handle = NULL;
    message->ProcNum = TEST_OPNUM | RPC_FLAGS_VALID_BIT;
    message->DataRepresentation = NDR_LOCAL_DATA_REPRESENTATION;
    msg->RpcMsg = message;
    msg->Buffer = msg->BufferStart = msg->BufferEnd = NULL;
    msg->BufferLength = msg->PointerLength = 0;
}

/* Makes a call as widl's code does: a buffer for the parameters, another one for the results. */
void call_by_stub( struct stub *stub, const struct order *order, DWORD more, handle_t handle )
{
    MIDL_STUB_MESSAGE *msg = &stub->msg;
    const DWORD size = sizeof(*order) + more;
    BYTE *buffer;
    DWORD i;

    buffer = stub_get_buffer( msg, size + 8, handle );
    ok( buffer == msg->Buffer && buffer == msg->RpcMsg->Buffer && !((ULONG_PTR)buffer % 8) &&
        msg->BufferLength == size + 8, "buffer %p, %u bytes\n", buffer, msg->BufferLength );
    memcpy( buffer, order, sizeof(*order) );
    for (i = 0; i < more; i++) buffer[sizeof(*order) + i] = pattern( order->id, i );
    msg->Buffer += size;
    stub_send_receive( msg, msg->Buffer );

    ok( msg->Buffer == msg->RpcMsg->Buffer && msg->Buffer == msg->BufferStart &&
        !((ULONG_PTR)msg->Buffer % 8), "results at %p\n", msg->Buffer );
    ok( msg->RpcMsg->BufferLength == order->size && msg->BufferLength == order->size &&
        msg->BufferEnd == msg->BufferStart + order->size, "%u bytes of results\n",
        msg->RpcMsg->BufferLength );
    ok( msg->RpcMsg->DataRepresentation == NDR_LOCAL_DATA_REPRESENTATION, "another byte order\n" );
    if (!current_call()->machine->smbpipe)
    {
        ok( !memcmp( msg->Buffer, order, sizeof(*order) ), "another answer\n" );
        return;
    }
    for (i = 0; i < order->size && msg->Buffer[i] == pattern( order->id, i ); i++) ;
    ok( i == order->size, "byte %u of %u is wrong\n", i, order->size );
}

/* Passes the call to smbpipe, or to RPC, which answers with the request. */
void pass_transport( struct stub *stub, handle_t handle )
{
    const DWORD size = fake.calls * 37 % 5000, more = fake.calls % 100;
    BOOL by_rpc = !current_call()->machine->smbpipe;
    const struct order order = { fake.calls, by_rpc ? sizeof(order) + more : size, 0, fake.end };
    const struct call call = *current_call();

    fake.calls++;
    fake.end = GO_ON;
    begin_stub( stub );
    current_call()->tags = 0;
    current_call()->lists = FALSE;
    current_call()->check = NULL;
    call_by_stub( stub, &order, more, handle );
    current_call()->tags = call.tags;
    current_call()->lists = call.lists;
    current_call()->check = call.check;
}

DWORD __cdecl NetrSessionEnum( SRVSVC_HANDLE server, WCHAR *client, WCHAR *user,
                               SESSION_ENUM_STRUCT *info, DWORD prefmaxlen, DWORD *total,
                               DWORD *resume )
{
    struct stub stub;
    DWORD ret;

    pass_transport( &stub, SRVSVC_HANDLE_bind( NULL ) );
    ret = serve_session_enum( client, user, info, prefmaxlen, total, resume );
    stub_free_buffer( &stub.msg );
    return ret;
}

DWORD __cdecl NetrSessionDel( SRVSVC_HANDLE server, WCHAR *client, WCHAR *user )
{
    struct stub stub;
    DWORD ret;

    pass_transport( &stub, SRVSVC_HANDLE_bind( NULL ) );
    ret = serve_session_del( client, user );
    stub_free_buffer( &stub.msg );
    return ret;
}
