/*
 * TAP for the tests in C that run on the host
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

#ifndef __TAP_H
#define __TAP_H

/* A line for each of the functions that a test consists of: these make too many checks for that. */

#ifndef tap_printf
#define tap_printf printf
#define tap_flush fflush
#endif

struct tap
{
    unsigned int checks, failures;          /* so far */
    unsigned int old_checks, old_failures;  /* before the function that runs */
    unsigned int functions;
};

extern struct tap tap;

#define tap_run( call ) do { call; tap_tell( #call ); } while (0)

static inline void tap_tell( const char *name )
{
    tap_printf( "%sok %u - %s: %u checks\n", tap.failures == tap.old_failures ? "" : "not ",
                ++tap.functions, name, tap.checks - tap.old_checks );
    /* The line is seen where a function after it does not return. */
    tap_flush( NULL );
    tap.old_checks = tap.checks;
    tap.old_failures = tap.failures;
}

/* The exit status of the test */
static inline int tap_close(void)
{
    tap_printf( "1..%u\n", tap.functions );
    return tap.failures != 0;
}

#endif /* __TAP_H */
