/* SPDX-License-Identifier: EUPL-1.2 */
/* Colours of CSS and their contrast. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "markup/internal.h"

/* clang-format off */
static const struct {
    const char *name;
    int rgb;
} names[] = { /* CSS Color 4, 6.1 */
    {"aliceblue", 0xf0f8ff}, {"antiquewhite", 0xfaebd7}, {"aqua", 0x00ffff}, {"aquamarine", 0x7fffd4}, {"azure", 0xf0ffff},
    {"beige", 0xf5f5dc}, {"bisque", 0xffe4c4}, {"black", 0x000000}, {"blanchedalmond", 0xffebcd}, {"blue", 0x0000ff},
    {"blueviolet", 0x8a2be2}, {"brown", 0xa52a2a}, {"burlywood", 0xdeb887}, {"cadetblue", 0x5f9ea0}, {"chartreuse", 0x7fff00},
    {"chocolate", 0xd2691e}, {"coral", 0xff7f50}, {"cornflowerblue", 0x6495ed}, {"cornsilk", 0xfff8dc}, {"crimson", 0xdc143c},
    {"cyan", 0x00ffff}, {"darkblue", 0x00008b}, {"darkcyan", 0x008b8b}, {"darkgoldenrod", 0xb8860b}, {"darkgray", 0xa9a9a9},
    {"darkgreen", 0x006400}, {"darkgrey", 0xa9a9a9}, {"darkkhaki", 0xbdb76b}, {"darkmagenta", 0x8b008b},
    {"darkolivegreen", 0x556b2f}, {"darkorange", 0xff8c00}, {"darkorchid", 0x9932cc}, {"darkred", 0x8b0000},
    {"darksalmon", 0xe9967a}, {"darkseagreen", 0x8fbc8f}, {"darkslateblue", 0x483d8b}, {"darkslategray", 0x2f4f4f},
    {"darkslategrey", 0x2f4f4f}, {"darkturquoise", 0x00ced1}, {"darkviolet", 0x9400d3}, {"deeppink", 0xff1493},
    {"deepskyblue", 0x00bfff}, {"dimgray", 0x696969}, {"dimgrey", 0x696969}, {"dodgerblue", 0x1e90ff}, {"firebrick", 0xb22222},
    {"floralwhite", 0xfffaf0}, {"forestgreen", 0x228b22}, {"fuchsia", 0xff00ff}, {"gainsboro", 0xdcdcdc}, {"ghostwhite", 0xf8f8ff},
    {"gold", 0xffd700}, {"goldenrod", 0xdaa520}, {"gray", 0x808080}, {"green", 0x008000}, {"greenyellow", 0xadff2f},
    {"grey", 0x808080}, {"honeydew", 0xf0fff0}, {"hotpink", 0xff69b4}, {"indianred", 0xcd5c5c}, {"indigo", 0x4b0082},
    {"ivory", 0xfffff0}, {"khaki", 0xf0e68c}, {"lavender", 0xe6e6fa}, {"lavenderblush", 0xfff0f5}, {"lawngreen", 0x7cfc00},
    {"lemonchiffon", 0xfffacd}, {"lightblue", 0xadd8e6}, {"lightcoral", 0xf08080}, {"lightcyan", 0xe0ffff},
    {"lightgoldenrodyellow", 0xfafad2}, {"lightgray", 0xd3d3d3}, {"lightgreen", 0x90ee90}, {"lightgrey", 0xd3d3d3},
    {"lightpink", 0xffb6c1}, {"lightsalmon", 0xffa07a}, {"lightseagreen", 0x20b2aa}, {"lightskyblue", 0x87cefa},
    {"lightslategray", 0x778899}, {"lightslategrey", 0x778899}, {"lightsteelblue", 0xb0c4de}, {"lightyellow", 0xffffe0},
    {"lime", 0x00ff00}, {"limegreen", 0x32cd32}, {"linen", 0xfaf0e6}, {"magenta", 0xff00ff}, {"maroon", 0x800000},
    {"mediumaquamarine", 0x66cdaa}, {"mediumblue", 0x0000cd}, {"mediumorchid", 0xba55d3}, {"mediumpurple", 0x9370db},
    {"mediumseagreen", 0x3cb371}, {"mediumslateblue", 0x7b68ee}, {"mediumspringgreen", 0x00fa9a}, {"mediumturquoise", 0x48d1cc},
    {"mediumvioletred", 0xc71585}, {"midnightblue", 0x191970}, {"mintcream", 0xf5fffa}, {"mistyrose", 0xffe4e1},
    {"moccasin", 0xffe4b5}, {"navajowhite", 0xffdead}, {"navy", 0x000080}, {"oldlace", 0xfdf5e6}, {"olive", 0x808000},
    {"olivedrab", 0x6b8e23}, {"orange", 0xffa500}, {"orangered", 0xff4500}, {"orchid", 0xda70d6}, {"palegoldenrod", 0xeee8aa},
    {"palegreen", 0x98fb98}, {"paleturquoise", 0xafeeee}, {"palevioletred", 0xdb7093}, {"papayawhip", 0xffefd5},
    {"peachpuff", 0xffdab9}, {"peru", 0xcd853f}, {"pink", 0xffc0cb}, {"plum", 0xdda0dd}, {"powderblue", 0xb0e0e6},
    {"purple", 0x800080}, {"rebeccapurple", 0x663399}, {"red", 0xff0000}, {"rosybrown", 0xbc8f8f}, {"royalblue", 0x4169e1},
    {"saddlebrown", 0x8b4513}, {"salmon", 0xfa8072}, {"sandybrown", 0xf4a460}, {"seagreen", 0x2e8b57}, {"seashell", 0xfff5ee},
    {"sienna", 0xa0522d}, {"silver", 0xc0c0c0}, {"skyblue", 0x87ceeb}, {"slateblue", 0x6a5acd}, {"slategray", 0x708090},
    {"slategrey", 0x708090}, {"snow", 0xfffafa}, {"springgreen", 0x00ff7f}, {"steelblue", 0x4682b4}, {"tan", 0xd2b48c},
    {"teal", 0x008080}, {"thistle", 0xd8bfd8}, {"tomato", 0xff6347}, {"turquoise", 0x40e0d0}, {"violet", 0xee82ee},
    {"wheat", 0xf5deb3}, {"white", 0xffffff}, {"whitesmoke", 0xf5f5f5}, {"yellow", 0xffff00}, {"yellowgreen", 0x9acd32},
};
/* clang-format on */

