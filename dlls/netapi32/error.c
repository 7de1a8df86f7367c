/*
 * The error that a caller gets for a failure
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

struct mapping
{
    DWORD status, error;
};

/* Statuses of DCE RPC that a fault can have, and the exceptions that RPC raises for them */
static const struct mapping faults[] =
{
    { 0x1c000001, RPC_S_ZERO_DIVIDE },              /* nca_s_fault_int_div_by_zero */
    { 0x1c000002, RPC_S_ADDRESS_ERROR },            /* nca_s_fault_addr_error */
    { 0x1c000003, RPC_S_FP_DIV_ZERO },              /* nca_s_fault_fp_div_zero */
    { 0x1c000004, RPC_S_FP_UNDERFLOW },             /* nca_s_fault_fp_underflow */
    { 0x1c000005, RPC_S_FP_OVERFLOW },              /* nca_s_fault_fp_overflow */
    { 0x1c000006, RPC_S_INVALID_TAG },              /* nca_s_fault_invalid_tag */
    { 0x1c000007, RPC_S_INVALID_BOUND },            /* nca_s_fault_invalid_bound */
    { 0x1c000008, RPC_S_PROTOCOL_ERROR },           /* nca_s_rpc_version_mismatch */
    { 0x1c00000b, RPC_S_PROTOCOL_ERROR },           /* nca_s_who_are_you_failed */
    { SMBPIPE_NOT_SENT, RPC_S_CALL_FAILED_DNE },
    { 0x1c00000d, RPC_S_CALL_CANCELLED },           /* nca_s_fault_cancel */
    { 0x1c00001a, RPC_X_SS_CONTEXT_MISMATCH },      /* nca_s_fault_context_mismatch */
    { 0x1c00001b, RPC_S_OUT_OF_MEMORY },            /* nca_s_fault_remote_no_memory */
    { 0x1c00001d, RPC_S_UNSUPPORTED_AUTHN_LEVEL },  /* nca_s_unsupported_authn_level */
    { 0x1c010001, RPC_S_COMM_FAILURE },             /* nca_s_comm_failure */
    { 0x1c010002, RPC_S_PROCNUM_OUT_OF_RANGE },     /* nca_s_op_rng_error */
    { 0x1c010003, RPC_S_UNKNOWN_IF },               /* nca_s_unk_if */
    { 0x1c01000b, RPC_S_PROTOCOL_ERROR },           /* nca_s_proto_error */
    { 0x1c010013, RPC_S_SERVER_OUT_OF_MEMORY },     /* nca_s_out_args_too_big */
    { 0x1c010014, RPC_S_SERVER_TOO_BUSY },          /* nca_s_server_too_busy */
    { 0x1c010017, RPC_S_UNSUPPORTED_TYPE },         /* nca_s_unsupported_type */
};

/* The error that a caller gets for an NTSTATUS or an error. RtlNtStatusToDosError() maps all other
 * NTSTATUSes. All other errors stay as they are. */
