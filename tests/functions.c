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

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "functions.h"
#include "lmapibuf.h"
#include "lmerr.h"

#define SET_NUMBERS "1010 1016 1017 1018 1107 1501 1502 1503 1506 1510 1511 1512 1513 1514 1515 " \
                    "1516 1518 1523 1528 1529 1530 1533 1534 1535 1536 1538 1539 1540 1541 1542 " \
                    "1543 1544 1545 1546 1547 1548 1549 1550 1552 1553 1554 1555 1556"

const struct function functions[] =
{
    { "NetShareEnum",             ENUM,            SHARE,        "0 1 2 501 502 503" },
    { "NetShareEnumSticky",       ENUM,            SHARE,        "0 1 2 501 502 503" },
    { "NetShareGetInfo",          GET_NAMED,       SHARE,        "0 1 2 501 502 503 1005" },
    { "NetShareSetInfo",          CHANGE_NAMED,    SHARE,    "1 2 502 503 1004 1005 1006 1501" },
    { "NetShareAdd",              CHANGE_CHECKED,  SHARE,        "2 502 503" },
    { "NetShareDel",              ONE_NAME,        NO_STRUCTURE, "0" },
    { "NetShareDelSticky",        ONE_NAME,        NO_STRUCTURE, "0" },
    { "NetShareDelEx",            CHANGE,          SHARE,        "503" },
    { "NetShareCheck",            CHECK_NAME,      NO_STRUCTURE, "0" },
    { "NetServerGetInfo",         GET,             SERVER,       "100 101 102 103 502 503" },
    { "NetServerSetInfo",         CHANGE_CHECKED,  SERVER,
      "101 102 502 503 599 1005 " SET_NUMBERS },
    { "NetServerDiskEnum",        ENUM,            DISK,         "0" },
    { "NetServerTransportEnum",   ENUM,            TRANSPORT,    "0 1 2" },
    { "NetServerTransportAdd",    CHANGE,          TRANSPORT,    "0" },
    { "NetServerTransportAddEx",  CHANGE,          TRANSPORT,    "0 1 2 3" },
    { "NetServerTransportDel",    CHANGE,          TRANSPORT,    "0 1" },
    { "NetServerComputerNameAdd", TWO_NAMES,       NO_STRUCTURE, "0" },
    { "NetServerComputerNameDel", NAME_FLAGS,      NO_STRUCTURE, "0" },
    { "NetServerAliasAdd",        CHANGE,          ALIAS,        "0" },
    { "NetServerAliasEnum",       ENUM,            ALIAS,        "0" },
    { "NetServerAliasDel",        CHANGE,          ALIAS,        "0" },
    { "NetServerStatisticsGet",   GET_OPTIONS,     STATISTICS,   "0" },
    { "NetStatisticsGet",         GET_SERVICE,     STATISTICS,   "0" },
    { "NetRemoteTOD",             GET_CLOCK,       CLOCK,        "0" },
    { "NetRemoteComputerSupports", CHECK_NUMBER,   NO_STRUCTURE, "0" },
    { "NetWkstaGetInfo",          GET,             WKSTA,        "100 101 102" },
    { "NetWkstaUserEnum",         ENUM,            WKSTA_USER,   "0 1" },
    { "I_NetPathType",            PATH_TYPE,       NO_STRUCTURE, "0" },
    { "I_NetPathCanonicalize",    PATH_CANONICAL,  NO_STRUCTURE, "0" },
    { "I_NetPathCompare",         COMPARE,         NO_STRUCTURE, "0" },
    { "I_NetNameValidate",        VALIDATE,        NO_STRUCTURE, "0" },
    { "I_NetNameCanonicalize",    NAME_CANONICAL,  NO_STRUCTURE, "0" },
    { "I_NetNameCompare",         COMPARE,         NO_STRUCTURE, "0" },
    { "NetConnectionEnum",        ENUM_QUALIFIED,  CONNECTION,   "0 1" },
    { "NetFileEnum",              ENUM_TWO_NAMES,  OPEN_FILE,    "2 3" },
    { "NetFileGetInfo",           GET_NUMBER,      OPEN_FILE,    "2 3" },
    { "NetFileClose",             NUMBER,          NO_STRUCTURE, "0" },
    { "NetSessionEnum",           ENUM_TWO_NAMES,  SESSION,      "0 1 2 10 502" },
    { "NetSessionGetInfo",        GET_TWO_NAMES,   SESSION,      "0 1 2 10 502" },
    { "NetSessionDel",            TWO_NAMES,       NO_STRUCTURE, "0" },
    { NULL }
};

