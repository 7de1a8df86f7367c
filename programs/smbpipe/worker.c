/*
 * One server, one SMB connection
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
 * A worker opens the named pipe that its control connection asks for, with Samba's libdcerpc, and
 * is a server of that interface on a loopback port until the control connection or the SMB
 * connection ends.
 *
 * The pipe carries one call at a time: without DCERPC_PFC_FLAG_CONC_MPX, which not every server
 * grants, a second one is a protocol error, and so a connection that breaks leaves at most one call
 * of which nobody knows whether it was made. The others are answered with SMBPIPE_FAULT_NOT_SENT.
 */

#include <arpa/inet.h>
#include <endian.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define TEVENT_DEPRECATED 1
#include <tevent.h>

#include "connect.h"
#include "message.h"
#include "open.h"
#include "pdu.h"
#include "peer.h"
#include "smb_socket.h"
#include "worker.h"

#define MAX_CLIENTS       256
#define FLUSH_FRAGMENTS   256       /* sent to one client before the others have their turn */
#define PDU_MEMORY        65536     /* more than the longest PDU takes, decoded and answered */
#define LOST_CALL_TURN    1000      /* milliseconds */
#define MEMORY_TRIES      20
#define MEMORY_TURN       50000000  /* nanoseconds */
#define OPEN_TIMEOUT      12        /* seconds, for the open message to come */
#define LINGER_TURN       250000    /* microseconds */
#define LINGER_TURNS      20        /* at most */

struct client;

struct worker
{
    struct tevent_context *ev;
    struct dcerpc_pipe *pipe;
    struct ndr_syntax_id syntax;
    int control, listener, smb;
    struct tevent_fd *control_event, *listener_event;
    unsigned short port;
    struct client *clients;
    unsigned int client_count, linger_turns;
    struct client *active, *queue, **queue_end;     /* calls: under way, waiting */
    unsigned int call_timeout;                      /* in milliseconds */
    struct tevent_timer *watch;                     /* of the call that is under way */
    bool gave_up, ending, done;
};

struct client
{
    struct worker *worker;
    struct client *next, **link, *next_queued;
    int fd;
    struct tevent_fd *event;
    struct rpc_conn *rpc;
    TALLOC_CTX *pdus;           /* set aside, so that an error can always be told */
    uint8_t in[RPC_MAX_FRAG];
    size_t in_size;
    DATA_BLOB out, response;
    size_t out_done, response_done;
    bool calling, responding, close_after;
};

int loopback_listen(unsigned short *port)
{
    struct sockaddr_in addr = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t size = sizeof(addr);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

    if (fd == -1) return -1;
    if (bind(fd, (struct sockaddr *)&addr, size) || listen(fd, SOMAXCONN) ||
        getsockname(fd, (struct sockaddr *)&addr, &size))
    {
        close(fd);
        return -1;
    }
    *port = ntohs(addr.sin_port);
    return fd;
}

static struct { int fd; struct smbpipe_reply reply; } on_timeout;

static struct smbpipe_reply make_reply(NTSTATUS status, unsigned short port, uint64_t credential)
{
    struct smbpipe_reply reply =
    {
        htole32(SMBPIPE_MAGIC), htole16(SMBPIPE_VERSION), htole16(port),
        htole32(NT_STATUS_V(status)), { htole32(credential), htole32(credential >> 32) }
    };
    return reply;
}

static void handle_timeout(int signal)
{
    (void)signal;
    message_timeout();
    if (write(on_timeout.fd, &on_timeout.reply, sizeof(on_timeout.reply)) < 0) _exit(2);
    _exit(1);
}

/* Resolving names and Kerberos block, so that only a signal can end them. */
static void limit_time(int control, unsigned int seconds)
{
    struct sigaction action = { .sa_handler = handle_timeout };

    on_timeout.fd = control;
    on_timeout.reply = make_reply(NT_STATUS_IO_TIMEOUT, 0, 0);
    sigaction(SIGALRM, &action, NULL);
    alarm(seconds);
}

