/*
 * A worker of smbpipe, with a server of ours below it and netapi32 in our place
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
#include <dirent.h>
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
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../programs/smbpipe/connect.h"
#include "../../programs/smbpipe/fifos.h"
#include "../../programs/smbpipe/worker.h"
#include "smbpipe_test.h"

#define PATIENCE    10000   /* milliseconds */
#define ECHO_CHANGE 0x5a

/* The server. The method that is called says how it answers. */
enum method
{
    ECHO,           /* the request, each byte changed */
    PATTERN,        /* as many bytes as the request says */
    FAILURE,        /* the NTSTATUS that is in the request */
    BIG_ENDIAN_DATA,
    LOSE,           /* none, and the connection ends */
    LOSE_AFTER,     /* like ECHO, and then the connection ends */
    REFUSE,         /* none, for libdcerpc as if the connection had ended */
    NESTED,         /* like ECHO, when other requests have come */
    LATE,           /* like ECHO, after some time */
    SILENCE,
    SESSION_ENUM = 12   /* the request as it is */
};

struct call
{
    NTSTATUS status;
    uint8_t *data;
    size_t size;
    uint32_t flags;
};

static NTSTATUS refusal;    /* of the connection */
static bool lost;
static int server_end;
static unsigned int connect_timeout, call_timeout;

static bool is_connected(struct dcerpc_binding_handle *handle)
{
    (void)handle;
    return !lost;
}

static uint32_t set_timeout(struct dcerpc_binding_handle *handle, uint32_t timeout)
{
    (void)handle;
    return timeout;
}

static uint32_t first_number(const uint8_t *data, size_t size)
{
    uint32_t number = 0;

    memcpy(&number, data, size < sizeof(number) ? size : sizeof(number));
    return le32toh(number);
}

static void answer_call(struct call *call, enum method method, const uint8_t *data, size_t size)
{
    const uint8_t change = method == SESSION_ENUM ? 0 : ECHO_CHANGE;
    size_t i;

    call->status = NT_STATUS_OK;
    call->size = method == PATTERN ? first_number(data, size) : size;
    call->data = talloc_array(call, uint8_t, call->size + 1);
    for (i = 0; i < call->size; i++)
        call->data[i] = method == PATTERN ? i * 7 + i / 251 : data[i] ^ change;
    if (method == FAILURE) call->status = NT_STATUS(first_number(data, size));
    if (method == BIG_ENDIAN_DATA) call->flags = LIBNDR_FLAG_BIGENDIAN;
    if (method == LOSE_AFTER || method == LOSE) close(server_end);
    if (method != LOSE && method != REFUSE) return;
    call->status = NT_STATUS_CONNECTION_DISCONNECTED;
    lost = true;
}

static void end_call(struct tevent_context *ev, struct tevent_timer *timer, struct timeval now,
                     void *data)
{
    (void)ev;
    (void)timer;
    (void)now;
    tevent_req_done(data);
}

static struct tevent_req *send_call(TALLOC_CTX *mem, struct tevent_context *ev,
                                    struct dcerpc_binding_handle *handle, const struct GUID *object,
                                    uint32_t opnum, uint32_t flags, const uint8_t *data,
                                    size_t size)
{
    struct tevent_req *req;
    struct call *call;

    (void)handle;
    (void)object;
    (void)flags;
    if (!(req = tevent_req_create(mem, &call, struct call))) abort();
    if (opnum == NESTED) tevent_loop_once(ev);
    if (opnum == SILENCE) return req;
    answer_call(call, opnum, data, size);
    if (opnum == LATE && tevent_add_timer(ev, call, tevent_timeval_current_ofs(0, 300000),
                                          end_call, req))
        return req;
    tevent_req_done(req);
    return tevent_req_post(req, ev);
}

static NTSTATUS receive_call(struct tevent_req *req, TALLOC_CTX *mem, uint8_t **data, size_t *size,
                             uint32_t *flags)
{
    struct call *call = tevent_req_data(req, struct call);
    NTSTATUS status = call->status;

    *data = NT_STATUS_IS_OK(status) ? talloc_move(mem, &call->data) : NULL;
    *size = NT_STATUS_IS_OK(status) ? call->size : 0;
    *flags = call->flags;
    tevent_req_received(req);
    return status;
}

