/*
 * A worker of smbpipe, with stand-ins for the server and for netapi32
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

#include <arpa/inet.h>
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../programs/smbpipe/private.h"
#include "fake_dcerpc.h"
#include "smbpipe_test.h"

#define ECHO_CHANGE 0x5a
#define LATE_TIME   300     /* milliseconds */

/* The method of a request tells the server how to answer. */
enum method
{
    ECHO,           /* the request, each byte changed */
    PATTERN,        /* the number of bytes in the request */
    FAILURE,        /* the NTSTATUS in the request */
    BIG_ENDIAN_DATA,
    LOSE,           /* no answer, and the connection ends */
    LOSE_AFTER,     /* like ECHO, and then the connection ends */
    REFUSE,         /* no answer; for libdcerpc the connection seems to have ended */
    NESTED,         /* like ECHO, after other requests have come */
    LATE,           /* like ECHO, after some time */
    SILENCE
};

static NTSTATUS refusal;    /* of the connection */
static bool more_pipes;     /* of one name can be opened */
static int server_end;
static unsigned int connect_timeout, call_timeout;

static uint32_t first_number(const uint8_t *data, size_t size)
{
    uint32_t number = 0;

    memcpy(&number, data, size < sizeof(number) ? size : sizeof(number));
    return le32toh(number);
}

static void answer_call(struct fake_call *call, enum method method, const uint8_t *data,
                        size_t size)
{
    size_t i;

    call->status = NT_STATUS_OK;
    call->size = method == PATTERN ? first_number(data, size) : size;
    call->data = talloc_array(call, uint8_t, call->size + 1);
    for (i = 0; i < call->size; i++)
        call->data[i] = method == PATTERN ? i * 7 + i / 251 : data[i] ^ ECHO_CHANGE;
    if (method == FAILURE) call->status = NT_STATUS(first_number(data, size));
    if (method == BIG_ENDIAN_DATA) call->flags = LIBNDR_FLAG_BIGENDIAN;
    if (method == LOSE_AFTER || method == LOSE) close(server_end);
    if (method != LOSE && method != REFUSE) return;
    call->status = NT_STATUS_CONNECTION_DISCONNECTED;
    fake_lost = true;
}

static void end_call(struct tevent_context *ev, struct tevent_timer *timer, struct timeval now,
                     void *data)
{
    (void)ev;
    (void)timer;
    (void)now;
    tevent_req_done(data);
}

bool fake_serve(struct tevent_context *ev, struct tevent_req *req, uint32_t opnum,
                const uint8_t *data, size_t size)
{
    struct fake_call *call = tevent_req_data(req, struct fake_call);

    if (opnum == NESTED) tevent_loop_once(ev);
    if (opnum == SILENCE) return false;
    answer_call(call, opnum, data, size);
    if (opnum != LATE) return true;
    return !tevent_add_timer(ev, call, tevent_timeval_current_ofs(0, LATE_TIME * 1000), end_call,
                             req);
}

/* The worker looks for its socket among the first 256 descriptors. */
static void connect_server(void)
{
    struct sockaddr_in addr = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int listener = socket(AF_INET, SOCK_STREAM, 0), fd = socket(AF_INET, SOCK_STREAM, 0), accepted;
    socklen_t size = sizeof(addr);

    if (bind(listener, (struct sockaddr *)&addr, size) || listen(listener, 1) ||
        getsockname(listener, (struct sockaddr *)&addr, &size) ||
        connect(fd, (struct sockaddr *)&addr, size) ||
        (accepted = accept(listener, NULL, NULL)) == -1 ||
        (server_end = fcntl(accepted, F_DUPFD_CLOEXEC, 256)) == -1) abort();
    close(accepted);
    close(listener);
}

NTSTATUS connect_init(void)
{
    return NT_STATUS_OK;
}

NTSTATUS connect_pipe(TALLOC_CTX *mem, struct tevent_context *ev, const struct open_request *open,
                      struct user *user, struct dcerpc_pipe **pipe)
{
    (void)ev;
    if (prctl(PR_GET_DUMPABLE)) return NT_STATUS_ACCESS_VIOLATION;
    if (strcmp(open->server, "server") || strcmp(open->pipe, "srvsvc"))
        return NT_STATUS_OBJECT_NAME_NOT_FOUND;
    user->id = 0x123456789abcdef0;
    if (!NT_STATUS_IS_OK(refusal)) return refusal;
    connect_server();
    *pipe = fake_pipe(mem);
    return NT_STATUS_OK;
}

