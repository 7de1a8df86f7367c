/*
 * Changes of the reference server's shares, seen by another function
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

#include "services_test.h"

#include <aclapi.h>
#include <sddl.h>

static WCHAR added[] = L"added", remark[] = L"A f\xfcr B", path[] = L"C:\\added",
             cluster[] = L"CLUSTER01", any[] = L"*";

/* An absolute descriptor, which has to be made self-relative for the wire */
static SECURITY_DESCRIPTOR absolute;
static PSECURITY_DESCRIPTOR relative;

static void make_descriptors(void)
{
    BOOL present, defaulted;
    ACL *acl;

    ConvertStringSecurityDescriptorToSecurityDescriptorW( L"D:(A;;FA;;;WD)(A;;FR;;;BU)",
                                                          SDDL_REVISION_1, &relative, NULL );
    GetSecurityDescriptorDacl( relative, &present, &acl, &defaulted );
    InitializeSecurityDescriptor( &absolute, SECURITY_DESCRIPTOR_REVISION );
    SetSecurityDescriptorDacl( &absolute, TRUE, acl, FALSE );
}

static BOOL has_acl( PSECURITY_DESCRIPTOR descriptor )
{
    BOOL present = FALSE, defaulted;
    ACL *acl = NULL, *expected;

    if (!descriptor || !IsValidSecurityDescriptor( descriptor )) return FALSE;
    GetSecurityDescriptorDacl( relative, &present, &expected, &defaulted );
    return GetSecurityDescriptorDacl( descriptor, &present, &acl, &defaulted ) && acl &&
           acl->AclSize == expected->AclSize && !memcmp( acl, expected, acl->AclSize );
}

static SHARE_INFO_502 make_share(void)
{
    SHARE_INFO_502 info = { added, STYPE_DISKTREE, remark, 7, 5, 3, path, NULL, 0, NULL };

    return info;
}

static SHARE_INFO_503 make_share_503( WCHAR *servername )
{
    SHARE_INFO_503 info = {{ added, STYPE_DISKTREE, remark, 7, 5, 3, path, NULL }, servername, 0,
                           NULL };

    return info;
}

static void check_share( const WCHAR *expected_remark, DWORD max_uses, DWORD flags, BOOL acl )
{
    SHARE_INFO_1005 *info1005;
    SHARE_INFO_502 *info;
    DWORD size;

    ok_status( NetShareGetInfo( server, added, 502, (BYTE **)&info ), NERR_Success );
    if (!info) return;
    size = info->shi502_reserved;
    ok( !wcscmp( info->shi502_netname, added ) && info->shi502_type == STYPE_DISKTREE &&
        !wcscmp( info->shi502_remark, expected_remark ) && !info->shi502_permissions &&
        info->shi502_max_uses == max_uses && !info->shi502_current_uses &&
        !wcscmp( info->shi502_path, path ) && !info->shi502_passwd[0],
        "%ls, %lx, %s, %lx, %lu, %lu, %ls\n", info->shi502_netname, info->shi502_type,
        wine_dbgstr_w( info->shi502_remark ), info->shi502_permissions, info->shi502_max_uses,
        info->shi502_current_uses, info->shi502_path );
    ok( acl ? has_acl( info->shi502_security_descriptor ) : !info->shi502_security_descriptor,
        "descriptor %p of %lu bytes\n", info->shi502_security_descriptor, size );
    NetApiBufferFree( info );
    ok_status( NetShareGetInfo( server, added, 1005, (BYTE **)&info1005 ), NERR_Success );
    if (info1005) ok( info1005->shi1005_flags == flags, "flags %lx\n", info1005->shi1005_flags );
    NetApiBufferFree( info1005 );
}

static DWORD count_shares( DWORD level, BOOL sticky )
{
    DWORD entries, total;
    NET_API_STATUS status;
    BYTE *buffer;

    if (sticky) status = NetShareEnumSticky( server, level, &buffer, MAX_PREFERRED_LENGTH, &entries,
                                             &total, NULL );
    else status = NetShareEnum( server, level, &buffer, MAX_PREFERRED_LENGTH, &entries, &total,
                                NULL );
    ok_status( status, NERR_Success );
    NetApiBufferFree( buffer );
    return entries;
}

