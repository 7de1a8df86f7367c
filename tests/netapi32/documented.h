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
 * cases, the checked value of these, and the values that the row admits, with | between them. In
 * the cases * stands for any text, and {a|b} for one of the texts a and b.
 *
 * "Weak" in a source means that the row follows from it, and that it does not say so. A section
 * number alone is one of MS-SRVS, and a note is one of its appendix on Windows' behaviour.
 *
 * netapi32_test.exe checks every row. "tools/conformance expected" makes a record from the rows.
 * Behaviour that nobody has documented or published has no row. The program records it, and it
 * never fails.
 */

/* The buffer functions */

DOCUMENTED( 0, D, "NetApiBufferAllocate page", "netapibuf/allocate *", "status", "0" )
DOCUMENTED( 30, O, "Wine's tests on Windows", "netapibuf/allocate *", "out.buffer", "block" )
DOCUMENTED( 30, O, "Wine's tests on Windows",
            "netapibuf/NetApiBufferAllocate{| of nothing} without buffer", "status", "87" )
DOCUMENTED( 30, O, "Wine's tests on Windows",
            "netapibuf/NetApiBufferAllocate of nothing without buffer",
            "fields.last error", "as before" )
DOCUMENTED( 31, D, "NetApiBufferSize page", "netapibuf/size of *", "status", "0" )
DOCUMENTED( 31, O, "Wine's tests on Windows",
            "netapibuf/size of *", "fields.size", "what was asked for, or more" )
DOCUMENTED( 31, O, "Wine's tests on Windows", "netapibuf/NetApiBufferSize of NULL", "status", "87" )
DOCUMENTED( 34, D, "NetApiBufferFree page", "netapibuf/free *", "status", "0" )
DOCUMENTED( 0, D, "NetApiBufferReallocate page", "netapibuf/reallocate *", "status", "0" )
DOCUMENTED( 0, O, "callers that grow a buffer, weak",
            "netapibuf/reallocate *", "fields.contents", "kept" )
DOCUMENTED( 32, O, "Wine's tests on Windows",
            "netapibuf/{grow from nothing to|to nothing, from} *", "status", "0" )
DOCUMENTED( 32, O, "Wine's tests on Windows",
            "netapibuf/grow from nothing to *", "out.buffer", "block" )
DOCUMENTED( 32, O, "Wine's tests on Windows",
            "netapibuf/to nothing, from *", "out.buffer", "NULL" )

/* The page has 0. Windows without a Workstation service was seen to return 2138. */
DOCUMENTED( 0, O, "NetWkstaGetInfo page and Wine's tests on Windows",
            "netapibuf/NetWkstaGetInfo level 100", "status", "0|2138" )
DOCUMENTED( 31, O, "Wine's tests on Windows, of another function's block",
            "netapibuf/NetWkstaGetInfo's block: size", "status", "0" )

/* NetSessionGetInfo */

DOCUMENTED( 7, D, "NetSessionGetInfo page",
            "session_getinfo/level {0|1|2|10}", "status", "0" )
DOCUMENTED( 34, D, "NetSessionGetInfo page",
            "session_getinfo/level {0|1|2|10}", "out.bufptr", "block" )
DOCUMENTED( 8, O, "TWAPI's tests on Windows", "session_getinfo/level 502", "status", "0" )
DOCUMENTED( 8, O, "TWAPI's tests on Windows", "session_getinfo/level 502", "out.bufptr", "block" )

/*
 * The SESSION_INFO_* pages say that no level has backslashes before the client. Windows was seen to
 * have them at level 10. A server that is not Windows need not.
 */
DOCUMENTED( 18, D, "SESSION_INFO_0, 1, 2, 502 pages",
            "session_getinfo/level {0|1|2|502}", "fields.cname", "{client}" )
DOCUMENTED( 16, O, "SESSION_INFO_10 page without, output of tools with backslashes",
            "session_getinfo/level 10", "fields.cname", "{client}|\\\\{client}" )
DOCUMENTED( 19, D, "SESSION_INFO_* pages",
            "session_getinfo/level {1|2|10|502}", "fields.username", "{user}" )
DOCUMENTED( 0, D, "SESSION_INFO_* pages",
            "session_getinfo/level {1|2|502}", "fields.num_opens", "a number" )
DOCUMENTED( 23, D, "SESSION_INFO_* pages",
            "session_getinfo/level {1|2|10|502}", "fields.time", "seconds" )
DOCUMENTED( 23, D, "SESSION_INFO_* pages",
            "session_getinfo/level {1|2|10|502}", "fields.idle_time", "seconds" )
DOCUMENTED( 22, D, "MS-SMB2 3.3.4.18, MS-CIFS 3.3.4.14",
            "session_getinfo/level {1|2|502}", "fields.user_flags", "0|0x1" )
DOCUMENTED( 20, D, "notes 3, 9 and 10: of clients from Windows Vista on; MS-SMB2 3.3.4.18",
            "session_getinfo/level {2|502}", "fields.cltype_name", "empty" )