NTSTATUS connect_another(struct dcerpc_pipe *first, const struct open_request *open,
                         const struct user *user, struct dcerpc_pipe **pipe)
{
    (void)user;
    if (strcmp(open->server, "server") ||
        (strcmp(open->pipe, "wkssvc") && (!more_pipes || strcmp(open->pipe, "srvsvc"))))
        return NT_STATUS_OBJECT_NAME_NOT_FOUND;
    *pipe = fake_pipe(first);
    return NT_STATUS_OK;
}

/* netapi32 */

static const uint8_t srvsvc[16] =
{
    0xc8, 0x4f, 0x32, 0x4b, 0x70, 0x16, 0xd3, 0x01, 0x12, 0x78, 0x5a, 0x47, 0xbf, 0x6e, 0xe1, 0x88
};

static void start_worker(struct end *end)
{
    struct pipes pipes;

    if (!pipes_make(&pipes)) abort();
    fflush(stdout);
    if ((end->pid = fork()) == -1) abort();
    if (!end->pid)
    {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        close(STDERR_FILENO);   /* the worker's messages */
        if (open("/dev/null", O_WRONLY) == -1) _exit(3);
        talloc_enable_null_tracking();
        _exit(worker_run(&pipes));
    }
    close(pipes.requests);
    close(pipes.answers);
    end->requests = pipes.their_requests;
    end->answers = pipes.their_answers;
    fcntl(end->requests, F_SETFL, O_NONBLOCK);
}

bool wait_readable(int fd)
{
    struct pollfd entry = { .fd = fd, .events = POLLIN };

    return poll(&entry, 1, PATIENCE) == 1;
}

/* Returns the number of bytes before the end. */
size_t receive(int fd, void *data, size_t size)
{
    size_t got = 0;
    ssize_t part = 1;

    while (got < size && part > 0 && wait_readable(fd))
        if ((part = read(fd, (uint8_t *)data + got, size - got)) > 0) got += part;
    return got;
}

bool at_end(int fd)
{
    char byte;

    return wait_readable(fd) && read(fd, &byte, 1) <= 0;
}

static size_t make_open(char data[512], const char *server, const char *pipe,
                        unsigned int version, const char *more)
{
    struct smbpipe_open open =
    {
        .magic = htole32(SMBPIPE_MAGIC), .version = htole16(version), .if_major = htole16(3),
        .server_len = htole16(strlen(server)), .pipe_len = htole16(strlen(pipe)),
        .length = htole16(sizeof(open) + strlen(server) + strlen(pipe)),
        .connect_timeout = htole16(connect_timeout), .call_timeout = htole16(call_timeout)
    };

    memcpy(open.if_uuid, srvsvc, sizeof(srvsvc));
    memcpy(data, &open, sizeof(open));
    snprintf(data + sizeof(open), 512 - sizeof(open), "%s%s%s", server, pipe, more);
    return le16toh(open.length) + strlen(more);
}

static void send_open(const struct end *end, const char *server, unsigned int version,
                      const char *more)
{
    char data[512];
    ssize_t length = make_open(data, server, "srvsvc", version, more);

    ok(write(end->requests, data, length) == length, "not sent");
}

static uint32_t receive_reply(const struct end *end)
{
    struct smbpipe_reply reply;

    if (receive(end->answers, &reply, sizeof(reply)) != sizeof(reply)) return 1;
    ok(reply.magic == htole32(SMBPIPE_MAGIC) && reply.version == htole16(SMBPIPE_VERSION),
       "a reply of another version");
    if (!reply.status)
        ok(le32toh(reply.credential[0]) == 0x9abcdef0 && le32toh(reply.credential[1]) == 0x12345678,
           "wrong credential");
    return le32toh(reply.status);
}

/* Returns the exit status, -1 for a signal and -2 if the process does not end. */
int wait_process(pid_t pid)
{
    unsigned int i;
    int status;

    for (i = 0; i < PATIENCE && pid; i++)
    {
        if (waitpid(pid, &status, WNOHANG) == pid)
            return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        usleep(1000);
    }
    if (pid && !kill(pid, SIGKILL)) waitpid(pid, NULL, 0);
    return -2;
}

void close_end(struct end *end)
{
    if (end->requests != -1) close(end->requests);
    if (end->answers != -1) close(end->answers);
    end->requests = end->answers = -1;
}

