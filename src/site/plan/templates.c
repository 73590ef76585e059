/* SPDX-License-Identifier: EUPL-1.2 */
/* The templates of the project, and which of them an output takes. */
#include "site/plan/plan.h"

static bool add_template(site *s, wz_str path, wz_str name)
{
    wz_source *source = wz_fs_read(s->arena, s->diags, s->options->fs, s->options->folder, path, WZ_TEMPLATE_SIZE);
    if (!source) {
        return false;
    }
    template_text *reader = wz_new(s->arena, template_text, 1);
    *reader = (template_text){source->text, source, name, s->readers};
    s->readers = reader;
    s->reader_count++;
    return wz_template_add(s->diags, s->templates, name, source) != NULL;
}

/* All of a folder: NAME.mustache becomes the template NAME. */
static bool read_templates(site *s, wz_str folder, bool required)
{
    wz_entry *entries = NULL;
    ptrdiff_t count = 0;
    bool ok = true;
    if (!wz_fs_exists(s->options->fs, s->options->folder, folder)) {
        if (required) {
            wz_source *source = wz_new(s->arena, wz_source, 1);
            source->path = folder;
            wz_report(s->diags, MISSING_FOLDER, wz_loc_file(source), folder);
        }
        return !required;
    }
    if (!wz_fs_list(s->arena, s->diags, s->options->fs, s->options->folder, folder, &entries, &count)) {
        return false;
    }
    for (ptrdiff_t i = 0; i < count; i++) {
        wz_str name = entries[i].name;
        if (name.ptr[0] != '.' && entries[i].type != WZ_ENTRY_FOLDER && wz_str_ends(name, WZ_STR(".mustache"))) {
            wz_str path = wz_format(s->arena, "%.*s/%.*s", WZ_ARG(folder), WZ_ARG(name));
            ok = add_template(s, path, wz_str_slice(name, 0, name.len - 9)) && ok;
        }
    }
    return ok;
}

/* Groups nest at most WZ_MODEL_DEPTH deep. */
static bool is_used(const wz_field *fields, ptrdiff_t count, wz_str type)
{
    for (ptrdiff_t f = 0; f < count; f++) {
        if (wz_str_equal(wz_type_name(fields[f].type), type) ||
            is_used(fields[f].fields, fields[f].field_count, type)) {
            return true;
        }
    }
    return false;
}

static bool has_type(const wz_model *m, wz_str type)
{
    for (ptrdiff_t k = 0; k < m->kind_count + m->vocabulary_count; k++) {
        const wz_kind *kind = k < m->kind_count ? m->kinds[k] : m->vocabularies[k - m->kind_count];
        if (is_used(kind->fields, kind->field_count, type)) {
            return true;
        }
    }
    return false;
}

/* Where a template shows each field by a partial of its type, {{>*type}}; -1 when it does not. */
static ptrdiff_t find_by_type(wz_str text)
{
    for (ptrdiff_t at = 0, end; (end = wz_str_find(wz_str_slice(text, at, text.len), WZ_STR("{{>"))) >= 0;) {
        ptrdiff_t start = at + end, close = 0;
        at = start + 3;
        close = wz_str_find(wz_str_slice(text, at, text.len), WZ_STR("}}"));
        wz_str name = close < 0 ? (wz_str){0} : wz_str_trim(wz_str_slice(text, at, at + close));
        if (name.len && name.ptr[0] == '*' &&
            wz_str_equal(wz_str_trim(wz_str_slice(name, 1, name.len)), WZ_STR("type"))) {
            return start;
        }
    }
    return -1;
}

/* The partial of a type for a template, which may be of its own extension. */
static bool has_partial(site *s, const wz_source *source, wz_str type)
{
    wz_str path = wz_str_slice(source->path, 0, source->path.len - 9); /* .mustache */
    ptrdiff_t dot = path.len;
    while (dot > 0 && path.ptr[dot - 1] != '.' && path.ptr[dot - 1] != '/') {
        dot--;
    }
    wz_str typed = wz_format(s->arena, "%.*s.%.*s", WZ_ARG(type), WZ_ARG(wz_str_slice(path, dot, path.len)));
    return wz_template_find(s->templates, type) || wz_template_find(s->templates, typed);
}

wz_str site_type_name(int index)
{
    return index < WZ_TYPE_COUNT ? wz_type_name((wz_type)index) : (wz_str){0};
}

