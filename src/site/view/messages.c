/* SPDX-License-Identifier: EUPL-1.2 */
/* What the messages of the program mean, for a page of it: the remedy and the explanation that `wegwijzer explain` gives, to
 * those who see a message on the website of a Git host. */
#include "site/view/view.h"

static wz_value message_value(const site *s, wz_diag_code code, ptrdiff_t index, ptrdiff_t count)
{
    wz_object *o = site_view_link(s, s->arena, NULL, index, count);
    wz_diag pattern = wz_diag_pattern(code);
    wz_diag open = {.code = code, .args = {WZ_STR("{0}"), WZ_STR("{1}"), WZ_STR("{2}"), WZ_STR("{3}")}};
    site_view_link_set(o, s->n->id, wz_value_text(wz_diag_name(code)));
    site_view_link_set(o, s->n->title, wz_value_text(wz_diag_text(s->arena, &pattern, s->config.language)));
    site_view_link_set(o, s->n->help, wz_value_text(wz_diag_remedy(s->arena, &pattern, s->config.language)));
    site_view_link_set(o, s->n->text, wz_value_text(wz_diag_explain(code, s->config.language)));
    /* For a script that fills them in itself. */
    site_view_link_set(o, s->n->pattern, wz_value_text(wz_diag_text(s->arena, &open, s->config.language)));
    site_view_link_set(o, s->n->remedy, wz_value_text(wz_diag_remedy(s->arena, &open, s->config.language)));
    site_view_link_set(o, s->n->error, wz_value_bool(wz_diag_severity(&pattern) == WZ_ERROR));
    return wz_value_object(o);
}

wz_value site_view_message(site *s)
{
    wz_object *o = wz_object_new(s->arena, WZ_DIAG_COUNT);
    for (int code = 0; code < WZ_DIAG_COUNT; code++) {
        wz_symbol name = wz_symbol_find(s->symbols, wz_diag_name((wz_diag_code)code));
        if (name) { /* a template has it */
            wz_object_set(o, name, message_value(s, (wz_diag_code)code, 0, 1));
        }
    }
    return wz_value_object(o);
}

wz_value site_view_messages(const site *s)
{
    wz_diag_code codes[WZ_DIAG_COUNT];
    wz_diag_codes(codes);
    wz_value groups[26], items[WZ_DIAG_COUNT];
    ptrdiff_t group_count = 0, letters = 0;
    for (int i = 0; i < WZ_DIAG_COUNT; i++) {
        letters += i == 0 || wz_diag_name(codes[i]).ptr[0] != wz_diag_name(codes[i - 1]).ptr[0];
    }
    for (int from = 0, to; from < WZ_DIAG_COUNT; from = to) {
        wz_str name = wz_diag_name(codes[from]);
        for (to = from; to < WZ_DIAG_COUNT && wz_diag_name(codes[to]).ptr[0] == name.ptr[0];) {
            to++;
        }
        for (int i = from; i < to; i++) {
            items[i - from] = message_value(s, codes[i], i - from, to - from);
        }
        wz_object *group = site_view_link(s, s->arena, NULL, group_count, letters);
        site_view_link_set(group, s->n->letter, wz_value_text(wz_collate_letter(s->arena, name)));
        site_view_link_set(group, s->n->items, wz_value_list(wz_list_new(s->arena, items, to - from)));
        groups[group_count++] = wz_value_object(group);
    }
    return wz_value_list(wz_list_new(s->arena, groups, group_count));
}
