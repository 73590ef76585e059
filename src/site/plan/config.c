/* SPDX-License-Identifier: EUPL-1.2 */
/* content/site.yaml. */
#include "site/plan/plan.h"
#include "wegwijzer/url.h"

#include <string.h>

static bool read_matrices(site *s)
{
    static const wz_str keys[] = {WZ_STR("name"), WZ_STR("rows"), WZ_STR("columns"), WZ_STR("kind")};
    bool ok = true;
    const wz_node *list = site_part(s, s->config.root, WZ_STR("matrices"), WZ_NODE_LIST, &ok);
    if (!list) {
        return ok;
    }
    s->config.matrices = wz_new(s->arena, matrix_spec, list->count);
    for (ptrdiff_t i = 0; i < list->count; i++) {
        matrix_spec *m = &s->config.matrices[i];
        const wz_node *node = list->items[i];
        if (node->kind != WZ_NODE_MAP) {
            wz_report(s->diags, GROUP_EXPECTED, node->loc, WZ_STR("matrices"));
            return false;
        }
        ok = KNOWN_KEYS(s, node, keys) && ok;
        ok = site_text_at(s, node, WZ_STR("name"), true, &m->name) && site_check_name(s, list, i, m->name) && ok;
        ok = site_kind_at(s, node, WZ_STR("rows"), true, true, &m->rows) && ok;
        ok = site_kind_at(s, node, WZ_STR("columns"), true, true, &m->columns) && ok;
        ok = site_kind_at(s, node, WZ_STR("kind"), false, false, &m->kind) && ok;
    }
    s->config.matrix_count = ok ? list->count : 0;
    return ok;
}

static bool read_route(site *s)
{
    bool ok = true;
    const wz_node *list = site_part(s, s->config.root, WZ_STR("route"), WZ_NODE_LIST, &ok);
    if (!list) {
        return ok;
    }
    if (!site_texts_only(s, list, WZ_STR("route"))) {
        return false;
    }
    s->config.route = wz_new(s->arena, const wz_kind *, list->count);
    for (ptrdiff_t i = 0; i < list->count; i++) {
        const wz_kind *kind = wz_model_kind(s->model, wz_str_trim(list->items[i]->text));
        if (!kind) {
            wz_kind_unknown(s->diags, s->model, false, list->items[i]->loc, list->items[i]->text);
            ok = false;
        } else {
            s->config.route[s->config.route_count++] = kind;
        }
    }
    return ok;
}

static bool read_menu(site *s)
{
    static const wz_str keys[] = {WZ_STR("label"), WZ_STR("path")};
    bool ok = true;
    const wz_node *list = site_part(s, s->config.root, WZ_STR("menu"), WZ_NODE_LIST, &ok);
    s->config.menu = wz_new(s->arena, menu_spec, list ? list->count : 0);
    for (ptrdiff_t i = 0; list && i < list->count; i++) {
        const wz_node *item = list->items[i], *path = wz_node_get(item, WZ_STR("path"));
        menu_spec *entry = &s->config.menu[s->config.menu_count];
        if (item->kind != WZ_NODE_MAP) {
            wz_report(s->diags, GROUP_EXPECTED, item->loc, WZ_STR("menu"));
            return false;
        }
        entry->loc = path ? path->loc : item->loc;
        ok = KNOWN_KEYS(s, item, keys) && ok;
        ok = site_text_at(s, item, WZ_STR("label"), true, &entry->label) && ok;
        ok = site_text_at(s, item, WZ_STR("path"), false, &entry->path) && ok;
        s->config.menu_count++;
    }
    return ok;
}

