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
 * A worker opens a named pipe for its owner, with Samba's libdcerpc, and makes the owner's calls
 * until the owner ends.
 *
 * A pipe carries one call at a time. Not every server grants DCERPC_PFC_FLAG_CONC_MPX; without it
 * a second call is a protocol error. So while all pipes of a name are busy, the worker opens that
 * name once more, in the same SMB session. The owner gets the answers in the order of its requests.
 */

#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#define TEVENT_DEPRECATED 1
#include <tevent.h>

#include "private.h"

#define LOST_CALL_TURN    1000      /* milliseconds */
#define OPEN_TIMEOUT      12        /* seconds, for the open message to come */
#define MAX_CALLS         32        /* at a time */
#define PIPE_BROKEN       NT_STATUS_V(NT_STATUS_PIPE_BROKEN)    /* says that smbpipe has ended */

/* An open pipe of the server */
struct carrier
{
    struct dcerpc_pipe *pipe;
    unsigned int number;            /* netapi32's, of the name */
    bool busy;
};

/* A request that the worker has taken */
struct call
{
    struct worker *worker;
    struct carrier *carrier;
    uint8_t *request;
    struct tevent_timer *watch;
    struct smbpipe_answer answer;
    DATA_BLOB stub;
    bool gave_up, answered;
};

struct worker
{
    struct tevent_context *ev;
    struct carrier carriers[MAX_CALLS];
    unsigned int carrier_count;
    struct open_request opened[SMBPIPE_MAX_PIPES];      /* by number */
    struct user user;
    int smb;
    struct pipes *pipes;
    struct tevent_fd *requests_event, *answers_event;
    uint8_t in[sizeof(struct smbpipe_request) + SMBPIPE_MAX_REQUEST];
    size_t in_size;
    struct call calls[MAX_CALLS];   /* a ring, in the order of the requests */
    unsigned int first, count;
    size_t sent;                    /* of the first call's answer and stub */
    unsigned int call_timeout;      /* in milliseconds */
    unsigned int opening;           /* how many pipes are just being opened */
    bool no_more;                   /* the server refused another pipe */
    bool done;
};

static struct { int fd; struct smbpipe_reply reply; } on_timeout;

/*
 * libdcerpc reads from the SMB connection only during a call, so it notices the end of an idle
 * connection too late, in the next call. It limits how long a call takes in all, and can't tell
 * whether an answer is coming in. The socket tells both, but no function of libdcerpc gives it.
 */

/* The SMB connection is the only connected socket. */
static int smb_socket_find(void)
{
    struct sockaddr_storage addr;
    int fd, found = -1;

    for (fd = STDERR_FILENO + 1; fd < 256; fd++)
    {
        socklen_t size = sizeof(addr);

        if (getpeername(fd, (struct sockaddr *)&addr, &size)) continue;
        if (addr.ss_family != AF_INET && addr.ss_family != AF_INET6) continue;
        if (found != -1) return -1;
        found = fd;
    }
    return found;
}

/*
 * If a host vanishes without a word, even between calls, the kernel closes the connection after so
 * many seconds. If the kernel refuses an option, calls still have their own limit.
 */
static void smb_socket_limit(int fd, unsigned int seconds)
{
    const unsigned int on = 1, probe = (seconds + 2) / 3, timeout = seconds * 1000;

    setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on));
    setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &probe, sizeof(probe));
    setsockopt(fd, IPPROTO_TCP, TCP_KEEPINTVL, &probe, sizeof(probe));
    setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &timeout, sizeof(timeout));
}

static bool smb_socket_is_open(int fd)
{
    struct pollfd smb = { .fd = fd, .events = POLLRDHUP };

    return poll(&smb, 1, 0) <= 0;   /* a signal can interrupt even this */
}

