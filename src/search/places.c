/* Positions of all words, for quoted phrases. Apart from the postings, because few queries have a phrase. */
#include "search/write.h"

#include <string.h>

void search_gather_places(search_writer *w)
{
    wz_search     *search = w->search;
    search_places *places = &w->places;
    places->first = wz_new(w->arena, int64_t, search->form_count + 1);
    for (int32_t d = 0; d < search->docs; d++) {
        const search_words *words = &search->words[d];
        for (int32_t i = 0; i < words->start[WZ_SEARCH_FIELDS]; i++) {
            if (!(words->forms[i] & SEARCH_EXTRA)) {
                places->first[words->forms[i] + 1]++;
            }
        }
    }
    for (int32_t f = 0; f < search->form_count; f++) {
        places->first[f + 1] += places->first[f];
    }
    int64_t total = places->first[search->form_count];
    int64_t *next = wz_new(w->arena, int64_t, search->form_count);
    memcpy(next, places->first, (size_t)search->form_count * sizeof *next);
    places->docs = wz_new(w->arena, int32_t, total);
    places->at   = wz_new(w->arena, int32_t, total);
    for (int32_t d = 0; d < search->docs; d++) {
        const search_words *words = &search->words[d];
        int32_t position = 0;
        for (int field = 0; field < WZ_SEARCH_FIELDS; field++) {
            for (int32_t i = words->start[field]; i < words->start[field + 1]; i++) {
                if (!(words->forms[i] & SEARCH_EXTRA)) {
                    int64_t slot = next[words->forms[i]]++;
                    places->docs[slot] = d;
                    places->at[slot]   = position++;
                }
            }
            position += SEARCH_FIELD_GAP;
        }
    }
    w->positions_count = (search->form_count + PLACES - 1) / PLACES;
    w->positions       = wz_new(w->arena, search_pieces, w->positions_count);
    for (int32_t i = 0; i < w->positions_count; i++) {
        ptrdiff_t many = 0;
        for (int32_t f = i * PLACES; f < search->form_count && f < (i + 1) * PLACES; f++) {
            many += search->forms[f].count > BIG_POSITIONS / 16;        /* an occurrence takes at most 16 characters */
        }
        w->positions[i].items = wz_new(w->arena, search_piece, 1 + many);
    }
}

/* Gap to the document, number of positions, gaps between them. */
static void put_places(wz_buf *out, const search_places *places, int32_t form)
{
    int32_t next = 0;
    for (int64_t i = places->first[form]; i < places->first[form + 1];) {
        int32_t doc = places->docs[i], last = 0;
        int64_t end = i;
        while (end < places->first[form + 1] && places->docs[end] == doc) {
            end++;
        }
        search_put_number(out, doc - next);
        search_put_number(out, end - i);
        for (; i < end; i++) {
            search_put_number(out, places->at[i] - last);
            last = places->at[i];
        }
        next = doc + 1;
    }
}

void search_write_positions(search_writer *w, int32_t index)
{
    search_pieces *pieces = &w->positions[index];
    int32_t from = index * PLACES, to = from + PLACES < w->search->form_count ? from + PLACES : w->search->form_count;
    wz_buf *out = &search_piece_add(pieces, 'p', index)->body, one = {0};
    wz_buf_format(out, "wegwijzerIndex(\"p\",%d,[", index);
    for (int32_t f = from; f < to; f++) {
        if (f > from) {
            wz_buf_byte(out, ',');
        }
        wz_buf_reset(&one);
        put_places(&one, &w->places, f);
        if (one.len <= BIG_POSITIONS) {
            search_put_text(out, wz_buf_str(&one));
            continue;
        }
        wz_buf_byte(out, '0');
        search_piece *piece = search_piece_add(pieces, 'q', f);
        search_put_call(piece, &one, 1);
        wz_buf_add(&piece->body, WZ_STR(")\n"));
    }
    wz_buf_add(out, WZ_STR("])\n"));
    wz_buf_free(&one);
}
