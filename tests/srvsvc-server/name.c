/*
 * The calls about names
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

#include <wchar.h>

#include "server.h"

enum    /* MS-SRVS 2.2.2.8 */
{
    NAMETYPE_USER = 1,
    NAMETYPE_PASSWORD,
    NAMETYPE_GROUP,
    NAMETYPE_COMPUTER,
    NAMETYPE_EVENT,
    NAMETYPE_DOMAIN,
    NAMETYPE_SERVICE,
    NAMETYPE_NET,
    NAMETYPE_SHARE,
    NAMETYPE_MESSAGE,
    NAMETYPE_MESSAGEDEST,
    NAMETYPE_SHAREPASSWORD,
    NAMETYPE_WORKGROUP
};

#define CANONICALIZED 1
#define WHOLE_BUFFER  1             /* the same bit, of NetprNameCanonicalize */
#define LM20          0x80000000

#define MAX_NAME_SIZE 260

#define DEFAULT_INVALID L"\"/\\[]:|<>+=;,?" \
    L"\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f" \
    L"\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f"

struct name_type
{
    DWORD        min, max;          /* 2.2.2.8 */
    const WCHAR *invalid;
    DWORD        canonical_max;     /* 3.1.4.33 */
    BOOL         upper;
    DWORD        lm20_max;
    BOOL         lm20_upper;
};

static const struct name_type name_types[] =
{
    [NAMETYPE_USER]          = { 1, 256, DEFAULT_INVALID, 256, FALSE, 20, TRUE },
    [NAMETYPE_PASSWORD]      = { 0, 256, L"", 256, FALSE, 14, FALSE },
    [NAMETYPE_GROUP]         = { 1, 256, DEFAULT_INVALID, 256, FALSE, 20, TRUE },
    [NAMETYPE_COMPUTER]      = { 1, 260, DEFAULT_INVALID L"*", 259, FALSE, 15, TRUE },
    [NAMETYPE_EVENT]         = { 1, 16, DEFAULT_INVALID, 16, TRUE, 16, TRUE },
    [NAMETYPE_DOMAIN]        = { 1, 15, DEFAULT_INVALID L"* ", 15, FALSE, 15, TRUE },
    [NAMETYPE_SERVICE]       = { 1, 80, DEFAULT_INVALID, 80, FALSE, 15, TRUE },
    [NAMETYPE_NET]           = { 1, 260, DEFAULT_INVALID, 259, TRUE, 259, TRUE },
    [NAMETYPE_SHARE]         = { 1, 80, DEFAULT_INVALID, 80, FALSE, 12, TRUE },
    [NAMETYPE_MESSAGE]       = { 1, 15, DEFAULT_INVALID, 259, TRUE, 259, TRUE },
    [NAMETYPE_MESSAGEDEST]   = { 1, 260, DEFAULT_INVALID, 259, TRUE, 259, TRUE },
    [NAMETYPE_SHAREPASSWORD] = { 0, 8, L"", 8, FALSE, 8, FALSE },
    [NAMETYPE_WORKGROUP]     = { 1, 15, DEFAULT_INVALID, 15, FALSE, 15, TRUE },
};

static BOOL is_type( DWORD type )
{
    return type && type < ARRAYSIZE(name_types);
}

/* An asterisk is the last character or none, and must be that of a name of the greatest length. */
static BOOL is_destination( const WCHAR *name, size_t size, DWORD max )
{
    const WCHAR *asterisk = wcschr( name, '*' );

    return asterisk ? !asterisk[1] : size < max;
}

static BOOL is_valid( const WCHAR *name, DWORD type )
{
    const struct name_type *rules = &name_types[type];
    size_t size = wcslen( name );

    if (size < rules->min || size > rules->max || wcspbrk( name, rules->invalid )) return FALSE;
    if (type == NAMETYPE_COMPUTER) return name[0] != ' ' && name[size - 1] != ' ';
    return type != NAMETYPE_MESSAGEDEST || is_destination( name, size, rules->max );
}