DOCUMENTED( 6, D, "NetSessionGetInfo page",
            "session_getinfo/level {0|1|2|10}, {no such client|no such user|neither}",
            "status", "2312|2221" )
DOCUMENTED( 6, D, "NetSessionGetInfo page",
            "session_getinfo/level {0|1|2|10}, {client|user} and more", "status", "2312|2221" )
DOCUMENTED( 23, D, "SESSION_INFO_10 page", "session_getinfo/time goes on", "status", "0" )
DOCUMENTED( 23, D, "SESSION_INFO_10 page",
            "session_getinfo/time goes on", "fields.second time", "later" )
DOCUMENTED( 23, D, "MS-SMB2 3.3.4.18 and 3.3.5.5",
            "session_getinfo/time goes on", "fields.idle time", "within the time" )

/* NetSessionEnum. "Weak" of a client: nothing says that the backslashes are left out to compare. */

DOCUMENTED( 7, D, "NetSessionEnum page; of a client 3.1.4.5, weak, and TWAPI",
            "session_enum/level *, {no qualifier|client|user|client and user}", "status", "0" )
DOCUMENTED( 7, D, "3.1.4.5",
            "session_enum/level *, {no qualifier|client|user|client and user}",
            "fields.entriesread", "some" )
DOCUMENTED( 3, D, "3.1.4.5: an empty qualifier is none",
            "session_enum/level *, {|client, }empty {qualifiers|client|user|client, user}",
            "status", "0" )
DOCUMENTED( 3, D, "3.1.4.5: an empty qualifier is none",
            "session_enum/level *, {|client, }empty {qualifiers|client|user|client, user}",
            "fields.entriesread", "some" )
DOCUMENTED( 0, D, "3.1.4.5; to the page it is a hint",
            "session_enum/level *, {no qualifier|client|user|client and user}",
            "fields.totalentries", "as entriesread" )
DOCUMENTED( 0, D, "3.1.4.5; to the page it is a hint",
            "session_enum/level *, {|client, }empty {qualifiers|client|user|client, user}",
            "fields.totalentries", "as entriesread" )
DOCUMENTED( 6, D, "3.1.4.5",
            "session_enum/level *, no such {client|user}", "status", "2312|2221" )
DOCUMENTED( 0, D, "3.1.4.5", "session_enum/level *, all entries match", "status", "0" )
DOCUMENTED( 0, D, "3.1.4.5", "session_enum/level *, all entries match", "fields.matches", "all" )

DOCUMENTED( 18, D, "SESSION_INFO_0, 1, 2, 502 pages",
            "session_enum/level {0|1|2|502}, {no qualifier|user|client and user}",
            "fields.cname", "{client}" )
DOCUMENTED( 16, O, "SESSION_INFO_10 page without, output of tools with backslashes",
            "session_enum/level 10, {no qualifier|user|client and user}",
            "fields.cname", "{client}|\\\\{client}" )
DOCUMENTED( 0, D, "SESSION_INFO_* pages",
            "session_enum/level *, {no qualifier|user|client and user}",
            "fields.num_opens", "a number" )
DOCUMENTED( 23, D, "SESSION_INFO_* pages",
            "session_enum/level *, {no qualifier|user|client and user}",
            "fields.time", "seconds" )
DOCUMENTED( 23, D, "SESSION_INFO_* pages",
            "session_enum/level *, {no qualifier|user|client and user}",
            "fields.idle_time", "seconds" )
DOCUMENTED( 22, D, "MS-SMB2 3.3.4.18, MS-CIFS 3.3.4.14",
            "session_enum/level *, {no qualifier|user|client and user}",
            "fields.user_flags", "0|0x1" )
DOCUMENTED( 20, D, "notes 3, 9 and 10: of clients from Windows Vista on; MS-SMB2 3.3.4.18",
            "session_enum/level *, {no qualifier|user|client and user}",
            "fields.cltype_name", "empty" )

/* What a handle means is the server's affair, to the page. 3.1.4.5 has the index of an entry. */
DOCUMENTED( 13, D, "3.1.4.5, weak: 4.1 has a handle that is no index",
            "session_enum/level *, resume handle 0x*", "status", "0" )
DOCUMENTED( 13, D, "3.1.4.5, weak: 4.1 has a handle that is no index",
            "session_enum/level *, resume handle 0x*", "fields.entriesread", "0" )
DOCUMENTED( 13, D, "3.1.4.5", "session_enum/level *, resume handle 0", "status", "0" )
DOCUMENTED( 13, D, "3.1.4.5",
            "session_enum/level *, resume handle 0", "fields.entriesread", "some" )
DOCUMENTED( 12, D, "3.1.4.5: as many as fit",
            "session_enum/level *, prefmaxlen {0x10000|0x7fffffff|0xfffffffe}*",
            "status", "0|234" )
DOCUMENTED( 12, D, "3.1.4.5: as many as fit",
            "session_enum/level *, prefmaxlen {0x10000|0x7fffffff|0xfffffffe}*",
            "fields.entriesread", "some" )

