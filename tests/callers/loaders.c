/*
 * Has DLLs of Wine do the work that they need netapi32 for, and prints the result
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

#define COBJMACROS
#define INITGUID
#define SECURITY_WIN32

#include <stdio.h>
#include <windows.h>
#include <initguid.h>
#include <iads.h>
#include <security.h>
#include <windns.h>

#include "forwards.h"

DEFINE_GUID( clsid_ad_system_info, 0x50b6327f, 0xafd1, 0x11d2, 0x9c, 0xb9, 0x00, 0x00, 0xf8, 0x7a,
             0x36, 0x9e );
DEFINE_GUID( iid_ad_system_info, 0x5bb11929, 0xafd1, 0x11d2, 0x9c, 0xb9, 0x00, 0x00, 0xf8, 0x7a,
             0x36, 0x9e );

/******** msv1_0, which secur32 loads */

#define TOKEN_SIZE 4096

struct side
{
    CredHandle cred;
    CtxtHandle context;
    BOOL       started;
    SecBuffer  token;
    BYTE       bytes[TOKEN_SIZE];
};

static void show_status( const char *what, SECURITY_STATUS status )
{
    printf( "%s: %08lx\n", what, (DWORD)status );
}

static SECURITY_STATUS step( struct side *side, BOOL client, SecBuffer *input )
{
    SecBufferDesc in = { SECBUFFER_VERSION, 1, input };
    SecBufferDesc out = { SECBUFFER_VERSION, 1, &side->token };
    CtxtHandle *context = side->started ? &side->context : NULL;
    SECURITY_STATUS status;
    TimeStamp expiry;
    ULONG attr;

    side->token.BufferType = SECBUFFER_TOKEN;
    side->token.cbBuffer = TOKEN_SIZE;
    side->token.pvBuffer = side->bytes;
    if (client)
        status = InitializeSecurityContextW( &side->cred, context, NULL, ISC_REQ_CONFIDENTIALITY, 0,
                                             SECURITY_NETWORK_DREP, input ? &in : NULL, 0,
                                             &side->context, &out, &attr, &expiry );
    else
        status = AcceptSecurityContext( &side->cred, context, &in, ASC_REQ_CONFIDENTIALITY,
                                        SECURITY_NETWORK_DREP, &side->context, &out, &attr,
                                        &expiry );
    if (SUCCEEDED(status)) side->started = TRUE;
    show_status( client ? "InitializeSecurityContextW" : "AcceptSecurityContext", status );
    /* The server's challenge has the host's name and the time, which change. */
    if (SUCCEEDED(status))
        printf( "  token %s, type %lu\n", side->token.cbBuffer ? (char *)side->bytes : "none",
                side->token.cbBuffer ? *(DWORD *)(side->bytes + 8) : 0 );
    return status;
}

static void end_side( struct side *side )
{
    if (side->started) DeleteSecurityContext( &side->context );
    FreeCredentialsHandle( &side->cred );
}

static SECURITY_STATUS acquire( struct side *side, ULONG use, void *identity )
{
    static WCHAR ntlm[] = L"NTLM";
    TimeStamp expiry;
    SECURITY_STATUS status = AcquireCredentialsHandleW( NULL, ntlm, use, NULL, identity, NULL, NULL,
                                                        &side->cred, &expiry );

    show_status( "AcquireCredentialsHandleW", status );
    return status;
}

/* With a user whom nobody knows */
static void test_exchange( SEC_WINNT_AUTH_IDENTITY_W *identity )
{
    struct side client = { .started = FALSE }, server = { .started = FALSE };

    if (acquire( &client, SECPKG_CRED_OUTBOUND, identity ) ||
        acquire( &server, SECPKG_CRED_INBOUND, NULL ))
        return;
    if (SUCCEEDED(step( &client, TRUE, NULL )) &&
        SUCCEEDED(step( &server, FALSE, &client.token )) &&
        SUCCEEDED(step( &client, TRUE, &server.token )))
        step( &server, FALSE, &client.token );
    end_side( &client );
    end_side( &server );
}

static void test_ntlm(void)
{
    static WCHAR user[] = L"nobody here", domain[] = L"NOWHERE", password[] = L"none";
    SEC_WINNT_AUTH_IDENTITY_W identity =
    {
        user, ARRAYSIZE(user) - 1, domain, ARRAYSIZE(domain) - 1, password, ARRAYSIZE(password) - 1,
        SEC_WINNT_AUTH_IDENTITY_UNICODE
    };
    SecPkgInfoW *info = NULL;
    static WCHAR ntlm[] = L"NTLM";
    SECURITY_STATUS status = QuerySecurityPackageInfoW( ntlm, &info );

    show_status( "QuerySecurityPackageInfoW", status );
    if (!status)
    {
        show_string( "name", info->Name );
        show_number( "capabilities", info->fCapabilities );
        show_number( "token", info->cbMaxToken );
        FreeContextBuffer( info );
    }
    test_exchange( &identity );
    /* msv1_0 asks netapi32 for the present user's name. */
    test_exchange( NULL );
}

/******** dnsapi asks NetBIOS if DNS does not know a name */

static void test_dns(void)
{
    DNS_RECORD *records = NULL;
    DNS_STATUS status;

    status = DnsQuery_W( L"nohost", DNS_TYPE_A, DNS_QUERY_STANDARD, NULL, (void *)&records, NULL );
    show_status( "DnsQuery_W", status );
    if (records) DnsRecordListFree( records, DnsFreeRecordList );
}

/******** adsldp asks for the domain */

typedef HRESULT (STDMETHODCALLTYPE *get_property)( IADsADSystemInfo *info, BSTR *value );

static void show_property( IADsADSystemInfo *info, const char *name, get_property get )
{
    BSTR value = NULL;
    HRESULT hr = get( info, &value );

    show_status( name, hr );
    if (FAILED(hr)) return;
    show_string( "is", value );
    SysFreeString( value );
}

static void test_ad_system_info(void)
{
    IADsADSystemInfo *info = NULL;
    HRESULT hr;

    CoInitialize( NULL );
    hr = CoCreateInstance( &clsid_ad_system_info, NULL, CLSCTX_INPROC_SERVER, &iid_ad_system_info,
                           (void **)&info );
    show_status( "ADSystemInfo", hr );
    if (SUCCEEDED(hr))
    {
        show_property( info, "ComputerName", info->lpVtbl->get_ComputerName );
        show_property( info, "DomainDNSName", info->lpVtbl->get_DomainDNSName );
        show_property( info, "ForestDNSName", info->lpVtbl->get_ForestDNSName );
        show_property( info, "UserName", info->lpVtbl->get_UserName );
        IADsADSystemInfo_Release( info );
    }
    CoUninitialize();
}

void test_loaders(void)
{
    test_ntlm();
    test_dns();
    test_ad_system_info();
}
