/*
 * Whose process is at the other end of a loopback connection?
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
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "peer.h"

/* Looks in a table in the format of /proc/net/tcp for the socket that belongs to the peer. */
enum peer peer_lookup(FILE *table, const struct sockaddr_in *peer, const struct sockaddr_in *self,
                      uid_t uid)
{
    unsigned int addr, port, rem_addr, rem_port, state, owner;
    char line[256];

    while (fgets(line, sizeof(line), table))
    {
        if (sscanf(line, "%*u: %x:%x %x:%x %x %*x:%*x %*x:%*x %*x %u", &addr, &port,
                   &rem_addr, &rem_port, &state, &owner) != 6)
            continue;
        if (addr != peer->sin_addr.s_addr || port != ntohs(peer->sin_port) ||
            rem_addr != self->sin_addr.s_addr || rem_port != ntohs(self->sin_port))
            continue;
        /* A socket that its owner has closed is shown as root's. */
        if (state != TCP_ESTABLISHED) return PEER_FOREIGN;
        return owner == uid ? PEER_OURS : PEER_FOREIGN;
    }
    return PEER_UNKNOWN;
}

static enum peer look_once(const struct sockaddr_in *peer, const struct sockaddr_in *self)
{
    enum peer result = PEER_UNKNOWN;
    FILE *table = fopen("/proc/net/tcp", "re");

    if (!table) return PEER_UNKNOWN;
    result = peer_lookup(table, peer, self, geteuid());
    fclose(table);
    return result;
}

/* If this end is, then the other end has been the same socket ever since the connection was made. */
static bool is_established(int fd)
{
    struct tcp_info info;
    socklen_t size = sizeof(info);

    return !getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) &&
           info.tcpi_state == TCP_ESTABLISHED;
}

/*
 * The kernel reads a socket's state and its owner one after the other, and the peer may close it in
 * between. Seeing the connection established a second time says that the first owner was the true
 * one. A third look is for the kernel's table, which may skip a line while others come and go.
 *
 * The peer may also be gone, and its port be that of a process of ours which waits to be accepted.
 * What the peer had sent can still be read then.
 */
bool peer_is_ours(int fd)
{
    struct sockaddr_in self, peer;
    socklen_t self_len = sizeof(self), peer_len = sizeof(peer);
    unsigned int i, agreed = 0;

    if (getsockname(fd, (struct sockaddr *)&self, &self_len) ||
        getpeername(fd, (struct sockaddr *)&peer, &peer_len) ||
        self.sin_family != AF_INET || peer.sin_family != AF_INET)
        return false;

    for (i = 0; i < 3 && agreed < 2; i++)
    {
        enum peer result = look_once(&peer, &self);
        if (result == PEER_FOREIGN) return false;
        if (result == PEER_OURS) agreed++;
    }
    return agreed == 2 && is_established(fd);
}
