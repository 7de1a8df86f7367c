/*
 * What was seen of one call: checked and recorded
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

/* What is documented of Windows, or was observed there. */
static const struct documented
{
    unsigned int row;       /* of the project's table, 0 if it is not there */
    char         basis;     /* D or O */
    const char  *source;
    const char  *cases;     /* unit/case, in which * stands for anything */
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
static const char *variant = "", *other_variant;
static char name[256], full_name[300];  /* of the case; with the variant before it */
static struct text args, outs, fields, status;
static struct value values[MAX_VALUES];
static unsigned int count;

void begin_unit( const char *unit_name )
{
    get_options();
    begin_record();
    unit = unit_name;
}

/*
 * For a unit that has something to try without a session too. Where none can be seen, what counts
 * first is the server's affair, and so these are other cases; those of the other kind don't apply.
 */
void begin_variant( BOOL with_session )
{
    static const char without[] = "without a session: ";

    variant = with_session ? "" : without;
    other_variant = with_session ? without : "";
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
    struct value *value = &values[count++];

    if (count > MAX_VALUES) abort();
    snprintf( value->key, sizeof(value->key), "%s%s", kind, key );
    snprintf( value->norm, sizeof(value->norm), "%s", norm );
}

/* The name of an entry of an object, with the comma that it may need before it */
static void add_key( struct text *text, const char *key )
{
    if (text->len) add_text( text, "," );
    add_json_string( text, key );
    add_text( text, ":" );
}

/* Valid until the next call */
const char *case_name( const char *format, ... )
{
    static char buffer[sizeof(name)];
    va_list valist;

    va_start( valist, format );
    vsnprintf( buffer, sizeof(buffer), format, valist );
    va_end( valist );
    return buffer;
}

void observe( const char *call, const char *case_name )
{
    snprintf( name, sizeof(name), "%s", case_name );
    snprintf( full_name, sizeof(full_name), "%s%s", variant, case_name );
    function = call;
    clear( &args );
    clear( &outs );
    clear( &fields );
    clear( &status );
    count = 0;
}

void observe_name_arg( const char *key, const WCHAR *value )
{
    add_key( &args, key );
    if (value && value == known.server) add_text( &args, "\"{server}\"" );
    else if (value && value == known.client) add_text( &args, "\"{client}\"" );
    else if (value && value == known.user) add_text( &args, "\"{user}\"" );
    else if (value && wcslen( value ) > 200)
        add_text( &args, "\"(%lu characters)\"", (DWORD)wcslen( value ) );
    else add_json_wstring( &args, value );
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
    add_text( &fields, ",\"raw\":" );
    add_json_wstring( &fields, raw );
    add_text( &fields, "}" );
}

void observe_number_field( const char *key, const char *norm, DWORD raw )
{
    begin_field( key, norm );
    add_text( &fields, ",\"raw\":%lu}", raw );
}

static BOOL fits( const char *pattern, const char *str )
{
    if (*pattern == '*') return fits( pattern + 1, str ) || (*str && fits( pattern, str + 1 ));
    if (!*pattern || !*str) return *pattern == *str;
    return *pattern == *str && fits( pattern + 1, str + 1 );
}

/* The admitted values stand side by side with | between them. */
static BOOL is_admitted( const char *admitted, const char *norm )
{
    SIZE_T len = strlen( norm );
    const char *end;

    for (;; admitted = end + 1)
    {
        if (!(end = strchr( admitted, '|' ))) end = admitted + strlen( admitted );
        if (end - admitted == (SSIZE_T)len && !memcmp( admitted, norm, len )) return TRUE;
        if (!*end) return FALSE;
    }
}

static void check_value( const struct value *value )
{
    const struct documented *row;
    char unit_case[400];
    unsigned int i;

    snprintf( unit_case, sizeof(unit_case), "%s/%s", unit, full_name );
    for (i = 0; i < ARRAYSIZE(documented); i++)
    {
        row = &documented[i];
        if (strcmp( row->key, value->key ) || !fits( row->cases, unit_case )) continue;
        ok( is_admitted( row->admitted, value->norm ), "%s: %s is %s, expected %s [%c %u: %s]\n",
            unit_case, value->key, value->norm, row->admitted, row->basis, row->row, row->source );
    }
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

void observed(void)
{
    struct text line = { 0 };
    unsigned int i;

    begin_line( &line, full_name );
    add_text( &line, ",\"call\":\"%s\"", function );
    add_object( &line, "args", &args );
    add_text( &line, ",\"status\":%s", status.str );
    add_object( &line, "out", &outs );
    add_object( &line, "fields", &fields );
    add_text( &line, "}" );
    write_record( &line );
    free( line.str );

    for (i = 0; i < count; i++) check_value( &values[i] );
    if (!other_variant) return;
    snprintf( full_name, sizeof(full_name), "%s%s", other_variant, name );
    omit_case( full_name, other_variant[0] ? "there is a session" : "no session can be seen" );
}

/* For what does not apply to this server, and so is nothing to look into */
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

/* With an empty name: all of the unit, or what is left of it */
void skip_case( const char *case_name, const char *reason )
{
    skip( "%s%s%s\n", case_name, case_name[0] ? ": " : "", reason );
    omit_case( case_name, reason );
}
