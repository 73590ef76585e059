/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/unit/base_url.c - web addresses. */
#include "test.h"

#include "wegwijzer/url.h"

#include <string.h>

static void assert_str(wz_str s, const char *expected)
{
    if (s.len != (ptrdiff_t)strlen(expected) || (s.len > 0 && memcmp(s.ptr, expected, (size_t)s.len) != 0))
        fail_msg("got '%.*s', expected '%s'", WZ_ARG(s), expected);
}

static void assert_good(const char *text, const char *href, const char *host)
{
    wz_arena *arena = wz_arena_new(NULL);
    wz_url url;
    if (!wz_url_read(arena, wz_str_from(text), WZ_URL_ANY, &url))
        fail_msg("'%s' was refused: %d", text, url.fault);
    assert_str(url.href, href);
    assert_str(url.host, host);
    wz_arena_free(arena);
}

static void assert_bad(const char *text, wz_url_fault fault, const char *meant)
{
    wz_arena *arena = wz_arena_new(NULL);
    wz_url url;
    if (wz_url_read(arena, wz_str_from(text), WZ_URL_SITE, &url))
        fail_msg("'%s' was accepted", text);
    if (url.fault != fault)
        fail_msg("'%s': fault %d, expected %d", text, url.fault, fault);
    assert_str(url.meant, meant);
    wz_arena_free(arena);
}

static void assert_direct(const char *text, const char *expected)
{
    wz_arena *arena = wz_arena_new(NULL);
    wz_url url;
    assert_true(wz_url_read(arena, wz_str_from(text), WZ_URL_SITE, &url));
    assert_str(wz_url_direct(arena, &url), expected);
    wz_arena_free(arena);
}

static void an_address_is_taken_apart(void **state)
{
    (void)state;
    wz_arena *arena = wz_arena_new(NULL);
    wz_url url;
    assert_true(wz_url_read(arena, WZ_STR(" Https://WWW.Example.org:8080/a|b?q=1#c "), WZ_URL_SITE, &url));
    assert_str(url.href, "https://www.example.org:8080/a%7Cb?q=1#c");
    assert_str(url.scheme, "https");
    assert_str(url.host, "www.example.org");
    assert_str(url.port, "8080");
    assert_str(url.path, "/a%7Cb");
    assert_str(url.query, "q=1");
    assert_str(url.fragment, "c");
    assert_true(wz_url_read(arena, WZ_STR("http://[2001:DB8::1]:80/x"), WZ_URL_ANY, &url));
    assert_str(url.host, "2001:db8::1");
    assert_str(url.path, "/x");
    assert_false(wz_url_read(arena, WZ_STR("http://[2001:db8::1]/"), WZ_URL_SITE, &url));
    assert_true(wz_url_read(arena, WZ_STR("https://example.org"), WZ_URL_SITE, &url));
    assert_str(url.path, "");
    assert_null(url.query.ptr);
    wz_arena_free(arena);
}

static void the_example_of_the_header_holds(void **state)
{
    (void)state;
    wz_arena *arena = wz_arena_new(NULL);
    wz_diags *diags = wz_diags_new(arena);
    wz_url url;
    assert_false(wz_url_check(arena, diags, WZ_NOWHERE, WZ_STR("www.example.org/x"), WZ_URL_SITE, &url));
    assert_int_equal(wz_diags_at(diags, 0)->code, WZ_DIAG_BAD_URL);
    assert_str(wz_diags_at(diags, 0)->suggestion, "https://www.example.org/x");
    assert_true(wz_url_check(arena, diags, WZ_NOWHERE, WZ_STR("https://example.org/?utm_source=x"), WZ_URL_SITE, &url));
    assert_int_equal(wz_diags_at(diags, 1)->code, WZ_DIAG_URL_DETOUR);
    assert_str(wz_diags_at(diags, 1)->suggestion, "https://example.org/");
    wz_arena_free(arena);
}

static void what_html_does_not_allow_is_encoded_and_what_a_uri_allows_stays(void **state)
{
    (void)state;
    assert_good("https://example.org/a'b!$&()*+,;=:@~-._", "https://example.org/a'b!$&()*+,;=:@~-._", "example.org");
    assert_good("https://example.org/x[1]{2}^`|", "https://example.org/x%5B1%5D%7B2%7D%5E%60%7C", "example.org");
    assert_good("https://example.org/100%?a=%zz&b=%41", "https://example.org/100%25?a=%25zz&b=%41", "example.org");
    assert_good("https://example.org/caf\xC3\xA9#d\xC3\xA9", "https://example.org/caf%C3%A9#d%C3%A9", "example.org");
    assert_good("HTTP://Caf\xC3\xA9.Example/", "http://caf%C3%A9.example/", "caf\xC3\xA9.example");
    assert_good("http://caf%C3%A9.example/", "http://caf%C3%A9.example/", "caf\xC3\xA9.example");
    assert_good("https://localhost:8000/", "https://localhost:8000/", "localhost");
    assert_good("https://EXAMPLE.org?Q#F", "https://example.org?Q#F", "example.org");
    assert_good("https://example.org/a#b#c", "https://example.org/a#b%23c", "example.org");
}