static void test_add(void)
{
    SHARE_INFO_502 info = make_share();
    SHARE_INFO_503 info503 = make_share_503( NULL );
    DWORD parm_err = 0xdead;

    ok_status( NetShareAdd( server, 2, (BYTE *)&info, &parm_err ), NERR_Success );
    ok( !parm_err, "member %lu\n", parm_err );
    check_share( remark, 5, 0, FALSE );
    ok_status( NetShareAdd( server, 2, (BYTE *)&info, &parm_err ), NERR_DuplicateShare );
    ok_status( NetShareDel( server, added, 0 ), NERR_Success );

    info.shi502_security_descriptor = &absolute;
    ok_status( NetShareAdd( server, 502, (BYTE *)&info, NULL ), NERR_Success );
    ok( info.shi502_security_descriptor == &absolute && !info.shi502_reserved,
        "the program's structure has changed\n" );
    check_share( remark, 5, 0, TRUE );
    ok_status( NetShareDel( server, added, 0 ), NERR_Success );

    info503.security_descriptor = relative;
    ok_status( NetShareAdd( server, 503, (BYTE *)&info503, &parm_err ), NERR_Success );
    check_share( remark, 5, 0, TRUE );
    info503.servername = any;
    ok_status( NetShareDelEx( server, 503, (BYTE *)&info503 ), NERR_Success );
    ok_status( NetShareDelEx( server, 503, (BYTE *)&info503 ), NERR_NetNameNotFound );
}

/* A share of one of the server's names is listed by level 503 alone. */
static void test_scoped(void)
{
    DWORD all = count_shares( 503, FALSE ), named = count_shares( 2, FALSE );
    SHARE_INFO_503 info = make_share_503( cluster );
    BYTE *buffer;

    ok_status( NetShareAdd( server, 503, (BYTE *)&info, NULL ), NERR_Success );
    ok( count_shares( 503, FALSE ) == all + 1 && count_shares( 2, FALSE ) == named,
        "it is not a share of that name\n" );
    ok_failure( NetShareGetInfo( server, added, 2, &buffer ), NERR_NetNameNotFound );
    ok_status( NetShareDel( server, added, 0 ), NERR_NetNameNotFound );
    ok_status( NetShareDelEx( server, 503, (BYTE *)&info ), NERR_Success );
    ok( count_shares( 503, FALSE ) == all, "it is still there\n" );
    ok_status( NetShareDelEx( server, 2, (BYTE *)&info ), ERROR_INVALID_LEVEL );
    ok_status( NetShareDelEx( server, 503, NULL ), ERROR_INVALID_PARAMETER );
}

static void check_add( SHARE_INFO_502 info, NET_API_STATUS status, DWORD member )
{
    SHARE_INFO_503 info503 = { .servername = NULL };
    DWORD parm_err = 0xdead;

    memcpy( &info503.info, &info, sizeof(info503.info) );
    ok_status( NetShareAdd( server, 2, (BYTE *)&info, &parm_err ), status );
    ok( parm_err == member, "member %lu, expected %lu\n", parm_err, member );
    ok_status( NetShareAdd( server, 502, (BYTE *)&info, NULL ), status );
    ok_status( NetShareAdd( server, 503, (BYTE *)&info503, &parm_err ), status );
    ok( parm_err == member, "level 503: member %lu, expected %lu\n", parm_err, member );
}

