/*
 * The calls about shares
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
#include <wchar.h>

#include "server.h"

/* What MinGW lacks of MS-SRVS 2.2.2.4 and 2.2.4.29 */
#define STYPE_CLUSTER                   0x0e000000
#define SHI1005_FLAGS_DFS_BITS          (SHI1005_FLAGS_DFS | SHI1005_FLAGS_DFS_ROOT)
#define SHI1005_FLAGS_HASH              0x00002000
#define SHI1005_FLAGS_ALL               0x0010ff33

#define MAX_NETNAME 80
#define MAX_REMARK  48

enum
{
    SHARE_NAME,
    SHARE_TYPE,
    SHARE_PERMISSIONS,
    SHARE_MAX_USES,
    SHARE_CURRENT_USES,
    SHARE_FLAGS,
    SHARE_STICKY,
    SHARE_SERVER,
    SHARE_PATH,
    SHARE_PASSWD,
    SHARE_REMARK,
    SHARE_DESCRIPTOR
};

#define FIELD( text, type, number, ... ) \
    { .name = text, .kind = type, .parmnum = number, __VA_ARGS__ }
#define STORED .change = CHANGE_STORE

static const struct field fields[] =
{
    [SHARE_NAME]         = FIELD( L"name", KIND_STRING, SHARE_NETNAME_PARMNUM, ),
    [SHARE_TYPE]         = FIELD( L"type", KIND_NUMBER, SHARE_TYPE_PARMNUM, ),
    [SHARE_PERMISSIONS]  = FIELD( L"permissions", KIND_NUMBER, SHARE_PERMISSIONS_PARMNUM, ),
    [SHARE_MAX_USES]     = FIELD( L"max uses", KIND_NUMBER, SHARE_MAX_USES_PARMNUM, STORED ),
    [SHARE_CURRENT_USES] = FIELD( L"current uses", KIND_NUMBER, SHARE_CURRENT_USES_PARMNUM, ),
    [SHARE_FLAGS]        = FIELD( L"flags", KIND_NUMBER, 0, STORED ),
    [SHARE_STICKY]       = FIELD( L"sticky", KIND_NUMBER, 0, ),
    [SHARE_SERVER]       = FIELD( L"server", KIND_STRING, 0, ),
    [SHARE_PATH]         = FIELD( L"path", KIND_STRING, SHARE_PATH_PARMNUM, ),
    [SHARE_PASSWD]       = FIELD( L"password", KIND_STRING, SHARE_PASSWD_PARMNUM, ),
    [SHARE_REMARK]       = FIELD( L"remark", KIND_STRING, SHARE_REMARK_PARMNUM, STORED,
                                  .max = MAX_REMARK ),
    [SHARE_DESCRIPTOR]   = FIELD( L"descriptor", KIND_DESCRIPTOR, SHARE_FILE_SD_PARMNUM, STORED ),
};

struct table shares = { .section = L"shares", FIELDS( fields ) };

#define MEMBER( info, level, index, name ) MEMBER_AT( index, info, shi##level##_##name )