static const struct layout layouts[] =
{
    { SHARE, 0, "s" },          { SHARE, 1, "sns" },          { SHARE, 2, "snsn3ss" },
    { SHARE, 501, "snsn" },     { SHARE, 502, "snsn3ssdb" },  { SHARE, 503, "snsn3sssdb" },
    { SHARE, 1004, "s" },       { SHARE, 1005, "n" },         { SHARE, 1006, "n" },
    { SHARE, 1501, "db" },
    { SERVER, 100, "ns" },      { SERVER, 101, "nsn3s" },     { SERVER, 102, "nsn3sn6s" },
    { SERVER, 103, "nsn3sn6sn" },
    { SERVER, 502, "n18" },     { SERVER, 503, "n18sn23" },   { SERVER, 599, "n18sn37" },
    { SERVER, 1005, "s" },      { SERVER, 1010, "n" },        /* and all the others */
    { DISK, 0, "w" },
    { TRANSPORT, 0, "nsbds" },  { TRANSPORT, 1, "nsbdss" },   { TRANSPORT, 2, "nsbdssn" },
    { TRANSPORT, 3, "nsbdssn2p" },
    { ALIAS, 0, "sscn" },
    { STATISTICS, 0, "n17" },   { CLOCK, 0, "n12" },
    { WKSTA, 100, "nssn2" },    { WKSTA, 101, "nssn2s" },     { WKSTA, 102, "nssn2sn" },
    { WKSTA_USER, 0, "s" },     { WKSTA_USER, 1, "ssss" },
    { CONNECTION, 0, "n" },     { CONNECTION, 1, "n5ss" },
    { OPEN_FILE, 2, "n" },      { OPEN_FILE, 3, "n3ss" },
    { SESSION, 0, "s" },        { SESSION, 1, "ssn4" },       { SESSION, 2, "ssn4s" },
    { SESSION, 10, "ssn2" },    { SESSION, 502, "ssn4ss" },
};

/* An owner, and an ACL with one entry that lets everyone read */
const BYTE some_descriptor[60] =
{
    1, 0, 4, 0x80, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 32, 0, 0, 0,
    1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0,
    2, 0, 28, 0, 1, 0, 0, 0, 0, 0, 20, 0, 0xa9, 0, 0x12, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0
};

const struct layout *find_layout( enum structure structure, DWORD level )
{
    unsigned int i;

    if (structure == SERVER && level > 1010) level = 1010;
    for (i = 0; i < sizeof(layouts) / sizeof(layouts[0]); i++)
        if (layouts[i].structure == structure && layouts[i].level == level) return &layouts[i];
    return NULL;
}

/* A field of zeros finds the first one. Compilers lay out structures in the same way. */
BOOL next_field( const struct layout *layout, struct field *field )
{
    DWORD align = 4, size = 4;

    if (!field->next) field->next = layout->fields;
    else field->index++;
    if (!field->left)
    {
        if (!*field->next) return FALSE;
        field->type = *field->next++;
        field->left = *field->next >= '0' && *field->next <= '9' ?
                      strtoul( field->next, (char **)&field->next, 10 ) : 1;
    }
    field->left--;
    switch (field->type)
    {
    case 's': case 'b': align = size = sizeof(void *); break;
    case 'c': align = size = 1; break;
    case 'w': align = 2; size = 6; break;
    case 'p': align = 1; size = 256; break;
    }
    field->offset = (field->end + align - 1) & ~(align - 1);
    field->end = field->offset + size;
    if (align > field->align) field->align = align;
    return TRUE;
}

DWORD layout_size( const struct layout *layout )
{
    struct field field = { NULL };

    while (next_field( layout, &field )) ;
    return (field.end + field.align - 1) & ~(field.align - 1);
}