static NTSTATUS read_open(int control, struct open_request *open)
{
    uint8_t data[OPEN_MAX_LENGTH + 1];
    enum open_result result;
    size_t size = 0;
    ssize_t got = 1;

    while (got > 0 && (result = open_parse(data, size, open)) == OPEN_INCOMPLETE)
    {
        got = recv(control, data + size, sizeof(data) - size, 0);
        if (got < 0 && errno == EINTR) got = 1;
        else if (got > 0) size += got;
    }
    explicit_bzero(data, sizeof(data));
    if (got <= 0) return NT_STATUS_CONNECTION_DISCONNECTED;
    if (result == OPEN_OK) return NT_STATUS_OK;
    if (result == OPEN_BAD_MESSAGE) return NT_STATUS_INVALID_PARAMETER;
    message("netapi32.dll speaks another version of the protocol than %u; install both from the "
            "same build", SMBPIPE_VERSION);
    return NT_STATUS_REVISION_MISMATCH;
}

static bool pipe_connected(struct worker *worker)
{
    return !worker->ending && dcerpc_binding_handle_is_connected(worker->pipe->binding_handle) &&
           smb_socket_is_open(worker->smb);
}

/* Serving */

static bool client_busy(const struct client *client)
{
    return client->calling || client->responding || client->out.data;
}

static bool has_busy_client(const struct worker *worker)
{
    const struct client *client = worker->clients;

    while (client && !client_busy(client)) client = client->next;
    return client != NULL;
}

static void tell_end(struct worker *worker)
{
    if (worker->control == -1) return;
    TALLOC_FREE(worker->control_event);
    close(worker->control);
    worker->control = -1;
}

static void linger(struct tevent_context *ev, struct tevent_timer *timer, struct timeval now,
                   void *data)
{
    struct worker *worker = data;

    (void)timer;
    if (worker->linger_turns) tell_end(worker);
    if (!worker->linger_turns || (has_busy_client(worker) && worker->linger_turns < LINGER_TURNS))
    {
        worker->linger_turns++;
        now = tevent_timeval_current_ofs(0, LINGER_TURN);
        if (tevent_add_timer(ev, worker, now, linger, worker)) return;
    }
    worker->done = true;
}

/*
 * The SMB connection is dead. The end of the control connection says so to netapi32, a turn later:
 * it believes no answer that comes after that end, and one may just have gone out. Calls that are
 * on their way to us by now still get their answer.
 */
static void worker_end(struct worker *worker)
{
    if (worker->ending) return;
    worker->ending = true;
    linger(worker->ev, NULL, tevent_timeval_zero(), worker);
}

static void client_set_events(struct client *client)
{
    uint16_t flags = TEVENT_FD_READ;

    /*
     * Of the end of a connection tevent tells only who wants to read. A client that asks for more
     * than there is room for, and does not take its answers, is ended too.
     */
    if (client->calling) flags = 0;
    else if (client_busy(client)) flags |= TEVENT_FD_WRITE;
    tevent_fd_set_flags(client->event, flags);
}

static void client_fault(struct client *client, uint32_t status, uint8_t flags)
{
    client->calling = false;
    client->close_after |= !rpc_conn_fault(client->rpc, client->pdus, status, flags,
                                          &client->out);
    rpc_conn_drop_call(client->rpc);
    client_set_events(client);
}

static void call_done(struct tevent_req *req);
static bool call_watch(struct worker *worker, unsigned int milliseconds);

/*
 * A long answer is waited for while it is coming in. A server that falls silent has lost us. If the
 * end of the connection does not end the call libdcerpc has lost it, for want of memory, and the
 * end of this process has to.
 */
static void call_check(struct tevent_context *ev, struct tevent_timer *timer, struct timeval now,
                       void *data)
{
    struct worker *worker = data;
    unsigned int left = 0, silence = smb_socket_silence(worker->smb);

    (void)ev;
    (void)timer;
    (void)now;
    worker->watch = NULL;
    if (!worker->gave_up && silence < worker->call_timeout) left = worker->call_timeout - silence;
    else if (!worker->gave_up)
    {
        worker->gave_up = !shutdown(worker->smb, SHUT_RDWR);
        left = LOST_CALL_TURN;
    }
    if (!left || !call_watch(worker, left)) worker->done = true;
}

/* libdcerpc has a limit of its own, for the whole of a call. */
static bool call_watch(struct worker *worker, unsigned int milliseconds)
{
    struct timeval when = tevent_timeval_current_ofs(milliseconds / 1000,
                                                     milliseconds % 1000 * 1000);

    worker->watch = tevent_add_timer(worker->ev, worker, when, call_check, worker);
    return worker->watch != NULL;
}

