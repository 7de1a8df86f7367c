/*
 * A worker of smbpipe whose clients and server are the fuzzer
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
 * The clients have socket pairs in place of loopback connections. Below the worker is Samba's
 * binding handle with functions of ours, so that a call waits until the fuzzer answers it.
 */

/* In a pool a checker of memory would not see where a block ends. */
#include <talloc.h>
#undef talloc_pool
#define talloc_pool(ctx, size) talloc_new(ctx)

/* Its functions are static, and its sockets would be real. */
#include "../../programs/smbpipe/worker.c"

#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/un.h>

#include "rig.h"

#define PORT           4711
#define CALL_ID_OFFSET 12

static const struct ndr_syntax_id srvsvc =
{
    { 0x4b324fc8, 0x1670, 0x01d3, { 0x12, 0x78 }, { 0x5a, 0x47, 0xbf, 0x6e, 0xe1, 0x88 } }, 3
};

struct side
{
    int fd;
    uint8_t in[RPC_MAX_FRAG];   /* the beginning of a PDU */
    size_t in_size;
    uint32_t call_id;           /* of a response so far */
    uint8_t *stub;
    size_t stub_size;
    struct rig_answer last;
};

struct call
{
    NTSTATUS status;
    uint8_t *data;
    size_t size;
    uint32_t flags;
};

static struct worker *worker;
static struct side sides[RIG_CLIENTS];
static struct tevent_req *pending;      /* the call that the server has to answer */
static bool lost, ticked;
static int server_end;

void rig_fail(const char *condition, const char *file, int line)
{
    fprintf(stderr, "%s:%d: not so: %s\n", file, line, condition);
    abort();
}

uint32_t take(struct input *input, unsigned int bytes)
{
    uint32_t value = 0;
    unsigned int i;

    for (i = 0; i < bytes && input->size; i++, input->size--)
        value |= (uint32_t)*input->data++ << 8 * i;
    return value;
}

const uint8_t *take_bytes(struct input *input, size_t *size)
{
    const uint8_t *data = input->data;

    if (*size > input->size) *size = input->size;
    input->data += *size;
    input->size -= *size;
    return data;
}

/* What is not linked: the way to a real server, messages for a user */

NTSTATUS connect_pipe(TALLOC_CTX *mem, struct tevent_context *ev, const struct open_request *open,
                      struct user *user, struct ndr_syntax_id *syntax, struct dcerpc_pipe **pipe)
{
    abort();
}

/* With little room in its sockets a worker has to wait for its clients early. */
bool peer_is_ours(int fd)
{
    const int small = 1;

    setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &small, sizeof(small));
    return true;
}

void message(const char *format, ...)
{
}

void message_timeout(void)
{
}

/* The server */

static bool is_connected(struct dcerpc_binding_handle *h)
{
    return !lost;
}

static int forget_pending(struct call *call)
{
    pending = NULL;
    return 0;
}

static struct tevent_req *send_call(TALLOC_CTX *mem, struct tevent_context *ev,
                                    struct dcerpc_binding_handle *h, const struct GUID *object,
                                    uint32_t opnum, uint32_t flags, const uint8_t *data,
                                    size_t size)
{
    struct tevent_req *req;
    struct call *call;

    require(!pending && !lost);
    require(size <= RPC_MAX_REQUEST);
    require(opnum <= 0xffff);
    if (!(req = tevent_req_create(mem, &call, struct call))) abort();
    talloc_set_destructor(call, forget_pending);
    call->data = talloc_memdup(call, data, size);   /* for a checker of memory to see */
    return pending = req;
}

static NTSTATUS receive_call(struct tevent_req *req, TALLOC_CTX *mem, uint8_t **data, size_t *size,
                             uint32_t *flags)
{
    struct call *call = tevent_req_data(req, struct call);
    NTSTATUS status = call->status;

    *data = talloc_move(mem, &call->data);
    *size = call->size;
    *flags = call->flags;
    tevent_req_received(req);
    return status;
}

static const struct dcerpc_binding_handle_ops server_ops =
{
    .name = "rig",
    .is_connected = is_connected,
    .raw_call_send = send_call,
    .raw_call_recv = receive_call
};

/* Answers the call that is under way, if there is one. */
bool rig_serve(uint32_t status, const uint8_t *stub, size_t size, uint32_t flags)
{
    struct tevent_req *req = pending;
    struct call *call;

    if (!req) return false;
    call = tevent_req_data(req, struct call);
    TALLOC_FREE(call->data);
    talloc_set_destructor(call, NULL);
    pending = NULL;
    call->status = NT_STATUS(status);
    call->flags = flags;
    call->size = size;
    if (NT_STATUS_IS_OK(call->status)) call->data = talloc_memdup(call, stub, size);
    tevent_req_done(req);
    return true;
}

