/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/unit/mustache.c - the mustache module. The specification itself is read from SHARED/mustache-spec. */
#include "test.h"

#include <pthread.h>

#include "json.h"

/* ---- A workshop: what most tests need ---------------------------------------------------- */

typedef struct shop {
    wz_arena *arena;
    wz_diags *diags;
    wz_symbols *symbols;
    wz_templates *set;
    wz_buf out;
} shop;

static shop open_shop(void)
{
    shop s = {.arena = wz_arena_new(NULL)};
    s.diags = wz_diags_new(s.arena);
    s.symbols = wz_symbols_new(s.arena);
    s.set = wz_templates_new(s.arena, s.symbols);
    return s;
}

static void close_shop(shop *s)
{
    wz_buf_free(&s->out);
    wz_arena_free(s->arena);
}

static wz_template *add_bytes(shop *s, const char *name, wz_str text)
{
    wz_source *source = wz_new(s->arena, wz_source, 1);
    source->path = wz_format(s->arena, "templates/%s.mustache", name);
    source->text = text;
    return wz_template_add(s->diags, s->set, wz_str_from(name), source);
}

static wz_template *add(shop *s, const char *name, const char *text)
{
    return add_bytes(s, name, wz_str_from(text));
}

static bool render(shop *s, const char *name, const char *data)
{
    wz_value view = json_parse(s->arena, s->symbols, wz_str_from(data));
    wz_buf_reset(&s->out);
    return wz_template_render(s->arena, s->diags, wz_template_find(s->set, wz_str_from(name)), view, NULL, &s->out);
}

static void assert_out(shop *s, const char *expected)
{
    wz_buf_byte(&s->out, '\0');
    assert_string_equal(s->out.ptr, expected);
}

/* One template and its data. */
static void assert_renders(const char *text, const char *data, const char *expected)
{
    shop s = open_shop();
    assert_non_null(add(&s, "t.html", text));
    assert_true(wz_templates_link(s.diags, s.set));
    assert_true(render(&s, "t.html", data));
    assert_out(&s, expected);
    close_shop(&s);
}

/* The message at index: "line:column:length code", with its suggestion after a question mark. */
static void assert_message(shop *s, ptrdiff_t index, const char *expected)
{
    assert_true(index < wz_diags_count(s->diags));
    const wz_diag *d = wz_diags_at(s->diags, index);
    wz_str got = wz_format(s->arena, "%d:%d:%d %.*s%s%.*s", d->loc.line, d->loc.column, d->loc.length,
                           WZ_ARG(wz_diag_name(d->code)), d->suggestion.len > 0 ? " ? " : "", WZ_ARG(d->suggestion));
    assert_string_equal(wz_str_cstring(s->arena, got), expected);
}

static void assert_messages(shop *s, ptrdiff_t count)
{
    for (ptrdiff_t i = count; i < wz_diags_count(s->diags); i++) {
        wz_str text = wz_diag_text(s->arena, wz_diags_at(s->diags, i), WZ_STR("nl"));
        fprintf(stderr, "unexpected: %.*s\n", WZ_ARG(text));
    }
    assert_int_equal(wz_diags_count(s->diags), count);
}

static wz_str repeated(wz_arena *arena, const char *piece, int count)
{
    wz_buf buf = {0};
    for (int i = 0; i < count; i++)
        wz_buf_add(&buf, wz_str_from(piece));
    wz_str s = wz_str_copy(arena, wz_buf_str(&buf));
    wz_buf_free(&buf);
    return s;
}

/* A template that is refused with exactly one message. */
static void assert_refused(const char *text, const char *message)
{
    shop s = open_shop();
    assert_null(add(&s, "t.html", text));
    assert_messages(&s, 1);
    assert_message(&s, 0, message);
    assert_int_equal(wz_diags_errors(s.diags), 1);
    close_shop(&s);
}

/* ---- The specification --------------------------------------------------------------------- */

static wz_value member(shop *s, wz_value object, const char *name)
{
    return wz_object_get(s->arena, object.as.object, wz_symbol_of(s->symbols, wz_str_from(name)));
}

static wz_str text_of(wz_value v)
{
    return (wz_str){v.as.text, v.len};
}

static bool run_case(wz_value test, shop *keys)
{
    shop s = open_shop();
    /* The data was parsed with the symbols of keys: use those. */
    s.set = wz_templates_new(s.arena, keys->symbols);
    wz_value partials = member(keys, test, "partials");
    if (partials.kind == WZ_VALUE_OBJECT) {
        const wz_object *object = partials.as.object;
        for (ptrdiff_t i = 0; object->ops->name(object, i); i++) {
            wz_symbol name = object->ops->name(object, i);
            add_bytes(&s, wz_str_cstring(s.arena, wz_symbol_name(keys->symbols, name)),
                      text_of(wz_object_get(s.arena, object, name)));
        }
    }
    wz_template *t = add_bytes(&s, "the case itself", text_of(member(keys, test, "template")));
    bool good = t && wz_templates_link_lenient(s.diags, s.set) &&
                wz_template_render(s.arena, s.diags, t, member(keys, test, "data"), NULL, &s.out);
    wz_str expected = text_of(member(keys, test, "expected"));
    good = good && wz_str_equal(wz_buf_str(&s.out), expected);
    if (!good) {
        fprintf(stderr, "FAILED: %.*s\n  expected: %.*s\n  got:      %.*s\n",
                WZ_ARG(text_of(member(keys, test, "name"))), WZ_ARG(expected), WZ_ARG(wz_buf_str(&s.out)));
        for (ptrdiff_t i = 0; i < wz_diags_count(s.diags); i++)
            fprintf(stderr, "  %.*s\n", WZ_ARG(wz_diag_text(s.arena, wz_diags_at(s.diags, i), WZ_STR("en"))));
    }
    close_shop(&s);
    return good;
}

static void the_specification_passes_whole(void **state)
{
    (void)state;
    static const char *const files[] = {"comments", "delimiters", "interpolation", "inverted",
                                        "partials", "sections",   "~inheritance",  "~dynamic-names"};
    int cases = 0, failed = 0;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        shop s = open_shop();
        wz_str path = wz_format(s.arena, "%s/mustache-spec/%s.json", shared_folder(), files[i]);
        wz_str text = json_slurp(s.arena, wz_str_cstring(s.arena, path));
        if (!text.ptr) {
            fprintf(stderr, "skipped: %.*s is not there\n", WZ_ARG(path));
            close_shop(&s);
            skip();
        }
        wz_value tests = member(&s, json_parse(s.arena, s.symbols, text), "tests");
        for (ptrdiff_t k = 0; k < tests.as.list->count; k++, cases++)
            failed += !run_case(tests.as.list->items[k], &s);
        close_shop(&s);
    }
    assert_int_equal(failed, 0);
    assert_int_equal(cases, 184);
}

/* ---- Names and values ---------------------------------------------------------------------- */

static void the_example_in_the_header_works(void **state)
{
    (void)state;
    wz_arena *arena = wz_arena_new(NULL);
    wz_diags *diags = wz_diags_new(arena);
    wz_symbols *symbols = wz_symbols_new(arena);
    wz_templates *set = wz_templates_new(arena, symbols);
    wz_source source = {WZ_STR("groet.html.mustache"), WZ_STR("Dag {{naam}}!")};
    wz_template *t = wz_template_add(diags, set, WZ_STR("groet.html"), &source);
    wz_templates_link(diags, set);
    wz_object *data = wz_object_new(arena, 1);
    wz_object_text(data, wz_symbol_of(symbols, WZ_STR("naam")), WZ_STR("raad & griffie"));
    wz_buf out = {0};
    wz_template_render(arena, diags, t, wz_value_object(data), NULL, &out);
    assert_true(wz_str_equal(wz_buf_str(&out), WZ_STR("Dag raad &amp; griffie!")));
    assert_int_equal(wz_diags_count(diags), 0);
    wz_buf_free(&out);
    wz_arena_free(arena);
}

static void symbols_are_numbered_from_one_and_found_again(void **state)
{
    (void)state;
    wz_arena *arena = wz_arena_new(NULL);
    wz_symbols *symbols = wz_symbols_new(arena);
    for (int i = 1; i <= 500; i++)
        assert_int_equal(wz_symbol_of(symbols, wz_format(arena, "naam%d", i)), i);
    assert_int_equal(wz_symbol_of(symbols, WZ_STR("naam7")), 7);
    assert_int_equal(wz_symbol_find(symbols, WZ_STR("naam500")), 500);
    assert_int_equal(wz_symbol_find(symbols, WZ_STR("naam501")), 0);
    assert_int_equal(wz_symbols_count(symbols), 500);
    assert_true(wz_str_equal(wz_symbol_name(symbols, 77), WZ_STR("naam77")));
    assert_int_equal(wz_symbol_name(symbols, 0).len, 0);
    assert_int_equal(wz_symbol_name(symbols, 501).len, 0);
    wz_arena_free(arena);
}

static void an_object_keeps_any_number_of_members_in_order(void **state)
{
    (void)state;
    for (int count = 0; count <= 600; count += count < 40 ? 1 : 111) {
        wz_arena *arena = wz_arena_new(NULL);
        wz_object *object = wz_object_new(arena, count);
        for (int i = 0; i < count; i++)
            wz_object_set(object, (wz_symbol)(count - i), wz_value_bool(true));
        for (int i = 0; i < count; i++) /* setting again replaces: there is no room for more */
            wz_object_text(object, (wz_symbol)(i + 1), wz_format(arena, "%d", i + 1));
        for (int i = 0; i < count; i++) {
            assert_int_equal(object->ops->name(object, i), count - i);
            assert_int_equal(object->ops->member(object, (wz_symbol)(i + 1), arena).kind, WZ_VALUE_TEXT);
            assert_true(
                wz_str_equal(text_of(wz_object_get(arena, object, (wz_symbol)(i + 1))), wz_format(arena, "%d", i + 1)));
        }
        assert_int_equal(object->ops->name(object, count), 0);
        assert_int_equal(wz_object_get(arena, object, (wz_symbol)count + 1).kind, WZ_VALUE_MISSING);
        assert_int_equal(wz_object_get(arena, object, 0).kind, WZ_VALUE_MISSING);
        wz_arena_free(arena);
    }
}

