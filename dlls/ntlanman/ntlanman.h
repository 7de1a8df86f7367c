/*
 * The network provider
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

#ifndef __NTLANMAN_H
#define __NTLANMAN_H

#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <wchar.h>

#include "windef.h"
#include "winbase.h"
#include "winnetwk.h"
#include "npapi.h"
#include "lm.h"
#include "lmuse.h"

#define ARRAY_SIZE(x) (sizeof(x) / sizeof((x)[0]))

/* \\ and one character more */
static inline BOOL is_unc( const WCHAR *name )
{
    return name[0] == '\\' && name[1] == '\\' && name[2] && name[2] != '\\';
}

#endif /* __NTLANMAN_H */