/* It is supposed that no entry takes more than 1,000 bytes. */
DOCUMENTED( 13, D, "3.1.4.5",
            "session_enum/level *, in parts of {1000|4294967295} bytes", "status", "0" )
DOCUMENTED( 13, D, "3.1.4.5",
            "session_enum/level *, in parts of {1000|4294967295} bytes", "fields.entries", "all" )
DOCUMENTED( 13, D, "3.1.4.5", "session_enum/level *, in parts of {1000|4294967295} bytes",
            "fields.totals", "what is left" )
DOCUMENTED( 12, D, "buffer lengths page: no part of an entry",
            "session_enum/level *, in parts of {1000|4294967295} bytes",
            "fields.of the session", "as many" )
DOCUMENTED( 13, D, "3.1.4.5", "session_enum/level *, in parts of *",
            "fields.handle after 234", "never 0" )
DOCUMENTED( 12, D, "3.1.4.5 and the NetSessionEnum page",
            "session_enum/level *, in parts of 4294967295 bytes", "fields.in one part", "yes" )
DOCUMENTED( 3, D, "3.1.4.5: an empty qualifier is none",
            "session_enum/counts", "fields.with empty ones", "as many" )
DOCUMENTED( 0, D, "3.1.4.5",
            "session_enum/counts", "fields.of the session's names", "some of them" )

DOCUMENTED( 18, D, "SESSION_INFO_0, 1, 2, 502 pages",
            "session_enum/level {0|1|2|502}, form of the entries",
            "fields.cname", "without backslashes" )
DOCUMENTED( 16, O, "output of tools, published, from Windows Vista on",
            "session_enum/level 10, form of the entries", "fields.cname", "with backslashes" )
DOCUMENTED( 18, D, "MS-SMB2 3.3.5.1",
            "session_enum/level *, form of the entries",
            "fields.client", "an address|a NetBIOS name" )
DOCUMENTED( 19, O, "TWAPI's tests on Windows",
            "session_enum/level *, form of the entries", "fields.username", "without a domain" )
DOCUMENTED( 21, D, "note 28",
            "session_enum/level 502, form of the entries", "fields.transport", "a device" )
DOCUMENTED( 24, O, "output of tools, published",
            "session_enum/own session with \\\\localhost", "fields.client", "this computer" )

/* NetSessionDel */

DOCUMENTED( 28, D, "3.1.4.6",
            "session_del/{|empty client, |client, }no such user", "status", "2312" )
DOCUMENTED( 28, D, "3.1.4.6",
            "session_del/no such client{|, empty user|, user}", "status", "2312" )
DOCUMENTED( 28, D, "3.1.4.6", "session_del/neither client nor user is there", "status", "2312" )
DOCUMENTED( 4, D, "3.1.4.6, and seen by impacket's tests",
            "session_del/client with*", "status", "2312" )
DOCUMENTED( 29, D, "3.1.4.6",
            "session_del/{neither client nor user|empty client and user}", "status", "2312|87" )
DOCUMENTED( 0, D, "NetSessionDel page and 3.1.4.6",
            "session_del/{a session|all of a client|all of a user}", "status", "0" )
DOCUMENTED( 0, D, "NetSessionDel page and 3.1.4.6",
            "session_del/{a session|all of a client|all of a user}: afterwards",
            "fields.session", "gone" )
DOCUMENTED( 28, D, "3.1.4.6",
            "session_del/{a session|all of a client|all of a user}: again", "status", "2312" )

/* Levels */

DOCUMENTED( 7, D, "NetSessionGetInfo page",
            "levels/NetSessionGetInfo level {0|1|2|10}", "status", "0" )
DOCUMENTED( 8, O, "TWAPI's tests on Windows",
            "levels/NetSessionGetInfo level 502", "status", "0" )
DOCUMENTED( 7, D, "NetSessionGetInfo page",
            "levels/NetSessionGetInfo undefined level *", "status", "124" )
DOCUMENTED( 7, D, "3.1.4.5", "levels/NetSessionEnum level *", "status", "0" )
DOCUMENTED( 7, D, "3.1.4.5", "levels/NetSessionEnum undefined level *", "status", "124" )

DOCUMENTED( 26, O, "reports on NetServerGetInfo and net session, weak",
            "levels/without a Server service: NetSessionEnum level *", "status", "2114" )
DOCUMENTED( 25, D, "NetSessionEnum page, notes 52 and 53",
            "levels/without rights: NetSessionEnum level {1|2|502}", "status", "5" )
DOCUMENTED( 25, D, "notes 52 and 53; before Windows 10 1607 and Server 2019 it was 0",
            "levels/without rights: NetSessionEnum level {0|10}", "status", "5|0" )
DOCUMENTED( 25, D, "NetSessionGetInfo page",
            "levels/without rights: NetSessionGetInfo level {1|2}", "status", "5" )
DOCUMENTED( 25, D, "NetSessionDel page, notes 54 and 55",
            "errors/without rights: NetSessionDel, unknown client and {no|unknown} user",
            "status", "5" )