static void begin(struct end *end)
{
    uint32_t status;

    start_worker(end);
    send_open(end, "server", SMBPIPE_VERSION, "");
    status = receive_reply(end);
    ok(!status, "status %#x", status);
}

/* netapi32 closes its ends. */
static void finish(struct end *end)
{
    int status;

    close_end(end);
    status = wait_process(end->pid);
    ok(!status, "exit status %d", status);
}

/* Returns whether the worker reads all of it. */
static bool send_bytes(const struct end *end, const void *data, size_t size)
{
    struct pollfd entry = { .fd = end->requests, .events = POLLOUT };
    const uint8_t *p = data;
    ssize_t sent;

    for (; size; p += sent, size -= sent)
    {
        if (poll(&entry, 1, PATIENCE) != 1) return false;
        if ((sent = write(end->requests, p, size)) < 0 && errno == EAGAIN) sent = 0;
        if (sent < 0) return false;
    }
    return true;
}

static unsigned int pipe_number;    /* for requests */

static bool send_request(const struct end *end, uint16_t opnum, const void *stub, size_t size)
{
    struct smbpipe_request request = { .length = htole32(size), .opnum = htole16(opnum),
                                       .pipe = htole16(pipe_number) };

    return send_bytes(end, &request, sizeof(request)) && send_bytes(end, stub, size);
}

/* The caller frees the stub. Status 1 means that no answer came. */
static uint32_t receive_answer(const struct end *end, uint8_t **stub, size_t *size)
{
    struct smbpipe_answer answer;

    *stub = NULL;
    *size = 0;
    if (receive(end->answers, &answer, sizeof(answer)) != sizeof(answer)) return 1;
    *size = le32toh(answer.length);
    ok(!*size || !answer.status, "%zu bytes with status %#x", *size, le32toh(answer.status));
    *stub = malloc(*size + 1);
    return receive(end->answers, *stub, *size) == *size ? le32toh(answer.status) : 1;
}

static bool is_echo(const uint8_t *stub, const uint8_t *request, size_t size)
{
    size_t i;

    for (i = 0; i < size; i++) if (stub[i] != (request[i] ^ ECHO_CHANGE)) return false;
    return true;
}

static uint32_t call(const struct end *end, uint16_t opnum, const void *request, size_t size)
{
    uint32_t status;
    size_t got;
    uint8_t *stub;

    if (!send_request(end, opnum, request, size)) return 2;
    status = receive_answer(end, &stub, &got);
    if (!status && opnum == ECHO && (got != size || !is_echo(stub, request, size))) status = 3;
    free(stub);
    return status;
}

static uint32_t call_failing(const struct end *end, uint32_t status)
{
    status = htole32(status);
    return call(end, FAILURE, &status, sizeof(status));
}

/* The tests */

static void test_refused(void)
{
    static const struct
    {
        const char *server, *more;
        int version;
        uint32_t refusal, status;
    } cases[] =
    {
        { "server", "", SMBPIPE_VERSION, 0xc000006d, 0xc000006d },
        { "nowhere", "", SMBPIPE_VERSION, 0, 0xc0000034 },
        { "server", "", SMBPIPE_VERSION - 1, 0, 0xc0000059 },
        { "server", "x", SMBPIPE_VERSION, 0, 0xc000000d },
        { "a/b", "", SMBPIPE_VERSION, 0, 0xc000000d },
    };
    struct end end;
    unsigned int i;
    uint32_t status;

    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
    {
        refusal = NT_STATUS(cases[i].refusal);
        start_worker(&end);
        send_open(&end, cases[i].server, cases[i].version, cases[i].more);
        status = receive_reply(&end);
        ok(status == cases[i].status, "case %u: status %#x", i, status);
        ok(at_end(end.answers), "case %u: there is still who answers", i);
        close_end(&end);
        ok(wait_process(end.pid) == 1, "case %u: no error", i);
    }
    refusal = NT_STATUS_OK;
}

/* Waits until the worker has read all requests. */
static void wait_until_read(const struct end *end)
{
    int i, size = 1;

    for (i = 0; i < PATIENCE && size > 0; i++)
        if (ioctl(end->requests, FIONREAD, &size) || size) usleep(50);
}

