/*
 * The FIFOs that calls come and go by
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

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fifos.h"
#include "message.h"

/* Where wineserver has its socket, too. Nobody else may rename or remove there what is ours. */
#define FOLDER "/tmp/smbpipe-XXXXXX"

static int make_fifo(int folder, const char *name, int flags)
{
    if (folder == -1 || mkfifoat(folder, name, 0600)) return -1;
    return openat(folder, name, flags | O_NONBLOCK | O_CLOEXEC);
}

/*
 * Only this user can open what is in the folder. Nobody has the other ends yet; without a reader
 * answers can be opened by who reads too, only.
 */
bool fifos_make(struct fifos *fifos)
{
    char path[] = FOLDER;
    int folder;

    if (mkdtemp(path)) strcpy(fifos->folder, path);
    folder = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    fifos->requests = make_fifo(folder, SMBPIPE_REQUESTS, O_RDONLY);
    fifos->answers = make_fifo(folder, SMBPIPE_ANSWERS, O_RDWR);
    if (folder != -1) close(folder);
    if (fifos->requests != -1 && fifos->answers != -1) return true;
    message("can't make FIFOs in /tmp, where wineserver has its socket, too: %s", strerror(errno));
    fifos_remove(fifos);
    return false;
}

/* The ends that are open stay so. */
void fifos_remove(struct fifos *fifos)
{
    int folder;

    if (!fifos->folder[0]) return;
    if ((folder = open(fifos->folder, O_PATH | O_DIRECTORY | O_CLOEXEC)) != -1)
    {
        unlinkat(folder, SMBPIPE_REQUESTS, 0);
        unlinkat(folder, SMBPIPE_ANSWERS, 0);
        close(folder);
    }
    rmdir(fifos->folder);
    fifos->folder[0] = 0;
}