/* Names */

DOCUMENTED( 1, D, "the functions' pages",
            "names/NetSession{GetInfo|Enum}, server "
            "{NULL|computer|\\\\computer|bare|with backslashes}", "status", "0" )
DOCUMENTED( 1, D, "the functions' pages in MSDN of 1998, and TWAPI's tests on Windows",
            "names/NetSession{GetInfo|Enum}, server empty", "status", "0" )

DOCUMENTED( 4, D, "3.1.4.5, weak: nothing says that the backslashes are left out to compare",
            "names/NetSessionEnum, client with two backslashes", "status", "0" )
DOCUMENTED( 4, D, "NetSessionGetInfo page",
            "names/NetSessionGetInfo, client with two backslashes", "status", "0" )
DOCUMENTED( 4, D, "3.1.4.5",
            "names/NetSessionEnum, client {without backslashes|with one backslash|with slashes}",
            "status", "2351" )
DOCUMENTED( 4, D, "3.1.4.5",
            "names/NetSessionEnum, client {one backslash alone|a blank}", "status", "2351" )
DOCUMENTED( 4, D, "NetSessionGetInfo page, 3.1.4.5 and 3.2.4, weak: it is NetrSessionEnum",
            "names/NetSessionGetInfo, client {without backslashes|with one backslash|with slashes}",
            "status", "2351" )
DOCUMENTED( 4, D, "NetSessionGetInfo page, 3.1.4.5 and 3.2.4, weak: it is NetrSessionEnum",
            "names/NetSessionGetInfo, client {one backslash alone|a blank}", "status", "2351" )

DOCUMENTED( 0, D, "the functions' pages",
            "names/NetSession{GetInfo|Enum}, user as it is", "status", "0" )
DOCUMENTED( 5, D, "3.1.4.5",
            "names/NetSession{GetInfo|Enum}, {client|user} of 1,023 characters",
            "status", "2312|2221" )
DOCUMENTED( 5, D, "3.1.4.5",
            "names/NetSessionEnum, {client|user} of {1,024|1,025|70,000} characters",
            "status", "87" )
DOCUMENTED( 5, D, "3.1.4.5 and 3.2.4, weak: it is NetrSessionEnum",
            "names/NetSessionGetInfo, {client|user} of {1,024|1,025|70,000} characters",
            "status", "87" )

/* Errors */

DOCUMENTED( 6, D, "NetSessionGetInfo page, 3.1.4.5",
            "errors/NetSession{GetInfo|Enum}, unknown {client|user}", "status", "2312|2221" )
DOCUMENTED( 4, D, "3.1.4.5",
            "errors/NetSessionEnum, client without backslashes", "status", "2351" )
DOCUMENTED( 4, D, "NetSessionGetInfo page, 3.1.4.5 and 3.2.4, weak: it is NetrSessionEnum",
            "errors/NetSessionGetInfo, client without backslashes", "status", "2351" )
DOCUMENTED( 7, D, "NetSessionGetInfo page, 3.1.4.5",
            "errors/NetSession{GetInfo|Enum}, level 3", "status", "124" )
DOCUMENTED( 5, D, "3.1.4.5", "errors/NetSessionEnum, {client|user} too long", "status", "87" )
DOCUMENTED( 5, D, "3.1.4.5 and 3.2.4, weak: it is NetrSessionEnum",
            "errors/NetSessionGetInfo, {client|user} too long", "status", "87" )
DOCUMENTED( 28, D, "3.1.4.6",
            "errors/NetSessionDel, {unknown client|client without backslashes} and unknown user",
            "status", "2312" )

/* Two errors apply, and 3.1.4.6 says of none that it comes first. */
DOCUMENTED( 5, D, "3.1.4.6",
            "errors/NetSessionDel, unknown client and user too long", "status", "87|2312" )
DOCUMENTED( 5, D, "3.1.4.6",
            "errors/NetSessionDel, client too long and unknown user", "status", "87|2312" )

/* Blocks. NetApiBufferSize's page names only blocks from NetApiBufferAllocate. */

DOCUMENTED( 31, O, "Wine's tests on Windows, of another function's block",
            "buffers/NetSession* level *", "status", "0" )
DOCUMENTED( 31, O, "Wine's tests on Windows, of another function's block, weak",
            "buffers/NetSession* level *", "fields.size", "at least the entries" )