/* A type in the model without a partial is found here, not when the first record has a value of it. */
static bool check_types(site *s)
{
    bool ok = true;
    for (int i = 0; site_type_name(i).ptr; i++) {
        wz_str type = site_type_name(i);
        const template_text *first = NULL;
        for (const template_text *t = s->readers; t && has_type(s->model, type); t = t->next) {
            first = find_by_type(t->text) >= 0 && !has_partial(s, t->source, type) ? t : first;
        }
        if (first) {
            ptrdiff_t at = find_by_type(first->text);
            wz_report(s->diags, TYPE_PARTIAL, wz_source_locate(first->source, at, at + 3), type);
            ok = false;
        }
    }
    return ok;
}

/* True when a text of that name may be anything at all. */
static bool is_text(const wz_field *fields, ptrdiff_t count, wz_str name)
{
    for (ptrdiff_t f = 0; f < count; f++) {
        bool text = wz_str_equal(wz_type_name(fields[f].type), WZ_STR("text")) && wz_str_equal(fields[f].name, name);
        if (text || is_text(fields[f].fields, fields[f].field_count, name)) {
            return true;
        }
    }
    return false;
}

/* The names under which views have addresses, but for those that the model gives to a text. */
static void name_addresses(site *s)
{
    static const wz_str names[] = {WZ_STR("root"),       WZ_STR("path"),     WZ_STR("href"),      WZ_STR("url"),
                                   WZ_STR("edit"),       WZ_STR("new_file"), WZ_STR("issues"),    WZ_STR("contact"),
                                   WZ_STR("repository"), WZ_STR("base_url"), WZ_STR("base_path"), WZ_STR("manifest"),
                                   WZ_STR("assets")};
    const wz_model *m = s->model;
    wz_str *known = wz_new(s->arena, wz_str, sizeof names / sizeof *names);
    ptrdiff_t count = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        bool text = false;
        for (ptrdiff_t k = 0; k < m->kind_count + m->vocabulary_count && !text; k++) {
            const wz_kind *kind = k < m->kind_count ? m->kinds[k] : m->vocabularies[k - m->kind_count];
            text = is_text(kind->fields, kind->field_count, names[i]);
        }
        if (!text) {
            known[count++] = names[i];
        }
    }
    wz_templates_addresses(s->templates, known, count);
}

bool site_templates_read(site *s)
{
    name_addresses(s);
    wz_templates_flatten(s->templates);
    bool ok = read_templates(s, WZ_STR("templates"), true);
    ok = read_templates(s, WZ_STR("templates/partials"), false) && ok;
    ok = ok && check_types(s);
    return wz_templates_link(s->diags, s->templates) && ok;
}

/* What stands in templates/, for a suggestion. */
static wz_str nearest_template(site *s, wz_str name)
{
    wz_entry *entries = NULL;
    ptrdiff_t count = 0, found = 0;
    if (!wz_fs_is_folder(s->options->fs, s->options->folder, WZ_STR("templates")) ||
        !wz_fs_list(s->arena, s->diags, s->options->fs, s->options->folder, WZ_STR("templates"), &entries, &count)) {
        return (wz_str){0};
    }
    wz_str *known_names = wz_new(s->arena, wz_str, count);
    for (ptrdiff_t i = 0; i < count; i++) {
        if (entries[i].type != WZ_ENTRY_FOLDER && wz_str_ends(entries[i].name, WZ_STR(".mustache"))) {
            known_names[found++] = wz_str_slice(entries[i].name, 0, entries[i].name.len - 9);
        }
    }
    return wz_suggest(name, known_names, found);
}

static wz_template *find_template(site *s, wz_str name, wz_loc loc)
{
    wz_template *found = wz_template_find(s->templates, name);
    if (!found) {
        /* One that was read and found wrong has been reported. */
        wz_str path = wz_format(s->arena, "templates/%.*s.mustache", WZ_ARG(name));
        bool read = wz_str_find_byte(name, '/') < 0 && name.ptr[0] != '.' &&
                    wz_fs_exists(s->options->fs, s->options->folder, path) &&
                    !wz_fs_is_folder(s->options->fs, s->options->folder, path);
        if (!read) {
            wz_report(s->diags, CONFIG_TEMPLATE, loc, name)->suggestion = nearest_template(s, name);
        }
    }
    return found;
}

bool site_templates_find(site *s)
{
    bool ok = true;
    for (ptrdiff_t i = 0; i < s->config.output_count; i++) {
        output_spec *o = &s->config.outputs[i];
        o->template = find_template(s, o->template_name, o->loc);
        o->index = o->index_name.len ? find_template(s, o->index_name, o->loc) : NULL;
        ok = ok && o->template && (o->index || !o->index_name.len);
    }
    return ok;
}
