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

/*
 * One call at a time, no authentication (the SMB session has it), little-endian only. Coding and
 * decoding of PDUs is Samba's.
 */

#include <string.h>

#include "pdu.h"
#include "smbpipe.h"

struct rpc_conn *rpc_conn_create(TALLOC_CTX *mem, const struct ndr_syntax_id *syntax,
                                 uint16_t port)
{
    struct rpc_conn *conn = talloc_zero(mem, struct rpc_conn);

    if (!conn) return NULL;
    conn->syntax = *syntax;
    conn->port = port;
    conn->max_xmit_frag = conn->max_recv_frag = RPC_MAX_FRAG;
    return conn;
}

/* The length of the PDU that begins with these RPC_HEADER_SIZE bytes, 0 if it can't be one. */
size_t rpc_pdu_length(const uint8_t *header)
{
    const uint8_t *field = header + DCERPC_FRAG_LEN_OFFSET;
    bool little_endian = header[DCERPC_DREP_OFFSET] & DCERPC_DREP_LE;
    size_t length = little_endian ? field[0] | field[1] << 8 : field[0] << 8 | field[1];

    return length < RPC_HEADER_SIZE || length > RPC_MAX_FRAG ? 0 : length;
}

static bool push_packet(TALLOC_CTX *mem, const struct ncacn_packet *packet, DATA_BLOB *data)
{
    struct ndr_push *ndr = ndr_push_init_ctx(mem);

    if (!ndr) return false;
    if (ndr_push_ncacn_packet(ndr, NDR_SCALARS | NDR_BUFFERS, packet) != NDR_ERR_SUCCESS)
    {
        talloc_free(ndr);
        return false;
    }
    *data = ndr_push_blob(ndr);
    talloc_steal(mem, data->data);
    talloc_free(ndr);
    data->data[DCERPC_FRAG_LEN_OFFSET] = data->length;
    data->data[DCERPC_FRAG_LEN_OFFSET + 1] = data->length >> 8;
    return true;
}

static struct ncacn_packet new_packet(enum dcerpc_pkt_type type, uint32_t call_id)
{
    struct ncacn_packet packet;

    memset(&packet, 0, sizeof(packet));
    packet.rpc_vers = 5;
    packet.ptype = type;
    packet.pfc_flags = DCERPC_PFC_FLAG_FIRST | DCERPC_PFC_FLAG_LAST;
    packet.drep[0] = DCERPC_DREP_LE;
    packet.call_id = call_id;
    return packet;
}

static enum rpc_action refuse_bind(TALLOC_CTX *mem, uint32_t call_id,
                                   enum dcerpc_bind_nak_reason reason, DATA_BLOB *reply)
{
    struct ncacn_packet packet = new_packet(DCERPC_PKT_BIND_NAK, call_id);
    struct dcerpc_bind_nak_version version = { 5, 0 };

    packet.u.bind_nak.reject_reason = reason;
    packet.u.bind_nak.num_versions = 1;
    packet.u.bind_nak.versions = &version;
    return push_packet(mem, &packet, reply) ? RPC_REPLY_CLOSE : RPC_CLOSE;
}

static bool context_known(const struct rpc_conn *conn, uint16_t id)
{
    unsigned int i;

    for (i = 0; i < conn->context_count; i++) if (conn->contexts[i] == id) return true;
    return false;
}

static bool offers_ndr(const struct dcerpc_ctx_list *context)
{
    unsigned int i;

    for (i = 0; i < context->num_transfer_syntaxes; i++)
        if (ndr_syntax_id_equal(&context->transfer_syntaxes[i], &ndr_transfer_syntax_ndr))
            return true;
    return false;
}

static struct dcerpc_ack_ctx negotiate_context(struct rpc_conn *conn,
                                               const struct dcerpc_ctx_list *context)
{
    struct dcerpc_ack_ctx ack;

    memset(&ack, 0, sizeof(ack));
    ack.result = DCERPC_BIND_ACK_RESULT_PROVIDER_REJECTION;
    if (!ndr_syntax_id_equal(&context->abstract_syntax, &conn->syntax))
        ack.reason.value = DCERPC_BIND_ACK_REASON_ABSTRACT_SYNTAX_NOT_SUPPORTED;
    else if (!offers_ndr(context))
        ack.reason.value = DCERPC_BIND_ACK_REASON_TRANSFER_SYNTAXES_NOT_SUPPORTED;
    else if (!context_known(conn, context->context_id) && conn->context_count == RPC_MAX_CONTEXTS)
        ack.reason.value = DCERPC_BIND_ACK_REASON_LOCAL_LIMIT_EXCEEDED;
    else
    {
        ack.result = DCERPC_BIND_ACK_RESULT_ACCEPTANCE;
        ack.syntax = ndr_transfer_syntax_ndr;
        if (!context_known(conn, context->context_id))
            conn->contexts[conn->context_count++] = context->context_id;
    }
    return ack;
}

