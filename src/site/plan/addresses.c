/* SPDX-License-Identifier: EUPL-1.2 */
/* What was seen of the addresses outside: the file that a link checker keeps and that site.yaml names. Only an address
 * that was found broken twice matters to readers. */
#include "site/plan/plan.h"

static bool date_at(site *s, const wz_node *map, wz_str key, wz_date *out)
{
    wz_str text = {0};
    if (!site_text_at(s, map, key, false, &text)) {
        return false;
    }
    if (text.len && !wz_date_parse(text, out)) {
        wz_report(s->diags, BAD_DATE, wz_node_get(map, key)->loc, text);
        return false;
    }
    return true;
}

static bool read_address(site *s, wz_str address, const wz_node *node, wz_map *broken)
{
    static const wz_str keys[] = {WZ_STR("well"), WZ_STR("unclear"), WZ_STR("broken"), WZ_STR("again"),
                                  WZ_STR("answer")};
    wz_date *again = wz_new(s->arena, wz_date, 1);
    if (node->kind != WZ_NODE_MAP) {
        wz_report(s->diags, GROUP_EXPECTED, node->loc, address);
        return false;
    }
    bool ok = KNOWN_KEYS(s, node, keys);
    for (int i = 0; i < 4; i++) { /* the last date that is read is the one that counts */
        *again = (wz_date){0};
        ok = date_at(s, node, keys[i], again) && ok;
    }
    if (again->year) {
        wz_map_put(broken, address, again);
    }
    return ok;
}

bool site_addresses_read(site *s)
{
    static const wz_str keys[] = {WZ_STR("checked"), WZ_STR("addresses")};
    site_config *c = &s->config;
    wz_str file = {0};
    bool ok = site_text_at(s, c->root, WZ_STR("addresses"), false, &file);
    if (!ok || !file.len) {
        return ok;
    }
    if (!wz_path_check(file)) {
        wz_report(s->diags, MODEL_PATH, wz_node_get(c->root, WZ_STR("addresses"))->loc, file);
        return false;
    }
    c->addresses = file;
    wz_source *source = wz_fs_read(s->arena, s->diags, s->options->fs, s->options->folder,
                                   wz_format(s->arena, "content/%.*s", WZ_ARG(file)), WZ_LIMIT_FILE);
    const wz_node *root = source ? wz_yaml_parse(s->arena, s->diags, source, WZ_YAML_MAP) : NULL;
    if (!root) {
        return false;
    }
    wz_date checked = {0};
    ok = KNOWN_KEYS(s, root, keys);
    ok = date_at(s, root, keys[0], &checked) && ok;
    const wz_node *all = site_part(s, root, keys[1], WZ_NODE_MAP, &ok);
    wz_map *broken = wz_map_new(s->arena);
    for (ptrdiff_t i = 0; all && i < all->count; i++) {
        ok = read_address(s, all->keys[i]->text, all->items[i], broken) && ok;
    }
    c->broken = broken;
    return ok;
}
