/*
 * What is documented of Windows, or was observed there
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


/*
 * Each row: its number in the project's table of Windows' behaviour (0: it has none), D for
 * documented or O for observed on Windows by somebody who published it, the source, the cases that
 * it is about, what of them, and the values that it admits, with | between them.
 *
 * netapi32_test.exe checks every row; "tools/conformance expected" makes a record from them. What
 * is neither documented nor observed stands nowhere here: it is recorded, and never fails.
 */

/* The buffer functions */

DOCUMENTED( 0, D, "NetApiBufferAllocate page", "apibuf/allocate *", "status", "0|87" )
