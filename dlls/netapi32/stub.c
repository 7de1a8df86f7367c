/*
 * The transport under the generated stubs
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
 * A plain stub gets a buffer, puts the parameters into it, sends it, and takes the results out of
 * the answer. It calls our functions to get, send and free the buffer. On Windows, and for a pipe
 * of the prefix, they call RPC. For other machines' pipes they call smbpipe. RPC's part costs more
 * in Wine than all the rest of the way to smbpipe: it asks wineserver 18 times in a call.
 *
 * After an exception the stub's frame is gone, so close_call() frees the stub's buffer and memory.
 * We don't raise the status of a fault itself: a program would take some for its own crash.
 */

#include "client.h"

/* With a binding, RPC's own stub would work, too. */
static handle_t bind_endpoint( unsigned int number )
{
    struct call *call = current_call();
    handle_t binding = call->machine->bindings[number];

    call->endpoint = number;
    return binding ? binding : call->machine;
}

handle_t __RPC_USER SRVSVC_HANDLE_bind( SRVSVC_HANDLE handle )
{
    return bind_endpoint( ENDPOINT_SRVSVC );
}

handle_t __RPC_USER WKSSVC_IDENTIFY_HANDLE_bind( WKSSVC_IDENTIFY_HANDLE handle )
{
    return bind_endpoint( ENDPOINT_WKSSVC );
}

/* machine.c keeps the connection for the next call. */
void __RPC_USER SRVSVC_HANDLE_unbind( SRVSVC_HANDLE handle, handle_t machine )
{
}

void __RPC_USER WKSSVC_IDENTIFY_HANDLE_unbind( WKSSVC_IDENTIFY_HANDLE handle, handle_t machine )
{
}

static unsigned char *set_buffer( MIDL_STUB_MESSAGE *msg, void *buffer, ULONG size )
{
    msg->RpcMsg->Buffer = msg->Buffer = msg->BufferStart = buffer;
    msg->RpcMsg->BufferLength = msg->BufferLength = size;
    msg->BufferEnd = msg->BufferStart + size;
    return buffer;
}

/*
 * A buffer for smbpipe begins with room for the header of the request.
 *
 * rpcrt4 of Wine 8.0 and 10.0 counts the target of a union's pointer in PointerLength, not in the
 * size. Without it the stub could not marshal the structures of NetrShareSetInfo and its kind.
 */
unsigned char * WINAPI stub_get_buffer( MIDL_STUB_MESSAGE *msg, ULONG size,
                                        RPC_BINDING_HANDLE handle )
{
    const SIZE_T header = sizeof(struct smbpipe_request);
    struct call *call = current_call();
    RPC_MESSAGE *message = msg->RpcMsg;
    RPC_STATUS status;

    free_call_buffer( call );
    if (msg->PointerLength) size += msg->PointerLength + sizeof(ULONGLONG);
    if (size > SMBPIPE_MAX_REQUEST) RpcRaiseException( ERROR_INVALID_PARAMETER );
    message->BufferLength = size;
    message->Handle = call->machine->bindings[call->endpoint];
    if (message->Handle)
    {
        if ((status = I_RpcGetBuffer( message ))) RpcRaiseException( status );
        call->message = *message;
        return set_buffer( msg, message->Buffer, size );
    }
    if (!(call->buffer = heap_alloc( header + size ))) RpcRaiseException( RPC_S_OUT_OF_MEMORY );
    return set_buffer( msg, (BYTE *)call->buffer + header, size );
}

static DWORD call_by_smbpipe( struct call *call, RPC_MESSAGE *message )
{
    const struct endpoint endpoint = get_endpoint( call->endpoint );
    struct smbpipe_request *request = call->buffer;
    DWORD status, size = 0;
    void *answer = NULL;

    request->length = message->BufferLength;
    request->opnum = message->ProcNum & ~RPC_FLAGS_VALID_BIT;
    status = smbpipe_call( call->machine->smbpipe, &endpoint, request, &answer, &size );
    status = mend_fault( call, request->opnum, status );
    heap_free( request );
    call->buffer = message->Buffer = answer;
    message->BufferLength = size;
    message->DataRepresentation = NDR_LOCAL_DATA_REPRESENTATION;
    call->fault = status;
    return status ? RPC_S_CALL_FAILED : 0;
}

/* Windows frees the buffer of a call that failed. Wine only ends the connection. */
static DWORD call_by_rpc( struct call *call, RPC_MESSAGE *message )
{
    DWORD status = I_RpcSendReceive( message );

    call->message = *message;
    if (status && !is_wine()) call->message.Handle = NULL;
    return status;
}

/* No more entries than its array has: in Wine rpcrt4 allocates more for an array than it fills. */
static BOOL is_whole_list( const struct call *call, const DWORD *data, DWORD count )
{
    DWORD first = call->tags ? 3 : 0;   /* behind the levels and the pointer to the list */

    if (count < first + 3 || (first && !data[first - 1]) || !data[first + 1]) return TRUE;
    return data[first] <= data[first + 2];
}

/*
 * An answer names its level twice, in the structure and in the union. The stub reads only the
 * second, and we read its result as the level that we asked for.
 *
 * The status comes last. Samba's union has no level 503, so Samba sends no pointer for it. At that
 * status the stub would look for more data than the answer has.
 */
static DWORD check_answer( const struct call *call, const RPC_MESSAGE *message )
{
    const DWORD *data = message->Buffer, count = message->BufferLength / sizeof(*data);
    unsigned int i;

    if (count < call->tags) return RPC_X_BAD_STUB_DATA;
    for (i = 0; i < call->tags; i++) if (data[i] != call->level) return RPC_X_BAD_STUB_DATA;
    if (call->check && !call->check( data, count )) return RPC_X_BAD_STUB_DATA;
    if (call->lists && !is_whole_list( call, data, count )) return RPC_X_BAD_STUB_DATA;
    return call->tags && data[count - 1] == ERROR_INVALID_LEVEL ? ERROR_INVALID_LEVEL : 0;
}

unsigned char * WINAPI stub_send_receive( MIDL_STUB_MESSAGE *msg, unsigned char *end )
{
    struct call *call = current_call();
    RPC_MESSAGE *message = msg->RpcMsg;
    DWORD status;

    message->BufferLength = end - (BYTE *)message->Buffer;
    status = call->buffer ? call_by_smbpipe( call, message ) : call_by_rpc( call, message );
    if (status) RpcRaiseException( status );
    if ((status = check_answer( call, message ))) RpcRaiseException( status );
    return set_buffer( msg, message->Buffer, message->BufferLength );
}

void WINAPI stub_free_buffer( MIDL_STUB_MESSAGE *msg )
{
    free_call_buffer( current_call() );
}
