/* SPDX-License-Identifier: EUPL-1.2 */
/* The outputs of content/site.yaml: which template makes which pages. */
#include "site/plan/plan.h"

#include <assert.h>
#include <string.h>

/* An output path: relative, clean, placeholders that fit. */
static bool check_path(site *s, const output_spec *o, const wz_node *node)
{
    assert(node != NULL);
    wz_str path = o->path;
    bool ok = path.len <= 500 && !(path.len && path.ptr[0] == '/');
    for (wz_str rest = path; ok && rest.ptr && rest.len;) {
        wz_str piece = wz_str_cut(rest, '/', &rest);
        bool hidden = piece.len && piece.ptr[0] == '.' && !wz_str_equal(piece, WZ_STR(".well-known"));
        ok = piece.len > 0 && piece.len <= 100 && !hidden && wz_str_is_plain(piece, "-_.{}");
    }
    if (!ok) {
        wz_report(s->diags, MODEL_PATH, node->loc, path);
        return false;
    }
    for (ptrdiff_t at = 0; at < path.len; at++) {
        if (path.ptr[at] != '{') {
            continue;
        }
        ptrdiff_t length = wz_str_find_byte(wz_str_slice(path, at, path.len), '}');
        wz_str name = length < 0 ? wz_str_slice(path, at, path.len) : wz_str_slice(path, at, at + length + 1);
        bool folder = o->each == EACH_KIND || o->each == EACH_RECORD || o->each == EACH_IDENTIFIER;
        bool id = o->each != EACH_ONE && o->each != EACH_KIND;
        bool fits = (wz_str_equal(name, WZ_STR("{folder}")) && folder) || (wz_str_equal(name, WZ_STR("{id}")) && id) ||
                    (wz_str_equal(name, WZ_STR("{with}")) && o->each == EACH_PAIR);
        if (!fits) {
            wz_report(s->diags, CONFIG_PLACEHOLDER, node->loc, name);
            return false;
        }
    }
    bool needs_id = o->each == EACH_RECORD || o->each == EACH_TERM || o->each == EACH_PAIR || o->each == EACH_PAGE ||
                    o->each == EACH_SEARCH_TERM || o->each == EACH_VOCABULARY || o->each == EACH_IDENTIFIER;
    wz_str needed = needs_id && wz_str_find(path, WZ_STR("{id}")) < 0                 ? WZ_STR("{id}")
                    : o->each == EACH_PAIR && wz_str_find(path, WZ_STR("{with}")) < 0 ? WZ_STR("{with}")
                                                                                      : (wz_str){0};
    if (needed.len) {
        wz_report(s->diags, CONFIG_NEEDS, node->loc, path, needed);
        return false;
    }
    return true;
}

/* Keys that only some values of each take. */
static bool check_options(site *s, const wz_node *node, each_kind each, wz_str name)
{
    const struct {
        wz_str key;
        bool fits;
    } options[] = {{WZ_STR("kind"), each == EACH_KIND || each == EACH_RECORD},
                   {WZ_STR("vocabulary"), each == EACH_ONE || each == EACH_TERM || each == EACH_PAIR},
                   {WZ_STR("with"), each == EACH_PAIR},
                   {WZ_STR("field"), each == EACH_TERM},
                   {WZ_STR("worklist"), each == EACH_TERM},
                   {WZ_STR("open"), each == EACH_VOCABULARY},
                   {WZ_STR("least"), each == EACH_TERM || each == EACH_PAIR},
                   {WZ_STR("split"), each == EACH_ONE},
                   {WZ_STR("pages"), each == EACH_ONE || each == EACH_TERM || each == EACH_KIND},
                   {WZ_STR("newest"), each == EACH_ONE || each == EACH_TERM || each == EACH_KIND},
                   {WZ_STR("titles"), (each == EACH_ONE || each == EACH_KIND) && !wz_node_get(node, WZ_STR("newest"))},
                   {WZ_STR("path"), each != EACH_REDIRECT}};
    bool ok = true;
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        const wz_node *key = wz_node_key(node, options[i].key);
        if (key && !options[i].fits) {
            wz_report(s->diags, CONFIG_OPTION, key->loc, options[i].key, name);
            ok = false;
        }
    }
    return ok;
}