static void test_pieces(void)
{
    static const size_t pieces[] = { 1, 2, 3, 7, 8, 9, 15, 16, 17, 30 };
    const struct smbpipe_request request = { .length = htole32(8), .opnum = htole16(ECHO) };
    uint8_t data[6 * 16], *stub;
    struct end end;
    size_t i, size, offset;
    unsigned int n;

    begin(&end);
    for (n = 0; n < sizeof(pieces) / sizeof(pieces[0]); n++)
    {
        for (i = 0; i < sizeof(data); i++) data[i] = i * 3 + n;
        for (i = 0; i < sizeof(data); i += 16) memcpy(data + i, &request, sizeof(request));
        for (offset = 0; offset < sizeof(data); offset += size)
        {
            size = pieces[n] < sizeof(data) - offset ? pieces[n] : sizeof(data) - offset;
            ok(send_bytes(&end, data + offset, size), "not sent");
            wait_until_read(&end);
        }
        for (i = 0; i < sizeof(data); i += 16)
        {
            ok(!receive_answer(&end, &stub, &size) && size == 8 &&
               is_echo(stub, data + i + 8, 8), "pieces of %zu: wrong answer %zu", pieces[n],
               i / 16);
            free(stub);
        }
    }
    finish(&end);
}

/* Sends many requests before it reads the first answer. The answers must come in the same order. */
static void test_pipeline(void)
{
    static uint8_t data[SMBPIPE_MAX_REQUEST];
    struct end end;
    uint32_t i, number;
    uint8_t *stub;
    size_t size;

    begin(&end);
    for (i = 0; i < 2000; i++)
    {
        number = htole32(i);
        ok(send_request(&end, ECHO, &number, sizeof(number)), "request %u not sent", i);
    }
    for (i = 0; i < 2000; i++)
    {
        number = htole32(i);
        ok(!receive_answer(&end, &stub, &size) && size == sizeof(number) &&
           is_echo(stub, (uint8_t *)&number, size), "wrong answer %u", i);
        free(stub);
    }
    for (i = 0; i < sizeof(data); i++) data[i] = i * 11 + i / 256;
    ok(!call(&end, ECHO, data, sizeof(data)), "the longest request is refused");
    ok(!call(&end, ECHO, NULL, 0), "the shortest request is refused");
    finish(&end);
}

/* During a call more requests come than the worker has room for. The pipe has room for the rest. */
static void test_full(void)
{
    uint8_t data[1000] = { 1 }, *stub;
    struct end end;
    unsigned int i;
    size_t size;

    begin(&end);
    ok(send_request(&end, LATE, "late", 4), "not sent");
    for (i = 0; i < 120; i++)
        ok(send_request(&end, PATTERN, data, sizeof(data)), "request %u not sent", i);
    ok(!receive_answer(&end, &stub, &size) && size == 4, "wrong late answer");
    free(stub);
    for (i = 0; i < 120; i++)
    {
        ok(!receive_answer(&end, &stub, &size) && size == 1, "wrong answer %u", i);
        free(stub);
    }
    finish(&end);
}

static void test_long_answer(void)
{
    const uint32_t length = 3000001, number = htole32(length);
    struct end end;
    uint8_t *stub;
    size_t i, size = 0;

    begin(&end);
    ok(send_request(&end, PATTERN, &number, sizeof(number)), "not sent");
    ok(send_request(&end, ECHO, "after", 5), "not sent");
    ok(!receive_answer(&end, &stub, &size) && size == length, "%zu bytes", size);
    for (i = 0; i < size && stub[i] == (uint8_t)(i * 7 + i / 251); i++) ;
    ok(i == length, "byte %zu is wrong", i);
    free(stub);
    ok(!receive_answer(&end, &stub, &size) && size == 5 && is_echo(stub, (uint8_t *)"after", 5),
       "wrong answer after the long one");
    free(stub);

    /* The test does not read this answer to its end. */
    ok(send_request(&end, PATTERN, &number, sizeof(number)), "not sent");
    ok(wait_readable(end.answers), "no answer");
    finish(&end);
}

