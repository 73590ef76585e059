/* SPDX-License-Identifier: EUPL-1.2 */
/* contrast.yaml of a theme: which custom properties must be legible together.
 *
 *   pairs:
 *     - {text: --ink, on: [--paper, --panel]}
 *     - {text: --border, on: --paper, least: 3}
 *
 * least is 4.5 unless it is given. */
#include "site/plan/plan.h"

typedef struct pair_list {
    wz_style_pair *items;
    ptrdiff_t count, room;
} pair_list;

static void add_pair(site *s, pair_list *list, wz_style_pair pair)
{
    if (list->count == list->room) {
        ptrdiff_t room = list->room ? 2 * list->room : 32;
        wz_style_pair *items = wz_new(s->arena, wz_style_pair, room);
        for (ptrdiff_t i = 0; i < list->count; i++) {
            items[i] = list->items[i];
        }
        list->items = items;
        list->room = room;
    }
    list->items[list->count++] = pair;
}

/* A decimal number with at most two digits after the point, whatever the locale. */
static bool read_ratio(wz_str text, double *out)
{
    wz_str digits = {0}, whole = wz_str_cut(text, '.', &digits);
    long value = 0;
    bool ok =
        whole.len >= 1 && whole.len <= 2 && digits.len <= 2 && (digits.len > 0 || wz_str_find_byte(text, '.') < 0);
    for (ptrdiff_t i = 0; i < whole.len + 2; i++) {
        char c = i < whole.len ? whole.ptr[i] : i - whole.len < digits.len ? digits.ptr[i - whole.len] : '0';
        ok = ok && wz_is_digit(c);
        value = value * 10 + (c - '0');
    }
    *out = (double)value / 100;
    return ok && *out >= 1 && *out <= 21;
}

static bool read_on(site *s, const wz_node *node, wz_style_pair pair, pair_list *list)
{
    if (node->kind != WZ_NODE_TEXT) {
        wz_report(s->diags, TEXT_EXPECTED, node->loc, WZ_STR("on"));
        return false;
    }
    pair.on = wz_str_trim(node->text);
    pair.on_loc = node->loc;
    add_pair(s, list, pair);
    return true;
}

static bool read_pair(site *s, const wz_node *node, pair_list *list)
{
    static const wz_str keys[] = {WZ_STR("text"), WZ_STR("on"), WZ_STR("least")};
    if (node->kind != WZ_NODE_MAP) {
        wz_report(s->diags, GROUP_EXPECTED, node->loc, WZ_STR("pairs"));
        return false;
    }
    wz_style_pair pair = {.least = 4.5};
    wz_str least = {0};
    const wz_node *on = wz_node_get(node, WZ_STR("on"));
    bool ok = KNOWN_KEYS(s, node, keys);
    ok = site_text_at(s, node, WZ_STR("text"), true, &pair.text) && ok;
    ok = site_text_at(s, node, WZ_STR("least"), false, &least) && ok;
    if (least.len && !read_ratio(least, &pair.least)) {
        wz_report(s->diags, STYLE_RATIO, wz_node_get(node, WZ_STR("least"))->loc, least);
        ok = false;
    }
    if (!on) {
        wz_report(s->diags, MODEL_MISSING, node->loc, WZ_STR("on"));
        ok = false;
    }
    if (!ok) {
        return false;
    }
    pair.text_loc = wz_node_get(node, WZ_STR("text"))->loc;
    if (on->kind != WZ_NODE_LIST) {
        return read_on(s, on, pair, list);
    }
    for (ptrdiff_t i = 0; i < on->count; i++) {
        ok = read_on(s, on->items[i], pair, list) && ok;
    }
    return ok;
}

bool site_contrast_check(site *s, wz_str folder, const wz_style *styles, ptrdiff_t count)
{
    static const wz_str keys[] = {WZ_STR("pairs")};
    wz_str path = wz_format(s->arena, "%.*s/%.*s", WZ_ARG(folder), WZ_ARG(SITE_CONTRAST));
    if (!wz_fs_exists(s->options->fs, s->options->folder, path)) {
        return true;
    }
    wz_source *source = wz_fs_read(s->arena, s->diags, s->options->fs, s->options->folder, path, WZ_LIMIT_FILE);
    const wz_node *root = source ? wz_yaml_parse(s->arena, s->diags, source, WZ_YAML_MAP) : NULL;
    if (!root) {
        return false;
    }
    const wz_node *pairs = wz_node_get(root, WZ_STR("pairs"));
    bool ok = KNOWN_KEYS(s, root, keys);
    if (pairs && pairs->kind != WZ_NODE_LIST) {
        wz_report(s->diags, LIST_EXPECTED, pairs->loc, WZ_STR("pairs"));
        return false;
    }
    pair_list list = {0};
    for (ptrdiff_t i = 0; pairs && i < pairs->count; i++) {
        ok = read_pair(s, pairs->items[i], &list) && ok;
    }
    wz_style_contrast(s->arena, s->diags, styles, count, s->config.theme_class, list.items, list.count);
    return ok;
}