static bool is_word(wz_str s, const char *word)
{
    ptrdiff_t i = 0;
    while (i < s.len && word[i] != '\0' && wz_lower(s.ptr[i]) == word[i])
        i++;
    return i == s.len && word[i] == '\0';
}

static wz_colour from_rgb(int rgb)
{
    return (wz_colour){(rgb >> 16) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0, 1};
}

/* #rgb, #rgba, #rrggbb, #rrggbbaa, without the #. */
static bool parse_hex(wz_str digits, wz_colour *out)
{
    double parts[4] = {0, 0, 0, 1};
    bool brief = digits.len == 3 || digits.len == 4;
    if (!brief && digits.len != 6 && digits.len != 8)
        return false;
    for (ptrdiff_t i = 0; i < digits.len; i += brief ? 1 : 2) {
        int high = wz_hex_digit(digits.ptr[i]), low = wz_hex_digit(digits.ptr[brief ? i : i + 1]);
        if (high < 0 || low < 0)
            return false;
        parts[brief ? i : i / 2] = (high * 16 + low) / 255.0;
    }
    *out = (wz_colour){parts[0], parts[1], parts[2], parts[3]};
    return true;
}

/* ---- Functions ---------------------------------------------------------------------------- */

typedef struct number {
    double value;
    char unit; /* 0, '%', or 'd' for degrees */
} number;

