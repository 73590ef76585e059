/* SPDX-License-Identifier: EUPL-1.2 */
/* Answers of the search. */
#include "site/output/output.h"

static void put_words(wz_buf *out, const char *name, const wz_str *words, ptrdiff_t count)
{
    for (ptrdiff_t i = 0; i < count; i++) {
        wz_buf_format(out, "%s%.*s", i ? ", " : name, WZ_ARG(words[i]));
    }
    if (count > 0) {
        wz_buf_byte(out, '\n');
    }
}

static void put_topics(wz_buf *out, const site *s, const char *name, const wz_search_mention *list, ptrdiff_t count)
{
    for (ptrdiff_t i = 0; i < count; i++) {
        const wz_search_topic *topic = wz_search_topic_at(s->search, list[i].topic);
        wz_buf_format(out, "%s%.*s  %.*s (", name, WZ_ARG(topic->key), WZ_ARG(topic->label));
        for (ptrdiff_t w = 0; w < list[i].word_count; w++) {
            wz_buf_format(out, "%s%.*s", w ? " " : "", WZ_ARG(list[i].words[w]));
        }
        wz_buf_add(out, WZ_STR(")\n"));
    }
}

/* What the page says above and instead of the results. */
static void put_understanding(wz_buf *out, const site *s, const wz_search_answer *a)
{
    put_topics(out, s, "antwoord: ", a->answers, a->answer_count);
    put_topics(out, s, "begrepen: ", a->understood, a->understood_count);
    put_topics(out, s, "ga naar: ", a->pages, a->page_count);
    if (a->article.len) {
        const wz_search_topic *law = a->law < 0 ? NULL : wz_search_topic_at(s->search, a->law);
        wz_buf_format(out, "artikel: %.*s %.*s%s\n", WZ_ARG(law ? law->label : WZ_STR("")), WZ_ARG(a->article),
                      a->article_here ? "" : " (niet in deze catalogus)");
    }
    put_words(out, "bedoeld: ", &a->meant, a->meant.len > 0);
    put_words(out, "ook: ", a->also, a->also_count);
    put_words(out, "zonder: ", a->excluded, a->excluded_count);
    put_words(out, "onbekend: ", a->unknown, a->unknown_count);
    if (a->last >= 0) {
        put_topics(out, s, "ten slotte: ", &(wz_search_mention){.topic = a->last}, 1);
    }
    if (a->unreadable) {
        wz_buf_add(out, WZ_STR("onleesbaar\n"));
    }
    for (ptrdiff_t i = 0; i < a->maybe_count; i++) {
        const wz_record *record = s->catalog->records[a->maybe[i]];
        wz_buf_format(out, "misschien: %.*s/%.*s  %.*s\n", WZ_ARG(record->kind->place), WZ_ARG(record->id),
                      WZ_ARG(wz_record_title(record)));
    }
}

bool wz_site_search(wz_arena *arena, wz_diags *diags, const wz_site_options *options, wz_str query, ptrdiff_t limit,
                    wz_site_result *result, wz_buf *out)
{
    bool ready;
    ptrdiff_t before = wz_diags_errors(diags);
    wz_site_options *asked = wz_arena_move(arena, options, sizeof *options, 1, 1);
    asked->asked = true;
    site *s = site_make(arena, diags, asked, result, &ready);
    bool ok = s->search != NULL;
    if (!ok && wz_diags_errors(diags) == before) {
        wz_report(diags, NO_SEARCH, s->config.source ? wz_loc_file(s->config.source) : WZ_NOWHERE, WZ_STR(""));
    }
    if (ok) {
        wz_search_answer a = wz_search_query(arena, s->search, query, NULL);
        put_understanding(out, s, &a);
        for (ptrdiff_t i = 0; i < a.count && i < limit; i++) {
            const wz_record *record = s->catalog->records[a.hits[i].doc];
            wz_buf_format(out, "%3td  %7.3f  %.*s/%.*s  %.*s\n", i + 1, a.hits[i].score, WZ_ARG(record->kind->place),
                          WZ_ARG(record->id), WZ_ARG(wz_record_title(record)));
            for (ptrdiff_t r = 0; r < a.hits[i].reason_count; r++) {
                const wz_search_reason *why = &a.hits[i].reasons[r];
                wz_buf_format(out, "              %.*s -> %.*s (%.*s, %.3f)\n", WZ_ARG(why->asked), WZ_ARG(why->found),
                              WZ_ARG(wz_search_why_name(why->why)), why->score);
            }
        }
        wz_buf_format(out, "%td\n", a.count);
    }
    site_finish(s, result);
    return ok;
}
