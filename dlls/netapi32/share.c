/*
 * Net share functions
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

enum { NETNAME, REMARK, PATH, PASSWD, SERVERNAME, DESCRIPTOR, DESCRIPTOR_SIZE, TYPE, PERMISSIONS,
       MAX_USES, CURRENT_USES, FLAGS, FIELDS };

#define SHARE( level, field ) FIELD( SHARE_INFO_##level, shi##level##_##field )
#define SHARE_I( level, field ) FIELD( SHARE_INFO_##level##_I, shi##level##_##field )
#define ALL_CALLS (LEVEL_BOTH | LEVEL_SET | LEVEL_ADD)

static const struct info_level levels[] =
{
    { 0, 0, 0, LEVEL_BOTH, sizeof(SHARE_INFO_0), { [NETNAME] = SHARE( 0, netname ) } },
    { 1, 1, 1, LEVEL_BOTH | LEVEL_SET, sizeof(SHARE_INFO_1),
      { [NETNAME] = SHARE( 1, netname ), [REMARK] = SHARE( 1, remark ),
        [TYPE] = SHARE( 1, type ) } },
    { 2, 2, 2, ALL_CALLS, sizeof(SHARE_INFO_2),
      { [NETNAME] = SHARE( 2, netname ), [REMARK] = SHARE( 2, remark ),
        [PATH] = SHARE( 2, path ), [PASSWD] = SHARE( 2, passwd ), [TYPE] = SHARE( 2, type ),
        [PERMISSIONS] = SHARE( 2, permissions ), [MAX_USES] = SHARE( 2, max_uses ),
        [CURRENT_USES] = SHARE( 2, current_uses ) } },
    { 501, 501, 501, LEVEL_BOTH, sizeof(SHARE_INFO_501),
      { [NETNAME] = SHARE( 501, netname ), [REMARK] = SHARE( 501, remark ),
        [TYPE] = SHARE( 501, type ), [FLAGS] = SHARE( 501, flags ) } },
    { 502, 502, 502, ALL_CALLS, sizeof(SHARE_INFO_502_I),
      { [NETNAME] = SHARE_I( 502, netname ), [REMARK] = SHARE_I( 502, remark ),
        [PATH] = SHARE_I( 502, path ), [PASSWD] = SHARE_I( 502, passwd ),
        [DESCRIPTOR] = SHARE_I( 502, security_descriptor ),
        [DESCRIPTOR_SIZE] = SHARE_I( 502, reserved ), [TYPE] = SHARE_I( 502, type ),
        [PERMISSIONS] = SHARE_I( 502, permissions ), [MAX_USES] = SHARE_I( 502, max_uses ),
        [CURRENT_USES] = SHARE_I( 502, current_uses ) } },
    { 503, 503, 502, ALL_CALLS, sizeof(SHARE_INFO_503_I),
      { [NETNAME] = SHARE_I( 503, netname ), [REMARK] = SHARE_I( 503, remark ),
        [PATH] = SHARE_I( 503, path ), [PASSWD] = SHARE_I( 503, passwd ),
        [SERVERNAME] = SHARE_I( 503, servername ),
        [DESCRIPTOR] = SHARE_I( 503, security_descriptor ),
        [DESCRIPTOR_SIZE] = SHARE_I( 503, reserved ), [TYPE] = SHARE_I( 503, type ),
        [PERMISSIONS] = SHARE_I( 503, permissions ), [MAX_USES] = SHARE_I( 503, max_uses ),
        [CURRENT_USES] = SHARE_I( 503, current_uses ) } },
    { 1004, 1004, 1004, LEVEL_SET, 0, { 0 } },
    { 1005, 1005, 1005, LEVEL_GET | LEVEL_SET, sizeof(SHARE_INFO_1005),
      { [FLAGS] = SHARE( 1005, flags ) } },
    { 1006, 1006, 1006, LEVEL_SET, 0, { 0 } },
    { 1501, 1501, 1501, LEVEL_SET, sizeof(SHARE_INFO_1501_I),
      { [DESCRIPTOR] = SHARE_I( 1501, security_descriptor ),
        [DESCRIPTOR_SIZE] = SHARE_I( 1501, reserved ) } },
};

static NET_API_STATUS call_enum( WCHAR *server, void *params )
{
    struct info_request *request = params;

    return NetrShareEnum( server, (SHARE_ENUM_STRUCT *)&request->info, request->prefmaxlen,
                          &request->total, &request->resume );
}

static NET_API_STATUS call_enum_sticky( WCHAR *server, void *params )
{
    struct info_request *request = params;

    return NetrShareEnumSticky( server, (SHARE_ENUM_STRUCT *)&request->info, request->prefmaxlen,
                                &request->total, &request->resume );
}

static NET_API_STATUS call_get( WCHAR *server, void *params )
{
    struct info_request *request = params;

    return share_error( NetrShareGetInfo( server, (WCHAR *)request->names[0], request->info.level,
                                          (SHARE_INFO *)&request->container.entries ));
}

static NET_API_STATUS mend( struct call *call, const struct info_request *request,
                            struct info_list *list )
{
    static const unsigned int fields[] = { NETNAME, MAX_USES, CURRENT_USES };

    return mend_uses( call, request, list, fields );
}

/*
 * Programs follow the offsets of a descriptor, and the sizes in it. Wine's RtlValidAcl looks at no
 * SID of an entry, and reads the size of the entry behind the last one.
 */