/* The SMB connection is dead, which libdcerpc notices in a call, and the worker on its socket. */
void rig_lose_server(void)
{
    lost = true;
    if (server_end != -1) close(server_end);
    server_end = -1;
    rig_serve(NT_STATUS_V(NT_STATUS_CONNECTION_DISCONNECTED), NULL, 0, 0);
}

bool rig_lost_server(void)
{
    return lost;
}

/* The clients */

static void reset_side(struct side *side)
{
    if (side->fd != -1) close(side->fd);
    free(side->stub);
    free(side->last.stub);
    memset(side, 0, sizeof(*side));
    side->fd = -1;
}

static void handle_tick(struct tevent_context *ev, struct tevent_fd *event, uint16_t flags,
                        void *data)
{
    ticked = true;
}

/*
 * The tick is always ready, so that the loop never waits; events have their turn one after the
 * other, so that nothing is left to do when it comes twice in a row.
 */
void rig_turn(void)
{
    unsigned int i, idle = 0;

    for (i = 0; i < 1000 && idle < 2; i++)
    {
        ticked = false;
        tevent_loop_once(worker->ev);
        idle = ticked ? idle + 1 : 0;
    }
}

bool rig_connect(unsigned int client)
{
    struct sockaddr_un addr;
    socklen_t size = sizeof(addr);
    int fd;

    if (sides[client].fd != -1 || worker->listener == -1) return false;
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (getsockname(worker->listener, (struct sockaddr *)&addr, &size) ||
        connect(fd, (struct sockaddr *)&addr, size))
        abort();
    sides[client].fd = fd;
    rig_turn();
    return true;
}

void rig_close(unsigned int client)
{
    reset_side(&sides[client]);
}

void rig_send(unsigned int client, const uint8_t *data, size_t size)
{
    unsigned int idle = 0;
    ssize_t sent;

    while (size && sides[client].fd != -1 && idle < 2)
    {
        sent = send(sides[client].fd, data, size, MSG_NOSIGNAL);
        if (sent < 0 && errno != EAGAIN) return;
        if (sent > 0)
        {
            data += sent;
            size -= sent;
            idle = 0;
        }
        else idle++;
        rig_turn();
    }
}

void rig_send_pdu(unsigned int client, uint8_t type, uint8_t flags, uint32_t call_id,
                  const uint8_t *body, size_t size)
{
    uint8_t pdu[0x10000] = { 5, 0, type, flags, DCERPC_DREP_LE };
    size_t length = RPC_HEADER_SIZE + size;
    unsigned int i;

    if (length >= sizeof(pdu)) return;
    pdu[DCERPC_FRAG_LEN_OFFSET] = length;
    pdu[DCERPC_FRAG_LEN_OFFSET + 1] = length >> 8;
    for (i = 0; i < 4; i++) pdu[CALL_ID_OFFSET + i] = call_id >> 8 * i;
    memcpy(pdu + RPC_HEADER_SIZE, body, size);
    rig_send(client, pdu, length);
}

static void take_response(struct side *side, const struct ncacn_packet *packet)
{
    const DATA_BLOB *part = &packet->u.response.stub_and_verifier;
    bool first = packet->pfc_flags & DCERPC_PFC_FLAG_FIRST;

    require(first == !side->stub);
    require(first || packet->call_id == side->call_id);
    require(packet->u.response.alloc_hint >= part->length);
    side->stub = realloc(side->stub, side->stub_size + part->length + 1);
    if (part->length) memcpy(side->stub + side->stub_size, part->data, part->length);
    side->stub_size += part->length;
    side->call_id = packet->call_id;
    if (!(packet->pfc_flags & DCERPC_PFC_FLAG_LAST))
    {
        require(packet->u.response.alloc_hint > part->length);
        return;
    }
    free(side->last.stub);
    side->last.end = RIG_RESPONSE;
    side->last.call_id = side->call_id;
    side->last.stub = side->stub;
    side->last.size = side->stub_size;
    side->stub = NULL;
    side->stub_size = 0;
}

