/*
 * Unit tests of smbpipe
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

#include <endian.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../programs/smbpipe/private.h"
#include "smbpipe_test.h"
#include "../tap.h"

struct tap tap;

void check(bool good, const char *file, int line, const char *format, ...)
{
    va_list args;

    tap.checks++;
    if (good) return;
    tap.failures++;
    va_start(args, format);
    printf("# %s:%d: ", strrchr(file, '/') ? strrchr(file, '/') + 1 : file, line);
    vprintf(format, args);
    printf("\n");
    va_end(args);
}

/* The open message */

static uint8_t message_data[8192];

struct part
{
    const char *data;
    size_t size;
};

enum { SERVER, PIPE, USER, DOMAIN, PASSWORD, PARTS };

static size_t make_message_of(const struct part *parts, unsigned int who)
{
    struct smbpipe_open header =
    {
        .magic = htole32(SMBPIPE_MAGIC), .version = htole16(SMBPIPE_VERSION),
        .if_uuid = { 1, 2, 3, 4 }, .if_major = htole16(3), .if_minor = htole16(7),
        .who = htole16(who), .server_len = htole16(parts[SERVER].size),
        .pipe_len = htole16(parts[PIPE].size), .user_len = htole16(parts[USER].size),
        .domain_len = htole16(parts[DOMAIN].size), .password_len = htole16(parts[PASSWORD].size),
        .connect_timeout = htole16(5), .call_timeout = htole16(SMBPIPE_MAX_TIMEOUT),
        .refused = { htole32(0x89abcdef), htole32(0x01234567) }
    };
    size_t size = sizeof(header);
    unsigned int i;

    /* The bytes after the message would complete a character that it cuts off. */
    memset(message_data, 0xa9, sizeof(message_data));
    for (i = 0; i < PARTS; i++)
    {
        memcpy(message_data + size, parts[i].data, parts[i].size);
        size += parts[i].size;
    }
    header.length = htole16(size);
    memcpy(message_data, &header, sizeof(header));
    return size;
}

static size_t make_message(const char *server, size_t server_len, const char *pipe, size_t pipe_len)
{
    const struct part parts[PARTS] =
    {
        { server, server_len }, { pipe, pipe_len }, { "", 0 }, { "", 0 }, { "", 0 }
    };

    return make_message_of(parts, SMBPIPE_DEFAULT_USER);
}

static enum open_result parse_names(const char *server, const char *pipe)
{
    struct open_request open;
    size_t size = make_message(server, strlen(server), pipe, strlen(pipe));

    return open_parse(message_data, size, &open);
}

static void test_open_layout(void)
{
    ok(sizeof(struct smbpipe_worker) == 12, "worker has %zu bytes", sizeof(struct smbpipe_worker));
    ok(sizeof(struct smbpipe_open) == 52, "open has %zu bytes", sizeof(struct smbpipe_open));
    ok(sizeof(struct smbpipe_reply) == 20, "reply has %zu bytes", sizeof(struct smbpipe_reply));
}

static void test_open_good(void)
{
    struct open_request open;
    enum open_result result;
    size_t i, size = make_message("server.example", 14, "srvsvc", 6);

    for (i = 0; i < size; i++)
    {
        result = open_parse(message_data, i, &open);
        ok(result == OPEN_INCOMPLETE, "%zu of %zu bytes: result %u", i, size, result);
    }
    result = open_parse(message_data, size, &open);
    ok(result == OPEN_OK, "result %u", result);
    ok(!strcmp(open.server, "server.example"), "server %s", open.server);
    ok(!strcmp(open.pipe, "srvsvc"), "pipe %s", open.pipe);
    ok(open.if_major == 3 && open.if_minor == 7, "version %u.%u", open.if_major, open.if_minor);
    ok(open.if_uuid[0] == 1 && open.if_uuid[3] == 4, "wrong uuid");
    ok(!open.user_given && !open.user[0] && !open.domain[0] && !open.password_len, "has a user");
    ok(open.connect_timeout == 5 && open.call_timeout == SMBPIPE_MAX_TIMEOUT, "timeouts %u %u",
       open.connect_timeout, open.call_timeout);
    ok(open.refused == 0x0123456789abcdef, "refused %#llx", (unsigned long long)open.refused);
}