static BOOL is_sid( const BYTE *data, DWORD size )
{
    return size >= offsetof( SID, SubAuthority ) && RtlValidSid( (SID *)data ) &&
           RtlLengthSid( (SID *)data ) <= size;
}

static BOOL is_acl( const BYTE *data, DWORD size )
{
    const DWORD sid = offsetof( ACCESS_ALLOWED_ACE, SidStart );
    const ACL *acl = (const ACL *)data;
    DWORD i, left;

    if (size < sizeof(*acl) || acl->AclSize > size || acl->AclSize < sizeof(*acl) ||
        acl->AclRevision < MIN_ACL_REVISION || acl->AclRevision > MAX_ACL_REVISION)
        return FALSE;
    data += sizeof(*acl);
    left = acl->AclSize - sizeof(*acl);
    for (i = 0; i < acl->AceCount; i++)
    {
        const ACE_HEADER *ace = (const ACE_HEADER *)data;

        if (left < sizeof(*ace) || ace->AceSize < sizeof(*ace) || ace->AceSize > left ||
            ace->AceSize % sizeof(DWORD))
            return FALSE;
        if (ace->AceType <= SYSTEM_ALARM_ACE_TYPE &&
            (ace->AceSize < sid || !is_sid( data + sid, ace->AceSize - sid )))
            return FALSE;
        data += ace->AceSize;
        left -= ace->AceSize;
    }
    return TRUE;
}

static BOOL is_descriptor( const BYTE *block, DWORD size )
{
    const SECURITY_DESCRIPTOR_RELATIVE *sd = (const SECURITY_DESCRIPTOR_RELATIVE *)block;
    const DWORD *offsets = &sd->Owner;  /* and those of the group and of two ACLs */
    unsigned int i;

    if (size < sizeof(*sd) || sd->Revision != SECURITY_DESCRIPTOR_REVISION ||
        !(sd->Control & SE_SELF_RELATIVE))
        return FALSE;
    for (i = 0; i < 4; i++)
    {
        if (offsets[i] > size || offsets[i] % sizeof(DWORD)) return FALSE;
        if (offsets[i] && !(i < 2 ? is_sid : is_acl)( block + offsets[i], size - offsets[i] ))
            return FALSE;
    }
    return TRUE;
}

#define SHARE_CLASS \
    .levels = levels, .level_count = ARRAY_SIZE(levels), .strings = DESCRIPTOR_SIZE, \
    .fields = FIELDS, .block = DESCRIPTOR, .block_size = DESCRIPTOR_SIZE, .absent = L"*", \
    .counts_on = TRUE, .check_block = is_descriptor, .mend = mend