static void text_is_truthy_whatever_it_says(void **state)
{
    (void)state;
    assert_renders("{{#a}}A{{/a}}{{#b}}B{{/b}}{{#c}}C{{/c}}{{^a}}!{{/a}}", "{\"a\": \"\", \"b\": \"false\", \"c\": 0}",
                   "ABC");
    assert_renders("{{#a}}A{{/a}}{{^a}}no{{/a}}({{a}})", "{\"a\": null}", "no()");
    assert_renders("{{#a}}A{{/a}}({{a}})", "{\"a\": true}", "A(true)");
    assert_int_equal(wz_value_optional(WZ_STR("")).kind, WZ_VALUE_FALSE);
    assert_int_equal(wz_value_optional(WZ_STR("x")).kind, WZ_VALUE_TEXT);
    assert_int_equal(wz_value_text(WZ_STR("")).kind, WZ_VALUE_TEXT);
    assert_int_equal(wz_value_object(NULL).kind, WZ_VALUE_FALSE);
    assert_int_equal(wz_value_list(NULL).kind, WZ_VALUE_FALSE);
}

static void a_member_of_what_is_known_but_empty_is_empty_too(void **state)
{
    (void)state;
    assert_renders("({{aanbieder.naam}}){{^aanbieder.naam}}onbekend{{/aanbieder.naam}}", "{\"aanbieder\": null}",
                   "()onbekend");
}

static void a_name_found_nowhere_is_a_warning_with_place_and_suggestion(void **state)
{
    (void)state;
    shop s = open_shop();
    add(&s, "t.html", "<h1>\n  \xC3\xA9\xC3\xA9n {{ title }}{{#themaz}}x{{/themaz}}{{^zomaar}}y{{/zomaar}}");
    assert_true(wz_templates_link(s.diags, s.set));
    assert_true(render(&s, "t.html", "{\"titel\": \"T\", \"themas\": []}"));
    assert_out(&s, "<h1>\n  \xC3\xA9\xC3\xA9n y");
    assert_messages(&s, 3);
    assert_message(&s, 0, "2:10:5 onbekende-naam ? titel");
    assert_message(&s, 1, "2:21:6 onbekende-naam ? themas");
    assert_message(&s, 2, "2:44:6 onbekende-naam");
    assert_int_equal(wz_diags_errors(s.diags), 0);
    close_shop(&s);
}

static void of_a_dotted_name_the_part_that_is_missing_is_underlined(void **state)
{
    (void)state;
    shop s = open_shop();
    add(&s, "t.html", "{{aanbieder.nam}} {{aanbeider.naam}} {{titel.lengte}} {{a.b.c}}");
    assert_true(wz_templates_link(s.diags, s.set));
    assert_true(render(&s, "t.html", "{\"titel\": \"T\", \"aanbieder\": {\"naam\": \"VNG\"}, \"a\": {\"b\": {}}}"));
    assert_messages(&s, 4);
    assert_message(&s, 0, "1:13:3 onbekende-naam ? naam");
    assert_message(&s, 1, "1:21:9 onbekende-naam ? aanbieder");
    assert_message(&s, 2, "1:46:6 onbekende-naam");
    assert_message(&s, 3, "1:61:1 onbekende-naam");
    close_shop(&s);
}

static void a_suggestion_may_come_from_a_name_that_other_pages_have(void **state)
{
    (void)state;
    shop s = open_shop();
    wz_symbol_of(s.symbols, WZ_STR("looptijd"));
    add(&s, "t.html", "{{lootijd}}{{looptjid}}");
    assert_true(wz_templates_link(s.diags, s.set));
    assert_true(render(&s, "t.html", "{}"));
    assert_message(&s, 0, "1:3:7 onbekende-naam ? looptijd");
    assert_message(&s, 1, "1:14:8 onbekende-naam ? looptijd");
    close_shop(&s);
}

static void a_miss_is_reported_once_for_a_place_and_a_log(void **state)
{
    (void)state;
    shop s = open_shop();
    wz_template *t = add(&s, "t.html", "{{#rij}}{{weg}}{{/rij}}{{weg}}");
    assert_true(wz_templates_link(s.diags, s.set));
    wz_render_log *log = wz_render_log_new(s.arena, s.set);
    wz_value view = json_parse(s.arena, s.symbols, WZ_STR("{\"rij\": [1, 2, 3]}"));
    for (int i = 0; i < 3; i++)
        assert_true(wz_template_render(s.arena, s.diags, t, view, log, &s.out));
    assert_messages(&s, 2);
    assert_true(wz_template_render(s.arena, s.diags, t, view, NULL, &s.out));
    assert_messages(&s, 4);
    close_shop(&s);
}

static void a_list_or_group_has_no_text_and_says_so(void **state)
{
    (void)state;
    shop s = open_shop();
    add(&s, "t.html", "({{a}})({{{b}}})({{>*b}})");
    assert_true(wz_templates_link(s.diags, s.set));
    assert_true(render(&s, "t.html", "{\"a\": [1], \"b\": {}}"));
    assert_out(&s, "()()()");
    assert_messages(&s, 3);
    assert_message(&s, 0, "1:4:1 naam-zonder-tekst");
    assert_message(&s, 2, "1:22:1 naam-zonder-tekst");
    close_shop(&s);
}

/* A view whose members are computed: "zelf" is itself, any other name has its own name as text. */
typedef struct mirror {
    wz_object base;
    wz_symbols *symbols;
} mirror;

static wz_value mirror_member(const wz_object *object, wz_symbol name, wz_arena *arena)
{
    wz_str text = wz_str_copy(arena, wz_symbol_name(((const mirror *)object)->symbols, name));
    if (wz_str_equal(text, WZ_STR("zelf")))
        return wz_value_object(object);
    return text.ptr[0] == 'x' ? (wz_value){0} : wz_value_text(text);
}

static void an_object_may_compute_its_members(void **state)
{
    (void)state;
    static const wz_object_ops ops = {mirror_member, NULL};
    shop s = open_shop();
    mirror m = {{&ops}, s.symbols};
    wz_template *t = add(&s, "t.html", "{{a}} {{zelf.zelf.b}} {{#zelf}}{{c}}{{/zelf}}{{xnergens}}");
    assert_true(wz_templates_link(s.diags, s.set));
    assert_true(wz_template_render(s.arena, s.diags, t, wz_value_object(&m.base), NULL, &s.out));
    assert_out(&s, "a b c");
    assert_messages(&s, 1);
    close_shop(&s);
}

/* An object that makes a list of itself, and a text, anew each time. */
static wz_value maker_member(const wz_object *object, wz_symbol name, wz_arena *arena)
{
    if (wz_str_equal(wz_symbol_name(((const mirror *)object)->symbols, name), WZ_STR("zelf"))) {
        wz_value items[] = {wz_value_object(object), wz_value_object(object), wz_value_object(object)};
        return wz_value_list(wz_list_new(arena, items, 3));
    }
    return wz_value_text(wz_format(arena, "%0200d", 7));
}

static void what_a_list_asks_for_is_taken_back_item_by_item(void **state)
{
    (void)state;
    static const wz_object_ops ops = {maker_member, NULL};
    shop s = open_shop();
    mirror m = {{&ops}, s.symbols};
    wz_template *t = add(
        &s, "t.html",
        "{{#zelf}}{{#zelf}}{{#zelf}}{{#zelf}}{{#zelf}}{{#zelf}}{{x}}{{/zelf}}{{/zelf}}{{/zelf}}{{/zelf}}{{x}}{{/zelf}}"
        "{{x}}{{/zelf}}");
    assert_true(wz_templates_link(s.diags, s.set));
    assert_true(wz_template_render(s.arena, s.diags, t, wz_value_object(&m.base), NULL, &s.out));
    assert_int_equal(s.out.len, (729 + 9 + 3) * 200); /* the lists around an item are as they were */
    for (ptrdiff_t i = 0; i < s.out.len; i++)
        assert_int_equal(s.out.ptr[i], (i + 1) % 200 ? '0' : '7');
    close_shop(&s);
}

static void take_part(void *context, wz_buf *out)
{
    wz_buf *all = context;
    assert_true(out->len >= WZ_RENDER_PART && out->len < WZ_RENDER_PART + 1000);
    wz_buf_add(all, wz_buf_str(out));
    wz_buf_reset(out);
}

/* Lists in lists, a block around the second: it can only be taken when that is closed. */
static void a_large_page_is_taken_in_parts_between_items(void **state)
{
    (void)state;
    static const wz_object_ops ops = {maker_member, NULL};
    shop s = open_shop();
    mirror m = {{&ops}, s.symbols};
    wz_buf all = {0};
    wz_buf text = {0};
    for (int i = 0; i < 8; i++)
        wz_buf_add(&text, WZ_STR("{{#zelf}}"));
    wz_buf_add(&text, WZ_STR("  {{>regel}}\n{{$blok}}{{#zelf}}{{x}}{{/zelf}}{{/blok}}"));
    for (int i = 0; i < 8; i++)
        wz_buf_add(&text, WZ_STR("{{/zelf}}"));
    wz_template *t = add_bytes(&s, "t.html", wz_str_copy(s.arena, wz_buf_str(&text)));
    add(&s, "regel.html", "een\ntwee {{x}}\n");
    assert_true(wz_templates_link(s.diags, s.set));
    assert_true(wz_template_render(s.arena, s.diags, t, wz_value_object(&m.base), NULL, &s.out));
    wz_str whole = wz_str_copy(s.arena, wz_buf_str(&s.out));
    wz_buf_reset(&s.out);
    assert_true(whole.len > 8 * WZ_RENDER_PART);
    assert_true(wz_template_stream(s.arena, s.diags, t, wz_value_object(&m.base), NULL, &s.out, take_part, &all));
    assert_true(all.len > 7 * WZ_RENDER_PART);
    wz_buf_add(&all, wz_buf_str(&s.out));
    assert_true(wz_str_equal(wz_buf_str(&all), whole));
    wz_buf_free(&text);
    wz_buf_free(&all);
    close_shop(&s);
}