BOOL next_level( const struct function *function, const char **position, DWORD *level )
{
    if (!*position) *position = function->levels;
    if (!**position) return FALSE;
    *level = strtoul( *position, (char **)position, 10 );
    return TRUE;
}

BOOL is_enum( const struct function *function )
{
    return function->form <= ENUM_TWO_NAMES;
}

BOOL gives_buffer( const struct function *function )
{
    return function->form <= GET_CLOCK;
}

/* A structure for a change, with something in each field */
static BYTE *make_info( const struct function *function, DWORD level, BYTE *info )
{
    const struct layout *layout = find_layout( function->structure, level );
    static const WCHAR text[] = L"text";
    struct field field = { NULL };

    while (next_field( layout, &field ))
    {
        BYTE *member = info + field.offset;

        if (field.type == 's') *(const WCHAR **)member = text;
        else if (field.type == 'b') *(const BYTE **)member = some_descriptor;
        else if (field.type == 'd') *(DWORD *)member = sizeof(some_descriptor);
        else if (field.type == 'n') *(DWORD *)member = field.index + 1;
        else memset( member, 1, field.end - field.offset );
    }
    return info;
}

/* The functions' parameters, without the server */

#define PROC( ... ) ((NET_API_STATUS (WINAPI *)( WCHAR *, ##__VA_ARGS__ ))proc)

static NET_API_STATUS call_enum( enum form form, void *proc, WCHAR *s, DWORD level,
                                 DWORD prefmaxlen, struct outcome *o )
{
    static WCHAR qualifier[] = L"share";
    ULONG_PTR resume = o->resume;
    NET_API_STATUS ret;

    if (form == ENUM)
        ret = PROC( DWORD, BYTE **, DWORD, DWORD *, DWORD *, DWORD * )
            ( s, level, &o->buffer, prefmaxlen, &o->entries, &o->total, (DWORD *)&resume );
    else if (form == ENUM_QUALIFIED)
        ret = PROC( WCHAR *, DWORD, BYTE **, DWORD, DWORD *, DWORD *, DWORD * )
            ( s, qualifier, level, &o->buffer, prefmaxlen, &o->entries, &o->total,
              (DWORD *)&resume );
    else
        ret = PROC( WCHAR *, WCHAR *, DWORD, BYTE **, DWORD, DWORD *, DWORD *, ULONG_PTR * )
            ( s, NULL, NULL, level, &o->buffer, prefmaxlen, &o->entries, &o->total, &resume );
    o->resume = resume;
    return ret;
}

static NET_API_STATUS call_get( enum form form, void *proc, WCHAR *s, DWORD level,
                                struct outcome *o )
{
    static WCHAR share[] = L"share", service[] = L"LanmanServer", none[] = L"";

    switch (form)
    {
    case GET: return PROC( DWORD, BYTE ** )( s, level, &o->buffer );
    case GET_NAMED: return PROC( WCHAR *, DWORD, BYTE ** )( s, share, level, &o->buffer );
    case GET_NUMBER: return PROC( DWORD, DWORD, BYTE ** )( s, 1, level, &o->buffer );
    case GET_TWO_NAMES:
        return PROC( WCHAR *, WCHAR *, DWORD, BYTE ** )( s, none, none, level, &o->buffer );
    case GET_OPTIONS: return PROC( DWORD, DWORD, BYTE ** )( s, level, 0, &o->buffer );
    case GET_SERVICE:
        return PROC( WCHAR *, DWORD, DWORD, BYTE ** )( s, service, level, 0, &o->buffer );
    default: return PROC( BYTE ** )( s, &o->buffer );
    }
}

static NET_API_STATUS call_change( enum form form, void *proc, WCHAR *s, BYTE *info, DWORD level,
                                   struct outcome *o )
{
    static WCHAR share[] = L"share";

    if (form == CHANGE) return PROC( DWORD, BYTE * )( s, level, info );
    if (form == CHANGE_CHECKED)
        return PROC( DWORD, BYTE *, DWORD * )( s, level, info, &o->value );
    return PROC( WCHAR *, DWORD, BYTE *, DWORD * )( s, share, level, info, &o->value );
}

