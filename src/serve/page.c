/* SPDX-License-Identifier: EUPL-1.2 */
/* The HTML that the preview adds to a page of the site, and the page that it shows while there is none. */
#include "serve/serve.h"

#define SHOWN 100 /* messages; the rest is counted */

#define SAY(lang, dutch, english) (wz_str_equal(lang, WZ_STR("nl")) ? (dutch) : (english))

static void add_escaped(wz_buf *out, wz_str s)
{
    for (ptrdiff_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == '&' || c == '<' || c == '>' || c == '"')
            wz_buf_format(out, "&#%d;", c);
        else
            wz_buf_byte(out, c);
    }
}

static void add_message(wz_buf *out, wz_arena *scratch, const wz_diag *d, wz_str lang)
{
    wz_buf_add(out, WZ_STR("<li>"));
    if (d->loc.source != NULL) {
        wz_buf_add(out, WZ_STR("<code>"));
        add_escaped(out, wz_str_visible(scratch, d->loc.source->path));
        if (d->loc.line > 0)
            wz_buf_format(out, ":%d", d->loc.line);
        wz_buf_add(out, WZ_STR("</code> "));
    }
    wz_buf_format(out, "<strong>%s:</strong> ",
                  wz_diag_severity(d) == WZ_ERROR ? SAY(lang, "fout", "error") : SAY(lang, "waarschuwing", "warning"));
    add_escaped(out, wz_diag_text(scratch, d, lang));
    if (d->suggestion.len > 0) {
        wz_buf_add(out, SAY(lang, WZ_STR("; bedoelde u ‘"), WZ_STR("; did you mean ‘")));
        add_escaped(out, wz_str_visible(scratch, wz_str_slice(d->suggestion, 0, 200)));
        wz_buf_add(out, WZ_STR("’?"));
    }
    wz_buf_add(out, SAY(lang, WZ_STR("<br>Doe dit: "), WZ_STR("<br>Do this: ")));
    add_escaped(out, wz_diag_remedy(scratch, d, lang));
    wz_buf_add(out, WZ_STR(".</li>\n"));
}

static void add_list(wz_buf *out, wz_diags *diags, wz_str lang, ptrdiff_t count)
{
    wz_arena *scratch = wz_arena_new(NULL);
    ptrdiff_t shown = 0;
    wz_buf_add(out, WZ_STR("<ul>\n"));
    for (int severity = WZ_ERROR; severity <= WZ_WARNING; severity++)
        for (ptrdiff_t i = 0; i < wz_diags_count(diags) && shown < SHOWN; i++) {
            const wz_diag *d = wz_diags_at(diags, i);
            if (wz_diag_counts(d, true) && (int)wz_diag_severity(d) == severity) {
                add_message(out, scratch, d, lang);
                shown++;
            }
        }
    if (count > shown)
        wz_buf_format(out, SAY(lang, "<li>… en nog %td</li>\n", "<li>… and %td more</li>\n"), count - shown);
    wz_buf_add(out, WZ_STR("</ul>\n"));
    wz_arena_free(scratch);
}

void serve_bar(wz_buf *out, wz_diags *diags, wz_str lang, bool good)
{
    ptrdiff_t errors = wz_diags_errors(diags), count = 0;
    for (ptrdiff_t i = 0; i < wz_diags_count(diags); i++)
        count += wz_diag_counts(wz_diags_at(diags, i), true); /* advice is for whoever owns the site */
    if (count == 0)
        return;
    wz_buf_format(out, "<details class=\"wegwijzer-serve-%s\"%s>\n<summary>", good ? "let-op" : "fout",
                  good ? "" : " open");
    if (errors > 0)
        wz_buf_format(out, "%td %s", errors, errors == 1 ? SAY(lang, "fout", "error") : SAY(lang, "fouten", "errors"));
    else
        wz_buf_format(out, "%td %s", count,
                      count == 1 ? SAY(lang, "waarschuwing", "warning") : SAY(lang, "waarschuwingen", "warnings"));
    if (!good)
        wz_buf_add(out, SAY(lang, WZ_STR("; u ziet de vorige versie"), WZ_STR("; this is the version before")));
    wz_buf_add(out, WZ_STR("</summary>\n"));
    add_list(out, diags, lang, count);
    wz_buf_add(out, WZ_STR("</details>\n"));
}

static void add_tail(wz_buf *out, wz_str bar, long number, long site)
{
    wz_buf_format(out,
                  "<link rel=\"stylesheet\" href=\"/" SERVE_OWN "serve.css\">\n"
                  "<div class=\"wegwijzer-serve\" id=\"wegwijzer-serve\" role=\"status\" data-nummer=\"%ld\" "
                  "data-site=\"%ld\">%.*s</div>\n"
                  "<script src=\"/" SERVE_OWN "serve.js\"></script>\n",
                  number, site, WZ_ARG(bar));
}

void serve_fault_page(wz_buf *out, wz_str bar, wz_str lang, long number)
{
    wz_buf_format(out,
                  "<!DOCTYPE html>\n<html lang=\"%.*s\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<meta name=\"color-scheme\" content=\"light dark\">\n<title>%s</title>\n</head>\n"
                  "<body class=\"wegwijzer-serve-leeg\">\n<main>\n<h1>%s</h1>\n<p>%s</p>\n</main>\n",
                  WZ_ARG(lang), SAY(lang, "Er is nog geen site", "There is no site yet"),
                  SAY(lang, "Er is nog geen site", "There is no site yet"),
                  SAY(lang, "Verbeter wat hieronder staat en bewaar het bestand. Deze pagina ververst zichzelf.",
                      "Mend what stands below and save the file. This page renews itself."));
    add_tail(out, bar, number, 0);
    wz_buf_add(out, WZ_STR("</body>\n</html>\n"));
}

/* Where the last tag of that name starts, or -1. */
static ptrdiff_t last_tag(wz_str html, wz_str tag)
{
    ptrdiff_t at = html.len - tag.len;
    while (at >= 0 && !wz_str_equal(wz_str_slice(html, at, at + tag.len), tag))
        at--;
    return at < 0 ? -1 : at;
}

void serve_page(wz_buf *out, wz_str html, wz_str bar, long number, long site)
{
    if (wz_str_find(html, WZ_STR("http-equiv=\"refresh\"")) >= 0) {
        wz_buf_add(out, html);
        return;
    }
    ptrdiff_t at = last_tag(html, WZ_STR("</body>")); /* which HTML may leave out */
    at = at >= 0 ? at : last_tag(html, WZ_STR("</html>"));
    at = at >= 0 ? at : html.len;
    wz_buf_add(out, wz_str_slice(html, 0, at));
    add_tail(out, bar, number, site);
    wz_buf_add(out, wz_str_slice(html, at, html.len));
}

void serve_page_here(wz_buf *out, wz_str html, wz_str base)
{
    for (ptrdiff_t at; (at = wz_str_find(html, base)) >= 0; html = wz_str_slice(html, at + base.len, html.len)) {
        wz_buf_add(out, wz_str_slice(html, 0, at));
        wz_buf_byte(out, '/');
    }
    wz_buf_add(out, html);
}