static uint16_t negotiate_frag(uint16_t wanted)
{
    return wanted < RPC_MIN_FRAG ? RPC_MIN_FRAG : wanted > RPC_MAX_FRAG ? RPC_MAX_FRAG : wanted;
}

/* bind_ack and alter_context_resp have the same form. */
static enum rpc_action accept_bind(struct rpc_conn *conn, TALLOC_CTX *mem,
                                   const struct ncacn_packet *request, DATA_BLOB *reply)
{
    const struct dcerpc_bind *bind = &request->u.bind;
    bool first = request->ptype == DCERPC_PKT_BIND;
    struct ncacn_packet packet = new_packet(first ? DCERPC_PKT_BIND_ACK : DCERPC_PKT_ALTER_RESP,
                                            request->call_id);
    struct dcerpc_bind_ack *ack = &packet.u.bind_ack;
    char port[6] = "";
    unsigned int i;

    if (first)
    {
        conn->bound = true;
        conn->max_xmit_frag = negotiate_frag(bind->max_recv_frag);
        conn->max_recv_frag = negotiate_frag(bind->max_xmit_frag);
        snprintf(port, sizeof(port), "%u", conn->port);
    }
    ack->max_xmit_frag = conn->max_xmit_frag;
    ack->max_recv_frag = conn->max_recv_frag;
    ack->assoc_group_id = conn->port;
    ack->secondary_address = port;
    ack->num_results = bind->num_contexts;
    if (!(ack->ctx_list = talloc_array(mem, struct dcerpc_ack_ctx, bind->num_contexts)))
        return RPC_CLOSE;
    for (i = 0; i < bind->num_contexts; i++)
        ack->ctx_list[i] = negotiate_context(conn, &bind->ctx_list[i]);
    return push_packet(mem, &packet, reply) ? RPC_REPLY : RPC_CLOSE;
}

static enum rpc_action receive_bind(struct rpc_conn *conn, TALLOC_CTX *mem,
                                    const struct ncacn_packet *packet, DATA_BLOB *reply)
{
    const uint8_t whole = DCERPC_PFC_FLAG_FIRST | DCERPC_PFC_FLAG_LAST;

    if (packet->rpc_vers != 5 || packet->rpc_vers_minor > 1)
        return refuse_bind(mem, packet->call_id,
                           DCERPC_BIND_NAK_REASON_PROTOCOL_VERSION_NOT_SUPPORTED, reply);
    if (packet->auth_length)
        return refuse_bind(mem, packet->call_id, DCERPC_BIND_NAK_REASON_INVALID_AUTH_TYPE, reply);
    if (conn->bound || (packet->pfc_flags & whole) != whole)
        return refuse_bind(mem, packet->call_id, DCERPC_BIND_NAK_REASON_NOT_SPECIFIED, reply);
    return accept_bind(conn, mem, packet, reply);
}

/* Answers a request that can't be served and ends the connection. */
static enum rpc_action refuse_call(struct rpc_conn *conn, TALLOC_CTX *mem, uint32_t call_id,
                                   uint32_t status, DATA_BLOB *reply)
{
    conn->call.call_id = call_id;
    if (!rpc_conn_fault(conn, mem, status, DCERPC_PFC_FLAG_DID_NOT_EXECUTE, reply))
        return RPC_CLOSE;
    return RPC_REPLY_CLOSE;
}

static bool append_stub(struct rpc_conn *conn, const DATA_BLOB *part)
{
    DATA_BLOB *stub = &conn->call.stub;
    size_t length = stub->length + part->length;

    if (!stub->data || length > conn->stub_space)
    {
        size_t space = length < RPC_MAX_FRAG ? RPC_MAX_FRAG : length * 2;
        uint8_t *data = talloc_realloc(conn, stub->data, uint8_t, space);

        if (!data) return false;
        stub->data = data;
        conn->stub_space = space;
    }
    if (part->length) memcpy(stub->data + stub->length, part->data, part->length);
    stub->length = length;
    return true;
}

