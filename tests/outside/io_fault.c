/* Watches what a program writes to its files, and kills it or fills its disk at a chosen call.
 *
 * Loaded by LD_PRELOAD into the program under test; every call goes on to the kernel directly. Linux and glibc only.
 *
 *   IO_FAULT_DIR    only this folder, the files in it and the standard streams count
 *   IO_FAULT_MODE   trace, kill, half or full
 *   IO_FAULT_AT     the call, counted from 1
 *   IO_FAULT_TRACE  trace: the file that every call is written to
 *
 * kill   SIGKILL before the call
 * half   SIGKILL after half of the bytes of a write
 * full   from the call on, whatever needs room on the disk fails with ENOSPC
 * trace  a line for each call, "KIND OFFSET LENGTH PATH", and the bytes of a write after it:
 *        W write, F fsync, T truncate (OFFSET is the new length), U unlink, R rename ("FROM<tab>TO"), C create, S stream
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum mode { OFF, TRACE, KILL, HALF, FULL };
enum verdict { GO_ON, HALVE, NO_ROOM };

static enum mode mode;
static const char *folder;
static long fault_at, calls;
static int trace = -1;

__attribute__((constructor)) static void begin(void)
{
    const char *name = getenv("IO_FAULT_MODE"), *at = getenv("IO_FAULT_AT"), *to = getenv("IO_FAULT_TRACE");
    folder = getenv("IO_FAULT_DIR");
    if (!name || !folder)
        return;
    fault_at = at ? atol(at) : 0;
    if (to)
        trace = syscall(SYS_openat, AT_FDCWD, to, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    mode = !strcmp(name, "trace") ? TRACE : !strcmp(name, "kill") ? KILL : !strcmp(name, "half") ? HALF : FULL;
}

__attribute__((noreturn)) static void die(void)
{
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;)
        pause();
}

static int below(const char *path)
{
    return !strncmp(path, folder, strlen(folder));
}

/* The path of an open file that counts; NULL for sockets, pipes and files elsewhere. */
static const char *counted(int fd, char *path, size_t size)
{
    char link[64];
    ssize_t length;
    if (mode == OFF || fd == trace)
        return NULL;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    length = readlink(link, path, size - 1);
    if (length < 0)
        return NULL;
    path[length] = 0;
    return below(path) ? path : NULL;
}

static void note(char kind, long offset, long length, const char *path, const void *bytes)
{
    char line[8192];
    int written;
    if (mode != TRACE || trace < 0)
        return;
    written = snprintf(line, sizeof line, "%c %ld %ld %s\n", kind, offset, length, path);
    syscall(SYS_write, trace, line, written);
    if (bytes)
        syscall(SYS_write, trace, bytes, length);
}

/* Counts a call and does what is due. `room`: whether the call needs room on the disk. */
static enum verdict due(int room, int bytes)
{
    long call = __sync_add_and_fetch(&calls, 1);
    if (mode == KILL && call == fault_at)
        die();
    if (mode == HALF && call == fault_at) {
        if (!bytes)
            die();
        return HALVE;
    }
    return mode == FULL && call >= fault_at && room ? NO_ROOM : GO_ON;
}

static ssize_t no_room(void)
{
    errno = ENOSPC;
    return -1;
}

ssize_t write(int fd, const void *bytes, size_t length)
{
    char buffer[4096];
    const char *path = fd == 1 || fd == 2 ? "-" : counted(fd, buffer, sizeof buffer);
    int stream = path && *path == '-';
    if (mode == OFF || !path)
        return syscall(SYS_write, fd, bytes, length);
    switch (due(!stream, 1)) {
    case HALVE:
        syscall(SYS_write, fd, bytes, length / 2);
        die();
    case NO_ROOM:
        return no_room();
    case GO_ON:
        break;
    }
    note(stream ? 'S' : 'W', stream ? 0 : lseek(fd, 0, SEEK_CUR), length, path, bytes);
    return syscall(SYS_write, fd, bytes, length);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset)
{
    char buffer[4096];
    const char *path = counted(fd, buffer, sizeof buffer);
    if (!path)
        return syscall(SYS_pwrite64, fd, bytes, length, offset);
    switch (due(1, 1)) {
    case HALVE:
        syscall(SYS_pwrite64, fd, bytes, length / 2, offset);
        die();
    case NO_ROOM:
        return no_room();
    case GO_ON:
        break;
    }
    note('W', offset, length, path, bytes);
    return syscall(SYS_pwrite64, fd, bytes, length, offset);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset)
{
    return pwrite64(fd, bytes, length, offset);
}

