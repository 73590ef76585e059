/* SPDX-License-Identifier: EUPL-1.2 */
/* The places in site.yaml that name a record: the example, and lines of the menu. */
#include "site/plan/plan.h"

static void left_out(site *s, wz_loc loc, wz_str written, const wz_record *record)
{
    wz_report(s->diags, NAMES_SET_ASIDE, loc, written, record->source->path);
}

static const wz_record *set_aside(const site *s, const wz_kind *kind, wz_str id)
{
    const wz_record *record = NULL;
    for (ptrdiff_t i = 0; (record = wz_catalog_set_aside_at(s->catalog, i)); i++) {
        if (record->kind == kind && wz_str_equal(record->id, id)) {
            break;
        }
    }
    return record;
}

static void find_example(site *s)
{
    wz_str id, written = s->config.example, folder = wz_str_cut(written, '/', &id);
    const wz_kind *kind = NULL;
    for (ptrdiff_t k = 0; k < s->model->kind_count && !kind; k++) {
        kind = wz_str_equal(s->model->kinds[k]->place, folder) ? s->model->kinds[k] : NULL;
    }
    s->example = kind ? wz_catalog_find(s->catalog, kind, id) : NULL;
    if (s->example || !written.len) {
        return;
    }
    wz_loc loc = wz_node_get(s->config.root, WZ_STR("example"))->loc;
    const wz_record *aside = kind ? set_aside(s, kind, id) : NULL;
    const wz_record *moved = kind ? wz_catalog_former(s->catalog, kind, id) : NULL;
    if (aside) {
        left_out(s, loc, written, aside);
    } else if (moved) {
        wz_str name = wz_format(s->arena, "%.*s/%.*s", WZ_ARG(folder), WZ_ARG(moved->id));
        wz_report(s->diags, FORMER_REFERENCE, loc, written, name)->suggestion = name;
    } else {
        wz_str near = kind ? wz_catalog_suggest(s->catalog, kind, id) : (wz_str){0};
        wz_diag *d = wz_report(s->diags, UNKNOWN_REFERENCE, loc, kind ? kind->one : WZ_STR("record"), written,
                               kind ? wz_format(s->arena, "content/%.*s/", WZ_ARG(kind->place)) : WZ_STR("content/"));
        d->suggestion = near.ptr ? wz_format(s->arena, "%.*s/%.*s", WZ_ARG(folder), WZ_ARG(near)) : near;
    }
}

/* The record that would be at this path. */
static const wz_record *missing_at(const site *s, wz_str path)
{
    const wz_record *record;
    for (ptrdiff_t i = 0; (record = wz_catalog_set_aside_at(s->catalog, i)); i++) {
        for (ptrdiff_t o = 0; o < s->config.output_count; o++) {
            const output_spec *spec = &s->config.outputs[o];
            if (spec->each == EACH_RECORD && (!spec->kind || spec->kind == record->kind) &&
                wz_str_equal(site_expand(s->arena, spec->path, record->kind->place, record->id, (wz_str){0}), path)) {
                return record;
            }
        }
    }
    return NULL;
}

void site_plan_named(site *s)
{
    ptrdiff_t kept = 0;
    find_example(s);
    for (ptrdiff_t i = 0; i < s->config.menu_count; i++) {
        const menu_spec *entry = &s->config.menu[i];
        const wz_record *record = missing_at(s, wz_str_slice(entry->path, 0, site_path_end(entry->path)));
        if (record) {
            left_out(s, entry->loc, entry->path, record);
        } else {
            s->config.menu[kept++] = *entry;
        }
    }
    s->config.menu_count = kept;
}
