/*
 * Units of the test program
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

#include <windows.h>

#define STANDALONE
#include "wine/test.h"

extern void func_answers(void);
extern void func_del(void);
extern void func_errors(void);
extern void func_every(void);
extern void func_files(void);
extern void func_growth(void);
extern void func_memory(void);
extern void func_outage(void);
extern void func_servers(void);
extern void func_services(void);
extern void func_session(void);
extern void func_standing(void);
extern void func_status(void);
extern void func_thousand(void);
extern void func_threads(void);

const struct test winetest_testlist[] =
{
    { "answers", func_answers },
    { "del", func_del },
    { "errors", func_errors },
    { "every", func_every },
    { "files", func_files },
    { "growth", func_growth },
    { "memory", func_memory },
    { "outage", func_outage },
    { "servers", func_servers },
    { "services", func_services },
    { "session", func_session },
    { "standing", func_standing },
    { "status", func_status },
    { "thousand", func_thousand },
    { "threads", func_threads },
    { NULL, NULL }
};