/* Where people can be reached: a link on every page, and a field of security.txt (RFC 9116). */
static bool read_contact(site *s)
{
    static const wz_str schemes[] = {WZ_STR("mailto"), WZ_STR("tel")};
    wz_str rest, *contact = &s->config.contact;
    wz_url url;
    if (!site_text_at(s, s->config.root, WZ_STR("contact"), false, contact)) {
        return false;
    }
    bool ok = contact->len == 0;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes && !ok; i++) {
        if (wz_url_is(*contact, schemes[i], &rest) && rest.len > 0) {
            wz_buf encoded = {0};
            wz_url_encode(&encoded, rest);
            ok = wz_str_equal(wz_buf_str(&encoded), rest);
            wz_buf_free(&encoded);
            *contact = ok ? wz_format(s->arena, "%.*s:%.*s", WZ_ARG(schemes[i]), WZ_ARG(rest)) : *contact;
        }
    }
    if (!ok && wz_url_read(s->arena, *contact, WZ_URL_ANY, &url)) {
        *contact = url.href;
        ok = true;
    }
    if (!ok) {
        wz_diag *d = wz_report(s->diags, CONFIG_CONTACT, wz_node_get(s->config.root, WZ_STR("contact"))->loc, *contact);
        bool mail = wz_str_find_byte(*contact, '@') > 0 && wz_str_find_byte(*contact, ':') < 0 &&
                    wz_str_find_byte(*contact, ' ') < 0;
        d->suggestion = mail ? wz_format(s->arena, "mailto:%.*s", WZ_ARG(*contact)) : url.meant;
    }
    return ok;
}

static bool read_pages(site *s, const wz_node *node)
{
    static const wz_str keys[] = {WZ_STR("folder"), WZ_STR("scheme"), WZ_STR("title"), WZ_STR("summary")};
    site_config *c = &s->config;
    bool ok = KNOWN_KEYS(s, node, keys);
    ok = site_text_at(s, node, WZ_STR("folder"), true, &c->pages_folder) && ok;
    ok = site_text_at(s, node, WZ_STR("scheme"), true, &c->pages_scheme) && ok;
    ok = site_text_at(s, node, WZ_STR("title"), true, &c->pages_title) && ok;
    ok = site_text_at(s, node, WZ_STR("summary"), false, &c->pages_summary) && ok;
    if (c->pages_folder.len && !wz_path_check(c->pages_folder)) {
        wz_report(s->diags, MODEL_PATH, wz_node_get(node, WZ_STR("folder"))->loc, c->pages_folder);
        ok = false;
    }
    if (c->pages_scheme.len) {
        const wz_kind *taken = wz_model_kind(s->model, c->pages_scheme);
        taken = taken ? taken : wz_model_vocabulary(s->model, c->pages_scheme);
        if (taken) {
            wz_report(s->diags, MODEL_RESERVED, wz_node_get(node, WZ_STR("scheme"))->loc, c->pages_scheme)->related =
                taken->loc;
            ok = false;
        }
    }
    return ok;
}

/* The address of a new file: https, with its name in it, and nothing to fill in but what the form has. */
static bool check_new_file(site *s, const wz_node *node)
{
    wz_str address = s->config.new_file, rest = address;
    bool ok = true;
    if (!address.len) {
        return true;
    }
    if (wz_str_find(address, WZ_STR("{name}")) < 0) {
        wz_report(s->diags, CONFIG_NEEDS, node->loc, address, WZ_STR("{name}"));
        ok = false;
    }
    for (ptrdiff_t at; (at = wz_str_find_byte(rest, '{')) >= 0; rest = wz_str_slice(rest, at + 1, rest.len)) {
        wz_str place = wz_str_slice(rest, at, at + wz_str_find_byte(wz_str_slice(rest, at, rest.len), '}') + 1);
        if (!wz_str_equal(place, WZ_STR("{folder}")) && !wz_str_equal(place, WZ_STR("{name}")) &&
            !wz_str_equal(place, WZ_STR("{value}"))) {
            wz_report(s->diags, CONFIG_NEW_FILE, node->loc, place.len ? place : WZ_STR("{"));
            ok = false;
        }
    }
    if (!wz_str_starts(address, WZ_STR("https:"))) {
        wz_report(s->diags, CONFIG_NEW_HTTP, node->loc, address);
    }
    return ok;
}

wz_str wz_site_schema_address(wz_arena *arena, wz_str pattern, const wz_kind *kind)
{
    ptrdiff_t at = wz_str_find(pattern, WZ_STR("{folder}"));
    wz_str after = at < 0 ? (wz_str){0} : wz_str_slice(pattern, at + 8, pattern.len);
    return at < 0 ? (wz_str){0}
                  : wz_format(arena, "%.*s%.*s%.*s", WZ_ARG(wz_str_slice(pattern, 0, at)), WZ_ARG(kind->place),
                              WZ_ARG(after));
}

