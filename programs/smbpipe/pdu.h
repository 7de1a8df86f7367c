/*
 * The server's side of one connection-oriented RPC connection, without its socket
 *
 * Copyright 2026 the netapi32 session project
 *
 * This program is free software: you can redistribute it and/or modify
 * it under the terms of the GNU General Public License as published by
 * the Free Software Foundation, either version 3 of the License, or
 * (at your option) any later version.
 *
 * This program is distributed in the hope that it will be useful,
 * but WITHOUT ANY WARRANTY; without even the implied warranty of
 * MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the
 * GNU General Public License for more details.
 *
 * You should have received a copy of the GNU General Public License
 * along with this program.  If not, see <https://www.gnu.org/licenses/>.
 */

#ifndef __SMBPIPE_PDU_H
#define __SMBPIPE_PDU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>
#include <sys/types.h>

#include <talloc.h>
#include <core/ntstatus.h>
#include <util/data_blob.h>
#include <ndr.h>
#include <gen_ndr/ndr_dcerpc.h>

#define RPC_HEADER_SIZE   DCERPC_NCACN_PAYLOAD_OFFSET
#define RPC_MAX_FRAG      DCERPC_FRAG_MAX_SIZE
#define RPC_MIN_FRAG      1432      /* what every implementation must take */
#define RPC_MAX_CONTEXTS  16
#define RPC_MAX_REQUEST   DCERPC_NCACN_REQUEST_DEFAULT_MAX_SIZE

enum rpc_action
{
    RPC_IGNORE,
    RPC_REPLY,              /* send the PDU in reply */
    RPC_REPLY_CLOSE,        /* and close the connection then */
    RPC_CLOSE,
    RPC_CALL                /* conn->call is complete */
};

struct rpc_call
{
    uint32_t call_id;
    uint16_t context_id, opnum;
    bool has_object;
    struct GUID object;
    DATA_BLOB stub;
};

struct rpc_conn
{
    struct ndr_syntax_id syntax;    /* the one interface that can be bound */
    uint16_t port;
    bool bound;
    uint16_t max_xmit_frag, max_recv_frag;
    uint16_t contexts[RPC_MAX_CONTEXTS];
    unsigned int context_count;
    bool assembling;                /* call has the first fragments of a request */
    size_t stub_space;
    struct rpc_call call;
};

struct rpc_conn *rpc_conn_create(TALLOC_CTX *mem, const struct ndr_syntax_id *syntax,
                                 uint16_t port);
size_t rpc_pdu_length(const uint8_t *header);
enum rpc_action rpc_conn_receive(struct rpc_conn *conn, TALLOC_CTX *mem, const uint8_t *data,
                                 size_t size, DATA_BLOB *reply);
bool rpc_conn_respond(struct rpc_conn *conn, TALLOC_CTX *mem, const DATA_BLOB *stub, size_t *done,
                      DATA_BLOB *fragment);
bool rpc_conn_accepts(const struct rpc_conn *conn, const DATA_BLOB *stub);
bool rpc_conn_fault(struct rpc_conn *conn, TALLOC_CTX *mem, uint32_t status, uint8_t flags,
                    DATA_BLOB *fault);
void rpc_conn_drop_call(struct rpc_conn *conn);
uint32_t rpc_fault_status(uint32_t status);

#endif /* __SMBPIPE_PDU_H */
