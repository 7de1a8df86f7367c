/*
 * Declarations for all files of smbpipe
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

#ifndef __SMBPIPE_PRIVATE_H
#define __SMBPIPE_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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

#include "smbpipe.h"

/* util.c */

void message(const char *format, ...) __attribute__((format(printf, 1, 2)));
void message_timeout(void);
void message_hide_others(int null);

struct pipes
{
    int requests, answers;              /* our ends: we read one, and write the other */
    int their_requests, their_answers;  /* the other ends, -1 once netapi32 has them */
};

bool pipes_make(struct pipes *pipes);
struct smbpipe_worker pipes_name(const struct pipes *pipes, uint32_t id);
void pipes_are_open(struct pipes *pipes);
void pipes_close(struct pipes *pipes);

/* open.c */

#define OPEN_MAX_LENGTH (sizeof(struct smbpipe_open) + SMBPIPE_MAX_SERVER + SMBPIPE_MAX_PIPE + \
                         SMBPIPE_MAX_USER + SMBPIPE_MAX_DOMAIN + SMBPIPE_MAX_PASSWORD)

struct open_request
{
    uint8_t if_uuid[16];
    uint16_t if_major, if_minor;
    bool user_given;                /* else user, domain and password are empty */
    uint64_t refused;               /* id of the credential not to try, 0 for none */
    unsigned int connect_timeout, call_timeout;     /* in seconds */
    char server[SMBPIPE_MAX_SERVER + 1];
    char pipe[SMBPIPE_MAX_PIPE + 1];
    char user[SMBPIPE_MAX_USER + 1];
    char domain[SMBPIPE_MAX_DOMAIN + 1];
    size_t password_len;            /* in bytes */
    uint8_t password[SMBPIPE_MAX_PASSWORD];
};

enum open_result
{
    OPEN_OK,
    OPEN_INCOMPLETE,    /* so far so good, more bytes must come */
    OPEN_BAD_VERSION,
    OPEN_BAD_MESSAGE
};

enum open_result open_parse(const uint8_t *data, size_t size, struct open_request *open);

/* credentials.c */

struct user
{
    struct cli_credentials *credentials;
    const char *source;     /* for messages */
    const char *workgroup;  /* of this machine, by its smb.conf */
    struct loadparm_context *lp;
    bool anonymous;
    uint64_t id;            /* of the password's file, as in struct smbpipe_reply */
};

const char *credentials_file_problem(int fd);
uint64_t credentials_file_id(int fd);
bool is_address(const char *server);
NTSTATUS user_load(TALLOC_CTX *mem, struct loadparm_context *lp, struct tevent_context *ev,
                   const struct open_request *open, struct user *user);

/* connect.c */

NTSTATUS connect_init(void);
NTSTATUS connect_pipe(TALLOC_CTX *mem, struct tevent_context *ev, const struct open_request *open,
                      struct user *user, struct dcerpc_pipe **pipe);
NTSTATUS connect_another(struct dcerpc_pipe *first, const struct open_request *open,
                         const struct user *user, struct dcerpc_pipe **pipe);

/* worker.c */

uint32_t fault_status(uint32_t status);
int worker_run(struct pipes *pipes);

#endif /* __SMBPIPE_PRIVATE_H */
