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
 * netapi32 starts one smbpipe for each Windows process that needs it. This process starts a worker
 * (worker.c) for each server, and ends all workers when its owner has gone.
 *
 * Each server has its own process, since name resolution and Kerberos block while we connect. A
 * server that does not answer must not delay the calls to another.
 */

#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "private.h"

#ifndef PACKAGE_VERSION
#define PACKAGE_VERSION "(unknown version)"
#endif

#define MAX_WORKERS  256
#define OWNER_TIMEOUT 10000     /* milliseconds, for the owner to open our pipes */

static unsigned int worker_count;
static pid_t last_worker;
static uint32_t last_id;        /* the id that the owner gave it */

static const char usage[] =
    "Usage: smbpipe --serve | --help | --version\n"
    "\n"
    "Carries RPC calls to named pipes of SMB servers. It is started by netapi32.dll with --serve,\n"
    "and is of no use on a command line. See smbpipe(1).\n";

/* We read SIGCHLD and the signals that end us from the descriptor. Workers get the old mask. */
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

/* Standard output is the owner's file, and no library must print there. */
static void detach_from_owner(void)
{
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);

    if (null == -1) _exit(1);
    dup2(null, STDIN_FILENO);
    dup2(null, STDOUT_FILENO);
    if (null > STDERR_FILENO) close(null);
}

/* The worker tells the owner its id and pipes, as soon as the owner can open them. */
static void run_worker(const struct pipes *owner, struct pipes *pipes)
{
    struct smbpipe_worker worker = pipes_name(pipes, last_id);

    if (write(owner->answers, &worker, sizeof(worker)) != sizeof(worker)) _exit(1);
    close(owner->requests);
    close(owner->answers);
    /* exit() would take a sixth of the time of an opening, for the 100 libraries. */
    _exit(worker_run(pipes));
}

static bool refuse(const struct pipes *owner, unsigned int reason)
{
    struct smbpipe_worker none = { last_id, 0, htole16(reason), htole16(worker_count > 0) };

    return write(owner->answers, &none, sizeof(none)) == sizeof(none);
}

/* Names the limit, unless a place becomes free when another worker ends. Returns the reason. */
static unsigned int limit_met(int error)
{
    bool processes = error == EAGAIN, descriptors = error == EMFILE || error == ENFILE;
    struct rlimit limit = { 0, 0 };

    if (!processes && !descriptors) return SMBPIPE_NO_MEMORY;
    getrlimit(processes ? RLIMIT_NPROC : RLIMIT_NOFILE, &limit);
    if (processes && !worker_count)
        message("can't start a process: a limit is met. This user may have %lld (RLIMIT_NPROC, "
                "\"ulimit -u\"), and pids.max of a cgroup or kernel.pid_max may allow less; raise "
                "it, or end other processes", (long long)limit.rlim_cur);
    else if (!worker_count)
        message("can't make pipes: a limit is met. A process may have %lld descriptors "
                "(RLIMIT_NOFILE, \"ulimit -n\"), the system fs.file-max; raise it",
                (long long)limit.rlim_cur);
    return processes ? SMBPIPE_NO_PROCESS : SMBPIPE_NO_DESCRIPTOR;
}

static bool start_worker(const struct pipes *owner, int signals, const sigset_t *mask)
{
    pid_t parent = getpid(), pid;
    struct pipes pipes;
    int error;

    if (!pipes_make(&pipes)) return refuse(owner, limit_met(errno));
    if (!(pid = fork()))
    {
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (getppid() != parent) _exit(0);
        close(signals);
        sigprocmask(SIG_SETMASK, mask, NULL);
        run_worker(owner, &pipes);
    }
    error = errno;
    pipes_close(&pipes);
    if (pid == -1) return refuse(owner, limit_met(error));
    last_worker = pid;
    worker_count++;
    return true;
}

