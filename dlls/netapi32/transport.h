/*
 * The account and the ways to another machine's pipes
 *
 * Copyright 2026 the netapi32 session project
 *
 * This library is free software; you can redistribute it and/or
 * modify it under the terms of the GNU Lesser General Public
 * License as published by the Free Software Foundation; either
 * version 2.1 of the License, or (at your option) any later version.
 *
 * This library is distributed in the hope that it will be useful,
 * but WITHOUT ANY WARRANTY; without even the implied warranty of
 * MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the GNU
 * Lesser General Public License for more details.
 *
 * You should have received a copy of the GNU Lesser General Public
 * License along with this library; if not, write to the Free Software
 * Foundation, Inc., 51 Franklin St, Fifth Floor, Boston, MA 02110-1301, USA
 */

#ifndef __TRANSPORT_H
#define __TRANSPORT_H

#include "util.h"
#include "rpc.h"
#include "rpcdcep.h"
#include "smbpipe.h"

/* A named pipe and its RPC interface. smbpipe_open() opens the first pipe of a server. */
struct endpoint
{
    unsigned int                number;
    const WCHAR                *pipe;
    const RPC_CLIENT_INTERFACE *iface;
};

/* The account that a server sees */
struct credentials
{
    BOOL      given;            /* else smbpipe finds the account */
    ULONGLONG id;               /* of the password; a changed password has another id */
    DWORD     password_len;     /* in characters */
    WCHAR     user[514];        /* CRED_MAX_USERNAME_LENGTH and the terminator */
    WCHAR     domain[257];
    WCHAR     password[SMBPIPE_MAX_PASSWORD / sizeof(WCHAR)];
};

/* A connection to smbpipe's process for a server */
struct smbpipe;

extern NTSTATUS smbpipe_open( const WCHAR *host, const struct endpoint *endpoint,
                              struct credentials *user, void (*make_room)(void),
                              struct smbpipe **ret );
extern DWORD smbpipe_call( struct smbpipe *smbpipe, const struct endpoint *endpoint,
                           struct smbpipe_request *request, void **answer, DWORD *answer_size );
extern BOOL smbpipe_is_gone( struct smbpipe *smbpipe );
extern void smbpipe_close( struct smbpipe *smbpipe );
extern void smbpipe_cleanup(void);

#endif /* __TRANSPORT_H */
