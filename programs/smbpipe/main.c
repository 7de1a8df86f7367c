/*
 * smbpipe: carries RPC calls to named pipes of SMB servers, for netapi32
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
 * netapi32 starts one smbpipe for each Windows process that needs it, with a connected loopback
 * socket as standard input and output. This file is the parent process: it gives netapi32 a control
 * port, starts a worker (worker.c) for each connection to it, and ends them all when standard input
 * ends.
 *
 * A process for each server, since connecting to one can block in name resolution and in Kerberos:
 * a server that does not answer must not delay the calls to another.
 */

#include <arpa/inet.h>
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fifos.h"
#include "message.h"
#include "peer.h"
#include "smbpipe.h"
#include "worker.h"

#ifndef PACKAGE_VERSION
#define PACKAGE_VERSION "(unknown version)"
#endif

#define MAX_WORKERS 256

static struct worker_process { pid_t pid; char folder[FIFOS_NAME]; } workers[MAX_WORKERS];
static unsigned int worker_count;

static const char usage[] =
    "Usage: smbpipe [--help | --version]\n"
    "\n"
    "Carries RPC calls to named pipes of SMB servers. It is started by netapi32.dll, with a\n"
    "connected socket as standard input and output, and is of no use on a command line.\n"
    "See smbpipe(1).\n";

static bool is_stream_socket(int fd)
{
    socklen_t size = sizeof(int);
    int type;

    return !getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) && type == SOCK_STREAM;
}

/* Nobody may see a password in a core file or with a debugger. */
static void protect_memory(void)
{
    const struct rlimit none = { 0, 0 };

    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
}

/* SIGCHLD and the signals that end us are read from the descriptor. The old mask is for workers. */
static int block_signals(sigset_t *old)
{
    sigset_t signals;

    signal(SIGPIPE, SIG_IGN);
    sigemptyset(&signals);
    sigaddset(&signals, SIGCHLD);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGHUP);
    sigprocmask(SIG_BLOCK, &signals, old);
    sigdelset(old, SIGTERM);
    return signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

static int loopback_listen(unsigned short *port)
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

static struct smbpipe_hello hello;

static bool say_hello(unsigned short port)
{
    hello.magic = htole32(SMBPIPE_MAGIC);
    hello.version = htole16(SMBPIPE_VERSION);
    hello.port = htole16(port);
    if (getrandom(hello.token, sizeof(hello.token), 0) != sizeof(hello.token)) return false;
    return send(STDOUT_FILENO, &hello, sizeof(hello), MSG_NOSIGNAL) == sizeof(hello);
}

/*
 * Standard output is the owner's socket: what a library prints must not get there, nor, unasked, to
 * the user.
 */
static void detach_from_owner(void)
{
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);

    if (null == -1) _exit(1);
    dup2(null, STDIN_FILENO);
    dup2(null, STDOUT_FILENO);
    if (!getenv("SMBPIPE_DEBUG")) message_hide_others(null);
    if (null > STDERR_FILENO) close(null);
}

static void start_worker(int control, int listener, int signals, const sigset_t *mask)
{
    struct worker_process *worker = &workers[worker_count];
    pid_t parent = getpid();

    if (!fifos_name(worker->folder) || (worker->pid = fork()) == -1) return;
    if (worker->pid)
    {
        worker_count++;
        return;
    }
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent) _exit(0);
    close(listener);
    close(signals);
    detach_from_owner();
    sigprocmask(SIG_SETMASK, mask, NULL);
    exit(worker_run(control, &hello, worker->folder));
}

static void accept_control(int listener, int signals, const sigset_t *mask)
{
    int control = accept4(listener, NULL, NULL, SOCK_CLOEXEC);

    if (control == -1) return;
    if (worker_count < MAX_WORKERS && peer_is_ours(control))
        start_worker(control, listener, signals, mask);
    close(control);
}

/* One that was killed may have left its folder. */
static void forget_worker(pid_t pid, int status)
{
    unsigned int i;

    for (i = 0; i < worker_count && workers[i].pid != pid; i++) ;
    if (i == worker_count) return;
    if (WIFSIGNALED(status))
    {
        message("the process of a server was ended by signal %d; the next call starts another",
                WTERMSIG(status));
        fifos_remove(workers[i].folder);
    }
    workers[i] = workers[--worker_count];
}

/* False if it was a signal to end. */
static bool handle_signals(int signals)
{
    struct signalfd_siginfo info;
    bool go_on = true;
    pid_t pid;
    int status;

    while (read(signals, &info, sizeof(info)) == sizeof(info))
        if (info.ssi_signo != SIGCHLD) go_on = false;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) forget_worker(pid, status);
    return go_on;
}

static void serve(int listener, int signals, const sigset_t *mask)
{
    struct pollfd fds[] = { { STDIN_FILENO, POLLIN | POLLRDHUP, 0 }, { listener, POLLIN, 0 },
                            { signals, POLLIN, 0 } };

    for (;;)
    {
        if (poll(fds, 3, -1) == -1 && errno != EINTR) return;
        if (fds[0].revents) return; /* the owner's end, or bytes that no owner of ours would send */
        if (fds[2].revents && !handle_signals(signals)) return;
        if (fds[1].revents) accept_control(listener, signals, mask);
    }
}

/* Ends the workers, and what libraries may have started in them. */
static void end_workers(void)
{
    signal(SIGTERM, SIG_IGN);
    if (getpgrp() == getpid()) kill(0, SIGTERM);
}

static int run(void)
{
    unsigned short port;
    sigset_t mask;
    int listener, signals;

    /* With a process group of our own, end_workers meets nobody else. */
    setpgid(0, 0);
    protect_memory();
    if ((signals = block_signals(&mask)) == -1 || (listener = loopback_listen(&port)) == -1)
    {
        message("can't listen on the loopback address: %s", strerror(errno));
        return 1;
    }
    if (say_hello(port)) serve(listener, signals, &mask);
    end_workers();
    fifos_sweep();
    return 0;
}

int main(int argc, char *argv[])
{
    if (argc == 2 && !strcmp(argv[1], "--help"))
    {
        fputs(usage, stdout);
        return 0;
    }
    if (argc == 2 && !strcmp(argv[1], "--version"))
    {
        printf("smbpipe %s, protocol %u\n", PACKAGE_VERSION, SMBPIPE_VERSION);
        return 0;
    }
    /* A socket of ours that took the place of a closed stderr would get messages. */
    if (fcntl(STDERR_FILENO, F_GETFD) == -1 && open("/dev/null", O_WRONLY) != STDERR_FILENO)
        return 2;
    if (argc != 1 || !is_stream_socket(STDIN_FILENO) || !is_stream_socket(STDOUT_FILENO))
    {
        message("standard input and output are not a socket of netapi32.dll, which starts smbpipe");
        fputs(usage, stderr);
        return 2;
    }
    return run();
}
