/* SPDX-License-Identifier: EUPL-1.2 */
/* The settings of a file such as site.yaml, one by one. */
#include "site/plan/plan.h"

bool site_text_at(site *s, const wz_node *map, wz_str key, bool required, wz_str *out)
{
    const wz_node *node = wz_node_get(map, key);
    if (!node) {
        if (required) {
            wz_report(s->diags, MODEL_MISSING, map->loc, key);
        }
        return !required;
    }
    if (node->kind != WZ_NODE_TEXT) {
        wz_report(s->diags, TEXT_EXPECTED, node->loc, key);
        return false;
    }
    bool empty = wz_node_is_empty(node);
    *out = empty ? WZ_STR("") : wz_str_trim(node->text);
    if (empty && required) {
        wz_report(s->diags, EMPTY_VALUE, node->loc, key);
        return false;
    }
    return true;
}

bool site_page_at(site *s, const wz_node *map, wz_str key, wz_str *out)
{
    bool ok = site_text_at(s, map, key, false, out);
    if (out->len) {
        late_link link = {.loc = wz_node_get(map, key)->loc, .written = *out, .path = *out};
        site_late_link(s->arena, &s->late, &link, *out, false);
    }
    return ok;
}

bool site_number_at(site *s, const wz_node *map, wz_str key, long *out)
{
    wz_str text = {0};
    bool ok = site_text_at(s, map, key, false, &text);
    if (ok && text.len && !wz_str_number(text, 999999999, out)) {
        wz_report(s->diags, BAD_INTEGER, wz_node_get(map, key)->loc, text);
        ok = false;
    }
    return ok;
}

bool site_truth_at(site *s, const wz_node *map, wz_str key, bool *out)
{
    wz_str text = {0};
    bool ok = site_text_at(s, map, key, false, &text), truth = wz_str_equal(text, WZ_STR("true"));
    if (ok && text.len && !truth && !wz_str_equal(text, WZ_STR("false"))) {
        wz_report(s->diags, BAD_BOOL, wz_node_get(map, key)->loc, text);
        return false;
    }
    *out = text.len ? truth : *out;
    return ok;
}

/* {file} and the like as they were, where they were encoded with the rest. */
static wz_str with_placeholder(site *s, wz_str href)
{
    char *out = wz_new(s->arena, char, href.len);
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < href.len; i++) {
        wz_str three = wz_str_slice(href, i, i + 3);
        bool open = wz_str_equal(three, WZ_STR("%7B")), close = wz_str_equal(three, WZ_STR("%7D"));
        out[n++] = (char)(open ? '{' : close ? '}' : href.ptr[i]);
        i += open || close ? 2 : 0;
    }
    return (wz_str){out, n};
}

bool site_address_at(site *s, const wz_node *map, wz_str key, wz_str *out)
{
    wz_url url;
    if (!site_text_at(s, map, key, false, out)) {
        return false;
    }
    if (out->len && wz_url_read(s->arena, *out, WZ_URL_ANY, &url)) {
        *out = with_placeholder(s, url.href);
    } else if (out->len) {
        url.meant = with_placeholder(s, url.meant);
        wz_url_report(s->diags, wz_node_get(map, key)->loc, &url);
        return false;
    }
    return true;
}

/* BCP 47, as far as it goes for sites: letters for the language, then subtags of letters and digits. */
bool site_language_ok(wz_str s)
{
    ptrdiff_t part = 0, parts = 0;
    for (ptrdiff_t i = 0; i <= s.len; i++) {
        char c = i < s.len ? s.ptr[i] : '-';
        if (c == '-') {
            if (part < (parts ? 1 : 2) || part > (parts ? 8 : 3)) {
                return false;
            }
            part = 0;
            parts++;
        } else if (wz_is_letter(c) || (parts && wz_is_digit(c))) {
            part++;
        } else {
            return false;
        }
    }
    return true;
}

const wz_node *site_part(site *s, const wz_node *map, wz_str key, wz_node_kind kind, bool *ok)
{
    const wz_node *node = wz_node_get(map, key);
    if (node && node->kind != kind) {
        if (kind == WZ_NODE_LIST) {
            wz_report(s->diags, LIST_EXPECTED, node->loc, key);
        } else {
            wz_report(s->diags, GROUP_EXPECTED, node->loc, key, WZ_STR("{…: …}"));
        }
        *ok = false;
        return NULL;
    }
    return node;
}

bool site_kind_at(site *s, const wz_node *map, wz_str key, bool required, bool vocabulary, const wz_kind **out)
{
    wz_str name = {0};
    if (!site_text_at(s, map, key, required, &name)) {
        return false;
    }
    if (!name.len) {
        return true;
    }
    *out = vocabulary ? wz_model_vocabulary(s->model, name) : wz_model_kind(s->model, name);
    if (!*out) {
        wz_kind_unknown(s->diags, s->model, vocabulary, wz_node_get(map, key)->loc, name);
        return false;
    }
    return true;
}

bool site_check_data(site *s, const wz_node *node)
{
    static const wz_str place[] = {WZ_STR("first"), WZ_STR("last"), WZ_STR("index")};
    bool ok = true;
    for (ptrdiff_t i = 0; node && i < node->count; i++) {
        const wz_node *item = node->items[i];
        for (size_t n = 0; node->kind == WZ_NODE_LIST && n < sizeof place / sizeof *place; n++) {
            const wz_node *key = wz_node_key(item, place[n]);
            if (key) {
                wz_report(s->diags, MODEL_RESERVED, key->loc, key->text);
                ok = false;
            }
        }
        ok = site_check_data(s, item) && ok;
    }
    return ok;
}

bool site_check_name(site *s, const wz_node *list, ptrdiff_t index, wz_str name)
{
    const wz_node *node = wz_node_get(list->items[index], WZ_STR("name"));
    if (!name.len || !wz_str_is_plain(name, "_-")) {
        wz_report(s->diags, MODEL_NAME, node->loc, name);
        return false;
    }
    for (ptrdiff_t i = 0; i < index; i++) {
        const wz_node *other = wz_node_get(list->items[i], WZ_STR("name"));
        if (other && other->kind == WZ_NODE_TEXT && wz_str_equal(wz_str_trim(other->text), name)) {
            wz_report(s->diags, MODEL_RESERVED, node->loc, name)->related = other->loc;
            return false;
        }
    }
    return true;
}

bool site_texts_only(site *s, const wz_node *list, wz_str key)
{
    bool ok = true;
    for (ptrdiff_t i = 0; list && i < list->count; i++) {
        if (list->items[i]->kind != WZ_NODE_TEXT) {
            wz_report(s->diags, TEXT_EXPECTED, list->items[i]->loc, key);
            ok = false;
        }
    }
    return ok;
}

bool site_texts_at(site *s, const wz_node *map, wz_str key, bool (*check)(const site *s, wz_str text), name_list *out)
{
    bool ok = true;
    const wz_node *list = site_part(s, map, key, WZ_NODE_LIST, &ok);
    out->names = wz_new(s->arena, wz_str, list ? list->count : 0);
    for (ptrdiff_t i = 0; list && i < list->count; i++) {
        const wz_node *item = list->items[i];
        wz_str text = item->kind == WZ_NODE_TEXT ? wz_str_trim(item->text) : (wz_str){0};
        if (item->kind != WZ_NODE_TEXT) {
            wz_report(s->diags, TEXT_EXPECTED, item->loc, key);
            ok = false;
        } else if (check && !check(s, text)) {
            wz_report(s->diags, CONFIG_FIELD, item->loc, text);
            ok = false;
        } else {
            out->names[out->count++] = text;
        }
    }
    return ok;
}
