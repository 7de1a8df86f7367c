/*
 * Calls in which RPC may raise an exception
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

#include "client.h"

#undef USE_COMPILER_EXCEPTIONS
#include "wine/exception.h"

/*
 * guarded_call() returns 0, or the exception that RPC raised. We report errors of RPC, but must not
 * hide a crash.
 *
 * GCC has no __try. The handlers that wine/exception.h links into the TEB work on i386, but on
 * x86_64 nobody except Wine walks them. So this is the code that a compiler with __try would make,
 * for Windows and Wine alike. The filter leaves the exception code in the frame, because Wine 8.0
 * doesn't pass it on in rax as Windows does.
 */

/* RaiseException() raises from kernelbase.dll, the processor from the code that crashed. */
static BOOL is_raised( const EXCEPTION_RECORD *record )
{
    const DWORD flags = GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS |
                        GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT;
    HMODULE module;

    return GetModuleHandleExW( flags, record->ExceptionAddress, &module ) &&
           module == GetModuleHandleW( L"kernelbase.dll" );
}

/* RPC raises the status of a fault unchanged. If it means a crash, the server has crashed. */
static LONG filter_exception( const EXCEPTION_RECORD *record )
{
    return is_raised( record ) ? EXCEPTION_EXECUTE_HANDLER
                               : I_RpcExceptionFilter( record->ExceptionCode );
}

DWORD caught_status( DWORD code )
{
    return I_RpcExceptionFilter( code ) == EXCEPTION_EXECUTE_HANDLER ? code : RPC_S_CALL_FAILED;
}

#ifdef __x86_64__
LONG CALLBACK rpc_filter( EXCEPTION_POINTERS *ptrs, void *frame )
{
    *(DWORD *)((char *)frame + 32) = caught_status( ptrs->ExceptionRecord->ExceptionCode );
    return filter_exception( ptrs->ExceptionRecord );
}

__asm__( "\t.text\n"
         "\t.p2align 4\n"
         "\t.globl guarded_call\n"
         "\t.def guarded_call; .scl 2; .type 32; .endef\n"
         "\t.seh_proc guarded_call\n"
         "guarded_call:\n"
         "\tsubq $40, %rsp\n"
         "\t.seh_stackalloc 40\n"
         "\t.seh_endprologue\n"
         "\t.seh_handler __C_specific_handler, @except\n"
         "\t.seh_handlerdata\n"
         "\t.long 1\n"
         "\t.rva .Lguarded_begin, .Lguarded_end, rpc_filter, .Lguarded_leave\n"
         "\t.text\n"
         "\tmovl $0, 32(%rsp)\n"
         "\tmovq %rcx, %rax\n"
         "\tmovq %rdx, %rcx\n"
         ".Lguarded_begin:\n"
         "\tcall *%rax\n"
         "\tnop\n"
         ".Lguarded_end:\n"
         ".Lguarded_leave:\n"
         "\tmovl 32(%rsp), %eax\n"
         "\taddq $40, %rsp\n"
         "\tret\n"
         "\t.seh_endproc\n" );
#else
static LONG CALLBACK rpc_filter( EXCEPTION_POINTERS *ptrs )
{
    return filter_exception( ptrs->ExceptionRecord );
}

DWORD CDECL guarded_call( guarded_proc proc, void *arg )
{
    DWORD status = 0;

    __TRY
    {
        proc( arg );
    }
    __EXCEPT( rpc_filter )
    {
        status = caught_status( GetExceptionCode() );
    }
    __ENDTRY
    return status;
}
#endif

struct limit
{
    HANDLE thread, timer;
    BOOL   passed;
};

/* If a program has ended the thread, nobody else deletes the timer. */
static void CALLBACK cancel_call( void *arg, BOOLEAN fired )
{
    struct limit *limit = arg;

    if (WaitForSingleObject( limit->thread, 0 ))
    {
        limit->passed = TRUE;
        RpcCancelThread( limit->thread );
    }
    else DeleteTimerQueueTimer( NULL, limit->timer, NULL );
}

/*
 * Gives up a call after so many seconds, with STATUS_IO_TIMEOUT. rpcrt4 notices a cancel only while
 * it waits to read from a pipe, so the timer cancels again and again. The timer's data isn't on the
 * thread's stack, since a program can end the thread.
 */
#define CANCEL_PERIOD 100   /* milliseconds */

DWORD limited_call( guarded_proc proc, void *arg, DWORD seconds )
{
    HANDLE process = GetCurrentProcess();
    struct limit *limit = heap_alloc( sizeof(*limit) );
    DWORD status;

    if (!limit) return RPC_S_OUT_OF_MEMORY;
    memset( limit, 0, sizeof(*limit) );
    if (DuplicateHandle( process, GetCurrentThread(), process, &limit->thread, 0, FALSE,
                         DUPLICATE_SAME_ACCESS ))
        CreateTimerQueueTimer( &limit->timer, NULL, cancel_call, limit, seconds * 1000,
                               CANCEL_PERIOD, 0 );
    status = guarded_call( proc, arg );
    if (limit->timer) DeleteTimerQueueTimer( NULL, limit->timer, INVALID_HANDLE_VALUE );
    if (limit->thread) CloseHandle( limit->thread );
    if (status && limit->passed) status = STATUS_IO_TIMEOUT;
    heap_free( limit );
    return status;
}