static enum open_result parse_user(unsigned int who, const char *user, const char *domain,
                                   const char *password, size_t password_len,
                                   struct open_request *open)
{
    const struct part parts[PARTS] =
    {
        { "server", 6 }, { "pipe", 4 }, { user, strlen(user) }, { domain, strlen(domain) },
        { password, password_len }
    };

    return open_parse(message_data, make_message_of(parts, who), open);
}

static void test_open_user(void)
{
    static const char long_password[SMBPIPE_MAX_PASSWORD + 2];
    char name[SMBPIPE_MAX_USER + 2];
    struct open_request open;

    ok(parse_user(SMBPIPE_GIVEN_USER, "u\xc3\xa9", "D", "p\0w\0", 4, &open) == OPEN_OK, "refused");
    ok(open.user_given && !strcmp(open.user, "u\xc3\xa9") && !strcmp(open.domain, "D"),
       "user %s domain %s", open.user, open.domain);
    ok(open.password_len == 4 && !memcmp(open.password, "p\0w", 4), "wrong password");
    ok(!strcmp(open.server, "server") && !strcmp(open.pipe, "pipe"), "wrong names");
    ok(parse_user(SMBPIPE_GIVEN_USER, "a@b.c", "", "", 0, &open) == OPEN_OK, "no password");
    ok(open.user_given && !open.password_len, "a password");
    ok(parse_user(SMBPIPE_GIVEN_USER, "", "", "", 0, &open) == OPEN_OK && open.user_given,
       "anonymous");

    ok(parse_user(SMBPIPE_DEFAULT_USER, "u", "", "", 0, &open) == OPEN_BAD_MESSAGE, "user");
    ok(parse_user(SMBPIPE_DEFAULT_USER, "", "D", "", 0, &open) == OPEN_BAD_MESSAGE, "domain");
    ok(parse_user(SMBPIPE_DEFAULT_USER, "", "", "pw", 2, &open) == OPEN_BAD_MESSAGE, "password");
    ok(parse_user(2, "u", "", "", 0, &open) == OPEN_BAD_MESSAGE, "no such kind of user");
    ok(parse_user(SMBPIPE_GIVEN_USER, "u", "", "pwx", 3, &open) == OPEN_BAD_MESSAGE, "half");
    ok(parse_user(SMBPIPE_GIVEN_USER, "D\\u", "", "", 0, &open) == OPEN_BAD_MESSAGE, "separator");
    ok(parse_user(SMBPIPE_GIVEN_USER, "u\n", "", "", 0, &open) == OPEN_BAD_MESSAGE, "line feed");

    memset(name, 'a', sizeof(name));
    name[SMBPIPE_MAX_USER + 1] = 0;
    ok(parse_user(SMBPIPE_GIVEN_USER, name, "", "", 0, &open) == OPEN_BAD_MESSAGE, "long user");
    name[SMBPIPE_MAX_USER] = 0;
    ok(parse_user(SMBPIPE_GIVEN_USER, name, "", "", 0, &open) == OPEN_OK, "longest user");
    name[SMBPIPE_MAX_DOMAIN + 1] = 0;
    ok(parse_user(SMBPIPE_GIVEN_USER, "u", name, "", 0, &open) == OPEN_BAD_MESSAGE, "long domain");
    name[SMBPIPE_MAX_DOMAIN] = 0;
    ok(parse_user(SMBPIPE_GIVEN_USER, "u", name, long_password, SMBPIPE_MAX_PASSWORD, &open) ==
       OPEN_OK, "longest domain and password");
    ok(parse_user(SMBPIPE_GIVEN_USER, "u", "", long_password, SMBPIPE_MAX_PASSWORD + 2, &open) ==
       OPEN_BAD_MESSAGE, "long password");
}

