/*
 * Named pipes of other machines
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

/*
 * In the layout for Wine's tree this file stands in place of our smbpipe.c. Wine's developers
 * choose the way of the calls to another machine, a unixlib or something else, and give it these
 * functions. Until then netapi32 reaches only a program of the prefix that serves \pipe\srvsvc.
 */

#include "transport.h"

#include "wine/debug.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/* call.c asks for the local computer by its address if no program of the prefix is its server. */
NTSTATUS smbpipe_open( const WCHAR *host, const struct endpoint *endpoint,
                       struct credentials *user, void (*make_room)(void), struct smbpipe **ret )
{
    if (!wcscmp( host, L"127.0.0.1" )) return STATUS_BAD_NETWORK_PATH;

    FIXME( "no way to %s on %s\n", debugstr_w(endpoint->pipe), debugstr_w(host) );
    return STATUS_NOT_SUPPORTED;
}

DWORD smbpipe_call( struct smbpipe *smbpipe, const struct endpoint *endpoint,
                    struct smbpipe_request *request, void **answer, DWORD *answer_size )
{
    return SMBPIPE_NOT_SENT;
}

BOOL smbpipe_is_gone( struct smbpipe *smbpipe )
{
    return FALSE;
}

void smbpipe_close( struct smbpipe *smbpipe )
{
}

void smbpipe_cleanup(void)
{
}
