/* SPDX-License-Identifier: EUPL-1.2 */
/* Days and periods. */
#include <string.h>
#include <time.h>

#include "base/internal.h"

static const char *const months_nl[] = {"januari", "februari", "maart",     "april",   "mei",      "juni",
                                        "juli",    "augustus", "september", "oktober", "november", "december"};
static const char *const months_en[] = {"January", "February", "March",     "April",   "May",      "June",
                                        "July",    "August",   "September", "October", "November", "December"};
static const char *const quarters_nl[] = {"eerste", "tweede", "derde", "vierde"};
static const char *const quarters_en[] = {"first", "second", "third", "fourth"};

typedef enum language { DUTCH, ENGLISH, OTHER } language;

static language language_of(wz_str lang)
{
    return wz_str_equal(lang, WZ_STR("nl")) ? DUTCH : wz_str_equal(lang, WZ_STR("en")) ? ENGLISH : OTHER;
}

static int days_in(int year, int month)
{
    static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
        return 29;
    return days[month - 1];
}

/* The number in exactly count decimal digits at offset from, or -1. */
static int digits(wz_str s, ptrdiff_t from, int count)
{
    int number = 0;
    if (from + count > s.len)
        return -1;
    for (int i = 0; i < count; i++) {
        char c = s.ptr[from + i];
        if (!wz_is_digit(c))
            return -1;
        number = number * 10 + (c - '0');
    }
    return number;
}

/* YYYY, YYYY-MM or YYYY-MM-DD. */
static bool parse_partial(wz_str s, wz_date *out)
{
    if (s.len != 4 && s.len != 7 && s.len != 10)
        return false;
    int year = digits(s, 0, 4), month = 0, day = 0;
    if (year < 1000)
        return false;
    if (s.len >= 7) {
        month = digits(s, 5, 2);
        if (s.ptr[4] != '-' || month < 1 || month > 12)
            return false;
    }
    if (s.len == 10) {
        day = digits(s, 8, 2);
        if (s.ptr[7] != '-' || day < 1 || day > days_in(year, month))
            return false;
    }
    *out = (wz_date){(int16_t)year, (int8_t)month, (int8_t)day};
    return true;
}

bool wz_date_parse(wz_str s, wz_date *out)
{
    return s.len == 10 && parse_partial(s, out);
}

int wz_date_compare(wz_date a, wz_date b)
{
    if (a.year != b.year)
        return a.year < b.year ? -1 : 1;
    if (a.month != b.month)
        return a.month < b.month ? -1 : 1;
    return (a.day > b.day) - (a.day < b.day);
}

/* Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil. */
long wz_date_days(wz_date d)
{
    int month = d.month > 0 ? d.month : 1, day = d.day > 0 ? d.day : 1;
    long year = d.year - (month <= 2);
    long era = (year >= 0 ? year : year - 399) / 400;
    long year_of_era = year - era * 400;
    long day_of_year = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

/* The civil calendar of Howard Hinnant's chrono algorithms. */
wz_date wz_date_from_days(long days)
{
    long n = days + 719468, era = (n >= 0 ? n : n - 146096) / 146097, doe = n - era * 146097;
    long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    long mp = (5 * doy + 2) / 153, month = mp < 10 ? mp + 3 : mp - 9;
    return (wz_date){(int16_t)(yoe + era * 400 + (month <= 2)), (int8_t)month, (int8_t)(doy - (153 * mp + 2) / 5 + 1)};
}

wz_str wz_date_iso(wz_arena *arena, wz_date d)
{
    if (d.year == 0)
        return (wz_str){0};
    /* By hand: with snprintf dates were a fiftieth of a build. */
    const int pairs[] = {d.year / 100, d.year % 100, d.month, d.day};
    char *text = wz_new(arena, char, 10);
    ptrdiff_t len = 0;
    for (int i = 0; i < 4 && (i < 2 || pairs[i]); i++) {
        if (i >= 2)
            text[len++] = '-';
        text[len++] = (char)('0' + pairs[i] / 10);
        text[len++] = (char)('0' + pairs[i] % 10);
    }
    return (wz_str){text, len};
}

wz_str wz_date_text(wz_arena *arena, wz_date d, wz_str lang)
{
    language in = language_of(lang);
    if (in == OTHER || d.year == 0 || d.month < 1 || d.month > 12)
        return wz_date_iso(arena, d);
    const char *month = in == DUTCH ? months_nl[d.month - 1] : months_en[d.month - 1];
    if (d.day == 0)
        return wz_format(arena, "%s %d", month, d.year);
    return wz_format(arena, "%d %s %d", d.day, month, d.year);
}

/* ---- Periods ---- */

/* One end of a period: its first and its last day. */
typedef struct moment {
    wz_date first;
    wz_date last;
    int8_t quarter;
} moment;

static bool parse_moment(wz_str s, moment *out)
{
    *out = (moment){0};
    if (s.len == 7 && (s.ptr[0] == 'Q' || s.ptr[0] == 'q') && s.ptr[2] == ' ') {
        int year = digits(s, 3, 4), quarter = s.ptr[1] - '0';
        if (year < 1000 || quarter < 1 || quarter > 4)
            return false;
        int last = quarter * 3;
        out->quarter = (int8_t)quarter;
        out->first = (wz_date){(int16_t)year, (int8_t)(last - 2), 1};
        out->last = (wz_date){(int16_t)year, (int8_t)last, (int8_t)days_in(year, last)};
        return true;
    }
    if (!parse_partial(s, &out->first))
        return false;
    out->last = out->first;
    return true;
}

/* The date with what is unknown filled in as late as possible. */
static wz_date latest(wz_date d)
{
    if (d.month == 0)
        d.month = 12;
    if (d.day == 0)
        d.day = (int8_t)days_in(d.year, d.month);
    return d;
}

static bool is_word(wz_str s, const char *dutch, const char *english)
{
    return wz_str_equal(s, wz_str_from(dutch)) || wz_str_equal(s, wz_str_from(english));
}

/* Splits at "..", a dash (-, –) with a space on both sides, or a bare dash after a year or before a word. */
static bool split(wz_str s, wz_str *left, wz_str *right)
{
    static const char *const separators[] = {"..", " - ", " \xE2\x80\x93 ", "\xE2\x80\x93"};
    for (int i = 0; i < 4; i++) {
        wz_str separator = wz_str_from(separators[i]);
        ptrdiff_t at = wz_str_find(s, separator);
        if (at >= 0) {
            *left = wz_str_trim(wz_str_slice(s, 0, at));
            *right = wz_str_trim(wz_str_slice(s, at + separator.len, s.len));
            return true;
        }
    }
    /* 2019-2022, where both ends are years, and 2015-heden, where the end is a word. */
    for (ptrdiff_t at = s.len - 1; at > 0; at--)
        if (s.ptr[at] == '-') {
            *left = wz_str_slice(s, 0, at);
            *right = wz_str_slice(s, at + 1, s.len);
            return (left->len == 4 && right->len == 4) || is_word(*right, "heden", "present");
        }
    return false;
}

bool wz_period_parse(wz_str s, wz_period *out)
{
    moment from, to;
    wz_str left, right;
    s = wz_str_trim(s);
    *out = (wz_period){0};
    if (is_word(s, "onbekend", "unknown")) {
        out->kind = WZ_PERIOD_UNKNOWN;
        return true;
    }
    if (is_word(s, "doorlopend", "ongoing")) {
        out->kind = WZ_PERIOD_ONGOING;
        return true;
    }
    if (parse_moment(s, &from)) {
        *out = (wz_period){WZ_PERIOD_MOMENT, from.first, from.last, from.quarter, from.quarter};
        return true;
    }
    if (!split(s, &left, &right) || !parse_moment(left, &from))
        return false;
    if (is_word(right, "heden", "present")) {
        *out = (wz_period){.kind = WZ_PERIOD_SINCE, .from = from.first, .quarter = from.quarter};
        return true;
    }
    if (!parse_moment(right, &to) || wz_date_compare(latest(to.last), from.first) < 0)
        return false;
    *out = (wz_period){WZ_PERIOD_RANGE, from.first, to.last, from.quarter, to.quarter};
    return true;
}

/* One end for people. With a quarter, d is its first or last day. */
static wz_str end_text(wz_arena *arena, wz_date d, int quarter, wz_str lang)
{
    if (quarter == 0)
        return wz_date_text(arena, d, lang);
    switch (language_of(lang)) {
    case DUTCH:
        return wz_format(arena, "%s kwartaal %d", quarters_nl[quarter - 1], d.year);
    case ENGLISH:
        return wz_format(arena, "%s quarter of %d", quarters_en[quarter - 1], d.year);
    default:
        return wz_format(arena, "Q%d %d", quarter, d.year);
    }
}

wz_str wz_period_text(wz_arena *arena, wz_period p, wz_str lang)
{
    static const char *const words[3][4] = {[DUTCH] = {"onbekend", "doorlopend", " tot ", " tot heden"},
                                            [ENGLISH] = {"unknown", "ongoing", " to ", " to present"},
                                            [OTHER] = {"unknown", "ongoing", "..", "..present"}};
    const char *const *word = words[language_of(lang)];
    wz_str from = end_text(arena, p.from, p.quarter, lang);
    switch (p.kind) {
    case WZ_PERIOD_ONGOING:
        return wz_str_from(word[1]);
    case WZ_PERIOD_MOMENT:
        return from;
    case WZ_PERIOD_RANGE: {
        wz_str to = end_text(arena, p.to, p.quarter_to, lang);
        return wz_str_join(arena, (wz_str[]){from, to}, 2, wz_str_from(word[2]));
    }
    case WZ_PERIOD_SINCE:
        return wz_str_join(arena, (wz_str[]){from, wz_str_from(word[3])}, 2, (wz_str){0});
    case WZ_PERIOD_UNKNOWN:
        break;
    }
    return wz_str_from(word[0]);
}

int64_t wz_now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}
