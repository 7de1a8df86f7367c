/*
 * Documented and published behaviour of Windows
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
 * Each row has its number in the project's table of Windows' behaviour (0: none). Then D for
 * documented, or O for observed on Windows by somebody who published it. Then the source, the
 * cases, the checked value of these, and the values that the row admits, with | between them.
 *
 * netapi32_test.exe checks every row. "tools/conformance expected" makes a record from the rows.
 * Behaviour that nobody has documented or published has no row. The program records it, and it
 * never fails.
 */

/* The buffer functions */

DOCUMENTED( 0, D, "NetApiBufferAllocate page", "netapibuf/allocate *", "status", "0" )
DOCUMENTED( 30, O, "Wine's tests on Windows", "netapibuf/allocate *", "out.buffer", "block" )
DOCUMENTED( 31, D, "NetApiBufferSize page", "netapibuf/size of *", "status", "0" )
DOCUMENTED( 31, D, "NetApiBufferSize page",
            "netapibuf/size of *", "fields.size", "what was asked for, or more" )
DOCUMENTED( 34, D, "NetApiBufferFree page", "netapibuf/free *", "status", "0" )
DOCUMENTED( 0, D, "NetApiBufferReallocate page", "netapibuf/reallocate *", "status", "0" )
DOCUMENTED( 0, D, "NetApiBufferReallocate page",
            "netapibuf/reallocate *", "fields.contents", "kept" )
DOCUMENTED( 32, O, "Wine's tests on Windows", "netapibuf/grow from nothing to *", "status", "0" )
DOCUMENTED( 32, O, "Wine's tests on Windows",
            "netapibuf/grow from nothing to *", "out.buffer", "block" )
DOCUMENTED( 32, O, "Wine's tests on Windows",
            "netapibuf/reallocate 1 to 0", "out.buffer", "NULL" )
DOCUMENTED( 30, O, "Wine's tests on Windows",
            "netapibuf/NetApiBufferAllocate without buffer", "status", "87" )
DOCUMENTED( 31, O, "Wine's tests on Windows", "netapibuf/NetApiBufferSize of NULL", "status", "87" )
DOCUMENTED( 0, D, "NetWkstaGetInfo page",
            "netapibuf/NetWkstaGetInfo level 100", "status", "0|2138" )

/* NetSessionGetInfo */

DOCUMENTED( 7, D, "NetSessionGetInfo page", "session_getinfo/level 0", "status", "0" )
DOCUMENTED( 7, D, "NetSessionGetInfo page", "session_getinfo/level 1", "status", "0" )
DOCUMENTED( 7, D, "NetSessionGetInfo page", "session_getinfo/level 2", "status", "0" )
DOCUMENTED( 7, D, "NetSessionGetInfo page", "session_getinfo/level 10", "status", "0" )
DOCUMENTED( 34, D, "NetSessionGetInfo page", "session_getinfo/level 0", "out.bufptr", "block" )
DOCUMENTED( 34, D, "NetSessionGetInfo page", "session_getinfo/level 1", "out.bufptr", "block" )
DOCUMENTED( 34, D, "NetSessionGetInfo page", "session_getinfo/level 2", "out.bufptr", "block" )
DOCUMENTED( 34, D, "NetSessionGetInfo page", "session_getinfo/level 10", "out.bufptr", "block" )

/* Windows has backslashes before the client at some levels, Samba at none. */
DOCUMENTED( 18, D, "NetSessionGetInfo page",
            "session_getinfo/level 0", "fields.cname", "{client}|\\\\{client}" )
DOCUMENTED( 18, D, "NetSessionGetInfo page",
            "session_getinfo/level 1", "fields.cname", "{client}|\\\\{client}" )
DOCUMENTED( 18, D, "NetSessionGetInfo page",
            "session_getinfo/level 2", "fields.cname", "{client}|\\\\{client}" )
DOCUMENTED( 18, D, "NetSessionGetInfo page",
            "session_getinfo/level 10", "fields.cname", "{client}|\\\\{client}" )
DOCUMENTED( 19, D, "NetSessionGetInfo page",
            "session_getinfo/level 1", "fields.username", "{user}" )
DOCUMENTED( 19, D, "NetSessionGetInfo page",
            "session_getinfo/level 2", "fields.username", "{user}" )
DOCUMENTED( 19, D, "NetSessionGetInfo page",
            "session_getinfo/level 10", "fields.username", "{user}" )
DOCUMENTED( 0, D, "NetSessionGetInfo page",
            "session_getinfo/level 1", "fields.num_opens", "a number" )
DOCUMENTED( 0, D, "NetSessionGetInfo page",
            "session_getinfo/level 2", "fields.num_opens", "a number" )
DOCUMENTED( 23, D, "NetSessionGetInfo page", "session_getinfo/level 1", "fields.time", "seconds" )
DOCUMENTED( 23, D, "NetSessionGetInfo page",
            "session_getinfo/level 1", "fields.idle_time", "seconds" )
DOCUMENTED( 23, D, "NetSessionGetInfo page", "session_getinfo/level 2", "fields.time", "seconds" )
DOCUMENTED( 23, D, "NetSessionGetInfo page",
            "session_getinfo/level 2", "fields.idle_time", "seconds" )
DOCUMENTED( 23, D, "NetSessionGetInfo page", "session_getinfo/level 10", "fields.time", "seconds" )
DOCUMENTED( 23, D, "NetSessionGetInfo page",
            "session_getinfo/level 10", "fields.idle_time", "seconds" )
DOCUMENTED( 22, D, "MS-SRVS SESSION_INFO_1",
            "session_getinfo/level 1", "fields.user_flags", "0|0x1|0x2|0x3" )
DOCUMENTED( 22, D, "MS-SRVS SESSION_INFO_1",
            "session_getinfo/level 2", "fields.user_flags", "0|0x1|0x2|0x3" )
DOCUMENTED( 20, D, "SESSION_INFO_2 page", "session_getinfo/level 2", "fields.cltype_name", "empty" )

DOCUMENTED( 6, D, "NetSessionGetInfo page",
            "session_getinfo/level 0, no such *", "status", "2312|2221" )
DOCUMENTED( 6, D, "NetSessionGetInfo page",
            "session_getinfo/level 0, neither", "status", "2312|2221" )
DOCUMENTED( 6, D, "NetSessionGetInfo page",
            "session_getinfo/level 0, client and more", "status", "2312|2221" )
DOCUMENTED( 6, D, "NetSessionGetInfo page",
            "session_getinfo/level 0, user and more", "status", "2312|2221" )