static void what_cannot_be_is_refused_with_its_reason(void **state)
{
    (void)state;
    assert_bad("", WZ_URL_SCHEME, "");
    assert_bad("javascript:alert(1)", WZ_URL_SCHEME, "");
    assert_bad("mailto:a@example.org", WZ_URL_SCHEME, "");
    assert_bad("ftp://example.org/", WZ_URL_SCHEME, "");
    assert_bad("https://overheid.nl@example.org/x", WZ_URL_USER, "https://example.org/x");
    assert_bad("https://a:b@example.org", WZ_URL_USER, "https://example.org");
    assert_bad("https://", WZ_URL_HOST, "");
    assert_bad("https:///x", WZ_URL_HOST, "");
    assert_bad("https://?q", WZ_URL_HOST, "");
    assert_bad("https://localhost/", WZ_URL_HOST, "");
    assert_bad("https://.example.org", WZ_URL_HOST, "");
    assert_bad("https://a..example.org", WZ_URL_HOST, "");
    assert_bad("https://example.org./", WZ_URL_HOST, "");
    assert_bad("https://exa%6Dple.org/", WZ_URL_HOST, "");
    assert_bad("https://a,b.example/", WZ_URL_HOST, "");
    assert_bad("https://example.org:0/", WZ_URL_PORT, "");
    assert_bad("https://example.org:65536/", WZ_URL_PORT, "");
    assert_bad("https://example.org:8o80/", WZ_URL_PORT, "");
    assert_bad("https://example.org:-1/", WZ_URL_PORT, "");
    assert_bad("https://example.org:/x", WZ_URL_PORT, "https://example.org/x");
    assert_bad("https://example.org/een pad", WZ_URL_BROKEN, "https://example.org/een%20pad");
    assert_bad("https://example.org/ https://example.net/", WZ_URL_BROKEN, "");
    assert_bad("https://example.org/\xC2\xA0x", WZ_URL_BROKEN, "");
    assert_bad("<https://example.org/x>", WZ_URL_BROKEN, "https://example.org/x");
    assert_bad("https:\\\\example.org\\x", WZ_URL_BROKEN, "https://example.org/x");
}

static void what_was_meant_is_proposed(void **state)
{
    (void)state;
    assert_bad("www.vng.nl/x", WZ_URL_SCHEME, "https://www.vng.nl/x");
    assert_bad("vng.nl", WZ_URL_SCHEME, "https://vng.nl");
    assert_bad("VNG.nl/A b", WZ_URL_BROKEN, "https://vng.nl/A%20b");
    assert_bad("https//vng.nl/x", WZ_URL_SCHEME, "https://vng.nl/x");
    assert_bad("https:/vng.nl/x", WZ_URL_HOST, "https://vng.nl/x");
    assert_bad("https:vng.nl", WZ_URL_HOST, "https://vng.nl");
    assert_bad("http;//vng.nl", WZ_URL_SCHEME, "http://vng.nl");
    assert_bad("htps://vng.nl", WZ_URL_SCHEME, "https://vng.nl");
    assert_bad("htp://vng.nl", WZ_URL_SCHEME, "http://vng.nl");
    assert_bad("ttps://vng.nl", WZ_URL_SCHEME, "https://vng.nl");
    assert_bad("https://https://vng.nl/", WZ_URL_HOST, "https://vng.nl/");
    assert_bad("https:///vng.nl/x", WZ_URL_HOST, "https://vng.nl/x");
    assert_bad("//vng.nl/x", WZ_URL_SCHEME, "https://vng.nl/x");
    assert_bad("\xE2\x80\x9Chttps://vng.nl/x\xE2\x80\x9D", WZ_URL_SCHEME, "https://vng.nl/x");
    assert_bad("verslag.pdf", WZ_URL_SCHEME, "");
    assert_bad("/pad", WZ_URL_SCHEME, "");
    assert_bad("kamer 12", WZ_URL_BROKEN, "");
    assert_bad("griffie@vng.nl", WZ_URL_SCHEME, "");
    assert_bad("nog te bepalen", WZ_URL_BROKEN, "");
}