static void test_open_names(void)
{
    static const char *const good_servers[] =
    {
        "a", "::1", "fe80::1%eth0", "10.0.0.1", "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80",
        "\xed\x9f\xbf", "\xee\x80\x80", "\xf4\x8f\xbf\xbf", "name with space", "-x", "a;b$(c)[d,e]"
    };
    static const char *const bad_servers[] =
    {
        "", "a/b", "\\\\a", "a\\b", "a\nb", "\x7f", "\x1f", "\x1b[0m",
        "\xc2\x85", "\xc2\x9b"                                  /* C1 control characters */
    };
    char name[SMBPIPE_MAX_SERVER + 2];
    struct open_request open;
    unsigned int i;

    for (i = 0; i < sizeof(good_servers) / sizeof(good_servers[0]); i++)
        ok(parse_names(good_servers[i], "p") == OPEN_OK, "good server %u refused", i);
    for (i = 0; i < sizeof(bad_servers) / sizeof(bad_servers[0]); i++)
        ok(parse_names(bad_servers[i], "p") == OPEN_BAD_MESSAGE, "bad server %u accepted", i);
    ok(parse_names("s", "a\\b/c") == OPEN_OK, "separators in the pipe's name refused");
    ok(parse_names("s", "") == OPEN_BAD_MESSAGE, "empty pipe accepted");
    ok(parse_names("s", "a\tb") == OPEN_BAD_MESSAGE, "tab in the pipe's name accepted");
    ok(open_parse(message_data, make_message("a\0b", 3, "p", 1), &open) == OPEN_BAD_MESSAGE,
       "NUL in the server's name accepted");
    ok(open_parse(message_data, make_message("a", 1, "p\0", 2), &open) == OPEN_BAD_MESSAGE,
       "NUL in the pipe's name accepted");

    memset(name, 'a', sizeof(name));
    name[SMBPIPE_MAX_SERVER] = 0;
    ok(parse_names(name, name) == OPEN_OK, "longest names refused");
    name[SMBPIPE_MAX_SERVER] = 'a';
    name[SMBPIPE_MAX_SERVER + 1] = 0;
    ok(parse_names(name, "p") == OPEN_BAD_MESSAGE, "too long a server accepted");
    ok(parse_names("s", name) == OPEN_BAD_MESSAGE, "too long a pipe accepted");
}

static enum open_result parse_changed(size_t offset, uint16_t value, size_t more)
{
    struct open_request open;
    size_t size = make_message("server", 6, "pipe", 4);

    value = htole16(value);
    memcpy(message_data + offset, &value, sizeof(value));
    return open_parse(message_data, size + more, &open);
}

static void test_open_header(void)
{
    const size_t length = offsetof(struct smbpipe_open, length);
    struct open_request open;

    ok(parse_changed(0, 0, 0) == OPEN_BAD_MESSAGE, "wrong magic accepted");
    ok(parse_changed(2, 0, 0) == OPEN_BAD_MESSAGE, "wrong second half of magic accepted");
    ok(parse_changed(4, 0, 0) == OPEN_BAD_VERSION, "version 0");
    ok(parse_changed(4, SMBPIPE_VERSION + 1, 0) == OPEN_BAD_VERSION, "next version");
    ok(parse_changed(length, 62, 1) == OPEN_BAD_MESSAGE, "trailing byte accepted");
    ok(parse_changed(length, 61, 0) == OPEN_BAD_MESSAGE, "shorter length accepted");
    ok(parse_changed(length, 63, 0) == OPEN_INCOMPLETE, "longer length");
    ok(parse_changed(length, 63, 1) == OPEN_BAD_MESSAGE, "longer length, all there, accepted");
    ok(parse_changed(length, 0, 0) == OPEN_BAD_MESSAGE, "length 0 accepted");
    ok(parse_changed(length, 51, 0) == OPEN_BAD_MESSAGE, "length below the structure accepted");
    ok(parse_changed(length, 0xffff, 0) == OPEN_BAD_MESSAGE, "length above all limits accepted");
    ok(parse_changed(offsetof(struct smbpipe_open, server_len), 7, 0) == OPEN_BAD_MESSAGE,
       "wrong server_len accepted");
    ok(parse_changed(offsetof(struct smbpipe_open, server_len), 0xffff, 0) == OPEN_BAD_MESSAGE,
       "server_len 65535 accepted");
    ok(parse_changed(offsetof(struct smbpipe_open, pipe_len), 3, 0) == OPEN_BAD_MESSAGE,
       "wrong pipe_len accepted");
    ok(parse_changed(offsetof(struct smbpipe_open, pipe_len), 0xffff, 0) == OPEN_BAD_MESSAGE,
       "pipe_len 65535 accepted");
    ok(open_parse((const uint8_t *)"GET / HTTP/1.0\r\n\r\n", 18, &open) == OPEN_BAD_MESSAGE,
       "HTTP accepted");
}