/* A decimal number at the start of *text, without strtod, which follows the locale. */
static bool read_number(wz_str *text, number *out)
{
    ptrdiff_t at = 0, digits = 0;
    double value = 0, scale = 1;
    bool minus = text->len > 0 && text->ptr[0] == '-', point = false;
    at += text->len > 0 && (text->ptr[0] == '-' || text->ptr[0] == '+');
    for (; at < text->len; at++) {
        char c = text->ptr[at];
        if (c == '.' && !point) {
            point = true;
        } else if (wz_is_digit(c) && digits < 18) {
            value = value * 10 + (c - '0');
            scale *= point ? 10 : 1;
            digits++;
        } else {
            break;
        }
    }
    wz_str rest = wz_str_slice(*text, at, text->len);
    *out = (number){(minus ? -value : value) / scale, 0};
    if (wz_str_starts(rest, WZ_STR("%"))) {
        out->unit = '%';
        rest = wz_str_slice(rest, 1, rest.len);
    } else if (rest.len >= 3 && is_word(wz_str_slice(rest, 0, 3), "deg")) {
        out->unit = 'd';
        rest = wz_str_slice(rest, 3, rest.len);
    }
    *text = rest;
    return digits > 0;
}

/* Three or four numbers between commas, or blanks and a slash. */
static bool read_numbers(wz_str text, number out[4], int *count)
{
    *count = 0;
    for (text = wz_str_trim(text); text.len > 0; text = wz_str_trim(text)) {
        if (*count > 0 && (text.ptr[0] == ',' || (text.ptr[0] == '/' && *count == 3)))
            text = wz_str_trim(wz_str_slice(text, 1, text.len));
        if (*count == 4 || !read_number(&text, &out[*count]))
            return false;
        if (text.len > 0 && strchr(" \t\r\n\f,/", text.ptr[0]) == NULL)
            return false;
        (*count)++;
    }
    return *count >= 3;
}

static double clamp(double x)
{
    return x < 0 ? 0 : x > 1 ? 1 : x;
}

static double part(number n, double whole)
{
    return clamp(n.unit == '%' ? n.value / 100 : n.value / whole);
}

/* CSS Color 4, 7.1: hsl to rgb. */
static double hsl_part(double hue, double saturation, double light, double n)
{
    double k = fmod(n + hue / 30, 12), a = saturation * fmin(light, 1 - light);
    return light - a * fmax(-1, fmin(fmin(k - 3, 9 - k), 1));
}

static bool parse_function(wz_str name, wz_str inside, wz_colour *out)
{
    number n[4];
    int count;
    bool rgb = is_word(name, "rgb") || is_word(name, "rgba"), hsl = is_word(name, "hsl") || is_word(name, "hsla");
    if ((!rgb && !hsl) || !read_numbers(inside, n, &count))
        return false;
    for (int i = 0; i < count; i++) {
        if (n[i].unit == 'd' && (!hsl || i > 0))
            return false;
    }
    double alpha = count == 4 ? part(n[3], 1) : 1;
    if (rgb) {
        *out = (wz_colour){part(n[0], 255), part(n[1], 255), part(n[2], 255), alpha};
        return true;
    }
    double hue = fmod(fmod(n[0].value, 360) + 360, 360), saturation = clamp(n[1].value / 100),
           light = clamp(n[2].value / 100);
    *out = (wz_colour){hsl_part(hue, saturation, light, 0), hsl_part(hue, saturation, light, 8),
                       hsl_part(hue, saturation, light, 4), alpha};
    return n[0].unit != '%';
}

bool wz_colour_parse(wz_str text, wz_colour *out)
{
    text = wz_str_trim(text);
    ptrdiff_t open = wz_str_find_byte(text, '(');
    if (wz_str_starts(text, WZ_STR("#")))
        return parse_hex(wz_str_slice(text, 1, text.len), out);
    if (open > 0)
        return text.ptr[text.len - 1] == ')' &&
               parse_function(wz_str_slice(text, 0, open), wz_str_slice(text, open + 1, text.len - 1), out);
    if (is_word(text, "transparent")) {
        *out = (wz_colour){0, 0, 0, 0};
        return true;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (is_word(text, names[i].name)) {
            *out = from_rgb(names[i].rgb);
            return true;
        }
    }
    return false;
}

/* ---- Contrast ----------------------------------------------------------------------------- */

static double linear(double c)
{
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(wz_colour c)
{
    return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

double wz_colour_contrast(wz_colour text, wz_colour on)
{
    wz_colour mixed = {text.red * text.alpha + on.red * (1 - text.alpha),
                       text.green * text.alpha + on.green * (1 - text.alpha),
                       text.blue * text.alpha + on.blue * (1 - text.alpha), 1};
    double a = luminance(mixed), b = luminance(on);
    return (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
}