static void test_statuses(void)
{
    struct end end;
    uint32_t status;

    begin(&end);
    status = call_failing(&end, 0xc0000022);
    ok(status == 5 || status == 0xc0000022, "refused access is %#x", status);
    status = call_failing(&end, NT_STATUS_V(NT_STATUS_RPC_NOT_RPC_ERROR));
    ok(status == DCERPC_NCA_S_FAULT_UNSPEC, "a fault of its own is %#x", status);
    status = call_failing(&end, SMBPIPE_NOT_SENT);
    ok(status && status != SMBPIPE_NOT_SENT, "the server can say that nothing was sent");
    status = call(&end, BIG_ENDIAN_DATA, "data", 4);
    ok(status == DCERPC_NCA_S_UNSUPPORTED_TYPE, "big-endian data is %#x", status);
    ok(!call(&end, ECHO, "good", 4), "no answer after that");
    status = call(&end, REFUSE, "", 0);
    ok(status == NT_STATUS_V(NT_STATUS_NETWORK_SESSION_EXPIRED), "a refused session is %#x",
       status);
    ok(call(&end, ECHO, "c", 1) == SMBPIPE_NOT_SENT, "a refused session was used");
    finish(&end);
}

/* Requests after the loss must be reported as not sent. */
static void test_lost(void)
{
    struct end end;
    uint32_t status;
    unsigned int i;
    uint8_t *stub;
    size_t size;

    begin(&end);
    ok(send_request(&end, LOSE, "", 0) && send_request(&end, ECHO, "a", 1) &&
       send_request(&end, ECHO, "b", 1), "not sent");
    status = receive_answer(&end, &stub, &size);
    ok(status == NT_STATUS_V(NT_STATUS_CONNECTION_DISCONNECTED), "the end is %#x", status);
    free(stub);
    for (i = 0; i < 2; i++)
    {
        status = receive_answer(&end, &stub, &size);
        ok(status == SMBPIPE_NOT_SENT, "a request after the end is %#x", status);
        free(stub);
    }
    ok(call(&end, ECHO, "c", 1) == SMBPIPE_NOT_SENT, "the connection is back");
    finish(&end);

    begin(&end);
    ok(!call(&end, LOSE_AFTER, "x", 1), "no answer");
    ok(call(&end, ECHO, "c", 1) == SMBPIPE_NOT_SENT, "a dead connection was used");
    finish(&end);
}

/* A request that comes while another one is being sent must wait. */
static void test_nested(void)
{
    struct end end;
    uint8_t *stub;
    size_t size;

    begin(&end);
    ok(send_request(&end, NESTED, "one", 3), "not sent");
    wait_until_read(&end);
    ok(send_request(&end, ECHO, "three", 5), "not sent");
    ok(!receive_answer(&end, &stub, &size) && size == 3 && is_echo(stub, (uint8_t *)"one", 3),
       "wrong first answer");
    free(stub);
    ok(!receive_answer(&end, &stub, &size) && size == 5 && is_echo(stub, (uint8_t *)"three", 5),
       "wrong second answer");
    free(stub);
    ok(!call(&end, ECHO, "last", 4), "wrong last answer");
    finish(&end);
}

/*
 * A call takes LATE_TIME. Calls that have a pipe each take it together, and those for which there
 * is no pipe one after the other. The fake pipe aborts if it gets a second call.
 */
static void test_parallel(unsigned int count, unsigned int least, unsigned int most)
{
    struct timeval begun, time;
    struct end end;
    unsigned int i;
    uint8_t *stub, number;
    size_t size;

    begin(&end);
    gettimeofday(&begun, NULL);
    for (i = 0; i < count; i++)
    {
        number = i;
        ok(send_request(&end, i % 2 ? ECHO : LATE, &number, 1), "request %u not sent", i);
    }
    for (i = 0; i < count; i++)
    {
        number = i;
        ok(!receive_answer(&end, &stub, &size) && size == 1 && is_echo(stub, &number, 1),
           "wrong answer %u", i);
        free(stub);
    }
    gettimeofday(&time, NULL);
    timersub(&time, &begun, &time);
    i = time.tv_sec * 1000 + time.tv_usec / 1000;
    ok(i >= least * LATE_TIME && i < most * LATE_TIME, "%u calls took %u ms", count, i);
    finish(&end);
}

/* Ends of a worker, while the other sides stay open */

static void check_ended(struct end *end, const char *what)
{
    int status;

    ok(end->answers == -1 || at_end(end->answers), "%s: there is still who answers", what);
    status = wait_process(end->pid);
    ok(!status, "%s: exit status %d", what, status);
    close_end(end);
}

static void test_too_long(uint32_t length)
{
    struct smbpipe_request request = { .length = htole32(length), .opnum = htole16(ECHO) };
    struct end end;
    uint8_t *stub;
    size_t size;

    begin(&end);
    ok(send_request(&end, ECHO, "good", 4) && send_bytes(&end, &request, sizeof(request)),
       "not sent");
    ok(!receive_answer(&end, &stub, &size) && size == 4, "the request before has no answer");
    free(stub);
    check_ended(&end, "a request that is too long");
}

