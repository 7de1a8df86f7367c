/*
 * Calls of the generated stub by smbpipe
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
 * A plain stub asks for a buffer, puts the parameters into it, has it sent and takes the results
 * out of the answer. With rpcrt4 between the stub and smbpipe each of these would be done by it,
 * which costs more than all the rest of the way to smbpipe: it asks wineserver 18 times in a call.
 * So only the parameters are rpcrt4's here.
 */

#include "netapi32_private.h"
#include "srvsvc_smbpipe.h"

extern __typeof__( NetrSessionEnum ) smbpipe_NetrSessionEnum;
extern __typeof__( NetrSessionDel ) smbpipe_NetrSessionDel;

const struct srvsvc_methods smbpipe_methods = { smbpipe_NetrSessionEnum, smbpipe_NetrSessionDel };

handle_t __RPC_USER smbpipe_bind( SRVSVC_HANDLE handle )
{
    return server_get_smbpipe( handle );
}

void __RPC_USER smbpipe_unbind( SRVSVC_HANDLE handle, handle_t smbpipe )
{
    /* It is kept for the next call, see binding.c. */
}

/* What a fault raises, whose status can be one of DCE RPC. */
static DWORD map_fault( DWORD status )
{
    switch (status)
    {
    case 0x1c000001: /* nca_s_fault_int_div_by_zero */
        return RPC_S_ZERO_DIVIDE;
    case 0x1c000002: /* nca_s_fault_addr_error */
        return RPC_S_ADDRESS_ERROR;
    case 0x1c000003: /* nca_s_fault_fp_div_zero */
        return RPC_S_FP_DIV_ZERO;
    case 0x1c000004: /* nca_s_fault_fp_underflow */
        return RPC_S_FP_UNDERFLOW;
    case 0x1c000005: /* nca_s_fault_fp_overflow */
        return RPC_S_FP_OVERFLOW;
    case 0x1c000006: /* nca_s_fault_invalid_tag */
        return RPC_S_INVALID_TAG;
    case 0x1c000007: /* nca_s_fault_invalid_bound */
        return RPC_S_INVALID_BOUND;
    case SMBPIPE_NOT_SENT:
        return RPC_S_CALL_FAILED_DNE;
    case 0x1c00000d: /* nca_s_fault_cancel */
        return RPC_S_CALL_CANCELLED;
    case 0x1c00001a: /* nca_s_fault_context_mismatch */
        return RPC_X_SS_CONTEXT_MISMATCH;
    case 0x1c00001b: /* nca_s_fault_remote_no_memory */
        return RPC_S_OUT_OF_MEMORY;
    case 0x1c00001d: /* nca_s_unsupported_authn_level */
        return RPC_S_UNSUPPORTED_AUTHN_LEVEL;
    case 0x1c010001: /* nca_s_comm_failure */
        return RPC_S_COMM_FAILURE;
    case 0x1c010002: /* nca_s_op_rng_error */
        return RPC_S_PROCNUM_OUT_OF_RANGE;
    case 0x1c010003: /* nca_s_unk_if */
        return RPC_S_UNKNOWN_IF;
    case 0x1c00000b: /* nca_s_who_are_you_failed */
    case 0x1c000008: /* nca_s_rpc_version_mismatch */
    case 0x1c01000b: /* nca_s_proto_error */
        return RPC_S_PROTOCOL_ERROR;
    case 0x1c010013: /* nca_s_out_args_too_big */
        return RPC_S_SERVER_OUT_OF_MEMORY;
    case 0x1c010014: /* nca_s_server_too_busy */
        return RPC_S_SERVER_TOO_BUSY;
    case 0x1c010017: /* nca_s_unsupported_type */
        return RPC_S_UNSUPPORTED_TYPE;
    default:
        return status >> 20 == 0x1c0 ? RPC_S_CALL_FAILED : status;
    }
}

/* A buffer of ours begins with the header that the request is sent with. */
static unsigned char *set_buffer( MIDL_STUB_MESSAGE *msg, void *buffer, SIZE_T header, ULONG size )
{
    rpc_set_buffer( buffer );
    msg->RpcMsg->Buffer = msg->Buffer = msg->BufferStart = (BYTE *)buffer + header;
    msg->RpcMsg->BufferLength = msg->BufferLength = size;
    msg->RpcMsg->DataRepresentation = NDR_LOCAL_DATA_REPRESENTATION;
    msg->BufferEnd = msg->BufferStart + size;
    return msg->Buffer;
}

unsigned char * WINAPI smbpipe_get_buffer( MIDL_STUB_MESSAGE *msg, ULONG size,
                                           RPC_BINDING_HANDLE handle )
{
    const SIZE_T header = sizeof(struct smbpipe_request);
    void *buffer = heap_alloc( header + size );

    if (!buffer) RpcRaiseException( RPC_S_OUT_OF_MEMORY );
    msg->RpcMsg->Handle = handle;
    return set_buffer( msg, buffer, header, size );
}

unsigned char * WINAPI smbpipe_send_receive( MIDL_STUB_MESSAGE *msg, BYTE *end )
{
    RPC_MESSAGE *message = msg->RpcMsg;
    struct smbpipe_request *request = (struct smbpipe_request *)message->Buffer - 1;
    DWORD status, size = 0;
    void *answer = NULL;

    request->length = end - (BYTE *)message->Buffer;
    request->opnum = message->ProcNum & ~RPC_FLAGS_VALID_BIT;
    request->reserved = 0;
    status = smbpipe_call( message->Handle, request, &answer, &size );
    set_buffer( msg, answer, 0, size );
    if (status) RpcRaiseException( map_fault( status ) );
    return answer;
}

void WINAPI smbpipe_free_buffer( MIDL_STUB_MESSAGE *msg )
{
    set_buffer( msg, NULL, 0, 0 );
}
