/*
 * Output of the console programs, and its width
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

#ifndef __COMMON_OUTPUT_H
#define __COMMON_OUTPUT_H

#include <windows.h>

/* Text for a person. A console gets it as it is, a file or a pipe gets UTF-8. */
extern void print( const WCHAR *format, ... );
extern void print_error( const WCHAR *format, ... );

/* Both end the program if there is no memory. */
extern void *alloc( size_t size );
extern void *resize( void *memory, size_t size );

/* Text from elsewhere without the characters that a terminal would obey. The caller frees it. */
extern WCHAR *printable( const WCHAR *str );

/* In cells of a terminal */
extern unsigned int text_width( const WCHAR *str );
extern void print_padded( const WCHAR *str, unsigned int width );

extern BOOL is_wine(void);

#endif
