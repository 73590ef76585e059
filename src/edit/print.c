/* SPDX-License-Identifier: EUPL-1.2 */
/* The report for people: on a terminal, or in Markdown for a Git host. */
#include <assert.h>
#include <string.h>

#include "edit/diff.h"

#define TAIL    200 /* bytes kept free for the line that says what was left out */
#define LENGTHY 60  /* bytes: of longer texts only the words that differ are shown */
#define CONTEXT 40  /* bytes on both sides of those */

typedef struct report {
    const wz_diff *diff;
    wz_buf *out;
    wz_buf block; /* what is being made: it goes out whole, or not at all */
    ptrdiff_t limit, left;
    bool markdown;
    wz_str heading; /* of the section that begins with the next block */
} report;

/* A text of the catalogue on one line. */
static void add_user(report *r, wz_str s)
{
    s = wz_str_visible(r->diff->arena, s);
    if (r->markdown)
        wz_edit_add_markdown(&r->block, s);
    else
        wz_buf_add(&r->block, s);
}

/* Sends the block, below its heading when it is the first of a section. */
static void put(report *r)
{
    wz_buf head = {0};
    if (r->heading.len > 0)
        wz_buf_format(&head, r->markdown ? "\n### %.*s\n\n" : "\n%.*s\n", WZ_ARG(r->heading));
    bool fits = r->limit == 0 || r->out->len + head.len + r->block.len + TAIL <= r->limit;
    if (fits && r->left == 0) {
        wz_buf_add(r->out, wz_buf_str(&head));
        wz_buf_add(r->out, wz_buf_str(&r->block));
        r->heading = (wz_str){0};
    } else {
        r->left++;
    }
    wz_buf_reset(&r->block);
    wz_buf_free(&head);
}

static void section(report *r, const char *dutch, const char *english)
{
    r->heading = wz_str_from(SAY(r->diff, dutch, english));
}

static void add_bullet(report *r)
{
    wz_buf_add(&r->block, r->markdown ? WZ_STR("- ") : WZ_STR("  "));
}

static void put_notices(report *r)
{
    section(r, "Let op", "Look at this");
    for (ptrdiff_t i = 0; i < r->diff->notice_count; i++) {
        add_bullet(r);
        add_user(r, edit_notice_text(r->diff, &r->diff->notices[i]));
        wz_buf_add(&r->block, WZ_STR(".\n"));
        put(r);
    }
}

static void put_fault(report *r, const wz_diag *d, bool remedy)
{
    add_bullet(r);
    if (d->loc.source != NULL) {
        add_user(r, d->loc.source->path);
        if (d->loc.line > 0)
            wz_buf_format(&r->block, ":%d", d->loc.line);
        wz_buf_add(&r->block, WZ_STR(": "));
    }
    wz_buf_add(&r->block, wz_diag_severity(d) == WZ_ERROR
                              ? SAY(r->diff, WZ_STR("fout: "), WZ_STR("error: "))
                              : SAY(r->diff, WZ_STR("waarschuwing: "), WZ_STR("warning: ")));
    add_user(r, wz_diag_text(r->diff->arena, d, r->diff->lang));
    if (remedy) {
        wz_str meant = wz_diag_meant(r->diff->arena, d, r->diff->lang);
        if (meant.len > 0) {
            wz_buf_add(&r->block, WZ_STR("; "));
            add_user(r, meant);
        }
        wz_buf_add(&r->block, r->markdown ? WZ_STR("  \n  ") : WZ_STR("\n      "));
        wz_buf_add(&r->block, SAY(r->diff, WZ_STR("doe dit: "), WZ_STR("do this: ")));
        add_user(r, wz_diag_remedy(r->diff->arena, d, r->diff->lang));
    }
    wz_buf_byte(&r->block, '\n');
    put(r);
}

static void put_faults(report *r)
{
    section(r, "Meldingen die dit voorstel meebrengt", "Messages that this proposal brings");
    for (ptrdiff_t i = 0; i < r->diff->faults.brought_count; i++)
        put_fault(r, r->diff->faults.brought[i], true);
    section(r, "Meldingen die er al waren (niet van dit voorstel)",
            "Messages that were there already (not of this proposal)");
    for (ptrdiff_t i = 0; i < r->diff->faults.stood_count; i++)
        put_fault(r, r->diff->faults.stood[i], false);
}

static ptrdiff_t count_words(const texts *list)
{
    ptrdiff_t words = 0;
    for (ptrdiff_t i = 0; i < list->count; i++)
        for (ptrdiff_t c = 0; c < list->items[i].len; c++)
            words += list->items[i].ptr[c] != ' ' && (c == 0 || list->items[i].ptr[c - 1] == ' ');
    return words;
}

/* How many bytes two texts have in common at their beginning (step 1) or end (-1), in whole words. */
static ptrdiff_t common(wz_str a, wz_str b, int step)
{
    ptrdiff_t same = 0, most = a.len < b.len ? a.len : b.len, words = 0;
    while (same < most && a.ptr[step > 0 ? same : a.len - 1 - same] == b.ptr[step > 0 ? same : b.len - 1 - same])
        if (a.ptr[step > 0 ? same++ : a.len - 1 - same++] == ' ')
            words = same;
    return same == most ? same : words;
}

