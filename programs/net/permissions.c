/*
 * Who may do what in a share
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
#include <aclapi.h>
#include <sddl.h>

#include "net.h"

static const struct
{
    const WCHAR *name;
    DWORD        access;    /* as Windows gives it with the name */
    DWORD        generic;
}
permissions[] =
{
    { L"FULL",   FILE_ALL_ACCESS, GENERIC_ALL },
    { L"CHANGE", FILE_GENERIC_READ | FILE_GENERIC_WRITE | FILE_GENERIC_EXECUTE | DELETE,
      GENERIC_READ | GENERIC_WRITE | GENERIC_EXECUTE | DELETE },
    { L"READ",   FILE_GENERIC_READ | FILE_GENERIC_EXECUTE, GENERIC_READ | GENERIC_EXECUTE },
};

static WCHAR *format_access( DWORD access )
{
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(permissions); i++)
        if (access == permissions[i].access || access == permissions[i].generic)
            return format( L"%ls", permissions[i].name );
    return format( L"%#lx", access );
}

/* By its name where this computer knows it */
static WCHAR *format_sid( SID *sid )
{
    WCHAR name[256], domain[256], *str = NULL, *ret;
    DWORD name_len = ARRAYSIZE(name), domain_len = ARRAYSIZE(domain);
    SID_NAME_USE use;

    if (LookupAccountSidW( NULL, sid, name, &name_len, domain, &domain_len, &use ))
        return *domain ? format( L"%ls\\%ls", domain, name ) : format( L"%ls", name );
    if (!ConvertSidToStringSidW( sid, &str )) return format( L"-" );
    ret = format( L"%ls", str );
    LocalFree( str );
    return ret;
}

static WCHAR *format_ace( const ACE_HEADER *header )
{
    const ACCESS_ALLOWED_ACE *ace = (const ACCESS_ALLOWED_ACE *)header;
    WCHAR *name, *access, *ret;

    if (header->AceType != ACCESS_ALLOWED_ACE_TYPE && header->AceType != ACCESS_DENIED_ACE_TYPE)
        return format( L"-" );
    name = format_sid( (SID *)&ace->SidStart );
    access = format_access( ace->Mask );
    ret = format( L"%ls, %ls%ls", name,
                  header->AceType == ACCESS_DENIED_ACE_TYPE ? L"DENIED " : L"", access );
    free( name );
    free( access );
    return ret;
}

/* One line for each account. Without a list everybody may do all. */
void show_permissions( const WCHAR *label, int width, SECURITY_DESCRIPTOR *security )
{
    BOOL present = FALSE, defaulted;
    ACL *acl = NULL;
    void *ace;
    DWORD i;

    if (!security || !IsValidSecurityDescriptor( security ) ||
        !GetSecurityDescriptorDacl( security, &present, &acl, &defaulted ))
    {
        show_field( label, width, format( L"-" ) );
        return;
    }
    if (!present || !acl) show_field( label, width, format( L"Everyone, FULL" ) );
    else if (!acl->AceCount) show_field( label, width, format( L"" ) );
    for (i = 0; present && acl && i < acl->AceCount; i++)
        if (GetAce( acl, i, &ace )) show_field( i ? L"" : label, width, format_ace( ace ) );
}

/* By its name, on this computer, or as S-1-...; to be freed */
static SID *find_account( const WCHAR *name )
{
    DWORD size = SECURITY_MAX_SID_SIZE, len = 256;
    SID *sid = NULL;
    WCHAR domain[256];
    SID_NAME_USE use;

    if (ConvertStringSidToSidW( name, (PSID *)&sid )) return sid;
    if (!(sid = LocalAlloc( 0, size ))) return NULL;
    if (LookupAccountNameW( NULL, name, sid, &size, domain, &len, &use )) return sid;
    LocalFree( sid );
    return NULL;
}

/* USER,PERMISSION, which it takes apart */
static NET_API_STATUS parse_grant( WCHAR *grant, EXPLICIT_ACCESSW *entry )
{
    WCHAR *comma = wcsrchr( grant, ',' );
    SID *sid = NULL;
    unsigned int i;

    for (i = 0; comma && i < ARRAYSIZE(permissions); i++)
        if (!_wcsicmp( comma + 1, permissions[i].name )) break;
    if (!comma || comma == grant || i == ARRAYSIZE(permissions))
    {
        refuse( L"As in /GRANT:user,READ, or CHANGE, or FULL.\n" );
        return ERROR_INVALID_PARAMETER;
    }
    *comma = 0;
    if (!(sid = find_account( grant )))
    {
        print_error( L"This computer does not know the account %ls; it can be named by its SID, "
                     L"S-1-....\n\n", grant );
        return ERROR_NONE_MAPPED;
    }
    entry->grfAccessPermissions = permissions[i].access;
    entry->grfAccessMode = SET_ACCESS;
    entry->grfInheritance = NO_INHERITANCE;
    entry->Trustee.TrusteeForm = TRUSTEE_IS_SID;
    entry->Trustee.ptstrName = (WCHAR *)sid;
    return NERR_Success;
}

/* A server takes it as one block. */
static NET_API_STATUS make_descriptor( ULONG count, EXPLICIT_ACCESSW *entries,
                                       SECURITY_DESCRIPTOR **security )
{
    SECURITY_DESCRIPTOR absolute;
    ACL *acl = NULL;
    DWORD size = 0, status;

    if ((status = SetEntriesInAclW( count, entries, NULL, &acl ))) return status;
    InitializeSecurityDescriptor( &absolute, SECURITY_DESCRIPTOR_REVISION );
    SetSecurityDescriptorDacl( &absolute, TRUE, acl, FALSE );
    MakeSelfRelativeSD( &absolute, NULL, &size );
    if (!(*security = LocalAlloc( 0, size )) || !MakeSelfRelativeSD( &absolute, *security, &size ))
        status = GetLastError();
    LocalFree( acl );
    return status;
}

/* Of all /grant. ERROR_INVALID_PARAMETER was said already. */
NET_API_STATUS make_security( const struct arguments *args, SECURITY_DESCRIPTOR **security )
{
    EXPLICIT_ACCESSW *entries = alloc( args->grant_count * sizeof(*entries) );
    NET_API_STATUS status = NERR_Success;
    DWORD i, count = 0;

    memset( entries, 0, args->grant_count * sizeof(*entries) );
    for (i = 0; i < args->grant_count && !status; i++)
        if (!(status = parse_grant( args->grants[i], &entries[count] ))) count++;
    if (!status) status = make_descriptor( count, entries, security );
    for (i = 0; i < count; i++) LocalFree( entries[i].Trustee.ptstrName );
    free( entries );
    return status;
}
