/*
 * net share: adds, changes and deletes shares
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

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "net.h"


static const struct
{
    const WCHAR *name;
    DWORD        flags;
}
caches[] =
{
    { L"manual",    CSC_CACHE_MANUAL_REINT },
    { L"documents", CSC_CACHE_AUTO_REINT },
    { L"programs",  CSC_CACHE_VDO },
    { L"none",      CSC_CACHE_NONE },
};

/* Looks at the values before anything is changed */
static BOOL parse_settings( const struct arguments *args, DWORD *users, DWORD *flags )
{
    const WCHAR *cache = args->values[OPTION_CACHE];
    LONG number = 0;
    unsigned int i;

    *users = SHI_USES_UNLIMITED;
    *flags = 0;
    if (args->values[OPTION_USERS])
    {
        if (!parse_number( args->values[OPTION_USERS], 1, MAXLONG, &number ))
        {
            refuse( L"/USERS takes a number.\n" );
            return FALSE;
        }
        *users = number;
    }
    if (!cache) return TRUE;
    for (i = 0; i < ARRAYSIZE(caches); i++)
    {
        *flags = caches[i].flags;
        if (!_wcsicmp( cache, caches[i].name )) return TRUE;
    }
    refuse( L"/CACHE takes MANUAL, DOCUMENTS, PROGRAMS or NONE.\n" );
    return FALSE;
}

/* Of the flags, only those of the caching are changed. */
static NET_API_STATUS set_cache( WCHAR *server, WCHAR *name, DWORD flags )
{
    SHARE_INFO_1005 *old = NULL, new;
    NET_API_STATUS status = NetShareGetInfo( server, name, 1005, (BYTE **)&old );

    if (status) return status;
    new.shi1005_flags = (old->shi1005_flags & SHI1005_VALID_FLAGS_SET & ~CSC_MASK) | flags;
    NetApiBufferFree( old );
    return NetShareSetInfo( server, name, 1005, (BYTE *)&new, NULL );
}

static DWORD share_type( const WCHAR *path )
{
    return !_wcsnicmp( path, L"LPT", 3 ) && !wcschr( path, '\\' ) ? STYPE_PRINTQ : STYPE_DISKTREE;
}

enum exit_status add_share( struct arguments *args, WCHAR *name, WCHAR *path )
{
    SECURITY_DESCRIPTOR *security = NULL;
    SHARE_INFO_502 info;
    NET_API_STATUS status;
    DWORD flags;

    memset( &info, 0, sizeof(info) );
    if (!parse_settings( args, &info.shi502_max_uses, &flags )) return EXIT_USAGE;
    info.shi502_netname = name;
    info.shi502_type = share_type( path );
    info.shi502_remark = args->values[OPTION_REMARK];
    if (!info.shi502_remark) info.shi502_remark = path + wcslen( path );
    info.shi502_path = path;
    if (args->grant_count && (status = make_security( args, &security )))
        return status == ERROR_INVALID_PARAMETER ? EXIT_USAGE : fail( args->server, status );
    info.shi502_security_descriptor = security;
    /* Level 502 begins as level 2 does, which more servers have. */
    status = NetShareAdd( args->server, security ? 502 : 2, (BYTE *)&info, NULL );
    LocalFree( security );
    if (status == ERROR_FILE_NOT_FOUND && is_reached( args->server )) status = NERR_UnknownDevDir;
    if (status) return fail( args->server, status );
    print( L"%ls was shared successfully.\n\n", name );
    if (!args->values[OPTION_CACHE]) return EXIT_DONE;
    if (!(status = set_cache( args->server, name, flags ))) return EXIT_DONE;
    print_error( L"But its caching was not set.\n\n" );
    return fail( args->server, status );
}

/* Samba has no level 1006, and says that access is denied. */
static NET_API_STATUS set_users( WCHAR *server, WCHAR *name, DWORD users )
{
    SHARE_INFO_1006 info = { users };
    SHARE_INFO_2 *old = NULL;
    NET_API_STATUS status = NetShareSetInfo( server, name, 1006, (BYTE *)&info, NULL );

    if (status != ERROR_ACCESS_DENIED && status != ERROR_INVALID_LEVEL) return status;
    if (NetShareGetInfo( server, name, 2, (BYTE **)&old )) return status;
    old->shi2_max_uses = users;
    status = NetShareSetInfo( server, name, 2, (BYTE *)old, NULL );
    NetApiBufferFree( old );
    return status;
}

enum exit_status set_share( struct arguments *args )
{
    SHARE_INFO_1004 remark = { args->values[OPTION_REMARK] };
    NET_API_STATUS status = NERR_Success;
    DWORD users, flags;

    if (!parse_settings( args, &users, &flags )) return EXIT_USAGE;
    if (remark.shi1004_remark)
        status = NetShareSetInfo( args->server, args->name, 1004, (BYTE *)&remark, NULL );
    if (!status && (args->values[OPTION_USERS] || args->values[OPTION_UNLIMITED]))
        status = set_users( args->server, args->name, users );
    if (!status && args->values[OPTION_CACHE])
        status = set_cache( args->server, args->name, flags );
    return status ? fail( args->server, status ) : completed();
}

static BOOL has_opens( WCHAR *server, WCHAR *name )
{
    struct list list;
    BOOL ret = FALSE;
    DWORD i;

    /* Who may not see it may not delete the share, either. */
    if (read_list( enum_connections, server, name, 1, &list )) return FALSE;
    for (i = 0; i < list.count; i++)
    {
        const CONNECTION_INFO_1 *info = list_entry( &list, i, sizeof(*info) );

        if (info->coni1_num_opens) ret = TRUE;
    }
    free_list( &list );
    return ret;
}

static enum exit_status delete_one( const struct arguments *args, WCHAR *name )
{
    WCHAR *text = printable( name );
    NET_API_STATUS status;

    if (has_opens( args->server, name ))
    {
        print( L"Users have open files on %ls.  Continuing the operation will force the files "
               L"closed.\n\n", text );
        if (!confirm( args, FALSE ))
        {
            free( text );
            return EXIT_ERROR;
        }
    }
    status = NetShareDel( args->server, name, 0 );
    if (!status) print( L"%ls was deleted successfully.\n\n", text );
    free( text );
    return status ? fail( args->server, status ) : EXIT_DONE;
}

/* All shares of a drive, a folder or a device. Samba has a folder for IPC$, too. */
static enum exit_status delete_path( const struct arguments *args )
{
    enum exit_status ret = EXIT_DONE, last;
    NET_API_STATUS status;
    struct list list;
    DWORD found = 0, i;

    if ((status = read_list( enum_shares, args->server, NULL, 2, &list )))
        return fail( args->server, status );
    for (i = 0; i < list.count; i++)
    {
        const SHARE_INFO_2 *info = list_entry( &list, i, sizeof(*info) );

        if ((info->shi2_type & 0xff) == STYPE_IPC) continue;
        if (!info->shi2_path || _wcsicmp( info->shi2_path, args->name )) continue;
        found++;
        if ((last = delete_one( args, info->shi2_netname ))) ret = last;
    }
    free_list( &list );
    return found ? ret : fail( args->server, NERR_DeviceNotShared );
}

enum exit_status delete_share( struct arguments *args )
{
    return wcschr( args->name, ':' ) ? delete_path( args ) : delete_one( args, args->name );
}