static const struct dcerpc_binding_handle_ops server_ops =
{
    .name = "test",
    .is_connected = is_connected,
    .set_timeout = set_timeout,
    .raw_call_send = send_call,
    .raw_call_recv = receive_call
};

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

NTSTATUS connect_pipe(TALLOC_CTX *mem, struct tevent_context *ev, const struct open_request *open,
                      struct user *user, struct ndr_syntax_id *syntax, struct dcerpc_pipe **pipe)
{
    DATA_BLOB uuid = { .data = (uint8_t *)open->if_uuid, .length = sizeof(open->if_uuid) };
    void *state;

    (void)ev;
    if (strcmp(open->server, "server") || strcmp(open->pipe, "srvsvc"))
        return NT_STATUS_OBJECT_NAME_NOT_FOUND;
    user->id = 0x123456789abcdef0;
    if (!NT_STATUS_IS_OK(refusal)) return refusal;
    GUID_from_ndr_blob(&uuid, &syntax->uuid);
    connect_server();
    *pipe = talloc_zero(mem, struct dcerpc_pipe);
    (*pipe)->conn = talloc_zero(*pipe, struct dcecli_connection);
    (*pipe)->binding_handle = dcerpc_binding_handle_create(*pipe, &server_ops, NULL, NULL, &state,
                                                           char, __location__);
    return NT_STATUS_OK;
}

/* netapi32 */

static const uint8_t srvsvc[16] =
{
    0xc8, 0x4f, 0x32, 0x4b, 0x70, 0x16, 0xd3, 0x01, 0x12, 0x78, 0x5a, 0x47, 0xbf, 0x6e, 0xe1, 0x88
};

struct peer_end
{
    pid_t pid;
    int control, requests, answers;
    char folder[SMBPIPE_MAX_FOLDER + 1];
};

static struct smbpipe_hello hello;

static void start_worker(struct peer_end *end)
{
    char folder[FIFOS_NAME];
    int pair[2];

    memset(end, 0, sizeof(*end));
    end->requests = end->answers = -1;
    hello.magic = htole32(SMBPIPE_MAGIC);
    hello.version = htole16(SMBPIPE_VERSION);
    memcpy(hello.token, "0123456789abcdef", sizeof(hello.token));
    if (!fifos_name(folder) || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair)) abort();
    fflush(stdout);
    if ((end->pid = fork()) == -1) abort();
    if (!end->pid)
    {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        close(pair[0]);
        close(STDERR_FILENO);   /* the worker's messages */
        if (open("/dev/null", O_WRONLY) == -1) _exit(3);
        talloc_enable_null_tracking();
        _exit(worker_run(pair[1], &hello, folder));
    }
    close(pair[1]);
    end->control = pair[0];
}

static bool wait_readable(int fd)
{
    struct pollfd entry = { .fd = fd, .events = POLLIN };

    return poll(&entry, 1, PATIENCE) == 1;
}

/* Gives the bytes that came before the end. */
static size_t receive(int fd, void *data, size_t size)
{
    size_t got = 0;
    ssize_t part = 1;

    while (got < size && part > 0 && wait_readable(fd))
        if ((part = read(fd, (uint8_t *)data + got, size - got)) > 0) got += part;
    return got;
}

static bool at_end(int fd)
{
    char byte;

    return wait_readable(fd) && read(fd, &byte, 1) <= 0;
}

static bool greeted(const struct peer_end *end)
{
    struct smbpipe_greeting greeting;

    return receive(end->control, &greeting, sizeof(greeting)) == sizeof(greeting) &&
           greeting.magic == htole32(SMBPIPE_MAGIC) &&
           greeting.version == htole16(SMBPIPE_VERSION) && !greeting.reserved &&
           !memcmp(greeting.token, hello.token, sizeof(hello.token));
}

