/* SPDX-License-Identifier: EUPL-1.2 */
/* How the site presents itself: logo, notice, colophon, languages and fonts of site.yaml. All are optional, and templates
 * show what there is. */
#include "site/plan/plan.h"

static bool read_logo(site *s)
{
    static const wz_str keys[] = {WZ_STR("file"), WZ_STR("text"), WZ_STR("width"), WZ_STR("height")};
    named_file *logo = &s->config.logo;
    bool ok = true;
    long side = 0;
    const wz_node *node = site_part(s, s->config.root, WZ_STR("logo"), WZ_NODE_MAP, &ok);
    if (!node) {
        return ok;
    }
    ok = KNOWN_KEYS(s, node, keys);
    ok = site_text_at(s, node, WZ_STR("file"), true, &logo->name) && ok;
    ok = site_text_at(s, node, WZ_STR("text"), false, &logo->text) && ok;
    for (int i = 0; i < 2; i++) { /* without its size the page would jump when it comes */
        wz_str key = i ? WZ_STR("height") : WZ_STR("width"), *to = i ? &logo->height : &logo->width;
        ok = site_text_at(s, node, key, true, to) && site_number_at(s, node, key, &side) && ok;
    }
    logo->loc = logo->name.len ? wz_node_get(node, WZ_STR("file"))->loc : node->loc;
    return ok;
}

/* What stands between quotation marks in a style sheet, or bare: letters, digits, spaces and hyphens. */
static bool plain_words(site *s, const wz_node *map, wz_str key, bool required, wz_str *out)
{
    bool ok = site_text_at(s, map, key, required, out);
    if (ok && !wz_str_is_plain(*out, " -")) {
        wz_report(s->diags, MODEL_NAME, wz_node_get(map, key)->loc, *out);
        ok = false;
    }
    return ok;
}

static bool read_font(site *s, const wz_node *node, named_file *font)
{
    static const wz_str keys[] = {WZ_STR("family"), WZ_STR("file"), WZ_STR("weight"), WZ_STR("style")};
    if (node->kind != WZ_NODE_MAP) {
        wz_report(s->diags, GROUP_EXPECTED, node->loc, WZ_STR("fonts"), WZ_STR("{…: …}"));
        return false;
    }
    bool ok = KNOWN_KEYS(s, node, keys);
    font->weight = WZ_STR("400");
    font->style = WZ_STR("normal");
    ok = plain_words(s, node, WZ_STR("family"), true, &font->text) && ok;
    ok = plain_words(s, node, WZ_STR("weight"), false, &font->weight) && ok;
    ok = plain_words(s, node, WZ_STR("style"), false, &font->style) && ok;
    ok = site_text_at(s, node, WZ_STR("file"), true, &font->name) && ok;
    font->loc = font->name.len ? wz_node_get(node, WZ_STR("file"))->loc : node->loc;
    font->format = wz_str_ends(font->name, WZ_STR(".woff")) ? WZ_STR("woff") : WZ_STR("woff2");
    return ok;
}

static bool read_language(site *s, const wz_node *node, other_language *other)
{
    static const wz_str keys[] = {WZ_STR("language"), WZ_STR("label"), WZ_STR("url")};
    if (node->kind != WZ_NODE_MAP) {
        wz_report(s->diags, GROUP_EXPECTED, node->loc, WZ_STR("languages"), WZ_STR("{…: …}"));
        return false;
    }
    bool ok = KNOWN_KEYS(s, node, keys);
    ok = site_text_at(s, node, WZ_STR("language"), true, &other->language) && ok;
    ok = site_text_at(s, node, WZ_STR("label"), true, &other->label) && ok;
    ok = site_text_at(s, node, WZ_STR("url"), true, &other->url) &&
         site_address_at(s, node, WZ_STR("url"), &other->url) && ok;
    if (other->language.len && !site_language_ok(other->language)) {
        wz_report(s->diags, CONFIG_LANGUAGE, wz_node_get(node, WZ_STR("language"))->loc, other->language);
        ok = false;
    }
    return ok;
}

static bool read_text(site *s, wz_str key, const wz_node **out)
{
    wz_str text = {0};
    bool ok = site_text_at(s, s->config.root, key, false, &text);
    *out = ok && text.len ? wz_node_get(s->config.root, key) : NULL;
    return ok;
}

bool site_face_read(site *s)
{
    site_config *c = &s->config;
    bool ok = read_logo(s);
    ok = read_text(s, WZ_STR("notice"), &c->notice) && ok;
    ok = read_text(s, WZ_STR("colophon"), &c->colophon) && ok;
    const wz_node *fonts = site_part(s, c->root, WZ_STR("fonts"), WZ_NODE_LIST, &ok);
    const wz_node *languages = site_part(s, c->root, WZ_STR("languages"), WZ_NODE_LIST, &ok);
    c->font_count = fonts ? fonts->count : 0;
    c->fonts = wz_new(s->arena, named_file, c->font_count);
    for (ptrdiff_t i = 0; i < c->font_count; i++) {
        ok = read_font(s, fonts->items[i], &c->fonts[i]) && ok;
    }
    c->language_count = languages ? languages->count : 0;
    c->languages = wz_new(s->arena, other_language, c->language_count);
    for (ptrdiff_t i = 0; i < c->language_count; i++) {
        ok = read_language(s, languages->items[i], &c->languages[i]) && ok;
    }
    return ok;
}