static void test_open_timeouts(void)
{
    const size_t timeouts[] =
    {
        offsetof(struct smbpipe_open, connect_timeout), offsetof(struct smbpipe_open, call_timeout)
    };
    unsigned int i;

    for (i = 0; i < 2; i++)
    {
        ok(parse_changed(timeouts[i], 0, 0) == OPEN_BAD_MESSAGE, "%u: 0 accepted", i);
        ok(parse_changed(timeouts[i], 1, 0) == OPEN_OK, "%u: 1 refused", i);
        ok(parse_changed(timeouts[i], SMBPIPE_MAX_TIMEOUT, 0) == OPEN_OK, "%u: most refused", i);
        ok(parse_changed(timeouts[i], SMBPIPE_MAX_TIMEOUT + 1, 0) == OPEN_BAD_MESSAGE,
           "%u: more than the most accepted", i);
    }
}

/* Answers of servers */

static void test_fault(void)
{
    ok(fault_status(0), "a fault without a status is none");
    ok(fault_status(0xc0000005) == 0xc0000005, "changed");
    ok(fault_status(NT_STATUS_V(NT_STATUS_PIPE_BROKEN)) != NT_STATUS_V(NT_STATUS_PIPE_BROKEN),
       "the server can say that smbpipe has ended");
    ok(fault_status(SMBPIPE_NOT_SENT) != SMBPIPE_NOT_SENT,
       "the server can say that nothing was sent");
}

/* The credentials file */

static void test_credentials_file(void)
{
    static const mode_t bad[] = { 0601, 0602, 0604, 0610, 0620, 0640, 0644, 0666, 0777 };
    char path[] = "/tmp/smbpipe_test.XXXXXX";
    int fd = mkstemp(path), null = open("/dev/null", O_RDONLY), dir = open("/tmp", O_RDONLY);
    unsigned int i;

    if (fd == -1) abort();
    unlink(path);
    ok(!credentials_file_problem(fd), "private file: %s", credentials_file_problem(fd));
    fchmod(fd, 0400);
    ok(!credentials_file_problem(fd), "read-only file: %s", credentials_file_problem(fd));
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
    {
        fchmod(fd, bad[i]);
        ok(credentials_file_problem(fd) != NULL, "mode %o accepted", bad[i]);
    }
    fchmod(fd, 0600);
    if (ftruncate(fd, 65537)) abort();
    ok(credentials_file_problem(fd) != NULL, "long file accepted");
    if (ftruncate(fd, 0)) abort();
    if (!geteuid())
    {
        if (fchown(fd, 1, 0)) abort();
        ok(credentials_file_problem(fd) != NULL, "another user's file accepted");
    }
    ok(credentials_file_problem(null) != NULL, "device accepted");
    ok(credentials_file_problem(dir) != NULL, "directory accepted");
    ok(credentials_file_problem(-1) != NULL, "no descriptor accepted");
    close(fd);
    close(null);
    close(dir);
}

static uint64_t id_after(int fd, const char *data)
{
    struct timespec tick = { 0, 20000000 }; /* the kernel's file times have coarse steps */

    nanosleep(&tick, NULL);
    if (data && pwrite(fd, data, strlen(data), 0) < 0) abort();
    return credentials_file_id(fd);
}

