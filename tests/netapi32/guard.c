/*
 * Calls of RPC, and the exceptions that they may raise
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

#include "netapi32_test.h"

#define UNWIND_FLAGS 0x66  /* MinGW and Wine have different names for these. */

/*
 * RPC reports its errors as exceptions, and GCC has no __try. This file has the code that another
 * compiler makes for __try: a frame with a handler, which the system finds by its own search.
 *
 * A vectored handler would need no assembly. But it sees every exception first, also those that
 * rpcrt4 raises and catches for itself. If it continues with another context, the system does not
 * unwind the frames in between, and rpcrt4 would keep the connections, the memory and the locks
 * that it releases on its way out. Here the system unwinds these frames as documented, on Windows
 * and Wine alike.
 *
 * guarded_call() is a function of its own in assembly because unwinding must find its caller's
 * registers: in the unwind information on x86_64, and after the frame's entry in the thread's list
 * on i386.
 */

/* The headers of MinGW and of the Wines have this in different places. */
NTSYSAPI void WINAPI RtlUnwind( void *frame, void *target, EXCEPTION_RECORD *record, void *value );

static void DECLSPEC_NORETURN leave( void *frame, EXCEPTION_RECORD *record );

/* An error of RPC ends the call. A crash must stay visible. */
EXCEPTION_DISPOSITION CDECL guard_handler( EXCEPTION_RECORD *record, void *frame,
                                           CONTEXT *context, void *dispatch )
{
    if ((record->ExceptionFlags & UNWIND_FLAGS) ||
        I_RpcExceptionFilter( record->ExceptionCode ) != EXCEPTION_EXECUTE_HANDLER)
        return ExceptionContinueSearch;
    leave( frame, record );
}

#ifdef __x86_64__

extern const char guarded_call_end[];

__asm__( "\t.text\n"
         "\t.globl guarded_call\n"
         "\t.def guarded_call; .scl 2; .type 32; .endef\n"
         "\t.seh_proc guarded_call\n"
         "guarded_call:\n"
         "\tsubq $40, %rsp\n"
         "\t.seh_stackalloc 40\n"
         "\t.seh_endprologue\n"
         "\t.seh_handler guard_handler, @except\n"
         "\tmovq %rcx, %rax\n"
         "\tmovq %rdx, %rcx\n"
         "\tcall *%rax\n"
         "\txorl %eax, %eax\n"
         "guarded_call_end:\n"
         "\taddq $40, %rsp\n"
         "\tret\n"
         "\t.seh_endproc\n" );

static void leave( void *frame, EXCEPTION_RECORD *record )
{
    RtlUnwind( frame, (void *)guarded_call_end, record,
               (void *)(ULONG_PTR)record->ExceptionCode );
    __builtin_unreachable();
}

#else

/* The frame: the thread's list, then the caller's registers. */
__asm__( "\t.text\n"
         "\t.globl _guarded_call\n"
         "_guarded_call:\n"
         "\tpushl %ebp\n"
         "\tpushl %ebx\n"
         "\tpushl %esi\n"
         "\tpushl %edi\n"
         "\tpushl $_guard_handler\n"
         "\tpushl %fs:0\n"
         "\tmovl %esp, %fs:0\n"
         "\tpushl 32(%esp)\n"
         "\tcall *32(%esp)\n"
         "\taddl $4, %esp\n"
         "\txorl %eax, %eax\n"
         "guarded_call_end:\n"
         "\tpopl %fs:0\n"
         "\taddl $4, %esp\n"
         "\tpopl %edi\n"
         "\tpopl %esi\n"
         "\tpopl %ebx\n"
         "\tpopl %ebp\n"
         "\tret\n" );

/*
 * On i386 RtlUnwind() returns to the address after the call, whatever target it gets. Of the
 * registers it keeps only ebp.
 */
void CDECL unwind_to_guard( void *frame, EXCEPTION_RECORD *record, DWORD code );
__asm__( "\t.text\n"
         "\t.globl _unwind_to_guard\n"
         "_unwind_to_guard:\n"
         "\tpushl %ebp\n"
         "\tmovl %esp, %ebp\n"
         "\tpushl $0\n"
         "\tpushl 12(%ebp)\n"
         "\tpushl $1f\n"
         "\tpushl 8(%ebp)\n"
         "\tcall _RtlUnwind@16\n"
         "1:\tmovl 16(%ebp), %eax\n"
         "\tmovl 8(%ebp), %esp\n"
         "\tjmp guarded_call_end\n" );

static void leave( void *frame, EXCEPTION_RECORD *record )
{
    unwind_to_guard( frame, record, record->ExceptionCode );
    __builtin_unreachable();
}

#endif
