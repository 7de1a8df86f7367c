/*
 * The part of libdcerpc below smbpipe's worker, for tests that are the server themselves
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

#ifndef __FAKE_DCERPC_H
#define __FAKE_DCERPC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../../programs/smbpipe/private.h"

/* What the server answers; receiving it gives the data away. */
struct fake_call
{
    NTSTATUS status;
    uint8_t *data;          /* of the call */
    size_t size;
    uint32_t flags;
    uint8_t *busy;           /* whether the pipe carries a call */
};

extern bool fake_lost;      /* libdcerpc knows that the connection has ended */

/* Of the test: a call has come. Whether it is answered; otherwise tevent_req_done() follows. */
extern bool fake_serve(struct tevent_context *ev, struct tevent_req *req, uint32_t opnum,
                       const uint8_t *data, size_t size);

struct dcerpc_pipe *fake_pipe(TALLOC_CTX *mem);

#endif /* __FAKE_DCERPC_H */
