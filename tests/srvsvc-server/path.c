/*
 * The calls about paths
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

/* MS-SRVS 2.2.2.9 */
#define ITYPE_UNC              0x1000
#define ITYPE_UNC_WC_PATH      0x1001
#define ITYPE_UNC_COMPNAME     0x1030
#define ITYPE_UNC_WC           0x1031
#define ITYPE_PATH_RELND       0x2000
#define ITYPE_PATH_RELND_WC    0x2001
#define ITYPE_PATH_ABSND       0x2002
#define ITYPE_PATH_ABSND_WC    0x2003
#define ITYPE_PATH_ABSD        0x2006
#define ITYPE_PATH_ABSD_WC     0x2007
#define ITYPE_DEVICE_DISK      0x4000
#define ITYPE_DEVICE_LPT       0x4010
#define ITYPE_DEVICE_COM       0x4020
#define ITYPE_DEVICE           0x4000   /* a bit of each device */

#define MAX_PATHNAME 260
#define MAX_OLD_PATH 128

#define OLD_RULES 1             /* a flag of NetprPathType */
#define CANONICALIZED 1         /* of NetprPathCompare */
#define LM20 0x80000000

/* Whether path is the device, with a number and perhaps a colon behind its name */
static BOOL is_device( const WCHAR *path, const WCHAR *name )
{
    size_t size = wcslen( name ), digits;

    if (_wcsnicmp( path, name, size )) return FALSE;
    digits = wcsspn( path + size, L"0123456789" );
    path += size + digits;
    return digits && (!*path || (*path == ':' && !path[1]));
}

/* path is behind its two backslashes. */
static DWORD unc_type( const WCHAR *path, BOOL wildcard )
{
    const WCHAR *rest = wcschr( path, '\\' );

    if (!wcsncmp( path, L".", 1 ) && (!path[1] || path[1] == '\\'))
    {
        if (!rest) return 0;
        return wildcard ? ITYPE_PATH_ABSD_WC : ITYPE_PATH_ABSD;
    }
    if (*path == '*') return path[1] ? 0 : ITYPE_UNC_WC;
    if (!*path || rest == path) return 0;
    if (!rest) return ITYPE_UNC_COMPNAME;
    if (!rest[1]) return 0;
    return wildcard ? ITYPE_UNC_WC_PATH : ITYPE_UNC;
}

/* The algorithm of MS-SRVS 3.1.1.9; 0 if the path is not valid */
static DWORD path_type( const WCHAR *path )
{
    BOOL wildcard = wcspbrk( path, L"*?" ) != NULL;

    if (!*path || wcslen( path ) > MAX_PATHNAME || wcspbrk( path, L"<>\"|" )) return 0;
    if (!wcsncmp( path, L"\\\\", 2 )) return unc_type( path + 2, wildcard );
    if (!_wcsnicmp( path, L"\\DEV", 4 ))
    {
        if (is_device( path, L"\\DEV\\LPT" )) return ITYPE_DEVICE_LPT;
        return is_device( path, L"\\DEV\\COM" ) ? ITYPE_DEVICE_COM : 0;
    }
    if (*path == '\\') return wildcard ? ITYPE_PATH_ABSND_WC : ITYPE_PATH_ABSND;
    if (*path < 0x80 && iswalpha( *path ) && path[1] == ':')
    {
        if (!path[2]) return ITYPE_DEVICE_DISK;
        return wildcard ? ITYPE_PATH_ABSD_WC : ITYPE_PATH_ABSD;
    }
    if (is_device( path, L"LPT" )) return ITYPE_DEVICE_LPT;
    if (is_device( path, L"COM" )) return ITYPE_DEVICE_COM;
    return wildcard ? ITYPE_PATH_RELND_WC : ITYPE_PATH_RELND;
}

/* Names of 8 and 3 characters, and 128 altogether */
static BOOL is_old_path( const WCHAR *path )
{
    if (wcslen( path ) > MAX_OLD_PATH) return FALSE;
    for (;;)
    {
        size_t name = wcscspn( path, L".\\:" ), extension = 0;

        path += name;
        if (*path == '.') extension = wcscspn( ++path, L".\\:" );
        path += extension;
        if (name > 8 || extension > 3 || (name && *path == '.')) return FALSE;
        if (!*path) return TRUE;
        path++;
    }
}

NET_API_STATUS NetprPathType( SRVSVC_HANDLE server, WCHAR *path, DWORD *type, DWORD flags )
{
    NET_API_STATUS ret = NERR_Success;

    *type = 0;
    if (!access_allowed( ACCESS_EVERYBODY )) ret = ERROR_ACCESS_DENIED;
    else if (flags & ~OLD_RULES) ret = ERROR_INVALID_PARAMETER;
    else if ((flags && !is_old_path( path )) || !(*type = path_type( path )))
        ret = ERROR_INVALID_NAME;
    return log_call( ret, L"NetprPathType path=%.100ls flags=%#lx: %#lx", path, flags, *type );
}

