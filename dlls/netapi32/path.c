/*
 * Names and paths as another computer takes them
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

#include "client.h"

#include "wine/debug.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

#define MAX_OUTPUT 64000    /* of NetprPathCanonicalize and NetprNameCanonicalize */

/* A name or path, or two, and what is asked of them. Each call takes what it needs. */
struct question
{
    WCHAR     *first, *second;
    DWORD      type, flags;
    void      *output;
    DWORD      size;
    NET_API_STATUS (*ask)( WCHAR *server, struct question *question );
};

static NET_API_STATUS call_ask( WCHAR *server, void *params )
{
    struct question *question = params;

    return question->ask( server, question );
}

static NET_API_STATUS ask( const WCHAR *servername, struct question *question )
{
    if (!question->first || !question->second || question->size > MAX_OUTPUT)
        return ERROR_INVALID_PARAMETER;
    return single_call( servername, call_ask, question, TRUE );
}

/* The text has a terminator, and is empty after a failure. */
static NET_API_STATUS ask_for_text( const WCHAR *servername, struct question *question,
                                    WCHAR *text, DWORD len )
{
    NET_API_STATUS ret = ask( servername, question );

    if (!ret && len && wcsnlen( text, len ) == len) ret = RPC_X_BAD_STUB_DATA;
    if (ret && len) *text = 0;
    return ret;
}

/*
 * The answer begins with the number of elements in its array. rpcrt4 does not compare it with that
 * of the request, and would write as many elements to the program's buffer.
 */
static void expect_array( DWORD count )
{
    struct call *call = current_call();

    call->tags = 1;
    call->level = count;
}

static NET_API_STATUS path_type( WCHAR *server, struct question *q )
{
    return NetprPathType( server, q->first, &q->type, q->flags );
}

static NET_API_STATUS path_canonicalize( WCHAR *server, struct question *q )
{
    expect_array( q->size );
    return NetprPathCanonicalize( server, q->first, q->output, q->size, q->second, &q->type,
                                  q->flags );
}

static NET_API_STATUS path_compare( WCHAR *server, struct question *q )
{
    return NetprPathCompare( server, q->first, q->second, q->type, q->flags );
}

static NET_API_STATUS name_validate( WCHAR *server, struct question *q )
{
    return NetprNameValidate( server, q->first, q->type, q->flags );
}

static NET_API_STATUS name_canonicalize( WCHAR *server, struct question *q )
{
    expect_array( q->size );
    return NetprNameCanonicalize( server, q->first, q->output, q->size, q->type, q->flags );
}

static NET_API_STATUS name_compare( WCHAR *server, struct question *q )
{
    return NetprNameCompare( server, q->first, q->second, q->type, q->flags );
}

/************************************************************
 *                I_NetPathType  (NETAPI32.@)
 *
 * Tell the type of a path, as a server sees it.
 *
 * PARAMS
 *  servername [I] Name of the server, NULL or empty for the local computer
 *  path       [I] Path
 *  type       [O] Receives an ITYPE value
 *  flags      [I] 0, or 1 for paths of MS-DOS
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_NAME if it is no path, or an error as described for
 *  NetSessionGetInfo.
 */
NET_API_STATUS WINAPI I_NetPathType( LMSTR servername, LMSTR path, LPDWORD type, DWORD flags )
{
    struct question question = { path, path, 0, flags, NULL, 0, path_type };
    NET_API_STATUS ret;

    TRACE( "(%s, %s, %p, %#lx)\n", debugstr_w(servername), debugstr_w(path), type, flags );

    if (!type) return ERROR_INVALID_PARAMETER;
    *type = 0;
    if (!(ret = ask( servername, &question ))) *type = question.type;
    return ret;
}

/************************************************************
 *                I_NetPathCanonicalize  (NETAPI32.@)
 *
 * Bring a path into the form that a server compares.
 *
 * PARAMS
 *  servername [I]   Name of the server, NULL or empty for the local computer
 *  path       [I]   Path
 *  outbuf     [O]   Receives the canonical path
 *  outbuflen  [I]   Size of outbuf in bytes
 *  prefix     [I]   What is put before the path, or NULL
 *  type       [I/O] Type of the path, 0 if it is not known; receives the type of the result
 *  flags      [I]   Flags of MS-SRVS
 *
 * RETURNS
 *  NERR_Success, NERR_BufTooSmall, ERROR_INVALID_NAME if it is no path, or an error as described
 *  for NetSessionGetInfo.
 */