static void a_view_prints_as_json_in_its_own_order(void **state)
{
    (void)state;
    shop s = open_shop();
    wz_value v = json_parse(
        s.arena, s.symbols,
        WZ_STR("{\"z\": \"<p>\\n\\u2028\", \"a\": [true, null, {\"b\": {\"c\": 1}}], \"leeg\": [], \"niets\": {}}"));
    wz_value_json(&s.out, s.symbols, v, 3);
    assert_out(&s, "{\n  \"z\": \"<p>\\n\\u2028\",\n  \"a\": [\n    true,\n    false,\n    {\n      \"b\": "
                   "\"\xE2\x80\xA6\"\n    }\n  ],\n"
                   "  \"leeg\": [],\n  \"niets\": {}\n}");
    close_shop(&s);
}

/* ---- Escaping ----------------------------------------------------------------------------------- */

static void assert_escapes(wz_escape escape, const char *text, const char *expected)
{
    wz_buf out = {0};
    wz_escape_add(&out, wz_str_from(text), escape);
    wz_buf_byte(&out, '\0');
    assert_string_equal(out.ptr, expected);
    wz_buf_free(&out);
}

static void html_is_escaped_alike_at_every_length_and_offset(void **state)
{
    (void)state;
    static const char *const specials[] = {"&", "<", ">", "\"", "'", "&<", "<\"x'>&"};
    static const char *const entities[] = {
        "&amp;", "&lt;", "&gt;", "&quot;", "&#39;", "&amp;&lt;", "&lt;&quot;x&#39;&gt;&amp;"};
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz\xC3\xA9%$#(+=;:?/?@ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    for (size_t k = 0; k < 7; k++)
        for (int before = 0; before < 40; before++)
            for (int after = 0; after < 36; after++) {
                char text[128], expected[160];
                snprintf(text, sizeof text, "%.*s%s%.*s", before, letters, specials[k], after, letters);
                snprintf(expected, sizeof expected, "%.*s%s%.*s", before, letters, entities[k], after, letters);
                char *exact = malloc(strlen(text) + 1); /* so that reading past the end shows under ASan */
                memcpy(exact, text, strlen(text));
                wz_buf out = {0};
                wz_escape_add(&out, (wz_str){exact, (ptrdiff_t)strlen(text)}, WZ_ESCAPE_HTML);
                assert_true(wz_str_equal(wz_buf_str(&out), wz_str_from(expected)));
                wz_buf_free(&out);
                free(exact);
            }
}

static void a_long_text_is_escaped_in_pieces(void **state)
{
    (void)state;
    wz_buf text = {0}, expected = {0}, out = {0};
    for (int i = 0; i < 20000; i++) {
        wz_buf_byte(&text, i % 7 ? 'a' : '&');
        wz_buf_add(&expected, i % 7 ? WZ_STR("a") : WZ_STR("&amp;"));
    }
    wz_escape_add(&out, wz_buf_str(&text), WZ_ESCAPE_HTML);
    assert_true(wz_str_equal(wz_buf_str(&out), wz_buf_str(&expected)));
    wz_buf_free(&text), wz_buf_free(&expected), wz_buf_free(&out);
}

static void json_text_is_safe_in_a_string_and_in_a_script(void **state)
{
    (void)state;
    assert_escapes(WZ_ESCAPE_JSON, "a\"b\\c\n\t\r\x01\x7F", "a\\\"b\\\\c\\n\\t\\r\\u0001\\u007f");
    assert_escapes(WZ_ESCAPE_JSON, "</script>&\xE2\x80\xA8\xE2\x80\xA9\xE2\x80\xAA",
                   "\\u003c/script\\u003e\\u0026\\u2028\\u2029\xE2\x80\xAA");
}

static void a_csv_field_is_quoted_when_needed_and_never_a_formula(void **state)
{
    (void)state;
    assert_escapes(WZ_ESCAPE_CSV, "gewoon", "gewoon");
    assert_escapes(WZ_ESCAPE_CSV, "a,b", "\"a,b\"");
    assert_escapes(WZ_ESCAPE_CSV, "zei \"ja\"\r\n", "\"zei \"\"ja\"\"\r\n\"");
    assert_escapes(WZ_ESCAPE_CSV, " a", "\" a\"");
    assert_escapes(WZ_ESCAPE_CSV, "=1+1", "'=1+1");
    assert_escapes(WZ_ESCAPE_CSV, "+31", "'+31");
    assert_escapes(WZ_ESCAPE_CSV, "-5;", "\"'-5;\"");
    assert_escapes(WZ_ESCAPE_CSV, "@x", "'@x");
    assert_escapes(WZ_ESCAPE_CSV, "\tx", "'\tx");
    assert_escapes(WZ_ESCAPE_CSV, "\rx", "\"'\rx\"");
    assert_escapes(WZ_ESCAPE_CSV,
                   "\xEF\xBC\x9D"
                   "1",
                   "'\xEF\xBC\x9D"
                   "1");
    assert_escapes(WZ_ESCAPE_CSV, "", "");
}

static void a_part_of_a_field_has_its_quotes_twice(void **state)
{
    (void)state;
    assert_escapes(WZ_ESCAPE_CELL, "zei \"ja\", =1", "zei \"\"ja\"\", =1");
    assert_escapes(WZ_ESCAPE_JSON_CELL, "zei \"ja\"\n", "zei \\\"\"ja\\\"\"\\n");
    wz_buf out = {0};
    wz_buf_add(&out, WZ_STR("a,\""));
    wz_escape_add(&out, WZ_STR("=1"), WZ_ESCAPE_CELL);
    wz_escape_add(&out, WZ_STR("=2"), WZ_ESCAPE_CELL);
    assert_true(wz_str_equal(wz_buf_str(&out), WZ_STR("a,\"'=1=2")));
    wz_buf_free(&out);
}

static void xml_has_no_forbidden_characters(void **state)
{
    (void)state;
    assert_escapes(WZ_ESCAPE_XML, "a\x01<\xEF\xBF\xBE&\n", "a\xEF\xBF\xBD&lt;\xEF\xBF\xBD&amp;\n");
    assert_escapes(WZ_ESCAPE_TEXT, "<&>", "<&>");
}

static void the_extension_of_a_name_decides_how_to_escape(void **state)
{
    (void)state;
    assert_int_equal(wz_escape_for(WZ_STR("record.html")), WZ_ESCAPE_HTML);
    assert_int_equal(wz_escape_for(WZ_STR("kaart")), WZ_ESCAPE_HTML);
    assert_int_equal(wz_escape_for(WZ_STR("feed.atom")), WZ_ESCAPE_XML);
    assert_int_equal(wz_escape_for(WZ_STR("sitemap.xml")), WZ_ESCAPE_XML);
    assert_int_equal(wz_escape_for(WZ_STR("catalogus.jsonld")), WZ_ESCAPE_JSON);
    assert_int_equal(wz_escape_for(WZ_STR("a.b.csv")), WZ_ESCAPE_CSV);
    assert_int_equal(wz_escape_for(WZ_STR("robots.txt")), WZ_ESCAPE_TEXT);
    assert_int_equal(wz_escape_for(WZ_STR("wat.anders")), WZ_ESCAPE_TEXT);
    assert_int_equal(wz_escape_for(WZ_STR(".html")), WZ_ESCAPE_HTML);
}

static void a_partial_without_an_extension_escapes_as_its_page(void **state)
{
    (void)state;
    shop s = open_shop();
    add(&s, "p.html", "{{>deel}}");
    add(&s, "p.csv", "{{>deel}}");
    add(&s, "p.txt", "{{>deel}}{{>vast.html}}");
    add(&s, "deel", "{{a}}");
    add(&s, "vast.html", "{{a}}");
    assert_true(wz_templates_link(s.diags, s.set));
    render(&s, "p.html", "{\"a\": \"\\\"<\"}");
    assert_out(&s, "&quot;&lt;");
    render(&s, "p.csv", "{\"a\": \"\\\"<\"}");
    assert_out(&s, "\"\"\"<\"");
    render(&s, "p.txt", "{\"a\": \"\\\"<\"}");
    assert_out(&s, "\"<&quot;&lt;");
    close_shop(&s);
}

static void markup_is_printed_as_it_is_only_where_html_is_expected(void **state)
{
    (void)state;
    static const char *const names[] = {"a.html", "a.atom", "a.json"};
    static const char *const expected[] = {"<p>\"", "&lt;p&gt;&quot;", "\\u003cp\\u003e\\\""};
    for (int i = 0; i < 3; i++) {
        shop s = open_shop();
        wz_object *data = wz_object_new(s.arena, 1);
        wz_object_set(data, wz_symbol_of(s.symbols, WZ_STR("t")), wz_value_html(WZ_STR("<p>\"")));
        wz_template *t = add(&s, names[i], "{{t}}");
        assert_true(wz_templates_link(s.diags, s.set));
        assert_true(wz_template_render(s.arena, s.diags, t, wz_value_object(data), NULL, &s.out));
        assert_out(&s, expected[i]);
        close_shop(&s);
    }
}

static void tags_in_data_are_never_read(void **state)
{
    (void)state;
    assert_renders("{{a}}{{{a}}}", "{\"a\": \"{{geheim}}{{>kop}}\"}", "{{geheim}}{{&gt;kop}}{{geheim}}{{>kop}}");
}

/* ---- Partials, parents and white space ----------------------------------------------------- */

typedef struct part {
    const char *name, *text;
} part;

/* The first part is the page. */
static void assert_parts(const part *parts, const char *data, const char *expected)
{
    shop s = open_shop();
    for (const part *p = parts; p->name; p++)
        assert_non_null(add(&s, p->name, p->text));
    assert_true(wz_templates_link(s.diags, s.set));
    assert_true(render(&s, parts[0].name, data));
    assert_out(&s, expected);
    assert_messages(&s, 0);
    close_shop(&s);
}

#define PARTS(...) ((const part[]){__VA_ARGS__, {NULL, NULL}})

static void a_partial_with_the_extension_of_its_includer_comes_first(void **state)
{
    (void)state;
    assert_parts(PARTS({"t.html", "{{>kaart}}{{>kop}}{{>voet.html}}"}, {"kaart", "1"}, {"kaart.html", "2"},
                       {"kop", "3"}, {"voet.html", "4"}),
                 "{}", "234");
}

