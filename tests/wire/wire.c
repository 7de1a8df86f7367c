/*
 * Things to time calls beside: the ends of a wire, and a slow wire
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

/*
 * echo         answers each 120 bytes with as many
 * fifos FOLDER does the same by FIFOs that it makes in the folder, once
 * ask PORT     asks that server; like bench.exe, it reads numbers and prints times
 * rpc FOLDER   answers RPC calls with the files bind_ack and response
 * relay        passes all bytes between its clients and a server on, later, and counts turns
 *
 * Each prints the address at which it listens.
 */

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define EXCHANGE_SIZE 120
#define CHUNK         65536

static void die(const char *what)
{
    fprintf(stderr, "wire: %s: %s\n", what, strerror(errno));
    exit(1);
}

static double now_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1e6 + now.tv_nsec / 1e3;
}

/* "address:port" */
static struct sockaddr_in parse_address(const char *text)
{
    struct sockaddr_in addr = { .sin_family = AF_INET };
    const char *colon = strchr(text, ':');
    char host[INET_ADDRSTRLEN] = "";

    if (colon && (size_t)(colon - text) < sizeof(host)) memcpy(host, text, colon - text);
    if (!colon || !inet_pton(AF_INET, host, &addr.sin_addr))
    {
        fprintf(stderr, "wire: '%s' is not address:port\n", text);
        exit(2);
    }
    addr.sin_port = htons(atoi(colon + 1));
    return addr;
}

static void set_nodelay(int fd)
{
    int one = 1;

    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
}

static int listen_on(struct sockaddr_in addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;
    socklen_t size = sizeof(addr);

    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
    if (bind(fd, (struct sockaddr *)&addr, size) || listen(fd, SOMAXCONN)) die("listen");
    getsockname(fd, (struct sockaddr *)&addr, &size);
    printf("%u\n", ntohs(addr.sin_port));
    fflush(stdout);
    return fd;
}

static int connect_to(struct sockaddr_in addr)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (connect(fd, (struct sockaddr *)&addr, sizeof(addr))) die("connect");
    set_nodelay(fd);
    return fd;
}

static bool receive_exchange(int fd)
{
    char data[EXCHANGE_SIZE];
    ssize_t got, size = 0;

    for (; size < EXCHANGE_SIZE; size += got)
        if ((got = recv(fd, data + size, sizeof(data) - size, 0)) <= 0) return false;
    return true;
}

static void send_exchange(int fd)
{
    char data[EXCHANGE_SIZE] = "";

    if (send(fd, data, sizeof(data), MSG_NOSIGNAL) != sizeof(data)) die("send");
}

static int echo(void)
{
    int listener = listen_on(parse_address("127.0.0.1:0")), fd;

    while ((fd = accept(listener, NULL, NULL)) != -1)
    {
        set_nodelay(fd);
        while (receive_exchange(fd)) send_exchange(fd);
        close(fd);
    }
    return 1;
}

/*
 * The same by FIFOs in a folder, until the other side closes its end. A reader without a writer
 * would see the end at once, so the answers are open before the other side can ask.
 */
static int fifos(const char *folder)
{
    char data[EXCHANGE_SIZE], path[2][4096];
    int in, out;

    snprintf(path[0], sizeof(path[0]), "%s/requests", folder);
    snprintf(path[1], sizeof(path[1]), "%s/answers", folder);
    if (mkfifo(path[0], 0600) || mkfifo(path[1], 0600)) die("mkfifo");
    if ((out = open(path[1], O_RDWR)) == -1) die("open");
    printf("%s\n", folder);
    fflush(stdout);
    if ((in = open(path[0], O_RDONLY)) == -1) die("open");
    while (read(in, data, sizeof(data)) == EXCHANGE_SIZE)
        if (write(out, data, sizeof(data)) != EXCHANGE_SIZE) die("write");
    return 0;
}

static int ask(const char *port)
{
    struct sockaddr_in addr = parse_address("127.0.0.1:0");
    unsigned int count;
    char line[32];
    int fd;

    addr.sin_port = htons(atoi(port));
    fd = connect_to(addr);
    while (fgets(line, sizeof(line), stdin) && (count = strtoul(line, NULL, 10)))
    {
        while (count--)
        {
            double start = now_us();

            send_exchange(fd);
            if (!receive_exchange(fd)) die("recv");
            printf("%.1f ", now_us() - start);
        }
        printf("\n");
        fflush(stdout);
    }
    return 0;
}

/* RPC of one fragment. It does not look at the request. */

#define RPC_HEADER_SIZE 16
#define RPC_LENGTH      8
#define RPC_CALL_ID     12

struct answer
{
    size_t        size;
    unsigned char data[CHUNK];
};

static void read_answer(const char *folder, const char *name, struct answer *answer)
{
    char path[4096];
    FILE *file;

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    if (!(file = fopen(path, "rb"))) die(path);
    answer->size = fread(answer->data, 1, sizeof(answer->data), file);
    fclose(file);
}

static bool receive_pdu(int fd, unsigned char *data)
{
    size_t size = 0, length = RPC_HEADER_SIZE;
    ssize_t got;

    for (; size < length; size += got)
    {
        if ((got = recv(fd, data + size, CHUNK - size, 0)) <= 0) return false;
        if (size + got >= RPC_HEADER_SIZE) length = data[RPC_LENGTH] | data[RPC_LENGTH + 1] << 8;
    }
    return true;
}

