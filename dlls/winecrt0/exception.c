/*
 * What __TRY and __EXCEPT of wine/exception.h refer to, on i386
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
 *
 * On x86_64 Windows knows nothing of handlers that are linked into the TEB, so there is nothing
 * here and __TRY fails to link.
 */

#ifdef __i386__

#include <stdarg.h>
#include "windef.h"
#include "winbase.h"
#include "wine/exception.h"

/* The names in Wine 8.0's winnt.h */
#ifndef EXCEPTION_UNWINDING
#define EXCEPTION_UNWINDING   EH_UNWINDING
#define EXCEPTION_EXIT_UNWIND EH_EXIT_UNWIND
#define EXCEPTION_NESTED_CALL EH_NESTED_CALL
#endif

/* buf->reg is ebp, ebx, esi, edi, then esp and eip behind the call. */
__asm__( "\t.text\n"
         "\t.p2align 4\n"
         "\t.globl ___wine_setjmpex\n"
         "___wine_setjmpex:\n"
         "\tmovl 4(%esp), %ecx\n"
         "\tmovl %ebp, (%ecx)\n"
         "\tmovl %ebx, 4(%ecx)\n"
         "\tmovl %esi, 8(%ecx)\n"
         "\tmovl %edi, 12(%ecx)\n"
         "\tleal 4(%esp), %eax\n"
         "\tmovl %eax, 16(%ecx)\n"
         "\tmovl (%esp), %eax\n"
         "\tmovl %eax, 20(%ecx)\n"
         "\txorl %eax, %eax\n"
         "\tret\n" );

/*
 * Ends all calls that were made inside of the frame, takes the frame out of the list of handlers,
 * and goes on where __wine_setjmpex() was called. RtlUnwind() leaves no register but esp as it was.
 */
void DECLSPEC_NORETURN __cdecl unwind_to_frame( EXCEPTION_REGISTRATION_RECORD *frame,
                                                EXCEPTION_RECORD *record, __wine_jmp_buf *buf );

__asm__( "\t.p2align 4\n"
         "_unwind_to_frame:\n"
         "\tpushl %ebp\n"
         "\tmovl %esp, %ebp\n"
         "\tpushl %ebp\n"
         "\tpushl $0\n"
         "\tpushl 12(%ebp)\n"
         "\tpushl $.Lunwound\n"
         "\tpushl 8(%ebp)\n"
         "\tcall _RtlUnwind@16\n"
         ".Lunwound:\n"
         "\tpopl %ebp\n"
         "\tmovl 8(%ebp), %eax\n"
         "\tmovl (%eax), %eax\n"
         "\tmovl %eax, %fs:0\n"
         "\tmovl 16(%ebp), %ecx\n"
         "\tmovl (%ecx), %ebp\n"
         "\tmovl 4(%ecx), %ebx\n"
         "\tmovl 8(%ecx), %esi\n"
         "\tmovl 12(%ecx), %edi\n"
         "\tmovl 16(%ecx), %esp\n"
         "\tmovl $1, %eax\n"
         "\tjmp *20(%ecx)\n" );

DWORD __cdecl __wine_exception_handler( EXCEPTION_RECORD *record,
                                        EXCEPTION_REGISTRATION_RECORD *frame, CONTEXT *context,
                                        EXCEPTION_REGISTRATION_RECORD **dispatcher )
{
    EXCEPTION_POINTERS ptrs = { record, context };
    __WINE_FRAME *try_frame = CONTAINING_RECORD( frame, __WINE_FRAME, frame );

    if (record->ExceptionFlags &
        (EXCEPTION_UNWINDING | EXCEPTION_EXIT_UNWIND | EXCEPTION_NESTED_CALL))
        return ExceptionContinueSearch;

    switch (try_frame->u.filter( &ptrs ))
    {
    case EXCEPTION_CONTINUE_SEARCH:
        return ExceptionContinueSearch;
    case EXCEPTION_CONTINUE_EXECUTION:
        return ExceptionContinueExecution;
    default:
        /* GetExceptionCode() looks for ExceptionRecord->ExceptionCode. */
        try_frame->ExceptionCode = record->ExceptionCode;
        try_frame->ExceptionRecord = try_frame;
        unwind_to_frame( frame, record, &try_frame->jmp );
    }
}

#endif  /* __i386__ */
