/* SPDX-License-Identifier: EUPL-1.2 */
/* Any bytes as documents and a query: lines are fields, an empty line ends a document, and the last line is what is asked. What is
 * found is in order and there; the index is made, and is the same whatever the number of workers. */
#include <assert.h>

#include "wegwijzer/search.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { DOCS = 12 };

static wz_lexicon *make_lexicon(wz_arena *arena, wz_diags *diags, const wz_str *lines)
{
    wz_lexicon_entry *entry = wz_new(arena, wz_lexicon_entry, 1);
    *entry = (wz_lexicon_entry){.word = lines[0], .others = lines + 1, .count = 2};
    wz_lexicon_list list = {entry, 1};
    wz_lexicon_input input = {.words = WZ_STR("raad\nlid\nleden\nkamer\nreken\ngemeente\nbestuur\n"),
                              .abbreviations = list,
                              .irregular = list,
                              .jargon = list,
                              .compounds = list};
    return wz_lexicon_new(arena, diags, &input);
}

/* The files of the index, one after the other. */
static wz_str index_of(wz_arena *arena, wz_search *search)
{
    wz_output *outputs;
    wz_search_stats stats;
    wz_buf all = {0};
    ptrdiff_t count = wz_search_write(arena, search, &outputs, &stats);
    for (ptrdiff_t i = 0; i < count; i++)
        wz_buf_format(&all, "%.*s\n%.*s", WZ_ARG(outputs[i].path), WZ_ARG(outputs[i].bytes));
    assert(wz_utf8_invalid(wz_buf_str(&all)) < 0);
    return wz_buf_take(arena, &all);
}

static void ask(wz_arena *arena, wz_search *search, wz_str query, ptrdiff_t docs)
{
    wz_search_answer answer = wz_search_query(arena, search, query, NULL);
    assert(answer.complete <= answer.count && answer.count <= docs);
    for (ptrdiff_t i = 0; i < answer.count; i++) {
        assert(answer.hits[i].doc >= 0 && answer.hits[i].doc < docs);
        assert(i == 0 || answer.hits[i].score <= answer.hits[i - 1].score);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    wz_str rest = {(const char *)data, (ptrdiff_t)size}, line = {0}, lines[3] = {WZ_STR("rekenkamer")};
    if (wz_utf8_invalid(rest) >= 0 || size == 0)
        return 0; /* the files that texts come from are judged before */
    wz_arena *arena = wz_arena_new(NULL);
    wz_search_doc *docs = wz_new(arena, wz_search_doc, DOCS);
    ptrdiff_t count = 0, field = 0, read = 0;
    while (rest.ptr) {
        line = wz_str_cut(rest, '\n', &rest);
        lines[read % 3] = read < 3 && line.len > 0 ? line : lines[read % 3];
        read++;
        if (line.len == 0 || field == WZ_SEARCH_FIELDS) {
            count += count + 1 < DOCS;
            field = 0;
        }
        docs[count].fields[field++] = line;
    }
    for (ptrdiff_t i = 0; i <= count; i++) {
        docs[i].id = wz_format(arena, "soort/d%td", i);
        docs[i].url = wz_format(arena, "soort/d%td/", i);
        docs[i].prior = 1;
    }
    wz_str made[2];
    for (int workers = 1; workers <= 2; workers++) {
        wz_diags *diags = wz_diags_new(arena);
        wz_search_input input = {.docs = docs, .doc_count = count + 1, .workers = workers};
        wz_search *search = wz_search_new(arena, diags, make_lexicon(arena, diags, lines), &input);
        assert(search);
        made[workers - 1] = index_of(arena, search);
        ask(arena, search, line, count + 1);
        ask(arena, search, docs[0].fields[0], count + 1);
    }
    assert(wz_str_equal(made[0], made[1]));
    wz_arena_free(arena);
    return 0;
}
