/* SPDX-License-Identifier: EUPL-1.2 */
/* What to look at before a change is accepted. */
#include "edit/diff.h"

#define ALIKE 80 /* hundredths of the fields: two records that tell the same */

static const struct {
    const char *name, *nl, *en;
} texts_of[] = {
#define EDIT_NOTICE(id, name, nl, en) [NOTICE_##id] = {name, nl, en},
#include "edit/notices.def"
#undef EDIT_NOTICE
};

const char *edit_notice_name(notice_code code)
{
    return texts_of[code].name;
}

wz_str edit_notice_text(const wz_diff *diff, const notice *n)
{
    wz_buf out = {0};
    wz_str text = wz_str_from(SAY(diff, texts_of[n->code].nl, texts_of[n->code].en));
    for (ptrdiff_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '{' && i + 2 < text.len && text.ptr[i + 2] == '}') {
            wz_buf_add(&out, wz_str_visible(diff->arena, n->args[text.ptr[i + 1] - '0']));
            i += 2;
        } else {
            wz_buf_byte(&out, text.ptr[i]);
        }
    }
    wz_str copy = wz_str_copy(diff->arena, wz_buf_str(&out));
    wz_buf_free(&out);
    return copy;
}

static void add(wz_diff *diff, notice_code code, wz_str a, wz_str b, wz_str c)
{
    wz_grow(diff->arena, diff->notices, diff->notice_count, diff->notice_cap);
    diff->notices[diff->notice_count++] = (notice){code, {a, b, c}};
}
#define NONE ((wz_str){0})

/* Content changed, and the record does not say what. */
static void judge_changes(wz_diff *diff, const change *c)
{
    static const wz_role quiet[] = {WZ_ROLE_ADDED,  WZ_ROLE_CHANGES, WZ_ROLE_CHECKED,  WZ_ROLE_REVIEWED,
                                    WZ_ROLE_FORMER, WZ_ROLE_OWNER,   WZ_ROLE_WITHDRAWN};
    const wz_field *told = wz_kind_role(c->after->kind, WZ_ROLE_CHANGES);
    bool content = false;
    for (ptrdiff_t i = 0; i < c->field_count; i++) {
        const wz_field *field = c->fields[i].field;
        bool counts = field != NULL && wz_kind_field(c->after->kind, field->name) == field;
        for (size_t r = 0; counts && r < sizeof quiet / sizeof *quiet; r++)
            counts = wz_kind_role(c->after->kind, quiet[r]) != field;
        content = content || counts;
    }
    if (told != NULL && content &&
        wz_record_role(c->after, WZ_ROLE_CHANGES)->count <= wz_record_role(c->before, WZ_ROLE_CHANGES)->count)
        add(diff, NOTICE_NO_CHANGE_TOLD, wz_record_title(c->after), told->label, NONE);
}

/* A group of which the date differs and every other part is the same. */
static void judge_review(wz_diff *diff, const change *c, wz_role role)
{
    const wz_field *field = wz_kind_role(c->after->kind, role), *before = wz_kind_role(c->before->kind, role);
    const wz_datum *old = wz_record_role(c->before, role), *new = wz_record_role(c->after, role);
    if (field == NULL || before == NULL || old->count == 0 || new->count == 0 ||
        field->field_count != before->field_count || old->items[0].parts == NULL || new->items[0].parts == NULL)
        return;
    bool date = false, else_same = true;
    for (ptrdiff_t f = 0; f < field->field_count; f++) {
        texts keys[2] = {0}, shown = {0};
        edit_value(diff->arena, &before->fields[f], &old->items[0].parts[f], diff->after.catalog, &keys[0], &shown);
        edit_value(diff->arena, &field->fields[f], &new->items[0].parts[f], NULL, &keys[1], &shown);
        texts more = {0}, less = {0};
        edit_subtract(diff->arena, &keys[0], &keys[1], NULL, &less);
        edit_subtract(diff->arena, &keys[1], &keys[0], NULL, &more);
        bool differs = more.count + less.count > 0;
        if (field->fields[f].holds == WZ_HOLDS_DATE)
            date = date || differs;
        else
            else_same = else_same && !differs;
    }
    if (date && else_same)
        add(diff, NOTICE_ONLY_DATE_REVIEWED, wz_record_title(c->after), field->label, NONE);
}