static void indentation_of_nested_partials_adds_up(void **state)
{
    (void)state;
    assert_parts(PARTS({"t", "<a>\n  {{>b}}\n</a>\n"}, {"b", "<b>\n\n\t{{>c}}\r\n</b>\n"},
                       {"c", "{{x}}\n{{#y}}\n<{{.}}>\n{{/y}}\n"}),
                 "{\"x\": 1, \"y\": [2, 3]}", "<a>\n  <b>\n\n  \t1\n  \t<2>\n  \t<3>\n  </b>\n</a>\n");
}

static void a_partial_within_a_line_is_not_indented(void **state)
{
    (void)state;
    assert_parts(PARTS({"t", "  {{>b}}\n"}, {"b", "<b>{{>c}}</b>\n"}, {"c", "1\n2"}), "{}", "  <b>1\n2</b>\n");
}

static void line_breaks_in_data_are_not_indented(void **state)
{
    (void)state;
    assert_parts(PARTS({"t", "    {{>b}}\n"}, {"b", "{{{x}}}\n{{!c}}y\n"}), "{\"x\": \"1\\n2\"}", "    1\n2\n    y\n");
}

static void crlf_and_a_byte_order_mark_do_no_harm(void **state)
{
    (void)state;
    assert_parts(PARTS({"t", "\xEF\xBB\xBF{{#a}}\r\nx\r\n{{/a}}\r\ny"}), "{\"a\": true}", "x\r\ny");
    assert_parts(PARTS({"t", "\xEF\xBB\xBF  {{>b}}"}, {"b", "\xEF\xBB\xBF"
                                                            "1\n2"}),
                 "{}", "  1\n  2");
}

static void a_page_fills_the_blocks_of_its_layout(void **state)
{
    (void)state;
    assert_parts(PARTS({"t.html", "{{<basis}}\n{{$titel}}Dag {{naam}}{{/titel}}\n{{$inhoud}}\n  <p>\n    {{naam}}\n  "
                                  "</p>\n{{/inhoud}}\n{{/basis}}\n"},
                       {"basis.html", "<title>{{$titel}}Site{{/titel}}</title>\n<main>\n    {{$inhoud}}{{/inhoud}}\n   "
                                      " {{$voet}}{{/voet}}\n</main>\n"}),
                 "{\"naam\": \"Jo\"}", "<title>Dag Jo</title>\n<main>\n    <p>\n      Jo\n    </p>\n</main>\n");
}

static void a_block_with_its_lines_to_itself_writes_whole_lines_or_none(void **state)
{
    (void)state;
    static const char *const bases[] = {"<\n  {{$a}}{{/a}}\n>", "<\n  {{$a}}\n  {{/a}}\n>",
                                        "<\n  {{$a}}\n    dit\n  {{/a}}\n>", "<\n  {{$a}}dit\n  {{/a}}\n>"};
    static const char *const defaults[] = {"<\n>", "<\n>", "<\n    dit\n>", "<\n  dit\n>"};
    static const char *const filled[] = {"<\n  x\n  y\n>", "<\n  x\n  y\n>", "<\n    x\n    y\n>", "<\n  x\n  y\n>"};
    for (int i = 0; i < 4; i++) {
        assert_parts(PARTS({"t", "{{<b}}{{/b}}"}, {"b", bases[i]}), "{}", defaults[i]);
        assert_parts(PARTS({"t", "{{<b}}{{$a}}{{/a}}{{/b}}"}, {"b", bases[i]}), "{}", "<\n>");
        assert_parts(PARTS({"t", "{{<b}}{{$a}}x\ny{{/a}}{{/b}}"}, {"b", bases[i]}), "{}", filled[i]);
        assert_parts(PARTS({"t", "{{<b}}\n{{$a}}\n\tx\n\ty\n{{/a}}\n{{/b}}\n"}, {"b", bases[i]}), "{}", filled[i]);
        assert_parts(PARTS({"t", "{{<b}}{{$a}}\n{{#l}}\n{{.}}\n{{/l}}\n{{/a}}{{/b}}"}, {"b", bases[i]}),
                     "{\"l\": [\"x\", \"y\"]}", filled[i]);
    }
}

static void a_partial_in_a_block_has_the_indentation_of_both(void **state)
{
    (void)state;
    assert_parts(PARTS({"t", "{{<b}}{{$a}}\n{{#l}}\n  {{>k}}\n{{/l}}\n{{/a}}{{/b}}"},
                       {"b", "<ul>\n  {{$a}}{{/a}}\n</ul>\n"}, {"k", "<li>\n{{.}}\n"}),
                 "{\"l\": [1, 2]}", "<ul>\n    <li>\n    1\n    <li>\n    2\n</ul>\n");
    assert_parts(PARTS({"t", "{{<b}}{{$a}}\n{{#l}}\n  {{>k}}\n{{/l}}\n{{/a}}{{/b}}"}, {"b", "<ul>{{$a}}{{/a}}</ul>\n"},
                       {"k", "<li>\n{{.}}\n"}),
                 "{\"l\": [1]}", "<ul><li>\n  1\n</ul>\n");
}

static void a_block_within_a_line_keeps_the_line(void **state)
{
    (void)state;
    assert_parts(PARTS({"t", "{{<b}}{{$a}}\n  x\n  y\n{{/a}}{{/b}}"}, {"b", "  <i>{{$a}}dit{{/a}}</i>\n"}), "{}",
                 "  <i>x\ny\n</i>\n");
    assert_parts(PARTS({"t", "{{<b}}{{/b}}"}, {"b", "  <i>{{$a}}dit{{/a}}</i>\n"}), "{}", "  <i>dit</i>\n");
    assert_parts(PARTS({"t", "{{<b}}{{$a}}x\ny{{/a}}{{/b}}"}, {"b", "  {{$a}}dit{{/a}} dat\n"}), "{}",
                 "  x\n  y dat\n");
}

static void the_outermost_page_has_the_last_word(void **state)
{
    (void)state;
    assert_parts(PARTS({"t", "{{<record}}{{$kop}}K{{/kop}}{{/record}}"},
                       {"record", "{{<basis}}{{$kop}}r{{/kop}}{{$lijf}}[{{$in}}{{/in}}]{{/lijf}}{{/basis}}"},
                       {"basis", "{{$kop}}b{{/kop}}-{{$lijf}}b{{/lijf}}-{{>voet}}"}, {"voet", "{{$kop}}v{{/kop}}"}),
                 "{}", "K-[]-K");
}

static void a_parent_may_have_a_name_from_the_data(void **state)
{
    (void)state;
    assert_parts(PARTS({"t.html", "{{#.}}\n{{<*soort}}{{$a}}{{n}}{{/a}}{{/*soort}}\n{{/.}}"},
                       {"x.html", "<{{$a}}{{/a}}>\n"}, {"y.html", "({{$a}}{{/a}})\n"}),
                 "[{\"soort\": \"x\", \"n\": 1}, {\"soort\": \"y\", \"n\": 2}]", "<1>\n(2)\n");
}

static void a_set_holds_any_number_of_templates(void **state)
{
    (void)state;
    shop s = open_shop();
    for (int i = 0; i < 200; i++) {
        wz_str name = wz_format(s.arena, "p%d", i);
        add_bytes(&s, wz_str_cstring(s.arena, name), name);
    }
    add(&s, "t", "{{>p0}} {{>p31}} {{>p32}} {{>p199}}");
    assert_true(wz_templates_link(s.diags, s.set));
    assert_true(render(&s, "t", "{}"));
    assert_out(&s, "p0 p31 p32 p199");
    close_shop(&s);
}

static void indentation_may_be_long(void **state)
{
    (void)state;
    shop s = open_shop();
    wz_str blanks = repeated(s.arena, " ", 50);
    for (int i = 0; i < 9; i++) {
        wz_str text = wz_format(s.arena, "%.*s{{>p%d}}\n", WZ_ARG(blanks), i + 1);
        add_bytes(&s, wz_str_cstring(s.arena, wz_format(s.arena, "p%d", i)), text);
    }
    add(&s, "p9", "x\n");
    assert_true(wz_templates_link(s.diags, s.set));
    assert_true(render(&s, "p0", "{}"));
    wz_str expected[] = {repeated(s.arena, " ", 450), WZ_STR("x\n")};
    assert_true(wz_str_equal(wz_buf_str(&s.out), wz_str_join(s.arena, expected, 2, WZ_STR(""))));
    close_shop(&s);
}

static void a_template_under_the_same_name_replaces_the_first(void **state)
{
    (void)state;
    shop s = open_shop();
    add(&s, "t", "{{>a}}");
    add(&s, "a", "oud");
    add(&s, "a", "nieuw");
    assert_true(wz_templates_link(s.diags, s.set));
    assert_true(render(&s, "t", "{}"));
    assert_out(&s, "nieuw");
    close_shop(&s);
}

/* ---- Mistakes in templates ------------------------------------------------------------------ */

static void a_tag_that_does_not_end_is_refused(void **state)
{
    (void)state;
    assert_refused("een\n {{titel", "2:2:2 tag-niet-gesloten");
    assert_refused("{{titel} en {{naam}}", "1:1:2 tag-niet-gesloten");
    assert_refused("{{{titel}} en meer", "1:1:3 tag-niet-gesloten");
    assert_refused("{{! een opmerking", "1:1:3 tag-niet-gesloten");
    assert_refused("{{", "1:1:2 tag-niet-gesloten");
}

static void a_tag_has_one_name(void **state)
{
    (void)state;
    assert_refused("{{}}", "1:1:4 leeg-tag");
    assert_refused("a {{ # }}", "1:3:7 leeg-tag");
    assert_refused("{{>*}}", "1:1:6 leeg-tag");
    assert_refused("{{twee woorden}}", "1:3:12 tag-naam");
    assert_refused("{{#if x}}y{{/if}}", "1:4:4 tag-naam");
    assert_refused("{{a..b}}", "1:3:4 tag-naam");
    assert_refused("{{a.}}", "1:3:2 tag-naam");
    assert_refused("{{{{a}}}}", "1:4:2 tag-naam");
}

