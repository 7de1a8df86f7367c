/*
 * The account for a server
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
 * First comes the account that the program set up for the server, then the account that the user
 * stored for it in the Credential Manager. Without either, smbpipe looks for a file or for Kerberos
 * tickets.
 *
 * We pass a password to no function whose strings Wine's relay trace prints.
 */

#include "machines.h"
#include "winreg.h"
#include "wincred.h"

#include "wine/debug.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/* The server refused the password with this id. */
struct refusal
{
    struct refusal *next;
    BOOL            given;  /* else smbpipe found it */
    ULONGLONG       id;
    NTSTATUS        status;
    WCHAR           host[1];
};

static struct refusal *refusals;
static struct lock refusals_lock;

struct use *uses;
struct lock uses_lock;

/* NULL for the share means any. */
struct use **find_use( const WCHAR *host, const WCHAR *share )
{
    struct use **ptr = &uses;

    while (*ptr && !(names_equal( (*ptr)->host, host ) &&
                     (!share || names_equal( (*ptr)->share, share )))) ptr = &(*ptr)->next;
    return ptr;
}

void free_use( struct use *use )
{
    SecureZeroMemory( use, sizeof(*use) );
    heap_free( use );
}

/* A use without an account means the default account. */
static BOOL find_use_credentials( const WCHAR *host, struct credentials *credentials )
{
    BOOL found = FALSE;
    struct use *use;

    take_lock( &uses_lock );
    if ((use = *find_use( host, NULL )) && (found = use->credentials.given))
        *credentials = use->credentials;
    leave_lock( &uses_lock );
    return found;
}

/* smbpipe refuses other names. No account has them, and they would spoil its messages. */
static BOOL is_account_name( const WCHAR *name, SIZE_T len, SIZE_T size )
{
    SIZE_T i;

    for (i = 0; i < len; i++)
        if (name[i] < ' ' || (name[i] >= 0x7f && name[i] < 0xa0) || wcschr( L"/\\", name[i] ))
            return FALSE;
    return len < size;
}

/* Splits "DOMAIN\user", but leaves "user@domain" as it is. */
BOOL set_user_name( struct credentials *credentials, const WCHAR *domain, const WCHAR *user )
{
    SIZE_T len = domain ? wcslen( domain ) : 0;

    if (!len && wcschr( user, '\\' ))
    {
        domain = user;
        len = wcscspn( user, L"\\" );
        user += len + 1;
    }
    if (!is_account_name( domain, len, ARRAY_SIZE(credentials->domain) ) ||
        !is_account_name( user, wcslen( user ), ARRAY_SIZE(credentials->user) ))
        return FALSE;
    if (len) memcpy( credentials->domain, domain, len * sizeof(WCHAR) );
    credentials->domain[len] = 0;
    wcscpy( credentials->user, user );
    credentials->given = TRUE;
    return TRUE;
}

BOOL set_password( struct credentials *credentials, const WCHAR *password )
{
    DWORD len;

    for (len = 0; password[len]; len++)
    {
        if (len == ARRAY_SIZE(credentials->password)) return FALSE;
        credentials->password[len] = password[len];
    }
    credentials->password_len = len;
    return TRUE;
}

BOOL same_name( const struct credentials *a, const struct credentials *b )
{
    return a->given == b->given && names_equal( a->user, b->user ) &&
           names_equal( a->domain, b->domain );
}

static BOOL take_stored( const CREDENTIALW *stored, struct credentials *credentials )
{
    if (!stored->UserName || stored->CredentialBlobSize > sizeof(credentials->password) ||
        !set_user_name( credentials, NULL, stored->UserName ))
        return FALSE;
    memcpy( credentials->password, stored->CredentialBlob, stored->CredentialBlobSize );
    credentials->password_len = stored->CredentialBlobSize / sizeof(WCHAR);
    /* If the user stores it again, it has another id, and we may try it. */
    credentials->id = (ULONGLONG)stored->LastWritten.dwHighDateTime << 32 |
                      stored->LastWritten.dwLowDateTime;
    return TRUE;
}

/*
 * Reports a lack of memory, and not a lack of credentials. Otherwise the program would go on as
 * another user than the stored one.
 */
static NTSTATUS read_stored( const WCHAR *target, struct credentials *credentials )
{
    CREDENTIALW *stored;
    BOOL taken;
    DWORD err;

    if (!CredReadW( target, CRED_TYPE_DOMAIN_PASSWORD, 0, &stored ))
    {
        err = GetLastError();
        return err == ERROR_NOT_ENOUGH_MEMORY || err == ERROR_OUTOFMEMORY ? STATUS_NO_MEMORY
                                                                          : STATUS_NOT_FOUND;
    }
    taken = take_stored( stored, credentials );
    TRACE( "%s %s for %s\n", taken ? "using" : "can't use", debugstr_w(stored->UserName),
           debugstr_w(target) );
    SecureZeroMemory( stored->CredentialBlob, stored->CredentialBlobSize );
    CredFree( stored );
    return taken ? STATUS_SUCCESS : STATUS_NOT_FOUND;
}

/* Wine's CredReadW writes to the registry if nobody has stored anything yet. */
static BOOL has_stored(void)
{
    HKEY key;

    if (RegOpenKeyExW( HKEY_CURRENT_USER, L"Software\\Wine\\Credential Manager", 0, KEY_READ,
                       &key ))
        return FALSE;
    RegCloseKey( key );
    return TRUE;
}