static NET_API_STATUS call_other( enum form form, void *proc, WCHAR *s, struct outcome *o )
{
    static WCHAR name[] = L"name", path[] = L"C:\\path";
    const DWORD size = sizeof(o->text);

    switch (form)
    {
    case ONE_NAME: return PROC( WCHAR *, DWORD )( s, name, 0 );
    case NAME_FLAGS: return PROC( WCHAR * )( s, name );
    case TWO_NAMES: return PROC( WCHAR *, WCHAR * )( s, NULL, name );
    case NUMBER: return PROC( DWORD )( s, 1 );
    case CHECK_NAME: return PROC( WCHAR *, DWORD * )( s, name, &o->value );
    case CHECK_NUMBER: return PROC( DWORD, DWORD * )( s, 2, &o->value );
    case PATH_TYPE: return PROC( WCHAR *, DWORD *, DWORD )( s, path, &o->value, 0 );
    case PATH_CANONICAL:
        return PROC( WCHAR *, WCHAR *, DWORD, WCHAR *, DWORD *, DWORD )
            ( s, path, o->text, size, NULL, &o->value, 0 );
    case NAME_CANONICAL:
        return PROC( WCHAR *, WCHAR *, DWORD, DWORD, DWORD )( s, name, o->text, size, 1, 0 );
    case COMPARE: return PROC( WCHAR *, WCHAR *, DWORD, DWORD )( s, name, name, 1, 0 );
    default: return PROC( WCHAR *, DWORD, DWORD )( s, name, 1, 0 );
    }
}

/* The caller sets resume, and frees the buffer. */
void call_function( const struct function *function, const WCHAR *server, DWORD level,
                    DWORD prefmaxlen, struct outcome *o )
{
    void *proc = function_address( function->name );
    WCHAR *s = (WCHAR *)server;
    ULONGLONG info[64];

    o->buffer = (BYTE *)o;
    o->entries = o->total = o->value = ANSWERED;
    memset( o->text, 'x', sizeof(o->text) );
    o->error = NULL;
    if (is_enum( function ))
        o->status = call_enum( function->form, proc, s, level, prefmaxlen, o );
    else if (gives_buffer( function ))
        o->status = call_get( function->form, proc, s, level, o );
    else if (function->structure)
        o->status = call_change( function->form, proc, s,
                                 make_info( function, level, (BYTE *)info ), level, o );
    else o->status = call_other( function->form, proc, s, o );
    if (!is_enum( function )) o->entries = o->total = gives_buffer( function ) && !o->status;
}

/* What a program may follow in a security descriptor lies in its size bytes. */

static BOOL is_sid( const BYTE *sid, DWORD size )
{
    return size >= 8 && sid[0] == 1 && sid[1] <= 15 && 8 + 4u * sid[1] <= size;
}

static DWORD word( const BYTE *data )
{
    return data[0] | data[1] << 8;
}

static BOOL is_acl( const BYTE *acl, DWORD size )
{
    DWORD i, pos = 8;

    if (size < 8 || word( acl + 2 ) > size || word( acl + 2 ) < 8) return FALSE;
    size = word( acl + 2 );
    for (i = 0; i < word( acl + 4 ); i++)
    {
        if (size - pos < 4 || word( acl + pos + 2 ) < 4 || word( acl + pos + 2 ) > size - pos)
            return FALSE;
        if (acl[pos] <= 3 && (word( acl + pos + 2 ) < 16 ||
                              !is_sid( acl + pos + 8, word( acl + pos + 2 ) - 8 )))
            return FALSE;
        pos += word( acl + pos + 2 );
    }
    return TRUE;
}

static BOOL is_descriptor( const BYTE *block, DWORD size )
{
    DWORD i, offset;

    if (size < 20 || block[0] != 1 || !(block[3] & 0x80)) return FALSE;
    for (i = 0; i < 4; i++)
    {
        offset = word( block + 4 + 4 * i ) | word( block + 6 + 4 * i ) << 16;
        if (!offset) continue;
        if (offset > size) return FALSE;
        if (!(i < 2 ? is_sid : is_acl)( block + offset, size - offset )) return FALSE;
    }
    return TRUE;
}

static BOOL is_in_block( const BYTE *ptr, DWORD size, const BYTE *block, DWORD block_size )
{
    return ptr >= block && size <= block_size && (SIZE_T)(ptr - block) <= block_size - size;
}