static void delimiters_are_two_words(void **state)
{
    (void)state;
    assert_refused("{{=<% %", "1:1:3 scheidingstekens-fout");
    assert_refused("{{=<%=}}", "1:1:8 scheidingstekens-fout");
    assert_refused("{{=a b c=}}", "1:1:11 scheidingstekens-fout");
    assert_refused("{{= =}}", "1:1:7 scheidingstekens-fout");
    assert_renders("{{=<% %>=}}<%a%>{{a}}<%={{ }}=%>{{a}}", "{\"a\": 1}", "1{{a}}1");
    assert_renders("{{=| |=}}|a||#b|x|/b||{a}||&a|", "{\"a\": \"<\", \"b\": true}", "&lt;x<<");
}

static void a_section_that_is_not_closed_shows_both_its_ends(void **state)
{
    (void)state;
    shop s = open_shop();
    assert_null(add(&s, "t.html", "een\n{{#themas}}\n{{naam}}\n"));
    assert_messages(&s, 1);
    assert_message(&s, 0, "2:1:11 sectie-niet-gesloten");
    assert_int_equal(wz_diags_at(s.diags, 0)->related.line, 4);
    close_shop(&s);
    assert_refused("{{<a}}", "1:1:6 sectie-niet-gesloten");
    assert_refused("{{$a}}{{^b}}{{/b}}", "1:1:6 sectie-niet-gesloten");
}

static void crossed_sections_are_one_mistake_that_names_both_tags(void **state)
{
    (void)state;
    shop s = open_shop();
    assert_null(add(&s, "t.html", "{{#a}}\n{{^b}}\n{{/a}}\n{{/b}}"));
    assert_messages(&s, 1);
    assert_message(&s, 0, "3:1:6 sectie-gekruist");
    assert_int_equal(wz_diags_at(s.diags, 0)->related.line, 2);
    wz_str text = wz_diag_text(s.arena, wz_diags_at(s.diags, 0), WZ_STR("nl"));
    assert_string_equal(wz_str_cstring(s.arena, text), "'{{/a}}' sluit terwijl '{{^b}}' nog open is");
    close_shop(&s);
}

static void a_stray_closing_tag_is_refused(void **state)
{
    (void)state;
    assert_refused("x{{/a}}", "1:2:6 sluittag-los");
    assert_refused("{{#themas}}x{{/tehmas}}", "1:13:11 sluittag-los ? themas");
    assert_refused("{{#a}}{{/zeeland}}{{/a}}", "1:7:12 sluittag-los");
}

static void all_mistakes_of_all_templates_come_in_one_run(void **state)
{
    (void)state;
    shop s = open_shop();
    assert_null(add(&s, "a", "{{}}\n{{#x}}\n{{a b}}\n{{/zeeland}}"));
    assert_null(add(&s, "b", "{{/z}}"));
    assert_non_null(add(&s, "c", "goed"));
    assert_int_equal(wz_diags_errors(s.diags), 5);
    assert_null(wz_template_find(s.set, WZ_STR("a")));
    close_shop(&s);
}

static void many_mistakes_do_not_take_long(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "{{}}", "{{", "{{/a}}", "{{=}}", "{{{", "{{a b}}", "{{#a}}{{/b}}", "{{#a}}{{#b}}{{/a}}", "\n{{$a}}", "}}{{"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        shop s = open_shop();
        wz_buf text = {0};
        while (text.len + 20 < WZ_TEMPLATE_SIZE)
            wz_buf_add(&text, wz_str_from(pieces[i]));
        wz_buf_add(&text, WZ_STR("}}"));
        assert_null(add_bytes(&s, "t.html", wz_buf_str(&text)));
        assert_true(wz_diags_count(s.diags) >= 1 && wz_diags_count(s.diags) <= 210);
        wz_buf_free(&text);
        close_shop(&s);
    }
}

/* Whatever a template of the full size repeats, compiling, linking, rendering and reporting stay quick. */
static void a_full_template_of_anything_does_not_take_long(void **state)
{
    (void)state;
    static const char *const pieces[] = {"{{a}}",
                                         "{{>x}}",
                                         "{{>t}}",
                                         "{{>a/b}}",
                                         "{{<b}}x{{$a}}y{{$a}}z{{/a}}{{/a}}{{/b}}",
                                         "{{$a}}{{/a}}\n",
                                         "{{#x}}\n \n{{/x}}",
                                         "{{a.b.c}}\n",
                                         "{{!\n}}",
                                         "<a b={{a}}>",
                                         "  {{>b}}\n",
                                         "{{=| |=}}|={{ }}=|",
                                         "\n\n \n",
                                         "{{>*a}}",
                                         "{{^a}}{{/a}}"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        shop s = open_shop();
        wz_buf text = {0};
        while (text.len + 50 < WZ_TEMPLATE_SIZE)
            wz_buf_add(&text, wz_str_from(pieces[i]));
        assert_non_null(add_bytes(&s, "t.html", wz_buf_str(&text)));
        add(&s, "b", "b");
        wz_templates_link_lenient(s.diags, s.set);
        render(&s, "t.html", "{\"x\": true}");
        bool *defined = wz_new(s.arena, bool, wz_symbols_count(s.symbols) + 1);
        wz_templates_report_unused(s.diags, s.set, NULL, 0, defined);
        assert_true(wz_diags_count(s.diags) <= 500);
        wz_buf_free(&text);
        close_shop(&s);
    }
}

static void names_and_delimiters_have_a_greatest_length(void **state)
{
    (void)state;
    shop s = open_shop();
    for (int len = 255; len <= 256; len++) {
        wz_str parts[] = {WZ_STR("{{"), repeated(s.arena, "a", len), WZ_STR("}}")};
        wz_template *t = add_bytes(&s, "t", wz_str_join(s.arena, parts, 3, WZ_STR("")));
        assert_true((t != NULL) == (len == 255));
    }
    for (int len = 64; len <= 65; len++) {
        wz_str parts[] = {WZ_STR("{{"), repeated(s.arena, "a.", len - 1), WZ_STR("a}}")};
        wz_template *t = add_bytes(&s, "t", wz_str_join(s.arena, parts, 3, WZ_STR("")));
        assert_true((t != NULL) == (len == 64));
    }
    for (int len = 16; len <= 17; len++) {
        wz_str parts[] = {WZ_STR("{{="), repeated(s.arena, "<", len), WZ_STR(" >=}}")};
        wz_template *t = add_bytes(&s, "t", wz_str_join(s.arena, parts, 3, WZ_STR("")));
        assert_true((t != NULL) == (len == 16));
    }
    assert_messages(&s, 3);
    close_shop(&s);
}

static void what_is_no_text_is_refused(void **state)
{
    (void)state;
    shop s = open_shop();
    assert_null(add_bytes(&s, "a", (wz_str){"een\ntw\0e", 8}));
    assert_message(&s, 0, "2:3:0 sjabloon-nul");
    assert_null(add(&s, "b", "een\nreg\xE9l"));
    assert_message(&s, 1, "2:4:0 sjabloon-geen-utf8");
    char *large = calloc(1, WZ_TEMPLATE_SIZE + 1);
    memset(large, 'a', WZ_TEMPLATE_SIZE + 1);
    assert_null(add_bytes(&s, "c", (wz_str){large, WZ_TEMPLATE_SIZE + 1}));
    assert_message(&s, 2, "0:0:0 sjabloon-te-groot");
    assert_non_null(add_bytes(&s, "d", (wz_str){large, WZ_TEMPLATE_SIZE}));
    assert_messages(&s, 3);
    assert_non_null(add(&s, "e", "\xEF\xBB\xBF"));
    assert_message(&s, 3, "0:0:0 sjabloon-leeg");
    assert_int_equal(wz_diags_warnings(s.diags), 1);
    free(large);
    close_shop(&s);
}

static void what_a_parent_tag_ignores_is_a_warning(void **state)
{
    (void)state;
    shop s = open_shop();
    add(&s, "t.html",
        "{{<b}}\n {{! goed }}\n{{$a}}x{{/a}}\n verloren {{naam}}\n{{#s}}{{$c}}{{/c}}{{/s}}\n{{$a}}y{{/a}}{{/b}}");
    add(&s, "b.html", "[{{$a}}{{/a}}]");
    assert_messages(&s, 2);
    assert_message(&s, 0, "4:2:8 ouder-inhoud");
    assert_message(&s, 1, "6:4:1 blok-dubbel");
    assert_int_equal(wz_diags_at(s.diags, 1)->related.line, 3);
    assert_true(wz_templates_link(s.diags, s.set));
    assert_true(render(&s, "t.html", "{}"));
    assert_out(&s, "[y]");
    close_shop(&s);
}

/* ---- Places where escaping does not help -------------------------------------------------------- */

static void assert_places(const char *text, int warnings)
{
    static const wz_str addresses[] = {WZ_STR("url"), WZ_STR("pad"), WZ_STR("stijl"), WZ_STR("assets")};
    shop s = open_shop();
    wz_templates_addresses(s.set, addresses, 4);
    assert_non_null(add(&s, "t.html", text));
    int places = 0;
    for (ptrdiff_t i = 0; i < wz_diags_count(s.diags); i++) {
        wz_diag_code code = wz_diags_at(s.diags, i)->code;
        places += code != WZ_DIAG_INLINE_CODE;
        assert_true(code == WZ_DIAG_UNSAFE_PLACE || code == WZ_DIAG_UNSAFE_ADDRESS || code == WZ_DIAG_INLINE_CODE);
    }
    if (places != warnings)
        fprintf(stderr, "%s\n", text);
    assert_int_equal(places, warnings);
    close_shop(&s);
}

static void assert_code(const char *text, int warnings)
{
    shop s = open_shop();
    assert_non_null(add(&s, "t.html", text));
    assert_int_equal(wz_diags_count(s.diags), warnings);
    for (ptrdiff_t i = 0; i < warnings; i++)
        assert_int_equal(wz_diags_at(s.diags, i)->code, WZ_DIAG_INLINE_CODE);
    close_shop(&s);
}

