/*
 * What wine/debug.h refers to
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
 *
 * The messages are those of Wine's ntdll, which is asked for at run time: a DLL that imported from
 * it what only Wine has would not be loaded on Windows. There all channels are off.
 */

#include <stdarg.h>
#include "windef.h"
#include "winbase.h"
#include "wine/debug.h"

static void *ntdll_function( const char *name )
{
    return (void *)GetProcAddress( GetModuleHandleW( L"ntdll.dll" ), name );
}

unsigned char __cdecl __wine_dbg_get_channel_flags( struct __wine_debug_channel *channel )
{
    static unsigned char (__cdecl *get_channel_flags)( struct __wine_debug_channel * );

    if (!get_channel_flags) get_channel_flags = ntdll_function( "__wine_dbg_get_channel_flags" );
    if (!get_channel_flags) return channel->flags = 0;
    return get_channel_flags( channel );
}

/* A string that stays for as long as a message is made */
const char * __cdecl __wine_dbg_strdup( const char *str )
{
    static const char * (__cdecl *dbg_strdup)( const char * );

    if (!dbg_strdup) dbg_strdup = ntdll_function( "__wine_dbg_strdup" );
    return dbg_strdup ? dbg_strdup( str ) : "";
}

int __cdecl __wine_dbg_output( const char *str )
{
    static int (__cdecl *output)( const char * );

    if (!output) output = ntdll_function( "__wine_dbg_output" );
    return output ? output( str ) : -1;
}

int __cdecl __wine_dbg_header( enum __wine_debug_class cls, struct __wine_debug_channel *channel,
                               const char *function )
{
    static int (__cdecl *header)( enum __wine_debug_class, struct __wine_debug_channel *,
                                  const char * );

    if (!header) header = ntdll_function( "__wine_dbg_header" );
    return header ? header( cls, channel, function ) : -1;
}
