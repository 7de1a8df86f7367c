/*
 * Every file that is compiled for the host includes this header first
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

#ifndef __HOST_H
#define __HOST_H

/*
 * Wine's headers declare Windows' functions, with Windows' calling convention and characters of 16
 * bits. If the C library has a function of the same name, ours gets another name.
 */
#define memcmp      host_memcmp
#define memcpy      host_memcpy
#define memmove     host_memmove
#define memset      host_memset
#define strchr      host_strchr
#define strncmp     host_strncmp
#define strstr      host_strstr
#define strtoul     host_strtoul
#define wcschr      host_wcschr
#define wcscmp      host_wcscmp
#define wcscpy      host_wcscpy
#define wcscspn     host_wcscspn
#define wcslen      host_wcslen
#define wcsncmp     host_wcsncmp
#define wcsnlen     host_wcsnlen
#define wcsspn      host_wcsspn
#define wcstoul     host_wcstoul
#define _vsnwprintf host_vsnwprintf

/*
 * With WINE_UNIX_LIB, winnt.h has a function in place of code for Windows' TEB. Wine's msvcrt
 * headers refuse that macro until windef.h is read.
 */
#include <stdarg.h>
#define WIN32_NO_STATUS
#define NtCurrentTeb inline_NtCurrentTeb
#include "windef.h"
#undef NtCurrentTeb
extern struct _TEB * WINAPI NtCurrentTeb(void);
#define WINE_UNIX_LIB
#include "winbase.h"
#undef WIN32_NO_STATUS

/* Wine's headers leave these out for other systems than Windows. */
extern HANDLE WINAPI GetProcessHeap(void);
extern DWORD WINAPI GetLastError(void);

#endif /* __HOST_H */