DOCUMENTED( 6, D, "NetSessionGetInfo page",
            "session_getinfo/level 1, no such *", "status", "2312|2221" )
DOCUMENTED( 6, D, "NetSessionGetInfo page",
            "session_getinfo/level 1, neither", "status", "2312|2221" )
DOCUMENTED( 6, D, "NetSessionGetInfo page",
            "session_getinfo/level 1, client and more", "status", "2312|2221" )
DOCUMENTED( 6, D, "NetSessionGetInfo page",
            "session_getinfo/level 1, user and more", "status", "2312|2221" )
DOCUMENTED( 6, D, "NetSessionGetInfo page",
            "session_getinfo/level 2, no such *", "status", "2312|2221" )
DOCUMENTED( 6, D, "NetSessionGetInfo page",
            "session_getinfo/level 2, neither", "status", "2312|2221" )
DOCUMENTED( 6, D, "NetSessionGetInfo page",
            "session_getinfo/level 2, client and more", "status", "2312|2221" )
DOCUMENTED( 6, D, "NetSessionGetInfo page",
            "session_getinfo/level 2, user and more", "status", "2312|2221" )
DOCUMENTED( 6, D, "NetSessionGetInfo page",
            "session_getinfo/level 10, no such *", "status", "2312|2221" )
DOCUMENTED( 6, D, "NetSessionGetInfo page",
            "session_getinfo/level 10, neither", "status", "2312|2221" )
DOCUMENTED( 6, D, "NetSessionGetInfo page",
            "session_getinfo/level 10, client and more", "status", "2312|2221" )
DOCUMENTED( 6, D, "NetSessionGetInfo page",
            "session_getinfo/level 10, user and more", "status", "2312|2221" )

DOCUMENTED( 23, D, "SESSION_INFO_10 page", "session_getinfo/time goes on", "status", "0" )
DOCUMENTED( 23, D, "SESSION_INFO_10 page",
            "session_getinfo/time goes on", "fields.second time", "later" )
DOCUMENTED( 23, D, "SESSION_INFO_10 page",
            "session_getinfo/time goes on", "fields.idle time", "within the time" )

/* NetSessionEnum */

DOCUMENTED( 7, D, "NetSessionEnum page", "session_enum/level *, no qualifier", "status", "0" )
DOCUMENTED( 7, D, "NetSessionEnum page",
            "session_enum/level *, no qualifier", "fields.entriesread", "some" )
DOCUMENTED( 7, D, "NetSessionEnum page", "session_enum/level *, client", "status", "0" )
DOCUMENTED( 7, D, "NetSessionEnum page",
            "session_enum/level *, client", "fields.entriesread", "some" )
DOCUMENTED( 7, D, "NetSessionEnum page", "session_enum/level *, user", "status", "0" )
DOCUMENTED( 7, D, "NetSessionEnum page",
            "session_enum/level *, user", "fields.entriesread", "some" )
DOCUMENTED( 7, D, "NetSessionEnum page", "session_enum/level *, client and user", "status", "0" )
DOCUMENTED( 7, D, "NetSessionEnum page",
            "session_enum/level *, client and user", "fields.entriesread", "some" )