/* One by one, so that each of them counts. */
ssize_t writev(int fd, const struct iovec *parts, int count)
{
    char buffer[4096];
    ssize_t all = 0;
    if (fd != 1 && fd != 2 && !counted(fd, buffer, sizeof buffer))
        return syscall(SYS_writev, fd, parts, count);
    for (int at = 0; at < count; at++) {
        ssize_t done = write(fd, parts[at].iov_base, parts[at].iov_len);
        if (done < 0)
            return all ? all : done;
        all += done;
    }
    return all;
}

static int synced(int fd, long call)
{
    char buffer[4096];
    const char *path = counted(fd, buffer, sizeof buffer);
    int result;
    if (!path)
        return syscall(call, fd);
    due(0, 0);
    result = syscall(call, fd);
    note('F', 0, 0, path, NULL);
    return result;
}

int fsync(int fd)
{
    return synced(fd, SYS_fsync);
}

int fdatasync(int fd)
{
    return synced(fd, SYS_fdatasync);
}

int ftruncate64(int fd, off64_t length)
{
    char buffer[4096];
    const char *path = counted(fd, buffer, sizeof buffer);
    struct stat now;
    if (!path)
        return syscall(SYS_ftruncate, fd, length);
    if (due(!fstat(fd, &now) && length > now.st_size, 0) == NO_ROOM)
        return no_room();
    note('T', length, 0, path, NULL);
    return syscall(SYS_ftruncate, fd, length);
}

int ftruncate(int fd, off_t length)
{
    return ftruncate64(fd, length);
}

int unlinkat(int at, const char *path, int flags)
{
    if (mode != OFF && below(path)) {
        due(0, 0);
        note('U', 0, 0, path, NULL);
    }
    return syscall(SYS_unlinkat, at, path, flags);
}

int unlink(const char *path)
{
    return unlinkat(AT_FDCWD, path, 0);
}

int renameat2(int from_at, const char *from, int to_at, const char *to, unsigned flags)
{
    char both[8192];
    if (mode != OFF && below(to)) {
        if (due(1, 0) == NO_ROOM)
            return no_room();
        snprintf(both, sizeof both, "%s\t%s", from, to);
        note('R', 0, 0, both, NULL);
    }
    return syscall(SYS_renameat2, from_at, from, to_at, to, flags);
}

int rename(const char *from, const char *to)
{
    return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0);
}

int renameat(int from_at, const char *from, int to_at, const char *to)
{
    return renameat2(from_at, from, to_at, to, 0);
}

int mkdir(const char *path, mode_t permissions)
{
    if (mode != OFF && below(path) && due(1, 0) == NO_ROOM)
        return no_room();
    return syscall(SYS_mkdirat, AT_FDCWD, path, permissions);
}

/* Opening counts where it makes a file. */
static int opened(int at, const char *path, int flags, mode_t permissions)
{
    if (mode != OFF && flags & O_CREAT && below(path) && syscall(SYS_faccessat, AT_FDCWD, path, F_OK)) {
        if (due(1, 0) == NO_ROOM)
            return no_room();
        note('C', 0, 0, path, NULL);
    }
    return syscall(SYS_openat, at, path, flags, permissions);
}

#define PERMISSIONS(last) \
    mode_t permissions = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { \
        va_list rest; \
        va_start(rest, last); \
        permissions = va_arg(rest, mode_t); \
        va_end(rest); \
    }

int open64(const char *path, int flags, ...)
{
    PERMISSIONS(flags)
    return opened(AT_FDCWD, path, flags, permissions);
}

int open(const char *path, int flags, ...)
{
    PERMISSIONS(flags)
    return opened(AT_FDCWD, path, flags, permissions);
}

int openat64(int at, const char *path, int flags, ...)
{
    PERMISSIONS(flags)
    return opened(at, path, flags, permissions);
}

int openat(int at, const char *path, int flags, ...)
{
    PERMISSIONS(flags)
    return opened(at, path, flags, permissions);
}