static void send_open(const struct peer_end *end, const char *server, unsigned int version,
                      const char *more)
{
    struct smbpipe_open open =
    {
        .magic = htole32(SMBPIPE_MAGIC), .version = htole16(version), .if_major = htole16(3),
        .server_len = htole16(strlen(server)), .pipe_len = htole16(6),
        .length = htole16(sizeof(open) + strlen(server) + 6),
        .connect_timeout = htole16(connect_timeout), .call_timeout = htole16(call_timeout)
    };
    char data[512];

    memcpy(open.if_uuid, srvsvc, sizeof(srvsvc));
    memcpy(data, &open, sizeof(open));
    snprintf(data + sizeof(open), sizeof(data) - sizeof(open), "%ssrvsvc%s", server, more);
    send(end->control, data, le16toh(open.length) + strlen(more), MSG_NOSIGNAL);
}

static uint32_t receive_reply(struct peer_end *end)
{
    struct smbpipe_reply reply = { .status = 0 };
    size_t length;

    if (receive(end->control, &reply, sizeof(reply)) != sizeof(reply)) return 1;
    ok(reply.magic == htole32(SMBPIPE_MAGIC) && reply.version == htole16(SMBPIPE_VERSION),
       "a reply of another version");
    length = le16toh(reply.folder_len);
    ok(!reply.status == !!length && length <= SMBPIPE_MAX_FOLDER, "status %#x, %zu bytes of folder",
       le32toh(reply.status), length);
    if (receive(end->control, end->folder, length) != length) return 2;
    end->folder[length] = 0;
    if (!reply.status)
        ok(le32toh(reply.credential[0]) == 0x9abcdef0 && le32toh(reply.credential[1]) == 0x12345678,
           "wrong credential");
    return le32toh(reply.status);
}

static bool wait_until_gone(const char *folder)
{
    unsigned int i;

    for (i = 0; i < PATIENCE && !access(folder, F_OK); i++) usleep(1000);
    return i < PATIENCE;
}

/* Gives the exit status, -1 for a signal and -2 if it does not end. */
static int wait_worker(const struct peer_end *end)
{
    unsigned int i;
    int status;

    for (i = 0; i < PATIENCE; i++)
    {
        if (waitpid(end->pid, &status, WNOHANG) == end->pid)
            return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        usleep(1000);
    }
    kill(end->pid, SIGKILL);
    waitpid(end->pid, NULL, 0);
    return -2;
}

static void close_end(struct peer_end *end)
{
    if (end->control != -1) close(end->control);
    if (end->requests != -1) close(end->requests);
    if (end->answers != -1) close(end->answers);
    end->control = end->requests = end->answers = -1;
}

static int open_fifo(const struct peer_end *end, const char *name, int flags)
{
    char path[SMBPIPE_MAX_FOLDER + 16];

    snprintf(path, sizeof(path), "%s/%s", end->folder, name);
    return open(path, flags | O_CLOEXEC | O_NONBLOCK);
}

static void open_server(struct peer_end *end)
{
    uint32_t status;

    start_worker(end);
    ok(greeted(end), "no greeting");
    send_open(end, "server", SMBPIPE_VERSION, "");
    status = receive_reply(end);
    ok(!status, "status %#x", status);
}

static void open_fifos(struct peer_end *end)
{
    end->requests = open_fifo(end, SMBPIPE_REQUESTS, O_WRONLY);
    end->answers = open_fifo(end, SMBPIPE_ANSWERS, O_RDONLY);
    ok(end->requests != -1 && end->answers != -1, "%s can't be opened", end->folder);
    ok(send(end->control, "x", 1, MSG_NOSIGNAL) == 1, "the control connection has ended");
    ok(wait_until_gone(end->folder), "%s is still there", end->folder);
}

static void begin(struct peer_end *end)
{
    open_server(end);
    open_fifos(end);
}

/* netapi32 closes its ends, and smbpipe's are at their end by then or after. */
static void finish(struct peer_end *end, int expected)
{
    int status;

    close_end(end);
    status = wait_worker(end);
    ok(status == expected, "exit status %d", status);
    ok(wait_until_gone(end->folder), "%s is left behind", end->folder);
}

/* Whether all of it can be sent, as the worker reads it */
static bool send_bytes(const struct peer_end *end, const void *data, size_t size)
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

static bool send_request(const struct peer_end *end, uint16_t opnum, const void *stub, size_t size)
{
    struct smbpipe_request request = { .length = htole32(size), .opnum = htole16(opnum) };

    return send_bytes(end, &request, sizeof(request)) && send_bytes(end, stub, size);
}