static void take_pdu(struct side *side, const uint8_t *data, size_t size)
{
    DATA_BLOB blob = { .data = (uint8_t *)data, .length = size };
    TALLOC_CTX *mem = talloc_new(NULL);
    struct ncacn_packet packet;

    require(ndr_pull_ncacn_packet(ndr_pull_init_blob(&blob, mem), NDR_SCALARS | NDR_BUFFERS,
                                  &packet) == NDR_ERR_SUCCESS);
    require(packet.rpc_vers == 5 && packet.drep[0] == DCERPC_DREP_LE && !packet.auth_length);
    if (packet.ptype == DCERPC_PKT_RESPONSE) take_response(side, &packet);
    else
    {
        require(!side->stub);
        side->last.end = packet.ptype == DCERPC_PKT_FAULT ? RIG_FAULT : RIG_OTHER;
        side->last.call_id = packet.call_id;
        if (side->last.end == RIG_FAULT) side->last.fault = packet.u.fault.status;
        else require(packet.ptype == DCERPC_PKT_BIND_ACK || packet.ptype == DCERPC_PKT_ALTER_RESP ||
                     packet.ptype == DCERPC_PKT_BIND_NAK);
    }
    talloc_free(mem);
}

/*
 * Reads some bytes of what has come for a client; false if there are none. The answer's stub is
 * there until the next call.
 */
bool rig_read(unsigned int client, size_t limit, struct rig_answer *answer)
{
    struct side *side = &sides[client];
    size_t wanted = RPC_HEADER_SIZE;
    ssize_t got;

    *answer = side->last;
    if (side->fd == -1) return false;
    if (side->in_size >= RPC_HEADER_SIZE) wanted = rpc_pdu_length(side->in);
    wanted -= side->in_size;
    got = recv(side->fd, side->in + side->in_size, limit < wanted ? limit : wanted, 0);
    if (got < 0 && errno == EAGAIN) return false;
    if (got <= 0)
    {
        /* unread bytes of ours make it an error, and may have taken the last answer with them */
        side->last.end = RIG_CLOSED;
        *answer = side->last;
        return false;
    }
    side->in_size += got;
    if (side->in_size >= RPC_HEADER_SIZE)
    {
        require(rpc_pdu_length(side->in) >= RPC_HEADER_SIZE);
        if (side->in_size == rpc_pdu_length(side->in))
        {
            take_pdu(side, side->in, side->in_size);
            side->in_size = 0;
        }
    }
    *answer = side->last;
    return true;
}

void rig_read_all(unsigned int client, struct rig_answer *answer)
{
    unsigned int idle;

    for (idle = 0; idle < 2; idle++)
    {
        while (rig_read(client, SIZE_MAX, answer)) idle = 0;
        rig_turn();
    }
}

static int make_listener(void)
{
    struct sockaddr_un addr = { .sun_family = AF_UNIX };
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

    /* Without a name the kernel chooses one. */
    if (bind(fd, (struct sockaddr *)&addr, sizeof(addr.sun_family)) || listen(fd, RIG_CLIENTS))
        abort();
    return fd;
}

void rig_begin(void)
{
    int pair[2], tick = eventfd(1, EFD_CLOEXEC);
    unsigned int i;

    worker = talloc_zero(NULL, struct worker);
    worker->ev = make_loop(worker);
    worker->syntax = srvsvc;
    worker->port = PORT;
    worker->queue_end = &worker->queue;
    worker->call_timeout = SMBPIPE_CALL_TIMEOUT * 1000;
    worker->control = dup(tick);
    worker->listener = make_listener();
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair)) abort();
    worker->smb = pair[0];
    server_end = pair[1];
    lost = false;
    for (i = 0; i < RIG_CLIENTS; i++) sides[i].fd = -1;

    worker->pipe = talloc_zero(worker, struct dcerpc_pipe);
    worker->pipe->binding_handle = dcerpc_binding_handle_create(worker, &server_ops, NULL, NULL,
                                                                &i, unsigned int, __location__);
    worker->listener_event = tevent_add_fd(worker->ev, worker, worker->listener, TEVENT_FD_READ,
                                           accept_client, worker);
    tevent_fd_set_auto_close(tevent_add_fd(worker->ev, worker, tick, TEVENT_FD_READ, handle_tick,
                                           NULL));
}

/* Whatever happened, each call gets its answer, and clients that go leave nothing. */
void rig_end(void)
{
    struct rig_answer answer;
    unsigned int i;

    do
        for (i = 0; i < RIG_CLIENTS; i++) rig_read_all(i, &answer);
    while (rig_serve(0, (const uint8_t *)"end", 3, 0));
    require(!worker->active && !worker->queue);
    for (i = 0; i < RIG_CLIENTS; i++) reset_side(&sides[i]);
    rig_turn();
    rig_turn();
    require(!worker->client_count && !worker->clients);

    if (worker->listener != -1) close(worker->listener);
    if (worker->control != -1) close(worker->control);
    close(worker->smb);
    if (server_end != -1) close(server_end);
    talloc_free(worker);
}
