/* SPDX-License-Identifier: EUPL-1.2 */
/* What only the owner can say about the data: who publishes it, on which terms, who answers questions. */
#include "site/plan/plan.h"

/* The texts of a group of open_data, each under its key; what a template may use without a warning. */
static const wz_str part_names[OPEN_DATA_PARTS] = {[OPEN_DATA_PUBLISHER] = WZ_STR("publisher"),
                                                   [OPEN_DATA_LICENSE] = WZ_STR("license"),
                                                   [OPEN_DATA_CONTACT] = WZ_STR("contact")};
static const wz_str part_keys[OPEN_DATA_PARTS][OPEN_DATA_KEYS] = {
    [OPEN_DATA_PUBLISHER] = {WZ_STR("name"), WZ_STR("id"), WZ_STR("type")},
    [OPEN_DATA_LICENSE] = {WZ_STR("name"), WZ_STR("id"), WZ_STR("url")},
    [OPEN_DATA_CONTACT] = {WZ_STR("name"), WZ_STR("email"), WZ_STR("url")},
};

wz_str site_open_data_key(int part, int key)
{
    return key < 0 ? part_names[part] : part_keys[part][key];
}

static bool read_part(site *s, const wz_node *map, int part)
{
    bool ok = true;
    const wz_node *node = site_part(s, map, part_names[part], WZ_NODE_MAP, &ok);
    wz_str *texts = s->config.open_data[part];
    if (!node) {
        return ok;
    }
    ok = KNOWN_KEYS(s, node, part_keys[part]);
    for (int k = 0; k < OPEN_DATA_KEYS; k++) {
        bool required = k == 0 || (k == 1 && part != OPEN_DATA_CONTACT);
        bool address =
            wz_str_equal(part_keys[part][k], WZ_STR("id")) || wz_str_equal(part_keys[part][k], WZ_STR("url"));
        ok = site_text_at(s, node, part_keys[part][k], required, &texts[k]) && ok;
        ok = (!address || site_address_at(s, node, part_keys[part][k], &texts[k])) && ok;
    }
    if (part == OPEN_DATA_CONTACT && !texts[1].len && !texts[2].len) {
        wz_report(s->diags, MODEL_MISSING, node->loc, part_keys[part][1]);
        ok = false;
    }
    return ok;
}

bool site_open_data_read(site *s)
{
    bool ok = true;
    const wz_node *map = site_part(s, s->config.root, WZ_STR("open_data"), WZ_NODE_MAP, &ok);
    if (map) {
        ok = KNOWN_KEYS(s, map, part_names);
    }
    for (int part = 0; map && part < OPEN_DATA_PARTS; part++) {
        ok = read_part(s, map, part) && ok;
    }
    return ok;
}

void site_open_data_judge(site *s, bool example)
{
    wz_str missing[OPEN_DATA_PARTS + 1];
    ptrdiff_t count = 0;
    for (int part = 0; part < OPEN_DATA_PARTS; part++) {
        if (!s->config.open_data[part][0].len) {
            missing[count++] = part_names[part];
        }
    }
    if (example) {
        missing[count++] = WZ_STR("base_url");
    }
    s->config.open_data_missing = wz_str_join(s->arena, missing, count, WZ_STR(", "));
}
