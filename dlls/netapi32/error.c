/*
 * What a caller sees of a failure
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

#include "client.h"

/* What a fault raises, whose status can be one of DCE RPC. */
DWORD map_fault( DWORD status )
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

static DWORD map_nt_status( NTSTATUS status )
{
    switch (status)
    {
    case STATUS_BAD_NETWORK_PATH:
    case STATUS_CONNECTION_REFUSED:
    case STATUS_HOST_UNREACHABLE:
    case STATUS_NETWORK_UNREACHABLE:
    case STATUS_PORT_UNREACHABLE:
    case STATUS_PROTOCOL_UNREACHABLE:
    case STATUS_NOT_FOUND:              /* the name does not resolve */
    case STATUS_OBJECT_NAME_NOT_FOUND:  /* nor does this one; or no such pipe */
    case STATUS_INVALID_ADDRESS:
        return ERROR_BAD_NETPATH;
    case STATUS_NETWORK_SESSION_EXPIRED:
    case STATUS_PIPE_BROKEN:            /* smbpipe has ended */
        return ERROR_NETNAME_DELETED;
    case STATUS_WRONG_PASSWORD:
    case STATUS_NO_SUCH_USER:
        return ERROR_LOGON_FAILURE;
    default:
        return RtlNtStatusToDosError( status );
    }
}

/*
 * The one place that decides what a caller sees of an RPC error or of an NTSTATUS. Errors that are
 * neither are passed on as they are.
 */
NET_API_STATUS map_status( DWORD status )
{
    if (status & 0x80000000) status = map_nt_status( status );

    switch (status)
    {
    case ERROR_OUTOFMEMORY:
    case ERROR_NO_SYSTEM_RESOURCES:
    case ERROR_NOT_ENOUGH_SERVER_MEMORY:
    case RPC_S_OUT_OF_RESOURCES:
        return ERROR_NOT_ENOUGH_MEMORY;

    case RPC_S_CALL_FAILED_DNE:
        return ERROR_NETNAME_DELETED;

    case RPC_S_SERVER_UNAVAILABLE:
    case RPC_S_INVALID_NET_ADDR:
        return ERROR_BAD_NETPATH;

    case RPC_S_UNKNOWN_IF:
    case RPC_S_PROCNUM_OUT_OF_RANGE:
        return ERROR_NOT_SUPPORTED;

    case RPC_X_NULL_REF_POINTER:
        return ERROR_INVALID_PARAMETER;

    default:
        return status;
    }
}

/* What a caller sees of an exception. It is the status of a fault, and can mean that none came. */
NET_API_STATUS map_exception( DWORD code )
{
    NET_API_STATUS err = map_status( code );

    return err && err != ERROR_MORE_DATA ? err : RPC_S_CALL_FAILED;
}

/* While a connection is made there is more that says that no server can be reached. */
NET_API_STATUS map_connect_status( DWORD status )
{
    switch (status)
    {
    case STATUS_IO_TIMEOUT:
    case STATUS_CONNECTION_RESET:           /* what is there speaks no SMB */
    case STATUS_CONNECTION_DISCONNECTED:
    case STATUS_CONNECTION_ABORTED:
    case STATUS_PIPE_BROKEN:
    case STATUS_INVALID_NETWORK_RESPONSE:
    case STATUS_INVALID_PARAMETER:          /* said by Samba, and of no parameter of our caller */
        return ERROR_BAD_NETPATH;
    case STATUS_BUFFER_TOO_SMALL:           /* so says Samba of an answer that it can't read */
    case STATUS_ARRAY_BOUNDS_EXCEEDED:
    case STATUS_NET_WRITE_FAULT:            /* and of a fault */
        return RPC_S_PROTOCOL_ERROR;
    default:
        return map_status( status );
    }
}
