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

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "fifos.h"
#include "message.h"
#include "smbpipe.h"

/* Where wineserver has its socket, too */
#define PARENT "/tmp"

#define PREFIX "smbpipe-"
#define DIGITS 16

/* In seconds. netapi32 opens the FIFOs as soon as it knows of them. */
#define LEFT_BEHIND 3600

/* Nobody can tell it before, and have something of theirs there. */
bool fifos_name(char folder[FIFOS_NAME])
{
    uint64_t number;

    if (getrandom(&number, sizeof(number), 0) != sizeof(number)) return false;
    snprintf(folder, FIFOS_NAME, PARENT "/" PREFIX "%0*" PRIx64, DIGITS, number);
    return true;
}

/* Where others may write it takes a sticky bit for them to leave alone what is ours. */
static const char *parent_problem(void)
{
    struct stat info;

    if (stat(PARENT, &info)) return strerror(errno);
    if (!(info.st_mode & (S_IWGRP | S_IWOTH)) || info.st_mode & S_ISVTX) return NULL;
    return "other users can rename what is in it; as root, chmod +t " PARENT;
}

/* Not every file system has owners and modes. */
static const char *folder_problem(int folder)
{
    struct stat info;

    if (fstat(folder, &info)) return strerror(errno);
    if (info.st_uid == geteuid() && !(info.st_mode & (S_IRWXG | S_IRWXO))) return NULL;
    return "a new folder in it is open to other users";
}

static int make_fifo(int folder, const char *name, int flags)
{
    if (mkfifoat(folder, name, 0600)) return -1;
    return openat(folder, name, flags | O_NONBLOCK | O_CLOEXEC);
}

/* Nobody has the other ends yet; without a reader answers can be opened by who reads too, only. */
static const char *make_fifos(struct fifos *fifos, int folder)
{
    const char *problem = folder_problem(folder);

    if (problem) return problem;
    if ((fifos->requests = make_fifo(folder, SMBPIPE_REQUESTS, O_RDONLY)) == -1 ||
        (fifos->answers = make_fifo(folder, SMBPIPE_ANSWERS, O_RDWR)) == -1)
        return strerror(errno);
    return NULL;
}

/* A signal can have it removed from the moment in which it is made. */
static const char *make_folder(struct fifos *fifos, const char *name)
{
    const char *problem = parent_problem();
    int folder;

    if (problem) return problem;
    strcpy(fifos->folder, name);
    if (mkdir(name, 0700))
    {
        fifos->folder[0] = 0;
        return strerror(errno);
    }
    if ((folder = open(name, O_PATH | O_DIRECTORY | O_CLOEXEC)) == -1) return strerror(errno);
    problem = make_fifos(fifos, folder);
    close(folder);
    return problem;
}

/* Only this user can open, rename or remove what is made, and can so whatever the mask is. */
bool fifos_make(struct fifos *fifos, const char folder[FIFOS_NAME])
{
    mode_t mask = umask(077);
    const char *problem = make_folder(fifos, folder);

    umask(mask);
    if (!problem) return true;
    message("can't make FIFOs in " PARENT ", where wineserver has its socket, too: %s", problem);
    fifos_remove(fifos->folder);
    return false;
}

static void remove_fifo(const char *folder, const char *name)
{
    char path[FIFOS_NAME + 16];

    strcpy(path, folder);
    strcat(path, "/");
    strcat(path, name);
    unlink(path);
}

/* A link of somebody else, where the name is free, leads to files that are not ours to remove. */
static bool is_our_folder(const char *path)
{
    struct stat info;

    return !lstat(path, &info) && S_ISDIR(info.st_mode) && info.st_uid == geteuid();
}

/*
 * The ends that are open stay so. It takes no descriptor, for there may be none left, and nothing
 * that a signal handler may not do.
 */
void fifos_remove(char folder[FIFOS_NAME])
{
    if (folder[0] && is_our_folder(folder))
    {
        remove_fifo(folder, SMBPIPE_REQUESTS);
        remove_fifo(folder, SMBPIPE_ANSWERS);
        rmdir(folder);
    }
    folder[0] = 0;
}

static bool is_old(const char *path)
{
    struct stat info;

    return !lstat(path, &info) && info.st_mtime < time(NULL) - LEFT_BEHIND;
}

static bool is_name(const char *name)
{
    const size_t size = strlen(PREFIX);

    return !strncmp(name, PREFIX, size) && strlen(name) == size + DIGITS &&
           strspn(name + size, "0123456789abcdef") == DIGITS;
}

/* Where all processes of an smbpipe were killed at once there was none to remove its folders. */
void fifos_sweep(void)
{
    DIR *parent = opendir(PARENT);
    char folder[FIFOS_NAME];
    struct dirent *entry;

    while (parent && (entry = readdir(parent)))
    {
        if (!is_name(entry->d_name)) continue;
        snprintf(folder, sizeof(folder), PARENT "/" PREFIX "%.*s", DIGITS,
                 entry->d_name + strlen(PREFIX));
        if (is_old(folder)) fifos_remove(folder);
    }
    if (parent) closedir(parent);
}
