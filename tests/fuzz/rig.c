/*
 * A worker of smbpipe whose client and server are the fuzzer
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
 * The client has the other ends of the worker's pipes. Below the worker is Samba's binding handle
 * with functions of ours, so that a call waits until the fuzzer answers it. The client knows
 * beforehand which bytes it must read. Each whole request is one call at the server, in the same
 * order, or the worker says that it was not sent. Each request has one answer, with the data of the
 * server.
 */

/* The functions of worker.c are static, and it would connect to a real server. */
#include "../../programs/smbpipe/worker.c"

#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>

#include "../smbpipe/fake_dcerpc.h"
#include "rig.h"

#define MAX_FDS 64

/* An answer that the client will read */
struct wanted
{
    struct wanted *next;
    uint32_t status;
    bool may_differ;            /* if netapi32 must not get this status */
    size_t size;
    uint8_t stub[];
};

static struct worker *worker;
static struct pipes pipes;
static size_t blocks;                   /* of the worker when it is idle */
static bool ticked;
static int fd_count;

static struct
{
    struct tevent_req *pending;         /* the unanswered call */
    int fd;                             /* its end of the SMB connection */
    bool lost, silent;
} server;

static struct
{
    int fds[RIG_WAYS];
    bool ended;                         /* either of them */
    const uint8_t *rest;                /* still to be sent, in parts of that size */
    size_t rest_size, part;
    uint8_t *sent;                      /* into the pipe */
    size_t sent_size, next;             /* the next request to be served or refused */
    uint16_t opnum;                     /* of the last request */
    struct smbpipe_answer answer;       /* that the client is reading */
    size_t got;                         /* bytes of it and its stub */
    struct wanted *first, **last;
} client;

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

/* What is not linked: the way to a real server */

NTSTATUS connect_pipe(TALLOC_CTX *mem, struct tevent_context *ev, const struct open_request *open,
                      struct user *user, struct dcerpc_pipe **pipe)
{
    abort();
}

NTSTATUS connect_another(struct dcerpc_pipe *first, const struct open_request *open,
                         const struct user *user, struct dcerpc_pipe **pipe)
{
    return NT_STATUS_OBJECT_NAME_NOT_FOUND;
}

/* The requests that the client has sent, and the answers that it must get */

static size_t next_length(void)
{
    uint32_t length = 0;

    if (client.sent_size - client.next >= sizeof(struct smbpipe_request))
        memcpy(&length, client.sent + client.next, sizeof(length));
    return le32toh(length);
}

static bool next_is_too_long(void)
{
    return next_length() > SMBPIPE_MAX_REQUEST;
}

static bool next_is_whole(void)
{
    const size_t header = sizeof(struct smbpipe_request);

    return client.sent_size - client.next >= header && !next_is_too_long() &&
           client.sent_size - client.next - header >= next_length();
}

/* Returns its stub. */
static const uint8_t *pass_next(void)
{
    struct smbpipe_request request;
    const uint8_t *stub;

    require(next_is_whole());
    memcpy(&request, client.sent + client.next, sizeof(request));
    client.opnum = le16toh(request.opnum);
    stub = client.sent + client.next + sizeof(request);
    client.next += sizeof(request) + le32toh(request.length);
    return stub;
}

static void want(uint32_t status, bool may_differ, const uint8_t *stub, size_t size)
{
    struct wanted *wanted = malloc(sizeof(*wanted) + size);

    wanted->next = NULL;
    wanted->status = status;
    wanted->may_differ = may_differ;
    wanted->size = size;
    if (size) memcpy(wanted->stub, stub, size);
    *client.last = wanted;
    client.last = &wanted->next;
}

