/*
 * Opening a named pipe with libdcerpc
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

#ifndef __SMBPIPE_CONNECT_H
#define __SMBPIPE_CONNECT_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include <talloc.h>
#include <tevent.h>
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter" /* in an inline function of Samba's */
/* Samba 4.22 shows the members of struct dcerpc_pipe only to callers that define this. */
#define SOURCE4_LIBRPC_INTERNALS 1
#include <dcerpc.h>
#pragma GCC diagnostic pop

#include <credentials.h>
#include <param.h>

#include "private.h"

/* credentials.c */

struct user
{
    struct cli_credentials *credentials;
    const char *source;     /* for messages */
    const char *workgroup;  /* of this machine, by its smb.conf */
    struct loadparm_context *lp;
    bool anonymous;
    uint64_t id;            /* of the file that the password is from, as in struct smbpipe_reply */
};

const char *credentials_file_problem(int fd);
uint64_t credentials_file_id(int fd);
NTSTATUS user_load(TALLOC_CTX *mem, struct loadparm_context *lp, struct tevent_context *ev,
                   const struct open_request *open, struct user *user);

/* connect.c */

NTSTATUS connect_pipe(TALLOC_CTX *mem, struct tevent_context *ev, const struct open_request *open,
                      struct user *user, struct dcerpc_pipe **pipe);
NTSTATUS connect_another(struct dcerpc_pipe *first, const struct open_request *open,
                         const struct user *user, struct dcerpc_pipe **pipe);

#endif /* __SMBPIPE_CONNECT_H */