NET_API_STATUS WINAPI I_NetPathCanonicalize( LMSTR servername, LMSTR path, LMSTR outbuf,
                                             DWORD outbuflen, LMSTR prefix, LPDWORD type,
                                             DWORD flags )
{
    static WCHAR none[] = L"";
    struct question question = { path, prefix ? prefix : none, type ? *type : 0, flags, outbuf,
                                 outbuflen, path_canonicalize };
    NET_API_STATUS ret;

    TRACE( "(%s, %s, %p, %lu, %s, %p, %#lx)\n", debugstr_w(servername), debugstr_w(path), outbuf,
           outbuflen, debugstr_w(prefix), type, flags );

    if (!outbuf || !type) return ERROR_INVALID_PARAMETER;
    ret = ask_for_text( servername, &question, outbuf, outbuflen / sizeof(*outbuf) );
    if (!ret) *type = question.type;
    return ret;
}

/************************************************************
 *                I_NetPathCompare  (NETAPI32.@)
 *
 * Compare two paths as a server does.
 *
 * PARAMS
 *  servername [I] Name of the server, NULL or empty for the local computer
 *  path1      [I] Path
 *  path2      [I] Path
 *  type       [I] Type of both, 0 if it is not known
 *  flags      [I] 1 if both are in canonical form
 *
 * RETURNS
 *  0 if they are equal, -1 or 1 if not, or an error, which can't be told from the last.
 */
LONG WINAPI I_NetPathCompare( LMSTR servername, LMSTR path1, LMSTR path2, DWORD type, DWORD flags )
{
    struct question question = { path1, path2, type, flags, NULL, 0, path_compare };

    TRACE( "(%s, %s, %s, %lu, %#lx)\n", debugstr_w(servername), debugstr_w(path1),
           debugstr_w(path2), type, flags );

    return ask( servername, &question );
}

/************************************************************
 *                I_NetNameValidate  (NETAPI32.@)
 *
 * Tell whether a server takes a name.
 *
 * PARAMS
 *  servername [I] Name of the server, NULL or empty for the local computer
 *  name       [I] Name
 *  type       [I] NAMETYPE value
 *  flags      [I] 0, or LM2X_COMPATIBLE
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_NAME if it does not, or an error as described for NetSessionGetInfo.
 */
NET_API_STATUS WINAPI I_NetNameValidate( LMSTR servername, LMSTR name, DWORD type, DWORD flags )
{
    struct question question = { name, name, type, flags, NULL, 0, name_validate };

    TRACE( "(%s, %s, %lu, %#lx)\n", debugstr_w(servername), debugstr_w(name), type, flags );

    return ask( servername, &question );
}

/************************************************************
 *                I_NetNameCanonicalize  (NETAPI32.@)
 *
 * Bring a name into the form that a server compares.
 *
 * PARAMS
 *  servername [I] Name of the server, NULL or empty for the local computer
 *  name       [I] Name
 *  outbuf     [O] Receives the canonical name
 *  outbuflen  [I] Size of outbuf in bytes; a server counts characters
 *  type       [I] NAMETYPE value
 *  flags      [I] 0, or LM2X_COMPATIBLE
 *
 * RETURNS
 *  As described for I_NetPathCanonicalize.
 */
NET_API_STATUS WINAPI I_NetNameCanonicalize( LMSTR servername, LMSTR name, LMSTR outbuf,
                                             DWORD outbuflen, DWORD type, DWORD flags )
{
    struct question question = { name, name, type, flags, outbuf, outbuflen / sizeof(*outbuf),
                                 name_canonicalize };

    TRACE( "(%s, %s, %p, %lu, %lu, %#lx)\n", debugstr_w(servername), debugstr_w(name), outbuf,
           outbuflen, type, flags );

    if (!outbuf) return ERROR_INVALID_PARAMETER;
    return ask_for_text( servername, &question, outbuf, question.size );
}

/************************************************************
 *                I_NetNameCompare  (NETAPI32.@)
 *
 * Compare two names as a server does. See I_NetPathCompare; the type is a NAMETYPE value.
 */
LONG WINAPI I_NetNameCompare( LMSTR servername, LMSTR name1, LMSTR name2, DWORD type, DWORD flags )
{
    struct question question = { name1, name2, type, flags, NULL, 0, name_compare };

    TRACE( "(%s, %s, %s, %lu, %#lx)\n", debugstr_w(servername), debugstr_w(name1),
           debugstr_w(name2), type, flags );

    return ask( servername, &question );
}
