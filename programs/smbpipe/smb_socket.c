/*
 * The socket of the SMB connection
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
 * libdcerpc reads from the SMB connection only while a call is under way, so it sees the end of an
 * idle one too late, in the next call; and of a call it knows how long it takes in all, not whether
 * its answer is coming in. The socket, which no function gives, tells both.
 */

#include <limits.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "smb_socket.h"

/* It is the one connected socket. */
int smb_socket_find(void)
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
 * A host that vanishes without a word, be it between calls, is as good as a connection that it has
 * closed after so many seconds. Where the kernel refuses, calls have their own limit still.
 */
void smb_socket_limit(int fd, unsigned int seconds)
{
    const unsigned int on = 1, probe = (seconds + 2) / 3, timeout = seconds * 1000;

    setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on));
    setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &probe, sizeof(probe));
    setsockopt(fd, IPPROTO_TCP, TCP_KEEPINTVL, &probe, sizeof(probe));
    setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &timeout, sizeof(timeout));
}

bool smb_socket_is_open(int fd)
{
    struct pollfd smb = { .fd = fd, .events = POLLRDHUP };

    return poll(&smb, 1, 0) <= 0;   /* a signal can interrupt even this */
}

/* How long nothing has come, in milliseconds */
unsigned int smb_socket_silence(int fd)
{
    struct tcp_info info;
    socklen_t size = sizeof(info);

    if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size)) return UINT_MAX;
    return info.tcpi_last_data_recv;
}
