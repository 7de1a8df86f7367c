/*
 * Samba's binding handle with functions that let the test answer
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

#include "fake_dcerpc.h"

bool fake_lost;

static bool is_connected(struct dcerpc_binding_handle *handle)
{
    return !fake_lost;
}

static uint32_t set_timeout(struct dcerpc_binding_handle *handle, uint32_t timeout)
{
    return timeout;
}

static struct tevent_req *send_call(TALLOC_CTX *mem, struct tevent_context *ev,
                                    struct dcerpc_binding_handle *handle, const struct GUID *object,
                                    uint32_t opnum, uint32_t flags, const uint8_t *data,
                                    size_t size)
{
    struct tevent_req *req;
    struct fake_call *call;

    if (!(req = tevent_req_create(mem, &call, struct fake_call))) abort();
    call->busy = dcerpc_binding_handle_data(handle, uint8_t);
    if (*call->busy) abort();       /* a pipe carries one call at a time */
    *call->busy = true;
    if (!fake_serve(ev, req, opnum, data, size)) return req;
    tevent_req_done(req);
    return tevent_req_post(req, ev);
}

static NTSTATUS receive_call(struct tevent_req *req, TALLOC_CTX *mem, uint8_t **data, size_t *size,
                             uint32_t *flags)
{
    struct fake_call *call = tevent_req_data(req, struct fake_call);
    NTSTATUS status = call->status;

    *data = NT_STATUS_IS_OK(status) ? talloc_move(mem, &call->data) : NULL;
    *size = NT_STATUS_IS_OK(status) ? call->size : 0;
    *flags = call->flags;
    *call->busy = false;
    tevent_req_received(req);
    return status;
}

static const struct dcerpc_binding_handle_ops fake_ops =
{
    .name = "fake",
    .is_connected = is_connected,
    .set_timeout = set_timeout,
    .raw_call_send = send_call,
    .raw_call_recv = receive_call
};

struct dcerpc_pipe *fake_pipe(TALLOC_CTX *mem)
{
    struct dcerpc_pipe *pipe = talloc_zero(mem, struct dcerpc_pipe);
    uint8_t *busy;

    pipe->conn = talloc_zero(pipe, struct dcecli_connection);
    pipe->binding_handle = dcerpc_binding_handle_create(pipe, &fake_ops, NULL, NULL, &busy, uint8_t,
                                                        __location__);
    *busy = false;
    return pipe;
}
