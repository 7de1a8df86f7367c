/*
 * What servers answer
 *
 * Copyright 2026 the netapi32 session project
 *
 * This program is free software: you can redistribute it and/or modify
 * it under the terms of the GNU General Public License as published by
 * the Free Software Foundation, either version 3 of the License, or
 * (at your option) any later version.
 *
 * This program is distributed in the hope that it will be useful,
 * but WITHOUT ANY WARRANTY; without even the implied warranty of
 * MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the
 * GNU General Public License for more details.
 *
 * You should have received a copy of the GNU General Public License
 * along with this program.  If not, see <https://www.gnu.org/licenses/>.
 */

#include <string.h>

#include "answer.h"
#include "smbpipe.h"

/*
 * What netapi32 may be told of a fault. It becomes an exception there, and the filters of
 * exceptions take some for a crash of the program itself. With some of those that are no errors
 * Wine takes strings to come, and reads them.
 */
uint32_t fault_status(uint32_t status)
{
    if (status >> 30 == 1 || status >> 16 == 0x8000) return DCERPC_NCA_S_FAULT_UNSPEC;
    if (status >= 0xc000008c && status <= 0xc0000096) return DCERPC_NCA_S_FAULT_UNSPEC;

    switch (status)
    {
    case 0:
    case 0xc0000005: /* STATUS_ACCESS_VIOLATION */
    case 0xc0000006: /* STATUS_IN_PAGE_ERROR */
    case 0xc000001d: /* STATUS_ILLEGAL_INSTRUCTION */
    case 0xc0000025: /* STATUS_NONCONTINUABLE_EXCEPTION */
    case 0xc0000026: /* STATUS_INVALID_DISPOSITION */
    case 0xc00000aa: /* STATUS_INSTRUCTION_MISALIGNMENT */
    case 0xc00000fd: /* STATUS_STACK_OVERFLOW */
    case 0xc0000194: /* STATUS_POSSIBLE_DEADLOCK */
    case 0xc0000235: /* STATUS_HANDLE_NOT_CLOSABLE */
    case 0xc0000374: /* STATUS_HEAP_CORRUPTION */
    case 0xc0000409: /* STATUS_STACK_BUFFER_OVERRUN */
        return DCERPC_NCA_S_FAULT_UNSPEC;
    case SMBPIPE_NOT_SENT:
        return DCERPC_NCA_S_FAULT_UNSPEC_REJECT; /* the server's own, ours has another meaning */
    default:
        return status;
    }
}