static void code_in_the_page_itself_is_warned_of(void **state)
{
    (void)state;
    assert_code("<script>x()</script><style>a {}</style><p style='x' onclick=\"y()\">", 4);
    assert_code("<script src=\"x.js\"></script><script type=\"application/ld+json\">{}</script>", 0);
    assert_code("<!-- <script>x()</script> --><p title=\"style=\" data-on=\"x\">{naam}</p>", 0);
    assert_code("<script type=\"application/json\">{}</script><script>x()</script>", 1);
}

static void a_text_at_the_start_of_an_address_is_warned_of(void **state)
{
    (void)state;
    assert_places("<a href=\"{{x}}\">", 1);
    assert_places("<a href=' {{x}}'>", 1);
    assert_places("<form action=\"{{x}}\"><button formaction=\"{{x}}\"><img src=\"{{x}}\"><use xlink:href=\"{{x}}\"/>",
                  4);
    assert_places("<p style=\"color: {{x}}\"><iframe srcdoc=\"<p>{{x}}\"></iframe>", 2);
    assert_places("<a href=\"{{.}}\"><a href=\"{{url.text}}\">", 2);
    assert_places("<a href=\"{{#a}}{{x}}{{/a}}\">", 1);
    assert_places(
        "<a href=\"{{url}}\"><a href=\"{{a.url}}\"><a href=\"{{site.assets.x_css}}\"><a href=\"{{url}}{{x}}\">", 0);
    assert_places("<a href=\"https://example.org/{{x}}\"><a href=\"#{{x}}\"><a href=\"?q={{x}}\"><a title=\"{{x}}\">",
                  0);
}

static void what_stands_in_the_query_of_an_address_is_encoded(void **state)
{
    (void)state;
    shop s = open_shop();
    const char *data = "{\"t\": \"Raad & 'co'? a/b=1#2 \\u00e9\"}";
    add(&s, "t.html",
        "<a href=\"x?q={{t}}\" title=\"{{t}}\"><a href=\"mailto:a@example.org?subject={{t}}\"><a href=\"x#{{t}}\">");
    assert_true(wz_templates_link(s.diags, s.set));
    assert_true(render(&s, "t.html", data));
    assert_out(&s, "<a href=\"x?q=Raad%20%26%20%27co%27%3F%20a/b%3D1%232%20%C3%A9\" title=\"Raad &amp; &#39;co&#39;? "
                   "a/b=1#2 \xC3\xA9\">"
                   "<a href=\"mailto:a@example.org?subject=Raad%20%26%20%27co%27%3F%20a%2Fb%3D1%232%20%C3%A9\">"
                   "<a href=\"x#Raad &amp; &#39;co&#39;? a/b=1#2 \xC3\xA9\">");
    close_shop(&s);
}

static void lines_of_html_lose_their_indentation_where_it_means_nothing(void **state)
{
    (void)state;
    shop s = open_shop();
    wz_templates_flatten(s.set);
    add(&s, "t.html",
        "<ul>\n  {{#a}}\n    <li>\n\t {{t}}</li>\n    {{>p}}\n  {{/a}}\n</ul>\n  <PRE class=\"x\">\n    {{t}}\n  "
        "</PRE>\n"
        "    <preface>\n");
    add(&s, "p.html", "  <b>\n    {{$c}}\n    c\n    {{/c}}\n  </b>\n");
    add(&s, "l.txt", "a\n  b {{t}}\n");
    assert_true(wz_templates_link(s.diags, s.set));
    assert_true(render(&s, "t.html", "{\"a\": true, \"t\": \"x\\n  y\"}"));
    assert_out(&s,
               "<ul>\n<li>\nx\n  y</li>\n<b>\nc\n</b>\n</ul>\n<PRE class=\"x\">\n    x\n  y\n  </PRE>\n<preface>\n");
    assert_true(render(&s, "l.txt", "{\"t\": \"x\"}"));
    assert_out(&s, "a\n  b x\n");
    close_shop(&s);
}

static void assert_escaped(const char *name, const char *text, const char *expected)
{
    wz_buf out = {0};
    wz_escape_add(&out, wz_str_from(text), wz_escape_for(wz_str_from(name)));
    wz_buf_byte(&out, '\0');
    assert_string_equal(out.ptr, expected);
    wz_buf_free(&out);
}

static void each_family_has_its_own_rules(void **state)
{
    (void)state;
    static const char *const xml[] = {"a.rdf", "a.kml", "a.opf", "a.xsl", "a.gpx", NULL};
    for (int i = 0; xml[i] != NULL; i++)
        assert_escaped(xml[i], "<a & \"b\">\x01", "&lt;a &amp; &quot;b&quot;&gt;\xEF\xBF\xBD");
    assert_escaped("a.ttl", "a \"b\" \\ c\n\t\x01<", "a \\\"b\\\" \\\\ c\\n\\t\\u0001<");
    assert_escaped("a.nt", "\r", "\\r");
    assert_escaped("a.ics", "a, b; c\\d\r\ne\nf\x01", "a\\, b\\; c\\\\d\\ne\\nf");
    assert_escaped("a.vcf", "a,b", "a\\,b");
    assert_escaped("a.sql", "'s \\", "''s \\");
    assert_escaped("a.txt", "<'\",", "<'\",");
}

static void interpolation_in_dangerous_places_is_a_warning(void **state)
{
    (void)state;
    assert_places("<a href={{url}}>", 1);
    assert_places("<a href= {{url}}/x/{{id}} class=\"{{c}}\">{{t}}</a>", 2);
    assert_places("<a href=/x/{{id}}>", 1);
    assert_places("<button onclick=\"f('{{x}}')\" ONLOAD='{{y}}'>{{z}}", 2);
    assert_places("<script>var a = {{a}};</script>{{b}}", 1);
    assert_places("<SCRIPT type=\"application/ld+json\">{\"a\": \"{{a}}\"}</SCRIPT >{{b}}", 1);
    assert_places("<style>\n.a { color: {{kleur}} }</style><p>{{b}}", 1);
    assert_places("<p {{attributen}}>{{b}}</p>", 1);
    assert_places("<{{element}}>", 1);
    assert_places("<a title=\"{{{t}}}\" href='{{&t}}'>{{{goed}}}</a>", 2);
    assert_places("{{#a}}<script>{{/a}}{{x}}{{#a}}</script>{{/a}}{{y}}", 1);
    assert_places("<!-- <script> -->{{a}}<script>if (a < b) '</p>' {{x}}</script>", 1);
}

static void ordinary_templates_give_no_such_warning(void **state)
{
    (void)state;
    assert_places("<!doctype html><html lang=\"{{taal}}\"><title>{{titel}} - {{naam}}</title>", 0);
    assert_places("<li class=\"kaart{{#nieuw}} kaart--nieuw{{/nieuw}}\"><a href=\"{{url}}\">{{titel}}</a>", 0);
    assert_places("<input type=checkbox {{#aan}}checked{{/aan}} value='{{waarde}}'/>{{tekst}}", 0);
    assert_places("<script src=\"{{pad}}zoek.js\" defer></script><link rel=stylesheet href=\"{{stijl}}\">{{a}}", 0);
    assert_places("{{a}} < {{b}} <3 {{c}} > {{d}} & <!-- {{e}} > {{f}} -->{{g}}", 0);
    assert_places("<textarea>{{a}}</textarea><time datetime=\"{{iso}}\">{{dag}}</time><br>{{{html}}}", 0);
    assert_places("<p title=\"a > b {{x}}\" data-once=\"{{y}}\" on=\"{{z}}\">", 0);
    assert_places("<div\n  class=\"a\"\n  id=\"{{id}}\"\n>{{t}}</div\n>{{u}}", 0);
}

/* ---- Linking ------------------------------------------------------------------------------------- */

static void an_unknown_partial_is_an_error_with_a_suggestion(void **state)
{
    (void)state;
    shop s = open_shop();
    add(&s, "t.html", "{{>kart}}\n{{<basi}}{{/basi}}{{>voet}}");
    add(&s, "kaart.html", "x");
    add(&s, "basis", "x");
    assert_false(wz_templates_link(s.diags, s.set));
    assert_messages(&s, 3);
    assert_message(&s, 0, "1:4:4 onbekend-partieel ? kaart");
    assert_message(&s, 1, "2:4:4 onbekend-partieel ? basis");
    assert_message(&s, 2, "2:22:4 onbekend-partieel");
    assert_int_equal(wz_diags_errors(s.diags), 3);
    assert_true(render(&s, "t.html", "{}"));
    assert_out(&s, "");
    close_shop(&s);
}

static void a_lenient_link_makes_unknown_partials_a_warning(void **state)
{
    (void)state;
    shop s = open_shop();
    add(&s, "t.html", "[{{>weg}}{{>*soort}}]");
    assert_true(wz_templates_link_lenient(s.diags, s.set));
    assert_true(render(&s, "t.html", "{\"soort\": \"ook-weg\"}"));
    assert_out(&s, "[]");
    assert_int_equal(wz_diags_warnings(s.diags), 2);
    assert_int_equal(wz_diags_errors(s.diags), 0);
    close_shop(&s);
}

static void a_dynamic_name_without_a_template_fails_the_page(void **state)
{
    (void)state;
    shop s = open_shop();
    wz_template *t = add(&s, "t.html", "{{>*soort}}");
    add(&s, "knelpunt.html", "x");
    assert_true(wz_templates_link(s.diags, s.set));
    wz_render_log *log = wz_render_log_new(s.arena, s.set);
    wz_arena *scratch = wz_arena_new(NULL);
    assert_false(wz_template_render(scratch, s.diags, t,
                                    json_parse(scratch, s.symbols, WZ_STR("{\"soort\": \"knelpnut\"}")), log, &s.out));
    wz_arena_free(scratch); /* the message outlives the page */
    assert_message(&s, 0, "1:5:5 onbekend-partieel ? knelpunt");
    assert_true(wz_str_equal(wz_diags_at(s.diags, 0)->args[0], WZ_STR("knelpnut")));
    assert_true(render(&s, "t.html", "{\"soort\": null}"));
    assert_true(render(&s, "t.html", "{\"soort\": \"knelpunt\"}"));
    assert_messages(&s, 1);
    close_shop(&s);
}