static void judge_record(wz_diff *diff, const change *c)
{
    wz_str title = wz_record_title(c->after);
    wz_date old = wz_record_date(c->before, WZ_ROLE_ADDED), new = wz_record_date(c->after, WZ_ROLE_ADDED);
    if (old.year != 0 && wz_date_compare(old, new) != 0)
        add(diff, NOTICE_ADDED_DATE_CHANGED, title, wz_date_iso(diff->arena, old),
            new.year != 0 ? wz_date_iso(diff->arena, new) : SAY(diff, WZ_STR("(leeg)"), WZ_STR("(empty)")));
    judge_changes(diff, c);
    judge_review(diff, c, WZ_ROLE_CHECKED);
    judge_review(diff, c, WZ_ROLE_REVIEWED);
    for (ptrdiff_t i = 0; i < c->field_count; i++) {
        const field_change *f = &c->fields[i];
        bool links = f->field == NULL || f->field->to != NULL;
        if (links && f->had > 0 && f->has == 0)
            add(diff, NOTICE_LAST_LINK_LOST, title, f->label, NONE);
    }
}

/* Who has the same fields as a record that came: one that went, or one that stays. */
static void judge_new(wz_diff *diff, const change *c)
{
    const wz_catalog *catalog = diff->after.catalog;
    for (ptrdiff_t i = 0; i < diff->records.count; i++) {
        const change *gone = &diff->records.items[i];
        /* The two sides have models of their own, so they are compared only when the kind has the same fields. */
        if (gone->what == REMOVED && wz_str_equal(gone->before->kind->name, c->after->kind->name) &&
            gone->before->kind->field_count == c->after->kind->field_count) {
            wz_record twin = *gone->before;
            twin.kind = c->after->kind;
            if (edit_likeness(diff->arena, &twin, c->after) >= ALIKE) {
                add(diff, NOTICE_RENAMED_SILENTLY, wz_record_title(c->after), gone->before->id, c->after->id);
                return;
            }
        }
    }
    const wz_record *nearest = NULL;
    int most = ALIKE - 1;
    for (ptrdiff_t r = catalog->kind_first[c->after->kind->index]; r < catalog->kind_first[c->after->kind->index + 1];
         r++) {
        int likeness = catalog->records[r] != c->after ? edit_likeness(diff->arena, c->after, catalog->records[r]) : 0;
        if (likeness > most) {
            most = likeness;
            nearest = catalog->records[r];
        }
    }
    if (nearest != NULL)
        add(diff, NOTICE_COPY, wz_record_title(c->after), wz_record_title(nearest), wz_format(diff->arena, "%d", most));
}

static bool is_former(const wz_record *record, wz_str id)
{
    const wz_datum *former = wz_record_role(record, WZ_ROLE_FORMER);
    bool found = false;
    for (ptrdiff_t i = 0; i < former->count; i++)
        found = found || wz_str_equal(former->items[i].as.text, id);
    return found;
}

static void judge_term(wz_diff *diff, const change *c)
{
    if (c->what == RENAMED && !is_former(c->after, c->before->id) && !is_former(c->before, c->after->id))
        add(diff, NOTICE_RENAMED_SILENTLY, wz_record_title(c->after), c->before->id, c->after->id);
    ptrdiff_t before = wz_catalog_term_links(diff->before.catalog, c->before).count;
    if (before > 0 && c->touched == 0)
        add(diff, NOTICE_TERM_UNUSED, wz_record_title(c->after), c->after->kind->one, NONE);
}

void edit_compare_notices(wz_diff *diff)
{
    for (ptrdiff_t i = 0; i < diff->pages_removed.count; i++)
        add(diff, NOTICE_ADDRESS_GONE, diff->pages_removed.items[i], NONE, NONE);
    for (ptrdiff_t i = 0; i < diff->records.count; i++) {
        const change *c = &diff->records.items[i];
        if (c->what == ADDED)
            judge_new(diff, c);
        else if (c->what != REMOVED)
            judge_record(diff, c);
    }
    for (ptrdiff_t i = 0; i < diff->terms.count; i++)
        if (diff->terms.items[i].what != ADDED && diff->terms.items[i].what != REMOVED)
            judge_term(diff, &diff->terms.items[i]);
    const struct {
        const wz_diff_side *side;
        wz_str name;
    } sides[] = {{&diff->before, SAY(diff, WZ_STR("De oude catalogus"), WZ_STR("The old catalogue"))},
                 {&diff->after, SAY(diff, WZ_STR("De nieuwe catalogus"), WZ_STR("The new catalogue"))}};
    for (size_t i = 0; i < 2; i++) {
        if (sides[i].side->catalog == NULL)
            add(diff, NOTICE_UNREADABLE, sides[i].name, NONE, NONE);
        else if (sides[i].side->page_count == 0)
            add(diff, NOTICE_NO_PAGES, sides[i].name, NONE, NONE);
    }
}