void rpc_conn_drop_call(struct rpc_conn *conn)
{
    talloc_free(conn->call.stub.data);
    memset(&conn->call, 0, sizeof(conn->call));
    conn->stub_space = 0;
    conn->assembling = false;
}

static void start_call(struct rpc_conn *conn, const struct ncacn_packet *packet)
{
    const struct dcerpc_request *request = &packet->u.request;

    rpc_conn_drop_call(conn);
    conn->call.call_id = packet->call_id;
    conn->call.context_id = request->context_id;
    conn->call.opnum = request->opnum;
    conn->call.has_object = packet->pfc_flags & DCERPC_PFC_FLAG_OBJECT_UUID;
    if (conn->call.has_object) conn->call.object = request->object.object;
}

static enum rpc_action receive_request(struct rpc_conn *conn, TALLOC_CTX *mem,
                                       const struct ncacn_packet *packet, DATA_BLOB *reply)
{
    const struct dcerpc_request *request = &packet->u.request;
    bool first = packet->pfc_flags & DCERPC_PFC_FLAG_FIRST, was_assembling = conn->assembling;
    struct rpc_call *call = &conn->call;

    if (first && !was_assembling) start_call(conn, packet);
    if (first == was_assembling || call->call_id != packet->call_id ||
        call->context_id != request->context_id || call->opnum != request->opnum)
        return refuse_call(conn, mem, packet->call_id, DCERPC_NCA_S_PROTO_ERROR, reply);
    if (packet->auth_length)
        return refuse_call(conn, mem, packet->call_id, DCERPC_NCA_S_UNSUPPORTED_AUTHN_LEVEL, reply);
    if (!context_known(conn, call->context_id))
        return refuse_call(conn, mem, packet->call_id, DCERPC_NCA_S_INVALID_PRES_CONTEXT_ID, reply);
    if (request->stub_and_verifier.length > RPC_MAX_REQUEST - call->stub.length)
        return refuse_call(conn, mem, packet->call_id, DCERPC_FAULT_OUT_OF_RESOURCES, reply);
    if (!append_stub(conn, &request->stub_and_verifier))
        return refuse_call(conn, mem, packet->call_id, DCERPC_NCA_S_FAULT_REMOTE_NO_MEMORY, reply);
    conn->assembling = !(packet->pfc_flags & DCERPC_PFC_FLAG_LAST);
    return conn->assembling ? RPC_IGNORE : RPC_CALL;
}

static enum rpc_action receive_packet(struct rpc_conn *conn, TALLOC_CTX *mem,
                                      const struct ncacn_packet *packet, DATA_BLOB *reply)
{
    if (packet->ptype == DCERPC_PKT_BIND) return receive_bind(conn, mem, packet, reply);
    if (!conn->bound || packet->rpc_vers != 5 || packet->rpc_vers_minor > 1) return RPC_CLOSE;

    switch (packet->ptype)
    {
    case DCERPC_PKT_ALTER:
        if (!packet->auth_length) return accept_bind(conn, mem, packet, reply);
        return refuse_call(conn, mem, packet->call_id, DCERPC_NCA_S_UNSUPPORTED_AUTHN_LEVEL, reply);
    case DCERPC_PKT_REQUEST:
        return receive_request(conn, mem, packet, reply);
    case DCERPC_PKT_ORPHANED:
        if (conn->assembling && conn->call.call_id == packet->call_id) rpc_conn_drop_call(conn);
        return RPC_IGNORE;
    case DCERPC_PKT_CO_CANCEL:  /* a call that is under way can't be taken back */
        return RPC_IGNORE;
    default:
        return RPC_CLOSE;
    }
}

/* Takes one PDU of the length that rpc_pdu_length gave. What it allocates belongs to mem. */
enum rpc_action rpc_conn_receive(struct rpc_conn *conn, TALLOC_CTX *mem, const uint8_t *data,
                                 size_t size, DATA_BLOB *reply)
{
    DATA_BLOB blob = { .data = (uint8_t *)data, .length = size };
    struct ncacn_packet packet;
    struct ndr_pull *ndr;

    if (!(data[DCERPC_DREP_OFFSET] & DCERPC_DREP_LE) || size > conn->max_recv_frag)
        return RPC_CLOSE;
    if (!(ndr = ndr_pull_init_blob(&blob, mem))) return RPC_CLOSE;
    if (ndr_pull_ncacn_packet(ndr, NDR_SCALARS | NDR_BUFFERS, &packet) != NDR_ERR_SUCCESS)
        return RPC_CLOSE;
    return receive_packet(conn, mem, &packet, reply);
}