/* The last bytes (step -1) or the first of what both texts have, cut at a word. */
static wz_str around(wz_str s, int step)
{
    if (s.len <= CONTEXT)
        return s;
    ptrdiff_t at = step > 0 ? CONTEXT : s.len - CONTEXT;
    while (at > 0 && at < s.len && s.ptr[at] != ' ')
        at += step > 0 ? -1 : 1;
    return step > 0 ? wz_str_slice(s, 0, at) : wz_str_slice(s, at, s.len);
}

/* A text that differs in a few words is shown by those words. */
static void add_words(report *r, wz_str before, wz_str after)
{
    ptrdiff_t head = common(before, after, 1);
    wz_str old = wz_str_slice(before, head, before.len), new = wz_str_slice(after, head, after.len);
    ptrdiff_t tail = common(old, new, -1);
    wz_str start = around(wz_str_slice(before, 0, head), -1),
           end = around(wz_str_slice(old, old.len - tail, old.len), 1);
    wz_buf_add(&r->block, start.len < head ? WZ_STR(" …") : WZ_STR(" "));
    add_user(r, start);
    wz_buf_byte(&r->block, '[');
    add_user(r, wz_str_slice(old, 0, old.len - tail));
    wz_buf_add(&r->block, WZ_STR(" → "));
    add_user(r, wz_str_slice(new, 0, new.len - tail));
    wz_buf_byte(&r->block, ']');
    add_user(r, end);
    wz_buf_add(&r->block, end.len < tail ? WZ_STR("…") : WZ_STR(""));
}

static void add_several(report *r, const field_change *f)
{
    const texts *sides[] = {&f->removed, &f->added};
    static const char *const signs[] = {"−", "+"};
    if (f->moved)
        wz_buf_add(&r->block, SAY(r->diff, WZ_STR(" andere volgorde"), WZ_STR(" another order")));
    if (f->prose)
        wz_buf_format(&r->block, SAY(r->diff, " +%td −%td woorden", " +%td −%td words"), count_words(&f->added),
                      count_words(&f->removed));
    bool pairs = f->added.count == f->removed.count;
    for (ptrdiff_t i = 0; pairs && i < f->added.count; i++)
        pairs = f->added.items[i].len > LENGTHY && f->removed.items[i].len > LENGTHY;
    for (ptrdiff_t i = 0; pairs && i < f->added.count; i++) {
        wz_buf_add(&r->block, r->markdown ? WZ_STR("\n  -") : WZ_STR("\n       "));
        add_words(r, f->removed.items[i], f->added.items[i]);
    }
    for (int s = 0; !pairs && s < 2; s++)
        for (ptrdiff_t i = 0; i < sides[s]->count; i++) {
            wz_buf_format(&r->block,
                          f->prose || sides[s]->count + f->added.count > 3
                              ? (r->markdown ? "\n  - %s " : "\n        %s ")
                              : " %s ",
                          signs[s]);
            add_user(r, sides[s]->items[i]);
        }
}

static void add_single(report *r, const field_change *f)
{
    wz_str none = SAY(r->diff, WZ_STR("(leeg)"), WZ_STR("(empty)"));
    if (f->before.len > LENGTHY && f->after.len > LENGTHY) {
        add_words(r, f->before, f->after);
        return;
    }
    wz_buf_byte(&r->block, ' ');
    add_user(r, f->before.len > 0 ? f->before : none);
    wz_buf_add(&r->block, WZ_STR(" → "));
    add_user(r, f->after.len > 0 ? f->after : none);
}

static void add_field(report *r, const field_change *f)
{
    wz_buf_add(&r->block, r->markdown ? WZ_STR("- ") : WZ_STR("      "));
    add_user(r, f->label);
    if (f->field == NULL)
        wz_buf_add(&r->block, SAY(r->diff, WZ_STR(" (link van een ander)"), WZ_STR(" (link of another)")));
    wz_buf_byte(&r->block, ':');
    if (f->several)
        add_several(r, f);
    else
        add_single(r, f);
    wz_buf_byte(&r->block, '\n');
}

static wz_str what_of(const report *r, const change *c)
{
    switch (c->what) {
    case ADDED:
        return SAY(r->diff, WZ_STR("nieuw"), WZ_STR("new"));
    case REMOVED:
        return SAY(r->diff, WZ_STR("weg"), WZ_STR("gone"));
    case CHANGED:
        return SAY(r->diff, WZ_STR("gewijzigd"), WZ_STR("changed"));
    case RENAMED:
        return SAY(r->diff, WZ_STR("hernoemd"), WZ_STR("renamed"));
    case WITHDRAWN:
        break;
    }
    return SAY(r->diff, WZ_STR("vervallen"), WZ_STR("withdrawn"));
}