/* Until when what an output says holds, when it says so. It is time to look at it again a month before; and a year is
 * as far as a promise should go (RFC 9116, section 2.5.5). */
static bool read_expires(site *s, const wz_node *node, output_spec *o)
{
    enum { SOON = 30, FAR = 366 };
    wz_str written = {0};
    if (!site_text_at(s, node, WZ_STR("expires"), false, &written)) {
        return false;
    }
    if (!written.ptr) {
        return true;
    }
    wz_loc loc = wz_node_get(node, WZ_STR("expires"))->loc;
    if (!wz_date_parse(written, &o->expires)) {
        wz_report(s->diags, BAD_DATE, loc, written);
        return false;
    }
    long left = wz_date_days(o->expires) - wz_date_days(s->today);
    wz_str template = o->template_name, until = wz_date_text(s->arena, o->expires, s->config.language);
    if (s->today.year && left <= 0) {
        wz_report(s->diags, CONFIG_EXPIRED, loc, template, until);
    } else if (s->today.year && left <= SOON) {
        wz_report(s->diags, CONFIG_EXPIRES, loc, template, until);
    } else if (s->today.year && left > FAR) {
        wz_report(s->diags, CONFIG_EXPIRES_LATE, loc, template, until);
    }
    return true;
}

/* A field whose terms are those that the output makes pages of. */
static bool check_field(site *s, const output_spec *o, wz_loc loc)
{
    const wz_field *field = site_terms_field(s, NULL, o->field);
    if (!field) {
        wz_report(s->diags, CONFIG_FIELD, loc, o->field);
    } else if (field->vocabulary != o->vocabulary) {
        wz_report(s->diags, CONFIG_FIELD_TYPE, loc, o->field,
                  wz_format(s->arena, "terms, vocabulary %.*s", WZ_ARG(field->vocabulary->name)),
                  wz_format(s->arena, "terms, vocabulary %.*s", WZ_ARG(o->vocabulary->name)));
    }
    return field && field->vocabulary == o->vocabulary;
}

/* A list that is divided when it grows too long. */
static bool read_split(site *s, const wz_node *node, output_spec *o)
{
    static const wz_str keys[] = {WZ_STR("most"), WZ_STR("item"), WZ_STR("index")};
    bool ok = true;
    const wz_node *split = site_part(s, node, WZ_STR("split"), WZ_NODE_MAP, &ok);
    if (!split) {
        return ok;
    }
    ok = KNOWN_KEYS(s, split, keys);
    if (!wz_node_get(split, WZ_STR("most"))) {
        wz_report(s->diags, MODEL_MISSING, split->loc, WZ_STR("most"));
        ok = false;
    } else if (site_number_at(s, split, WZ_STR("most"), &o->split) && o->split < 1) {
        wz_report(s->diags, BAD_INTEGER, wz_node_get(split, WZ_STR("most"))->loc, WZ_STR("0"));
        ok = false;
    } else {
        ok = o->split > 0 && ok;
    }
    ok = site_text_at(s, split, WZ_STR("item"), true, &o->item) && ok;
    ok = site_text_at(s, split, WZ_STR("index"), true, &o->index_name) && ok;
    return ok;
}