static void test_add_errors(void)
{
    static WCHAR long_name[] = L"123456789a123456789b123456789c123456789d123456789e"
                               L"123456789f123456789g123456789h1", empty[] = L"", pipe[] = L"pipe",
                 elsewhere[] = L"E:\\", dots[] = L"C:\\a\\..\\b",
                 long_remark[] = L"123456789a123456789b123456789c123456789d123456789";
    static const DWORD wrong[] = { 0, 1, 3, 501, 504, 1004, 1005, 1006, 1501 };
    SHARE_INFO_502 info = make_share(), copy;
    DWORD i, parm_err = 0xdead;

    copy = info; copy.shi502_netname = NULL;
    check_add( copy, ERROR_INVALID_PARAMETER, SHARE_NETNAME_PARMNUM );
    copy = info; copy.shi502_netname = empty;
    check_add( copy, ERROR_INVALID_PARAMETER, SHARE_NETNAME_PARMNUM );
    copy = info; copy.shi502_netname = long_name;
    check_add( copy, ERROR_INVALID_PARAMETER, SHARE_NETNAME_PARMNUM );
    copy = info; copy.shi502_netname = pipe;
    check_add( copy, ERROR_ACCESS_DENIED, 0 );
    copy = info; copy.shi502_type = 5;
    check_add( copy, ERROR_INVALID_PARAMETER, SHARE_TYPE_PARMNUM );
    copy = info; copy.shi502_path = NULL;
    check_add( copy, ERROR_INVALID_PARAMETER, SHARE_PATH_PARMNUM );
    copy = info; copy.shi502_path = dots;
    check_add( copy, ERROR_INVALID_PARAMETER, SHARE_PATH_PARMNUM );
    copy = info; copy.shi502_remark = long_remark;
    check_add( copy, ERROR_INVALID_PARAMETER, SHARE_REMARK_PARMNUM );
    copy = info; copy.shi502_path = elsewhere;
    check_add( copy, NERR_UnknownDevDir, 0 );
    for (i = 0; i < ARRAYSIZE(wrong); i++)
        ok_status( NetShareAdd( server, wrong[i], (BYTE *)&info, &parm_err ), ERROR_INVALID_LEVEL );
    ok( !parm_err, "member %lu\n", parm_err );
    ok_status( NetShareAdd( server, 2, NULL, &parm_err ), ERROR_INVALID_PARAMETER );
    info.shi502_security_descriptor = added;
    ok_status( NetShareAdd( server, 502, (BYTE *)&info, &parm_err ), ERROR_INVALID_PARAMETER );
}

static NET_API_STATUS set( DWORD level, void *info )
{
    DWORD parm_err = 0xdead;
    NET_API_STATUS status = NetShareSetInfo( server, added, level, info, &parm_err );

    ok( !parm_err, "level %lu: member %lu\n", level, parm_err );
    return status;
}

static void test_set(void)
{
    static WCHAR texts[][10] = { L"one", L"two", L"three", L"four", L"five" };
    SHARE_INFO_502 info = make_share();
    SHARE_INFO_503 info503 = make_share_503( any );
    SHARE_INFO_1004 info1004 = { texts[4] };
    SHARE_INFO_1005 info1005 = { 0x30 };
    SHARE_INFO_1006 info1006 = { 44 };
    SHARE_INFO_1501 info1501 = { 0, &absolute };

    ok_status( NetShareAdd( server, 502, (BYTE *)&info, NULL ), NERR_Success );
    info.shi502_remark = texts[0];
    info.shi502_max_uses = 11;
    ok_status( set( 1, &info ), NERR_Success );
    check_share( texts[0], 5, 0, FALSE );
    info.shi502_remark = texts[1];
    ok_status( set( 2, &info ), NERR_Success );
    check_share( texts[1], 11, 0, FALSE );
    info.shi502_remark = texts[2];
    info.shi502_max_uses = 22;
    info.shi502_security_descriptor = relative;
    ok_status( set( 502, &info ), NERR_Success );
    check_share( texts[2], 22, 0, TRUE );
    info503.info.shi2_remark = texts[3];
    info503.info.shi2_max_uses = 33;
    ok_status( set( 503, &info503 ), NERR_Success );
    check_share( texts[3], 33, 0, FALSE );
    ok_status( set( 1004, &info1004 ), NERR_Success );
    check_share( texts[4], 33, 0, FALSE );
    ok_status( set( 1005, &info1005 ), NERR_Success );
    check_share( texts[4], 33, 0x30, FALSE );
    ok_status( set( 1006, &info1006 ), NERR_Success );
    check_share( texts[4], 44, 0x30, FALSE );
    ok_status( set( 1501, &info1501 ), NERR_Success );
    check_share( texts[4], 44, 0x30, TRUE );
}