/* The stub is to be freed. Status 1 is none: nothing came. */
static uint32_t receive_answer(const struct peer_end *end, uint8_t **stub, size_t *size)
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

static uint32_t call(const struct peer_end *end, uint16_t opnum, const void *request, size_t size)
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

static uint32_t call_failing(const struct peer_end *end, uint32_t status)
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
    struct peer_end end;
    unsigned int i;
    uint32_t status;

    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
    {
        refusal = NT_STATUS(cases[i].refusal);
        start_worker(&end);
        ok(greeted(&end), "case %u: no greeting", i);
        send_open(&end, cases[i].server, cases[i].version, cases[i].more);
        status = receive_reply(&end);
        ok(status == cases[i].status, "case %u: status %#x", i, status);
        ok(at_end(end.control), "case %u: the connection is still there", i);
        close_end(&end);
        ok(wait_worker(&end) == 1, "case %u: no error", i);
    }
    refusal = NT_STATUS_OK;
}

static unsigned int count_files(const char *folder)
{
    struct dirent *entry;
    unsigned int count = 0;
    DIR *dir = opendir(folder);

    if (!dir) return 0;
    while ((entry = readdir(dir))) if (entry->d_name[0] != '.') count++;
    closedir(dir);
    return count;
}

static mode_t mode_of(const char *folder, const char *name)
{
    char path[SMBPIPE_MAX_FOLDER + 16];
    struct stat info;

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    return lstat(path, &info) ? 0 : info.st_mode;
}

static void test_modes(void)
{
    static const mode_t masks[] = { 0, 022, 027, 077, 0177, 0277, 0477, 0777 };
    struct peer_end end;
    unsigned int i;
    mode_t old;

    for (i = 0; i < sizeof(masks) / sizeof(masks[0]); i++)
    {
        old = umask(masks[i]);
        open_server(&end);
        umask(old);
        ok(!strncmp(end.folder, "/tmp/smbpipe-", 13), "folder %s", end.folder);
        ok(mode_of(end.folder, "") == (S_IFDIR | 0700), "mask %o: folder with mode %o", masks[i],
           mode_of(end.folder, ""));
        ok(mode_of(end.folder, SMBPIPE_REQUESTS) == (S_IFIFO | 0600), "mask %o: mode %o", masks[i],
           mode_of(end.folder, SMBPIPE_REQUESTS));
        ok(mode_of(end.folder, SMBPIPE_ANSWERS) == (S_IFIFO | 0600), "mask %o: mode %o", masks[i],
           mode_of(end.folder, SMBPIPE_ANSWERS));
        ok(count_files(end.folder) == 2, "%u files", count_files(end.folder));
        open_fifos(&end);
        ok(!call(&end, ECHO, "abc", 3), "no answer");
        finish(&end, 0);
    }
}

/* netapi32 goes away before it has opened what it was told of. */
static void test_not_opened(void)
{
    struct peer_end end;

    open_server(&end);
    finish(&end, 0);

    open_server(&end);
    end.requests = open_fifo(&end, SMBPIPE_REQUESTS, O_WRONLY);
    close(end.requests);
    end.requests = -1;
    ok(wait_until_gone(end.folder), "%s is left behind", end.folder);
    ok(at_end(end.control), "the control connection is still there");
    finish(&end, 0);

    open_server(&end);
    kill(end.pid, SIGTERM);
    ok(at_end(end.control), "the control connection is still there");
    ok(wait_until_gone(end.folder), "%s is left behind by SIGTERM", end.folder);
    close_end(&end);
    wait_worker(&end);
}

/* Until the worker has read all that was sent */
static void wait_until_read(const struct peer_end *end)
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
    struct peer_end end;
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
    finish(&end, 0);
}

/* Many requests before the first answer is read, which come in their order */
static void test_pipeline(void)
{
    static uint8_t data[SMBPIPE_MAX_REQUEST];
    struct peer_end end;
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
    finish(&end, 0);
}

/* During a call there come more than the worker has room for, and the FIFO for the rest. */
static void test_full(void)
{
    uint8_t data[1000] = { 1 }, *stub;
    struct peer_end end;
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
    finish(&end, 0);
}