static const struct info_class shares =
{
    SHARE_CLASS, .index = CLASS_SHARE, .enumerate = call_enum, .get = call_get,
};

static const struct info_class sticky_shares =
{
    SHARE_CLASS, .index = CLASS_STICKY, .enumerate = call_enum_sticky,
};

/************************************************************
 *                NetShareEnum  (NETAPI32.@)
 *
 * List the shares of a server.
 *
 * PARAMS
 *  servername [I] Name of the server, NULL or empty for the local computer
 *  level      [I] 0, 1, 2, 501, 502 or 503: an array of SHARE_INFO_0 and so on is wanted
 *  bufptr     [O] Receives the array, to be freed by NetApiBufferFree; NULL without an entry
 *  prefmaxlen, entriesread, totalentries, resume [I/O] As described for NetSessionEnum
 *
 * RETURNS
 *  NERR_Success, ERROR_MORE_DATA if there are more entries than fit, NERR_BufTooSmall if none fits,
 *  or an error as described for NetSessionGetInfo.
 */
NET_API_STATUS WINAPI NetShareEnum( LMSTR servername, DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
                                    LPDWORD entriesread, LPDWORD totalentries, LPDWORD resume )
{
    struct info_request request = { .class = &shares, .prefmaxlen = prefmaxlen };

    TRACE( "(%s, %lu, %p, %lu, %p, %p, %p)\n", debugstr_w(servername), level, bufptr, prefmaxlen,
           entriesread, totalentries, resume );

    return enum_info( servername, &request, level, bufptr, entriesread, totalentries, resume );
}

/************************************************************
 *                NetShareEnumSticky  (NETAPI32.@)
 *
 * List the shares that a server keeps for its next start. See NetShareEnum.
 */
NET_API_STATUS WINAPI NetShareEnumSticky( LMSTR servername, DWORD level, LPBYTE *bufptr,
                                          DWORD prefmaxlen, LPDWORD entriesread,
                                          LPDWORD totalentries, LPDWORD resume )
{
    struct info_request request = { .class = &sticky_shares, .prefmaxlen = prefmaxlen };

    TRACE( "(%s, %lu, %p, %lu, %p, %p, %p)\n", debugstr_w(servername), level, bufptr, prefmaxlen,
           entriesread, totalentries, resume );

    return enum_info( servername, &request, level, bufptr, entriesread, totalentries, resume );
}

/************************************************************
 *                NetShareGetInfo  (NETAPI32.@)
 *
 * Get information about a share.
 *
 * PARAMS
 *  servername [I] Name of the server, NULL or empty for the local computer
 *  netname    [I] Name of the share
 *  level      [I] 0, 1, 2, 501, 502, 503 or 1005: a SHARE_INFO_0 and so on is wanted
 *  bufptr     [O] Receives the information, to be freed by NetApiBufferFree; NULL after a failure
 *
 * RETURNS
 *  NERR_Success, NERR_NetNameNotFound if there is no such share, or an error as described for
 *  NetSessionGetInfo.
 */
NET_API_STATUS WINAPI NetShareGetInfo( LMSTR servername, LMSTR netname, DWORD level,
                                       LPBYTE *bufptr )
{
    struct info_request request = { .class = &shares, .names = { netname }, .one = TRUE };

    TRACE( "(%s, %s, %lu, %p)\n", debugstr_w(servername), debugstr_w(netname), level, bufptr );

    if (bufptr) *bufptr = NULL;
    if (!netname && has_level( &shares, level, LEVEL_GET )) return ERROR_INVALID_PARAMETER;
    return get_info( servername, &request, level, bufptr );
}

static NET_API_STATUS make_relative( PSECURITY_DESCRIPTOR sd, BYTE **relative, DWORD *size )
{
    *size = 0;
    *relative = NULL;
    if (!sd) return NERR_Success;
    if (!IsValidSecurityDescriptor( sd )) return ERROR_INVALID_PARAMETER;
    *size = GetSecurityDescriptorLength( sd );
    if (!(*relative = heap_alloc( *size ))) return ERROR_NOT_ENOUGH_MEMORY;
    if (((SECURITY_DESCRIPTOR *)sd)->Control & SE_SELF_RELATIVE) memcpy( *relative, sd, *size );
    else if (!MakeSelfRelativeSD( sd, *relative, size )) return GetLastError();
    return NERR_Success;
}