/* The part of a path that its dots can't leave */
static size_t root_size( const WCHAR *path )
{
    size_t size;

    if (!wcsncmp( path, L"\\\\", 2 ))
    {
        size = 2 + wcscspn( path + 2, L"\\" );
        return path[size] ? size + 1 : size;
    }
    size = path[0] && path[1] == ':' ? 2 : 0;
    return path[size] == '\\' ? size + 1 : size;
}

/* Takes one name less of what begins at root. */
static BOOL remove_last( const WCHAR *root, WCHAR **end )
{
    if (*end == root) return FALSE;
    (*end)--;
    while (*end > root && (*end)[-1] != '\\') (*end)--;
    return TRUE;
}

/* Removes the names . and .. of a path; FALSE if there are more .. than others. */
static BOOL remove_dots( WCHAR *path )
{
    WCHAR *root = path + root_size( path ), *from = root, *to = root;

    while (*from)
    {
        size_t size = wcscspn( from, L"\\" ), next = from[size] ? size + 1 : size;

        if (size == 2 && from[0] == '.' && from[1] == '.')
        {
            if (!remove_last( root, &to )) return FALSE;
        }
        else if (size && (size != 1 || from[0] != '.'))
        {
            memmove( to, from, next * sizeof(WCHAR) );
            to += next;
        }
        from += next;
    }
    if (to > root && to[-1] == '\\') to--;
    *to = 0;
    return TRUE;
}

/* As Windows does it: case stays as it is, but that of devices. The type is 0 if there is none. */
static DWORD canonicalize( const WCHAR *prefix, const WCHAR *path, WCHAR *result )
{
    size_t size = wcslen( prefix );
    WCHAR *str;
    DWORD type;

    wcscpy( result, prefix );
    if (size && !wcschr( L"\\/", prefix[size - 1] )) wcscat( result, L"\\" );
    wcscat( result, path );
    for (str = result; *str; str++) if (*str == '/') *str = '\\';
    type = path_type( result );
    if ((type & ITYPE_DEVICE) && type != ITYPE_DEVICE_DISK)
    {
        _wcsupr( result );
        result[wcscspn( result, L":" )] = 0;
    }
    else if (!type || !remove_dots( result )) return 0;
    return path_type( result );
}

static BOOL is_path( const WCHAR *path )
{
    return wcslen( path ) <= MAX_PATHNAME && path_type( path );
}

static NET_API_STATUS do_canonicalize( const WCHAR *path, const WCHAR *prefix, BYTE *buffer,
                                       DWORD length, DWORD *type )
{
    WCHAR result[2 * MAX_PATHNAME + 2];
    SIZE_T size;
    DWORD found;

    if (*prefix && !is_path( prefix )) return ERROR_INVALID_NAME;
    if (wcslen( path ) > MAX_PATHNAME || (!*type && !is_path( path ))) return ERROR_INVALID_NAME;
    if (!(found = canonicalize( prefix, path, result ))) return ERROR_INVALID_NAME;
    size = (wcslen( result ) + 1) * sizeof(WCHAR);
    if (size > length) return NERR_BufTooSmall;
    memcpy( buffer, result, size );
    *type = found;
    return NERR_Success;
}

NET_API_STATUS NetprPathCanonicalize( SRVSVC_HANDLE server, WCHAR *path, unsigned char *buffer,
                                      DWORD length, WCHAR *prefix, DWORD *type, DWORD flags )
{
    NET_API_STATUS ret;

    memset( buffer, 0, length );
    if (!access_allowed( ACCESS_EVERYBODY )) ret = ERROR_ACCESS_DENIED;
    else if (flags & ~(LM20 | OLD_RULES)) ret = ERROR_INVALID_PARAMETER;
    else ret = do_canonicalize( path, prefix, buffer, length, type );
    return log_call( ret, L"NetprPathCanonicalize path=%.100ls prefix=%.100ls length=%lu "
                     L"flags=%#lx", path, prefix, length, flags );
}

static LONG sign( int number )
{
    return (number > 0) - (number < 0);
}

static LONG compare_paths( const WCHAR *path, const WCHAR *other )
{
    WCHAR result[MAX_PATHNAME + 1], other_result[MAX_PATHNAME + 1];
    DWORD type, other_type;

    if (!is_path( path ) || !is_path( other )) return ERROR_INVALID_NAME;
    type = canonicalize( L"", path, result );
    other_type = canonicalize( L"", other, other_result );
    if (!type || !other_type) return ERROR_INVALID_NAME;
    return type == other_type ? sign( wcscmp( result, other_result )) : 1;
}

LONG NetprPathCompare( SRVSVC_HANDLE server, WCHAR *path, WCHAR *other, DWORD type, DWORD flags )
{
    LONG ret;

    if (!access_allowed( ACCESS_EVERYBODY )) ret = ERROR_ACCESS_DENIED;
    else if (flags & ~CANONICALIZED) ret = ERROR_INVALID_PARAMETER;
    else if (flags) ret = sign( wcscmp( path, other ));
    else ret = compare_paths( path, other );
    return log_call( ret, L"NetprPathCompare %.100ls %.100ls flags=%#lx", path, other, flags );
}