static void want_answer(uint32_t status, const uint8_t *stub, size_t size, uint32_t flags)
{
    if (server.silent) want(NT_STATUS_V(NT_STATUS_IO_TIMEOUT), false, NULL, 0);
    else if (NT_STATUS_EQUAL(NT_STATUS(status), NT_STATUS_CONNECTION_DISCONNECTED))
        want(server.lost ? status : NT_STATUS_V(NT_STATUS_NETWORK_SESSION_EXPIRED), false, NULL, 0);
    else if (status && server.lost) want(status, true, NULL, 0);
    else if (NT_STATUS_EQUAL(NT_STATUS(status), NT_STATUS_RPC_NOT_RPC_ERROR))
        want(DCERPC_NCA_S_FAULT_UNSPEC, false, NULL, 0);
    else if (status) want(dcerpc_fault_from_nt_status(NT_STATUS(status)), true, NULL, 0);
    else if (flags & LIBNDR_FLAG_BIGENDIAN) want(DCERPC_NCA_S_UNSUPPORTED_TYPE, false, NULL, 0);
    else want(0, false, stub, size);
}

/* The server */

static int forget_pending(struct fake_call *call)
{
    server.pending = NULL;
    return 0;
}

static bool send_part(void);

/* While Samba sends a request it may run a loop of its own, in which more requests come. */
static void run_inner_loop(void)
{
    if (client.rest_size) send_part();
    rig_turn();
    ticked = false;
}

bool fake_serve(struct tevent_context *ev, struct tevent_req *req, uint32_t opnum,
                const uint8_t *data, size_t size)
{
    require(!server.pending && !server.lost);
    require(size == next_length() && !memcmp(data, pass_next(), size) && opnum == client.opnum);
    run_inner_loop();
    talloc_set_destructor(tevent_req_data(req, struct fake_call), forget_pending);
    server.pending = req;
    return false;
}

/* Answers the call that is under way, if there is one. With one status libdcerpc gives up, too. */
bool rig_serve(uint32_t status, const uint8_t *stub, size_t size, uint32_t flags)
{
    struct tevent_req *req = server.pending;
    struct fake_call *call;

    if (!req || worker->done) return false;
    want_answer(status, stub, size, flags);
    if (NT_STATUS_EQUAL(NT_STATUS(status), NT_STATUS_CONNECTION_DISCONNECTED))
        server.lost = fake_lost = true;
    call = tevent_req_data(req, struct fake_call);
    talloc_set_destructor(call, NULL);
    server.pending = NULL;
    call->status = NT_STATUS(status);
    call->flags = flags;
    call->size = status ? 0 : size;
    if (!status) call->data = talloc_memdup(call, stub, size);
    tevent_req_done(req);
    return true;
}

/*
 * The SMB connection is dead. The worker notices that on its socket, and libdcerpc in a call, which
 * then fails with the status. Without a status and a call libdcerpc does not know it yet.
 */
void rig_lose_server(uint32_t status)
{
    if (server.fd != -1) close(server.fd);
    server.fd = -1;
    server.lost = true;
    fake_lost |= status || server.pending;
    rig_serve(status ? status : NT_STATUS_V(NT_STATUS_CONNECTION_DISCONNECTED), NULL, 0, 0);
}

/*
 * No byte has come for the time limit of a call. The worker must end the SMB connection. If that
 * does not end the call, the worker must end itself.
 */
void rig_silence_server(void)
{
    struct tevent_timer *timer;
    struct call *call;

    for (call = worker->calls; call < worker->calls + MAX_CALLS && !call->watch; call++) ;
    if (call == worker->calls + MAX_CALLS || worker->done) return;
    timer = call->watch;
    client.ended |= server.silent;
    server.silent = server.lost = true;
    call_check(worker->ev, timer, tevent_timeval_current(), call);
    talloc_free(timer);
}

/* The client */

/* With small pipes both sides have to wait early. */
static void take_end(enum rig_way way, int *fd)
{
    require(fcntl(*fd, F_SETFL, O_NONBLOCK) != -1 && fcntl(*fd, F_SETPIPE_SZ, 1) > 0);
    client.fds[way] = *fd;
    *fd = -1;
}