static void test_credentials_id(void)
{
    char path[] = "/tmp/smbpipe_test.XXXXXX", other_path[] = "/tmp/smbpipe_test.XXXXXX";
    int fd = mkstemp(path), other = mkstemp(other_path);
    uint64_t first;

    if (fd == -1 || other == -1) abort();
    first = id_after(fd, "password = a");
    ok(first != 0, "no id");
    ok(id_after(fd, NULL) == first, "another id for the same file");
    ok(id_after(other, "password = a") != first, "the same id for another file");
    ok(id_after(fd, "password = b") != first, "the same id for another password of that length");
    ok(!credentials_file_id(-1), "an id without a file");
    unlink(path);
    unlink(other_path);
    close(fd);
    close(other);
}

/* The pipes */

static unsigned int count_fds(void)
{
    unsigned int fd, count = 0;

    for (fd = 0; fd < 256; fd++) count += fcntl(fd, F_GETFD) != -1;
    return count;
}

static bool closed_by_exec(const struct pipes *pipes)
{
    return fcntl(pipes->requests, F_GETFD) == FD_CLOEXEC &&
           fcntl(pipes->answers, F_GETFD) == FD_CLOEXEC &&
           fcntl(pipes->their_requests, F_GETFD) == FD_CLOEXEC &&
           fcntl(pipes->their_answers, F_GETFD) == FD_CLOEXEC;
}

static void test_pipes(void)
{
    unsigned int before = count_fds();
    struct smbpipe_worker name;
    struct pipes pipes;
    struct end end;
    char byte = 0;

    ok(pipes_make(&pipes) && count_fds() == before + 4, "no pipes were made");
    ok(closed_by_exec(&pipes), "other programs get them");
    prctl(PR_SET_DUMPABLE, 0);
    name = pipes_name(&pipes, 7);
    ok(prctl(PR_GET_DUMPABLE) == 1, "nobody can open the pipes");
    ok(name.id == 7 && le32toh(name.pid) == (uint32_t)getpid(), "wrong name");
    ok(open_end(&name, &end), "the pipes can't be opened by their names");
    ok(write(end.requests, "x", 1) == 1 && read(pipes.requests, &byte, 1) == 1 && byte == 'x',
       "the requests are another pipe's");
    ok(write(pipes.answers, "y", 1) == 1 && read(end.answers, &byte, 1) == 1 && byte == 'y',
       "the answers are another pipe's");

    pipes_are_open(&pipes);
    ok(!prctl(PR_GET_DUMPABLE), "a debugger can look into the process");
    ok(pipes.their_requests == -1 && pipes.their_answers == -1, "the other ends are kept");
    ok(count_fds() == before + 4, "the other ends are open");
    close_end(&end);
    ok(!read(pipes.requests, &byte, 1), "the requests have no end");
    pipes_close(&pipes);
    ok(count_fds() == before, "not all is closed");
    prctl(PR_SET_DUMPABLE, 1);
}

static void test_no_pipes(void)
{
    unsigned int before = count_fds(), more;
    int next = dup(STDOUT_FILENO);
    struct rlimit old, limit;
    struct pipes pipes;

    close(next);
    getrlimit(RLIMIT_NOFILE, &old);
    for (more = 0; more < 4; more++)
    {
        limit = (struct rlimit){ next + more, old.rlim_max };
        setrlimit(RLIMIT_NOFILE, &limit);
        ok(!pipes_make(&pipes), "pipes with room for %u descriptors", more);
        setrlimit(RLIMIT_NOFILE, &old);
        ok(count_fds() == before, "room for %u descriptors: one is left open", more);
    }
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0);   /* a child must not print what is left there */
    tap_run(test_open_layout());
    tap_run(test_open_good());
    tap_run(test_open_user());
    tap_run(test_open_names());
    tap_run(test_open_header());
    tap_run(test_open_timeouts());
    tap_run(test_fault());
    tap_run(test_credentials_file());
    tap_run(test_credentials_id());
    tap_run(test_pipes());
    tap_run(test_no_pipes());
    begin_slow_serving();
    begin_slow_worker();
    tap_run(test_serving());
    tap_run(test_worker());
    end_slow_serving();
    end_slow_worker();
    return tap_close();
}
