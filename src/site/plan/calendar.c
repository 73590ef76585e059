/* SPDX-License-Identifier: EUPL-1.2 */
/* The group calendar of site.yaml: which terms are current on the day of the catalogue.
 *
 *   vocabulary: NAME   terms with a month from which and a month until which they are current
 *   from, to: FIELD    those two fields (integer)
 *   since: [{label, date}]   days from which months count, each a round of its own
 *   months: 48         how long a round is; then it begins again
 *   show: 6            so many records of a term at most
 */
#include "site/plan/plan.h"

static bool read_day(site *s, const wz_node *node, calendar_day *day)
{
    static const wz_str keys[] = {WZ_STR("label"), WZ_STR("date")};
    wz_str date = {0};
    if (node->kind != WZ_NODE_MAP) {
        wz_report(s->diags, GROUP_EXPECTED, node->loc, WZ_STR("since"));
        return false;
    }
    bool ok = KNOWN_KEYS(s, node, keys);
    ok = site_text_at(s, node, WZ_STR("label"), true, &day->label) && ok;
    if (!site_text_at(s, node, WZ_STR("date"), true, &date)) {
        return false;
    }
    if (!wz_date_parse(date, &day->date)) {
        wz_report(s->diags, BAD_DATE, wz_node_get(node, WZ_STR("date"))->loc, date);
        return false;
    }
    return ok;
}

static bool read_month(site *s, const wz_node *node, wz_str key, wz_str *out)
{
    const calendar_config *c = &s->config.calendar;
    if (!site_text_at(s, node, key, true, out) || !c->vocabulary) {
        return false;
    }
    const wz_field *field = wz_kind_field(c->vocabulary, *out);
    wz_loc loc = wz_node_get(node, key)->loc;
    if (!field) {
        wz_report(s->diags, CONFIG_FIELD, loc, *out);
    } else if (field->holds != WZ_HOLDS_INTEGER) {
        wz_report(s->diags, CONFIG_FIELD_TYPE, loc, *out, wz_type_name(field->type), WZ_STR("integer"));
    }
    return field && field->holds == WZ_HOLDS_INTEGER;
}

bool site_calendar_read(site *s)
{
    static const wz_str keys[] = {WZ_STR("vocabulary"), WZ_STR("from"),   WZ_STR("to"),
                                  WZ_STR("since"),      WZ_STR("months"), WZ_STR("show")};
    calendar_config *c = &s->config.calendar;
    bool ok = true;
    const wz_node *node = site_part(s, s->config.root, WZ_STR("calendar"), WZ_NODE_MAP, &ok);
    if (!node) {
        return ok;
    }
    c->months = 48;
    c->show = 6;
    ok = KNOWN_KEYS(s, node, keys);
    ok = site_kind_at(s, node, WZ_STR("vocabulary"), true, true, &c->vocabulary) && ok;
    ok = read_month(s, node, WZ_STR("from"), &c->from) && ok;
    ok = read_month(s, node, WZ_STR("to"), &c->to) && ok;
    ok = site_number_at(s, node, WZ_STR("months"), &c->months) && ok;
    ok = site_number_at(s, node, WZ_STR("show"), &c->show) && ok;
    if (c->months < 1) {
        wz_report(s->diags, BAD_INTEGER, wz_node_get(node, WZ_STR("months"))->loc, WZ_STR("0"));
        ok = false;
    }
    const wz_node *since = site_part(s, node, WZ_STR("since"), WZ_NODE_LIST, &ok);
    c->days = wz_new(s->arena, calendar_day, since ? since->count : 0);
    for (ptrdiff_t i = 0; since && i < since->count; i++) {
        ok = read_day(s, since->items[i], &c->days[c->day_count++]) && ok;
    }
    c->vocabulary = ok ? c->vocabulary : NULL;
    return ok;
}
