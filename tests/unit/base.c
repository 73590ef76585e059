/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/unit/base.c - memory, strings, buffers, maps, the pool. */
#include "test.h"

#include "wegwijzer/base.h"

#include <setjmp.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* clang and gcc tell differently that AddressSanitizer is on. */
#if defined(__SANITIZE_ADDRESS__)
#define ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ASAN 1
#endif
#endif
#ifdef ASAN
#include <sanitizer/asan_interface.h>
#endif

static void assert_str(wz_str s, const char *expected)
{
    assert_int_equal(s.len, strlen(expected));
    if (s.len > 0)
        assert_memory_equal(s.ptr, expected, (size_t)s.len);
}

static void the_example_of_the_header_works(void **state)
{
    (void)state;
    wz_arena *arena = wz_arena_new(NULL);
    wz_str name = wz_str_trim(WZ_STR("  raadslid "));
    char *copy = wz_new(arena, char, name.len + 1); // zeroed
    memcpy(copy, name.ptr, (size_t)name.len);
    assert_string_equal(copy, "raadslid");
    wz_arena_free(arena); // frees copy as well
}

static void an_arena_gives_zeroed_and_aligned_objects_also_after_a_reset(void **state)
{
    (void)state;
    wz_arena *arena = wz_arena_new(NULL);
    for (int round = 0; round < 3; round++) {
        for (int i = 1; i < 2000; i++) {
            unsigned char *bytes = wz_new(arena, unsigned char, i % 97);
            for (int j = 0; j < i % 97; j++)
                assert_int_equal(bytes[j], 0);
            memset(bytes, 0xAA, (size_t)(i % 97));
            max_align_t *aligned = wz_new(arena, max_align_t, 1);
            assert_int_equal((uintptr_t)aligned % _Alignof(max_align_t), 0);
            uint64_t *word = wz_new(arena, uint64_t, 1);
            assert_int_equal((uintptr_t)word % _Alignof(uint64_t), 0);
            assert_int_equal(*word, 0);
            *word = UINT64_MAX;
        }
        wz_arena_reset(arena);
    }
    wz_arena_free(arena);
}

static void an_arena_takes_objects_larger_than_its_chunks_and_goes_on_with_small_ones(void **state)
{
    (void)state;
    wz_arena *arena = wz_arena_new(NULL);
    for (int round = 0; round < 2; round++) {
        char *small = wz_new(arena, char, 10);
        char *large = wz_new(arena, char, 5 << 20);
        char *after = wz_new(arena, char, 10);
        assert_int_equal(large[0], 0);
        assert_int_equal(large[(5 << 20) - 1], 0);
        memset(large, 1, 5 << 20);
        memset(small, 2, 10);
        memset(after, 3, 10);
        assert_int_equal(large[5], 1);
        assert_int_equal(small[9], 2);
        wz_arena_reset(arena);
    }
    wz_arena_free(arena);
    wz_arena_free(NULL);
}

static void an_arena_goes_back_to_where_it_was(void **state)
{
    (void)state;
    wz_arena *arena = wz_arena_new(NULL);
    wz_arena_rewind(arena, wz_arena_here(arena)); /* also one that never held anything */
    wz_arena_mark empty = wz_arena_here(arena);
    for (int round = 0; round < 3; round++) {
        char *kept = memset(wz_new(arena, char, 100), 4, 100);
        wz_arena_mark here = wz_arena_here(arena);
        char *first = memset(wz_new(arena, char, 24), 5, 24);
        for (int i = 0; i < 2000; i++) /* several chunks, and one of its own */
            memset(wz_new(arena, char, i == 1000 ? 2 << 20 : 700), 6, 700);
        wz_arena_rewind(arena, here);
        char *again = wz_new(arena, char, 24);
        assert_ptr_equal(again, first);
        for (int i = 0; i < 24; i++)
            assert_int_equal(again[i], 0);
        for (int i = 0; i < 5000; i++)
            assert_int_equal(*wz_new(arena, int, 1), 0);
        assert_int_equal(kept[99], 4);
        wz_arena_rewind(arena, empty);
    }
    wz_arena_free(arena);
}

static jmp_buf out_of_memory;

static void jump(void)
{
    longjmp(out_of_memory, 1);
}

static void a_size_that_overflows_counts_as_exhausted_memory(void **state)
{
    (void)state;
    wz_arena *volatile arena = wz_arena_new(jump);
    volatile int handled = 0;
    if (setjmp(out_of_memory) == 0)
        (void)wz_arena_alloc(arena, SIZE_MAX / 2, 3);
    else
        handled++;
    if (setjmp(out_of_memory) == 0)
        (void)wz_arena_alloc(arena, 1, PTRDIFF_MAX);
    else
        handled++;
    if (setjmp(out_of_memory) == 0)
        wz_arena_exhausted(arena);
    else
        handled++;
    assert_int_equal(handled, 3);
    assert_non_null(wz_new(arena, int, 3)); /* the arena is as it was */
    wz_arena_free(arena);
}