/* A killed worker may not have named its pipes. If it has, the owner skips our answer by its id. */
static void forget_worker(const struct pipes *owner, pid_t pid, int status)
{
    worker_count--;
    if (!WIFSIGNALED(status)) return;
    message("the process of a server was ended by signal %d; the next call starts another",
            WTERMSIG(status));
    if (pid == last_worker) refuse(owner, SMBPIPE_KILLED);
}

/* Returns false after a signal to end. */
static bool handle_signals(const struct pipes *owner, int signals)
{
    struct signalfd_siginfo info;
    bool go_on = true;
    pid_t pid;
    int status;

    while (read(signals, &info, sizeof(info)) == sizeof(info))
        if (info.ssi_signo != SIGCHLD) go_on = false;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) forget_worker(owner, pid, status);
    return go_on;
}

/* If MAX_WORKERS run, the next server waits until one of them ends. */
static void serve(struct pipes *owner, int signals, const sigset_t *mask)
{
    struct pollfd fds[] = { { owner->requests, POLLIN, 0 }, { signals, POLLIN, 0 } };
    int timeout = OWNER_TIMEOUT;

    for (;;)
    {
        fds[0].events = worker_count < MAX_WORKERS ? POLLIN : 0;
        switch (poll(fds, 2, timeout))
        {
        case -1:
            if (errno != EINTR) return;
            continue;
        case 0:
            return;
        }
        if (fds[1].revents && !handle_signals(owner, signals)) return;
        if (fds[0].revents & POLLIN)
        {
            if (read(owner->requests, &last_id, sizeof(last_id)) != sizeof(last_id)) return;
            if (timeout != -1) pipes_are_open(owner);
            timeout = -1;
            if (!start_worker(owner, signals, mask)) return;
        }
        else if (fds[0].revents) return;
    }
}

/* Ends the workers, and processes that libraries may have started in them. */
static void end_workers(void)
{
    signal(SIGTERM, SIG_IGN);
    if (getpgrp() == getpid()) kill(0, SIGTERM);
}

static bool say_hello(const struct pipes *owner)
{
    struct smbpipe_worker self = pipes_name(owner, 0);

    return printf("smbpipe %u %u %u %u\n", SMBPIPE_VERSION, self.pid, self.requests,
                  self.answers) > 0 && !fflush(stdout);
}

static int run(int ready)
{
    const struct rlimit none = { 0, 0 };
    struct pipes owner;
    sigset_t mask;
    int signals;

    /* In our own process group, end_workers signals nobody else. */
    setpgid(0, 0);
    setrlimit(RLIMIT_CORE, &none);
    if ((signals = block_signals(&mask)) == -1 || !pipes_make(&owner) || !say_hello(&owner))
    {
        message("can't make pipes or name them: %s", strerror(errno));
        return 1;
    }
    if (write(ready, "", 1) != 1) return 1;
    close(ready);
    detach_from_owner();
    if (!getenv("SMBPIPE_DEBUG")) message_hide_others(STDOUT_FILENO);
    connect_init();
    serve(&owner, signals, &mask);
    end_workers();
    return 0;
}

/* The process that started us waits until we run or fail, and reads that from the exit status. */
static int run_detached(void)
{
    int ready[2];
    char byte;

    if (pipe2(ready, O_CLOEXEC)) return 1;
    switch (fork())
    {
    case -1:
        printf("smbpipe %u 0 %u 0\n", SMBPIPE_VERSION, limit_met(errno));
        return 1;
    case 0:
        close(ready[0]);
        return run(ready[1]);
    }
    close(ready[1]);
    return read(ready[0], &byte, 1) == 1 ? 0 : 1;
}

/* A pipe of ours with the number of a closed standard file would get messages or be replaced. */
static bool open_standard_files(void)
{
    int fd;

    do fd = open("/dev/null", O_RDWR);
    while (fd != -1 && fd <= STDERR_FILENO);
    return fd != -1 && !close(fd);
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
    if (!open_standard_files()) return 2;
    if (argc == 2 && !strcmp(argv[1], "--serve")) return run_detached();
    fputs(usage, stderr);
    return 2;
}
