/*
 * Calls functions that netapi32 leaves to Wine's own, and prints what they return
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
 * forwards           calls the functions that our netapi32 forwards and Wine has, except
 *                    NetUse*, and NetScheduleJob*, which raise an exception without a service
 * forwards loaders   has DLLs of Wine load netapi32
 *
 * forwards.sh runs it with and without our netapi32, and compares the output. So it prints nothing
 * that changes from one run to the next.
 */

#include <stdio.h>
#include <wchar.h>
#include <windows.h>
#include <lm.h>
#include <dsgetdc.h>
#include <dsrole.h>
#include <nb30.h>

#include "forwards.h"

void show_string( const char *name, const WCHAR *str )
{
    char utf8[1024] = "(null)";

    if (str && !WideCharToMultiByte( CP_UTF8, 0, str, -1, utf8, sizeof(utf8), NULL, NULL ))
        strcpy( utf8, "(too long)" );
    printf( "  %s %s\n", name, utf8 );
}

void show_number( const char *name, DWORD number )
{
    printf( "  %s %lu\n", name, number );
}

/* Whether the status lets the caller look at the result */
static BOOL show_call( const char *function, DWORD level, NET_API_STATUS status )
{
    printf( "%s %lu: %lu\n", function, level, status );
    return !status || status == ERROR_MORE_DATA;
}

/******** buffers */

/* A buffer of the DLL that we forward to, and one of ours */
static void test_buffers(void)
{
    DWORD size = 0, status;
    BYTE *buffer = NULL;

    if (show_call( "NetWkstaGetInfo", 100, NetWkstaGetInfo( NULL, 100, &buffer ) ))
    {
        status = NetApiBufferSize( buffer, &size );
        printf( "NetApiBufferSize: %lu, enough %d\n", status, size >= sizeof(WKSTA_INFO_100) );
        status = NetApiBufferReallocate( buffer, size + 1000, (void **)&buffer );
        printf( "NetApiBufferReallocate: %lu\n", status );
        show_string( "name after that", ((WKSTA_INFO_100 *)buffer)->wki100_computername );
        status = NetApiBufferSize( buffer, &size );
        printf( "NetApiBufferSize: %lu, enough %d\n", status, size >= 1000 );
        printf( "NetApiBufferFree: %lu\n", NetApiBufferFree( buffer ) );
    }
    printf( "NetApiBufferAllocate: %lu\n", NetApiBufferAllocate( 24, (void **)&buffer ) );
    status = NetApiBufferSize( buffer, &size );
    printf( "NetApiBufferSize: %lu, %lu\n", status, size );
    printf( "NetApiBufferFree: %lu\n", NetApiBufferFree( buffer ) );
    printf( "NetApiBufferFree of NULL: %lu\n", NetApiBufferFree( NULL ) );
}

/******** the computer */

static void show_wksta( DWORD level, const BYTE *buffer )
{
    const WKSTA_INFO_102 *info = (const WKSTA_INFO_102 *)buffer;

    show_number( "platform", info->wki102_platform_id );
    show_string( "computer", info->wki102_computername );
    show_string( "group", info->wki102_langroup );
    show_number( "major", info->wki102_ver_major );
    show_number( "minor", info->wki102_ver_minor );
    if (level > 100) show_string( "root", info->wki102_lanroot );
    if (level > 101) show_number( "users", info->wki102_logged_on_users );
}

static void show_server( DWORD level, const BYTE *buffer )
{
    const SERVER_INFO_101 *info = (const SERVER_INFO_101 *)buffer;

    show_number( "platform", info->sv101_platform_id );
    show_string( "name", info->sv101_name );
    if (level == 100) return;
    show_number( "major", info->sv101_version_major );
    show_number( "minor", info->sv101_version_minor );
    show_number( "type", info->sv101_type );
    show_string( "comment", info->sv101_comment );
}

