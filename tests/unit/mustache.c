/* tests/unit/mustache.c - the mustache module. The specification itself is read from ../shared/mustache-spec. */
#include "test.h"

#include <pthread.h>

#include "json.h"

/* ---- A workshop: what most tests need ---------------------------------------------------- */

typedef struct shop {
    wz_arena     *arena;
    wz_diags     *diags;
    wz_symbols   *symbols;
    wz_templates *set;
    wz_buf        out;
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

#define SPEC "../shared/mustache-spec"

static wz_value member(shop *s, wz_value object, const char *name)
{
    return wz_object_get(object.as.object, wz_symbol_of(s->symbols, wz_str_from(name)));
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
                      text_of(wz_object_get(object, name)));
        }
    }
    wz_template *t = add_bytes(&s, "the case itself", text_of(member(keys, test, "template")));
    bool good = t && wz_templates_link_lenient(s.diags, s.set) &&
                wz_template_render(s.arena, s.diags, t, member(keys, test, "data"), NULL, &s.out);
    wz_str expected = text_of(member(keys, test, "expected"));
    good = good && wz_str_equal(wz_buf_str(&s.out), expected);
    if (!good) {
        fprintf(stderr, "FAILED: %.*s\n  expected: %.*s\n  got:      %.*s\n", WZ_ARG(text_of(member(keys, test, "name"))),
                WZ_ARG(expected), WZ_ARG(wz_buf_str(&s.out)));
        for (ptrdiff_t i = 0; i < wz_diags_count(s.diags); i++)
            fprintf(stderr, "  %.*s\n", WZ_ARG(wz_diag_text(s.arena, wz_diags_at(s.diags, i), WZ_STR("en"))));
    }
    close_shop(&s);
    return good;
}

static void the_specification_passes_whole(void **state)
{
    (void)state;
    static const char *const files[] = {"comments", "delimiters", "interpolation", "inverted", "partials", "sections",
                                        "~inheritance", "~dynamic-names"};
    int cases = 0, failed = 0;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        shop s = open_shop();
        wz_str path = wz_format(s.arena, SPEC "/%s.json", files[i]);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_specification_passes_whole),
    };
    (void)assert_renders, (void)assert_refused;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
