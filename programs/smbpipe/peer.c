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
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "peer.h"

/* A socket that its owner has closed is shown as root's. */
static enum peer judge(unsigned int state, uid_t owner, uid_t uid)
{
    return state == TCP_ESTABLISHED && owner == uid ? PEER_OURS : PEER_FOREIGN;
}

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
        return judge(state, owner, uid);
    }
    return PEER_UNKNOWN;
}

static enum peer look_in_table(const struct sockaddr_in *peer, const struct sockaddr_in *self)
{
    enum peer result = PEER_UNKNOWN;
    FILE *table = fopen("/proc/net/tcp", "re");

    if (!table) return PEER_UNKNOWN;
    result = peer_lookup(table, peer, self, geteuid());
    fclose(table);
    return result;
}

/* False if there is no such socket, or the kernel does not tell of any: its error is the same. */
static bool read_answer(int netlink, enum peer *result)
{
    union { struct nlmsghdr header; char data[1024]; } answer;
    ssize_t size = recv(netlink, &answer, sizeof(answer), MSG_DONTWAIT);
    const struct inet_diag_msg *found = NLMSG_DATA(&answer.header);

    if (size < 0 || !NLMSG_OK(&answer.header, (size_t)size) ||
        answer.header.nlmsg_type != SOCK_DIAG_BY_FAMILY ||
        answer.header.nlmsg_len < NLMSG_LENGTH(sizeof(*found)))
        return false;
    *result = judge(found->idiag_state, found->idiag_uid, geteuid());
    return true;
}

static bool ask_kernel(const struct sockaddr_in *peer, const struct sockaddr_in *self,
                       enum peer *result)
{
    struct { struct nlmsghdr header; struct inet_diag_req_v2 request; } question =
    {
        { .nlmsg_len = sizeof(question), .nlmsg_type = SOCK_DIAG_BY_FAMILY,
          .nlmsg_flags = NLM_F_REQUEST },
        { .sdiag_family = AF_INET, .sdiag_protocol = IPPROTO_TCP, .idiag_states = ~0u,
          .id = { .idiag_sport = peer->sin_port, .idiag_src = { peer->sin_addr.s_addr },
                  .idiag_dport = self->sin_port, .idiag_dst = { self->sin_addr.s_addr },
                  .idiag_cookie = { INET_DIAG_NOCOOKIE, INET_DIAG_NOCOOKIE } } }
    };
    int netlink = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    bool told;

    if (netlink == -1) return false;
    told = send(netlink, &question, sizeof(question), 0) == sizeof(question) &&
           read_answer(netlink, result);
    close(netlink);
    return told;
}

/* If this end is, the other end has been the same socket ever since the connection was made. */
static bool is_established(int fd)
{
    struct tcp_info info;
    socklen_t size = sizeof(info);

    return !getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) &&
           info.tcpi_state == TCP_ESTABLISHED;
}

/*
 * The kernel finds the one socket without looking at the others, of which other users can make
 * many. Not every kernel, nor every sandbox, has that; a table has all sockets.
 */
static enum peer look_once(int fd, const struct sockaddr_in *peer, const struct sockaddr_in *self)
{
    enum peer result;

    if (ask_kernel(peer, self, &result)) return result;
    return is_established(fd) ? look_in_table(peer, self) : PEER_UNKNOWN;
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
        enum peer result = look_once(fd, &peer, &self);
        if (result == PEER_FOREIGN) return false;
        if (result == PEER_OURS) agreed++;
    }
    return agreed == 2 && is_established(fd);
}
