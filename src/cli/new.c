/* new: a record to fill in. explain: the long text of a message. */
#include <time.h>

#include "cli/cli.h"

#define NOWHERE ((wz_loc){0})

/* Today by the clock and the time zone of this computer: fit for a file that someone is about to edit, never for the
 * output of a build. */
wz_date cli_clock(void)
{
    time_t now = time(NULL);
    struct tm local;
    if (localtime_r(&now, &local) == NULL)
        return (wz_date){1970, 1, 1};
    return (wz_date){(int16_t)(local.tm_year + 1900), (int8_t)(local.tm_mon + 1), (int8_t)local.tm_mday};
}

static const wz_kind *find_kind(cli *c, const wz_model *model, wz_str name)
{
    const wz_kind *kind = wz_model_kind(model, name);
    wz_str *names = wz_new(c->arena, wz_str, model->kind_count);
    for (ptrdiff_t i = 0; i < model->kind_count; i++)
        names[i] = model->kinds[i]->name;
    if (kind != NULL)
        return kind;
    /* The folder of a kind will do as well in a suggestion: "knelpunten". */
    wz_str meant = wz_suggest(name, names, model->kind_count);
    for (ptrdiff_t i = 0; i < model->kind_count; i++)
        if (wz_str_equal(model->kinds[i]->place, name) || wz_str_equal(model->kinds[i]->one, name))
            meant = model->kinds[i]->name;
    wz_report(c->diags, CLI_UNKNOWN_KIND, NOWHERE, name, wz_str_join(c->arena, names, model->kind_count, WZ_STR(", ")))
        ->suggestion = meant;
    return NULL;
}

/* True when the id is free. A record in a .yml file counts too. */
static bool is_free(cli *c, const wz_kind *kind, wz_str id)
{
    static const char *const extensions[] = {"yaml", "yml"};
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++) {
        wz_str path = wz_format(c->arena, "content/%.*s/%.*s.%s", WZ_ARG(kind->place), WZ_ARG(id), extensions[i]);
        if (wz_fs_exists(&c->fs, c->folder, path)) {
            wz_report(c->diags, FS_EXISTS, NOWHERE, path);
            return false;
        }
    }
    return true;
}

static cli_status stop(cli *c, cli_status least)
{
    cli_print(c);
    cli_status status = cli_status_of(c);
    return status > least ? status : least;
}

cli_status cli_new(cli *c)
{
    wz_source *source = wz_fs_read(c->arena, c->diags, &c->fs, c->folder, WZ_STR("content/model.yaml"), WZ_LIMIT_FILE);
    wz_model *model = source != NULL ? wz_model_read(c->arena, c->diags, source) : NULL;
    if (model == NULL)
        return stop(c, CLI_FAULTS);
    const wz_kind *kind = find_kind(c, model, c->words[0]);
    wz_str id = c->words[1];
    bool good = wz_id_check(c->arena, c->diags, id, NOWHERE);
    if (kind == NULL || !good || !is_free(c, kind, id))
        return stop(c, CLI_USAGE);
    wz_buf text = {0};
    wz_str path = wz_format(c->arena, "content/%.*s/%.*s.yaml", WZ_ARG(kind->place), WZ_ARG(id));
    wz_model_skeleton(&text, model, kind, c->today.year != 0 ? c->today : cli_clock());
    bool ok = wz_fs_write(c->diags, &c->fs, c->folder, path, wz_buf_str(&text));
    wz_buf_free(&text);
    if (!ok)
        return stop(c, CLI_SYSTEM);
    wz_buf said = {0};
    wz_buf_format(&said, "%.*s\n", WZ_ARG(path));
    cli_write(c, 1, wz_buf_str(&said));
    wz_buf_reset(&said);
    wz_buf_format(&said,
                  CLI_SAY(c, "volgende stap: vul %.*s in en doe 'wegwijzer check'\n",
                          "next: fill in %.*s and run 'wegwijzer check'\n"),
                  WZ_ARG(path));
    cli_write(c, 2, wz_buf_str(&said));
    wz_buf_free(&said);
    return CLI_OK;
}

static void add_wrapped(wz_buf *out, wz_str text)
{
    ptrdiff_t column = 0;
    for (wz_str rest = text; rest.ptr != NULL && rest.len > 0;) {
        wz_str word = wz_str_cut(rest, ' ', &rest);
        ptrdiff_t width = wz_utf8_count(word);
        if (column > 0 && column + 1 + width > 96) {
            wz_buf_byte(out, '\n');
            column = 0;
        } else if (column > 0) {
            wz_buf_byte(out, ' ');
            column++;
        }
        wz_buf_add(out, word);
        column += width;
    }
    wz_buf_byte(out, '\n');
}

/* A message with the places of its arguments shown as dots. */
static wz_diag pattern(wz_diag_code code)
{
    wz_diag d = {.code = code};
    for (int i = 0; i < WZ_DIAG_ARGS; i++)
        d.args[i] = WZ_STR("…");
    return d;
}

static void list_codes(cli *c, wz_buf *out)
{
    wz_str *names = wz_new(c->arena, wz_str, WZ_DIAG_COUNT);
    ptrdiff_t count = 0;
    for (int code = 0; code < WZ_DIAG_COUNT; code++) { /* by name */
        wz_str name = wz_diag_name((wz_diag_code)code);
        ptrdiff_t at = count++;
        for (; at > 0 && wz_str_compare(names[at - 1], name) > 0; at--)
            names[at] = names[at - 1];
        names[at] = name;
    }
    for (ptrdiff_t i = 0; i < count; i++) {
        wz_diag d = pattern(wz_diag_find(names[i]));
        wz_buf_format(out, "%-30.*s %.*s\n", WZ_ARG(names[i]), WZ_ARG(wz_diag_text(c->arena, &d, c->lang)));
    }
}

cli_status cli_explain(cli *c)
{
    wz_buf out = {0};
    if (c->word_count == 0) {
        list_codes(c, &out);
    } else {
        /* With the brackets of a message it is meant as well. */
        wz_str name = c->words[0];
        if (wz_str_starts(name, WZ_STR("[")) && wz_str_ends(name, WZ_STR("]")))
            name = wz_str_slice(name, 1, name.len - 1);
        wz_diag_code code = wz_diag_find(name);
        if (code == WZ_DIAG_COUNT) {
            wz_str *names = wz_new(c->arena, wz_str, WZ_DIAG_COUNT);
            for (int i = 0; i < WZ_DIAG_COUNT; i++)
                names[i] = wz_diag_name((wz_diag_code)i);
            wz_report(c->diags, CLI_UNKNOWN_CODE, NOWHERE, name)->suggestion = wz_suggest(name, names, WZ_DIAG_COUNT);
            return stop(c, CLI_USAGE);
        }
        wz_diag d = pattern(code);
        wz_buf_format(&out, "%.*s: %.*s: %.*s\n\n", WZ_ARG(name), WZ_ARG(cli_severity(c, &d)),
                      WZ_ARG(wz_diag_text(c->arena, &d, c->lang)));
        add_wrapped(&out, wz_diag_explain(code, c->lang));
        wz_buf_byte(&out, '\n');
        add_wrapped(&out, wz_format(c->arena, CLI_SAY(c, "Doe dit: %.*s.", "Do this: %.*s."),
                                    WZ_ARG(wz_diag_remedy(c->arena, &d, c->lang))));
    }
    cli_write(c, 1, wz_buf_str(&out));
    wz_buf_free(&out);
    return CLI_OK;
}