static bool read_repository(site *s, const wz_node *node)
{
    static const wz_str keys[] = {WZ_STR("url"), WZ_STR("edit"),    WZ_STR("issues"),
                                  WZ_STR("new"), WZ_STR("max_url"), WZ_STR("schema")};
    site_config *c = &s->config;
    bool ok = KNOWN_KEYS(s, node, keys);
    c->max_url = 7500;
    ok = site_text_at(s, node, keys[0], true, &c->repository) && ok;
    ok = site_address_at(s, node, keys[0], &c->repository) && ok;
    ok = site_address_at(s, node, keys[1], &c->edit) && ok;
    ok = site_address_at(s, node, keys[2], &c->issues) && ok;
    ok = site_address_at(s, node, keys[3], &c->new_file) && ok;
    ok = site_number_at(s, node, keys[4], &c->max_url) && ok;
    ok = site_address_at(s, node, keys[5], &c->schema) && ok;
    if (c->schema.len && wz_str_find(c->schema, WZ_STR("{folder}")) < 0) {
        wz_report(s->diags, CONFIG_NEEDS, wz_node_get(node, keys[5])->loc, c->schema, WZ_STR("{folder}"));
        ok = false;
    }
    if (c->edit.len && wz_str_find(c->edit, WZ_STR("{file}")) < 0) {
        wz_report(s->diags, CONFIG_NEEDS, wz_node_get(node, keys[1])->loc, c->edit, WZ_STR("{file}"));
        ok = false;
    }
    return check_new_file(s, wz_node_get(node, keys[3])) && ok;
}

static bool read_groups(site *s)
{
    site_config *c = &s->config;
    bool ok = true;
    const wz_node *node = site_part(s, c->root, WZ_STR("repository"), WZ_NODE_MAP, &ok);
    if (node) {
        ok = read_repository(s, node) && ok;
    }
    node = site_part(s, c->root, WZ_STR("pages"), WZ_NODE_MAP, &ok);
    if (node) {
        ok = read_pages(s, node) && ok;
    }
    ok = site_open_data_read(s) && ok;
    ok = site_review_read(s) && ok;
    ok = site_face_read(s) && ok;
    ok = site_glossary_read(s) && ok;
    ok = site_citations_read(s) && ok;
    ok = site_calendar_read(s) && ok;
    ok = site_addresses_read(s) && ok;
    c->data = site_part(s, c->root, WZ_STR("data"), WZ_NODE_MAP, &ok);
    ok = site_check_data(s, c->data) && ok;
    c->search = site_part(s, c->root, WZ_STR("search"), WZ_NODE_MAP, &ok);
    return ok;
}

/* The address of the site; what is wrong with its user, host or port has messages of its own. */
static bool read_base_url(site *s, wz_str text, wz_loc loc)
{
    wz_url url;
    bool ok = wz_url_read_base(s->arena, text, &url);
    if (ok) {
        s->config.base_url = url.href;
        s->config.base = url;
    } else if (url.fault == WZ_URL_USER || url.fault == WZ_URL_HOST || url.fault == WZ_URL_PORT) {
        wz_url_report(s->diags, loc, &url);
    } else {
        wz_report(s->diags, CONFIG_BASE_URL, loc, text)->suggestion = url.meant;
    }
    return ok;
}

/* What identifiers begin with. They stay when the site moves, if the owner says what they were. */
static bool read_identifiers(site *s)
{
    wz_str *out = &s->config.identifiers;
    wz_url url;
    if (!site_text_at(s, s->config.root, WZ_STR("identifiers"), false, out)) {
        return false;
    }
    if (!out->len) {
        *out = wz_format(s->arena, "%.*sid/", WZ_ARG(s->config.base_url));
    } else if (wz_url_read_base(s->arena, *out, &url)) {
        *out = url.href;
    } else {
        wz_loc loc = wz_node_get(s->config.root, WZ_STR("identifiers"))->loc;
        wz_report(s->diags, CONFIG_IDENTIFIERS, loc, *out)->suggestion = url.meant;
        return false;
    }
    return true;
}