static void check_long_remark( DWORD level, void *info )
{
    DWORD parm_err = 0xdead;

    ok_status( NetShareSetInfo( server, added, level, info, &parm_err ), ERROR_INVALID_PARAMETER );
    ok( parm_err == SHARE_REMARK_PARMNUM, "level %lu: member %lu\n", level, parm_err );
    ok_status( NetShareSetInfo( server, added, level, info, NULL ), ERROR_INVALID_PARAMETER );
}

/* The share is there. */
static void test_set_errors(void)
{
    static WCHAR text[] = L"123456789a123456789b123456789c123456789d123456789", unknown[] = L"none",
                 printer[] = L"printer";
    static const DWORD levels[] = { 1, 2, 502, 503, 1004, 1005, 1006, 1501 };
    static const DWORD wrong[] = { 0, 3, 501, 504, 1003, 1007, 1500, MAXDWORD };
    SHARE_INFO_502 info = make_share();
    SHARE_INFO_503 info503 = make_share_503( any );
    SHARE_INFO_1004 info1004 = { text };
    SHARE_INFO_1005 info1005 = { 0x40000000 };
    SHARE_INFO_1501 info1501 = { 0, added };
    DWORD i, parm_err;

    info.shi502_remark = info503.info.shi2_remark = text;
    check_long_remark( 1, &info );
    check_long_remark( 2, &info );
    check_long_remark( 502, &info );
    check_long_remark( 503, &info503 );
    check_long_remark( 1004, &info1004 );
    ok_status( set( 1005, &info1005 ), ERROR_INVALID_PARAMETER );
    info1005.shi1005_flags = 0x30;
    ok_status( NetShareSetInfo( server, printer, 1005, (BYTE *)&info1005, NULL ),
               ERROR_INVALID_PARAMETER );
    ok_status( NetShareSetInfo( server, added, 1501, (BYTE *)&info1501, NULL ),
               ERROR_INVALID_PARAMETER );
    info503 = make_share_503( any );
    for (i = 0; i < ARRAYSIZE(levels); i++)
    {
        ok_status( NetShareSetInfo( server, NULL, levels[i], (BYTE *)&info503, &parm_err ),
                   ERROR_INVALID_PARAMETER );
        ok_status( NetShareSetInfo( server, added, levels[i], NULL, &parm_err ),
                   ERROR_INVALID_PARAMETER );
    }
    info = make_share();
    ok_status( NetShareSetInfo( server, unknown, 2, (BYTE *)&info, NULL ), NERR_NetNameNotFound );
    for (i = 0; i < ARRAYSIZE(wrong); i++)
        ok_status( set( wrong[i], &info ), ERROR_INVALID_LEVEL );
}

/* The share is there, and not after this. */
static void test_del(void)
{
    DWORD all = count_shares( 1, FALSE ), sticky = count_shares( 1, TRUE );
    static WCHAR empty[] = L"";

    ok_status( NetShareDelSticky( server, added, 0 ), NERR_Success );
    ok( count_shares( 1, FALSE ) == all && count_shares( 1, TRUE ) == sticky - 1,
        "not only the next start is without it\n" );
    ok_status( NetShareDelSticky( server, added, 0 ), NERR_NetNameNotFound );
    ok_status( NetShareDel( server, added, 0 ), NERR_Success );
    ok( count_shares( 1, FALSE ) == all - 1, "it is still there\n" );
    ok_status( NetShareDel( server, added, 0 ), NERR_NetNameNotFound );
    ok_status( NetShareDel( server, NULL, 0 ), ERROR_INVALID_PARAMETER );
    ok_status( NetShareDel( server, empty, 0 ), ERROR_INVALID_PARAMETER );
    ok_status( NetShareDelSticky( server, NULL, 0 ), ERROR_INVALID_PARAMETER );
    ok_status( NetShareDelSticky( server, empty, 0 ), ERROR_INVALID_PARAMETER );
}

START_TEST(change_shares)
{
    load_data();
    make_descriptors();
    test_add();
    test_scoped();
    test_add_errors();
    test_set();
    test_set_errors();
    test_del();
}
