/* SPDX-License-Identifier: EUPL-1.2 */
/* Where the pages of records, terms, kinds and texts are. */
#include "site/plan/plan.h"

#include <string.h>

wz_str site_part_path(wz_arena *arena, wz_str path, ptrdiff_t i)
{
    if (wz_str_ends(path, WZ_STR("/"))) {
        return wz_format(arena, "%.*s-%td/", WZ_ARG(wz_str_slice(path, 0, path.len - 1)), i);
    }
    ptrdiff_t dot = path.len;
    while (dot > 0 && path.ptr[dot - 1] != '.' && path.ptr[dot - 1] != '/') {
        dot--;
    }
    dot = dot > 0 && path.ptr[dot - 1] == '.' ? dot - 1 : path.len;
    return wz_format(arena, "%.*s-%td%.*s", WZ_ARG(wz_str_slice(path, 0, dot)), i,
                     WZ_ARG(wz_str_slice(path, dot, path.len)));
}

wz_str site_root_of(wz_arena *arena, wz_str path)
{
    ptrdiff_t depth = 0;
    for (ptrdiff_t i = 0; i < path.len; i++) {
        depth += path.ptr[i] == '/';
    }
    if (depth == 0) {
        return WZ_STR("./");
    }
    char *root = wz_new(arena, char, depth * 3);
    for (ptrdiff_t i = 0; i < depth; i++) {
        memcpy(root + i * 3, "../", 3);
    }
    return (wz_str){root, depth * 3};
}

ptrdiff_t site_path_end(wz_str link)
{
    ptrdiff_t end = 0;
    while (end < link.len && link.ptr[end] != '#' && link.ptr[end] != '?') {
        end++;
    }
    return end;
}

wz_str site_fragment(wz_str link)
{
    ptrdiff_t at = wz_str_find_byte(link, '#');
    wz_str fragment = at < 0 ? (wz_str){0} : wz_str_slice(link, at + 1, link.len);
    at = wz_str_find(fragment, WZ_STR(":~:"));
    fragment = at < 0 ? fragment : wz_str_slice(fragment, 0, at);
    return wz_str_equal(fragment, WZ_STR("top")) ? (wz_str){0} : fragment;
}

void site_late_link(wz_arena *arena, late_link **list, const late_link *link, wz_str rest, bool known)
{
    wz_str fragment = site_fragment(rest);
    if (!known || fragment.len) {
        late_link *late = wz_new(arena, late_link, 1);
        *late = *link;
        late->fragment = fragment;
        late->next = *list;
        *list = late;
    }
}

static wz_str port_of(const wz_url *url)
{
    bool usual = wz_str_equal(url->port, WZ_STR("443")) || wz_str_equal(url->port, WZ_STR("80"));
    return usual ? WZ_STR("") : url->port;
}

wz_str site_own_path(const site *s, wz_arena *arena, wz_str written)
{
    const wz_url *base = &s->config.base;
    wz_url url;
    if (!base->host.len || !wz_url_read(arena, written, WZ_URL_ANY, &url) || !wz_str_equal(url.host, base->host) ||
        !wz_str_equal(port_of(&url), port_of(base))) {
        return (wz_str){0};
    }
    wz_str own = WZ_STR(""), folder = wz_str_slice(base->path, 0, base->path.len - 1);
    if (wz_str_starts(url.path, base->path)) {
        own = wz_str_slice(url.path, base->path.len, url.path.len);
    } else if (!wz_str_equal(url.path, folder)) {
        return (wz_str){0};
    }
    return wz_format(arena, "%.*s%s%.*s%s%.*s", WZ_ARG(own), url.query.ptr ? "?" : "", WZ_ARG(url.query),
                     url.fragment.ptr ? "#" : "", WZ_ARG(url.fragment));
}

wz_str site_link_path(const site *s, wz_arena *arena, wz_str path)
{
    if (!s->options->offline || !path.ptr) {
        return path;
    }
    ptrdiff_t end = site_path_end(path);
    if (end == 0 || path.ptr[end - 1] == '/') {
        return wz_format(arena, "%.*sindex.html%.*s", WZ_ARG(wz_str_slice(path, 0, end)),
                         WZ_ARG(wz_str_slice(path, end, path.len)));
    }
    return path;
}

wz_str site_expand(wz_arena *arena, wz_str pattern, wz_str folder, wz_str id, wz_str with)
{
    wz_buf out = {0};
    ptrdiff_t at = 0;
    while (at < pattern.len) {
        wz_str rest = wz_str_slice(pattern, at, pattern.len);
        if (wz_str_starts(rest, WZ_STR("{folder}"))) {
            wz_buf_add(&out, folder);
            at += 8;
        } else if (wz_str_starts(rest, WZ_STR("{id}"))) {
            wz_buf_add(&out, id);
            at += 4;
        } else if (wz_str_starts(rest, WZ_STR("{with}"))) {
            wz_buf_add(&out, with);
            at += 6;
        } else {
            wz_buf_byte(&out, pattern.ptr[at++]);
        }
    }
    return wz_buf_take(arena, &out);
}