static struct tevent_req *call_send(struct client *client)
{
    struct worker *worker = client->worker;
    const struct rpc_call *call = &client->rpc->call;
    struct tevent_req *req;

    if (!call_watch(worker, worker->call_timeout)) return NULL;
    req = dcerpc_binding_handle_raw_call_send(client, worker->ev, worker->pipe->binding_handle,
                                              call->has_object ? &call->object : NULL, call->opnum,
                                              0, call->stub.data, call->stub.length);
    if (req) tevent_req_set_callback(req, call_done, client);
    else TALLOC_FREE(worker->watch);
    return req;
}

static void call_next(struct worker *worker)
{
    const uint8_t not_executed = DCERPC_PFC_FLAG_DID_NOT_EXECUTE;
    struct client *client;

    while (!worker->active && (client = worker->queue))
    {
        if (!(worker->queue = client->next_queued)) worker->queue_end = &worker->queue;
        if (!pipe_connected(worker))
        {
            client_fault(client, SMBPIPE_FAULT_NOT_SENT, not_executed);
            worker_end(worker);
            continue;
        }
        if (call_send(client)) worker->active = client;
        else client_fault(client, DCERPC_NCA_S_FAULT_REMOTE_NO_MEMORY, not_executed);
    }
}

static void call_queue(struct client *client)
{
    struct worker *worker = client->worker;

    client->calling = true;
    client->next_queued = NULL;
    *worker->queue_end = client;
    worker->queue_end = &client->next_queued;
    call_next(worker);
}

static int client_destructor(struct client *client)
{
    TALLOC_FREE(client->event);
    close(client->fd);
    client->worker->client_count--;
    if ((*client->link = client->next)) client->next->link = client->link;
    return 0;
}

/* Sends what can be sent without waiting; false if the connection is gone. */
static bool client_flush(struct client *client)
{
    unsigned int fragments = 0;
    ssize_t sent;

    for (;;)
    {
        if (client->out_done == client->out.length)
        {
            TALLOC_FREE(client->out.data);
            client->out.length = client->out_done = 0;
            if (client->close_after) return false;
            if (!client->responding || fragments++ == FLUSH_FRAGMENTS) return true;
            if (!rpc_conn_respond(client->rpc, client->pdus, &client->response,
                                  &client->response_done, &client->out))
                return false;
            client->responding = client->response_done < client->response.length;
            if (!client->responding) TALLOC_FREE(client->response.data);
        }
        sent = send(client->fd, client->out.data + client->out_done,
                    client->out.length - client->out_done, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0) return errno == EAGAIN || errno == EWOULDBLOCK;
        client->out_done += sent;
    }
}

/* Serves the PDUs that have come, up to the first that must be waited for. */
static bool client_process(struct client *client)
{
    while (!client_busy(client) && client->in_size >= RPC_HEADER_SIZE)
    {
        size_t length = rpc_pdu_length(client->in);
        enum rpc_action action = RPC_CLOSE;
        TALLOC_CTX *mem;

        if (length > client->in_size) break;
        if (!length || !(mem = talloc_new(client->pdus))) return false;
        action = rpc_conn_receive(client->rpc, mem, client->in, length, &client->out);
        talloc_steal(client->pdus, client->out.data);
        talloc_free(mem);
        client->in_size -= length;
        memmove(client->in, client->in + length, client->in_size);

        if (action == RPC_CLOSE) return false;
        client->close_after = action == RPC_REPLY_CLOSE;
        if (action == RPC_CALL) call_queue(client);
        else if (!client_flush(client)) return false;
    }
    client_set_events(client);
    return true;
}

static void client_run(struct client *client)
{
    if (!client_flush(client) || !client_process(client)) talloc_free(client);
}

/* What libdcerpc says of a PDU that it can't read. No buffer or parameter of the caller is meant. */
static bool is_broken_pdu(NTSTATUS status)
{
    return NT_STATUS_EQUAL(status, NT_STATUS_BUFFER_TOO_SMALL) ||
           NT_STATUS_EQUAL(status, NT_STATUS_ARRAY_BOUNDS_EXCEEDED) ||
           NT_STATUS_EQUAL(status, NT_STATUS_INVALID_PARAMETER) ||
           NT_STATUS_EQUAL(status, NT_STATUS_INVALID_PARAMETER_MIX) ||
           NT_STATUS_EQUAL(status, NT_STATUS_INVALID_NETWORK_RESPONSE);
}