static void a_name_that_is_a_path_is_refused(void **state)
{
    (void)state;
    static const char *const paths[] = {"../../geheim", "/etc/passwd", "..", ".htaccess", "a/b", "a\\b"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        for (int lenient = 0; lenient < 2; lenient++) {
            shop s = open_shop();
            char text[64];
            wz_object *data = wz_object_new(s.arena, 1);
            snprintf(text, sizeof text, "{{>%s}}", paths[i]);
            add(&s, "t.html", text);
            assert_false(lenient ? wz_templates_link_lenient(s.diags, s.set) : wz_templates_link(s.diags, s.set));
            assert_messages(&s, 1);
            assert_int_equal(wz_diags_at(s.diags, 0)->code, WZ_DIAG_PARTIAL_PATH);
            add(&s, "t.html", "{{>*soort}}");
            assert_true(lenient ? wz_templates_link_lenient(s.diags, s.set) : wz_templates_link(s.diags, s.set));
            wz_object_text(data, wz_symbol_of(s.symbols, WZ_STR("soort")), wz_str_from(paths[i]));
            wz_template *t = wz_template_find(s.set, WZ_STR("t.html"));
            assert_false(wz_template_render(s.arena, s.diags, t, wz_value_object(data), NULL, &s.out));
            assert_messages(&s, 2);
            assert_int_equal(wz_diags_at(s.diags, 1)->code, WZ_DIAG_PARTIAL_PATH);
            assert_int_equal(wz_diags_errors(s.diags), 2);
            close_shop(&s);
        }
}

static void inclusion_that_never_ends_is_an_error_with_its_chain(void **state)
{
    (void)state;
    shop s = open_shop();
    add(&s, "t.html", "{{>a}}{{>zelf}}");
    add(&s, "a", "x{{>b}}");
    add(&s, "b", "{{<c}}{{/c}}");
    add(&s, "c", "{{>a}}");
    add(&s, "zelf", "{{>zelf}}");
    assert_false(wz_templates_link(s.diags, s.set));
    assert_messages(&s, 2);
    assert_message(&s, 0, "1:4:1 sjabloon-kringloop");
    wz_str text = wz_diag_text(s.arena, wz_diags_at(s.diags, 0), WZ_STR("nl"));
    assert_string_equal(wz_str_cstring(s.arena, text),
                        "'a' komt weer bij zichzelf uit: a \xE2\x86\x92 b \xE2\x86\x92 c \xE2\x86\x92 a");
    assert_message(&s, 1, "1:4:4 sjabloon-kringloop");
    assert_false(render(&s, "t.html", "{}")); /* and rendering it all the same is safe */
    close_shop(&s);
}

static void recursion_over_the_data_is_legal(void **state)
{
    (void)state;
    assert_parts(PARTS({"t", "{{>boom}}"}, {"boom", "{{n}}{{#op}}({{>boom}}){{/op}}"}),
                 "{\"n\": 1, \"op\": [{\"n\": 2, \"op\": []}, {\"n\": 3, \"op\": [{\"n\": 4, \"op\": null}]}]}",
                 "1(2)(3(4))");
}

/* ---- Limits --------------------------------------------------------------------------------------- */

static void sections_nest_to_the_limit_and_no_deeper(void **state)
{
    (void)state;
    shop s = open_shop();
    for (int depth = WZ_TEMPLATE_DEPTH; depth <= 20000; depth = depth == WZ_TEMPLATE_DEPTH ? depth + 1
                                                                : depth == 65              ? 20000
                                                                                           : 20001) {
        wz_str parts[] = {repeated(s.arena, "{{#a}}", depth), WZ_STR("x"), repeated(s.arena, "{{/a}}", depth)};
        wz_template *t = add_bytes(&s, "t.html", wz_str_join(s.arena, parts, 3, WZ_STR("")));
        if (depth == WZ_TEMPLATE_DEPTH) {
            assert_non_null(t);
            assert_true(wz_templates_link(s.diags, s.set));
            assert_true(render(&s, "t.html", "{\"a\": true}"));
            assert_out(&s, "x");
        } else {
            assert_null(t);
        }
    }
    assert_messages(&s, 2);
    assert_message(&s, 0, "1:385:6 sjabloon-te-diep");
    assert_message(&s, 1, "1:385:6 sjabloon-te-diep");
    close_shop(&s);
}

static void recursion_without_end_stops_with_its_chain(void **state)
{
    (void)state;
    shop s = open_shop();
    add(&s, "t.html", "{{>a}}");
    add(&s, "a", "{{#x}}{{>b}}{{/x}}");
    add(&s, "b", "{{>a}}");
    assert_true(wz_templates_link(s.diags, s.set));
    assert_false(render(&s, "t.html", "{\"x\": true}"));
    assert_messages(&s, 1);
    assert_int_equal(wz_diags_at(s.diags, 0)->code, WZ_DIAG_TEMPLATE_TOO_DEEP);
    wz_str text = wz_diag_text(s.arena, wz_diags_at(s.diags, 0), WZ_STR("nl"));
    assert_true(
        wz_str_starts(text, WZ_STR("meer dan 64 niveaus diep: t.html \xE2\x86\x92 \xE2\x80\xA6 \xE2\x86\x92 ")));
    close_shop(&s);
}

static void a_block_that_fills_itself_stops(void **state)
{
    (void)state;
    shop s = open_shop();
    add(&s, "t", "{{<p}}{{$a}}x{{$a}}y{{/a}}{{/a}}{{/p}}");
    add(&s, "p", "{{$a}}{{/a}}");
    assert_true(wz_templates_link(s.diags, s.set));
    assert_false(render(&s, "t", "{}"));
    assert_messages(&s, 1);
    assert_int_equal(wz_diags_at(s.diags, 0)->code, WZ_DIAG_TEMPLATE_TOO_DEEP);
    close_shop(&s);
}

static void a_partial_bomb_ends_in_a_message(void **state)
{
    (void)state;
    shop s = open_shop();
    for (int i = 0; i < 26; i++) {
        wz_str text = wz_format(s.arena, "{{>p%d}}{{>p%d}}", i + 1, i + 1);
        add_bytes(&s, wz_str_cstring(s.arena, wz_format(s.arena, "p%d", i)), text);
    }
    add(&s, "p26", "x");
    assert_true(wz_templates_link(s.diags, s.set));
    assert_false(render(&s, "p0", "{}"));
    assert_messages(&s, 1);
    assert_int_equal(wz_diags_at(s.diags, 0)->code, WZ_DIAG_RENDER_BUDGET);
    close_shop(&s);
}

static void empty_turns_of_a_list_count_too(void **state)
{
    (void)state;
    shop s = open_shop();
    wz_value *items = wz_new(s.arena, wz_value, 1000);
    for (int i = 0; i < 1000; i++)
        items[i] = wz_value_bool(true);
    wz_object *data = wz_object_new(s.arena, 1);
    wz_object_set(data, wz_symbol_of(s.symbols, WZ_STR("l")), wz_value_list(wz_list_new(s.arena, items, 1000)));
    wz_template *t = add(&s, "t", "{{#l}}{{#l}}{{#l}}{{#l}}{{/l}}{{/l}}{{/l}}{{/l}}");
    assert_true(wz_templates_link(s.diags, s.set));
    assert_false(wz_template_render(s.arena, s.diags, t, wz_value_object(data), NULL, &s.out));
    assert_messages(&s, 1);
    assert_int_equal(wz_diags_at(s.diags, 0)->code, WZ_DIAG_RENDER_BUDGET);
    close_shop(&s);
}

static void a_page_that_grows_too_large_stops(void **state)
{
    (void)state;
    shop s = open_shop();
    wz_object *data = wz_object_new(s.arena, 2);
    wz_value *items = wz_new(s.arena, wz_value, 1000);
    for (int i = 0; i < 1000; i++)
        items[i] = wz_value_text(repeated(s.arena, "<", 100000));
    wz_object_set(data, wz_symbol_of(s.symbols, WZ_STR("l")), wz_value_list(wz_list_new(s.arena, items, 1000)));
    wz_template *t = add(&s, "t", "{{#l}}{{.}}{{/l}}");
    assert_true(wz_templates_link(s.diags, s.set));
    wz_buf_add(&s.out, WZ_STR("ervoor"));
    assert_false(wz_template_render(s.arena, s.diags, t, wz_value_object(data), NULL, &s.out));
    assert_true(s.out.len >= WZ_RENDER_OUTPUT && s.out.len < WZ_RENDER_OUTPUT + 1000000);
    assert_messages(&s, 1);
    assert_message(&s, 0, "1:9:1 pagina-te-groot");
    wz_buf_reset(&s.out);
    t = add(&s, "t", "{{#l}}{{#l}}{{a}}{{{l}}}{{/l}}{{/l}}"); /* the text of one value alone */
    assert_true(wz_templates_link(s.diags, s.set));
    wz_object_text(data, wz_symbol_of(s.symbols, WZ_STR("a")), repeated(s.arena, "0123456789abcdef", 5000000));
    assert_false(wz_template_render(s.arena, s.diags, t, wz_value_object(data), NULL, &s.out));
    assert_int_equal(s.out.len, 0);
    close_shop(&s);
}

/* ---- What is not used ----------------------------------------------------------------------------- */

static wz_template *add_partial(shop *s, const char *name, const char *text)
{
    wz_source *source = wz_new(s->arena, wz_source, 1);
    source->path = wz_format(s->arena, "templates/partials/%s.mustache", name);
    source->text = wz_str_from(text);
    return wz_template_add(s->diags, s->set, wz_str_from(name), source);
}

static void what_no_page_uses_is_reported(void **state)
{
    (void)state;
    shop s = open_shop();
    wz_template *t = add(&s, "t.html",
                         "{{#nooit}}{{>a}}{{/nooit}}{{>*soort}}{{<p}}{{$kop}}{{/kop}}{{$kopp}}{{/kopp}}{{/"
                         "p}}{{#nooit}}{{tittel}}{{titel.lang}}{{/nooit}}");
    add(&s, "nooit.html", "{{#nooit}}{{titel}}{{/nooit}}");
    add_partial(&s, "a.html", "{{>b}}");
    add_partial(&s, "b.html", "b");
    add_partial(&s, "c.html", "{{>d}}{{niets}}");
    add_partial(&s, "d.html", "d");
    add_partial(&s, "e.html", "e");
    add_partial(&s, "p.html", "{{>q}}");
    add_partial(&s, "q.html", "{{$kop}}{{/kop}}");
    assert_true(wz_templates_link(s.diags, s.set));
    wz_render_log *logs[] = {wz_render_log_new(s.arena, s.set), wz_render_log_new(s.arena, s.set)};
    wz_value view = json_parse(s.arena, s.symbols, WZ_STR("{\"nooit\": null, \"titel\": \"x\", \"soort\": \"e\"}"));
    assert_true(wz_template_render(s.arena, s.diags, t, view, logs[1], &s.out));
    assert_messages(&s, 0);
    bool *defined = wz_new(s.arena, bool, wz_symbols_count(s.symbols) + 1);
    static const char *const names[] = {"nooit", "titel", "soort"};
    for (int i = 0; i < 3; i++)
        defined[wz_symbol_find(s.symbols, wz_str_from(names[i]))] = true;
    wz_templates_report_unused(s.diags, s.set, logs, 2, defined);
    assert_messages(&s, 5);
    assert_message(&s, 0, "0:0:0 ongebruikt-partieel");
    assert_true(wz_str_equal(wz_diags_at(s.diags, 0)->args[0], WZ_STR("c.html")));
    assert_message(&s, 1, "0:0:0 ongebruikt-partieel");
    assert_true(wz_str_equal(wz_diags_at(s.diags, 1)->args[0], WZ_STR("d.html")));
    assert_message(&s, 2, "1:63:4 ongebruikt-blok ? kop");
    assert_message(&s, 3, "1:96:6 onbekende-naam ? titel");
    assert_message(&s, 4, "1:112:4 onbekende-naam");
    close_shop(&s);
}

static void a_name_that_was_reported_as_missing_is_not_reported_again(void **state)
{
    (void)state;
    shop s = open_shop();
    wz_template *t = add(&s, "t.html", "{{weg}}");
    assert_true(wz_templates_link(s.diags, s.set));
    wz_render_log *log = wz_render_log_new(s.arena, s.set);
    bool *defined = wz_new(s.arena, bool, wz_symbols_count(s.symbols) + 1);
    assert_true(wz_template_render(s.arena, s.diags, t, wz_value_bool(false), log, &s.out));
    wz_templates_report_unused(s.diags, s.set, &log, 1, defined);
    assert_messages(&s, 1);
    close_shop(&s);
}

/* ---- Threads --------------------------------------------------------------------------------------- */

typedef struct worker {
    wz_template *t;
    wz_value view;
    wz_buf out;
    ptrdiff_t messages;
} worker;

static void *work(void *argument)
{
    worker *w = argument;
    wz_arena *arena = wz_arena_new(NULL), *scratch = wz_arena_new(NULL);
    wz_diags *diags = wz_diags_new(arena);
    wz_render_log *log = NULL;
    for (int i = 0; i < 200; i++) {
        wz_buf_reset(&w->out);
        wz_arena_reset(scratch);
        wz_template_render(scratch, diags, w->t, w->view, log, &w->out);
    }
    w->messages = wz_diags_count(diags);
    wz_arena_free(scratch);
    wz_arena_free(arena);
    return NULL;
}

static void several_threads_may_render_one_set(void **state)
{
    (void)state;
    shop s = open_shop();
    wz_template *t = add(&s, "t.html", "{{<p}}{{$a}}\n{{#l}}\n  {{>*k}}\n{{/l}}\n{{/a}}{{/p}}{{weg}}");
    add(&s, "p.html", "<ul>\n  {{$a}}{{/a}}\n</ul>\n");
    add(&s, "k.html", "<li>{{.}}\n");
    assert_true(wz_templates_link(s.diags, s.set));
    worker workers[4] = {{0}};
    pthread_t threads[4];
    wz_value view = json_parse(s.arena, s.symbols, WZ_STR("{\"k\": \"k\", \"l\": [1, 2, \"<\"]}"));
    for (int i = 0; i < 4; i++) {
        workers[i] = (worker){.t = t, .view = view};
        assert_int_equal(pthread_create(&threads[i], NULL, work, &workers[i]), 0);
    }
    for (int i = 0; i < 4; i++) {
        pthread_join(threads[i], NULL);
        wz_buf_byte(&workers[i].out, '\0');
        assert_string_equal(workers[i].out.ptr, ("<ul>\n    <li>1\n    <li>2\n    <li>&lt;\n</ul>\n"));
        assert_int_equal(workers[i].messages, 200);
        wz_buf_free(&workers[i].out);
    }
    close_shop(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_specification_passes_whole),
        cmocka_unit_test(the_example_in_the_header_works),
        cmocka_unit_test(symbols_are_numbered_from_one_and_found_again),
        cmocka_unit_test(an_object_keeps_any_number_of_members_in_order),
        cmocka_unit_test(text_is_truthy_whatever_it_says),
        cmocka_unit_test(a_member_of_what_is_known_but_empty_is_empty_too),
        cmocka_unit_test(a_name_found_nowhere_is_a_warning_with_place_and_suggestion),
        cmocka_unit_test(of_a_dotted_name_the_part_that_is_missing_is_underlined),
        cmocka_unit_test(a_suggestion_may_come_from_a_name_that_other_pages_have),
        cmocka_unit_test(a_miss_is_reported_once_for_a_place_and_a_log),
        cmocka_unit_test(a_list_or_group_has_no_text_and_says_so),
        cmocka_unit_test(an_object_may_compute_its_members),
        cmocka_unit_test(what_a_list_asks_for_is_taken_back_item_by_item),
        cmocka_unit_test(a_large_page_is_taken_in_parts_between_items),
        cmocka_unit_test(a_view_prints_as_json_in_its_own_order),
        cmocka_unit_test(html_is_escaped_alike_at_every_length_and_offset),
        cmocka_unit_test(a_long_text_is_escaped_in_pieces),
        cmocka_unit_test(json_text_is_safe_in_a_string_and_in_a_script),
        cmocka_unit_test(a_csv_field_is_quoted_when_needed_and_never_a_formula),
        cmocka_unit_test(a_part_of_a_field_has_its_quotes_twice),
        cmocka_unit_test(xml_has_no_forbidden_characters),
        cmocka_unit_test(the_extension_of_a_name_decides_how_to_escape),
        cmocka_unit_test(a_partial_without_an_extension_escapes_as_its_page),
        cmocka_unit_test(markup_is_printed_as_it_is_only_where_html_is_expected),
        cmocka_unit_test(tags_in_data_are_never_read),
        cmocka_unit_test(a_partial_with_the_extension_of_its_includer_comes_first),
        cmocka_unit_test(indentation_of_nested_partials_adds_up),
        cmocka_unit_test(a_partial_within_a_line_is_not_indented),
        cmocka_unit_test(line_breaks_in_data_are_not_indented),
        cmocka_unit_test(crlf_and_a_byte_order_mark_do_no_harm),
        cmocka_unit_test(a_page_fills_the_blocks_of_its_layout),
        cmocka_unit_test(a_block_with_its_lines_to_itself_writes_whole_lines_or_none),
        cmocka_unit_test(a_partial_in_a_block_has_the_indentation_of_both),
        cmocka_unit_test(a_block_within_a_line_keeps_the_line),
        cmocka_unit_test(the_outermost_page_has_the_last_word),
        cmocka_unit_test(a_parent_may_have_a_name_from_the_data),
        cmocka_unit_test(a_set_holds_any_number_of_templates),
        cmocka_unit_test(indentation_may_be_long),
        cmocka_unit_test(a_template_under_the_same_name_replaces_the_first),
        cmocka_unit_test(a_tag_that_does_not_end_is_refused),
        cmocka_unit_test(a_tag_has_one_name),
        cmocka_unit_test(delimiters_are_two_words),
        cmocka_unit_test(a_section_that_is_not_closed_shows_both_its_ends),
        cmocka_unit_test(crossed_sections_are_one_mistake_that_names_both_tags),
        cmocka_unit_test(a_stray_closing_tag_is_refused),
        cmocka_unit_test(all_mistakes_of_all_templates_come_in_one_run),
        cmocka_unit_test(many_mistakes_do_not_take_long),
        cmocka_unit_test(a_full_template_of_anything_does_not_take_long),
        cmocka_unit_test(names_and_delimiters_have_a_greatest_length),
        cmocka_unit_test(what_is_no_text_is_refused),
        cmocka_unit_test(what_a_parent_tag_ignores_is_a_warning),
        cmocka_unit_test(interpolation_in_dangerous_places_is_a_warning),
        cmocka_unit_test(code_in_the_page_itself_is_warned_of),
        cmocka_unit_test(a_text_at_the_start_of_an_address_is_warned_of),
        cmocka_unit_test(what_stands_in_the_query_of_an_address_is_encoded),
        cmocka_unit_test(lines_of_html_lose_their_indentation_where_it_means_nothing),
        cmocka_unit_test(each_family_has_its_own_rules),
        cmocka_unit_test(ordinary_templates_give_no_such_warning),
        cmocka_unit_test(an_unknown_partial_is_an_error_with_a_suggestion),
        cmocka_unit_test(a_lenient_link_makes_unknown_partials_a_warning),
        cmocka_unit_test(a_dynamic_name_without_a_template_fails_the_page),
        cmocka_unit_test(a_name_that_is_a_path_is_refused),
        cmocka_unit_test(inclusion_that_never_ends_is_an_error_with_its_chain),
        cmocka_unit_test(recursion_over_the_data_is_legal),
        cmocka_unit_test(sections_nest_to_the_limit_and_no_deeper),
        cmocka_unit_test(recursion_without_end_stops_with_its_chain),
        cmocka_unit_test(a_block_that_fills_itself_stops),
        cmocka_unit_test(a_partial_bomb_ends_in_a_message),
        cmocka_unit_test(empty_turns_of_a_list_count_too),
        cmocka_unit_test(a_page_that_grows_too_large_stops),
        cmocka_unit_test(what_no_page_uses_is_reported),
        cmocka_unit_test(a_name_that_was_reported_as_missing_is_not_reported_again),
        cmocka_unit_test(several_threads_may_render_one_set),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