/* False when there is no such each: reported. */
static bool read_each(site *s, const wz_node *node, wz_str each, output_spec *o)
{
    static const wz_str eachs[] = {
        [EACH_ONE] = WZ_STR("one"),
        [EACH_KIND] = WZ_STR("kind"),
        [EACH_RECORD] = WZ_STR("record"),
        [EACH_TERM] = WZ_STR("term"),
        [EACH_PAIR] = WZ_STR("pair"),
        [EACH_PAGE] = WZ_STR("page"),
        [EACH_REDIRECT] = WZ_STR("redirect"),
        [EACH_SEARCH_TERM] = WZ_STR("search-term"),
        [EACH_VOCABULARY] = WZ_STR("vocabulary"),
        [EACH_IDENTIFIER] = WZ_STR("identifier"),
    };
    for (int e = 0; each.len && e <= EACH_IDENTIFIER; e++) {
        if (wz_str_equal(each, eachs[e])) {
            o->each = (each_kind)e;
            return true;
        }
    }
    if (each.len) {
        wz_report(s->diags, CONFIG_EACH, wz_node_get(node, WZ_STR("each"))->loc, each)->suggestion =
            wz_suggest(each, eachs, EACH_IDENTIFIER + 1);
    }
    return each.len == 0;
}

static bool read_output(site *s, const wz_node *node, output_spec *o)
{
    static const wz_str keys[] = {
        WZ_STR("template"), WZ_STR("path"),    WZ_STR("each"),  WZ_STR("kind"),  WZ_STR("vocabulary"), WZ_STR("with"),
        WZ_STR("absolute"), WZ_STR("expires"), WZ_STR("field"), WZ_STR("split"), WZ_STR("owner"),      WZ_STR("least"),
        WZ_STR("when"),     WZ_STR("newest"),  WZ_STR("pages"), WZ_STR("after"), WZ_STR("file"),       WZ_STR("listed"),
        WZ_STR("worklist"), WZ_STR("titles"),  WZ_STR("open")};
    if (node->kind != WZ_NODE_MAP) {
        wz_report(s->diags, GROUP_EXPECTED, node->loc, WZ_STR("outputs"));
        return false;
    }
    *o = (output_spec){.loc = node->loc};
    wz_str each = {0};
    bool ok = KNOWN_KEYS(s, node, keys);
    ok = site_text_at(s, node, WZ_STR("template"), true, &o->template_name) && ok;
    ok = site_text_at(s, node, WZ_STR("each"), false, &each) && ok;
    ok = site_truth_at(s, node, WZ_STR("absolute"), &o->absolute) && ok;
    ok = site_truth_at(s, node, WZ_STR("owner"), &o->owner) && ok;
    ok = site_truth_at(s, node, WZ_STR("worklist"), &o->worklist) && ok;
    ok = site_truth_at(s, node, WZ_STR("open"), &o->open) && ok;
    bool listed = true;
    ok = site_truth_at(s, node, WZ_STR("after"), &o->after) && ok;
    ok = site_truth_at(s, node, WZ_STR("listed"), &listed) && ok;
    o->unlisted = !listed;
    ok = site_number_at(s, node, WZ_STR("least"), &o->least) && ok;
    ok = site_number_at(s, node, WZ_STR("newest"), &o->newest) && ok;
    ok = site_number_at(s, node, WZ_STR("titles"), &o->titles) && ok;
    ok = site_number_at(s, node, WZ_STR("pages"), &o->pages) && ok;
    o->file = site_part(s, node, WZ_STR("file"), WZ_NODE_MAP, &ok);
    ok = site_check_data(s, o->file) && ok;
    ok = read_expires(s, node, o) && ok;
    ok = read_split(s, node, o) && ok;
    ok = site_text_at(s, node, WZ_STR("when"), false, &o->when) && ok;
    o->preview = wz_str_equal(o->when, WZ_STR("preview"));
    if (!read_each(s, node, each, o)) {
        return false; /* what belongs in the rest depends on it */
    }
    ok = check_options(s, node, o->each, each.len ? each : WZ_STR("one")) && ok;
    const wz_node *path = wz_node_get(node, WZ_STR("path"));
    if (o->each != EACH_REDIRECT) {
        /* "" is the start page; a forgotten value is not. */
        if (path && path->style == WZ_STYLE_PLAIN && wz_node_is_empty(path)) {
            wz_report(s->diags, EMPTY_VALUE, path->loc, WZ_STR("path"));
            ok = false;
        } else if (site_text_at(s, node, WZ_STR("path"), !path, &o->path)) {
            o->path = o->path.ptr ? o->path : WZ_STR("");
            ok = check_path(s, o, path) && ok;
        } else {
            ok = false;
        }
    }
    ok = site_kind_at(s, node, WZ_STR("kind"), false, false, &o->kind) && ok;
    ok = site_kind_at(s, node, WZ_STR("vocabulary"), o->each == EACH_TERM || o->each == EACH_PAIR, true,
                      &o->vocabulary) &&
         ok;
    ok = site_kind_at(s, node, WZ_STR("with"), o->each == EACH_PAIR, true, &o->with) && ok;
    ok = site_text_at(s, node, WZ_STR("field"), false, &o->field) && ok;
    return (!o->field.len || !o->vocabulary || check_field(s, o, wz_node_get(node, WZ_STR("field"))->loc)) && ok;
}