/*
 * What the server answered, or why it did not. Samba gives a server's fault as the NTSTATUS that it
 * means, and one that has none as RPC_NOT_RPC_ERROR.
 */
static uint32_t call_error(bool connected, NTSTATUS status)
{
    if (connected && NT_STATUS_EQUAL(status, NT_STATUS_RPC_NOT_RPC_ERROR))
        return DCERPC_NCA_S_FAULT_UNSPEC;
    if (!connected && is_broken_pdu(status)) return DCERPC_NCA_S_PROTO_ERROR;
    return rpc_fault_status(connected ? dcerpc_fault_from_nt_status(status) : NT_STATUS_V(status));
}

/* Why the answer that came can't be passed on, 0 if it can */
static uint32_t answer_error(const struct client *client, uint32_t flags)
{
    if (flags & LIBNDR_FLAG_BIGENDIAN) return DCERPC_NCA_S_UNSUPPORTED_TYPE;
    return rpc_conn_accepts(client->rpc, &client->response) ? 0 : DCERPC_FAULT_NDR;
}

/*
 * libdcerpc has one status for a server that closed the connection and for one that refuses what the
 * session asks for, as it does when the session has ended with its Kerberos ticket.
 */
static bool is_refused(struct worker *worker, NTSTATUS status)
{
    return NT_STATUS_EQUAL(status, NT_STATUS_CONNECTION_DISCONNECTED) &&
           smb_socket_is_open(worker->smb);
}

static void call_done(struct tevent_req *req)
{
    struct client *client = tevent_req_callback_data(req, struct client);
    struct worker *worker = client->worker;
    bool connected = dcerpc_binding_handle_is_connected(worker->pipe->binding_handle);
    uint32_t flags = 0, error;
    NTSTATUS status;

    status = dcerpc_binding_handle_raw_call_recv(req, client, &client->response.data,
                                                 &client->response.length, &flags);
    talloc_free(req);
    TALLOC_FREE(worker->watch);
    worker->active = NULL;
    if (worker->gave_up)
    {
        connected = false;
        status = NT_STATUS_IO_TIMEOUT;
    }
    else if (is_refused(worker, status)) status = NT_STATUS_NETWORK_SESSION_EXPIRED;
    if (!NT_STATUS_IS_OK(status)) client_fault(client, call_error(connected, status), 0);
    else if ((error = answer_error(client, flags)))
    {
        TALLOC_FREE(client->response.data);
        client_fault(client, error, 0);
    }
    else
    {
        client->calling = false;
        client->responding = true;
        client->response_done = 0;
    }
    if (!connected) worker_end(worker);
    client_run(client);
    call_next(worker);
}

static void client_event(struct tevent_context *ev, struct tevent_fd *event, uint16_t flags,
                         void *data)
{
    struct client *client = data;
    ssize_t got;

    (void)ev;
    (void)event;
    if (flags & TEVENT_FD_READ)
    {
        got = recv(client->fd, client->in + client->in_size,
                   sizeof(client->in) - client->in_size, 0);
        if (got < 0 && (errno == EINTR || errno == EAGAIN)) return;
        if (got <= 0)
        {
            talloc_free(client);
            return;
        }
        client->in_size += got;
    }
    client_run(client);
}

static struct client *alloc_client(struct worker *worker, int fd)
{
    struct client *client = talloc_zero(worker, struct client);

    if (!client) return NULL;
    client->rpc = rpc_conn_create(client, &worker->syntax, worker->port);
    client->pdus = talloc_pool(client, PDU_MEMORY);
    client->event = tevent_add_fd(worker->ev, client, fd, TEVENT_FD_READ, client_event, client);
    if (client->rpc && client->pdus && client->event) return client;
    talloc_free(client);
    return NULL;
}

/* Here is nobody yet who could be told that memory is short, so it is waited for. */
static struct client *new_client(struct worker *worker, int fd)
{
    const struct timespec turn = { 0, MEMORY_TURN };
    struct client *client;
    unsigned int i;

    for (i = 0; !(client = alloc_client(worker, fd)) && i < MEMORY_TRIES; i++)
        nanosleep(&turn, NULL);
    return client;
}