NET_API_STATUS NetprNameValidate( SRVSVC_HANDLE server, WCHAR *name, DWORD type, DWORD flags )
{
    NET_API_STATUS ret = NERR_Success;

    if (!access_allowed( ACCESS_EVERYBODY )) ret = ERROR_ACCESS_DENIED;
    else if ((flags & ~LM20) || !is_type( type )) ret = ERROR_INVALID_PARAMETER;
    else if (!is_valid( name, type )) ret = ERROR_INVALID_NAME;
    return log_call( ret, L"NetprNameValidate name=%.100ls type=%lu flags=%#lx", name, type,
                     flags );
}

/* result has MAX_NAME_SIZE characters and one more. */
static BOOL canonicalize( const WCHAR *name, DWORD type, DWORD flags, WCHAR *result )
{
    const struct name_type *rules = &name_types[type];
    DWORD max = flags & LM20 ? rules->lm20_max : rules->canonical_max;

    if (!is_valid( name, type )) return FALSE;
    wcscpy( result, name );
    if (wcslen( result ) > max) result[max] = 0;
    if (flags & LM20 ? !rules->lm20_upper : !rules->upper) return TRUE;
    return LCMapStringW( LOCALE_INVARIANT, LCMAP_UPPERCASE, result, -1, result,
                         MAX_NAME_SIZE + 1 ) != 0;
}

static NET_API_STATUS do_canonicalize( const WCHAR *name, WCHAR *buffer, DWORD length, DWORD type,
                                       DWORD flags )
{
    const struct name_type *rules = &name_types[type];
    WCHAR result[MAX_NAME_SIZE + 1];

    if (!canonicalize( name, type, flags, result )) return ERROR_INVALID_NAME;
    if ((flags & WHOLE_BUFFER) &&
        length < (flags & LM20 ? rules->lm20_max : rules->canonical_max)) return NERR_BufTooSmall;
    if (length <= wcslen( result )) return NERR_BufTooSmall;
    wcscpy( buffer, result );
    return NERR_Success;
}

NET_API_STATUS NetprNameCanonicalize( SRVSVC_HANDLE server, WCHAR *name, WCHAR *buffer,
                                      DWORD length, DWORD type, DWORD flags )
{
    NET_API_STATUS ret;

    memset( buffer, 0, length * sizeof(WCHAR) );
    if (!access_allowed( ACCESS_EVERYBODY )) ret = ERROR_ACCESS_DENIED;
    else if ((flags & ~(LM20 | WHOLE_BUFFER)) || !is_type( type )) ret = ERROR_INVALID_PARAMETER;
    else ret = do_canonicalize( name, buffer, length, type, flags );
    return log_call( ret, L"NetprNameCanonicalize name=%.100ls length=%lu type=%lu flags=%#lx",
                     name, length, type, flags );
}

static LONG compare_names( const WCHAR *name, const WCHAR *other, DWORD type, DWORD flags )
{
    BOOL exact = (flags & LM20) && (type == NAMETYPE_PASSWORD || type == NAMETYPE_SHAREPASSWORD ||
                                    type == NAMETYPE_MESSAGE || type == NAMETYPE_MESSAGEDEST);

    return CompareStringOrdinal( name, -1, other, -1, !exact ) - CSTR_EQUAL;
}

LONG NetprNameCompare( SRVSVC_HANDLE server, WCHAR *name, WCHAR *other, DWORD type, DWORD flags )
{
    WCHAR result[MAX_NAME_SIZE + 1], other_result[MAX_NAME_SIZE + 1];
    LONG ret;

    if (!access_allowed( ACCESS_EVERYBODY )) ret = ERROR_ACCESS_DENIED;
    else if ((flags & ~(LM20 | CANONICALIZED)) || !is_type( type )) ret = ERROR_INVALID_PARAMETER;
    else if (flags & CANONICALIZED) ret = compare_names( name, other, type, flags );
    else if (!canonicalize( name, type, flags, result ) ||
             !canonicalize( other, type, flags, other_result )) ret = ERROR_INVALID_PARAMETER;
    else ret = compare_names( result, other_result, type, flags );
    return log_call( ret, L"NetprNameCompare %.100ls %.100ls type=%lu flags=%#lx", name, other,
                     type, flags );
}
