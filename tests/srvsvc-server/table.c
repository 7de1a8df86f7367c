/*
 * The table of sessions
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

#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#include "server.h"

#define MAX_LINE 4096

struct column
{
    const WCHAR       *name;
    enum session_field field;
};

/* As the lines of the file have them */
static const struct column columns[] =
{
    { L"client",      FIELD_CNAME },
    { L"user",        FIELD_USERNAME },
    { L"open files",  FIELD_NUM_OPENS },
    { L"age",         FIELD_TIME },
    { L"idle time",   FIELD_IDLE_TIME },
    { L"flags",       FIELD_USER_FLAGS },
    { L"client type", FIELD_CLTYPE_NAME },
    { L"transport",   FIELD_TRANSPORT },
};

static SRWLOCK lock = SRWLOCK_INIT;
static struct session *sessions;
static DWORD session_count;
static ULONGLONG load_time;

void table_lock(void)
{
    AcquireSRWLockExclusive( &lock );
}

void table_unlock(void)
{
    ReleaseSRWLockExclusive( &lock );
}

DWORD table_count(void)
{
    return session_count;
}

/* Takes the blanks around str away. */
static WCHAR *trim( WCHAR *str )
{
    WCHAR *end;

    while (iswspace( *str )) str++;
    end = str + wcslen( str );
    while (end > str && iswspace( end[-1] )) end--;
    *end = 0;
    return str;
}

static BOOL parse_number( const WCHAR *str, DWORD *number )
{
    size_t digits = wcsspn( str, L"0123456789" );
    ULONGLONG value;

    if (!digits || digits > 10 || str[digits]) return FALSE;
    value = _wcstoui64( str, NULL, 10 );
    *number = value;
    return value <= MAXDWORD;
}

/* Returns what is wrong with a session, NULL if it is all right. */
static const WCHAR *check_session( const struct session *session )
{
    const union session_value *values = session->values;

    if (!values[FIELD_CNAME].string[0]) return L"the client has no name";
    if (values[FIELD_CNAME].string[0] == '\\') return L"write the client without backslashes";
    if (values[FIELD_IDLE_TIME].number > values[FIELD_TIME].number)
        return L"the idle time is longer than the age";
    if (values[FIELD_USER_FLAGS].number & ~(SESS_GUEST | SESS_NOENCRYPTION))
        return L"the flags are 1 (guest) and 2 (no encryption), or their sum 3";
    return NULL;
}

/* Returns what is wrong with the line. */
static const WCHAR *parse_line( WCHAR *line, struct session *session )
{
    static WCHAR message[100];
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(columns); i++)
    {
        union session_value *value = &session->values[columns[i].field];
        WCHAR *str = line, *end = line ? wcschr( line, ';' ) : NULL;

        if (!str || !end != (i == ARRAYSIZE(columns) - 1))
            return L"there must be 8 fields with a ; between them";
        if (end) *end++ = 0;
        line = end;
        str = trim( str );
        if (is_string( columns[i].field ))
        {
            if (!(value->string = _wcsdup( str ))) return L"out of memory";
        }
        else if (!parse_number( str, &value->number ))
        {
            _snwprintf( message, ARRAYSIZE(message), L"%ls must be a number of at most 32 bits",
                        columns[i].name );
            return message;
        }
    }
    return check_session( session );
}

static const WCHAR *add_session( const struct session *session )
{
    struct session *grown = realloc( sessions, (session_count + 1) * sizeof(*sessions) );

    if (!grown) return L"out of memory";
    sessions = grown;
    sessions[session_count++] = *session;
    return NULL;
}

static const WCHAR *add_line( const char *utf8 )
{
    struct session session = { 0 };
    const WCHAR *wrong;
    WCHAR line[MAX_LINE], *text;

    if (!strchr( utf8, '\n' )) return L"the line is too long, or the last one has no end";
    if (!MultiByteToWideChar( CP_UTF8, MB_ERR_INVALID_CHARS, utf8, -1, line, MAX_LINE ))
        return L"this is not UTF-8";
    text = trim( line );
    if (!*text || *text == '#') return NULL;
    if ((wrong = parse_line( text, &session ))) return wrong;
    return add_session( &session );
}

BOOL table_load( const WCHAR *path )
{
    const WCHAR *wrong = NULL;
    unsigned int number = 0;
    char line[MAX_LINE];
    FILE *file;

    if (!(file = _wfopen( path, L"rb" )))
    {
        error( L"can't open the sessions in %ls; check its name", path );
        return FALSE;
    }
    while (!wrong && fgets( line, sizeof(line), file ))
    {
        BOOL has_mark = !number++ && !strncmp( line, "\xef\xbb\xbf", 3 );  /* as Notepad puts it */

        wrong = add_line( has_mark ? line + 3 : line );
    }
    fclose( file );
    if (wrong) error( L"%ls, line %u: %ls", path, number, wrong );
    load_time = GetTickCount64();
    return !wrong;
}

static void add_seconds( DWORD *number, ULONGLONG seconds )
{
    *number = min( *number + seconds, MAXDWORD );
}

/* The session as it is now. Its strings are the table's. */
struct session table_session( DWORD i )
{
    ULONGLONG seconds = (GetTickCount64() - load_time) / 1000;
    struct session session = sessions[i];

    add_seconds( &session.values[FIELD_TIME].number, seconds );
    add_seconds( &session.values[FIELD_IDLE_TIME].number, seconds );
    return session;
}

static BOOL match_name( const WCHAR *name, const WCHAR *qualifier )
{
    return CompareStringOrdinal( name, -1, qualifier, -1, TRUE ) == CSTR_EQUAL;
}

/* A name that is NULL admits everything. That of a client begins with backslashes. */
BOOL table_match( DWORD i, const WCHAR *client, const WCHAR *user )
{
    const union session_value *values = sessions[i].values;

    return (!client || match_name( values[FIELD_CNAME].string, client + 2 )) &&
           (!user || match_name( values[FIELD_USERNAME].string, user ));
}

void table_remove( DWORD i )
{
    enum session_field field;

    for (field = 0; is_string( field ); field++) free( sessions[i].values[field].string );
    session_count--;
    memmove( &sessions[i], &sessions[i + 1], (session_count - i) * sizeof(*sessions) );
}