static bool is_under(wz_str host, wz_str domain)
{
    wz_str before = wz_str_slice(host, 0, host.len - domain.len);
    return wz_str_ends(host, domain) && (before.len == 0 || wz_str_ends(before, WZ_STR(".")));
}

/* Of the domains that nobody can have (RFC 2606, section 3) the one that new catalogues start with. */
static bool is_example(site *s, wz_str address)
{
    wz_url url;
    wz_str host;
    if (wz_url_read(s->arena, address, WZ_URL_ANY, &url)) {
        host = url.host;
    } else {
        ptrdiff_t at = wz_str_find_byte(address, '@');
        host = at < 0 ? (wz_str){0} : wz_str_slice(address, at + 1, site_path_end(address));
    }
    return is_under(host, WZ_STR("example.org"));
}

/* A site that people can reach: not one on this machine or under a name for tests (RFC 6761). */
static bool is_live(const site *s)
{
    static const wz_str own[] = {WZ_STR("localhost"), WZ_STR("test"),      WZ_STR("example"),
                                 WZ_STR("invalid"),   WZ_STR("127.0.0.1"), WZ_STR("::1")};
    bool live = s->options->base_url.len && s->config.base.host.len;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        live = live && !is_under(s->config.base.host, own[i]);
    }
    return live && !is_under(s->config.base.host, WZ_STR("example.org"));
}

/* What is still as it came: a warning, and an error for a site with an address of its own. No page invites to it. */
static bool check_examples(site *s)
{
    site_config *c = &s->config;
    const wz_node *repository = wz_node_get(c->root, WZ_STR("repository"));
    const wz_str keys[] = {WZ_STR("base_url"), WZ_STR("contact"), WZ_STR("repository")};
    const wz_str values[] = {s->options->base_url.len ? (wz_str){0} : c->base_url, c->contact, c->repository};
    const wz_node *nodes[] = {wz_node_get(c->root, keys[0]), wz_node_get(c->root, keys[1]),
                              wz_node_get(repository, WZ_STR("url"))};
    bool ok = true;
    for (int i = 0; i < 3; i++) {
        if (!values[i].len || !is_example(s, values[i])) {
            continue;
        }
        if (is_live(s)) {
            wz_report(s->diags, CONFIG_EXAMPLE_LIVE, nodes[i]->loc, keys[i], values[i], c->base_url);
            ok = false;
        } else {
            wz_report(s->diags, CONFIG_EXAMPLE, nodes[i]->loc, keys[i], values[i]);
        }
    }
    c->placeholder = is_example(s, c->base_url);
    site_open_data_judge(s, c->placeholder);
    if (is_example(s, c->contact)) {
        c->contact = (wz_str){0};
    }
    if (is_example(s, c->repository)) {
        c->repository = c->edit = c->issues = c->new_file = (wz_str){0};
    }
    if (c->messages_page.len && c->base.host.len && !c->placeholder) {
        c->messages_url = wz_format(s->arena, "%.*s%.*s", WZ_ARG(c->base_url), WZ_ARG(c->messages_page));
    }
    return ok;
}

static const wz_str top_keys[] = {
    WZ_STR("title"),      WZ_STR("summary"),     WZ_STR("language"),    WZ_STR("base_url"),    WZ_STR("theme"),
    WZ_STR("owner"),      WZ_STR("contact"),     WZ_STR("repository"),  WZ_STR("menu"),        WZ_STR("pages"),
    WZ_STR("review"),     WZ_STR("search"),      WZ_STR("matrices"),    WZ_STR("gaps"),        WZ_STR("via"),
    WZ_STR("order"),      WZ_STR("route"),       WZ_STR("data"),        WZ_STR("outputs"),     WZ_STR("example"),
    WZ_STR("base_theme"), WZ_STR("theme_class"), WZ_STR("addresses"),   WZ_STR("owner_pages"), WZ_STR("logo"),
    WZ_STR("notice"),     WZ_STR("colophon"),    WZ_STR("languages"),   WZ_STR("fonts"),       WZ_STR("glossary"),
    WZ_STR("calendar"),   WZ_STR("messages"),    WZ_STR("identifiers"), WZ_STR("open_data"),   WZ_STR("citations")};