static void test_long_answer(void)
{
    const uint32_t length = 3000001, number = htole32(length);
    struct peer_end end;
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

    /* nobody reads it to its end */
    ok(send_request(&end, PATTERN, &number, sizeof(number)), "not sent");
    ok(wait_readable(end.answers), "no answer");
    finish(&end, 0);
}

static void test_statuses(void)
{
    const uint32_t level[] = { htole32(1), htole32(1) }, levels[] = { htole32(1), htole32(2) };
    struct peer_end end;
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
    ok(!call(&end, SESSION_ENUM, level, sizeof(level)), "a good answer is refused");
    status = call(&end, SESSION_ENUM, levels, sizeof(levels));
    ok(status == DCERPC_FAULT_NDR, "the answer of another level is %#x", status);
    ok(!call(&end, ECHO, "good", 4), "no answer after that");
    status = call(&end, REFUSE, "", 0);
    ok(status == NT_STATUS_V(NT_STATUS_NETWORK_SESSION_EXPIRED), "a refused session is %#x",
       status);
    ok(call(&end, ECHO, "c", 1) == SMBPIPE_NOT_SENT, "a refused session was used");
    finish(&end, 0);
}

/* What is asked later was not sent. */
static void test_lost(void)
{
    struct peer_end end;
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
    finish(&end, 0);

    begin(&end);
    ok(!call(&end, LOSE_AFTER, "x", 1), "no answer");
    ok(call(&end, ECHO, "c", 1) == SMBPIPE_NOT_SENT, "a dead connection was used");
    finish(&end, 0);
}

/* A request that comes while another one is being sent waits for it. */
static void test_nested(void)
{
    struct peer_end end;
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
    finish(&end, 0);
}

/* What ends a worker, with the others' ends still open */

static void check_ended(struct peer_end *end, const char *what)
{
    int status;

    ok(at_end(end->answers), "%s: there is still who answers", what);
    status = wait_worker(end);
    ok(!status, "%s: exit status %d", what, status);
    ok(end->control == -1 || at_end(end->control), "%s: the control connection is still there",
       what);
    close_end(end);
}

static void test_too_long(uint32_t length)
{
    struct smbpipe_request request = { .length = htole32(length), .opnum = htole16(ECHO) };
    struct peer_end end;
    uint8_t *stub;
    size_t size;

    begin(&end);
    ok(send_request(&end, ECHO, "good", 4) && send_bytes(&end, &request, sizeof(request)),
       "not sent");
    ok(!receive_answer(&end, &stub, &size) && size == 4, "the request before has no answer");
    free(stub);
    check_ended(&end, "a request that is too long");
}

static void test_ends(void)
{
    struct peer_end end;

    test_too_long(SMBPIPE_MAX_REQUEST + 1);
    test_too_long(0x7fffffff);
    test_too_long(0xffffffff);
    test_too_long(0xfffffff8);

    begin(&end);
    ok(!call(&end, ECHO, "good", 4), "no answer");
    close(end.control);
    end.control = -1;
    check_ended(&end, "the end of the control connection");

    begin(&end);
    close(end.requests);
    end.requests = -1;
    check_ended(&end, "the end of the requests");

    begin(&end);
    ok(send(end.control, "x", 1, MSG_NOSIGNAL) == 1, "not sent");
    check_ended(&end, "a second byte");

    begin(&end);
    ok(send_request(&end, SILENCE, "x", 1), "not sent");
    wait_until_read(&end);
    close(end.control);
    end.control = -1;
    check_ended(&end, "the end of the control connection in a call");
}

/* A call that libdcerpc has lost ends the worker. */
static void test_silence(void)
{
    struct peer_end end;

    call_timeout = 1;
    begin(&end);
    ok(send_request(&end, SILENCE, "x", 1), "not sent");
    check_ended(&end, "silence");
}

void test_worker(void)
{
    connect_timeout = 5;
    call_timeout = SMBPIPE_CALL_TIMEOUT;
    signal(SIGPIPE, SIG_IGN);
    test_refused();
    test_modes();
    test_not_opened();
    test_pieces();
    test_pipeline();
    test_full();
    test_long_answer();
    test_statuses();
    test_lost();
    test_nested();
    test_ends();
    test_silence();
}
