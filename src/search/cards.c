/* SPDX-License-Identifier: EUPL-1.2 */
/* Cards: what a result shows. ("k", i, [[id, address, title, summary, kind, kind label, for whom, by whom, year,
 * status, status label, extra], ...])
 *
 * The address is "" when it is the id with the manifest's tail. In title and summary the compounds carry marks that are
 * not shown: \x01 between parts, \x02 between a part and the letters that link it, so that the browser can mark the
 * part that was found: raad\x02s\x01informatie\x01systeem. */
#include "search/write.h"

#include <string.h>

/* Where byte at of the folded word stands in the raw one: only words whose letters fold one to one are marked. */
static bool raw_offsets(wz_str raw, wz_str folded, uint8_t *offsets)
{
    ptrdiff_t at = 0, n = 0;
    while (at < raw.len && n < folded.len) {
        offsets[n++] = (uint8_t)at;
        if ((unsigned char)folded.ptr[n - 1] >= 0x80) {
            return false;
        }
        wz_utf8_next(raw, &at);
    }
    offsets[n] = (uint8_t)at;
    return at == raw.len && n == folded.len;
}

static void put_word(wz_buf *out, const wz_search *search, wz_str raw, wz_str folded)
{
    uint8_t offsets[4 * SEARCH_WORD + 1];
    int32_t at = search_set_find(&search->form_set, folded);
    const search_form *form = at < 0 ? NULL : &search->forms[at];
    if (!form || form->part_count < 2 || raw.len > 3 * SEARCH_WORD || !raw_offsets(raw, folded, offsets)) {
        wz_buf_add(out, raw);
        return;
    }
    for (int i = 0; i < form->part_count; i++) {
        search_part part = form->parts[i];
        int end = part.from + part.len;
        if (i > 0) {
            wz_buf_byte(out, 1);
        }
        wz_buf_add(out, wz_str_slice(raw, offsets[part.from], offsets[end]));
        if (part.link > 0) {
            wz_buf_byte(out, 2);
            wz_buf_add(out, wz_str_slice(raw, offsets[end], offsets[end + part.link]));
        }
    }
}

static void put_marked(wz_buf *out, wz_buf *line, wz_arena *scratch, const wz_search *search, wz_str text)
{
    search_reader reader;
    search_token token;
    ptrdiff_t at = 0;
    wz_buf_reset(line);
    search_read(&reader, scratch, text);
    while (search_next(&reader, &token)) {
        if (token.extra) {
            continue;
        }
        wz_buf_add(line, wz_str_slice(text, at, token.from));
        put_word(line, search, wz_str_slice(text, token.from, token.to), token.form);
        at = token.to;
    }
    wz_buf_add(line, wz_str_slice(text, at, text.len));
    search_put_text(out, wz_buf_str(line));
}

void search_write_cards(search_writer *w, int32_t index)
{
    wz_search *search = w->search;
    wz_buf *out = &w->cards[index].body, line = {0};
    wz_arena *scratch = wz_arena_new(NULL);
    w->cards[index].kind = 'k';
    w->cards[index].number = index;
    wz_buf_format(out, "wegwijzerIndex(\"k\",%d,[", index);
    for (int32_t i = index * w->card_size; i < search->docs && i < (index + 1) * w->card_size; i++) {
        const wz_search_doc *doc = &search->input.docs[search->order[i]];
        wz_buf_add(out, i > index * w->card_size ? WZ_STR(",\n[") : WZ_STR("["));
        search_put_text(out, doc->id);
        wz_buf_byte(out, ',');
        bool usual = doc->url.len == doc->id.len + w->url_tail.len && wz_str_starts(doc->url, doc->id) &&
                     wz_str_ends(doc->url, w->url_tail);
        search_put_text(out, usual ? (wz_str){0} : doc->url);
        wz_buf_byte(out, ',');
        put_marked(out, &line, scratch, search, doc->fields[WZ_SEARCH_TITLE]);
        wz_buf_byte(out, ',');
        put_marked(out, &line, scratch, search, doc->fields[WZ_SEARCH_SUMMARY]);
        for (int s = 0; s < WZ_SEARCH_SLOTS; s++) {
            wz_buf_byte(out, ',');
            search_put_text(out, doc->slots[s]);
        }
        wz_buf_byte(out, ']');
        wz_arena_reset(scratch);
    }
    wz_buf_add(out, WZ_STR("])\n"));
    wz_arena_free(scratch);
    wz_buf_free(&line);
}

static void put_docs(wz_buf *out, const wz_search *search, const wz_search_topic *topic)
{
    wz_buf_add(out, WZ_STR(",["));
    for (int32_t d = 0, n = 0; topic->doc_count > 0 && d < search->docs; d++) {
        for (ptrdiff_t i = 0; i < topic->doc_count; i++) {
            if (topic->docs[i] == search->order[d]) {
                wz_buf_format(out, "%s%d", n++ > 0 ? "," : "", d);
                break;
            }
        }
    }
    wz_buf_byte(out, ']');
}

/* Topics: what the page needs to know of what a query names. */
void search_write_topics(const wz_search *search, search_piece *piece)
{
    wz_buf *out = &piece->body;
    ptrdiff_t from = (ptrdiff_t)piece->number * TOPICS;
    wz_buf_format(out, "wegwijzerIndex(\"a\",%d,[", piece->number);
    for (ptrdiff_t i = from; i < from + TOPICS && i < search->input.topic_count; i++) {
        const wz_search_topic *topic = &search->input.topics[i];
        const wz_str texts[] = {topic->key, topic->what, topic->label, topic->url};
        wz_buf_add(out, i > from ? WZ_STR(",\n[") : WZ_STR("["));
        for (int t = 0; t < 4; t++) {
            search_put_text(out, texts[t]);
            wz_buf_byte(out, ',');
        }
        wz_buf_format(out, "%d,%d,%d,", topic->facet, topic->value, (int)topic->level);
        search_put_text(out, topic->article);
        put_docs(out, search, topic);
        if (topic->detail.len > 0) {
            wz_buf_byte(out, ',');
            wz_buf_add(out, topic->detail);
        }
        wz_buf_byte(out, ']');
    }
    wz_buf_add(out, WZ_STR("])\n"));
}