/* Entries of the menu that lead to what is left out. */
static void thin_menu(site *s)
{
    site_config *c = &s->config;
    ptrdiff_t kept = 0;
    for (ptrdiff_t i = 0; i < c->menu_count; i++) {
        if (!site_is_off(s, wz_str_slice(c->menu[i].path, 0, site_path_end(c->menu[i].path)))) {
            c->menu[kept++] = c->menu[i];
        }
    }
    c->menu_count = kept;
}

bool site_is_off(const site *s, wz_str path)
{
    bool off = false;
    for (ptrdiff_t i = 0; i < s->config.off_count && !off; i++) {
        off = s->config.off[i].each == EACH_ONE && wz_str_equal(s->config.off[i].path, path);
    }
    return off;
}

/* An output that waits for a setting is not made without it; that of open data is asked for, once. */
static bool is_wanted(site *s, const output_spec *o, const wz_node *node, bool *advised)
{
    bool whole = wz_str_equal(o->when, WZ_STR("open_data")) ? s->config.open_data_missing.len == 0
                 : o->preview                               ? s->options->preview.len > 0
                                                            : wz_node_get(s->config.root, o->when) != NULL;
    if (!o->when.len || whole) {
        return true;
    }
    if (wz_str_equal(o->when, WZ_STR("open_data")) && !*advised) {
        wz_report(s->diags, CONFIG_OPEN_DATA, wz_node_get(node, WZ_STR("when"))->loc, s->config.open_data_missing,
                  o->path);
        *advised = true;
    }
    return false;
}

bool site_outputs_read(site *s)
{
    site_config *c = &s->config;
    bool owners = true, advised = false, ok = site_truth_at(s, c->root, WZ_STR("owner_pages"), &owners);
    const wz_node *list = site_part(s, c->root, WZ_STR("outputs"), WZ_NODE_LIST, &ok);
    if (!list) {
        if (!wz_node_get(c->root, WZ_STR("outputs"))) {
            wz_report(s->diags, MODEL_MISSING, c->root->loc, WZ_STR("outputs"));
        }
        return false;
    }
    if (list->count == 0) { /* it would empty the site that is there */
        wz_report(s->diags, EMPTY_VALUE, list->loc, WZ_STR("outputs"));
        return false;
    }
    c->outputs = wz_new(s->arena, output_spec, list->count);
    c->off = wz_new(s->arena, output_spec, list->count);
    for (ptrdiff_t i = 0; i < list->count; i++) {
        output_spec o;
        if (!read_output(s, list->items[i], &o)) {
            ok = false;
        } else if ((o.owner && !owners) || !is_wanted(s, &o, list->items[i], &advised)) {
            c->off[c->off_count++] = o;
        } else {
            c->outputs[c->output_count++] = o;
        }
    }
    thin_menu(s);
    return ok;
}