static BOOL is_ipv4_address( const WCHAR *host )
{
    return !host[wcsspn( host, L".0123456789" )];
}

/* Looks for "server.sub.domain", then for "*.sub.domain" and "*.domain". */
static NTSTATUS find_stored( const WCHAR *host, struct credentials *credentials )
{
    WCHAR target[MAX_HOST + 2];
    const WCHAR *dot = host;
    NTSTATUS status;

    if (!has_stored()) return STATUS_NOT_FOUND;
    status = read_stored( host, credentials );
    if (is_ipv4_address( host )) return status;
    while (status == STATUS_NOT_FOUND && (dot = wcschr( dot + 1, '.' )))
    {
        swprintf( target, ARRAY_SIZE(target), L"*%s", dot );
        status = read_stored( target, credentials );
    }
    return status;
}

/* The host is empty for the local computer. The Credential Manager has it under its name. */
static NTSTATUS find_stored_for_host( const WCHAR *host, struct credentials *credentials )
{
    if (!host[0]) host = get_computer_name();
    return host ? find_stored( host, credentials ) : STATUS_NOT_FOUND;
}

/* If it finds none, credentials->given is FALSE and the name is empty. */
NTSTATUS find_credentials( const WCHAR *host, struct credentials *credentials )
{
    NTSTATUS status;

    memset( credentials, 0, sizeof(*credentials) );
    if (find_use_credentials( host, credentials )) return STATUS_SUCCESS;
    status = find_stored_for_host( host, credentials );
    return status == STATUS_NOT_FOUND ? STATUS_SUCCESS : status;
}

/* Finds only a password that the user stored for this very account. */
NTSTATUS find_stored_password( const WCHAR *host, struct credentials *credentials )
{
    struct credentials stored;
    NTSTATUS status;

    memset( &stored, 0, sizeof(stored) );
    status = find_stored_for_host( host, &stored );
    if (!status && !same_name( &stored, credentials )) status = STATUS_NOT_FOUND;
    if (!status) *credentials = stored;
    SecureZeroMemory( &stored, sizeof(stored) );
    return status;
}

/* The user has one file at a time, so only smbpipe's last password matters. */
static struct refusal *find_refusal( const WCHAR *host, const struct credentials *credentials )
{
    struct refusal *refusal;

    for (refusal = refusals; refusal; refusal = refusal->next)
        if (names_equal( refusal->host, host ) && refusal->given == credentials->given &&
            (!refusal->given || refusal->id == credentials->id))
            break;
    return refusal;
}

static struct refusal *alloc_refusal( const WCHAR *host, BOOL given )
{
    struct refusal *refusal = heap_alloc( offsetof( struct refusal, host[wcslen( host ) + 1] ) );

    if (!refusal) return NULL;
    wcscpy( refusal->host, host );
    refusal->given = given;
    return refusal;
}

/*
 * Servers lock an account after some wrong passwords, so we don't send a refused password again.
 * Returns the status of the refusal if the server has refused these credentials. If smbpipe has to
 * find the password, the id tells it which password to leave out. *note is for note_status(), which
 * must not run out of memory.
 */
NTSTATUS get_refusal( const WCHAR *host, struct credentials *credentials, struct refusal **note )
{
    NTSTATUS status = STATUS_SUCCESS;
    struct refusal *refusal;

    take_lock( &refusals_lock );
    refusal = find_refusal( host, credentials );
    if (refusal && refusal->given) status = refusal->status;
    else if (refusal) credentials->id = refusal->id;
    leave_lock( &refusals_lock );

    if (status) WARN( "%s has refused these credentials before\n", debugstr_w(host) );
    else if (!(*note = alloc_refusal( host, credentials->given ))) status = STATUS_NO_MEMORY;
    return status;
}

/* A disabled or locked account says nothing about the password, and can change any time. */
static BOOL is_refusal( NTSTATUS status )
{
    return status == STATUS_LOGON_FAILURE || status == STATUS_WRONG_PASSWORD ||
           status == STATUS_NO_SUCH_USER;
}

/* credentials->id names the password that was used. 0 means that there is nothing to remember. */
void note_status( struct refusal *note, const struct credentials *credentials, NTSTATUS status )
{
    struct refusal *refusal;

    if (is_refusal( status ) && credentials->id)
    {
        take_lock( &refusals_lock );
        if (!(refusal = find_refusal( note->host, credentials )))
        {
            refusal = note;
            note = NULL;
            refusal->next = refusals;
            refusals = refusal;
        }
        refusal->id = credentials->id;
        refusal->status = status;
        leave_lock( &refusals_lock );
    }
    heap_free( note );
}

/* The program has removed these credentials. */
void forget_refusal( const WCHAR *host, const struct credentials *credentials )
{
    struct refusal *refusal, **ptr = &refusals;

    take_lock( &refusals_lock );
    if ((refusal = find_refusal( host, credentials )))
    {
        while (*ptr != refusal) ptr = &(*ptr)->next;
        *ptr = refusal->next;
        heap_free( refusal );
    }
    leave_lock( &refusals_lock );
}

void credentials_cleanup(void)
{
    struct refusal *refusal;
    struct use *use;

    while ((use = uses))
    {
        uses = use->next;
        free_use( use );
    }

    while ((refusal = refusals))
    {
        refusals = refusal->next;
        heap_free( refusal );
    }
}
