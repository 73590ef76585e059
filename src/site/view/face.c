/* SPDX-License-Identifier: EUPL-1.2 */
/* How the site presents itself: logo, notice, colophon, fonts and other languages, as site.yaml has them. */
#include "site/view/view.h"

static wz_value fonts_value(site *s)
{
    wz_value *items = wz_new(s->arena, wz_value, s->config.font_count);
    for (ptrdiff_t i = 0; i < s->config.font_count; i++) {
        const named_file *font = &s->config.fonts[i];
        wz_object *item = site_view_link(s, s->arena, NULL, i, s->config.font_count);
        site_view_link_text(item, s->n->family, font->text);
        site_view_link_text(item, s->n->path, font->path);
        site_view_link_text(item, s->n->weight, font->weight);
        site_view_link_text(item, s->n->style, font->style);
        site_view_link_text(item, s->n->format, font->format);
        items[i] = wz_value_object(item);
    }
    return site_view_wrap(s, s->arena, items, s->config.font_count);
}

static wz_value languages_value(site *s)
{
    wz_value *items = wz_new(s->arena, wz_value, s->config.language_count);
    for (ptrdiff_t i = 0; i < s->config.language_count; i++) {
        const other_language *other = &s->config.languages[i];
        wz_object *item = site_view_link(s, s->arena, NULL, i, s->config.language_count);
        site_view_link_text(item, s->n->language, other->language);
        site_view_link_text(item, s->n->label, other->label);
        site_view_link_text(item, s->n->url, other->url);
        items[i] = wz_value_object(item);
    }
    return site_view_wrap(s, s->arena, items, s->config.language_count);
}

/* What site.yaml says about how the site presents itself. */
void site_view_face(site *s, wz_object *o)
{
    const site_config *c = &s->config;
    wz_object *logo = wz_object_new(s->arena, 4);
    wz_object_text(logo, s->n->path, c->logo.path);
    wz_object_text(logo, s->n->text, c->logo.text);
    wz_object_text(logo, s->n->width, c->logo.width);
    wz_object_text(logo, s->n->height, c->logo.height);
    wz_object_set(o, s->n->logo, c->logo.path.len ? wz_value_object(logo) : wz_value_bool(false));
    const wz_fragment *texts[] = {&c->notice_text, &c->colophon_text};
    const wz_symbol symbols[] = {s->n->notice, s->n->colophon};
    for (int i = 0; i < 2; i++) {
        wz_object *text = wz_object_new(s->arena, 2);
        wz_object_set(text, s->n->html, wz_value_html(texts[i]->html));
        wz_object_text(text, s->n->text, texts[i]->text);
        wz_object_set(o, symbols[i], texts[i]->html.len ? wz_value_object(text) : wz_value_bool(false));
    }
    wz_object_set(o, s->n->fonts, fonts_value(s));
    wz_object_set(o, s->n->languages, languages_value(s));
}
