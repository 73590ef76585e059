/* SPDX-License-Identifier: EUPL-1.2 */
/* The group citations of site.yaml: what texts cite, and where that stands on the web. The words are data, so that each language
 * has its own; src/site/values/cite.c reads texts by them.
 *
 *   laws:      {vocabulary, address, names}
 *              its terms are the laws; names are fields that name one beside its title, short name and aliases. address is that
 *              of an article: https://wetten.example/{bwb}[/{article}[/{paragraph}]], where {bwb} is a field of the law. What
 *              stands between [ and ] falls away when there is nothing to fill in; a law without {bwb} has no address
 *   article, articles: [word]   what stands before the number of one article (artikel, art.), and before several (artikelen)
 *   paragraph, ordinals, under, beside: [word]   lid 1, eerste lid, onder a, aanhef; of ordinals the first means 1
 *   of, also, with: [word]   between an article and its law (van de), between two numbers (en), and before another article (jo.)
 *   unnamed:   [word]   what stands there for a law without naming it (wet, besluit): that is said, what other words mean is no law
 *   papers:    {words, number, address}
 *              papers of parliament: Kamerstuk 35 513, nr. 3. words stand before the dossier (not when number stands in it),
 *              number before the number; address has {dossier}, {chapter} and {number}
 *   gazettes:  [{words, forms, address, since}]
 *              what has numbers of another kind: Stb. 2022, 504. forms is how they stand behind words: "{year}, {number}" and
 *              "{year}/{number}" unless it says so. {year} is 2022 (or 95/), {session} is 2019/20 and becomes 20192020, any other
 *              is a number, which may have letters behind it, with a * any code: ":{court*}:{year}:{code*}". ", " is a comma or
 *              white space alone. address has what the forms have. Of what is older than since none is known. The first that fits counts
 *   fields:    [field]  fields of plain text whose links templates find under the name of the field and _links
 */
#include "site/plan/plan.h"

/* Some kind or vocabulary has the field, perhaps in a group. */
static bool has_field(const wz_field *fields, ptrdiff_t count, wz_str name)
{
    bool found = false;
    for (ptrdiff_t f = 0; f < count && !found; f++) {
        const wz_field *field = &fields[f];
        bool text = field->words && !field->several;
        found = (text && wz_str_equal(field->name, name)) || has_field(field->fields, field->field_count, name);
    }
    return found;
}

static bool is_text_field(const site *s, wz_str name)
{
    const wz_model *m = s->model;
    bool found = false;
    for (ptrdiff_t k = 0; k < m->kind_count + m->vocabulary_count && !found; k++) {
        const wz_kind *kind = k < m->kind_count ? m->kinds[k] : m->vocabularies[k - m->kind_count];
        found = has_field(kind->fields, kind->field_count, name);
    }
    return found;
}

static bool needs(site *s, const wz_node *map, wz_str text, wz_str part)
{
    if (!text.len || wz_str_find(text, part) >= 0) {
        return true;
    }
    wz_report(s->diags, CONFIG_NEEDS, wz_node_get(map, WZ_STR("address"))->loc, text, part);
    return false;
}

/* The address has every blank of every form. */
static bool needs_blanks(site *s, const wz_node *map, const gazette *g)
{
    bool ok = g->forms.count ||
              (needs(s, map, g->address, WZ_STR("{year}")) && needs(s, map, g->address, WZ_STR("{number}")));
    for (ptrdiff_t i = 0; i < g->forms.count; i++) {
        wz_str form = g->forms.names[i];
        for (ptrdiff_t at; ok && (at = wz_str_find_byte(form, '{')) >= 0 && wz_str_find_byte(form, '}') > at;) {
            wz_str name = wz_str_slice(form, at + 1, wz_str_find_byte(form, '}'));
            name.len -= wz_str_ends(name, WZ_STR("*"));
            ok = needs(s, map, g->address, wz_format(s->arena, "{%.*s}", WZ_ARG(name)));
            form = wz_str_slice(form, wz_str_find_byte(form, '}') + 1, form.len);
        }
    }
    return ok;
}