/* Sets data and size to those of a field. Returns an error, or NULL. */
static const char *look_at_field( const struct function *function, const struct field *field,
                                  const BYTE *entry, DWORD bytes, const BYTE *block,
                                  DWORD block_size, const void **data, DWORD *size )
{
    *data = entry + field->offset;
    *size = field->end - field->offset;
    if (field->type == 's')
    {
        const WCHAR *str = *data = *(const WCHAR **)*data;
        SIZE_T room;

        if (!is_in_block( *data, sizeof(WCHAR), block, block_size ))
            return "a string is not in the block";
        if ((ULONG_PTR)str % sizeof(WCHAR)) return "a string is not aligned";
        room = (block + block_size - (const BYTE *)str) / sizeof(WCHAR);
        if ((*size = wcsnlen( str, room )) == room) return "a string has no end";
        *size *= sizeof(WCHAR);
    }
    else if (field->type == 'b')
    {
        *data = *(const BYTE **)*data;
        *size = bytes;
        if (!*data != !bytes) return "a block and its size differ";
        if (bytes && !is_in_block( *data, bytes, block, block_size ))
            return "a block is not in the block";
        if (bytes && function->structure == SHARE && !is_descriptor( *data, bytes ))
            return "a security descriptor is none";
    }
    else if (field->type == 'w' && ((const WCHAR *)*data)[2]) return "a disk has no end";
    return NULL;
}

/* The number of bytes in an entry's block, which can stand before the pointer or behind it */
static DWORD count_bytes( const struct layout *layout, const BYTE *entry )
{
    struct field field = { NULL };

    while (next_field( layout, &field ))
        if (field.type == 'd') return *(const DWORD *)(entry + field.offset);
    return 0;
}

static void look_at_entries( const struct function *function, const struct layout *layout,
                             struct outcome *o, visitor visit, void *context )
{
    DWORD i, size, block_size = 0, entry_size = layout_size( layout ), extra;
    const void *data;

    extra = function->structure == DISK;    /* an empty string ends the list */
    if (NetApiBufferSize( o->buffer, &block_size )) o->error = "the buffer is no block";
    else if (o->entries > block_size / entry_size - extra) o->error = "more entries than fit";
    else if (extra && *(WCHAR *)(o->buffer + o->entries * entry_size))
        o->error = "the list has no end";
    for (i = 0; i < o->entries && !o->error; i++)
    {
        const BYTE *entry = o->buffer + i * entry_size;
        DWORD bytes = count_bytes( layout, entry );
        struct field field = { NULL };

        while (!o->error && next_field( layout, &field ))
        {
            o->error = look_at_field( function, &field, entry, bytes, o->buffer, block_size, &data,
                                      &size );
            if (!o->error && visit) visit( context, i, &field, data, size );
        }
    }
}

/* After a failure each output has a value that a program can go on with. */
void look_at( const struct function *function, DWORD level, struct outcome *o, visitor visit,
              void *context )
{
    BOOL success = !o->status || o->status == ERROR_MORE_DATA;

    if (gives_buffer( function ))
    {
        if (!is_enum( function )) success = !o->status;
        if (o->buffer == (BYTE *)o) o->error = "no result, and none is said to be there";
        else if (!success && o->buffer) o->error = "a result after a failure";
        else if (!success && o->entries) o->error = "entries after a failure";
        else if (!o->buffer && o->entries) o->error = "entries without a result";
        else if (o->entries > o->total && success) o->error = "more entries than there are";
        else if (o->buffer)
            look_at_entries( function, find_layout( function->structure, level ), o, visit,
                             context );
    }
    else if (function->form == PATH_CANONICAL || function->form == NAME_CANONICAL)
    {
        if (wcsnlen( o->text, sizeof(o->text) / sizeof(WCHAR) ) == sizeof(o->text) / sizeof(WCHAR))
            o->error = "a text without an end";
        else if (o->status && o->text[0]) o->error = "a text after a failure";
    }
    else if ((function->form == CHECK_NAME || function->form == CHECK_NUMBER ||
              function->form == PATH_TYPE) && o->status && o->value)
        o->error = "a value after a failure";
}