bool site_is_page(const output_spec *o)
{
    return o->path.len == 0 || o->path.ptr[o->path.len - 1] == '/' || wz_str_ends(o->path, WZ_STR(".html"));
}

static void plan_records(site *s, const output_spec *o)
{
    for (ptrdiff_t r = 0; r < s->catalog->record_count; r++) {
        const wz_record *record = s->catalog->records[r];
        if ((!o->kind || o->kind == record->kind) && !s->record_paths[r].ptr) {
            s->record_paths[r] = site_expand(s->arena, o->path, record->kind->place, record->id, (wz_str){0});
        }
    }
}

static void plan_pair_paths(site *s, const output_spec *o)
{
    ptrdiff_t v = o->vocabulary->index, w = o->with->index, columns = s->catalog->term_counts[w];
    ptrdiff_t *counts = wz_new(s->arena, ptrdiff_t, columns);
    for (ptrdiff_t a = 0; a < s->catalog->term_counts[v]; a++) {
        const wz_record *term = s->catalog->terms[v][a];
        memset(counts, 0, (size_t)columns * sizeof *counts);
        site_pair_row(s, term, o->with, NULL, counts);
        for (ptrdiff_t b = 0; b < columns; b++) {
            const wz_record *with = s->catalog->terms[w][b];
            if (counts[b] && term != with) {
                pair_page *p = wz_new(s->arena, pair_page, 1);
                wz_str path = counts[b] < o->least ? (wz_str){0}
                                                   : site_expand(s->arena, o->path, (wz_str){0}, term->id, with->id);
                *p = (pair_page){o, term, with, counts[b], path};
                wz_map_put(s->pair_paths, site_pair_key(s->arena, term, with), p);
            }
        }
    }
}

bool site_has_enough(const site *s, const wz_record *term, const output_spec *o)
{
    return wz_catalog_term_links(s->catalog, term).count >= o->least;
}

void site_plan_paths(site *s)
{
    s->record_paths = wz_new(s->arena, wz_str, s->catalog->record_count);
    s->kind_paths = wz_new(s->arena, wz_str, s->model->kind_count);
    s->vocabulary_paths = wz_new(s->arena, wz_str, s->model->vocabulary_count);
    s->term_paths = wz_new(s->arena, wz_str *, s->model->vocabulary_count);
    s->pair_paths = wz_map_new(s->arena);
    site_pair_start(s);
    for (ptrdiff_t v = 0; v < s->model->vocabulary_count; v++) {
        s->term_paths[v] = wz_new(s->arena, wz_str, s->catalog->term_counts[v]);
    }
    for (ptrdiff_t i = 0; i < s->config.output_count; i++) {
        const output_spec *o = &s->config.outputs[i];
        if (!site_is_page(o)) {
            continue;
        }
        if (o->each == EACH_RECORD) {
            plan_records(s, o);
        } else if (o->each == EACH_KIND) {
            for (ptrdiff_t k = 0; k < s->model->kind_count; k++) {
                if ((!o->kind || o->kind->index == k) && !s->kind_paths[k].ptr) {
                    s->kind_paths[k] = site_expand(s->arena, o->path, s->model->kinds[k]->place,
                                                   s->model->kinds[k]->name, (wz_str){0});
                }
            }
        } else if (o->each == EACH_TERM) {
            for (ptrdiff_t t = 0; t < s->catalog->term_counts[o->vocabulary->index]; t++) {
                const wz_record *term = s->catalog->terms[o->vocabulary->index][t];
                wz_str *path = &s->term_paths[o->vocabulary->index][t];
                if (!path->ptr && !o->field.len && !o->worklist && site_has_enough(s, term, o)) {
                    *path = site_expand(s->arena, o->path, (wz_str){0}, term->id, (wz_str){0});
                }
            }
        } else if (o->each == EACH_VOCABULARY) {
            for (ptrdiff_t v = 0; v < s->model->vocabulary_count; v++) {
                s->vocabulary_paths[v] =
                    site_expand(s->arena, o->path, (wz_str){0}, s->model->vocabularies[v]->name, (wz_str){0});
            }
        } else if (o->each == EACH_PAIR) {
            plan_pair_paths(s, o);
        } else if (o->each == EACH_PAGE) {
            for (ptrdiff_t t = 0; t < s->text_count; t++) {
                if (!s->texts[t].path.ptr) {
                    s->texts[t].path = site_expand(s->arena, o->path, (wz_str){0}, s->texts[t].id, (wz_str){0});
                }
            }
        }
    }
}