DOCUMENTED( 3, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, empty qualifiers", "status", "0" )
DOCUMENTED( 3, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, empty qualifiers", "fields.entriesread", "some" )
DOCUMENTED( 3, D, "MS-SRVS NetrSessionEnum", "session_enum/level *, empty client", "status", "0" )
DOCUMENTED( 3, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, empty client", "fields.entriesread", "some" )
DOCUMENTED( 3, D, "MS-SRVS NetrSessionEnum", "session_enum/level *, empty user", "status", "0" )
DOCUMENTED( 3, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, empty user", "fields.entriesread", "some" )
DOCUMENTED( 3, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, client, empty user", "status", "0" )
DOCUMENTED( 3, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, client, empty user", "fields.entriesread", "some" )
DOCUMENTED( 3, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, empty client, user", "status", "0" )
DOCUMENTED( 3, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, empty client, user", "fields.entriesread", "some" )
DOCUMENTED( 6, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, no such client", "status", "2312|2221" )
DOCUMENTED( 6, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, no such user", "status", "2312|2221" )
DOCUMENTED( 6, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, user, no such client", "status", "2312|2221" )
DOCUMENTED( 6, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, client, no such user", "status", "2312|2221" )
DOCUMENTED( 0, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, all entries match", "status", "0" )
DOCUMENTED( 0, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, all entries match", "fields.matches", "all" )

DOCUMENTED( 0, O, "a C# wrapper relies on it",
            "session_enum/level *, no qualifier", "fields.totalentries", "as entriesread" )
DOCUMENTED( 18, D, "NetSessionEnum page",
            "session_enum/level *, no qualifier", "fields.cname", "{client}|\\\\{client}" )
DOCUMENTED( 19, D, "NetSessionEnum page",
            "session_enum/level *, no qualifier", "fields.username", "{user}" )
DOCUMENTED( 0, D, "NetSessionEnum page",
            "session_enum/level *, no qualifier", "fields.num_opens", "a number" )
DOCUMENTED( 23, D, "NetSessionEnum page",
            "session_enum/level *, no qualifier", "fields.time", "seconds" )
DOCUMENTED( 23, D, "NetSessionEnum page",
            "session_enum/level *, no qualifier", "fields.idle_time", "seconds" )
DOCUMENTED( 22, D, "MS-SRVS SESSION_INFO_1",
            "session_enum/level *, no qualifier", "fields.user_flags", "0|0x1|0x2|0x3" )
DOCUMENTED( 20, D, "SESSION_INFO_2 page",
            "session_enum/level *, no qualifier", "fields.cltype_name", "empty" )
DOCUMENTED( 0, O, "a C# wrapper relies on it",
            "session_enum/level *, user", "fields.totalentries", "as entriesread" )
DOCUMENTED( 18, D, "NetSessionEnum page",
            "session_enum/level *, user", "fields.cname", "{client}|\\\\{client}" )
DOCUMENTED( 19, D, "NetSessionEnum page",
            "session_enum/level *, user", "fields.username", "{user}" )
DOCUMENTED( 0, D, "NetSessionEnum page",
            "session_enum/level *, user", "fields.num_opens", "a number" )
DOCUMENTED( 23, D, "NetSessionEnum page", "session_enum/level *, user", "fields.time", "seconds" )
DOCUMENTED( 23, D, "NetSessionEnum page",
            "session_enum/level *, user", "fields.idle_time", "seconds" )
DOCUMENTED( 22, D, "MS-SRVS SESSION_INFO_1",
            "session_enum/level *, user", "fields.user_flags", "0|0x1|0x2|0x3" )
DOCUMENTED( 20, D, "SESSION_INFO_2 page",
            "session_enum/level *, user", "fields.cltype_name", "empty" )
DOCUMENTED( 0, O, "a C# wrapper relies on it",
            "session_enum/level *, client and user", "fields.totalentries", "as entriesread" )
DOCUMENTED( 18, D, "NetSessionEnum page",
            "session_enum/level *, client and user", "fields.cname", "{client}|\\\\{client}" )
DOCUMENTED( 19, D, "NetSessionEnum page",
            "session_enum/level *, client and user", "fields.username", "{user}" )
DOCUMENTED( 0, D, "NetSessionEnum page",
            "session_enum/level *, client and user", "fields.num_opens", "a number" )
DOCUMENTED( 23, D, "NetSessionEnum page",
            "session_enum/level *, client and user", "fields.time", "seconds" )
DOCUMENTED( 23, D, "NetSessionEnum page",
            "session_enum/level *, client and user", "fields.idle_time", "seconds" )
DOCUMENTED( 22, D, "MS-SRVS SESSION_INFO_1",
            "session_enum/level *, client and user", "fields.user_flags", "0|0x1|0x2|0x3" )
DOCUMENTED( 20, D, "SESSION_INFO_2 page",
            "session_enum/level *, client and user", "fields.cltype_name", "empty" )

/* Samba has no transport, so entries that are made from its answer have none. */
DOCUMENTED( 21, D, "SESSION_INFO_502 page",
            "session_enum/level 502, no qualifier", "fields.transport", "a device|empty" )

DOCUMENTED( 13, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, resume handle 0x186a0", "status", "0" )
DOCUMENTED( 13, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, resume handle 0x186a0", "fields.entriesread", "0" )
DOCUMENTED( 13, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, resume handle 0x7fffffff", "status", "0" )
DOCUMENTED( 13, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, resume handle 0x7fffffff", "fields.entriesread", "0" )
DOCUMENTED( 13, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, resume handle 0x80000000", "status", "0" )
DOCUMENTED( 13, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, resume handle 0x80000000", "fields.entriesread", "0" )
DOCUMENTED( 13, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, resume handle 0xfffffffe", "status", "0" )
DOCUMENTED( 13, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, resume handle 0xfffffffe", "fields.entriesread", "0" )
DOCUMENTED( 13, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, resume handle 0", "status", "0" )
DOCUMENTED( 13, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, resume handle 0", "fields.entriesread", "some" )
DOCUMENTED( 12, D, "NetSessionEnum page",
            "session_enum/level *, prefmaxlen 0xfffffffe", "status", "0|234" )
DOCUMENTED( 12, D, "NetSessionEnum page",
            "session_enum/level *, prefmaxlen 0xfffffffe", "fields.entriesread", "some" )
DOCUMENTED( 12, D, "NetSessionEnum page",
            "session_enum/level *, prefmaxlen 0x7fffffff", "status", "0|234" )
DOCUMENTED( 12, D, "NetSessionEnum page",
            "session_enum/level *, prefmaxlen 0x7fffffff", "fields.entriesread", "some" )
DOCUMENTED( 12, D, "NetSessionEnum page",
            "session_enum/level *, prefmaxlen 0x10000", "status", "0|234" )
DOCUMENTED( 12, D, "NetSessionEnum page",
            "session_enum/level *, prefmaxlen 0x10000", "fields.entriesread", "some" )
DOCUMENTED( 13, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, in parts of 1000 bytes", "status", "0" )
DOCUMENTED( 13, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, in parts of 1000 bytes", "fields.entries", "all" )
DOCUMENTED( 13, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, in parts of 1000 bytes", "fields.totals", "what is left" )
DOCUMENTED( 13, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, in parts of 4294967295 bytes", "status", "0" )
DOCUMENTED( 13, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, in parts of 4294967295 bytes", "fields.entries", "all" )
DOCUMENTED( 13, D, "MS-SRVS NetrSessionEnum",
            "session_enum/level *, in parts of 4294967295 bytes", "fields.totals", "what is left" )
DOCUMENTED( 3, D, "MS-SRVS NetrSessionEnum",
            "session_enum/counts", "fields.with empty ones", "as many" )
DOCUMENTED( 0, D, "MS-SRVS NetrSessionEnum",
            "session_enum/counts", "fields.of the session's names", "some of them" )

DOCUMENTED( 16, O, "output of tools, published",
            "session_enum/level 10, form of cname", "fields.cname", "with backslashes" )
DOCUMENTED( 17, O, "output of tools, published",
            "session_enum/level 502, form of cname", "fields.cname", "without backslashes" )
DOCUMENTED( 24, O, "output of tools, published",
            "session_enum/own session with \\\\localhost", "fields.client", "this computer" )

/* NetSessionDel */

DOCUMENTED( 28, D, "MS-SRVS NetrSessionDel", "session_del/no such client", "status", "2312" )
DOCUMENTED( 28, D, "MS-SRVS NetrSessionDel",
            "session_del/no such client, empty user", "status", "2312" )
DOCUMENTED( 28, D, "MS-SRVS NetrSessionDel", "session_del/no such user", "status", "2312" )
DOCUMENTED( 28, D, "MS-SRVS NetrSessionDel",
            "session_del/empty client, no such user", "status", "2312" )
DOCUMENTED( 28, D, "MS-SRVS NetrSessionDel",
            "session_del/neither client nor user is there", "status", "2312" )
DOCUMENTED( 28, D, "MS-SRVS NetrSessionDel", "session_del/client, no such user", "status", "2312" )
DOCUMENTED( 28, D, "MS-SRVS NetrSessionDel", "session_del/no such client, user", "status", "2312" )
DOCUMENTED( 4, D, "MS-SRVS NetrSessionDel", "session_del/client with*", "status", "2312" )
DOCUMENTED( 29, D, "MS-SRVS NetrSessionDel",
            "session_del/neither client nor user", "status", "2312|87" )
DOCUMENTED( 29, D, "MS-SRVS NetrSessionDel",
            "session_del/empty client and user", "status", "2312|87" )
DOCUMENTED( 0, D, "NetSessionDel page", "session_del/a session", "status", "0" )
DOCUMENTED( 0, D, "NetSessionDel page",
            "session_del/a session: afterwards", "fields.session", "gone" )
DOCUMENTED( 28, D, "MS-SRVS NetrSessionDel", "session_del/a session: again", "status", "2312" )

/* Levels */

DOCUMENTED( 7, D, "NetSessionGetInfo page", "levels/NetSessionGetInfo level 0", "status", "0" )
DOCUMENTED( 7, D, "NetSessionGetInfo page", "levels/NetSessionGetInfo level 1", "status", "0" )
DOCUMENTED( 7, D, "NetSessionGetInfo page", "levels/NetSessionGetInfo level 2", "status", "0" )
DOCUMENTED( 7, D, "NetSessionGetInfo page", "levels/NetSessionGetInfo level 10", "status", "0" )
DOCUMENTED( 7, D, "NetSessionGetInfo page",
            "levels/NetSessionGetInfo undefined level *", "status", "124" )
DOCUMENTED( 7, D, "MS-SRVS NetrSessionEnum", "levels/NetSessionEnum level *", "status", "0" )
DOCUMENTED( 7, D, "MS-SRVS NetrSessionEnum",
            "levels/NetSessionEnum undefined level *", "status", "124" )

DOCUMENTED( 26, O, "reports of callers",
            "levels/without a Server service: NetSessionEnum level *", "status", "2114" )
DOCUMENTED( 25, O, "reports of callers",
            "levels/without rights: NetSessionEnum level 1", "status", "5" )
DOCUMENTED( 25, O, "reports of callers",
            "levels/without rights: NetSessionEnum level 2", "status", "5" )
DOCUMENTED( 25, O, "reports of callers",
            "levels/without rights: NetSessionEnum level 502", "status", "5" )

/* Names */

DOCUMENTED( 1, D, "NetSessionGetInfo page", "names/NetSessionGetInfo, server NULL", "status", "0" )
DOCUMENTED( 1, O, "pywin32 and others", "names/NetSessionGetInfo, server empty", "status", "0" )
DOCUMENTED( 1, O, "pywin32 and others", "names/NetSessionGetInfo, server computer", "status", "0" )
DOCUMENTED( 1, D, "NetSessionGetInfo page",
            "names/NetSessionGetInfo, server \\\\computer", "status", "0" )
DOCUMENTED( 1, O, "pywin32 and others", "names/NetSessionGetInfo, server bare", "status", "0" )
DOCUMENTED( 1, D, "NetSessionGetInfo page",
            "names/NetSessionGetInfo, server with backslashes", "status", "0" )
DOCUMENTED( 1, D, "NetSessionEnum page", "names/NetSessionEnum, server NULL", "status", "0" )
DOCUMENTED( 1, O, "pywin32 and others", "names/NetSessionEnum, server empty", "status", "0" )
DOCUMENTED( 1, O, "pywin32 and others", "names/NetSessionEnum, server computer", "status", "0" )
DOCUMENTED( 1, D, "NetSessionEnum page",
            "names/NetSessionEnum, server \\\\computer", "status", "0" )
DOCUMENTED( 1, O, "pywin32 and others", "names/NetSessionEnum, server bare", "status", "0" )
DOCUMENTED( 1, D, "NetSessionEnum page",
            "names/NetSessionEnum, server with backslashes", "status", "0" )

DOCUMENTED( 4, D, "MS-SRVS NetrSessionEnum",
            "names/NetSessionEnum, client with two backslashes", "status", "0" )
DOCUMENTED( 4, D, "NetSessionGetInfo page",
            "names/NetSessionGetInfo, client with two backslashes", "status", "0" )
DOCUMENTED( 4, D, "MS-SRVS NetrSessionEnum",
            "names/NetSessionEnum, client without backslashes", "status", "2351" )
DOCUMENTED( 4, D, "MS-SRVS NetrSessionEnum",
            "names/NetSessionEnum, client with one backslash", "status", "2351" )
DOCUMENTED( 4, D, "MS-SRVS NetrSessionEnum",
            "names/NetSessionEnum, client with slashes", "status", "2351" )
DOCUMENTED( 4, D, "MS-SRVS NetrSessionEnum",
            "names/NetSessionEnum, client one backslash alone", "status", "2351" )
DOCUMENTED( 4, D, "MS-SRVS NetrSessionEnum",
            "names/NetSessionEnum, client a blank", "status", "2351" )

DOCUMENTED( 0, D, "MS-SRVS NetrSessionEnum",
            "names/NetSessionGetInfo, user as it is", "status", "0" )
DOCUMENTED( 5, D, "MS-SRVS NetrSessionEnum",
            "names/NetSessionEnum, client of 1,023 characters", "status", "2312|2221" )
DOCUMENTED( 5, D, "MS-SRVS NetrSessionEnum",
            "names/NetSessionEnum, client of 1,024 characters", "status", "87" )
DOCUMENTED( 5, D, "MS-SRVS NetrSessionEnum",
            "names/NetSessionEnum, client of 1,025 characters", "status", "87" )
DOCUMENTED( 5, D, "MS-SRVS NetrSessionEnum",
            "names/NetSessionEnum, user of 1,023 characters", "status", "2221|2312" )
DOCUMENTED( 5, D, "MS-SRVS NetrSessionEnum",
            "names/NetSessionEnum, user of 1,024 characters", "status", "87" )
DOCUMENTED( 0, D, "MS-SRVS NetrSessionEnum", "names/NetSessionEnum, user as it is", "status", "0" )

/* Errors */

DOCUMENTED( 6, D, "NetSessionGetInfo page",
            "errors/NetSessionGetInfo, unknown client", "status", "2312|2221" )
DOCUMENTED( 4, D, "MS-SRVS NetrSessionEnum",
            "errors/NetSessionEnum, client without backslashes", "status", "2351" )
DOCUMENTED( 7, D, "NetSessionGetInfo page", "errors/NetSessionGetInfo, level 3", "status", "124" )
DOCUMENTED( 6, D, "NetSessionGetInfo page",
            "errors/NetSessionGetInfo, unknown user", "status", "2221|2312" )
DOCUMENTED( 5, D, "MS-SRVS NetrSessionEnum",
            "errors/NetSessionEnum, client too long", "status", "87" )
DOCUMENTED( 5, D, "MS-SRVS NetrSessionEnum",
            "errors/NetSessionEnum, user too long", "status", "87" )
DOCUMENTED( 7, D, "MS-SRVS NetrSessionEnum", "errors/NetSessionEnum, level 3", "status", "124" )
DOCUMENTED( 6, D, "MS-SRVS NetrSessionEnum",
            "errors/NetSessionEnum, unknown user", "status", "2221|2312" )
DOCUMENTED( 6, D, "MS-SRVS NetrSessionEnum",
            "errors/NetSessionEnum, unknown client", "status", "2312|2221" )
DOCUMENTED( 28, D, "MS-SRVS NetrSessionDel",
            "errors/NetSessionDel, unknown client and unknown user", "status", "2312" )
DOCUMENTED( 4, D, "MS-SRVS NetrSessionDel",
            "errors/NetSessionDel, client without backslashes and unknown user", "status", "2312" )
DOCUMENTED( 5, D, "MS-SRVS NetrSessionDel",
            "errors/NetSessionDel, unknown client and user too long", "status", "87" )
DOCUMENTED( 5, D, "MS-SRVS NetrSessionDel",
            "errors/NetSessionDel, client too long and unknown user", "status", "87" )

/* Blocks */

DOCUMENTED( 0, D, "NetApiBufferSize page", "buffers/NetSession* level *", "status", "0" )
DOCUMENTED( 34, D, "Net function buffer lengths page",
            "buffers/NetSession* level *", "fields.size", "at least the entries" )
DOCUMENTED( 35, O, "what callers survive",
            "buffers/NetSession* level *", "fields.strings", "none is NULL" )
DOCUMENTED( 34, D, "NetApiBufferFree page",
            "buffers/NetSession* level *", "fields.place of the strings", "in the block" )
DOCUMENTED( 34, D, "NetApiBufferFree page", "buffers/free *", "status", "0" )

/* Threads */

DOCUMENTED( 0, O, "SharpHound and others ask from many threads",
            "threads/*", "fields.in 16 threads", "the same" )

/* Shares */

DOCUMENTED( 0, D, "NetShareEnum page", "shares/NetShareEnum level *", "status", "0" )
DOCUMENTED( 0, D, "NetShareEnum page", "shares/NetShareEnum level *", "out.bufptr", "block" )
DOCUMENTED( 0, D, "NetShareEnum page",
            "shares/NetShareEnum level *", "fields.entriesread", "some" )
DOCUMENTED( 0, D, "NetShareEnum page",
            "shares/NetShareEnum level *", "fields.totalentries", "as entriesread" )
DOCUMENTED( 0, D, "SHARE_INFO_1 page",
            "shares/NetShareEnum level *", "fields.type", "0x80000003" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.8", "shares/NetShareEnum undefined level *", "status", "124" )
DOCUMENTED( 13, D, "MS-SRVS 3.1.4.8", "shares/NetShareEnum, past the end, level *", "status", "0" )
DOCUMENTED( 13, D, "MS-SRVS 3.1.4.8",
            "shares/NetShareEnum, past the end, level *", "fields.entriesread", "0" )
DOCUMENTED( 13, D, "NetShareEnum page", "shares/NetShareEnum, in parts, level *", "status", "0" )
DOCUMENTED( 13, D, "NetShareEnum page",
            "shares/NetShareEnum, in parts, level *", "fields.entries", "all" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.9",
            "shares/NetShareEnumSticky undefined level *", "status", "124" )
DOCUMENTED( 0, D, "NetShareGetInfo page", "shares/NetShareGetInfo level *", "status", "0" )
DOCUMENTED( 0, D, "NetShareGetInfo page", "shares/NetShareGetInfo level *", "out.bufptr", "block" )
DOCUMENTED( 0, D, "SHARE_INFO_1 page",
            "shares/NetShareGetInfo level *", "fields.type", "0x80000003" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.10",
            "shares/NetShareGetInfo undefined level *", "status", "124" )
DOCUMENTED( 0, D, "NetShareGetInfo page",
            "shares/NetShareGetInfo, no such share, level *", "status", "2310" )
DOCUMENTED( 34, D, "Net function buffer lengths page",
            "shares/*", "fields.size", "at least the entries" )
DOCUMENTED( 35, O, "what callers survive", "shares/*", "fields.strings", "none is NULL" )
DOCUMENTED( 34, D, "NetApiBufferFree page",
            "shares/*", "fields.place of the strings", "in the block" )
DOCUMENTED( 0, D, "NetShareSetInfo page",
            "shares/NetShareSetInfo, no such share, level *", "status", "2310" )
DOCUMENTED( 0, D, "NetShareSetInfo page",
            "shares/NetShareSetInfo undefined level *", "status", "124" )
DOCUMENTED( 0, D, "NetShareAdd page", "shares/NetShareAdd undefined level *", "status", "124" )
DOCUMENTED( 0, D, "NetShareDel page", "shares/NetShareDel, no such share", "status", "2310" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.13", "shares/NetShareDelSticky, no such share", "status", "2310" )
DOCUMENTED( 0, D, "MS-SRVS NetrShareDelEx",
            "shares/NetShareDelEx undefined level *", "status", "124" )
DOCUMENTED( 0, D, "NetShareCheck page", "shares/NetShareCheck, no such device", "status", "2311" )

/* Files and connections */

DOCUMENTED( 0, D, "NetFileEnum page", "files/NetFileEnum level *", "status", "0" )
DOCUMENTED( 0, D, "NetFileEnum page", "files/NetFileEnum of nobody level *", "status", "0" )
DOCUMENTED( 0, D, "NetFileEnum page", "files/NetFileEnum of nowhere level *", "status", "0" )
DOCUMENTED( 0, D, "MS-SRVS NetrFileEnum",
            "files/NetFileEnum of nobody level *", "fields.entriesread", "0" )
DOCUMENTED( 0, D, "MS-SRVS NetrFileEnum",
            "files/NetFileEnum of nowhere level *", "fields.entriesread", "0" )
DOCUMENTED( 0, D, "MS-SRVS NetrFileEnum", "files/NetFileEnum undefined level *", "status", "124" )
DOCUMENTED( 0, D, "NetFileEnum page", "files/NetFileEnum, in parts, level *", "status", "0" )
DOCUMENTED( 34, D, "NetApiBufferFree page",
            "files/*", "fields.place of the strings", "in the block" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.3 and the NetFileGetInfo page",
            "files/NetFileGetInfo, no such file, level *", "status", "2" )
DOCUMENTED( 0, D, "NetFileGetInfo page",
            "files/NetFileGetInfo undefined level *", "status", "124" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.4 and the NetFileClose page",
            "files/NetFileClose, no such file", "status", "2314|2" )
DOCUMENTED( 0, D, "NetConnectionEnum page",
            "connections/NetConnectionEnum of a share level *", "status", "0" )
DOCUMENTED( 0, D, "NetConnectionEnum page",
            "connections/NetConnectionEnum of a computer level *", "status", "0" )
DOCUMENTED( 0, D, "NetConnectionEnum page",
            "connections/NetConnectionEnum of a * undefined level *", "status", "124" )

/* The server */

DOCUMENTED( 0, D, "NetServerGetInfo page", "server/NetServerGetInfo level *", "status", "0" )
DOCUMENTED( 0, D, "NetServerGetInfo page",
            "server/NetServerGetInfo level *", "out.bufptr", "block" )
DOCUMENTED( 0, D, "SERVER_INFO_100 page",
            "server/NetServerGetInfo level *", "fields.platform_id", "0x1f4" )
DOCUMENTED( 0, D, "SERVER_INFO_100 page", "server/NetServerGetInfo level *", "fields.name", "text" )
DOCUMENTED( 0, D, "NetServerGetInfo page",
            "server/NetServerGetInfo undefined level *", "status", "124" )
DOCUMENTED( 0, D, "NetServerSetInfo page",
            "server/NetServerSetInfo undefined level *", "status", "124" )
DOCUMENTED( 0, D, "NetServerDiskEnum page", "server/NetServerDiskEnum level *", "status", "0" )
DOCUMENTED( 0, D, "NetServerDiskEnum page",
            "server/NetServerDiskEnum level *", "fields.entriesread", "some" )
DOCUMENTED( 0, D, "NetServerDiskEnum page",
            "server/NetServerDiskEnum undefined level *", "status", "124" )
DOCUMENTED( 0, D, "NetStatisticsGet page", "server/NetStatisticsGet", "status", "0" )
DOCUMENTED( 0, D, "NetStatisticsGet page", "server/NetStatisticsGet", "out.bufptr", "block" )
DOCUMENTED( 0, D, "MS-SRVS NetrServerStatisticsGet",
            "server/NetStatisticsGet undefined level *", "status", "124" )
DOCUMENTED( 0, D, "NetRemoteTOD page", "server/NetRemoteTOD", "status", "0" )
DOCUMENTED( 0, D, "TIME_OF_DAY_INFO page", "server/NetRemoteTOD", "fields.time", "plausible" )
DOCUMENTED( 0, D, "TIME_OF_DAY_INFO page", "server/NetRemoteTOD", "fields.timezone", "minutes" )
DOCUMENTED( 0, D, "NetRemoteComputerSupports page",
            "server/NetRemoteComputerSupports", "status", "0" )
DOCUMENTED( 0, D, "NetRemoteComputerSupports page",
            "server/NetRemoteComputerSupports", "fields.supported", "of what was asked for" )
DOCUMENTED( 0, D, "NetServerTransportEnum page",
            "transports/NetServerTransportEnum level *", "status", "0" )
DOCUMENTED( 0, D, "NetServerTransportEnum page",
            "transports/NetServerTransportEnum level *", "fields.entriesread", "some" )
DOCUMENTED( 0, D, "MS-SRVS NetrServerTransportEnum",
            "transports/NetServerTransportEnum undefined level *", "status", "124" )
DOCUMENTED( 0, D, "NetServerTransportAdd page",
            "transports/NetServerTransportAdd* undefined level *", "status", "124" )
DOCUMENTED( 0, D, "NetWkstaGetInfo page", "wksta/NetWkstaGetInfo level *", "status", "0" )
DOCUMENTED( 0, D, "NetWkstaGetInfo page", "wksta/NetWkstaGetInfo level *", "out.bufptr", "block" )
DOCUMENTED( 0, D, "NetWkstaGetInfo page",
            "wksta/NetWkstaGetInfo undefined level *", "status", "124" )

/* Names and paths */

DOCUMENTED( 0, D, "MS-SRVS NetprPathType", "paths/I_NetPathType of C:\\a", "fields.type", "0x2006" )
DOCUMENTED( 0, D, "MS-SRVS NetprPathType", "paths/I_NetPathType of C:", "fields.type", "0x4000" )
DOCUMENTED( 0, D, "MS-SRVS NetprPathType", "paths/I_NetPathType of a|b", "status", "123" )
DOCUMENTED( 0, D, "MS-SRVS NetprNameValidate",
            "paths/I_NetNameValidate, a share's name", "status", "0" )
DOCUMENTED( 0, D, "MS-SRVS NetprNameValidate",
            "paths/I_NetNameValidate, no share's name", "status", "123" )

/* The same session in all answers, see entries.c */

DOCUMENTED( 0, D, "MS-SRVS 3.2.4.1", "entries/level *, as *", "fields.entries", "the same" )
DOCUMENTED( 0, D, "MS-SRVS NetrSessionEnum",
            "entries/NetSessionGetInfo level *, as NetSessionEnum", "fields.entries", "the same" )
DOCUMENTED( 6, D, "MS-SRVS NetrSessionEnum", "entries/*'s beginning", "status", "2312|2221" )

/* What freed results leave */

DOCUMENTED( 34, D, "NetApiBufferFree page", "leaks/*", "fields.blocks left", "none" )

/* Parameters that may not be NULL; the exception's code is what RPC returns for such a pointer. */

DOCUMENTED( 0, D, "NetSessionGetInfo page",
            "errors/NetSessionGetInfo, no client", "status", "an error" )
DOCUMENTED( 0, D, "NetSessionGetInfo page",
            "errors/NetSessionGetInfo, no user", "status", "an error" )
DOCUMENTED( 0, O, "Wine's tests on Windows, of a function of the same kind",
            "buffers/* without *", "status", "an error|3221225477" )
DOCUMENTED( 0, O, "Wine's tests on Windows, of a function of the same kind",
            "*/* with zeros", "status", "an error|3221225477" )
DOCUMENTED( 30, O, "Wine's tests on Windows",
            "netapibuf/NetApiBufferAllocate of 0 without buffer", "status", "87" )

/* prefmaxlen: no entry of a session is so short. */

DOCUMENTED( 12, D, "MS-SRVS NetrSessionEnum and 2.2.2.10",
            "session_enum/level *, prefmaxlen 0x1", "status", "234|2123" )
DOCUMENTED( 12, D, "MS-SRVS NetrSessionEnum and 2.2.2.10",
            "session_enum/level *, prefmaxlen 0x1", "fields.entriesread", "0" )
DOCUMENTED( 12, D, "MS-SRVS NetrFileEnum",
            "files/NetFileEnum, prefmaxlen 1, *", "status", "234|2123" )
DOCUMENTED( 12, D, "MS-SRVS NetrShareEnum",
            "shares/NetShareEnum, prefmaxlen 1, *", "status", "234|2123" )
DOCUMENTED( 12, D, "MS-SRVS NetrConnectionEnum",
            "connections/NetConnectionEnum of a *, prefmaxlen 1, *", "status", "234|2123" )
DOCUMENTED( 12, D, "MS-SRVS NetrServerTransportEnum",
            "transports/NetServerTransportEnum, prefmaxlen 1, *", "status", "234|2123" )

/* The same entry at each level, and of the function that gets one */

DOCUMENTED( 0, D, "MS-SRVS 3.1.4.8",
            "shares/NetShareEnum level *, as level 1", "fields.entries", "the same" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.8",
            "shares/NetShareEnum level *, as level 2", "fields.entries", "the same" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.8",
            "shares/NetShareEnum level *, as level 501", "fields.entries", "the same" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.8",
            "shares/NetShareEnum level *, as level 502", "fields.entries", "the same" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.10",
            "shares/NetShareGetInfo level 1, as NetShareEnum", "fields.entries", "the same" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.10",
            "shares/NetShareGetInfo level 2, as NetShareEnum", "fields.entries", "the same" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.10",
            "shares/NetShareGetInfo level 502, as NetShareEnum", "fields.entries", "the same" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.2", "files/NetFileEnum* level 2, as level 3",
            "fields.entries", "the same" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.3",
            "files/NetFileGetInfo level *, as NetFileEnum", "fields.entries", "the same" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.1", "connections/NetConnectionEnum of a computer level 0, as level 1",
            "fields.entries", "the same" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.17", "server/NetServerGetInfo level 100, as level 101",
            "fields.entries", "the same" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.17", "server/NetServerGetInfo level 102, as level 103",
            "fields.entries", "the same" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.17", "server/NetServerGetInfo level 502, as level 503",
            "fields.entries", "the same" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.22", "transports/NetServerTransportEnum level *, as level *",
            "fields.entries", "the same" )
DOCUMENTED( 0, D, "NetWkstaUserEnum page",
            "wksta/NetWkstaUserEnum undefined level *", "status", "an error" )
DOCUMENTED( 0, D, "MS-WKST NetrWkstaGetInfo", "wksta/NetWkstaGetInfo level *, as level *",
            "fields.entries", "the same" )

/* Changes of a thing that is not there, and other errors */

DOCUMENTED( 0, D, "MS-SRVS 3.1.4.1",
            "connections/NetConnectionEnum, NULL", "status", "87" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.1",
            "connections/NetConnectionEnum, empty", "status", "87" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.1",
            "connections/NetConnectionEnum, 1,024 characters", "status", "87" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.21",
            "server/NetStatisticsGet, options 0x80", "status", "87" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.21",
            "server/NetServerStatisticsGet", "status", "0|not exported" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.21", "server/NetServerStatisticsGet", "out.bufptr", "block" )
DOCUMENTED( 0, D, "NetRemoteTOD page", "server/NetRemoteTOD", "out.bufptr", "block" )
DOCUMENTED( 0, D, "TIME_OF_DAY_INFO page", "server/NetRemoteTOD", "fields.date", "plausible" )
DOCUMENTED( 0, D, "NetServerDiskEnum page",
            "server/NetServerDiskEnum, form", "fields.form", "letters and colons" )
DOCUMENTED( 0, D, "NetServerTransportDel page",
            "transports/NetServerTransportDel*", "status", "an error" )
DOCUMENTED( 0, D, "NetServerComputerNameAdd page",
            "transports/NetServerComputerNameAdd, no name", "status", "an error" )
DOCUMENTED( 0, D, "NetServerComputerNameDel page",
            "transports/NetServerComputerNameDel, no such name", "status", "an error" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.45",
            "transports/NetServerAlias*, no such alias", "status", "an error|not exported" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.43",
            "transports/NetServerAliasAdd undefined level *", "status", "124|not exported" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.44",
            "transports/NetServerAliasEnum undefined level *", "status", "124|not exported" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.9",
            "shares/NetShareEnumSticky level *", "status", "0" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.31",
            "paths/I_NetPathCanonicalize", "fields.result", "a\\c" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.32", "paths/I_NetPathCompare, equal", "status", "0" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.32", "paths/I_NetPathCompare, another",
            "status", "1|4294967295" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.35", "paths/I_NetNameCompare, equal", "status", "0" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.35", "paths/I_NetNameCompare, another",
            "status", "1|4294967295" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.34",
            "paths/I_NetNameCanonicalize of a share's name", "fields.result", "share" )
DOCUMENTED( 0, D, "MS-SRVS NetrSessionDel",
            "session_del/a session: afterwards", "fields.others of the client", "still there" )

/* The raw interface */

DOCUMENTED( 0, D, "MS-SRVS 3.1.4.8", "rpc/NetrShareEnum, level 1", "status", "0" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.10", "rpc/NetrShareGetInfo, level *", "status", "0" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.10", "rpc/NetrShareGetInfo, no such share", "status", "2310" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.12", "rpc/NetrShareDel, no such share", "status", "2310" )

DOCUMENTED( 7, D, "MS-SRVS 3.1.4.5", "rpc/NetrSessionEnum, level *, no qualifier", "status", "0" )
DOCUMENTED( 7, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, no qualifier", "fields.entriesread", "some" )
DOCUMENTED( 7, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, no qualifier", "fields.totalentries", "as entriesread" )
DOCUMENTED( 3, D, "MS-SRVS 3.1.4.5", "rpc/NetrSessionEnum, level *, empty *", "status", "0" )
DOCUMENTED( 3, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, empty *", "fields.entriesread", "some" )
DOCUMENTED( 3, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, empty *", "fields.totalentries", "as entriesread" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.5", "rpc/NetrSessionEnum, level *, client", "status", "0" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, client", "fields.entriesread", "some" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, client", "fields.totalentries", "as entriesread" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.5", "rpc/NetrSessionEnum, level *, user", "status", "0" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, user", "fields.entriesread", "some" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, user", "fields.totalentries", "as entriesread" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, client and user", "status", "0" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, client and user", "fields.entriesread", "some" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, client and user",
            "fields.totalentries", "as entriesread" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, client and empty user", "status", "0" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, client and empty user", "fields.entriesread", "some" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, client and empty user",
            "fields.totalentries", "as entriesread" )
DOCUMENTED( 18, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, no qualifier", "fields.cname", "{client}|\\\\{client}" )
DOCUMENTED( 19, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, no qualifier", "fields.username", "{user}" )
DOCUMENTED( 23, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, no qualifier", "fields.time", "seconds" )
DOCUMENTED( 23, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, no qualifier", "fields.idle_time", "seconds" )
DOCUMENTED( 22, D, "MS-SRVS 2.2.2.3",
            "rpc/NetrSessionEnum, level *, no qualifier", "fields.user_flags", "0|0x1|0x2|0x3" )
DOCUMENTED( 18, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, client and user",
            "fields.cname", "{client}|\\\\{client}" )
DOCUMENTED( 19, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, client and user", "fields.username", "{user}" )
DOCUMENTED( 23, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, client and user", "fields.time", "seconds" )
DOCUMENTED( 23, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, client and user", "fields.idle_time", "seconds" )
DOCUMENTED( 22, D, "MS-SRVS 2.2.2.3",
            "rpc/NetrSessionEnum, level *, client and user", "fields.user_flags", "0|0x1|0x2|0x3" )

DOCUMENTED( 4, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, client without backslashes", "status", "2351" )
DOCUMENTED( 4, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, client with one backslash", "status", "2351" )
DOCUMENTED( 6, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, no such *", "status", "2312|2221" )
DOCUMENTED( 6, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, client, but no such user", "status", "2312|2221" )
DOCUMENTED( 6, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, more than the *", "status", "2312|2221" )

DOCUMENTED( 12, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, prefmaxlen 0xffffffff*", "status", "0" )
DOCUMENTED( 12, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, prefmaxlen 0xffffffff*", "fields.entriesread", "some" )
DOCUMENTED( 12, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, prefmaxlen 0xffffffff*",
            "fields.totalentries", "as entriesread" )
DOCUMENTED( 12, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, prefmaxlen 0x10000*", "status", "0|234" )
DOCUMENTED( 12, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, prefmaxlen 0x10000*", "fields.entriesread", "some" )
DOCUMENTED( 12, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, prefmaxlen 0x7fffffff*", "status", "0|234" )
DOCUMENTED( 12, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, prefmaxlen 0x7fffffff*", "fields.entriesread", "some" )
DOCUMENTED( 12, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, prefmaxlen 0xfffffffe*", "status", "0|234" )
DOCUMENTED( 12, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, prefmaxlen 0xfffffffe*", "fields.entriesread", "some" )

DOCUMENTED( 13, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, resume handle 0*", "status", "0" )
DOCUMENTED( 13, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, resume handle 0", "fields.entriesread", "some" )
DOCUMENTED( 13, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, resume handle 0x*", "fields.entriesread", "0" )
DOCUMENTED( 13, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, resume handle 0x*", "fields.totalentries", "0" )
DOCUMENTED( 13, D, "MS-SRVS 3.1.4.5", "rpc/NetrSessionEnum, level *, in two parts", "status", "0" )
DOCUMENTED( 13, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, level *, in two parts", "fields.entries", "all" )

/*
 * MS-SRVS has the server refuse other levels, but its IDL has no arm for them. A stub from that IDL
 * raises RPC_S_INVALID_TAG before the server sees the call.
 */
DOCUMENTED( 7, D, "MS-SRVS 3.1.4.5 and 2.2.3.4",
            "rpc/NetrSessionEnum, undefined level *",
            "status", "124|RPC exception 1733|RPC exception 1783" )

DOCUMENTED( 5, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, client of 256 characters", "status", "2312|2221" )
DOCUMENTED( 5, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, client of 1022 characters", "status", "2312|2221" )
DOCUMENTED( 5, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, client of 1023 characters", "status", "2312|2221" )
DOCUMENTED( 5, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, client of 1024 characters", "status", "87" )
DOCUMENTED( 5, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, client of 1025 characters", "status", "87" )
DOCUMENTED( 5, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, user of 256 characters", "status", "2312|2221" )
DOCUMENTED( 5, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, user of 1022 characters", "status", "2312|2221" )
DOCUMENTED( 5, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, user of 1023 characters", "status", "2312|2221" )
DOCUMENTED( 5, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, user of 1024 characters", "status", "87" )
DOCUMENTED( 5, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, user of 1025 characters", "status", "87" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.5", "rpc/NetrSessionEnum, ServerName *", "status", "0" )
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.5",
            "rpc/NetrSessionEnum, ServerName *", "fields.entriesread", "some" )

DOCUMENTED( 28, D, "MS-SRVS 3.1.4.6", "rpc/NetrSessionDel, no such *", "status", "2312" )
DOCUMENTED( 28, D, "MS-SRVS 3.1.4.6",
            "rpc/NetrSessionDel, empty client, no such user", "status", "2312" )
DOCUMENTED( 4, D, "MS-SRVS 3.1.4.6", "rpc/NetrSessionDel, client with*", "status", "2312" )
DOCUMENTED( 5, D, "MS-SRVS 3.1.4.6",
            "rpc/NetrSessionDel, client of 256 characters", "status", "2312" )
DOCUMENTED( 5, D, "MS-SRVS 3.1.4.6",
            "rpc/NetrSessionDel, client of 1022 characters", "status", "2312" )
DOCUMENTED( 5, D, "MS-SRVS 3.1.4.6",
            "rpc/NetrSessionDel, client of 1023 characters", "status", "2312" )
DOCUMENTED( 5, D, "MS-SRVS 3.1.4.6",
            "rpc/NetrSessionDel, client of 1024 characters", "status", "87" )
DOCUMENTED( 5, D, "MS-SRVS 3.1.4.6",
            "rpc/NetrSessionDel, client of 1025 characters", "status", "87" )
DOCUMENTED( 5, D, "MS-SRVS 3.1.4.6",
            "rpc/NetrSessionDel, user of 256 characters", "status", "2312" )
DOCUMENTED( 5, D, "MS-SRVS 3.1.4.6",
            "rpc/NetrSessionDel, user of 1022 characters", "status", "2312" )
DOCUMENTED( 5, D, "MS-SRVS 3.1.4.6",
            "rpc/NetrSessionDel, user of 1023 characters", "status", "2312" )
DOCUMENTED( 5, D, "MS-SRVS 3.1.4.6", "rpc/NetrSessionDel, user of 1024 characters", "status", "87" )
DOCUMENTED( 5, D, "MS-SRVS 3.1.4.6", "rpc/NetrSessionDel, user of 1025 characters", "status", "87" )

/* Exports */

DOCUMENTED( 0, D, "the functions' pages, from Windows 7 on", "exports/Dav*", "status", "0" )
DOCUMENTED( 0, D, "the functions' pages, from Windows 7 on", "exports/Ds*", "status", "0" )
DOCUMENTED( 0, D, "the functions' pages, from Windows 7 on", "exports/Net*", "status", "0" )
