/*
 * Checks and records the results of one call
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


#include "netapi32_test.h"

/* Documented or published behaviour of Windows */
static const struct documented
{
    unsigned int row;       /* of the project's table, 0 without one */
    char         basis;     /* D or O */
    const char  *source;
    const char  *cases;     /* unit/case, see fits() */
    const char  *key;
    const char  *admitted;
}
documented[] =
{
#define DOCUMENTED( row, basis, source, cases, key, admitted ) \
    { row, #basis[0], source, cases, key, admitted },
#include "documented.h"
};

#define MAX_VALUES 32

struct value
{
    char key[64];
    char norm[256];
};

static const char *unit, *function;
static const char *variant = "";
static char full_name[300];     /* of the case, after the variant */
static BOOL under_way;
static struct text args, outs, fields, status;
static struct value values[MAX_VALUES];
static unsigned int count;

/*
 * For a unit that also has cases without a session. If the user can see no session, the server
 * decides which error comes first. So these are other cases, with the variant before their names.
 */
void begin_variant( const char *prefix )
{
    variant = prefix;
}

/* Valid until the next call */
const char *variant_name( const char *case_name )
{
    static char buffer[300];

    snprintf( buffer, sizeof(buffer), "%s%s", variant, case_name );
    return buffer;
}

void end_unit(void)
{
    struct text line = { 0 };

    add_text( &line, "{\"unit\":\"%s\",\"end\":{\"failures\":%ld}}", unit,
              winetest_get_failures() );
    write_record( &line );
    free( line.str );
}

static void clear( struct text *text )
{
    text->len = 0;
}

static void add_value( const char *kind, const char *key, const char *norm )
{
    struct value *value;

    if (count == MAX_VALUES) abort();
    value = &values[count++];
    snprintf( value->key, sizeof(value->key), "%s%s", kind, key );
    snprintf( value->norm, sizeof(value->norm), "%s", norm );
}

/* Adds the name of an entry of an object, after a comma if it needs one. */
static void add_key( struct text *text, const char *key )
{
    if (text->len) add_text( text, "," );
    add_json_string( text, key );
    add_text( text, ":" );
}

/* Valid until the next call */
const char *case_name( const char *format, ... )
{
    static char buffer[256];
    va_list valist;

    va_start( valist, format );
    vsnprintf( buffer, sizeof(buffer), format, valist );
    va_end( valist );
    return buffer;
}

void observe( const char *call, const char *case_name )
{
    under_way = TRUE;
    snprintf( full_name, sizeof(full_name), "%s%s", variant, case_name );
    function = call;
    clear( &args );
    clear( &outs );
    clear( &fields );
    clear( &status );
    count = 0;
}

/* Replaces names of the machine in arguments by general ones. */
static WCHAR *mask_names( const WCHAR *str )
{
    WCHAR computer[MAX_COMPUTERNAME_LENGTH + 1] = L"";
    DWORD size = ARRAYSIZE(computer);
    const struct
    {
        const WCHAR *name, *mask;
    }
    names[] =
    {
        { known.client ? skip_backslashes( known.client ) : NULL, L"{client}" },
        { known.user, L"{user}" },
        { known.server ? skip_backslashes( known.server ) : NULL, L"{server}" },
        { computer, L"{computer}" },
    };
    WCHAR *ret = _wcsdup( str ), *next;
    unsigned int i;

    GetComputerNameW( computer, &size );
    for (i = 0; i < ARRAYSIZE(names); i++)
    {
        if (!names[i].name || !names[i].name[0]) continue;
        next = replace( ret, names[i].name, names[i].mask );
        free( ret );
        ret = next;
    }
    return ret;
}

void observe_name_arg( const char *key, const WCHAR *value )
{
    const WCHAR *masked;

    add_key( &args, key );
    if (value && wcslen( value ) > 200)
    {
        add_text( &args, "\"(%lu characters)\"", (DWORD)wcslen( value ) );
        return;
    }
    masked = value ? mask_names( value ) : NULL;
    add_json_wstring( &args, masked );
    free( (void *)masked );
}

void observe_number_arg( const char *key, DWORD value )
{
    add_key( &args, key );
    add_text( &args, "%lu", value );
}

void observe_status( DWORD value )
{
    char norm[16];

    sprintf( norm, "%lu", value );
    add_value( "", "status", norm );
    add_text( &status, "%s", norm );
}

void observe_no_status( const char *what )
{
    add_value( "", "status", what );
    add_json_string( &status, what );
}

void observe_out( const char *key, const char *format, ... )
{
    char norm[256];
    va_list valist;

    va_start( valist, format );
    vsnprintf( norm, sizeof(norm), format, valist );
    va_end( valist );
    add_value( "out.", key, norm );
    add_key( &outs, key );
    add_json_string( &outs, norm );
}

static void begin_field( const char *key, const char *norm )
{
    add_value( "fields.", key, norm );
    add_key( &fields, key );
    add_text( &fields, "{\"norm\":" );
    add_json_string( &fields, norm );
}

void observe_field( const char *key, const char *norm )
{
    begin_field( key, norm );
    add_text( &fields, "}" );
}

void observe_wide_field( const char *key, const char *norm, const WCHAR *raw )
{
    begin_field( key, norm );
    if (raw)
    {
        add_text( &fields, ",\"raw\":" );
        add_json_wstring( &fields, raw );
    }
    add_text( &fields, "}" );
}

void observe_number_field( const char *key, const char *norm, DWORD raw )
{
    begin_field( key, norm );
    add_text( &fields, ",\"raw\":%lu}", raw );
}

static BOOL fits( const char *pattern, const char *str );

/* The pattern begins behind the brace. */
static BOOL fits_set( const char *pattern, const char *str )
{
    const char *rest = strchr( pattern, '}' ) + 1;
    SIZE_T len;

    for (; pattern < rest; pattern += len + 1)
    {
        len = strcspn( pattern, "|}" );
        if (!strncmp( pattern, str, len ) && fits( rest, str + len )) return TRUE;
    }
    return FALSE;
}

/* * stands for any text, and {a|b} for one of the texts a and b. */
static BOOL fits( const char *pattern, const char *str )
{
    if (*pattern == '*') return fits( pattern + 1, str ) || (*str && fits( pattern, str + 1 ));
    if (*pattern == '{') return fits_set( pattern + 1, str );
    if (!*pattern || !*str) return *pattern == *str;
    return *pattern == *str && fits( pattern + 1, str + 1 );
}

/* A number between the bounds; texts stand for exceptions and the like. */
static BOOL is_between( const char *norm, DWORD first, DWORD last )
{
    DWORD value;
    char *end;

    value = strtoul( norm, &end, 10 );
    return !*end && value >= first && value <= last;
}

/* A row has | between the admitted values. */
static BOOL is_admitted( const char *admitted, const char *norm )
{
    static const char error[] = "an error";
    const char *end;
    SIZE_T len;

    for (;; admitted = end + 1)
    {
        if (!(end = strchr( admitted, '|' ))) end = admitted + strlen( admitted );
        len = end - admitted;
        if (len == strlen( norm ) && !memcmp( admitted, norm, len )) return TRUE;
        if (len == strlen( error ) && !memcmp( admitted, error, len ) &&
            is_between( norm, 1, 0x7fffffff )) return TRUE;
        if (!*end) return FALSE;
    }
}

static void check_value( const struct value *value )
{
    const struct documented *row;
    unsigned int i, rows = 0;
    char unit_case[400];

    snprintf( unit_case, sizeof(unit_case), "%s/%s", unit, full_name );
    for (i = 0; i < ARRAYSIZE(documented); i++)
    {
        row = &documented[i];
        if (strcmp( row->key, value->key ) || !fits( row->cases, unit_case )) continue;
        rows++;
        ok( is_admitted( row->admitted, value->norm ), "%s: %s is %s, expected %s [%c %u: %s]\n",
            unit_case, value->key, value->norm, row->admitted, row->basis, row->row, row->source );
    }
    if (!rows && !strcmp( value->key, "status" ) && is_between( value->norm, 0x80000000, MAXDWORD ))
        ok( 0, "%s: status is %s, expected an error of Win32 or LAN Manager "
            "[D 0: Network Management Error Codes page]\n", unit_case, value->norm );
}

static void begin_line( struct text *line, const char *case_name )
{
    add_text( line, "{\"unit\":\"%s\"", unit );
    if (!case_name[0]) return;
    add_text( line, ",\"case\":" );
    add_json_string( line, case_name );
}

static void add_object( struct text *line, const char *key, const struct text *object )
{
    if (!object->len) return;
    add_text( line, ",\"%s\":{", key );
    append_text( line, object );
    add_text( line, "}" );
}

static void write_case(void)
{
    struct text line = { 0 };

    begin_line( &line, full_name );
    add_text( &line, ",\"call\":\"%s\"", function );
    add_object( &line, "args", &args );
    add_text( &line, ",\"status\":%s", status.str );
    add_object( &line, "out", &outs );
    add_object( &line, "fields", &fields );
    add_text( &line, "}" );
    write_record( &line );
    free( line.str );
}

void observed(void)
{
    unsigned int i;

    write_case();
    for (i = 0; i < count; i++) check_value( &values[i] );
    under_way = FALSE;
}

/* For a case that does not apply to this server, and so needs no look into */
void omit_case( const char *case_name, const char *reason )
{
    struct text line = { 0 };

    begin_line( &line, case_name );
    add_text( &line, ",\"skipped\":" );
    add_json_string( &line, reason );
    add_text( &line, "}" );
    write_record( &line );
    free( line.str );
}

/* Records the present case, and ends the process without a dialog. */
static LONG CALLBACK record_crash( EXCEPTION_POINTERS *ptrs )
{
    DWORD code = ptrs->ExceptionRecord->ExceptionCode;
    BOOL was_under_way = under_way;
    char what[32];

    sprintf( what, "exception %#lx", code );
    if (under_way)
    {
        under_way = FALSE;
        clear( &status );
        add_json_string( &status, what );
        write_case();
    }
    ok( 0, "%s/%s%s: %s at %p\n", unit, was_under_way ? "" : "after ", full_name, what,
        ptrs->ExceptionRecord->ExceptionAddress );
    TerminateProcess( GetCurrentProcess(), code );
    return EXCEPTION_EXECUTE_HANDLER;
}

void begin_unit( const char *unit_name )
{
    get_options();
    begin_record();
    unit = unit_name;
    SetErrorMode( SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX );
    SetUnhandledExceptionFilter( record_crash );
}

/* An empty name stands for the whole unit, or its rest. */
void skip_case( const char *case_name, const char *reason )
{
    skip( "%s%s%s\n", case_name, case_name[0] ? ": " : "", reason );
    omit_case( case_name, reason );
}
