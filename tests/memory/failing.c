/*
 * smbpipe whose memory runs out when a test demands it
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

/*
 * SMBPIPE_TEST_MEMORY names a file with a struct control. The test changes it while smbpipe runs.
 * Only allocations of the workers count: all of them, or only those for our own code.
 */

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../../programs/smbpipe/private.h"

enum kind { NONE, OURS, ALL };

struct control
{
    uint32_t kind;      /* of the counted allocations */
    uint32_t number;    /* the first that fails, 0 for none */
    uint32_t last;      /* the last that fails */
    uint32_t count;     /* so far */
    uint32_t blocks;    /* of the workers, of all kinds */
};

static struct control nothing, *control = &nothing;
static unsigned int forks;      /* from the first process to this one; workers are the third */
static unsigned int depth;      /* of functions that our own code called */

static void count_fork(void)
{
    forks++;
}

static void __attribute__((constructor)) open_control(void)
{
    const char *path = getenv("SMBPIPE_TEST_MEMORY");
    int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    void *map;

    if (fd == -1) return;
    map = mmap(NULL, sizeof(*control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    if (map == MAP_FAILED) abort();
    control = map;
    pthread_atfork(NULL, NULL, count_fork);
}

/* A sanitizer has its own allocations. */
#ifndef __SANITIZE_ADDRESS__
static bool in_worker(void)
{
    return forks >= 2;
}

static bool no_memory(void)
{
    if (!in_worker() || !(control->kind == ALL || (control->kind == OURS && depth))) return false;
    control->count++;
    if (!control->number || control->count < control->number || control->count > control->last)
        return false;
    errno = ENOMEM;
    return true;
}

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *ptr, size_t size);
extern void __libc_free(void *ptr);

static void *counted(void *ptr)
{
    if (in_worker() && ptr) control->blocks++;
    return ptr;
}

void *malloc(size_t size)
{
    return no_memory() ? NULL : counted(__libc_malloc(size));
}

void *calloc(size_t count, size_t size)
{
    return no_memory() ? NULL : counted(__libc_calloc(count, size));
}

void *realloc(void *ptr, size_t size)
{
    if (no_memory()) return NULL;
    return ptr ? __libc_realloc(ptr, size) : counted(__libc_realloc(NULL, size));
}

void free(void *ptr)
{
    if (in_worker() && ptr) control->blocks--;
    __libc_free(ptr);
}
#endif

/*
 * Allocations during the function are for our own code. The parameters stand there twice, with
 * their types and as arguments.
 */
#define WRAP(type, name, parameters, arguments) \
    extern type __real_##name parameters; \
    extern type __wrap_##name parameters; \
    type __wrap_##name parameters \
    { \
        type ret; \
        depth++; \
        ret = __real_##name arguments; \
        depth--; \
        return ret; \
    }

WRAP(void *, _talloc_zero, (const void *ctx, size_t size, const char *name), (ctx, size, name))
WRAP(char *, talloc_strdup, (const void *ctx, const char *str), (ctx, str))
WRAP(struct tevent_fd *, _tevent_add_fd,
     (struct tevent_context *ev, TALLOC_CTX *mem, int fd, uint16_t flags,
      tevent_fd_handler_t handler, void *data, const char *name, const char *location),
     (ev, mem, fd, flags, handler, data, name, location))
WRAP(struct tevent_timer *, _tevent_add_timer,
     (struct tevent_context *ev, TALLOC_CTX *mem, struct timeval when,
      tevent_timer_handler_t handler, void *data, const char *name, const char *location),
     (ev, mem, when, handler, data, name, location))
WRAP(struct tevent_context *, tevent_context_init, (TALLOC_CTX *mem), (mem))
WRAP(struct cli_credentials *, cli_credentials_init, (TALLOC_CTX *mem), (mem))
WRAP(struct loadparm_context *, loadparm_init_global, (bool load), (load))
WRAP(struct tevent_req *, dcerpc_binding_handle_raw_call_send,
     (TALLOC_CTX *mem, struct tevent_context *ev, struct dcerpc_binding_handle *h,
      const struct GUID *object, uint32_t opnum, uint32_t flags, const uint8_t *data, size_t size),
     (mem, ev, h, object, opnum, flags, data, size))