/* Returns for how long the server has sent nothing, in milliseconds. */
static unsigned int smb_socket_silence(int fd)
{
    struct tcp_info info;
    socklen_t size = sizeof(info);

    if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size)) return UINT_MAX;
    return info.tcpi_last_data_recv;
}

static struct smbpipe_reply make_reply(NTSTATUS status, uint64_t credential)
{
    struct smbpipe_reply reply =
    {
        htole32(SMBPIPE_MAGIC), htole16(SMBPIPE_VERSION), 0, htole32(NT_STATUS_V(status)),
        { htole32(credential), htole32(credential >> 32) }
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

/* Name resolution and Kerberos block, so only a signal can end them. */
static void limit_time(int answers, unsigned int seconds)
{
    struct sigaction action = { .sa_handler = handle_timeout };

    on_timeout.fd = answers;
    on_timeout.reply = make_reply(NT_STATUS_IO_TIMEOUT, 0);
    sigaction(SIGALRM, &action, NULL);
    alarm(seconds);
}

static NTSTATUS read_open(struct pipes *pipes, struct open_request *open)
{
    struct pollfd fd = { pipes->requests, POLLIN, 0 };
    uint8_t data[OPEN_MAX_LENGTH + 1];
    enum open_result result;
    size_t size = 0;
    ssize_t got = 1;

    while (poll(&fd, 1, -1) == -1 && errno == EINTR) ;
    pipes_are_open(pipes);
    while (got > 0 && (result = open_parse(data, size, open)) == OPEN_INCOMPLETE)
    {
        got = read(pipes->requests, data + size, sizeof(data) - size);
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

/* The first request that the worker has not taken */

static const struct smbpipe_request *next_request(const struct worker *worker)
{
    return (const struct smbpipe_request *)worker->in;
}

static size_t request_length(const struct worker *worker)
{
    return le32toh(next_request(worker)->length);
}

static unsigned int request_number(const struct worker *worker)
{
    return le16toh(next_request(worker)->pipe);
}

static bool opens_pipe(const struct worker *worker)
{
    return le16toh(next_request(worker)->opnum) == SMBPIPE_OPEN_PIPE;
}

static bool number_is_open(const struct worker *worker, unsigned int number)
{
    unsigned int i;

    for (i = 0; i < worker->carrier_count && worker->carriers[i].number != number; i++) ;
    return i < worker->carrier_count;
}

/* Is it a request that netapi32 may send? */
static bool is_request(const struct worker *worker)
{
    return worker->in_size < sizeof(struct smbpipe_request) ||
           (request_length(worker) <= SMBPIPE_MAX_REQUEST &&
            request_number(worker) < SMBPIPE_MAX_PIPES &&
            (opens_pipe(worker) || number_is_open(worker, request_number(worker))));
}

/* The whole ones, as many as there can be calls */
static unsigned int count_requests(const struct worker *worker)
{
    const size_t header = sizeof(struct smbpipe_request);
    struct smbpipe_request request;
    unsigned int count = 0;
    size_t left = worker->in_size;

    for (; left >= header && count < MAX_CALLS; count++)
    {
        memcpy(&request, worker->in + worker->in_size - left, header);
        if (left - header < le32toh(request.length)) break;
        left -= header + le32toh(request.length);
    }
    return count;
}

static void drop_request(struct worker *worker)
{
    size_t size = sizeof(struct smbpipe_request) + request_length(worker);

    worker->in_size -= size;
    memmove(worker->in, worker->in + size, worker->in_size);
}

/* Calls */

static struct call *add_call(struct worker *worker)
{
    struct call *call = &worker->calls[(worker->first + worker->count++) % MAX_CALLS];

    memset(call, 0, sizeof(*call));
    call->worker = worker;
    return call;
}

static void set_answer(struct call *call, uint32_t status)
{
    if (status) data_blob_free(&call->stub);
    TALLOC_FREE(call->request);
    if (call->carrier) call->carrier->busy = false;
    call->answer.status = htole32(status);
    call->answer.length = htole32(call->stub.length);
    call->answered = true;
}

static void call_done(struct tevent_req *req);
static bool call_watch(struct call *call, unsigned int milliseconds);

/*
 * The worker waits for a long answer while it is coming in. If the server falls silent, the worker
 * shuts the connection down. If that doesn't end the call, libdcerpc has lost the call for want of
 * memory, and the worker has to end itself.
 */
static void call_check(struct tevent_context *ev, struct tevent_timer *timer, struct timeval now,
                       void *data)
{
    struct call *call = data;
    struct worker *worker = call->worker;
    unsigned int left = 0, silence = smb_socket_silence(worker->smb);

    (void)ev;
    (void)timer;
    (void)now;
    call->watch = NULL;
    if (!call->gave_up && silence < worker->call_timeout) left = worker->call_timeout - silence;
    else if (!call->gave_up)
    {
        call->gave_up = !shutdown(worker->smb, SHUT_RDWR);
        left = LOST_CALL_TURN;
    }
    if (!left || !call_watch(call, left)) worker->done = true;
}

/* libdcerpc's own limit is for a whole call. */
static bool call_watch(struct call *call, unsigned int milliseconds)
{
    struct timeval when = tevent_timeval_current_ofs(milliseconds / 1000,
                                                     milliseconds % 1000 * 1000);

    call->watch = tevent_add_timer(call->worker->ev, call->worker, when, call_check, call);
    return call->watch != NULL;
}

static bool call_send(struct call *call, uint16_t opnum, size_t size)
{
    struct worker *worker = call->worker;
    struct tevent_req *req;

    if (!call->request || !call_watch(call, worker->call_timeout)) return false;
    req = dcerpc_binding_handle_raw_call_send(worker, worker->ev,
                                              call->carrier->pipe->binding_handle, NULL, opnum, 0,
                                              call->request, size);
    if (req) tevent_req_set_callback(req, call_done, call);
    else TALLOC_FREE(call->watch);
    return req != NULL;
}

static void set_events(struct worker *worker)
{
    bool room = worker->in_size < sizeof(worker->in);
    bool answering = worker->count && worker->calls[worker->first].answered;

    tevent_fd_set_flags(worker->requests_event, room ? TEVENT_FD_READ : 0);
    tevent_fd_set_flags(worker->answers_event,
                        TEVENT_FD_READ | (answering ? TEVENT_FD_WRITE : 0));
}

/* Without the socket we can't see an answer coming in, so all of it must come within the limit. */
static void limit_calls(struct worker *worker, struct dcerpc_pipe *pipe)
{
    unsigned int seconds = worker->call_timeout / 1000;

    if (worker->smb != -1) seconds *= SMBPIPE_CALL_FACTOR;
    dcerpc_binding_handle_set_timeout(pipe->binding_handle, seconds);
    pipe->conn->max_total_response_size = SMBPIPE_MAX_ANSWER;
}

/* netapi32 gives two statuses and 0 a meaning of their own, so we replace a server's. */
uint32_t fault_status(uint32_t status)
{
    if (!status || status == SMBPIPE_NOT_SENT) return DCERPC_NCA_S_FAULT_UNSPEC;
    return status == PIPE_BROKEN ? NT_STATUS_V(NT_STATUS_PIPE_DISCONNECTED) : status;
}

/* libdcerpc means a PDU that it can't read, and no buffer or parameter of a caller. */
static bool is_broken_pdu(NTSTATUS status)
{
    return NT_STATUS_EQUAL(status, NT_STATUS_BUFFER_TOO_SMALL) ||
           NT_STATUS_EQUAL(status, NT_STATUS_ARRAY_BOUNDS_EXCEEDED) ||
           NT_STATUS_EQUAL(status, NT_STATUS_INVALID_PARAMETER) ||
           NT_STATUS_EQUAL(status, NT_STATUS_INVALID_PARAMETER_MIX) ||
           NT_STATUS_EQUAL(status, NT_STATUS_INVALID_NETWORK_RESPONSE);
}

/*
 * Returns the server's fault, or why no answer came. Samba gives a fault as the NTSTATUS that it
 * means, or as RPC_NOT_RPC_ERROR if there is none.
 */
static uint32_t call_error(bool connected, NTSTATUS status)
{
    if (connected && NT_STATUS_EQUAL(status, NT_STATUS_RPC_NOT_RPC_ERROR))
        return DCERPC_NCA_S_FAULT_UNSPEC;
    if (!connected && is_broken_pdu(status)) return DCERPC_NCA_S_PROTO_ERROR;
    return fault_status(connected ? dcerpc_fault_from_nt_status(status) : NT_STATUS_V(status));
}

static bool carrier_is_connected(const struct worker *worker, const struct carrier *carrier)
{
    return dcerpc_binding_handle_is_connected(carrier->pipe->binding_handle) &&
           smb_socket_is_open(worker->smb);
}

static void add_carrier(struct worker *worker, struct dcerpc_pipe *pipe, unsigned int number)
{
    struct carrier carrier = { pipe, number, false };

    limit_calls(worker, pipe);
    worker->carriers[worker->carrier_count++] = carrier;
}

/*
 * Samba runs its own loop here. In it the worker starts and ends calls on the pipes that there are,
 * and the call's watch works.
 */
static uint32_t open_pipe(struct call *call, unsigned int number)
{
    struct worker *worker = call->worker;
    struct dcerpc_pipe *pipe;
    NTSTATUS status;

    if (!call_watch(call, worker->call_timeout)) return NT_STATUS_V(NT_STATUS_NO_MEMORY);
    worker->opening++;
    set_events(worker);
    status = connect_another(worker->carriers[0].pipe, &worker->opened[number], &worker->user,
                             &pipe);
    worker->opening--;
    TALLOC_FREE(call->watch);
    if (call->gave_up) return NT_STATUS_V(NT_STATUS_IO_TIMEOUT);
    if (!NT_STATUS_IS_OK(status)) return call_error(false, status);
    add_carrier(worker, pipe, number);
    return 0;
}

/* The request names a pipe. */
static void open_named(struct worker *worker)
{
    unsigned int number = request_number(worker);
    bool is_open = number_is_open(worker, number);      /* if two threads ask for it */
    struct call *call = add_call(worker);
    struct open_request open;
    enum open_result result = open_parse((const uint8_t *)(next_request(worker) + 1),
                                         request_length(worker), &open);

    drop_request(worker);
    if (result) set_answer(call, NT_STATUS_V(NT_STATUS_INVALID_PARAMETER));
    else if (is_open) set_answer(call, 0);
    else if (!carrier_is_connected(worker, &worker->carriers[0]))
        set_answer(call, SMBPIPE_NOT_SENT);
    else
    {
        worker->opened[number] = open;
        set_answer(call, open_pipe(call, number));
    }
}

/*
 * All pipes of that name are busy, and requests wait. Several pipes can be opened at a time, each
 * in the loop of the one before. Some room is left for other names. Returns false if there can't be
 * one more.
 */
static bool open_more(struct worker *worker, unsigned int number)
{
    struct call none = { .worker = worker };

    if (worker->no_more || worker->opening >= count_requests(worker) ||
        worker->carrier_count + worker->opening >= MAX_CALLS - SMBPIPE_MAX_PIPES) return false;
    if (open_pipe(&none, number)) worker->no_more = true;
    return true;
}

static struct carrier *find_carrier(struct worker *worker, unsigned int number)
{
    unsigned int i;

    for (i = 0; i < worker->carrier_count; i++)
        if (worker->carriers[i].number == number && !worker->carriers[i].busy)
            return &worker->carriers[i];
    return NULL;
}

/* Samba may run its own loop here, too. */
static void make_call(struct worker *worker, struct carrier *carrier)
{
    struct call *call = add_call(worker);
    size_t size = request_length(worker);
    uint16_t opnum = le16toh(next_request(worker)->opnum);

    call->request = talloc_memdup(worker, next_request(worker) + 1, size);
    drop_request(worker);
    if (!carrier_is_connected(worker, carrier))
    {
        set_answer(call, SMBPIPE_NOT_SENT);
        return;
    }
    call->carrier = carrier;
    carrier->busy = true;
    if (!call_send(call, opnum, size)) set_answer(call, DCERPC_NCA_S_FAULT_REMOTE_NO_MEMORY);
}

/* Returns false if the request has to wait. */
static bool take_request(struct worker *worker)
{
    unsigned int number = request_number(worker);
    struct carrier *carrier = find_carrier(worker, number);

    if (worker->count == MAX_CALLS) return false;
    if (opens_pipe(worker))
    {
        if (worker->opening) return false;
        open_named(worker);
    }
    else if (carrier) make_call(worker, carrier);
    else return open_more(worker, number);
    return true;
}

/* Writes as much as it can without waiting. Returns false if nobody will ever read it. */
static bool flush_answer(struct worker *worker, struct call *call)
{
    const size_t size = sizeof(call->answer);
    size_t skip, total = size + call->stub.length;
    struct iovec parts[2];
    ssize_t sent;

    while (worker->sent < total)
    {
        skip = worker->sent < size ? worker->sent : size;
        parts[0].iov_base = (uint8_t *)&call->answer + skip;
        parts[0].iov_len = size - skip;
        skip = worker->sent - skip;
        parts[1].iov_base = skip ? call->stub.data + skip : call->stub.data;
        parts[1].iov_len = call->stub.length - skip;
        sent = writev(worker->pipes->answers, parts, 2);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0) return errno == EAGAIN || errno == EWOULDBLOCK;
        worker->sent += sent;
    }
    data_blob_free(&call->stub);
    worker->sent = 0;
    worker->first = (worker->first + 1) % MAX_CALLS;
    worker->count--;
    return true;
}

/* Goes on until it has to wait. */
static void serve(struct worker *worker)
{
    bool going = true;

    while (!worker->done && going)
    {
        struct call *call = &worker->calls[worker->first];
        unsigned int count = worker->count;

        if (count && call->answered) worker->done = !flush_answer(worker, call);
        going = worker->count < count;
        if (!is_request(worker)) worker->done |= !worker->count;
        else if (count_requests(worker)) going |= take_request(worker);
    }
    set_events(worker);
}

/*
 * libdcerpc has one status for two cases: the server closed the connection, or it refuses the
 * session's request. A server refuses when the session has ended with its Kerberos ticket.
 */
static bool is_refused(struct worker *worker, NTSTATUS status)
{
    return NT_STATUS_EQUAL(status, NT_STATUS_CONNECTION_DISCONNECTED) &&
           smb_socket_is_open(worker->smb);
}

static void call_done(struct tevent_req *req)
{
    struct call *call = tevent_req_callback_data_void(req);
    struct worker *worker = call->worker;
    bool connected = dcerpc_binding_handle_is_connected(call->carrier->pipe->binding_handle);
    uint32_t flags = 0;
    NTSTATUS status;

    status = dcerpc_binding_handle_raw_call_recv(req, worker, &call->stub.data, &call->stub.length,
                                                 &flags);
    talloc_free(req);
    TALLOC_FREE(call->watch);
    if (call->gave_up)
    {
        connected = false;
        status = NT_STATUS_IO_TIMEOUT;
    }
    else if (is_refused(worker, status)) status = NT_STATUS_NETWORK_SESSION_EXPIRED;
    if (!NT_STATUS_IS_OK(status)) set_answer(call, call_error(connected, status));
    else set_answer(call, flags & LIBNDR_FLAG_BIGENDIAN ? DCERPC_NCA_S_UNSUPPORTED_TYPE : 0);
    serve(worker);
}

static void handle_requests(struct tevent_context *ev, struct tevent_fd *event, uint16_t flags,
                            void *data)
{
    struct worker *worker = data;
    ssize_t got = read(worker->pipes->requests, worker->in + worker->in_size,
                       sizeof(worker->in) - worker->in_size);

    (void)ev;
    (void)event;
    (void)flags;
    if (got > 0) worker->in_size += got;
    else if (!got || (errno != EINTR && errno != EAGAIN)) worker->done = true;
    serve(worker);
}

/* tevent calls the writing end of a pipe readable once nobody has its other end any more. */
static void handle_answers(struct tevent_context *ev, struct tevent_fd *event, uint16_t flags,
                           void *data)
{
    struct worker *worker = data;

    (void)ev;
    (void)event;
    if (flags & TEVENT_FD_READ) worker->done = true;
    serve(worker);
}

static NTSTATUS start_serving(struct worker *worker, struct dcerpc_pipe *pipe)
{
    struct pipes *pipes = worker->pipes;

    worker->smb = smb_socket_find();
    smb_socket_limit(worker->smb, worker->call_timeout / 1000);
    add_carrier(worker, pipe, 0);
    fcntl(pipes->requests, F_SETFL, O_NONBLOCK);
    fcntl(pipes->answers, F_SETFL, O_NONBLOCK);
    worker->requests_event = tevent_add_fd(worker->ev, worker, pipes->requests, TEVENT_FD_READ,
                                           handle_requests, worker);
    worker->answers_event = tevent_add_fd(worker->ev, worker, pipes->answers, TEVENT_FD_READ,
                                          handle_answers, worker);
    return worker->requests_event && worker->answers_event ? NT_STATUS_OK : NT_STATUS_NO_MEMORY;
}

static bool send_reply(int answers, NTSTATUS status, uint64_t credential)
{
    struct smbpipe_reply reply;

    if (NT_STATUS_V(status) == PIPE_BROKEN) status = NT_STATUS_PIPE_DISCONNECTED;
    reply = make_reply(status, credential);
    return write(answers, &reply, sizeof(reply)) == sizeof(reply);
}

/* Inside this loop Samba may ask a domain controller for a ticket, in a loop of its own. */
static struct tevent_context *make_loop(TALLOC_CTX *mem)
{
    struct tevent_context *ev = tevent_context_init(mem);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    if (ev) tevent_loop_allow_nesting(ev);
#pragma GCC diagnostic pop
    return ev;
}

/* Runs the worker until it ends. Returns the exit code of its process. */
int worker_run(struct pipes *pipes)
{
    struct worker *worker = talloc_zero(NULL, struct worker);
    struct dcerpc_pipe *pipe = NULL;
    struct open_request open;
    NTSTATUS status = NT_STATUS_NO_MEMORY;
    bool told;

    limit_time(pipes->answers, OPEN_TIMEOUT);
    if (worker && (worker->ev = make_loop(worker)))
    {
        worker->pipes = pipes;
        status = read_open(pipes, &open);
        if (NT_STATUS_IS_OK(status))
        {
            limit_time(pipes->answers, open.connect_timeout);
            worker->call_timeout = open.call_timeout * 1000;
            status = connect_pipe(worker, worker->ev, &open, &worker->user, &pipe);
        }
        explicit_bzero(open.password, sizeof(open.password));
        alarm(0);
        worker->opened[0] = open;
        if (NT_STATUS_IS_OK(status)) status = start_serving(worker, pipe);
    }
    alarm(0);
    told = send_reply(pipes->answers, status, worker ? worker->user.id : 0);
    if (!told || !NT_STATUS_IS_OK(status)) return 1;
    while (!worker->done && !tevent_loop_once(worker->ev)) ;
    return 0;
}