/* Makes the next fragment of the response to conn->call; *done counts the bytes of stub in it. */
bool rpc_conn_respond(struct rpc_conn *conn, TALLOC_CTX *mem, const DATA_BLOB *stub, size_t *done,
                      DATA_BLOB *fragment)
{
    struct ncacn_packet packet = new_packet(DCERPC_PKT_RESPONSE, conn->call.call_id);
    size_t left = stub->length - *done, part = (conn->max_xmit_frag - DCERPC_RESPONSE_LENGTH) & ~7;

    if (part > left) part = left;
    packet.pfc_flags = 0;
    if (!*done) packet.pfc_flags |= DCERPC_PFC_FLAG_FIRST;
    if (part == left) packet.pfc_flags |= DCERPC_PFC_FLAG_LAST;
    packet.u.response.alloc_hint = left;
    packet.u.response.context_id = conn->call.context_id;
    packet.u.response.stub_and_verifier.data = stub->data + *done;
    packet.u.response.stub_and_verifier.length = part;
    if (!push_packet(mem, &packet, fragment)) return false;
    *done += part;
    return true;
}

/*
 * Whether the answer to conn->call can be passed on. NetrSessionEnum says the level of its entries
 * once as a number and once as the union's tag. rpcrt4 goes by the tag alone, and would pass the
 * entries of one level for those of another.
 */
bool rpc_conn_accepts(const struct rpc_conn *conn, const DATA_BLOB *stub)
{
    static const struct GUID srvsvc =
    {
        0x4b324fc8, 0x1670, 0x01d3, { 0x12, 0x78 }, { 0x5a, 0x47, 0xbf, 0x6e, 0xe1, 0x88 }
    };
    const uint16_t session_enum = 12;

    if (conn->call.opnum != session_enum || !GUID_equal(&conn->syntax.uuid, &srvsvc)) return true;
    return stub->length >= 8 && !memcmp(stub->data, stub->data + 4, 4);
}

/* Makes the fault that answers conn->call. */
bool rpc_conn_fault(struct rpc_conn *conn, TALLOC_CTX *mem, uint32_t status, uint8_t flags,
                    DATA_BLOB *fault)
{
    struct ncacn_packet packet = new_packet(DCERPC_PKT_FAULT, conn->call.call_id);

    packet.pfc_flags |= flags;
    packet.u.fault.context_id = conn->call.context_id;
    packet.u.fault.status = status;
    return push_packet(mem, &packet, fault);
}

/*
 * What may be put into a fault. rpcrt4 raises it as an exception, and its filter takes some for a
 * crash of the program itself.
 */
uint32_t rpc_fault_status(uint32_t status)
{
    if (status >= 0xc000008c && status <= 0xc0000096) return DCERPC_NCA_S_FAULT_UNSPEC;

    switch (status)
    {
    case 0:
    case 0x80000001: /* STATUS_GUARD_PAGE_VIOLATION */
    case 0x80000002: /* STATUS_DATATYPE_MISALIGNMENT */
    case 0x80000003: /* STATUS_BREAKPOINT */
    case 0x80000004: /* STATUS_SINGLE_STEP */
    case 0xc0000005: /* STATUS_ACCESS_VIOLATION */
    case 0xc0000006: /* STATUS_IN_PAGE_ERROR */
    case 0xc000001d: /* STATUS_ILLEGAL_INSTRUCTION */
    case 0xc0000025: /* STATUS_NONCONTINUABLE_EXCEPTION */
    case 0xc0000026: /* STATUS_INVALID_DISPOSITION */
    case 0xc00000aa: /* STATUS_INSTRUCTION_MISALIGNMENT */
    case 0xc00000fd: /* STATUS_STACK_OVERFLOW */
    case 0xc0000194: /* STATUS_POSSIBLE_DEADLOCK */
    case 0xc0000235: /* STATUS_HANDLE_NOT_CLOSABLE */
    case 0xc0000374: /* STATUS_HEAP_CORRUPTION */
    case 0xc0000409: /* STATUS_STACK_BUFFER_OVERRUN */
        return DCERPC_NCA_S_FAULT_UNSPEC;
    case SMBPIPE_FAULT_NOT_SENT:
        return DCERPC_NCA_S_FAULT_UNSPEC_REJECT; /* the server's own, ours has another meaning */
    default:
        return status;
    }
}
