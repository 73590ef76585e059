/* SPDX-License-Identifier: EUPL-1.2 */
/* Writing JSON. */
#include "base/internal.h"

/* Length of the character at text that may not stand as it is, 0 when it may. */
static int special(const char *text, ptrdiff_t left, bool readable)
{
    unsigned char c = (unsigned char)text[0];
    if (c < 0x20 || c == '"' || c == '\\' || c == 0x7F)
        return 1;
    if (c == '<' || c == '>' || c == '&')
        return !readable;
    /* U+2028 and U+2029 end a line in JavaScript before ES2019. */
    if (c == 0xE2 && left >= 3 && (unsigned char)text[1] == 0x80 && ((unsigned char)text[2] | 1) == 0xA9)
        return 3;
    return 0;
}

static void escape(wz_buf *out, const char *text, int len)
{
    static const char hex[] = "0123456789abcdef";
    unsigned char c = (unsigned char)text[0];
    char code[6] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
    if (len == 3) { /* U+2028 or U+2029 */
        code[2] = code[4] = '2';
        code[5] = (unsigned char)text[2] == 0xA8 ? '8' : '9';
        wz_buf_add(out, (wz_str){code, 6});
        return;
    }
    char shorter = c == '"' || c == '\\' ? (char)c : c == '\n' ? 'n' : c == '\t' ? 't' : c == '\r' ? 'r' : '\0';
    code[1] = shorter ? shorter : 'u';
    wz_buf_add(out, (wz_str){code, shorter ? 2 : 6});
}

void wz_json_text(wz_buf *out, wz_str s, bool readable)
{
    static const bool watched[256] = {
        1, 1, 1, 1, 1, 1, 1,         1,          1,          1,         1,         1,         1,
        1, 1, 1, 1, 1, 1, 1,         1,          1,          1,         1,         1,         1,
        1, 1, 1, 1, 1, 1, ['"'] = 1, ['\\'] = 1, [0x7F] = 1, ['<'] = 1, ['>'] = 1, ['&'] = 1, [0xE2] = 1};
    ptrdiff_t done = 0;
    for (ptrdiff_t i = 0; i < s.len;) {
        if (!watched[(unsigned char)s.ptr[i]]) { /* most: in half the time */
            i++;
            continue;
        }
        int length = special(s.ptr + i, s.len - i, readable);
        if (!length) {
            i++;
            continue;
        }
        wz_buf_add(out, wz_str_slice(s, done, i));
        escape(out, s.ptr + i, length);
        done = i += length;
    }
    wz_buf_add(out, wz_str_slice(s, done, s.len));
}

void wz_json_quoted(wz_buf *out, wz_str s)
{
    wz_buf_byte(out, '"');
    wz_json_text(out, s, true);
    wz_buf_byte(out, '"');
}

static void new_line(wz_json *j)
{
    wz_buf_byte(j->out, '\n');
    for (int i = 0; i < j->depth * j->indent; i++)
        wz_buf_byte(j->out, ' ');
}

/* What goes before a key, and before an item of an array. */
static void separate(wz_json *j)
{
    if (!j->keyed && j->depth > 0) {
        if (j->some)
            wz_buf_byte(j->out, ',');
        if (j->depth <= j->lines)
            new_line(j);
        else if (j->some)
            wz_buf_byte(j->out, ' ');
    }
    j->keyed = false;
    j->some = true;
}

void wz_json_open(wz_json *j, char bracket)
{
    separate(j);
    wz_buf_byte(j->out, bracket);
    j->depth++;
    j->some = false;
}

void wz_json_close(wz_json *j, char bracket)
{
    j->depth--;
    if (j->some && j->depth < j->lines)
        new_line(j);
    wz_buf_byte(j->out, bracket);
    j->some = true;
}

void wz_json_key(wz_json *j, wz_str key)
{
    wz_json_string(j, key);
    wz_buf_add(j->out, WZ_STR(": "));
    j->keyed = true;
}

void wz_json_string(wz_json *j, wz_str s)
{
    separate(j);
    if (s.ptr == NULL) {
        wz_buf_add(j->out, WZ_STR("null"));
        return;
    }
    wz_buf_byte(j->out, '"');
    wz_json_text(j->out, s, true);
    wz_buf_byte(j->out, '"');
}

void wz_json_member(wz_json *j, const char *key, wz_str value)
{
    wz_json_key(j, wz_str_from(key));
    wz_json_string(j, value);
}

void wz_json_enter(wz_json *j, const char *key, char bracket)
{
    wz_json_key(j, wz_str_from(key));
    wz_json_open(j, bracket);
}

void wz_json_word(wz_json *j, wz_str word)
{
    separate(j);
    wz_buf_add(j->out, word);
}

void wz_json_number(wz_json *j, long number)
{
    separate(j);
    wz_buf_format(j->out, "%ld", number);
}