static void accept_client(struct tevent_context *ev, struct tevent_fd *event, uint16_t flags,
                          void *data)
{
    struct worker *worker = data;
    int one = 1, fd = accept4(worker->listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    struct client *client = NULL;

    (void)ev;
    (void)event;
    (void)flags;
    if (fd == -1) return;
    if (worker->client_count < MAX_CLIENTS && peer_is_ours(fd)) client = new_client(worker, fd);
    if (!client)
    {
        close(fd);
        return;
    }
    worker->client_count++;
    client->worker = worker;
    client->fd = fd;
    if ((client->next = worker->clients)) client->next->link = &client->next;
    client->link = &worker->clients;
    worker->clients = client;
    talloc_set_destructor(client, client_destructor);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
}

/* Nothing but its end comes over the control connection after the open message. */
static void control_event(struct tevent_context *ev, struct tevent_fd *event, uint16_t flags,
                          void *data)
{
    struct worker *worker = data;

    (void)ev;
    (void)event;
    (void)flags;
    worker->done = true;
}

/* If nobody can say whether an answer is coming in, all of it has to be there within the limit. */
static void limit_calls(struct worker *worker)
{
    unsigned int seconds = worker->call_timeout / 1000;

    worker->smb = smb_socket_find(worker->control);
    smb_socket_limit(worker->smb, seconds);
    if (worker->smb != -1) seconds *= SMBPIPE_CALL_FACTOR;
    dcerpc_binding_handle_set_timeout(worker->pipe->binding_handle, seconds);
    worker->pipe->conn->max_total_response_size = SMBPIPE_MAX_ANSWER;
}

static NTSTATUS start_serving(struct worker *worker)
{
    limit_calls(worker);
    if ((worker->listener = loopback_listen(&worker->port)) == -1)
        return NT_STATUS_INSUFFICIENT_RESOURCES;
    worker->listener_event = tevent_add_fd(worker->ev, worker, worker->listener, TEVENT_FD_READ,
                                           accept_client, worker);
    worker->control_event = tevent_add_fd(worker->ev, worker, worker->control, TEVENT_FD_READ,
                                          control_event, worker);
    return worker->listener_event && worker->control_event ? NT_STATUS_OK : NT_STATUS_NO_MEMORY;
}

/* In its loop Samba may ask a domain controller for a ticket, which takes a loop of its own. */
static struct tevent_context *make_loop(TALLOC_CTX *mem)
{
    struct tevent_context *ev = tevent_context_init(mem);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    if (ev) tevent_loop_allow_nesting(ev);
#pragma GCC diagnostic pop
    return ev;
}

static bool say_who_we_are(int control, const struct smbpipe_hello *hello)
{
    struct smbpipe_greeting greeting = { .magic = hello->magic, .version = hello->version };

    memcpy(greeting.token, hello->token, sizeof(greeting.token));
    return send(control, &greeting, sizeof(greeting), MSG_NOSIGNAL) == sizeof(greeting);
}

/* The whole life of a worker, from its greeting; returns the exit code of its process. */
int worker_run(int control, const struct smbpipe_hello *hello)
{
    struct worker *worker = talloc_zero(NULL, struct worker);
    struct user user = { .id = 0 };
    struct smbpipe_reply reply;
    struct open_request open;
    NTSTATUS status = NT_STATUS_NO_MEMORY;

    limit_time(control, OPEN_TIMEOUT);
    if (!say_who_we_are(control, hello)) return 1;
    if (worker && (worker->ev = make_loop(worker)))
    {
        worker->control = control;
        worker->queue_end = &worker->queue;
        status = read_open(control, &open);
        if (NT_STATUS_IS_OK(status))
        {
            limit_time(control, open.connect_timeout);
            worker->call_timeout = open.call_timeout * 1000;
            status = connect_pipe(worker, worker->ev, &open, &user, &worker->syntax, &worker->pipe);
        }
        explicit_bzero(open.password, sizeof(open.password));
        if (NT_STATUS_IS_OK(status)) status = start_serving(worker);
    }
    alarm(0);
    reply = make_reply(status, NT_STATUS_IS_OK(status) ? worker->port : 0, user.id);
    if (send(control, &reply, sizeof(reply), MSG_NOSIGNAL) != sizeof(reply)) return 1;
    if (NT_STATUS_IS_OK(status)) while (!worker->done && !tevent_loop_once(worker->ev));
    return NT_STATUS_IS_OK(status) ? 0 : 1;
}
