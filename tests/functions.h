/*
 * All functions that ask a server, each called in one way and looked at in one way
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

#ifndef __FUNCTIONS_H
#define __FUNCTIONS_H

#include <stdarg.h>
#include "windef.h"
#include "winbase.h"
#include "lmcons.h"

#define ANSWERED 4711           /* what an output has before a call */

/* What a function gives, or takes */
enum structure
{
    NO_STRUCTURE, SHARE, SERVER, DISK, TRANSPORT, ALIAS, STATISTICS, CLOCK, WKSTA, WKSTA_USER,
    SESSION, OPEN_FILE, CONNECTION
};

/* Which parameters it has */
enum form
{
    ENUM, ENUM_QUALIFIED, ENUM_TWO_NAMES, GET, GET_NAMED, GET_NUMBER, GET_TWO_NAMES, GET_OPTIONS,
    GET_SERVICE, GET_CLOCK, CHANGE, CHANGE_CHECKED, CHANGE_NAMED, ONE_NAME, TWO_NAMES, NUMBER,
    CHECK_NAME, CHECK_NUMBER, PATH_TYPE, PATH_CANONICAL, NAME_CANONICAL, COMPARE, VALIDATE,
    NAME_FLAGS
};

struct function
{
    const char    *name;
    enum form      form;
    enum structure structure;
    const char    *levels;      /* separated by blanks */
};

extern const struct function functions[];

/*
 * The fields of a structure in their order: s a string, n a number, c a number of 8 bits, b a block
 * of bytes and d their number, w three characters, p the 256 bytes of a password. A number after a
 * letter says how many such fields there are.
 */
struct layout
{
    enum structure structure;
    DWORD          level;
    const char    *fields;
};

extern const struct layout *find_layout( enum structure structure, DWORD level );
extern DWORD layout_size( const struct layout *layout );

/* The field with that number, and its place in the structure; FALSE behind the last one */
struct field
{
    const char *next;
    DWORD       left, index, offset, end, align;
    char        type;
};

extern BOOL next_field( const struct layout *layout, struct field *field );

/* A valid security descriptor */
extern const BYTE some_descriptor[60];

/* What a call has returned */
struct outcome
{
    NET_API_STATUS status;
    BYTE          *buffer;
    DWORD          entries, total, resume;
    DWORD          value;       /* of a type, or parm_err */
    WCHAR          text[16];
    const char    *error;       /* what no server may cause, NULL for nothing */
};

/* Gets each field of each entry, a string without its terminator */
typedef void (*visitor)( void *context, DWORD entry, const struct field *field, const void *data,
                         DWORD size );

extern BOOL next_level( const struct function *function, const char **position, DWORD *level );
extern BOOL gives_buffer( const struct function *function );
extern BOOL is_enum( const struct function *function );
extern void call_function( const struct function *function, const WCHAR *server, DWORD level,
                           DWORD prefmaxlen, struct outcome *outcome );
extern void look_at( const struct function *function, DWORD level, struct outcome *outcome,
                     visitor visit, void *context );

/* The program that is tested says where its functions are. */
extern void *function_address( const char *name );

#endif /* __FUNCTIONS_H */