static void close_requests(struct end *end)
{
    close(end->requests);
    end->requests = -1;
}

static void close_answers(struct end *end)
{
    close(end->answers);
    end->answers = -1;
}

/* Nobody reads an answer. The worker, full of requests, can't see the end of that pipe either. */
static void test_full_and_unread(void)
{
    static const uint8_t empty_requests[sizeof(struct smbpipe_request) + SMBPIPE_MAX_REQUEST];
    const uint32_t length = htole32(3000000);
    struct end end;

    begin(&end);
    ok(send_request(&end, PATTERN, &length, sizeof(length)), "not sent");
    ok(wait_readable(end.answers), "no answer");
    ok(send_bytes(&end, empty_requests, sizeof(empty_requests)), "no room for more requests");
    wait_until_read(&end);
    close_answers(&end);
    check_ended(&end, "the end of the answers where all is full");
}

static void test_ends(void)
{
    struct end end;

    test_too_long(SMBPIPE_MAX_REQUEST + 1);
    test_too_long(0x7fffffff);
    test_too_long(0xffffffff);
    test_too_long(0xfffffff8);

    begin(&end);
    close_requests(&end);
    check_ended(&end, "the end of the requests");

    begin(&end);
    ok(send_request(&end, SILENCE, "x", 1), "not sent");
    wait_until_read(&end);
    close_requests(&end);
    check_ended(&end, "the end of the requests in a call");

    begin(&end);
    close_answers(&end);
    check_ended(&end, "the end of the answers");
}

/* If libdcerpc has lost a call, the worker must end. */
static void test_silence(void)
{
    struct end end;

    call_timeout = 1;
    begin(&end);
    ok(send_request(&end, SILENCE, "x", 1), "not sent");
    check_ended(&end, "silence");
}

/* netapi32 goes away before it has sent anything. */

static struct end silent;

void begin_slow_worker(void)
{
    start_worker(&silent);
    close_end(&silent);
}

void end_slow_worker(void)
{
    ok(wait_process(silent.pid) == 1, "a worker does not end that nobody asks for a server");
}

static uint32_t open_another(const struct end *end, const char *server, const char *pipe)
{
    uint8_t data[512];

    return call(end, SMBPIPE_OPEN_PIPE, data,
                make_open((char *)data, server, pipe, SMBPIPE_VERSION, ""));
}

static void test_other_pipes(void)
{
    struct end end;

    for (pipe_number = 0; pipe_number < 2; pipe_number++)
    {
        begin(&end);
        ok(open_another(&end, "server", "wkssvc") == 0, "pipe %u is not opened", pipe_number);
        ok(open_another(&end, "server", "wkssvc") == 0, "pipe %u again", pipe_number);
        ok(!call(&end, ECHO, (const uint8_t *)"x", 1), "no answer by pipe %u", pipe_number);
        finish(&end);
    }
    begin(&end);
    ok(open_another(&end, "server", "nothing") == 0xc0000034, "a pipe that is not there");
    ok(open_another(&end, "a/b", "wkssvc") == 0xc000000d, "a bad message");
    ok(open_another(&end, "server", "wkssvc") == 0, "pipe %u is not opened", pipe_number);
    finish(&end);

    begin(&end);
    ok(send_request(&end, ECHO, NULL, 0), "not sent");
    check_ended(&end, "a request for a pipe that was not opened");
    pipe_number = SMBPIPE_MAX_PIPES;
    begin(&end);
    ok(send_request(&end, SMBPIPE_OPEN_PIPE, NULL, 0), "not sent");
    check_ended(&end, "a request for one pipe more than there may be");
    pipe_number = 0;
}

void test_worker(void)
{
    connect_timeout = 5;
    call_timeout = SMBPIPE_CALL_TIMEOUT;
    signal(SIGPIPE, SIG_IGN);
    test_refused();
    test_other_pipes();
    test_pieces();
    test_pipeline();
    test_full();
    test_long_answer();
    test_statuses();
    test_lost();
    test_nested();
    test_parallel(8, 4, 100);
    more_pipes = true;
    test_parallel(16, 1, 4);
    test_parallel(100, 2, 20);
    test_ends();
    more_pipes = false;
    test_full_and_unread();
    test_silence();
}