/* Where the page of a record is, when the site has one at the place of its kind; else nothing. */
static wz_str page_of(const report *r, const wz_record *record)
{
    wz_str path = wz_format(r->diff->arena, "%.*s/%.*s/", WZ_ARG(record->kind->place), WZ_ARG(record->id));
    ptrdiff_t low = 0, high = r->diff->after.page_count;
    while (low < high) {
        ptrdiff_t middle = low + (high - low) / 2;
        int order = wz_str_compare(r->diff->after.pages[middle].path, path);
        if (order == 0)
            return path;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return (wz_str){0};
}

static void put_change(report *r, const change *c)
{
    const wz_record *record = c->after != NULL ? c->after : c->before;
    assert(record != NULL && (c->what != RENAMED || (c->before != NULL && c->after != NULL)));
    wz_str page = c->after != NULL ? page_of(r, record) : (wz_str){0};
    wz_buf_add(&r->block, r->markdown ? WZ_STR("<details><summary>") : WZ_STR("  "));
    wz_buf_format(&r->block, "%.*s, %.*s: ", WZ_ARG(record->kind->one), WZ_ARG(what_of(r, c)));
    add_user(r, wz_record_title(record));
    if (c->what == RENAMED)
        wz_buf_format(&r->block, " (%.*s → %.*s)", WZ_ARG(c->before->id), WZ_ARG(c->after->id));
    if (c->touched > 0 && c->what != ADDED)
        wz_buf_format(&r->block, SAY(r->diff, " [staat bij %td %s]", " [carried by %td %s]"), c->touched,
                      c->touched == 1 ? "record" : "records");
    wz_buf_add(&r->block, r->markdown ? WZ_STR("</summary>\n\n") : WZ_STR("\n"));
    if (page.len > 0 && c->what != REMOVED)
        wz_buf_format(&r->block, r->markdown ? "- %s `%.*s`\n" : "      %s %.*s\n", SAY(r->diff, "pagina:", "page:"),
                      WZ_ARG(page));
    for (ptrdiff_t f = 0; f < c->field_count; f++)
        add_field(r, &c->fields[f]);
    if ((c->before != NULL && c->before->broken) || (c->after != NULL && c->after->broken))
        wz_buf_format(&r->block, r->markdown ? "- %s\n" : "      %s\n",
                      SAY(r->diff, "(er zitten fouten in; wat niet te lezen was, telt hier als leeg)",
                          "(it has faults; what could not be read counts as empty here)"));
    if (r->markdown)
        wz_buf_add(&r->block, WZ_STR("\n</details>\n"));
    put(r);
}

static void put_changes(report *r, const changes *list)
{
    for (ptrdiff_t i = 0; i < list->count; i++)
        put_change(r, &list->items[i]);
}

static void put_words(report *r)
{
    section(r, "Zoeken en andere lijsten", "Search and other lists");
    for (ptrdiff_t i = 0; i < r->diff->word_count; i++) {
        const words_change *w = &r->diff->words[i];
        field_change f = {.several = true, .added = w->added, .removed = w->removed};
        add_bullet(r);
        add_user(r, w->file);
        wz_buf_add(&r->block, WZ_STR(", "));
        add_user(r, w->list);
        wz_buf_byte(&r->block, ':');
        add_several(r, &f);
        wz_buf_byte(&r->block, '\n');
        put(r);
    }
}

static void put_files(report *r)
{
    section(r, "Model, sjablonen en vormgeving", "Model, templates and theme");
    for (ptrdiff_t i = 0; i < r->diff->model.count; i++) {
        add_bullet(r);
        add_user(r, r->diff->model.items[i]);
        wz_buf_byte(&r->block, '\n');
        put(r);
    }
    for (ptrdiff_t i = 0; i < r->diff->file_count; i++) {
        const file_change *f = &r->diff->files[i];
        change c = {.what = f->what};
        add_bullet(r);
        wz_buf_format(&r->block, "%.*s: ", WZ_ARG(what_of(r, &c)));
        add_user(r, f->path);
        wz_buf_byte(&r->block, '\n');
        put(r);
    }
}

void edit_print_report(const wz_diff *diff, bool markdown, ptrdiff_t limit, wz_buf *out)
{
    report r = {.diff = diff, .out = out, .limit = limit, .markdown = markdown};
    section(&r, "In het kort", "In short");
    if (!markdown)
        r.heading = (wz_str){0};
    wz_buf_format(&r.block, "%.*s\n", WZ_ARG(edit_summary(diff)));
    put(&r);
    put_notices(&r);
    put_faults(&r);
    section(&r, "Records", "Records");
    put_changes(&r, &diff->records);
    section(&r, "Begrippen", "Terms");
    put_changes(&r, &diff->terms);
    put_words(&r);
    put_files(&r);
    if (r.left > 0)
        wz_buf_format(out,
                      SAY(diff, "\n… en nog %td onderdelen, die er niet meer bij pasten.\n",
                          "\n… and %td more parts that did not fit.\n"),
                      r.left);
    wz_buf_free(&r.block);
}
