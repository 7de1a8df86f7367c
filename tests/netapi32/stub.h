/*
 * Calls through the stub of the srvsvc interface
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

#ifndef __STUB_H
#define __STUB_H

/* The containers of all levels have the same members in the same places. */
typedef SESSION_INFO_0_CONTAINER container;

extern BOOL bind_to_string( const WCHAR *string );
extern BOOL bind_to_server(void);
extern BOOL try_to_bind( const char **reason );
extern void unbind(void);

extern BOOL make_call( void (CDECL *proc)( void *arg ), void *arg, const NET_API_STATUS *status );
extern void end_call(void);

extern void observe_raw_enum( const container *sent, const struct session_names *names,
                              const struct enum_args *args, const char *name );
extern struct enum_result raw_enum( const struct session_names *names,
                                    const struct enum_args *args );
extern struct enum_result raw_list( DWORD level, const BYTE **entries );
extern void observe_raw_del( const struct session_names *names, const char *name );

/* opnums.c */

extern void test_unused_opnums(void);

#endif /* __STUB_H */