static void detours_and_tails_are_seen(void **state)
{
    (void)state;
    assert_direct("https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fvng.nl%2Fx%3Fa%3D1&data=05",
                  "https://vng.nl/x?a=1");
    assert_direct("https://urldefense.com/v3/__https://vng.nl/x__;!!abc$", "https://vng.nl/x");
    assert_direct("https://urldefense.proofpoint.com/v2/url?u=https-3A__www.vng.nl_x&d=Dw", "https://www.vng.nl/x");
    assert_direct("https://www.google.com/url?sa=t&url=https%3A%2F%2Fvng.nl%2F&ved=2", "https://vng.nl/");
    assert_direct("https://www.google.com/search?q=https://vng.nl", "");
    assert_direct("https://vng.nl/x?utm_source=a&id=7&utm_medium=b#c", "https://vng.nl/x?id=7#c");
    assert_direct("https://vng.nl/x?fbclid=1", "https://vng.nl/x");
    assert_direct("https://vng.nl/x).", "https://vng.nl/x");
    assert_direct("https://vng.nl/x.", "https://vng.nl/x");
    assert_direct("https://nl.wikipedia.org/wiki/Raad_(bestuur)", "");
    assert_direct("https://vng.nl/x?id=utm_1", "");
    assert_direct("https://vng.nl/?", "");
    assert_direct("https://eur03.safelinks.protection.outlook.com/?data=05", "");
}

static void texts_are_encoded_for_a_query(void **state)
{
    (void)state;
    wz_buf out = {0};
    wz_url_encode_text(&out, WZ_STR("Raad & \xC3\xA9\xC3\xA9n? 100%41=a+b"));
    assert_str(wz_buf_str(&out), "Raad%20%26%20%C3%A9%C3%A9n%3F%20100%2541%3Da%2Bb");
    wz_buf_free(&out);
}

static void a_scheme_is_read_as_a_browser_does(void **state)
{
    (void)state;
    wz_arena *arena = wz_arena_new(NULL);
    assert_str(wz_url_scheme(WZ_STR("HTTPS://x")), "HTTPS");
    assert_str(wz_url_scheme(WZ_STR(" \n javascript:x")), "javascript");
    assert_str(wz_url_scheme(WZ_STR("a+b-1.0:")), "a+b-1.0");
    static const char *const relative[] = {"", ":x", "a/b:c", "1a:b", "?a:b", "#a:b", "//host", "a b:c"};
    for (size_t i = 0; i < sizeof relative / sizeof *relative; i++)
        assert_null(wz_url_scheme(wz_str_from(relative[i])).ptr);
    wz_str rest = {0};
    assert_true(wz_url_is(WZ_STR("MailTo:a@b.nl"), WZ_STR("mailto"), &rest));
    assert_str(rest, "a@b.nl");
    assert_true(wz_url_is(WZ_STR(" tel:"), WZ_STR("tel"), &rest));
    assert_int_equal(rest.len, 0);
    assert_false(wz_url_is(WZ_STR("telx:1"), WZ_STR("tel"), &rest));
    assert_false(wz_url_is(WZ_STR("te:1"), WZ_STR("tel"), &rest));
    assert_false(wz_url_is(WZ_STR("tel"), WZ_STR("tel"), &rest));
    assert_str(wz_url_decode(arena, WZ_STR("a%20b%2")), "a b%2");
    assert_str(wz_url_decode(arena, WZ_STR("%C3%a9%zz%")), "\xC3\xA9%zz%");
    wz_arena_free(arena);
}

static void an_address_is_as_long_as_it_is_written(void **state)
{
    (void)state;
    for (int percent = 0; percent < 2; percent++) {
        wz_arena *arena = wz_arena_new(NULL);
        wz_buf text = {0};
        wz_url url;
        wz_buf_add(&text, WZ_STR("https://kitchen.example/?q="));
        while (text.len < WZ_URL_LONGEST) /* each % becomes %25 */
            wz_buf_byte(&text, percent ? '%' : 'a');
        assert_true(wz_url_read(arena, wz_buf_str(&text), WZ_URL_ANY, &url) == !percent);
        assert_true(url.fault == (percent ? WZ_URL_BROKEN : WZ_URL_GOOD));
        wz_buf_byte(&text, 'a');
        assert_false(wz_url_read(arena, wz_buf_str(&text), WZ_URL_ANY, &url));
        wz_buf_free(&text);
        wz_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_is_taken_apart),
        cmocka_unit_test(the_example_of_the_header_holds),
        cmocka_unit_test(what_html_does_not_allow_is_encoded_and_what_a_uri_allows_stays),
        cmocka_unit_test(what_cannot_be_is_refused_with_its_reason),
        cmocka_unit_test(what_was_meant_is_proposed),
        cmocka_unit_test(detours_and_tails_are_seen),
        cmocka_unit_test(texts_are_encoded_for_a_query),
        cmocka_unit_test(a_scheme_is_read_as_a_browser_does),
        cmocka_unit_test(an_address_is_as_long_as_it_is_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