DOCUMENTED( 35, O, "what callers survive; MSDN of 1998: a user name is never NULL",
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
DOCUMENTED( 0, D, "3.1.4.8", "shares/NetShareEnum undefined level *", "status", "124" )
DOCUMENTED( 13, D, "3.1.4.8", "shares/NetShareEnum, past the end, level *", "status", "0" )
DOCUMENTED( 13, D, "3.1.4.8",
            "shares/NetShareEnum, past the end, level *", "fields.entriesread", "0" )
DOCUMENTED( 13, D, "NetShareEnum page", "shares/NetShareEnum, in parts, level *", "status", "0" )
DOCUMENTED( 13, D, "NetShareEnum page",
            "shares/NetShareEnum, in parts, level *", "fields.entries", "all" )
DOCUMENTED( 0, D, "3.1.4.9",
            "shares/NetShareEnumSticky undefined level *", "status", "124" )
DOCUMENTED( 0, D, "NetShareGetInfo page", "shares/NetShareGetInfo level *", "status", "0" )
DOCUMENTED( 0, D, "NetShareGetInfo page", "shares/NetShareGetInfo level *", "out.bufptr", "block" )
DOCUMENTED( 0, D, "SHARE_INFO_1 page",
            "shares/NetShareGetInfo level *", "fields.type", "0x80000003" )
DOCUMENTED( 0, D, "3.1.4.10",
            "shares/NetShareGetInfo undefined level *", "status", "124" )
DOCUMENTED( 0, D, "NetShareGetInfo page",
            "shares/NetShareGetInfo, no such share, level *", "status", "2310" )
DOCUMENTED( 31, O, "Wine's tests on Windows, of another function's block, weak",
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
DOCUMENTED( 0, D, "3.1.4.13", "shares/NetShareDelSticky, no such share", "status", "2310" )
DOCUMENTED( 0, D, "3.1.4.47",
            "shares/NetShareDelEx undefined level *", "status", "124" )
DOCUMENTED( 0, D, "NetShareCheck page", "shares/NetShareCheck, no such device", "status", "2311" )

/* Files and connections */

DOCUMENTED( 0, D, "NetFileEnum page",
            "files/NetFileEnum{| of nobody| of nowhere} level *", "status", "0" )
DOCUMENTED( 0, D, "3.1.4.2",
            "files/NetFileEnum of {nobody|nowhere} level *", "fields.entriesread", "0" )
DOCUMENTED( 0, D, "3.1.4.2", "files/NetFileEnum undefined level *", "status", "124" )
DOCUMENTED( 5, D, "3.1.4.2", "files/NetFileEnum, {path|user} of 1,023 characters", "status", "0" )
DOCUMENTED( 5, D, "3.1.4.2", "files/NetFileEnum, {path|user} of 1,024 characters", "status", "87" )
DOCUMENTED( 14, D, "3.1.4.2, and 0 if no file is open",
            "files/NetFileEnum, prefmaxlen 1, level *", "status", "2123|234|0" )
DOCUMENTED( 14, D, "3.1.4.2",
            "files/NetFileEnum, prefmaxlen 1, level *", "fields.entriesread", "0" )
DOCUMENTED( 25, D, "notes 46 and 47",
            "files/without rights: NetFileEnum level *", "status", "5" )
DOCUMENTED( 25, D, "notes 48 to 51",
            "files/without rights: NetFile{GetInfo, no such file, level 2|GetInfo, no such file, "
            "level 3|Close, no such file}", "status", "5" )
DOCUMENTED( 0, D, "NetFileEnum page", "files/NetFileEnum, in parts, level *", "status", "0" )
DOCUMENTED( 34, D, "NetApiBufferFree page",
            "files/*", "fields.place of the strings", "in the block" )
DOCUMENTED( 0, D, "3.1.4.3 and the NetFileGetInfo page",
            "files/NetFileGetInfo, no such file, level *", "status", "2" )
DOCUMENTED( 0, D, "NetFileGetInfo page",
            "files/NetFileGetInfo undefined level *", "status", "124" )
DOCUMENTED( 0, D, "3.1.4.4 has 2314, the NetFileClose page 2",
            "files/NetFileClose, no such file", "status", "2314|2" )
DOCUMENTED( 0, D, "NetConnectionEnum page",
            "connections/NetConnectionEnum of a share level *", "status", "0" )
DOCUMENTED( 0, D, "NetConnectionEnum page",
            "connections/NetConnectionEnum of a computer level *", "status", "0" )
DOCUMENTED( 0, D, "NetConnectionEnum page",
            "connections/NetConnectionEnum of a * undefined level *", "status", "124" )
DOCUMENTED( 5, D, "3.1.4.1",
            "connections/NetConnectionEnum, {NULL|empty|1,024 characters}", "status", "87" )
DOCUMENTED( 25, D, "notes 44 and 45",
            "connections/without rights: NetConnectionEnum of a share level *", "status", "5" )

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
DOCUMENTED( 0, D, "3.1.4.20",
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
DOCUMENTED( 0, D, "3.1.4.24",
            "transports/NetServerTransportEnum undefined level *", "status", "124" )
DOCUMENTED( 0, D, "NetServerTransportAdd page",
            "transports/NetServerTransportAdd* undefined level *", "status", "124" )
DOCUMENTED( 0, D, "NetWkstaGetInfo page", "wksta/NetWkstaGetInfo level *", "status", "0" )
DOCUMENTED( 0, D, "NetWkstaGetInfo page", "wksta/NetWkstaGetInfo level *", "out.bufptr", "block" )
DOCUMENTED( 0, D, "NetWkstaGetInfo page",
            "wksta/NetWkstaGetInfo undefined level *", "status", "124" )

/* The local computer's connections. The pages of NetUseAdd and so on, and MS-WKST */

DOCUMENTED( 0, D, "MS-WKST 3.2.4.7",
            "uses/NetUseAdd, {text|a path} for the remote name", "status", "87" )
DOCUMENTED( 0, D, "NetUseAdd page",
            "uses/NetUseAdd, {text|a path} for the remote name", "out.parm_err", "2" )
DOCUMENTED( 0, D, "MS-WKST 3.2.4.7",
            "uses/NetUseAdd, an empty remote name", "status", "87" )
DOCUMENTED( 0, D, "MS-WKST 3.2.4.7",
            "uses/NetUseAdd, a drive and USE_{IPC|WILDCARD|SPOOLDEV|CHARDEV}", "status", "87" )
DOCUMENTED( 0, D, "MS-WKST 3.2.4.7",
            "uses/NetUseAdd, a printer and USE_DISKDEV", "status", "87" )
DOCUMENTED( 0, D, "MS-WKST 3.2.4.7",
            "uses/NetUseAdd, a password of 66 characters", "status", "87" )
DOCUMENTED( 0, D, "NetUseAdd page, MS-WKST 3.2.4.7",
            "uses/NetUseAdd undefined level *", "status", "124" )
DOCUMENTED( 0, D, "NetUseDel page, MS-WKST 3.2.4.9",
            "uses/NetUseDel, no such use, force *", "status", "2250" )

/* Two errors apply, and MS-WKST says of none that it comes first. */
DOCUMENTED( 0, D, "MS-WKST 3.2.4.9",
            "uses/NetUseDel, no such use, undefined force *", "status", "124|2250" )
DOCUMENTED( 0, D, "MS-WKST 3.2.4.8",
            "uses/NetUseGetInfo, no such use, undefined level *", "status", "124|2250" )

DOCUMENTED( 0, D, "MS-WKST 3.2.4.8",
            "uses/NetUseGetInfo, no such use, level *", "status", "2250" )
DOCUMENTED( 0, D, "MS-WKST 3.2.4.8 and 3.2.4.9",
            "uses/NetUse{GetInfo|Del}, no such use of a share", "status", "2250" )
DOCUMENTED( 0, D, "MS-WKST 3.2.4.8 and 3.2.4.9",
            "uses/NetUse{GetInfo|Del}, empty name", "status", "87" )
DOCUMENTED( 0, D, "NetUseEnum page", "uses/NetUseEnum level *", "status", "0" )
DOCUMENTED( 0, D, "NetUseEnum page, MS-WKST 3.2.4.10",
            "uses/NetUseEnum undefined level *", "status", "124" )
DOCUMENTED( 0, D, "NetUseEnum page",
            "uses/NetUseEnum without {bufptr|entriesread}", "status", "87" )
DOCUMENTED( 0, D, "the functions' pages", "uses/a remote server: *", "status", "50" )

/* MS-WKST has 87 for a type that is not that of the share. "net use" was seen to print error 66. */
DOCUMENTED( 0, D, "MS-WKST 3.2.4.7; reports of net use, weak",
            "uses/a use: NetUseAdd, USE_DISKDEV", "status", "87|66" )
DOCUMENTED( 0, D, "NetUseAdd page", "uses/a use: NetUseAdd, for force *", "status", "0" )
DOCUMENTED( 0, D, "MS-WKST 3.2.4.8", "uses/a use: NetUseGetInfo level *", "status", "0" )
DOCUMENTED( 0, D, "MS-WKST 3.2.4.8",
            "uses/a use: NetUseGetInfo level *", "fields.remote", "as added" )
DOCUMENTED( 0, D, "MS-WKST 3.2.4.8",
            "uses/a use: NetUseGetInfo level *", "fields.local", "none" )
DOCUMENTED( 0, D, "MS-WKST 3.2.4.8",
            "uses/a use: NetUseGetInfo level *", "fields.password", "NULL" )
DOCUMENTED( 0, D, "MS-WKST 3.2.4.8",
            "uses/a use: NetUseGetInfo level *", "fields.asg_type", "3" )
DOCUMENTED( 0, D, "MS-WKST 3.2.4.8",
            "uses/a use: NetUseGetInfo undefined level *", "status", "124" )
DOCUMENTED( 0, D, "MS-WKST 3.2.4.10", "uses/a use: NetUseEnum level *", "status", "0" )
DOCUMENTED( 0, D, "MS-WKST 3.2.4.10",
            "uses/a use: NetUseEnum level *", "fields.the use", "listed" )
DOCUMENTED( 0, D, "MS-WKST 3.2.4.10", "uses/*", "fields.passwords", "NULL" )
DOCUMENTED( 0, D, "MS-WKST 3.2.4.10", "uses/*", "fields.totalentries", "as entriesread" )
DOCUMENTED( 0, D, "MS-WKST 3.2.4.9",
            "uses/a use: NetUseDel undefined force, *", "status", "124" )
DOCUMENTED( 0, D, "NetUseDel page; 2404 if a file is open",
            "uses/a use: NetUseDel force {0|1}", "status", "0|2404" )
DOCUMENTED( 0, D, "NetUseDel page", "uses/a use: NetUseDel force 2", "status", "0" )
DOCUMENTED( 0, D, "MS-WKST 3.2.4.8", "uses/a use: afterwards, *", "status", "2250" )
DOCUMENTED( 0, D, "MS-WKST 3.2.4.9", "uses/a use: NetUseDel again", "status", "2250" )

/* Names and paths */

DOCUMENTED( 0, D, "3.1.4.29", "paths/I_NetPathType of C:\\a", "fields.type", "0x2006" )
DOCUMENTED( 0, D, "3.1.4.29", "paths/I_NetPathType of C:", "fields.type", "0x4000" )
DOCUMENTED( 0, D, "3.1.4.29", "paths/I_NetPathType of a|b", "status", "123" )
DOCUMENTED( 0, D, "3.1.4.32",
            "paths/I_NetNameValidate, a share's name", "status", "0" )
DOCUMENTED( 0, D, "3.1.4.32",
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

/* prefmaxlen: no entry of a session is so short. */

DOCUMENTED( 12, D, "MS-SRVS NetrSessionEnum and 2.2.2.10",
            "session_enum/level *, prefmaxlen 0x1", "status", "234|2123" )
DOCUMENTED( 12, D, "MS-SRVS NetrSessionEnum and 2.2.2.10",
            "session_enum/level *, prefmaxlen 0x1", "fields.entriesread", "0" )
DOCUMENTED( 12, D, "MS-SRVS 3.1.4.1, 3.1.4.2, 3.1.4.8 and 3.1.4.22",
            "{files|shares|connections|transports}/*, prefmaxlen 1, *",
            "fields.prefmaxlen", "kept" )

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
DOCUMENTED( 0, D, "MS-SRVS 3.1.4.1",
            "connections/NetConnectionEnum of a computer level 0, as level 1",
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

DOCUMENTED( 0, D, "3.1.4", "rpc/opnum *", "status", "50" )
DOCUMENTED( 0, D, "3.1.4.8", "rpc/NetrShareEnum, level 1", "status", "0" )
DOCUMENTED( 0, D, "3.1.4.10", "rpc/NetrShareGetInfo, level *", "status", "0" )
DOCUMENTED( 0, D, "3.1.4.10 and 3.1.4.12",
            "rpc/{NetrShareGetInfo|NetrShareDel}, no such share", "status", "2310" )
DOCUMENTED( 0, D, "3.1.4.3", "rpc/NetrFileGetInfo, no such file", "status", "2" )
DOCUMENTED( 0, D, "3.1.4.4", "rpc/NetrFileClose, no such file", "status", "2314" )

DOCUMENTED( 7, D, "3.1.4.5",
            "rpc/NetrSessionEnum, level *, {no qualifier|client|user|client and user}",
            "status", "0" )
DOCUMENTED( 7, D, "3.1.4.5",
            "rpc/NetrSessionEnum, level *, {no qualifier|client|user|client and user}",
            "fields.entriesread", "some" )
DOCUMENTED( 7, D, "3.1.4.5",
            "rpc/NetrSessionEnum, level *, {no qualifier|client|user|client and user}",
            "fields.totalentries", "as entriesread" )
DOCUMENTED( 3, D, "3.1.4.5",
            "rpc/NetrSessionEnum, level *, {|client and }empty *", "status", "0" )
DOCUMENTED( 3, D, "3.1.4.5",
            "rpc/NetrSessionEnum, level *, {|client and }empty *", "fields.entriesread", "some" )
DOCUMENTED( 3, D, "3.1.4.5",
            "rpc/NetrSessionEnum, level *, {|client and }empty *",
            "fields.totalentries", "as entriesread" )
DOCUMENTED( 18, D, "2.2.4.11 to 2.2.4.15 and the SESSION_INFO_* pages",
            "rpc/NetrSessionEnum, level {0|1|2|502}, {no qualifier|client and user}",
            "fields.cname", "{client}" )
DOCUMENTED( 16, O, "SESSION_INFO_10 page without, output of tools with backslashes",
            "rpc/NetrSessionEnum, level 10, {no qualifier|client and user}",
            "fields.cname", "{client}|\\\\{client}" )
DOCUMENTED( 19, D, "3.1.4.5",
            "rpc/NetrSessionEnum, level *, {no qualifier|client and user}",
            "fields.username", "{user}" )
DOCUMENTED( 23, D, "2.2.4.12 to 2.2.4.15",
            "rpc/NetrSessionEnum, level *, {no qualifier|client and user}",
            "fields.time", "seconds" )
DOCUMENTED( 23, D, "2.2.4.12 to 2.2.4.15",
            "rpc/NetrSessionEnum, level *, {no qualifier|client and user}",
            "fields.idle_time", "seconds" )
DOCUMENTED( 22, D, "MS-SMB2 3.3.4.18, MS-CIFS 3.3.4.14",
            "rpc/NetrSessionEnum, level *, {no qualifier|client and user}",
            "fields.user_flags", "0|0x1" )

DOCUMENTED( 4, D, "3.1.4.5",
            "rpc/NetrSessionEnum, level *, client {without backslashes|with one backslash}",
            "status", "2351" )
DOCUMENTED( 6, D, "3.1.4.5",
            "rpc/NetrSessionEnum, level *, {no such *|client, but no such user|more than the *}",
            "status", "2312|2221" )

DOCUMENTED( 12, D, "3.1.4.5",
            "rpc/NetrSessionEnum, level *, prefmaxlen 0xffffffff*", "status", "0" )
DOCUMENTED( 12, D, "3.1.4.5", "rpc/NetrSessionEnum, level *, prefmaxlen 0xffffffff*",
            "fields.totalentries", "as entriesread" )
DOCUMENTED( 12, D, "3.1.4.5",
            "rpc/NetrSessionEnum, level *, prefmaxlen {0x10000|0x7fffffff|0xfffffffe}*",
            "status", "0|234" )
DOCUMENTED( 12, D, "3.1.4.5: as many as fit",
            "rpc/NetrSessionEnum, level *, prefmaxlen {0x10000|0x7fffffff|0xfffffffe|0xffffffff}*",
            "fields.entriesread", "some" )

/* With a qualifier two MUSTs meet at the end: success without an entry, and 2221 or 2312. */
DOCUMENTED( 13, D, "3.1.4.5",
            "rpc/NetrSessionEnum, level {0|1|2|10|502}, {|client and user, }resume handle 0",
            "status", "0" )
DOCUMENTED( 13, D, "3.1.4.5",
            "rpc/NetrSessionEnum, level {0|1|2|10|502}, {|client and user, }resume handle 0",
            "fields.entriesread", "some" )
DOCUMENTED( 13, D, "3.1.4.5, weak: 4.1 has a handle that is no index",
            "rpc/NetrSessionEnum, level {0|1|2|10|502}, resume handle 0x*", "status", "0" )
DOCUMENTED( 13, D, "3.1.4.5, weak: 4.1 has a handle that is no index",
            "rpc/NetrSessionEnum, level {0|1|2|10|502}, resume handle 0x*",
            "fields.entriesread", "0" )
DOCUMENTED( 13, D, "3.1.4.5, weak: 4.1 has a handle that is no index",
            "rpc/NetrSessionEnum, level {0|1|2|10|502}, resume handle 0x*",
            "fields.totalentries", "0" )
DOCUMENTED( 13, D, "3.1.4.5", "rpc/NetrSessionEnum, level *, in two parts", "status", "0" )
DOCUMENTED( 13, D, "3.1.4.5",
            "rpc/NetrSessionEnum, level *, in two parts", "fields.entries", "all" )

/*
 * MS-SRVS has the server refuse other levels, but most of its unions have no arm for them. By C706
 * a stub from such an IDL raises RPC_S_INVALID_TAG before the server sees the call. 1783 was seen
 * for the union of another method.
 */
DOCUMENTED( 7, O, "3.1.4.1 to 3.1.4.5: 124; C706: 1733; AlphaFS, weak: 1783",
            "rpc/Netr{SessionEnum|ConnectionEnum|FileEnum|FileGetInfo}, undefined level *",
            "status", "124|RPC exception 1733|RPC exception 1783" )

DOCUMENTED( 5, D, "3.1.4.5",
            "rpc/NetrSessionEnum, {client|user} of {256|1022|1023} characters",
            "status", "2312|2221" )
DOCUMENTED( 5, D, "3.1.4.6",
            "rpc/NetrSessionDel, {client|user} of {256|1022|1023} characters", "status", "2312" )
DOCUMENTED( 5, D, "3.1.4.5",
            "rpc/NetrSessionEnum, {client|user} of {1024|1025} characters", "status", "87" )
DOCUMENTED( 5, D, "3.1.4.6, where 2312 applies too",
            "rpc/NetrSessionDel, {client|user} of {1024|1025} characters", "status", "87|2312" )
DOCUMENTED( 0, D, "3.1.4.5", "rpc/NetrSessionEnum, ServerName *", "status", "0" )
DOCUMENTED( 0, D, "3.1.4.5", "rpc/NetrSessionEnum, ServerName *", "fields.entriesread", "some" )

DOCUMENTED( 28, D, "3.1.4.6",
            "rpc/NetrSessionDel, {|empty client, }no such *", "status", "2312" )
DOCUMENTED( 4, D, "3.1.4.6", "rpc/NetrSessionDel, client with*", "status", "2312" )

/* Exports */

DOCUMENTED( 0, O, "MinGW's import library, made from Windows' DLL",
            "exports/{Dav|Ds|Net}*", "status", "0" )
DOCUMENTED( 0, D, "the functions' pages, from Windows 7 on",
            "exports/{srvcli.dll: NetSession|netutils.dll: NetApiBuffer}*", "status", "0" )