static void the_slack_between_objects_is_poisoned_under_the_address_sanitizer(void **state)
{
    (void)state;
#ifdef ASAN
    wz_arena *arena = wz_arena_new(NULL);
    char *three = wz_new(arena, char, 3);
    char *next = wz_new(arena, char, 3);
    assert_false(__asan_address_is_poisoned(three + 2));
    assert_true(__asan_address_is_poisoned(three + 3));
    assert_false(__asan_address_is_poisoned(next));
    wz_arena_reset(arena);
    assert_true(__asan_address_is_poisoned(three));
    wz_arena_free(arena);
#endif
}

static void strings_compare_by_bytes_and_the_shorter_comes_first(void **state)
{
    (void)state;
    assert_true(wz_str_equal(WZ_STR("raad"), wz_str_from("raad")));
    assert_true(wz_str_equal((wz_str){0}, WZ_STR("")));
    assert_false(wz_str_equal(WZ_STR("raad"), WZ_STR("raaf")));
    assert_true(wz_str_compare(WZ_STR("raad"), WZ_STR("raadslid")) < 0);
    assert_true(wz_str_compare(WZ_STR("\xC3\xA9"), WZ_STR("z")) > 0);
    assert_int_equal(wz_str_compare((wz_str){0}, WZ_STR("")), 0);
    assert_int_equal(wz_str_from(NULL).len, 0);
    assert_true(wz_str_starts(WZ_STR("raadslid"), WZ_STR("raad")));
    assert_false(wz_str_starts(WZ_STR("ra"), WZ_STR("raad")));
    assert_true(wz_str_ends(WZ_STR("raadslid"), WZ_STR("lid")));
    assert_true(wz_str_ends(WZ_STR("raadslid"), (wz_str){0}));
}

static void strings_are_searched_cut_and_trimmed(void **state)
{
    (void)state;
    wz_str rest;
    assert_int_equal(wz_str_find(WZ_STR("gemeenteraad"), WZ_STR("raad")), 8);
    assert_int_equal(wz_str_find(WZ_STR("raad"), WZ_STR("gemeenteraad")), -1);
    assert_int_equal(wz_str_find(WZ_STR("raad"), (wz_str){0}), 0);
    assert_int_equal(wz_str_find_byte(WZ_STR("a:b"), ':'), 1);
    assert_int_equal(wz_str_find_byte((wz_str){0}, ':'), -1);
    assert_str(wz_str_slice(WZ_STR("raadslid"), 4, 100), "slid");
    assert_str(wz_str_slice(WZ_STR("raadslid"), -3, 4), "raad");
    assert_str(wz_str_slice(WZ_STR("raadslid"), 5, 2), "");
    assert_str(wz_str_trim(WZ_STR(" \t\r\n\v\f raad\n")), "raad");
    assert_str(wz_str_trim(WZ_STR(" \n ")), "");
    assert_str(wz_str_cut(WZ_STR("a/b/c"), '/', &rest), "a");
    assert_str(rest, "b/c");
    assert_str(wz_str_cut(WZ_STR("a"), '/', &rest), "a");
    assert_null(rest.ptr);
    assert_str(wz_str_cut(WZ_STR("a/"), '/', &rest), "a");
    assert_non_null(rest.ptr);
    assert_int_equal(rest.len, 0);
}

static void strings_are_copied_joined_and_formatted_into_the_arena(void **state)
{
    (void)state;
    wz_arena *arena = wz_arena_new(NULL);
    const wz_str parts[] = {WZ_STR("raad"), {0}, WZ_STR("griffie")};
    assert_str(wz_str_join(arena, parts, 3, WZ_STR(", ")), "raad, , griffie");
    assert_str(wz_str_join(arena, parts, 1, WZ_STR(", ")), "raad");
    assert_str(wz_str_join(arena, NULL, 0, WZ_STR(", ")), "");
    assert_string_equal(wz_str_cstring(arena, WZ_STR("raad")), "raad");
    assert_string_equal(wz_str_cstring(arena, (wz_str){0}), "");
    assert_str(wz_format(arena, "%d %.*s %.1f", 3, WZ_ARG(WZ_STR("raden")), 1.5), "3 raden 1.5");
    wz_str nothing = {0};
    assert_str(wz_format(arena, "<%.*s>", WZ_ARG(nothing)), "<>");
    wz_str long_text = wz_format(arena, "%0500d", 7);
    assert_int_equal(long_text.len, 500);
    assert_int_equal(long_text.ptr[499], '7');
    wz_arena_free(arena);
}

