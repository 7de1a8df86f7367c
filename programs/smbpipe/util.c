/*
 * Messages to the user, and the pipes between smbpipe and netapi32
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
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "private.h"

static int message_fd = STDERR_FILENO;

/* Prints a line in one piece, since several workers may print at a time. */
void message(const char *format, ...)
{
    char line[1024] = "smbpipe: ";
    size_t length = strlen(line);
    va_list args;

    va_start(args, format);
    vsnprintf(line + length, sizeof(line) - length - 1, format, args);
    va_end(args);
    length = strlen(line);
    line[length++] = '\n';
    if (write(message_fd, line, length) < 0) return; /* nobody to tell */
}

/* A signal handler calls this. */
void message_timeout(void)
{
    static const char text[] = "smbpipe: the server does not answer, check its name and that its "
                               "port 445 is open\n";

    if (write(message_fd, text, sizeof(text) - 1) < 0) return;
}

/* After this only message() prints to standard error, and libraries print to null. */
void message_hide_others(int null)
{
    message_fd = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    dup2(null, STDERR_FILENO);
}

bool pipes_make(struct pipes *pipes)
{
    int fds[4], error;

    if (pipe2(fds, O_CLOEXEC)) fds[0] = fds[1] = -1;
    if (pipe2(fds + 2, O_CLOEXEC)) fds[2] = fds[3] = -1;
    *pipes = (struct pipes){ fds[0], fds[3], fds[1], fds[2] };
    if (fds[0] != -1 && fds[2] != -1) return true;
    error = errno;
    pipes_close(pipes);
    errno = error;
    return false;
}

/*
 * Lets netapi32 open the pipes. The kernel admits only processes of the same user, and only while a
 * debugger may look into this process. So there must be no password here yet.
 */
struct smbpipe_worker pipes_name(const struct pipes *pipes, uint32_t id)
{
    prctl(PR_SET_DUMPABLE, 1);
    return (struct smbpipe_worker){ id, htole32(getpid()), htole16(pipes->their_requests),
                                    htole16(pipes->their_answers) };
}

/* netapi32 has opened both. After this no debugger can read a password here. */
void pipes_are_open(struct pipes *pipes)
{
    prctl(PR_SET_DUMPABLE, 0);
    close(pipes->their_requests);
    close(pipes->their_answers);
    pipes->their_requests = pipes->their_answers = -1;
}

void pipes_close(struct pipes *pipes)
{
    close(pipes->requests);
    close(pipes->answers);
    close(pipes->their_requests);
    close(pipes->their_answers);
}
