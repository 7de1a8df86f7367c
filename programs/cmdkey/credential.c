/*
 * The credentials of the user's Credential Manager
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

#include "cmdkey.h"

struct credential_type
{
    DWORD        type;
    const WCHAR *name;
    const WCHAR *prefix;    /* of a target's name in a list, as in Windows' cmdkey */
};

static const struct credential_type types[] =
{
    { CRED_TYPE_DOMAIN_PASSWORD,         L"Domain Password",            L"Domain:target=" },
    { CRED_TYPE_GENERIC,                 L"Generic",                    L"LegacyGeneric:target=" },
    { CRED_TYPE_DOMAIN_CERTIFICATE,      L"Domain Certificate",         L"Domain:target=" },
    { CRED_TYPE_DOMAIN_VISIBLE_PASSWORD, L"Domain Visible Password",    L"Domain:target=" },
};

static const struct credential_type unknown_type = { 0, L"Unknown", L"" };

static const struct credential_type *find_type( DWORD type )
{
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(types); i++) if (types[i].type == type) return &types[i];
    return &unknown_type;
}

static enum exit_status show_error( const WCHAR *what )
{
    DWORD error = GetLastError();

    if (error == ERROR_NO_SUCH_LOGON_SESSION)
        print_error( L"cmdkey: %ls: this logon has no Credential Manager.\n", what );
    else
        print_error( L"cmdkey: %ls: error %lu; see \"net helpmsg %lu\".\n", what, error, error );
    return EXIT_FAILED;
}

/* Wine refuses a NULL domain, and takes an empty one. */
static WCHAR *stored_user( DWORD type, const WCHAR *user )
{
    WCHAR *ret = alloc( (wcslen( user ) + 2) * sizeof(*ret) );
    BOOL add = is_wine() && type == CRED_TYPE_DOMAIN_PASSWORD && !wcspbrk( user, L"\\@" );

    *ret = '\\';
    wcscpy( ret + add, user );
    return ret;
}

enum exit_status add_credential( DWORD type, const WCHAR *target, const WCHAR *user )
{
    WCHAR password[MAX_PASSWORD];
    CREDENTIALW credential = { 0 };
    BOOL ret;

    if (!close_prefix()) return EXIT_FAILED;
    if (!read_password( user, target, password, &credential.CredentialBlobSize ))
        return EXIT_FAILED;

    credential.Type = type;
    credential.TargetName = (WCHAR *)target;
    credential.UserName = stored_user( type, user );
    credential.CredentialBlob = (BYTE *)password;
    credential.Persist = CRED_PERSIST_ENTERPRISE;
    ret = CredWriteW( &credential, 0 );
    SecureZeroMemory( password, sizeof(password) );
    if (!ret) show_error( L"the credential can't be stored" );
    free( credential.UserName );
    if (!ret) return EXIT_FAILED;
    print( L"\nThe credential for %ls is stored.\n", target );
    return EXIT_DONE;
}

/* Clears the passwords, so that none stays in memory longer than needed. */
static void free_credentials( CREDENTIALW **credentials, DWORD count )
{
    DWORD i;

    for (i = 0; i < count; i++)
        SecureZeroMemory( credentials[i]->CredentialBlob, credentials[i]->CredentialBlobSize );
    if (credentials) CredFree( credentials );
}

static BOOL read_credentials( CREDENTIALW ***credentials, DWORD *count )
{
    *credentials = NULL;
    *count = 0;
    return CredEnumerateW( NULL, 0, count, credentials ) || GetLastError() == ERROR_NOT_FOUND;
}

/* Takes a target's prefix off, if it has one */
static const WCHAR *skip_prefix( const WCHAR *target, const WCHAR *prefix )
{
    size_t len = wcslen( prefix );

    return _wcsnicmp( target, prefix, len ) ? target : target + len;
}

/* The wanted name may have the prefix or not. Leading backslashes are ignored, as in /add. */
static BOOL matches( const CREDENTIALW *credential, const WCHAR *wanted )
{
    const struct credential_type *type = find_type( credential->Type );
    const WCHAR *name = skip_prefix( wanted, type->prefix );

    if (!_wcsicmp( credential->TargetName, name )) return TRUE;
    if (credential->Type != CRED_TYPE_DOMAIN_PASSWORD) return FALSE;
    while (*name == '\\') name++;
    return !_wcsicmp( credential->TargetName, name );
}

static void show_persistence( DWORD persist )
{
    if (persist == CRED_PERSIST_SESSION) print( L"    Saved for this logon only\n" );
    if (persist == CRED_PERSIST_LOCAL_MACHINE) print( L"    Local machine persistence\n" );
    if (persist == CRED_PERSIST_ENTERPRISE) print( L"    Enterprise persistence\n" );
}

static void show_string( const WCHAR *label, const WCHAR *prefix, const WCHAR *str )
{
    WCHAR *text = printable( str ? str : L"" );

    print( L"    %ls: %ls%ls\n", label, prefix, text );
    free( text );
}

static void show_credential( const CREDENTIALW *credential )
{
    const struct credential_type *type = find_type( credential->Type );
    const WCHAR *user = credential->UserName;

    show_string( L"Target", type->prefix, credential->TargetName );
    show_string( L"Type", L"", type->name );
    show_string( L"User", L"", user && *user == '\\' ? user + 1 : user );
    if (credential->Comment && *credential->Comment)
        show_string( L"Comment", L"", credential->Comment );
    show_persistence( credential->Persist );
    print( L"\n" );
}

enum exit_status list_credentials( const WCHAR *target )
{
    CREDENTIALW **credentials;
    DWORD count, shown = 0, i;

    if (!read_credentials( &credentials, &count ))
        return show_error( L"the credentials can't be read" );
    print( L"\nCurrently stored credentials%ls%ls:\n\n", target ? L" for " : L"",
           target ? target : L"" );
    for (i = 0; i < count; i++)
    {
        if (target && !matches( credentials[i], target )) continue;
        show_credential( credentials[i] );
        shown++;
    }
    free_credentials( credentials, count );
    if (!shown) print( L"* NONE *\n" );
    return EXIT_DONE;
}

/*
 * A target can have a credential of each type. A prefix in the name says which of them is meant.
 * Without a prefix the server's credential is found first.
 */
static const CREDENTIALW *find_credential( CREDENTIALW **credentials, DWORD count,
                                           const WCHAR *target )
{
    unsigned int type;
    DWORD i;

    for (type = 0; type < ARRAYSIZE(types); type++)
        for (i = 0; i < count; i++)
            if (credentials[i]->Type == types[type].type && matches( credentials[i], target ))
                return credentials[i];
    return NULL;
}

enum exit_status delete_credential( const WCHAR *target )
{
    const CREDENTIALW *credential;
    CREDENTIALW **credentials;
    BOOL ret = FALSE;
    DWORD count;

    if (!read_credentials( &credentials, &count ))
        return show_error( L"the credentials can't be read" );
    if ((credential = find_credential( credentials, count, target )))
        ret = CredDeleteW( credential->TargetName, credential->Type, 0 );
    if (credential && !ret) show_error( L"the credential can't be deleted" );
    free_credentials( credentials, count );

    if (!credential)
        print_error( L"cmdkey: no credential is stored for %ls; \"cmdkey /list\" shows those that "
                     L"are.\n", target );
    if (ret) print( L"\nThe credential for %ls is deleted.\n", target );
    return ret ? EXIT_DONE : EXIT_FAILED;
}