static void test_computer(void)
{
    NETSETUP_JOIN_STATUS join = 77;
    WCHAR *name = NULL;
    BYTE *buffer;
    DWORD level;

    for (level = 99; level <= 103; level++)
    {
        buffer = NULL;
        if (show_call( "NetWkstaGetInfo", level, NetWkstaGetInfo( NULL, level, &buffer ) ))
            show_wksta( level, buffer );
        NetApiBufferFree( buffer );
    }
    for (level = 100; level <= 101; level++)
    {
        buffer = NULL;
        if (show_call( "NetServerGetInfo", level, NetServerGetInfo( NULL, level, &buffer ) ))
            show_server( level, buffer );
        NetApiBufferFree( buffer );
    }
    if (show_call( "NetGetJoinInformation", 0, NetGetJoinInformation( NULL, &name, &join ) ))
    {
        show_string( "domain", name );
        show_number( "join status", join );
    }
    NetApiBufferFree( name );
}

static void show_user_of_wksta( DWORD level, const BYTE *buffer )
{
    const WKSTA_USER_INFO_1 *info = (const WKSTA_USER_INFO_1 *)buffer;

    show_string( "user", info->wkui1_username );
    if (level == 0) return;
    show_string( "domain", info->wkui1_logon_domain );
    show_string( "other domains", info->wkui1_oth_domains );
    show_string( "server", info->wkui1_logon_server );
}

static void test_logged_on(void)
{
    DWORD level, read = 77, total = 77;
    BYTE *buffer;

    for (level = 0; level <= 2; level++)
    {
        buffer = NULL;
        if (show_call( "NetWkstaUserGetInfo", level,
                       NetWkstaUserGetInfo( NULL, level, &buffer ) ) && level < 2)
            show_user_of_wksta( level, buffer );
        NetApiBufferFree( buffer );
    }
    buffer = NULL;
    if (show_call( "NetWkstaUserEnum", 0, NetWkstaUserEnum( NULL, 0, &buffer, MAX_PREFERRED_LENGTH,
                                                            &read, &total, NULL ) ))
    {
        show_number( "read", read );
        show_number( "total", total );
    }
    NetApiBufferFree( buffer );
}

/******** lists of which Wine has few or no entries */

