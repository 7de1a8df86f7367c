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

#ifndef __SMBPIPE_PEER_H
#define __SMBPIPE_PEER_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

enum peer
{
    PEER_UNKNOWN,
    PEER_OURS,
    PEER_FOREIGN
};

enum peer peer_lookup(FILE *table, const struct sockaddr_in *peer, const struct sockaddr_in *self,
                      uid_t uid);
bool peer_is_ours(int fd);

#endif /* __SMBPIPE_PEER_H */