void wz_site_schema(wz_buf *out)
{
    wz_json json = {.out = out, .lines = 2, .indent = 1};
    wz_json_open(&json, '{');
    wz_json_member(&json, "$schema", WZ_STR("http://json-schema.org/draft-07/schema#"));
    wz_json_member(&json, "title", WZ_STR("site.yaml"));
    wz_json_member(&json, "type", WZ_STR("object"));
    wz_json_enter(&json, "properties", '{');
    for (size_t i = 0; i < sizeof top_keys / sizeof *top_keys; i++) {
        wz_json_key(&json, top_keys[i]);
        wz_json_open(&json, '{');
        wz_json_close(&json, '}');
    }
    wz_json_close(&json, '}');
    wz_json_key(&json, WZ_STR("additionalProperties"));
    wz_json_word(&json, WZ_STR("false"));
    wz_json_close(&json, '}');
    wz_buf_byte(out, '\n');
}

bool site_config_read(site *s)
{
    site_config *c = &s->config;
    wz_source *source =
        wz_fs_read(s->arena, s->diags, s->options->fs, s->options->folder, WZ_STR("content/site.yaml"), WZ_LIMIT_FILE);
    c->source = source;
    c->root = source ? wz_yaml_parse(s->arena, s->diags, source, WZ_YAML_MAP) : NULL;
    if (!c->root) {
        return false;
    }
    bool ok = KNOWN_KEYS(s, c->root, top_keys);
    c->language = WZ_STR("nl");
    ok = site_text_at(s, c->root, WZ_STR("title"), true, &c->title) && ok;
    ok = site_text_at(s, c->root, WZ_STR("summary"), false, &c->summary) && ok;
    ok = site_text_at(s, c->root, WZ_STR("language"), false, &c->language) && ok;
    if (!site_language_ok(c->language)) {
        wz_report(s->diags, CONFIG_LANGUAGE, wz_node_get(c->root, WZ_STR("language"))->loc, c->language);
        ok = false;
    }
    ok = site_text_at(s, c->root, WZ_STR("base_url"), true, &c->base_url) && ok;
    ok = site_text_at(s, c->root, WZ_STR("theme"), true, &c->theme) && ok;
    ok = site_text_at(s, c->root, WZ_STR("owner"), false, &c->owner) && ok;
    ok = read_contact(s) && ok;
    ok = site_text_at(s, c->root, WZ_STR("example"), false, &c->example) && ok;
    ok = site_page_at(s, c->root, WZ_STR("messages"), &c->messages_page) && ok;
    if (c->base_url.len) {
        ok = read_base_url(s, c->base_url, wz_node_get(c->root, WZ_STR("base_url"))->loc) && ok;
    }
    if (s->options->base_url.len) {
        wz_str base = s->options->base_url;
        const char *slash = base.ptr[base.len - 1] == '/' ? "" : "/";
        ok = read_base_url(s, wz_format(s->arena, "%.*s%s", WZ_ARG(base), slash), WZ_NOWHERE) && ok;
    }
    ok = read_identifiers(s) && ok;
    ok = site_text_at(s, c->root, WZ_STR("base_theme"), false, &c->base_theme) && ok;
    ok = site_text_at(s, c->root, WZ_STR("theme_class"), false, &c->theme_class) && ok;
    if (s->options->theme.len) {
        c->base_theme = c->base_theme.len ? c->base_theme : c->theme;
        c->theme = s->options->theme;
    }
    ok = read_groups(s) && ok;
    ok = check_examples(s) && ok;
    ok = read_menu(s) && ok;
    ok = site_outputs_read(s) && ok;
    ok = read_matrices(s) && ok;
    ok = site_gaps_read(s) && ok;
    ok = site_via_read(s) && ok;
    ok = site_order_read(s) && ok;
    ok = read_route(s) && ok;
    return ok;
}