static void the_hash_is_the_same_on_every_machine(void **state)
{
    (void)state;
    wz_arena *arena = wz_arena_new(NULL);
    assert_str(wz_hash_hex(arena, (wz_str){0}), "efd01f60ba992926");
    assert_str(wz_hash_hex(arena, WZ_STR("wegwijzer")), "6b70e695fc8fdf47");
    assert_true(wz_hash(WZ_STR("a")) != wz_hash(WZ_STR("b")));
    wz_arena_free(arena);
}

/* The examples of FIPS 180-4, and lengths around those of a block. */
/* Letters back to bytes; false when they are no base64. */
static bool from_base64(wz_str letters, unsigned char *out, size_t *len)
{
    static const char known[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    unsigned bits = 0;
    *len = 0;
    for (ptrdiff_t i = 0; i < letters.len && letters.ptr[i] != '='; i++) {
        const char *at = strchr(known, letters.ptr[i]);
        if (!at || !letters.ptr[i])
            return false;
        bits = bits << 6 | (unsigned)(at - known);
        if (i % 4 > 0)
            out[(*len)++] = (unsigned char)(bits >> (6 - 2 * (i % 4)));
    }
    return letters.len % 4 == 0;
}

static void what_is_packed_comes_out_as_it_went_in(void **state)
{
    (void)state;
    wz_arena *arena = wz_arena_new(NULL);
    char text[700];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)(i * i % 251);
    for (ptrdiff_t len = 0, before = 0; len < (ptrdiff_t)sizeof text; len += len < 8 ? 1 : 97, before = 300 - before) {
        /* What is put in front, as one block that is stored. */
        unsigned char bytes[1800] = {0, (unsigned char)before, (unsigned char)(before >> 8), (unsigned char)~before,
                                     (unsigned char)(~before >> 8)};
        unsigned char back[1000];
        size_t count;
        memcpy(bytes + 5, text + 100, (size_t)before);
        assert_true(
            from_base64(wz_pack(arena, (wz_str){text + 100, before}, (wz_str){text, len}), bytes + 5 + before, &count));
        z_stream z = {.next_in = bytes,
                      .avail_in = (uInt)(count + 5 + (size_t)before),
                      .next_out = back,
                      .avail_out = sizeof back};
        assert_int_equal(inflateInit2(&z, -15), Z_OK);
        assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
        assert_int_equal(z.total_out, len + before);
        assert_int_equal(z.avail_in, 0);
        inflateEnd(&z);
        assert_memory_equal(back + before, text, (size_t)len);
    }
    wz_str again = {text, sizeof text};
    assert_true(wz_pack(arena, again, again).len < wz_pack(arena, (wz_str){0}, again).len / 4);
    wz_arena_free(arena);
}

