/*
 * The meaning of a status of the session functions, and the remedy
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

#ifndef __COMMON_STATUS_H
#define __COMMON_STATUS_H

#include <windows.h>
#include <lm.h>

/* Prints the error and the remedy on standard error. The server can be NULL. */
extern void print_status( const WCHAR *program, const WCHAR *server, NET_API_STATUS status );

/* The latter alone */
extern void print_remedy( const WCHAR *server, NET_API_STATUS status );

#endif
