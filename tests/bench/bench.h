/*
 * Shared definitions of the timing program
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

#ifndef __BENCH_H
#define __BENCH_H

struct bench
{
    WCHAR *server;              /* or the binding */
    WCHAR *client, *user;       /* NULL for any */
    DWORD  level, expected;     /* number of sessions, 0 for any */
    BOOL   threads;
    void (*call)( const struct bench *bench );
};

extern double now_us(void);
extern void die( const char *what, unsigned long error );

extern unsigned long stub_enum( const struct bench *bench );

#endif /* __BENCH_H */
