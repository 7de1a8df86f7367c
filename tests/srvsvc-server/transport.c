/*
 * The calls about transports and names of the server
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

#include "server.h"

#define MAX_DOMAIN 15

enum
{
    TRANSPORT_VCS,
    TRANSPORT_NAME,
    TRANSPORT_ADDRESS,
    TRANSPORT_NETWORK_ADDRESS,
    TRANSPORT_DOMAIN,
    TRANSPORT_FLAGS
};

static const struct field transport_fields[] =
{
    [TRANSPORT_VCS]             = PLAIN_FIELD( L"clients",         KIND_NUMBER ),
    [TRANSPORT_NAME]            = PLAIN_FIELD( L"name",            KIND_STRING ),
    [TRANSPORT_ADDRESS]         = PLAIN_FIELD( L"address",         KIND_ADDRESS ),
    [TRANSPORT_NETWORK_ADDRESS] = PLAIN_FIELD( L"network address", KIND_STRING ),
    [TRANSPORT_DOMAIN]          = PLAIN_FIELD( L"domain",          KIND_STRING ),
    [TRANSPORT_FLAGS]           = PLAIN_FIELD( L"flags",           KIND_NUMBER ),
};

struct table transports = { .section = L"transports", FIELDS( transport_fields ) };

#define MEMBER( field, name ) MEMBER_AT( field, SERVER_TRANSPORT_INFO_3, svti3_##name )

/* Each level is the beginning of the next. The password of level 3 is not kept. */
static const struct member transport_members[] =
{
    MEMBER( TRANSPORT_VCS, numberofvcs ),
    MEMBER( TRANSPORT_NAME, transportname ),
    { TRANSPORT_ADDRESS, offsetof( SERVER_TRANSPORT_INFO_3, svti3_transportaddress ),
      offsetof( SERVER_TRANSPORT_INFO_3, svti3_transportaddresslength ) },
    MEMBER( TRANSPORT_NETWORK_ADDRESS, networkaddress ),
    MEMBER( TRANSPORT_DOMAIN, domain ),
    MEMBER( TRANSPORT_FLAGS, flags ),
};