static const struct mapping errors[] =
{
    { STATUS_BAD_NETWORK_PATH, ERROR_BAD_NETPATH },
    { STATUS_CONNECTION_REFUSED, ERROR_BAD_NETPATH },
    { STATUS_HOST_UNREACHABLE, ERROR_BAD_NETPATH },
    { STATUS_NETWORK_UNREACHABLE, ERROR_BAD_NETPATH },
    { STATUS_PORT_UNREACHABLE, ERROR_BAD_NETPATH },
    { STATUS_PROTOCOL_UNREACHABLE, ERROR_BAD_NETPATH },
    { STATUS_NOT_FOUND, ERROR_BAD_NETPATH },            /* the name does not resolve */
    { STATUS_OBJECT_NAME_NOT_FOUND, ERROR_BAD_NETPATH },    /* the same, or no such pipe */
    { STATUS_INVALID_ADDRESS, ERROR_BAD_NETPATH },
    { STATUS_NETWORK_SESSION_EXPIRED, ERROR_NETNAME_DELETED },
    { STATUS_PIPE_BROKEN, ERROR_NETNAME_DELETED },      /* smbpipe has ended */
    { STATUS_WRONG_PASSWORD, ERROR_LOGON_FAILURE },
    { STATUS_NO_SUCH_USER, ERROR_LOGON_FAILURE },
    { ERROR_OUTOFMEMORY, ERROR_NOT_ENOUGH_MEMORY },     /* RPC_S_OUT_OF_MEMORY */
    { ERROR_NO_SYSTEM_RESOURCES, ERROR_NOT_ENOUGH_MEMORY },
    { ERROR_NOT_ENOUGH_SERVER_MEMORY, ERROR_NOT_ENOUGH_MEMORY },
    { RPC_S_OUT_OF_RESOURCES, ERROR_NOT_ENOUGH_MEMORY },
    { RPC_S_CALL_FAILED_DNE, ERROR_NETNAME_DELETED },
    { RPC_S_SERVER_UNAVAILABLE, ERROR_BAD_NETPATH },
    { RPC_S_INVALID_NET_ADDR, ERROR_BAD_NETPATH },
    { RPC_S_UNKNOWN_IF, ERROR_NOT_SUPPORTED },
    { RPC_S_PROCNUM_OUT_OF_RANGE, ERROR_NOT_SUPPORTED },
    { RPC_X_NULL_REF_POINTER, ERROR_INVALID_PARAMETER },
};

/* While we connect, more statuses say that we can't reach a server or can't talk with it. */
static const struct mapping connect_errors[] =
{
    { STATUS_IO_TIMEOUT, ERROR_BAD_NETPATH },
    { STATUS_CONNECTION_RESET, ERROR_BAD_NETPATH },     /* the host speaks no SMB */
    { STATUS_CONNECTION_DISCONNECTED, ERROR_BAD_NETPATH },
    { STATUS_CONNECTION_ABORTED, ERROR_BAD_NETPATH },
    { STATUS_PIPE_BROKEN, ERROR_BAD_NETPATH },
    { STATUS_INVALID_NETWORK_RESPONSE, ERROR_BAD_NETPATH },
    { STATUS_INVALID_PARAMETER, ERROR_BAD_NETPATH },    /* Samba's, not our caller's */
    { STATUS_BUFFER_TOO_SMALL, RPC_S_PROTOCOL_ERROR },  /* Samba can't read an answer */
    { STATUS_ARRAY_BOUNDS_EXCEEDED, RPC_S_PROTOCOL_ERROR },
    { STATUS_NET_WRITE_FAULT, RPC_S_PROTOCOL_ERROR },   /* Samba got a fault */
};

/* Returns the status itself if the table lacks it. */
static DWORD map( const struct mapping *table, unsigned int count, DWORD status )
{
    for (; count; table++, count--) if (table->status == status) return table->error;
    return status;
}

/*
 * Returns the exception that RPC raises for a fault. The fault's status can be of DCE RPC. It can
 * also be a crash of the server, or no error at all.
 */
DWORD map_fault( DWORD status )
{
    DWORD err = map( faults, ARRAY_SIZE(faults), status );

    if (err >> 20 == 0x1c0 || err >> 30 == 1 || err >> 16 == 0x8000) return RPC_S_CALL_FAILED;
    return caught_status( err );
}

static NET_API_STATUS map_status( DWORD status )
{
    DWORD err = map( errors, ARRAY_SIZE(errors), status );

    if (err & 0x80000000) err = map( errors, ARRAY_SIZE(errors), RtlNtStatusToDosError( err ));
    return err;
}

/* Returns the error for the caller. A fault can have a status that means success. */
NET_API_STATUS map_exception( DWORD code )
{
    NET_API_STATUS err = map_status( code );

    return err && err != ERROR_MORE_DATA ? err : RPC_S_CALL_FAILED;
}

NET_API_STATUS map_connect_status( DWORD status )
{
    return map_status( map( connect_errors, ARRAY_SIZE(connect_errors), status ));
}
