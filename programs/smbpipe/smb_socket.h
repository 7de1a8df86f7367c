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

#ifndef __SMBPIPE_SMB_SOCKET_H
#define __SMBPIPE_SMB_SOCKET_H

#include <stdbool.h>

int smb_socket_find(void);
void smb_socket_limit(int fd, unsigned int seconds);
bool smb_socket_is_open(int fd);
unsigned int smb_socket_silence(int fd);

#endif /* __SMBPIPE_SMB_SOCKET_H */