#define ENUM( function, level, ... ) \
    do { \
        DWORD read_ = 77, total_ = 77; \
        BYTE *buffer_ = NULL; \
        if (show_call( #function, level, function( __VA_ARGS__ ) )) \
        { \
            show_number( "read", read_ ); \
            show_number( "total", total_ ); \
        } \
        if (buffer_) NetApiBufferFree( buffer_ ); \
    } while (0)
#define RESULT &buffer_, MAX_PREFERRED_LENGTH, &read_, &total_

static void test_lists(void)
{
    static const WCHAR administrators[] = L"Administrators";

    ENUM( NetServerEnum, 100, NULL, 100, RESULT, SV_TYPE_ALL, NULL, NULL );
    ENUM( NetServerEnumEx, 101, NULL, 101, RESULT, SV_TYPE_ALL, NULL, NULL );
    ENUM( NetWkstaTransportEnum, 0, NULL, 0, RESULT, NULL );
    ENUM( NetWkstaTransportEnum, 1, NULL, 1, RESULT, NULL );
    ENUM( NetGroupEnum, 0, NULL, 0, RESULT, NULL );
    ENUM( NetLocalGroupEnum, 0, NULL, 0, RESULT, NULL );
    ENUM( NetLocalGroupGetMembers, 3, NULL, administrators, 3, RESULT, NULL );
    ENUM( NetLocalGroupGetMembers, 0, NULL, administrators, 0, RESULT, NULL );
    ENUM( NetUserGetGroups, 0, NULL, L"nobody here", 0, RESULT );
    ENUM( NetUserGetLocalGroups, 0, NULL, L"nobody here", 0, 0, RESULT );
}

static void test_others(void)
{
    static WCHAR group[] = L"Users", user[] = L"nobody here";
    LOCALGROUP_INFO_0 info = { group };
    BYTE *buffer = NULL;

    show_call( "NetGroupGetInfo", 0, NetGroupGetInfo( NULL, group, 0, &buffer ) );
    show_call( "NetGroupAddUser", 0, NetGroupAddUser( NULL, group, user ) );
    show_call( "NetLocalGroupAdd", 0, NetLocalGroupAdd( NULL, 0, (BYTE *)&info, NULL ) );
    show_call( "NetLocalGroupGetInfo", 1, NetLocalGroupGetInfo( NULL, group, 1, &buffer ) );
    show_call( "NetLocalGroupDel", 0, NetLocalGroupDel( NULL, group ) );
}

/******** users */

static void test_modals(void)
{
    const USER_MODALS_INFO_0 *info;
    BYTE *buffer;
    DWORD level;

    for (level = 0; level <= 4; level++)
    {
        buffer = NULL;
        if (show_call( "NetUserModalsGet", level, NetUserModalsGet( NULL, level, &buffer ) ) &&
            !level)
        {
            info = (const USER_MODALS_INFO_0 *)buffer;
            show_number( "least password", info->usrmod0_min_passwd_len );
            show_number( "greatest age", info->usrmod0_max_passwd_age );
            show_number( "least age", info->usrmod0_min_passwd_age );
            show_number( "force logoff", info->usrmod0_force_logoff );
            show_number( "history", info->usrmod0_password_hist_len );
        }
        NetApiBufferFree( buffer );
    }
}

static void show_user( DWORD level, const BYTE *buffer )
{
    const USER_INFO_10 *info10 = (const USER_INFO_10 *)buffer;
    const USER_INFO_1 *info1 = (const USER_INFO_1 *)buffer;

    show_string( "name", info1->usri1_name );
    if (level == 10 || level == 11)
    {
        show_string( "comment", info10->usri10_comment );
        show_string( "full name", info10->usri10_full_name );
    }
    else if (level)
    {
        show_number( "privilege", info1->usri1_priv );
        show_string( "home", info1->usri1_home_dir );
        show_string( "comment", info1->usri1_comment );
        show_number( "flags", info1->usri1_flags );
    }
}

static void test_user( const WCHAR *name )
{
    static const DWORD levels[] = { 0, 1, 2, 10, 11, 4, 20, 9 };
    NET_API_STATUS status;
    unsigned int i;
    BYTE *buffer;

    show_string( "of the user", name );
    for (i = 0; i < ARRAYSIZE(levels); i++)
    {
        buffer = NULL;
        status = NetUserGetInfo( NULL, name, levels[i], &buffer );
        if (show_call( "NetUserGetInfo", levels[i], status )) show_user( levels[i], buffer );
        NetApiBufferFree( buffer );
    }
}

/* Wine's users live as long as the process. */
static void test_accounts(void)
{
    static WCHAR name[] = L"jürgen", first[] = L"first", second[] = L"second", comment[] = L"new";
    USER_INFO_1 info = { name, first, 0, USER_PRIV_USER, NULL, comment, UF_SCRIPT, NULL };

    test_user( L"Administrator" );
    test_user( name );
    show_call( "NetUserAdd", 1, NetUserAdd( NULL, 1, (BYTE *)&info, NULL ) );
    show_call( "NetUserAdd", 2, NetUserAdd( NULL, 2, (BYTE *)&info, NULL ) );
    test_user( name );
    show_call( "NetUserChangePassword, wrong", 0,
               NetUserChangePassword( NULL, name, second, first ) );
    show_call( "NetUserChangePassword", 0, NetUserChangePassword( NULL, name, first, second ) );
    show_call( "NetUserChangePassword, old", 0,
               NetUserChangePassword( NULL, name, first, second ) );
    ENUM( NetUserEnum, 0, NULL, 0, 0, RESULT, NULL );
    show_call( "NetUserDel", 0, NetUserDel( NULL, name ) );
    show_call( "NetUserDel, again", 0, NetUserDel( NULL, name ) );
}

static void test_display(void)
{
    DWORD level, count, i;
    NET_API_STATUS status;
    void *buffer;

    for (level = 1; level <= 3; level++)
    {
        buffer = NULL;
        count = 0;
        status = NetQueryDisplayInformation( NULL, level, 0, 100, MAX_PREFERRED_LENGTH, &count,
                                             &buffer );
        if (!show_call( "NetQueryDisplayInformation", level, status )) continue;
        show_number( "entries", count );
        for (i = 0; level == 1 && i < count; i++)
        {
            const NET_DISPLAY_USER *user = (const NET_DISPLAY_USER *)buffer + i;

            show_string( "name", user->usri1_name );
            show_string( "comment", user->usri1_comment );
            show_number( "flags", user->usri1_flags );
            show_number( "id", user->usri1_user_id );
            show_number( "next", user->usri1_next_index );
        }
        NetApiBufferFree( buffer );
    }
}

/******** domains */

static void test_domains(void)
{
    DSROLE_PRIMARY_DOMAIN_INFO_BASIC *role = NULL;
    DOMAIN_CONTROLLER_INFOW *dc = NULL;
    DOMAIN_CONTROLLER_INFOA *dc_a = NULL;
    DS_DOMAIN_TRUSTSW *trusts = NULL;
    WCHAR *site = NULL;
    BYTE *name = NULL;
    ULONG count = 77;

    show_call( "DsGetDcNameW", 0, DsGetDcNameW( NULL, NULL, NULL, NULL, 0, &dc ) );
    show_call( "DsGetDcNameW", DS_RETURN_DNS_NAME,
               DsGetDcNameW( NULL, L"example.test", NULL, NULL, DS_RETURN_DNS_NAME, &dc ) );
    show_call( "DsGetDcNameA", 0, DsGetDcNameA( NULL, NULL, NULL, NULL, 0, &dc_a ) );
    show_call( "DsGetSiteNameW", 0, DsGetSiteNameW( NULL, &site ) );
    if (show_call( "DsEnumerateDomainTrustsW", DS_DOMAIN_PRIMARY,
                   DsEnumerateDomainTrustsW( NULL, DS_DOMAIN_PRIMARY, &trusts, &count ) ))
        show_number( "trusts", count );
    show_call( "NetGetDCName", 0, NetGetDCName( NULL, NULL, &name ) );
    show_call( "NetGetAnyDCName", 0, NetGetAnyDCName( NULL, NULL, &name ) );
    if (!show_call( "DsRoleGetPrimaryDomainInformation", DsRolePrimaryDomainInfoBasic,
                    DsRoleGetPrimaryDomainInformation( NULL, DsRolePrimaryDomainInfoBasic,
                                                       (BYTE **)&role ) ))
        return;
    show_number( "role", role->MachineRole );
    show_string( "flat name", role->DomainNameFlat );
    show_string( "DNS name", role->DomainNameDns );
    DsRoleFreeMemory( role );
}

/******** NetBIOS */

static void run_ncb( const char *name, NCB *ncb )
{
    UCHAR status = Netbios( ncb );

    printf( "Netbios %s: %u, %u\n", name, status, ncb->ncb_retcode );
}

static void test_netbios(void)
{
    ADAPTER_STATUS adapter;
    LANA_ENUM lanas;
    NCB ncb;

    memset( &ncb, 0, sizeof(ncb) );
    memset( &lanas, 0, sizeof(lanas) );
    ncb.ncb_command = NCBENUM;
    ncb.ncb_buffer = (UCHAR *)&lanas;
    ncb.ncb_length = sizeof(lanas);
    run_ncb( "NCBENUM", &ncb );
    show_number( "adapters", lanas.length );

    memset( &ncb, 0, sizeof(ncb) );
    ncb.ncb_command = NCBRESET;
    ncb.ncb_lana_num = lanas.lana[0];
    run_ncb( "NCBRESET", &ncb );

    memset( &ncb, 0, sizeof(ncb) );
    ncb.ncb_command = NCBASTAT;
    ncb.ncb_lana_num = lanas.lana[0];
    memcpy( ncb.ncb_callname, "*               ", NCBNAMSZ );
    ncb.ncb_buffer = (UCHAR *)&adapter;
    ncb.ncb_length = sizeof(adapter);
    run_ncb( "NCBASTAT", &ncb );

    memset( &ncb, 0, sizeof(ncb) );
    ncb.ncb_command = 0x7f;
    run_ncb( "no command", &ncb );
}

int wmain( int argc, WCHAR **argv )
{
    if (argc > 1 && !wcscmp( argv[1], L"loaders" ))
        test_loaders();
    else
    {
        test_buffers();
        test_computer();
            test_logged_on();
        test_lists();
        test_others();
        test_modals();
        test_accounts();
        test_display();
        test_domains();
        test_netbios();
    }
    printf( "end\n" );
    return 0;
}