#define LEVEL( level, count ) \
    { level, sizeof(SERVER_TRANSPORT_INFO_##level), ACCESS_ADMINISTRATOR, transport_members, \
      count, NULL }

static const struct level transport_levels[] =
{
    LEVEL( 0, 4 ), LEVEL( 1, 5 ), LEVEL( 2, 6 ), LEVEL( 3, 6 ),
};

/* Level 3 is for NetrServerTransportAddEx alone. */
NET_API_STATUS NetrServerTransportEnum( SRVSVC_HANDLE server, SERVER_XPORT_ENUM_STRUCT *info,
                                        DWORD length, DWORD *total, DWORD *resume )
{
    struct query query =
    {
        .table = &transports,
        .level = find_level( transport_levels, 3, info->Level ),
        .length = length,
        .container = (struct container *)info->XportInfo.Level0,
        .total = total,
        .resume = resume,
    };

    return log_enum( enum_all( &query ), &query, info->Level, L"NetrServerTransportEnum", NULL,
                     NULL );
}

static BOOL match_address( const union value *transport, const void *address, DWORD size )
{
    const struct block *block = transport[TRANSPORT_ADDRESS].block;

    return block && block->size == size && !_strnicmp( (const char *)block->bytes, address, size );
}

/* Returns the count of transports if it is none of them. */
static DWORD find_transport( const SERVER_TRANSPORT_INFO_0 *info )
{
    DWORD i;

    for (i = 0; i < transports.count; i++)
    {
        const union value *transport = table_record( &transports, i );

        if (match_name( transport[TRANSPORT_NAME].string, info->svti0_transportname ) &&
            match_address( transport, info->svti0_transportaddress,
                           info->svti0_transportaddresslength )) break;
    }
    return i;
}

static BOOL is_complete( const SERVER_TRANSPORT_INFO_0 *info )
{
    return info->svti0_transportname && info->svti0_transportaddress &&
           info->svti0_transportaddresslength;
}

static NET_API_STATUS check_transport( DWORD level, const SERVER_TRANSPORT_INFO_3 *info )
{
    if (!is_complete( (const SERVER_TRANSPORT_INFO_0 *)info )) return ERROR_INVALID_PARAMETER;
    if (level >= 1 && info->svti3_domain && wcslen( info->svti3_domain ) > MAX_DOMAIN)
        return ERROR_INVALID_PARAMETER;
    if (level >= 2 && (info->svti3_flags & ~(SVTI2_REMAP_PIPE_NAMES | SVTI2_SCOPED_NAME)))
        return ERROR_INVALID_PARAMETER;
    return NERR_Success;
}

static NET_API_STATUS add_transport( const struct level *level, const void *info )
{
    union value *transport;

    if (find_transport( info ) < transports.count) return ERROR_DUP_NAME;
    if (!add_entry( &transports, level, info )) return ERROR_NOT_ENOUGH_MEMORY;
    transport = table_record( &transports, transports.count - 1 );
    transport[TRANSPORT_VCS].number = 0;
    set_string( &transport[TRANSPORT_NETWORK_ADDRESS], NULL );
    return NERR_Success;
}

static NET_API_STATUS do_transport_add( DWORD level, DWORD levels, const void *info )
{
    NET_API_STATUS ret;

    if (!access_allowed( ACCESS_ADMINISTRATOR )) return ERROR_ACCESS_DENIED;
    if (level >= levels) return ERROR_INVALID_LEVEL;
    if ((ret = check_transport( level, info ))) return ret;
    table_lock();
    ret = add_transport( &transport_levels[level], info );
    table_unlock();
    return ret;
}

NET_API_STATUS NetrServerTransportAdd( SRVSVC_HANDLE server, DWORD level,
                                       SERVER_TRANSPORT_INFO_0 *info )
{
    return log_call( do_transport_add( level, 1, info ), L"NetrServerTransportAdd level=%lu",
                     level );
}

NET_API_STATUS NetrServerTransportAddEx( SRVSVC_HANDLE server, DWORD level, TRANSPORT_INFO *info )
{
    return log_call( do_transport_add( level, 4, info ), L"NetrServerTransportAddEx level=%lu",
                     level );
}

static NET_API_STATUS do_transport_del( const SERVER_TRANSPORT_INFO_0 *info )
{
    NET_API_STATUS ret = NERR_NetNameNotFound;
    DWORD i;

    if (!is_complete( info )) return ERROR_INVALID_PARAMETER;
    table_lock();
    if ((i = find_transport( info )) < transports.count)
    {
        table_remove( &transports, i );
        ret = NERR_Success;
    }
    table_unlock();
    return ret;
}

/* The level is ignored. */
NET_API_STATUS NetrServerTransportDel( SRVSVC_HANDLE server, DWORD level,
                                       SERVER_TRANSPORT_INFO_0 *info )
{
    NET_API_STATUS ret = access_allowed( ACCESS_ADMINISTRATOR ) ? do_transport_del( info )
                                                                : ERROR_ACCESS_DENIED;

    return log_call( ret, L"NetrServerTransportDel level=%lu", level );
}

NET_API_STATUS NetrServerTransportDelEx( SRVSVC_HANDLE server, DWORD level, TRANSPORT_INFO *info )
{
    NET_API_STATUS ret;

    if (!access_allowed( ACCESS_ADMINISTRATOR )) ret = ERROR_ACCESS_DENIED;
    else if (level > 1) ret = ERROR_INVALID_LEVEL;
    else ret = do_transport_del( &info->Transport0 );
    return log_call( ret, L"NetrServerTransportDelEx level=%lu", level );
}

/* NULL if no transport with all these flags has that address */
static const union value *find_address( const WCHAR *name, DWORD flags )
{
    char address[256];
    int size;
    DWORD i;

    size = WideCharToMultiByte( CP_UTF8, 0, name, -1, address, sizeof(address), NULL, NULL );
    for (i = 0; size && i < transports.count; i++)
    {
        const union value *transport = table_record( &transports, i );

        if ((transport[TRANSPORT_FLAGS].number & flags) == flags &&
            match_address( transport, address, size - 1 )) return transport;
    }
    return NULL;
}

/* The server's name as its shares have it: * but for that of a transport with shares of its own */
const WCHAR *scoped_name( const WCHAR *server )
{
    if (!server) return L"*";
    while (*server == '\\') server++;
    return find_address( server, SVTI2_SCOPED_NAME ) ? server : L"*";
}

enum { ALIAS_ALIAS, ALIAS_TARGET, ALIAS_DEFAULT };

static const struct field alias_fields[] =
{
    [ALIAS_ALIAS]   = PLAIN_FIELD( L"alias",   KIND_STRING ),
    [ALIAS_TARGET]  = PLAIN_FIELD( L"target",  KIND_STRING ),
    [ALIAS_DEFAULT] = PLAIN_FIELD( L"default", KIND_BOOLEAN ),
};

struct table aliases = { .section = L"aliases", FIELDS( alias_fields ) };

static const struct member alias_members[] =
{
    MEMBER_AT( ALIAS_ALIAS,   SERVER_ALIAS_INFO_0, srvai0_alias ),
    MEMBER_AT( ALIAS_TARGET,  SERVER_ALIAS_INFO_0, srvai0_target ),
    MEMBER_AT( ALIAS_DEFAULT, SERVER_ALIAS_INFO_0, srvai0_default ),
};

static const struct level alias_level =
{
    0, sizeof(SERVER_ALIAS_INFO_0), ACCESS_ADMINISTRATOR, alias_members, 3, NULL
};

NET_API_STATUS NetrServerAliasEnum( SRVSVC_HANDLE server, SERVER_ALIAS_ENUM_STRUCT *info,
                                    DWORD length, DWORD *total, DWORD *resume )
{
    struct query query =
    {
        .table = &aliases,
        .level = info->Level ? NULL : &alias_level,
        .length = length,
        .container = (struct container *)info->ServerAliasInfo.Level0,
        .total = total,
        .resume = resume,
    };

    return log_enum( enum_all( &query ), &query, info->Level, L"NetrServerAliasEnum", NULL, NULL );
}

/* Returns the count of aliases if it is none of them. */
static DWORD find_alias( const WCHAR *name )
{
    DWORD i;

    for (i = 0; i < aliases.count; i++)
        if (match_name( table_record( &aliases, i )[ALIAS_ALIAS].string, name )) break;
    return i;
}

/* That of the default server is empty, and all others are not. */
static NET_API_STATUS check_alias( DWORD level, const SERVER_ALIAS_INFO_0 *info )
{
    if (!access_allowed( ACCESS_ADMINISTRATOR )) return ERROR_ACCESS_DENIED;
    if (level) return ERROR_INVALID_LEVEL;
    if (!info || !info->srvai0_alias || !*info->srvai0_alias != !!info->srvai0_default)
        return ERROR_INVALID_PARAMETER;
    return NERR_Success;
}

static NET_API_STATUS add_alias( const SERVER_ALIAS_INFO_0 *info )
{
    const WCHAR *target = get_qualifier( info->srvai0_target );

    if (!target || !find_address( target, 0 )) return ERROR_INVALID_PARAMETER;
    /* MS-SRVS leaves the code for a second default server open. */
    if (find_alias( info->srvai0_alias ) < aliases.count)
        return info->srvai0_default ? ERROR_DUP_NAME : ERROR_INVALID_PARAMETER;
    return add_entry( &aliases, &alias_level, info ) ? NERR_Success : ERROR_NOT_ENOUGH_MEMORY;
}

NET_API_STATUS NetrServerAliasAdd( SRVSVC_HANDLE server, DWORD level, SERVER_ALIAS_INFO *info )
{
    NET_API_STATUS ret = check_alias( level, info->ServerAliasInfo0 );

    if (!ret)
    {
        table_lock();
        ret = add_alias( info->ServerAliasInfo0 );
        table_unlock();
    }
    return log_call( ret, L"NetrServerAliasAdd level=%lu", level );
}

NET_API_STATUS NetrServerAliasDel( SRVSVC_HANDLE server, DWORD level, SERVER_ALIAS_INFO *info )
{
    NET_API_STATUS ret = check_alias( level, info->ServerAliasInfo0 );
    DWORD i;

    if (!ret)
    {
        table_lock();
        if ((i = find_alias( info->ServerAliasInfo0->srvai0_alias )) < aliases.count)
            table_remove( &aliases, i );
        else ret = NERR_NetNameNotFound;
        table_unlock();
    }
    return log_call( ret, L"NetrServerAliasDel level=%lu", level );
}