void rig_close(enum rig_way way)
{
    if (client.fds[way] == -1) return;
    close(client.fds[way]);
    client.fds[way] = -1;
    client.ended = true;
}

static void handle_tick(struct tevent_context *ev, struct tevent_fd *event, uint16_t flags,
                        void *data)
{
    ticked = true;
}

/*
 * The tick is always ready, so the loop never waits. Events have their turn one after the other, so
 * if the tick comes twice in a row no other event is left.
 */
void rig_turn(void)
{
    unsigned int i, idle = 0;

    for (i = 0; i < 1000 && idle < 2 && !worker->done; i++)
    {
        ticked = false;
        tevent_loop_once(worker->ev);
        idle = ticked ? idle + 1 : 0;
    }
    require(idle == 2 || worker->done);
}

/*
 * The client has one pipe, and asks for no other. tests/smbpipe covers the others. A request that
 * was sent before stays as it is.
 */
static void keep_to_one_pipe(size_t end)
{
    size_t at = 0, length;
    uint8_t *header;

    while (at < end)
    {
        header = client.sent + at;
        if (end - at > 5 && header[4] == 0xff && header[5] == 0xff) header[5] = 0xfe;
        if (end - at > 6) header[6] = 0;
        if (end - at <= 7) return;
        header[7] = 0;
        length = header[0] | header[1] << 8 | header[2] << 16 | (size_t)header[3] << 24;
        if (length > SMBPIPE_MAX_REQUEST) return;
        at += sizeof(struct smbpipe_request) + length;
    }
}

/* Returns false if the pipe is full. */
static bool send_part(void)
{
    size_t part = client.part < client.rest_size ? client.part : client.rest_size;
    ssize_t sent;

    client.sent = realloc(client.sent, client.sent_size + part);
    memcpy(client.sent + client.sent_size, client.rest, part);
    keep_to_one_pipe(client.sent_size + part);
    sent = write(client.fds[RIG_REQUESTS], client.sent + client.sent_size, part);
    if (sent <= 0) return false;
    client.sent_size += sent;
    client.rest += sent;
    client.rest_size -= sent;
    return true;
}

/* Sends as many bytes as the worker takes. */
void rig_send(const uint8_t *data, size_t size, size_t part)
{
    unsigned int idle = 0;

    client.rest = data;
    client.rest_size = client.fds[RIG_REQUESTS] == -1 ? 0 : size;
    client.part = part;
    while (client.rest_size && idle < 2)
    {
        idle = send_part() ? 0 : idle + 1;
        rig_turn();
    }
    client.rest_size = 0;
}

void rig_send_request(uint16_t opnum, uint32_t length, const uint8_t *stub, size_t size)
{
    const struct smbpipe_request header = { htole32(length), htole16(opnum), 0 };
    uint8_t *request = malloc(sizeof(header) + size);

    memcpy(request, &header, sizeof(header));
    if (size) memcpy(request + sizeof(header), stub, size);
    rig_send(request, sizeof(header) + size, SIZE_MAX);
    free(request);
}

static void check_status(uint32_t status, const struct wanted *wanted)
{
    if (!wanted->may_differ) require(status == wanted->status);
    else require(status && status != SMBPIPE_NOT_SENT && status != PIPE_BROKEN);
    require(status == wanted->status || status == DCERPC_NCA_S_FAULT_UNSPEC ||
            status == DCERPC_NCA_S_FAULT_UNSPEC_REJECT || status == DCERPC_NCA_S_PROTO_ERROR);
}

/* If the server is lost, the answers that it has not given come after all others. */
static void begin_answer(void)
{
    if (!client.first)
    {
        require(server.lost);
        pass_next();
        want(SMBPIPE_NOT_SENT, false, NULL, 0);
    }
    require(le32toh(client.answer.length) == client.first->size);
    check_status(le32toh(client.answer.status), client.first);
}