/*
 * A descriptor goes in its self-relative form, and with its size. The program's structure stays as
 * it is.
 */
static NET_API_STATUS send_share( const WCHAR *servername, struct change *change, WORD calls,
                                  DWORD *parm_err )
{
    const struct info_level *level = find_level( &shares, change->level );
    BYTE *relative = NULL, copy[sizeof(SHARE_INFO_503_I)];
    NET_API_STATUS ret = NERR_Success;
    DWORD size;

    if (parm_err) *parm_err = 0;
    if (!level || !(level->calls & calls)) return ERROR_INVALID_LEVEL;
    if (!change->info || (!change->name && calls == LEVEL_SET)) return ERROR_INVALID_PARAMETER;
    if (level_has( level, DESCRIPTOR ))
    {
        PSECURITY_DESCRIPTOR *sd = (void *)(copy + level->fields[DESCRIPTOR] - 1);

        memcpy( copy, change->info, level->size );
        ret = make_relative( *sd, &relative, &size );
        *sd = relative;
        *(DWORD *)(copy + level->fields[DESCRIPTOR_SIZE] - 1) = size;
        change->info = copy;
    }
    if (!ret) ret = send_change( servername, change, parm_err );
    heap_free( relative );
    return ret;
}

static NET_API_STATUS call_set( WCHAR *server, struct change *change )
{
    return share_error( NetrShareSetInfo( server, change->name, change->level,
                                          (SHARE_INFO *)&change->info, &change->parm_err ));
}

static NET_API_STATUS call_add( WCHAR *server, struct change *change )
{
    return share_error( NetrShareAdd( server, change->level, (SHARE_INFO *)&change->info,
                                      &change->parm_err ));
}

static NET_API_STATUS call_del_ex( WCHAR *server, struct change *change )
{
    return share_error( NetrShareDelEx( server, change->level, (SHARE_INFO *)&change->info ));
}

static NET_API_STATUS call_del( WCHAR *server, struct change *change )
{
    return share_error( NetrShareDel( server, change->name, 0 ));
}

static NET_API_STATUS call_del_sticky( WCHAR *server, struct change *change )
{
    return share_error( NetrShareDelSticky( server, change->name, 0 ));
}

/************************************************************
 *                NetShareSetInfo  (NETAPI32.@)
 *
 * Change a share.
 *
 * PARAMS
 *  servername [I] Name of the server, NULL or empty for the local computer
 *  netname    [I] Name of the share
 *  level      [I] 1, 2, 502, 503, 1004, 1005, 1006 or 1501: buf is a SHARE_INFO_1 and so on
 *  buf        [I] New settings
 *  parm_err   [O] Receives the number of the member that is wrong; can be NULL
 *
 * RETURNS
 *  NERR_Success, NERR_NetNameNotFound if there is no such share, ERROR_INVALID_PARAMETER also if a
 *  member is wrong, or an error as described for NetSessionGetInfo.
 */
NET_API_STATUS WINAPI NetShareSetInfo( LMSTR servername, LMSTR netname, DWORD level, LPBYTE buf,
                                       LPDWORD parm_err )
{
    struct change change = { .send = call_set, .level = level, .info = buf,
                             .name = netname };

    TRACE( "(%s, %s, %lu, %p, %p)\n", debugstr_w(servername), debugstr_w(netname), level, buf,
           parm_err );

    return send_share( servername, &change, LEVEL_SET, parm_err );
}

