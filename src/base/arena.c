/* SPDX-License-Identifier: EUPL-1.2 */
/* Bump allocator: a chain of chunks, the newest ones larger. */
#include <assert.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/internal.h"

#if WZ_ASAN
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(address, size)   ((void)(address), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#endif

#define CHUNK_FIRST   ((size_t)16 << 10)
#define CHUNK_LARGEST ((size_t)1 << 20)
#define CHUNK_MAPPED  ((size_t)128 << 10) /* and larger ones come from the system and go back to it */
#define ALIGN_LARGEST _Alignof(max_align_t)

typedef struct chunk chunk;
struct chunk {
    chunk *next;
    size_t cap;
    size_t used;
    size_t dirty; /* bytes from here on were never handed out, and are zero */
    _Alignas(16) unsigned char data[];
};

struct wz_arena {
    wz_oom_fn *oom;
    chunk *first;
    chunk *current; /* chunks after it are empty, kept by a reset */
    size_t next_cap;
};

_Noreturn void wz_base_out_of_memory(void)
{
    static const char text[] = "wegwijzer: onvoldoende geheugen / out of memory\n";
    static atomic_flag said = ATOMIC_FLAG_INIT; /* threads run out together: one says so and ends all */
    while (atomic_flag_test_and_set(&said))
        pause();
    ssize_t ignored = write(STDERR_FILENO, text, sizeof text - 1);
    (void)ignored;
    _Exit(3);
}

static _Noreturn void give_up(wz_oom_fn *oom)
{
    if (oom != NULL)
        oom();
    wz_base_out_of_memory();
}

_Noreturn void wz_arena_exhausted(wz_arena *arena)
{
    give_up(arena != NULL ? arena->oom : NULL);
}

wz_arena *wz_arena_new(wz_oom_fn *oom)
{
    wz_arena *arena = calloc(1, sizeof *arena);
    if (arena == NULL)
        give_up(oom);
    arena->oom = oom;
    arena->next_cap = CHUNK_FIRST;
    return arena;
}

/* Empties a chunk from at on. */
static void chunk_cut(chunk *c, size_t at)
{
    if (c->used > c->dirty)
        c->dirty = c->used;
    c->used = at;
    ASAN_POISON_MEMORY_REGION(c->data + at, c->cap - at);
}

void wz_arena_reset(wz_arena *arena)
{
    for (chunk *c = arena->first; c != NULL; c = c->next)
        chunk_cut(c, 0);
    arena->current = arena->first;
}

wz_arena_mark wz_arena_here(const wz_arena *arena)
{
    return (wz_arena_mark){arena->current, arena->current != NULL ? arena->current->used : 0};
}

void wz_arena_rewind(wz_arena *arena, wz_arena_mark here)
{
    chunk *first = here.chunk != NULL ? here.chunk : arena->first;
    for (chunk *c = first; c != NULL && c != arena->current; c = c->next)
        chunk_cut(c, c == first ? here.used : 0);
    if (arena->current != NULL)
        chunk_cut(arena->current, arena->current == first ? here.used : 0);
    arena->current = first;
}

/* What a thread frees, malloc keeps for that thread: of a large catalogue a seventh of all memory. The leak checker looks only in
 * what malloc gave. */
static bool is_mapped(size_t cap)
{
    return cap >= CHUNK_MAPPED && !WZ_ASAN;
}

static chunk *chunk_make(size_t cap)
{
    size_t size = sizeof(chunk) + cap;
    if (!is_mapped(cap)) {
        /* Most arenas are small and live for one text or page: what they hand out is all that is zeroed. */
        chunk *c = malloc(size);
        if (c != NULL)
            *c = (chunk){.dirty = cap};
        return c;
    }
    void *made = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return made == MAP_FAILED ? NULL : made;
}

void wz_arena_free(wz_arena *arena)
{
    if (arena == NULL)
        return;
    for (chunk *c = arena->first, *next; c != NULL; c = next) {
        next = c->next;
        ASAN_UNPOISON_MEMORY_REGION(c->data, c->cap);
        if (is_mapped(c->cap))
            munmap(c, sizeof(chunk) + c->cap);
        else
            free(c);
    }
    free(arena);
}

/* A chunk with room for at least need bytes, after the current one. */
static chunk *chunk_new(wz_arena *arena, size_t need)
{
    size_t cap = arena->next_cap;
    if (need > cap)
        cap = need;
    else if (arena->next_cap < CHUNK_LARGEST)
        arena->next_cap *= 2;
    if (cap > SIZE_MAX - sizeof(chunk))
        give_up(arena->oom);
    chunk *c = chunk_make(cap);
    if (c == NULL)
        give_up(arena->oom);
    c->cap = cap;
    ASAN_POISON_MEMORY_REGION(c->data, c->cap);
    if (arena->current == NULL) {
        c->next = arena->first;
        arena->first = c;
    } else {
        c->next = arena->current->next;
        arena->current->next = c;
    }
    return c;
}

/* The chunk that the next object of need bytes comes from. */
static chunk *chunk_for(wz_arena *arena, size_t need)
{
    chunk *current = arena->current;
    if (current != NULL && current->next != NULL && need <= current->next->cap)
        return arena->current = current->next;
    chunk *c = chunk_new(arena, need);
    /* A large object gets a chunk of its own and small ones keep filling the current chunk; the new chunk counts as
     * full because chunks after the current one must be empty, so it is moved in front. */
    if (current != NULL && need > CHUNK_LARGEST / 4 && current->cap - current->used > need / 16) {
        current->next = c->next;
        c->next = arena->first;
        arena->first = c;
        return c;
    }
    return arena->current = c;
}

void *wz_arena_alloc(wz_arena *arena, size_t size, ptrdiff_t count)
{
    assert(count >= 0);
    size_t bytes;
    if (count < 0 || __builtin_mul_overflow(size, (size_t)count, &bytes) || bytes > PTRDIFF_MAX - 2 * ALIGN_LARGEST)
        give_up(arena->oom);
    /* The size of a type is a multiple of its alignment, so the lowest bit of size is alignment enough. */
    size_t align = size & (~size + 1);
    if (align > ALIGN_LARGEST || align == 0)
        align = ALIGN_LARGEST;
    size_t need = bytes;
#if WZ_ASAN
    if (align < 8)
        align = 8; /* one byte of shadow stands for eight */
    need += 8;     /* never handed out: stays poisoned */
#endif
    chunk *c = arena->current;
    size_t at = 0;
    if (c != NULL)
        at = (c->used + align - 1) & ~(align - 1);
    if (c == NULL || at > c->cap || need > c->cap - at) {
        c = chunk_for(arena, need > 0 ? need : 1);
        at = 0;
    }
    c->used = at + need;
    unsigned char *object = c->data + at;
    ASAN_UNPOISON_MEMORY_REGION(object, bytes);
    if (at < c->dirty)
        memset(object, 0, c->dirty - at < bytes ? c->dirty - at : bytes);
    return object;
}

void *wz_arena_move(wz_arena *arena, const void *items, size_t size, ptrdiff_t count, ptrdiff_t cap)
{
    void *more = wz_arena_alloc(arena, size, cap);
    if (count > 0)
        memcpy(more, items, size * (size_t)count);
    return more;
}