#define BLOCK_MEMBER( info, level ) \
    { SHARE_DESCRIPTOR, offsetof( info, shi##level##_security_descriptor ), \
      offsetof( info, shi##level##_reserved ) }

#define MEMBERS_2( info, level ) \
    MEMBER( info, level, SHARE_NAME, netname ), \
    MEMBER( info, level, SHARE_TYPE, type ), \
    MEMBER( info, level, SHARE_REMARK, remark ), \
    MEMBER( info, level, SHARE_PERMISSIONS, permissions ), \
    MEMBER( info, level, SHARE_MAX_USES, max_uses ), \
    MEMBER( info, level, SHARE_CURRENT_USES, current_uses ), \
    MEMBER( info, level, SHARE_PATH, path ), \
    MEMBER( info, level, SHARE_PASSWD, passwd )

/* Levels 0, 1 and 2 each are the beginning of the next, and 2 is that of 502 and of 503. */
static const struct member members[] =
{
    MEMBERS_2( SHARE_INFO_502_I, 502 ),
    BLOCK_MEMBER( SHARE_INFO_502_I, 502 ),
};

static const struct member members_503[] =
{
    MEMBERS_2( SHARE_INFO_503_I, 503 ),
    MEMBER( SHARE_INFO_503_I, 503, SHARE_SERVER, servername ),
    BLOCK_MEMBER( SHARE_INFO_503_I, 503 ),
};

static const struct member members_501[] =
{
    MEMBER( SHARE_INFO_501, 501, SHARE_NAME, netname ),
    MEMBER( SHARE_INFO_501, 501, SHARE_TYPE, type ),
    MEMBER( SHARE_INFO_501, 501, SHARE_REMARK, remark ),
    MEMBER( SHARE_INFO_501, 501, SHARE_FLAGS, flags ),
};

static const struct member members_1004[] = {{ .field = SHARE_REMARK }};
static const struct member members_1005[] = {{ .field = SHARE_FLAGS }};
static const struct member members_1006[] = {{ .field = SHARE_MAX_USES }};
static const struct member members_1501[] = { BLOCK_MEMBER( SHARE_INFO_1501_I, 1501 ) };

#define LEVEL( level, type, access, members, count ) \
    { level, sizeof(type), access, members, count, NULL }

static const struct level levels[] =
{
    LEVEL( 0, SHARE_INFO_0, ACCESS_BEFORE_1607, members, 1 ),
    LEVEL( 1, SHARE_INFO_1, ACCESS_BEFORE_1607, members, 3 ),
    LEVEL( 2, SHARE_INFO_2, ACCESS_ADMINISTRATOR, members, 8 ),
    LEVEL( 501, SHARE_INFO_501, ACCESS_BEFORE_1607, members_501, 4 ),
    LEVEL( 502, SHARE_INFO_502_I, ACCESS_ADMINISTRATOR, members, 9 ),
    LEVEL( 503, SHARE_INFO_503_I, ACCESS_ADMINISTRATOR, members_503, 10 ),
    LEVEL( 1004, SHARE_INFO_1004, ACCESS_ADMINISTRATOR, members_1004, 1 ),
    LEVEL( 1005, SHARE_INFO_1005, ACCESS_BEFORE_1607, members_1005, 1 ),
    LEVEL( 1006, SHARE_INFO_1006, ACCESS_ADMINISTRATOR, members_1006, 1 ),
    LEVEL( 1501, SHARE_INFO_1501_I, ACCESS_ADMINISTRATOR, members_1501, 1 ),
};

static const DWORD enum_levels[] = { 0, 1, 2, 501, 502, 503 };
static const DWORD sticky_levels[] = { 0, 1, 2, 502, 503 };
static const DWORD get_levels[] = { 0, 1, 2, 501, 502, 503, 1005 };
static const DWORD set_levels[] = { 1, 2, 502, 503, 1004, 1005, 1006, 1501 };
static const DWORD add_levels[] = { 2, 502, 503 };

/* NULL if the method with that list does not have it */
static const struct level *find_in( const DWORD *list, DWORD count, DWORD level )
{
    DWORD i;

    for (i = 0; i < count; i++)
        if (list[i] == level) return find_level( levels, ARRAYSIZE(levels), level );
    return NULL;
}

#define FIND_IN( list, level ) find_in( list, ARRAYSIZE(list), level )

struct filter
{
    const WCHAR *server;        /* NULL for any */
    BOOL         sticky;
};

static BOOL match_share( const union value *share, const void *ptr )
{
    const struct filter *filter = ptr;

    return (!filter->server || match_name( share[SHARE_SERVER].string, filter->server )) &&
           (!filter->sticky || share[SHARE_STICKY].number);
}

static NET_API_STATUS enum_shares( const WCHAR *server, BOOL sticky, struct query *query )
{
    struct filter filter = { .sticky = sticky };

    /* Level 503 has the shares of all servers. */
    if (query->level && query->level->level != 503) filter.server = scoped_name( server );
    query->table = &shares;
    query->match = match_share;
    query->filter = &filter;
    return enum_all( query );
}

NET_API_STATUS NetrShareEnum( SRVSVC_HANDLE server, SHARE_ENUM_STRUCT *info, DWORD length,
                              DWORD *total, DWORD *resume )
{
    struct query query =
    {
        .level = FIND_IN( enum_levels, info->Level ),
        .length = length,
        .container = (struct container *)info->ShareInfo.Level0,
        .total = total,
        .resume = resume,
    };

    return log_enum( enum_shares( server, FALSE, &query ), &query, info->Level, L"NetrShareEnum",
                     server, NULL );
}

NET_API_STATUS NetrShareEnumSticky( SRVSVC_HANDLE server, SHARE_ENUM_STRUCT *info, DWORD length,
                                    DWORD *total, DWORD *resume )
{
    struct query query =
    {
        .level = FIND_IN( sticky_levels, info->Level ),
        .length = length,
        .container = (struct container *)info->ShareInfo.Level0,
        .total = total,
        .resume = resume,
    };

    return log_enum( enum_shares( server, TRUE, &query ), &query, info->Level,
                     L"NetrShareEnumSticky", server, NULL );
}

/* Returns NULL if there is none. */
static union value *find_share( const WCHAR *server, const WCHAR *name )
{
    DWORD i;

    for (i = 0; i < shares.count; i++)
    {
        union value *share = table_record( &shares, i );

        if (match_name( share[SHARE_NAME].string, name ) &&
            match_name( share[SHARE_SERVER].string, server )) return share;
    }
    return NULL;
}

static NET_API_STATUS get_share( const WCHAR *server, const WCHAR *name, const struct level *level,
                                 SHARE_INFO *info )
{
    const union value *share = find_share( server, name );

    if (!share) return NERR_NetNameNotFound;
    info->ShareInfo0 = (SHARE_INFO_0 *)make_entry( &shares, level, share );
    return info->ShareInfo0 ? NERR_Success : ERROR_NOT_ENOUGH_MEMORY;
}

NET_API_STATUS NetrShareGetInfo( SRVSVC_HANDLE server, WCHAR *name, DWORD level, SHARE_INFO *info )
{
    const struct level *found = FIND_IN( get_levels, level );
    NET_API_STATUS ret;

    info->ShareInfo0 = NULL;
    if (!access_allowed( !found || found->access == ACCESS_ADMINISTRATOR ? ACCESS_ADMINISTRATOR
                                                                         : ACCESS_EVERYBODY ))
        ret = ERROR_ACCESS_DENIED;
    else if (!found) ret = ERROR_INVALID_LEVEL;
    else if (!*name) ret = ERROR_INVALID_PARAMETER;
    else
    {
        table_lock();
        ret = get_share( scoped_name( server ), name, found, info );
        table_unlock();
    }
    return log_call( ret, L"NetrShareGetInfo name=%.100ls level=%lu", name, level );
}

static BOOL is_inside( DWORD offset, DWORD part, DWORD size )
{
    return offset <= size && part <= size - offset;
}

static BOOL is_valid_sid( const BYTE *descriptor, DWORD offset, DWORD size )
{
    if (!offset) return TRUE;
    return is_inside( offset, sizeof(SID), size ) && is_inside( offset,
        FIELD_OFFSET( SID, SubAuthority[((const SID *)(descriptor + offset))->SubAuthorityCount] ),
        size );
}

static BOOL is_valid_acl( const BYTE *descriptor, DWORD offset, DWORD size )
{
    if (!offset) return TRUE;
    return is_inside( offset, sizeof(ACL), size ) &&
           is_inside( offset, ((const ACL *)(descriptor + offset))->AclSize, size );
}

/* Advapi32 looks at what the parts are, once they are known to lie inside. */
BOOL is_valid_descriptor( const void *descriptor, DWORD size )
{
    const SECURITY_DESCRIPTOR_RELATIVE *relative = descriptor;

    return size >= sizeof(*relative) && (relative->Control & SE_SELF_RELATIVE) &&
           is_valid_sid( descriptor, relative->Owner, size ) &&
           is_valid_sid( descriptor, relative->Group, size ) &&
           is_valid_acl( descriptor, relative->Sacl, size ) &&
           is_valid_acl( descriptor, relative->Dacl, size ) &&
           IsValidSecurityDescriptor( (void *)descriptor );
}

static NET_API_STATUS check_flags( DWORD flags )
{
    if (flags & SHI1005_FLAGS_HASH) return ERROR_NOT_SUPPORTED;     /* no branch cache here */
    return flags & ~SHI1005_FLAGS_ALL ? ERROR_INVALID_PARAMETER : NERR_Success;
}

/* What is wrong with an entry, before it is known which share it is for */
static NET_API_STATUS check_settings( const struct level *level, const void *entry, DWORD *parmnum )
{
    const SHARE_INFO_502_I *info = entry;

    if (level->level == 1005) return check_flags( ((const SHARE_INFO_1005 *)entry)->shi1005_flags );
    if (level->level == 502 && (info->shi502_type & STYPE_SPECIAL) &&
        info->shi502_security_descriptor)
    {
        *parmnum = SHARE_FILE_SD_PARMNUM;
        return ERROR_INVALID_PARAMETER;
    }
    return find_invalid( &shares, level, entry, parmnum ) ? ERROR_INVALID_PARAMETER : NERR_Success;
}

static NET_API_STATUS set_share( const WCHAR *server, const WCHAR *name, const struct level *level,
                                 const void *entry, DWORD *parmnum )
{
    union value *share;
    NET_API_STATUS ret;
    DWORD flags;

    if ((ret = check_settings( level, entry, parmnum ))) return ret;
    if (!(share = find_share( server, name ))) return NERR_NetNameNotFound;
    flags = share[SHARE_FLAGS].number;
    if (level->level == 1005 && (share[SHARE_TYPE].number & ~(STYPE_SPECIAL | STYPE_TEMPORARY)))
        return ERROR_INVALID_PARAMETER;
    if (!store_entry( &shares, level, entry, share )) return ERROR_NOT_ENOUGH_MEMORY;

    /* Only DFS itself sets its flags. */
    share[SHARE_FLAGS].number &= ~SHI1005_FLAGS_DFS_BITS;
    share[SHARE_FLAGS].number |= flags & SHI1005_FLAGS_DFS_BITS;
    return NERR_Success;
}

NET_API_STATUS NetrShareSetInfo( SRVSVC_HANDLE server, WCHAR *name, DWORD level, SHARE_INFO *info,
                                 DWORD *parm_err )
{
    const struct level *found = FIND_IN( set_levels, level );
    NET_API_STATUS ret;
    DWORD parmnum = 0;

    if (!access_allowed( ACCESS_ADMINISTRATOR )) ret = ERROR_ACCESS_DENIED;
    else if (!found) ret = ERROR_INVALID_LEVEL;
    else if (!*name || !info->ShareInfo0) ret = ERROR_INVALID_PARAMETER;
    else
    {
        table_lock();
        ret = set_share( scoped_name( server ), name, found, info->ShareInfo0, &parmnum );
        table_unlock();
    }
    if (ret == ERROR_INVALID_PARAMETER && parm_err) *parm_err = parmnum;
    return log_call( ret, L"NetrShareSetInfo name=%.100ls level=%lu parm_err=%lu", name, level,
                     parmnum );
}

/* Whether one of the path's parts is . or .. */
static BOOL has_dots( const WCHAR *path )
{
    while (*path)
    {
        size_t size = wcscspn( path, L"\\/" );

        if ((size == 1 && path[0] == '.') || (size == 2 && path[0] == '.' && path[1] == '.'))
            return TRUE;
        path += size;
        if (*path) path++;
    }
    return FALSE;
}

static BOOL is_absolute( const WCHAR *path )
{
    return iswalpha( path[0] ) && path[1] == ':' && path[2] == '\\';
}

/* The folders of a server are not in its file: those of its disks exist. */
static BOOL path_exists( const WCHAR *path )
{
    DWORD i;

    for (i = 0; i < disks.count; i++)
        if (towupper( path[0] ) == towupper( table_record( &disks, i )->string[0] )) return TRUE;
    return FALSE;
}

static BOOL is_name( const WCHAR *name, const WCHAR *other )
{
    return name && match_name( name, other );
}

/* The member that is wrong of a share to be added, 0 if none is */
static DWORD find_wrong_member( const struct level *level, const SHARE_INFO_2 *info )
{
    BOOL admin = is_name( info->shi2_netname, L"ADMIN$" );
    DWORD type = info->shi2_type & ~(STYPE_SPECIAL | STYPE_TEMPORARY | STYPE_CLUSTER), parmnum;
    const WCHAR *path = get_qualifier( info->shi2_path );

    if (admin || is_name( info->shi2_netname, L"IPC$" ))
    {
        if (path) return SHARE_PATH_PARMNUM;
    }
    else if (!path || has_dots( path )) return SHARE_PATH_PARMNUM;
    if (type > STYPE_IPC) return SHARE_TYPE_PARMNUM;
    if (type == STYPE_DISKTREE)
    {
        if (!wcsncmp( info->shi2_netname, L"\\\\?\\", 4 )) return SHARE_TYPE_PARMNUM;
        if (path && !admin && !is_absolute( path )) return SHARE_PATH_PARMNUM;
    }
    return find_invalid( &shares, level, info, &parmnum ) ? parmnum : 0;
}

static NET_API_STATUS check_new_share( const struct level *level, const SHARE_INFO_2 *info,
                                       const WCHAR *server, DWORD *parmnum )
{
    const WCHAR *name = info->shi2_netname, *path = get_qualifier( info->shi2_path );

    *parmnum = SHARE_NETNAME_PARMNUM;
    if (!get_qualifier( name ) || wcslen( name ) > MAX_NETNAME) return ERROR_INVALID_PARAMETER;
    if (is_name( name, L"pipe" ) || is_name( name, L"mailslot" )) return ERROR_ACCESS_DENIED;
    if (find_share( server, name )) return NERR_DuplicateShare;
    if ((*parmnum = find_wrong_member( level, info ))) return ERROR_INVALID_PARAMETER;
    if (path && is_absolute( path ) && !path_exists( path )) return NERR_UnknownDevDir;
    return NERR_Success;
}

static NET_API_STATUS add_share( const struct level *level, const SHARE_INFO_2 *info,
                                 DWORD *parmnum )
{
    const WCHAR *server = L"*";
    NET_API_STATUS ret;
    union value *share;

    if (level->level == 503 && ((const SHARE_INFO_503_I *)info)->shi503_servername)
        server = ((const SHARE_INFO_503_I *)info)->shi503_servername;
    if ((ret = check_new_share( level, info, server, parmnum ))) return ret;
    if (!add_entry( &shares, level, info )) return ERROR_NOT_ENOUGH_MEMORY;

    share = table_record( &shares, shares.count - 1 );
    share[SHARE_TYPE].number &= ~STYPE_CLUSTER;
    share[SHARE_PERMISSIONS].number = 0;
    share[SHARE_CURRENT_USES].number = 0;
    share[SHARE_STICKY].number = !(share[SHARE_TYPE].number & STYPE_TEMPORARY);
    set_string( &share[SHARE_PASSWD], NULL );
    if (set_string( &share[SHARE_SERVER], server )) return NERR_Success;
    table_remove( &shares, shares.count - 1 );
    return ERROR_NOT_ENOUGH_MEMORY;
}

NET_API_STATUS NetrShareAdd( SRVSVC_HANDLE server, DWORD level, SHARE_INFO *info, DWORD *parm_err )
{
    const struct level *found = FIND_IN( add_levels, level );
    NET_API_STATUS ret;
    DWORD parmnum = 0;

    if (!access_allowed( ACCESS_ADMINISTRATOR )) ret = ERROR_ACCESS_DENIED;
    else if (!found) ret = ERROR_INVALID_LEVEL;
    else if (!info->ShareInfo2) ret = ERROR_INVALID_PARAMETER;
    else
    {
        table_lock();
        ret = add_share( found, info->ShareInfo2, &parmnum );
        table_unlock();
    }
    if (ret == ERROR_INVALID_PARAMETER && parm_err) *parm_err = parmnum;
    return log_call( ret, L"NetrShareAdd name=%.100ls level=%lu parm_err=%lu",
                     log_name( found && info->ShareInfo2 ? info->ShareInfo2->shi2_netname : NULL ),
                     level, parmnum );
}

static NET_API_STATUS delete_share( const WCHAR *server, const WCHAR *name, BOOL only_sticky )
{
    NET_API_STATUS ret = NERR_NetNameNotFound;
    union value *share;

    table_lock();
    if ((share = find_share( server, name )) && (!only_sticky || share[SHARE_STICKY].number))
    {
        /* Then the share stays, and is not there any more after a restart. */
        if (only_sticky) share[SHARE_STICKY].number = FALSE;
        else table_remove( &shares, (share - shares.values) / shares.field_count );
        ret = NERR_Success;
    }
    table_unlock();
    return ret;
}

static NET_API_STATUS check_delete( const WCHAR *name )
{
    if (!access_allowed( ACCESS_ADMINISTRATOR )) return ERROR_ACCESS_DENIED;
    return name && *name ? NERR_Success : ERROR_INVALID_PARAMETER;
}

NET_API_STATUS NetrShareDel( SRVSVC_HANDLE server, WCHAR *name, DWORD reserved )
{
    NET_API_STATUS ret = check_delete( name );

    if (!ret) ret = delete_share( scoped_name( server ), name, FALSE );
    return log_call( ret, L"NetrShareDel name=%.100ls", name );
}

NET_API_STATUS NetrShareDelSticky( SRVSVC_HANDLE server, WCHAR *name, DWORD reserved )
{
    NET_API_STATUS ret = check_delete( name );

    if (!ret) ret = delete_share( scoped_name( server ), name, TRUE );
    return log_call( ret, L"NetrShareDelSticky name=%.100ls", name );
}

NET_API_STATUS NetrShareDelEx( SRVSVC_HANDLE server, DWORD level, SHARE_INFO *info )
{
    const SHARE_INFO_503_I *share = level == 503 ? info->ShareInfo503 : NULL;
    NET_API_STATUS ret;

    if (!access_allowed( ACCESS_ADMINISTRATOR )) ret = ERROR_ACCESS_DENIED;
    else if (level != 503) ret = ERROR_INVALID_LEVEL;
    else if (!share) ret = ERROR_INVALID_PARAMETER;
    else if (!(ret = check_delete( share->shi503_netname )))
        ret = delete_share( share->shi503_servername ? share->shi503_servername : L"*",
                            share->shi503_netname, FALSE );
    return log_call( ret, L"NetrShareDelEx name=%.100ls level=%lu",
                     log_name( share ? share->shi503_netname : NULL ), level );
}

/* A share that is marked for deletion, as the context handle of its caller */
struct deletion
{
    WCHAR *server, *name;
};

static void free_deletion( struct deletion *deletion )
{
    free( deletion->server );
    free( deletion->name );
    free( deletion );
}

void __RPC_USER SHARE_DEL_HANDLE_rundown( SHARE_DEL_HANDLE handle )
{
    free_deletion( handle );
}

static NET_API_STATUS start_deletion( const WCHAR *server, const WCHAR *name,
                                      struct deletion **handle )
{
    struct deletion *deletion;

    if (!find_share( server, name )) return NERR_NetNameNotFound;
    if (!(deletion = calloc( 1, sizeof(*deletion) ))) return ERROR_NOT_ENOUGH_MEMORY;
    if (!(deletion->server = _wcsdup( server )) || !(deletion->name = _wcsdup( name )))
    {
        free_deletion( deletion );
        return ERROR_NOT_ENOUGH_MEMORY;
    }
    *handle = deletion;
    return NERR_Success;
}

NET_API_STATUS NetrShareDelStart( SRVSVC_HANDLE server, WCHAR *name, DWORD reserved,
                                  SHARE_DEL_HANDLE *handle )
{
    struct deletion *deletion = NULL;
    NET_API_STATUS ret = check_delete( name );

    if (!ret)
    {
        table_lock();
        ret = start_deletion( scoped_name( server ), name, &deletion );
        table_unlock();
    }
    *handle = deletion;
    return log_call( ret, L"NetrShareDelStart name=%.100ls", name );
}

NET_API_STATUS NetrShareDelCommit( SHARE_DEL_HANDLE *handle )
{
    struct deletion *deletion = *handle;
    NET_API_STATUS ret = ERROR_INVALID_PARAMETER;

    if (deletion)
    {
        if (!delete_share( deletion->server, deletion->name, FALSE )) ret = NERR_Success;
        free_deletion( deletion );
        *handle = NULL;
    }
    return log_call( ret, L"NetrShareDelCommit" );
}

/* The type is that of the first share of the device; whether it is a special one is not told. */
static NET_API_STATUS check_device( const WCHAR *device, DWORD *type )
{
    size_t size = wcslen( device );
    DWORD i;

    if (size && device[size - 1] == '\\') size--;
    for (i = 0; size && i < shares.count; i++)
    {
        const union value *share = table_record( &shares, i );
        const WCHAR *path = share[SHARE_PATH].string;
        size_t length = path ? wcslen( path ) : 0;

        if (length && path[length - 1] == '\\') length--;
        if (length != size ||
            CompareStringOrdinal( path, length, device, size, TRUE ) != CSTR_EQUAL) continue;
        *type = share[SHARE_TYPE].number & ~(STYPE_SPECIAL | STYPE_CLUSTER);
        return NERR_Success;
    }
    return NERR_DeviceNotShared;
}

NET_API_STATUS NetrShareCheck( SRVSVC_HANDLE server, WCHAR *device, DWORD *type )
{
    NET_API_STATUS ret;

    *type = 0;
    if (!access_allowed( ACCESS_EVERYBODY )) ret = ERROR_ACCESS_DENIED;
    else
    {
        table_lock();
        ret = check_device( device, type );
        table_unlock();
    }
    return log_call( ret, L"NetrShareCheck device=%.100ls", device );
}

/* A server without files has none whose security can be told or set. */

DWORD NetrpGetFileSecurity( SRVSVC_HANDLE server, WCHAR *share, WCHAR *file, DWORD information,
                            ADT_SECURITY_DESCRIPTOR **descriptor )
{
    *descriptor = NULL;
    return log_call( ERROR_NOT_SUPPORTED, L"NetrpGetFileSecurity file=%.100ls", file );
}

DWORD NetrpSetFileSecurity( SRVSVC_HANDLE server, WCHAR *share, WCHAR *file, DWORD information,
                            ADT_SECURITY_DESCRIPTOR *descriptor )
{
    return log_call( ERROR_NOT_SUPPORTED, L"NetrpSetFileSecurity file=%.100ls", file );
}