/************************************************************
 *                NetShareAdd  (NETAPI32.@)
 *
 * Share a folder or another resource of a server.
 *
 * PARAMS
 *  servername [I] Name of the server, NULL or empty for the local computer
 *  level      [I] 2, 502 or 503: buf is a SHARE_INFO_2 and so on
 *  buf        [I] The share
 *  parm_err   [O] Receives the number of the member that is wrong; can be NULL
 *
 * RETURNS
 *  NERR_Success, NERR_DuplicateShare, NERR_UnknownDevDir, or an error as described for
 *  NetShareSetInfo.
 */
NET_API_STATUS WINAPI NetShareAdd( LMSTR servername, DWORD level, LPBYTE buf, LPDWORD parm_err )
{
    struct change change = { .send = call_add, .level = level, .info = buf };

    TRACE( "(%s, %lu, %p, %p)\n", debugstr_w(servername), level, buf, parm_err );

    return send_share( servername, &change, LEVEL_ADD, parm_err );
}

/************************************************************
 *                NetShareDelEx  (NETAPI32.@)
 *
 * End a share that is bound to a name of the server.
 *
 * PARAMS
 *  servername [I] Name of the server, NULL or empty for the local computer
 *  level      [I] 503
 *  buf        [I] A SHARE_INFO_503, of which shi503_netname and shi503_servername count
 *
 * RETURNS
 *  As described for NetShareDel.
 */
NET_API_STATUS WINAPI NetShareDelEx( LMSTR servername, DWORD level, LPBYTE buf )
{
    struct change change = { .send = call_del_ex, .level = level, .info = buf };

    TRACE( "(%s, %lu, %p)\n", debugstr_w(servername), level, buf );

    if (level != 503) return ERROR_INVALID_LEVEL;
    return send_share( servername, &change, LEVEL_ADD, NULL );
}

/************************************************************
 *                NetShareDel  (NETAPI32.@)
 *
 * End a share.
 *
 * PARAMS
 *  servername [I] Name of the server, NULL or empty for the local computer
 *  netname    [I] Name of the share
 *  reserved   [I] Not looked at
 *
 * RETURNS
 *  NERR_Success, NERR_NetNameNotFound if there is no such share, or an error as described for
 *  NetSessionGetInfo.
 */
NET_API_STATUS WINAPI NetShareDel( LMSTR servername, LMSTR netname, DWORD reserved )
{
    struct change change = { .name = netname, .send = call_del };

    TRACE( "(%s, %s, %lu)\n", debugstr_w(servername), debugstr_w(netname), reserved );

    return send_change( servername, &change, NULL );
}

/************************************************************
 *                NetShareDelSticky  (NETAPI32.@)
 *
 * Have a server forget a share with its next start. See NetShareDel.
 */
NET_API_STATUS WINAPI NetShareDelSticky( LMSTR servername, LMSTR netname, DWORD reserved )
{
    struct change change = { .name = netname, .send = call_del_sticky };

    TRACE( "(%s, %s, %lu)\n", debugstr_w(servername), debugstr_w(netname), reserved );

    return send_change( servername, &change, NULL );
}

struct device
{
    WCHAR *name;
    DWORD  type;
};

static NET_API_STATUS call_check( WCHAR *server, void *params )
{
    struct device *device = params;

    return NetrShareCheck( server, device->name, &device->type );
}

/************************************************************
 *                NetShareCheck  (NETAPI32.@)
 *
 * Tell whether a server shares a device.
 *
 * PARAMS
 *  servername [I] Name of the server, NULL or empty for the local computer
 *  device     [I] Name of the device on the server
 *  type       [O] Receives a STYPE value
 *
 * RETURNS
 *  NERR_Success, NERR_DeviceNotShared, or an error as described for NetSessionGetInfo.
 */
NET_API_STATUS WINAPI NetShareCheck( LMSTR servername, LMSTR device, LPDWORD type )
{
    struct device checked = { device, 0 };
    NET_API_STATUS ret;

    TRACE( "(%s, %s, %p)\n", debugstr_w(servername), debugstr_w(device), type );

    if (type) *type = 0;
    if (!device || !type) return ERROR_INVALID_PARAMETER;
    if (!(ret = single_call( servername, call_check, &checked, TRUE ))) *type = checked.type;
    return ret;
}