static bool read_gazettes(site *s, const wz_node *list, citation_config *c)
{
    static const wz_str keys[] = {WZ_STR("words"), WZ_STR("address"), WZ_STR("forms"), WZ_STR("since")};
    bool ok = true;
    c->gazettes = wz_new(s->arena, gazette, list ? list->count : 0);
    for (ptrdiff_t i = 0; list && i < list->count; i++) {
        const wz_node *map = list->items[i];
        gazette *g = &c->gazettes[c->gazette_count++];
        if (map->kind != WZ_NODE_MAP) {
            wz_report(s->diags, GROUP_EXPECTED, map->loc, WZ_STR("gazettes"));
            ok = false;
            continue;
        }
        ok = KNOWN_KEYS(s, map, keys) && ok;
        ok = site_texts_at(s, map, keys[0], NULL, &g->words) && ok;
        ok = site_text_at(s, map, keys[1], true, &g->address) && ok;
        ok = site_texts_at(s, map, keys[2], NULL, &g->forms) && site_number_at(s, map, keys[3], &g->since) && ok;
        g->since_text = wz_format(s->arena, "%ld", g->since);
        ok = needs_blanks(s, map, g) && ok;
    }
    return ok;
}

static bool read_laws(site *s, const wz_node *map, citation_config *c)
{
    static const wz_str keys[] = {WZ_STR("vocabulary"), WZ_STR("address"), WZ_STR("names")};
    bool ok = KNOWN_KEYS(s, map, keys);
    ok = site_kind_at(s, map, WZ_STR("vocabulary"), true, true, &c->laws) && ok;
    ok = site_text_at(s, map, WZ_STR("address"), true, &c->law_address) && ok;
    ok = needs(s, map, c->law_address, WZ_STR("{article}")) && ok;
    return site_texts_at(s, map, WZ_STR("names"), is_text_field, &c->names) && ok;
}

static bool read_papers(site *s, const wz_node *map, citation_config *c)
{
    static const wz_str keys[] = {WZ_STR("words"), WZ_STR("number"), WZ_STR("address")};
    bool ok = KNOWN_KEYS(s, map, keys);
    ok = site_texts_at(s, map, WZ_STR("words"), NULL, &c->papers) && ok;
    ok = site_texts_at(s, map, WZ_STR("number"), NULL, &c->number) && ok;
    ok = site_text_at(s, map, WZ_STR("address"), true, &c->paper_address) && ok;
    return needs(s, map, c->paper_address, WZ_STR("{dossier}")) &&
           needs(s, map, c->paper_address, WZ_STR("{number}")) && ok;
}

bool site_citations_read(site *s)
{
    static const wz_str keys[] = {WZ_STR("laws"),     WZ_STR("papers"),    WZ_STR("fields"),   WZ_STR("article"),
                                  WZ_STR("articles"), WZ_STR("paragraph"), WZ_STR("ordinals"), WZ_STR("under"),
                                  WZ_STR("of"),       WZ_STR("also"),      WZ_STR("unnamed"),  WZ_STR("beside"),
                                  WZ_STR("with"),     WZ_STR("gazettes")};
    citation_config *c = &s->config.citations;
    /* In the order of the keys from the fourth on. */
    name_list *words[] = {&c->article, &c->articles, &c->paragraph, &c->ordinals, &c->under,
                          &c->of,      &c->also,     &c->unnamed,   &c->beside,   &c->with};
    bool ok = true;
    const wz_node *node = site_part(s, s->config.root, WZ_STR("citations"), WZ_NODE_MAP, &ok);
    if (!node) {
        return ok;
    }
    ok = KNOWN_KEYS(s, node, keys);
    const wz_node *laws = site_part(s, node, keys[0], WZ_NODE_MAP, &ok);
    const wz_node *papers = site_part(s, node, keys[1], WZ_NODE_MAP, &ok);
    ok = (!laws || read_laws(s, laws, c)) && ok;
    ok = (!papers || read_papers(s, papers, c)) && ok;
    ok = read_gazettes(s, site_part(s, node, WZ_STR("gazettes"), WZ_NODE_LIST, &ok), c) && ok;
    ok = site_texts_at(s, node, keys[2], is_text_field, &c->fields) && ok;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        ok = site_texts_at(s, node, keys[3 + i], NULL, words[i]) && ok;
    }
    return ok;
}