static void end_answer(void)
{
    struct wanted *wanted = client.first;

    if (!(client.first = wanted->next)) client.last = &client.first;
    free(wanted);
    client.got = 0;
}

static void take_answer(const uint8_t *data, size_t size)
{
    const size_t header = sizeof(client.answer);
    size_t part;

    for (; size; data += part, size -= part)
    {
        if (client.got < header)
        {
            part = header - client.got < size ? header - client.got : size;
            memcpy((uint8_t *)&client.answer + client.got, data, part);
            if ((client.got += part) == header) begin_answer();
        }
        else
        {
            part = header + client.first->size - client.got;
            if (part > size) part = size;
            require(!memcmp(data, client.first->stub + client.got - header, part));
            client.got += part;
        }
        if (client.got >= header && client.got == header + client.first->size) end_answer();
    }
}

/* Returns false if there is nothing to read. */
bool rig_read(size_t limit)
{
    uint8_t data[0x1000];
    ssize_t got;

    if (client.fds[RIG_ANSWERS] == -1) return false;
    got = read(client.fds[RIG_ANSWERS], data, limit < sizeof(data) ? limit : sizeof(data));
    if (got <= 0) return false;
    take_answer(data, got);
    return true;
}

static int count_fds(void)
{
    int fd, count = 0;

    for (fd = 0; fd < MAX_FDS; fd++) count += fcntl(fd, F_GETFD) != -1;
    return count;
}

static void make_server(void)
{
    int pair[2];

    memset(&server, 0, sizeof(server));
    fake_lost = false;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair)) abort();
    worker->smb = pair[0];
    server.fd = pair[1];
}

static void make_client(void)
{
    memset(&client, 0, sizeof(client));
    client.last = &client.first;
    take_end(RIG_REQUESTS, &pipes.their_requests);
    take_end(RIG_ANSWERS, &pipes.their_answers);
}

void rig_begin(void)
{
    int smb, tick;

    signal(SIGPIPE, SIG_IGN);   /* as main() does */
    fd_count = count_fds();
    tick = eventfd(1, EFD_CLOEXEC);
    if (!pipes_make(&pipes)) abort();
    worker = talloc_zero(NULL, struct worker);
    worker->ev = make_loop(worker);
    worker->call_timeout = SMBPIPE_CALL_TIMEOUT * 1000;
    worker->pipes = &pipes;
    make_server();
    smb = worker->smb;
    require(NT_STATUS_IS_OK(start_serving(worker, fake_pipe(worker))));
    worker->smb = smb;      /* a Unix socket, so the worker has not found an Internet socket */
    make_client();
    tevent_fd_set_auto_close(tevent_add_fd(worker->ev, worker, tick, TEVENT_FD_READ, handle_tick,
                                           NULL));
    rig_turn();
    blocks = talloc_total_blocks(worker);
}

/* The worker has answered all requests that it can answer. */
static void check_end(void)
{
    if (client.ended) require(worker->done);
    else
    {
        require(!client.first && !client.got && !next_is_whole());
        require(worker->done == next_is_too_long());
        require(talloc_total_blocks(worker) == blocks);
    }
}

static void free_client(void)
{
    enum rig_way way;

    while (client.first) end_answer();
    for (way = 0; way < RIG_WAYS; way++) rig_close(way);
    free(client.sent);
}

/*
 * Whatever happened, each request must have its answer. After the end of the requests nothing may
 * be left.
 */
void rig_end(void)
{
    do
    {
        rig_turn();
        while (rig_read(SIZE_MAX)) rig_turn();
    }
    while (rig_serve(0, (const uint8_t *)"end", 3, 0));
    check_end();

    rig_close(RIG_REQUESTS);
    rig_turn();
    require(worker->done);

    free_client();
    pipes_close(&pipes);
    close(worker->smb);
    if (server.fd != -1) close(server.fd);
    talloc_free(worker);
    require(count_fds() == fd_count);
}