static void sha256_gives_the_digests_of_the_standard(void **state)
{
    (void)state;
    wz_arena *arena = wz_arena_new(NULL);
    assert_str(wz_sha256_hex(arena, (wz_str){0}), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_str(wz_sha256_hex(arena, WZ_STR("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_str(wz_sha256_hex(arena, WZ_STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
               "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    char a[128];
    memset(a, 'a', sizeof a);
    assert_str(wz_sha256_hex(arena, (wz_str){a, 55}),
               "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318");
    assert_str(wz_sha256_hex(arena, (wz_str){a, 64}),
               "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb");
    wz_arena_free(arena);
}

static void text_for_a_terminal_has_no_control_characters(void **state)
{
    (void)state;
    wz_arena *arena = wz_arena_new(NULL);
    assert_str(wz_str_visible(arena, WZ_STR("gewone tekst, é")), "gewone tekst, é");
    assert_str(wz_str_visible(arena, WZ_STR("a\nb\tc\x1B[31m\xFF")), "a\\nb\\tc\\u{001B}[31m\\xFF");
    assert_str(wz_str_visible(arena, WZ_STR("\xE2\x80\xAE\xE2\x80\x8B\xC2\x85")), "\\u{202E}\\u{200B}\\u{0085}");
    assert_str(wz_str_visible(arena, WZ_STR("e\xCC\x81")), "e\xCC\x81");
    wz_arena_free(arena);
}

static void a_buffer_grows_formats_and_can_be_used_again(void **state)
{
    (void)state;
    wz_buf buf = {0};
    assert_int_equal(wz_buf_str(&buf).len, 0);
    for (int i = 0; i < 1000; i++)
        wz_buf_format(&buf, "%d,", i);
    wz_buf_byte(&buf, '.');
    wz_buf_add(&buf, (wz_str){0});
    wz_buf_format(&buf, "%0200d", 1);
    assert_int_equal(buf.len, 10 * 2 + 90 * 3 + 900 * 4 + 1 + 200);
    assert_memory_equal(buf.ptr, "0,1,2,", 6);
    char *room = wz_buf_reserve(&buf, 10000);
    memset(room, 'x', 10000);
    ptrdiff_t cap = buf.cap;
    wz_buf_reset(&buf);
    assert_int_equal(buf.len, 0);
    assert_int_equal(buf.cap, cap);
    wz_buf_free(&buf);
    assert_null(buf.ptr);
    wz_buf_free(&buf);
}

static void a_map_keeps_the_order_of_first_puts_and_gives_back_what_it_had(void **state)
{
    (void)state;
    wz_arena *arena = wz_arena_new(NULL);
    wz_map *map = wz_map_new(arena);
    int values[5000];
    assert_null(wz_map_get(map, WZ_STR("geen")));
    for (int i = 0; i < 5000; i++)
        assert_null(wz_map_put(map, wz_format(arena, "sleutel-%d", i * 7919 % 5000), &values[i]));
    assert_int_equal(wz_map_count(map), 5000);
    for (int i = 0; i < 5000; i++) {
        wz_str key = wz_format(arena, "sleutel-%d", i * 7919 % 5000);
        assert_ptr_equal(wz_map_get(map, key), &values[i]);
        assert_true(wz_str_equal(wz_map_key(map, i), key));
        assert_ptr_equal(wz_map_value(map, i), &values[i]);
    }
    assert_ptr_equal(wz_map_put(map, WZ_STR("sleutel-0"), &values[9]), &values[0]);
    assert_ptr_equal(wz_map_get(map, WZ_STR("sleutel-0")), &values[9]);
    assert_int_equal(wz_map_count(map), 5000);
    assert_null(wz_map_get(map, WZ_STR("sleutel-5000")));
    assert_null(wz_map_put(map, (wz_str){0}, &values[1])); /* the empty string is a key like any other */
    assert_ptr_equal(wz_map_get(map, WZ_STR("")), &values[1]);
    wz_arena_free(arena);
}

typedef struct tally {
    _Atomic int done[1000];
    _Atomic int busy[8];
    _Atomic bool clash;
} tally;

static void count_task(void *context, int worker, ptrdiff_t index)
{
    tally *t = context;
    if (t->busy[worker]++ != 0)
        t->clash = true;
    t->done[index]++;
    t->busy[worker]--;
}

static void the_pool_does_every_index_once_and_no_worker_two_at_a_time(void **state)
{
    (void)state;
    for (int workers = 0; workers <= 8; workers++) {
        tally *t = calloc(1, sizeof *t);
        assert_non_null(t);
        wz_pool_run(workers, 1000, count_task, t);
        for (int i = 0; i < 1000; i++)
            assert_int_equal(t->done[i], 1);
        assert_false(t->clash);
        wz_pool_run(workers, 0, count_task, t);
        wz_pool_run(workers, 1, count_task, t);
        assert_int_equal(t->done[0], 2);
        free(t);
    }
    assert_in_range(wz_pool_default(), 1, 64);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_example_of_the_header_works),
        cmocka_unit_test(an_arena_gives_zeroed_and_aligned_objects_also_after_a_reset),
        cmocka_unit_test(an_arena_takes_objects_larger_than_its_chunks_and_goes_on_with_small_ones),
        cmocka_unit_test(an_arena_goes_back_to_where_it_was),
        cmocka_unit_test(a_size_that_overflows_counts_as_exhausted_memory),
        cmocka_unit_test(the_slack_between_objects_is_poisoned_under_the_address_sanitizer),
        cmocka_unit_test(strings_compare_by_bytes_and_the_shorter_comes_first),
        cmocka_unit_test(strings_are_searched_cut_and_trimmed),
        cmocka_unit_test(strings_are_copied_joined_and_formatted_into_the_arena),
        cmocka_unit_test(the_hash_is_the_same_on_every_machine),
        cmocka_unit_test(what_is_packed_comes_out_as_it_went_in),
        cmocka_unit_test(sha256_gives_the_digests_of_the_standard),
        cmocka_unit_test(text_for_a_terminal_has_no_control_characters),
        cmocka_unit_test(a_buffer_grows_formats_and_can_be_used_again),
        cmocka_unit_test(a_map_keeps_the_order_of_first_puts_and_gives_back_what_it_had),
        cmocka_unit_test(the_pool_does_every_index_once_and_no_worker_two_at_a_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