static int rpc(const char *folder)
{
    static struct answer ack, response;
    static unsigned char request[CHUNK];
    int listener, fd;

    read_answer(folder, "bind_ack", &ack);
    read_answer(folder, "response", &response);
    listener = listen_on(parse_address("127.0.0.1:0"));
    while ((fd = accept(listener, NULL, NULL)) != -1)
    {
        struct answer *answer = &ack;

        set_nodelay(fd);
        for (; receive_pdu(fd, request); answer = &response)
        {
            memcpy(answer->data + RPC_CALL_ID, request + RPC_CALL_ID, sizeof(unsigned int));
            if (send(fd, answer->data, answer->size, MSG_NOSIGNAL) < 0) break;
        }
        close(fd);
    }
    return 1;
}

/* The relay: a process for each connection */

struct chunk
{
    struct chunk *next;
    double        due;
    size_t        size;
    char          data[];
};

struct way
{
    int           from, to;
    struct chunk *first, **last;
    bool          ended;
};

static void take_chunk(struct way *way, double delay)
{
    struct chunk *chunk = malloc(sizeof(*chunk) + CHUNK);
    ssize_t got;

    if (!chunk) die("malloc");
    if ((got = recv(way->from, chunk->data, CHUNK, 0)) < 0) got = 0;
    chunk->next = NULL;
    chunk->size = got;
    chunk->due = now_us() + delay;
    *way->last = chunk;
    way->last = &chunk->next;
    way->ended = !got;
}

/* Sends the bytes that are due; returns false at the end. */
static bool pass_on(struct way *way)
{
    struct chunk *chunk;
    size_t done = 0;

    while ((chunk = way->first) && chunk->due <= now_us())
    {
        if (!chunk->size) return false;
        while (done < chunk->size)
        {
            ssize_t sent = send(way->to, chunk->data + done, chunk->size - done, MSG_NOSIGNAL);

            if (sent <= 0) return false;
            done += sent;
        }
        done = 0;
        if (!(way->first = chunk->next)) way->last = &way->first;
        free(chunk);
    }
    return true;
}

static void wait_for_ways(struct way ways[2], struct pollfd fds[2])
{
    double wait = -1, now = now_us();
    struct timespec timeout;
    unsigned int i;

    for (i = 0; i < 2; i++)
    {
        double left = ways[i].first ? ways[i].first->due - now : -1;

        fds[i].fd = ways[i].ended ? -1 : ways[i].from;
        fds[i].events = POLLIN;
        if (!ways[i].first) continue;
        if (left < 0) left = 0;
        if (wait < 0 || left < wait) wait = left;
    }
    timeout.tv_sec = wait / 1e6;
    timeout.tv_nsec = (wait - timeout.tv_sec * 1e6) * 1e3;
    ppoll(fds, 2, wait < 0 ? NULL : &timeout, NULL);
}

/*
 * A turn is a change of direction: two turns are a round trip. All connections share the counter.
 */
static void relay_connection(int client, int server, double delay, unsigned int *turns)
{
    struct way ways[2] = { { client, server, NULL, &ways[0].first, false },
                           { server, client, NULL, &ways[1].first, false } };
    struct pollfd fds[2];
    int i, direction = -1;

    for (;;)
    {
        wait_for_ways(ways, fds);
        for (i = 0; i < 2; i++)
        {
            if (fds[i].fd == -1 || !fds[i].revents) continue;
            take_chunk(&ways[i], delay);
            if (ways[i].ended || direction == i) continue;
            __atomic_add_fetch(turns, 1, __ATOMIC_RELAXED);
            direction = i;
        }
        for (i = 0; i < 2; i++) if (!pass_on(&ways[i])) return;
    }
}

static void accept_connection(int listener, struct sockaddr_in target, double delay,
                              unsigned int *turns)
{
    int client = accept(listener, NULL, NULL);

    if (client == -1 || fork())
    {
        close(client);
        return;
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    set_nodelay(client);
    relay_connection(client, connect_to(target), delay, turns);
    _exit(0);
}

/* For each line of the input it prints the number of turns since the last one. */
static bool report_turns(unsigned int *turns)
{
    char line[32];

    if (!fgets(line, sizeof(line), stdin)) return false;
    printf("%u\n", __atomic_exchange_n(turns, 0, __ATOMIC_RELAXED));
    fflush(stdout);
    return true;
}

static int relay(const char *address, const char *target, const char *delay)
{
    struct pollfd fds[2] = { { .fd = STDIN_FILENO, .events = POLLIN }, { .events = POLLIN } };
    struct sockaddr_in addr = parse_address(target);
    unsigned int *turns = mmap(NULL, sizeof(*turns), PROT_READ | PROT_WRITE,
                               MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    if (turns == MAP_FAILED) die("mmap");
    signal(SIGCHLD, SIG_IGN);
    fds[1].fd = listen_on(parse_address(address));
    while (poll(fds, 2, -1) > 0 || errno == EINTR)
    {
        if (fds[1].revents) accept_connection(fds[1].fd, addr, atof(delay), turns);
        if (fds[0].revents && !report_turns(turns)) return 0;
    }
    return 1;
}

int main(int argc, char *argv[])
{
    prctl(PR_SET_TIMERSLACK, 1);
    if (argc == 2 && !strcmp(argv[1], "echo")) return echo();
    if (argc == 3 && !strcmp(argv[1], "fifos")) return fifos(argv[2]);
    if (argc == 3 && !strcmp(argv[1], "ask")) return ask(argv[2]);
    if (argc == 3 && !strcmp(argv[1], "rpc")) return rpc(argv[2]);
    if (argc == 5 && !strcmp(argv[1], "relay")) return relay(argv[2], argv[3], argv[4]);
    fprintf(stderr, "Usage: wire echo\n"
                    "       wire fifos FOLDER\n"
                    "       wire ask PORT\n"
                    "       wire rpc FOLDER\n"
                    "       wire relay ADDRESS:PORT SERVER:PORT MICROSECONDS\n");
    return 2;
}
