/* SPDX-License-Identifier: EUPL-1.2 */
/* Test tool of the search: makes an index from a table of documents, and answers queries in memory.
 *
 *   maak index DOCS LEXICON WORDS DIR [WORKERS]  writes the index below DIR and prints figures as JSON
 *   maak query DOCS LEXICON WORDS [WORKERS]      reads queries (one a line: query TAB facet=value&facet=value) and
 *                                                prints an answer a line as JSON
 *   maak forms DOCS LEXICON WORDS [WORKERS]      prints every form: form, main form of its class, documents of the
 *                                                class, form without inflection, lengths of its parts and of the
 *                                                letters that link them
 *   maak split DOCS LEXICON WORDS [WORKERS]      splits the words on standard input, one a line
 *
 * DOCS: lines "#facet id label value=label|value=label" ("#every": all chosen values must hold; "#whom": who it is for) and "#topic key what
 * label url facet value level address document,document law=article|law=article phrase|phrase", then one document a line: id url title keywords summary body
 * questions, the slots, year, changed, prior, use, the values of each facet separated by commas, and the documents about the same matter; all separated by tabs.
 * LEXICON: lines of a letter (A S I J C, as the lists of wz_lexicon_input), word and others. WORDS: a word list or "-".
 */
#include "search/search.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static wz_str read_file(wz_arena *arena, const char *path)
{
    FILE *f = strcmp(path, "-") == 0 ? NULL : fopen(path, "rb");
    if (!f) {
        return (wz_str){0};
    }
    fseek(f, 0, SEEK_END);
    long size = ftell(f);
    rewind(f);
    char *bytes = wz_new(arena, char, size + 1);
    size = (long)fread(bytes, 1, (size_t)size, f);
    fclose(f);
    return (wz_str){bytes, size};
}

static ptrdiff_t count_lines(wz_str text)
{
    ptrdiff_t n = 1;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        n += text.ptr[i] == '\n';
    }
    return n;
}

static wz_lexicon_input read_lexicon(wz_arena *arena, wz_str text)
{
    wz_lexicon_input input = {0};
    wz_lexicon_list *lists[] = {&input.abbreviations, &input.synonyms, &input.irregular, &input.jargon,
                                &input.compounds};
    ptrdiff_t lines = count_lines(text);
    for (int i = 0; i < 5; i++) {
        lists[i]->entries = wz_new(arena, wz_lexicon_entry, lines);
    }
    while (text.len > 0) {
        wz_str line = wz_str_cut(text, '\n', &text);
        wz_str kind = wz_str_cut(line, '\t', &line);
        const char *which = kind.len == 1 ? strchr("ASIJC", kind.ptr[0]) : NULL;
        if (!which) {
            continue;
        }
        wz_lexicon_list *list = lists[which - "ASIJC"];
        list = lists[strcspn("ASIJC", (char[]){kind.ptr[0], 0})];
        wz_lexicon_entry *entry = (wz_lexicon_entry *)&list->entries[list->count++];
        wz_str *others = wz_new(arena, wz_str, 64);
        entry->word = wz_str_cut(line, '\t', &line);
        while (line.len > 0 && entry->count < 64) {
            others[entry->count++] = wz_str_cut(line, '\t', &line);
        }
        entry->others = others;
    }
    return input;
}

static const int32_t *read_numbers(wz_arena *arena, wz_str list, ptrdiff_t *count)
{
    int32_t *numbers = wz_new(arena, int32_t, list.len / 2 + 1);
    while (list.len > 0) {
        numbers[(*count)++] = atoi(wz_str_cstring(arena, wz_str_cut(list, ',', &list)));
    }
    return numbers;
}

static void read_topic(wz_arena *arena, const wz_search_input *input, wz_search_topic *topic, wz_str line)
{
    wz_str_cut(line, '\t', &line);
    topic->key = wz_str_cut(line, '\t', &line);
    topic->what = wz_str_cut(line, '\t', &line);
    topic->label = wz_str_cut(line, '\t', &line);
    topic->url = wz_str_cut(line, '\t', &line);
    wz_str facet = wz_str_cut(line, '\t', &line), value = wz_str_cut(line, '\t', &line);
    topic->level = (wz_search_level)atoi(wz_str_cstring(arena, wz_str_cut(line, '\t', &line)));
    topic->article = wz_str_cut(line, '\t', &line);
    wz_str helps = wz_str_cut(line, '\t', &line);
    topic->docs = read_numbers(arena, helps, &topic->doc_count);
    wz_str articles = wz_str_cut(line, '\t', &line), *marks = wz_new(arena, wz_str, 64);
    topic->articles = marks;
    while (articles.len > 0 && topic->article_count < 64) {
        wz_str number, law = wz_str_cut(wz_str_cut(articles, '|', &articles), '=', &number);
        marks[topic->article_count++] = wz_search_article(arena, law, number);
    }
    topic->facet = topic->value = -1;
    for (int32_t f = 0; f < input->facet_count; f++) {
        for (int32_t v = 0; v < input->facets[f].count && wz_str_equal(input->facets[f].id, facet); v++) {
            if (wz_str_equal(input->facets[f].values[v].id, value)) {
                topic->facet = f;
                topic->value = v;
            }
        }
    }
    wz_str *phrases = wz_new(arena, wz_str, 64);
    while (line.len > 0 && topic->phrase_count < 64) {
        phrases[topic->phrase_count++] = wz_str_cut(line, '|', &line);
    }
    topic->phrases = phrases;
}

static void read_facet(wz_arena *arena, wz_search_facet *facet, wz_str line)
{
    facet->all = wz_str_starts(line, WZ_STR("#every"));
    facet->whom = wz_str_starts(line, WZ_STR("#whom"));
    wz_str_cut(line, '\t', &line);
    facet->id = wz_str_cut(line, '\t', &line);
    facet->label = wz_str_cut(line, '\t', &line);
    wz_search_value *values = wz_new(arena, wz_search_value, 4096);
    while (line.len > 0 && facet->count < 4096) {
        wz_str label, value = wz_str_cut(line, '|', &line);
        values[facet->count].id = wz_str_cut(value, '=', &label);
        values[facet->count++].label = label;
    }
    facet->values = values;
}

static wz_search_values read_values(wz_arena *arena, const wz_search_facet *facet, wz_str list, char separator)
{
    int32_t *values = wz_new(arena, int32_t, facet->count);
    wz_search_values found = {values, 0};
    while (list.len > 0 && found.count < facet->count) {
        wz_str id = wz_str_cut(list, separator, &list);
        for (int32_t i = 0; i < facet->count; i++) {
            if (wz_str_equal(facet->values[i].id, id)) {
                values[found.count++] = i;
                break;
            }
        }
    }
    return found;
}

static wz_search_input read_docs(wz_arena *arena, wz_str text)
{
    wz_search_facet *facets = wz_new(arena, wz_search_facet, WZ_SEARCH_FACETS);
    wz_search_doc *docs = wz_new(arena, wz_search_doc, count_lines(text));
    wz_search_topic *topics = wz_new(arena, wz_search_topic, count_lines(text));
    wz_search_input input = {.docs = docs, .facets = facets, .topics = topics};
    while (text.len > 0) {
        wz_str line = wz_str_cut(text, '\n', &text);
        if (wz_str_starts(line, WZ_STR("#topic"))) {
            read_topic(arena, &input, &topics[input.topic_count++], line);
            continue;
        }
        if (wz_str_starts(line, WZ_STR("#facet")) || wz_str_starts(line, WZ_STR("#every")) ||
            wz_str_starts(line, WZ_STR("#whom"))) {
            read_facet(arena, &facets[input.facet_count++], line);
            continue;
        }
        if (line.len == 0) {
            continue;
        }
        wz_search_doc *doc = &docs[input.doc_count++];
        doc->id = wz_str_cut(line, '\t', &line);
        doc->url = wz_str_cut(line, '\t', &line);
        for (int i = 0; i < WZ_SEARCH_FIELDS; i++) {
            doc->fields[i] = wz_str_cut(line, '\t', &line);
        }
        for (int i = 0; i < WZ_SEARCH_SLOTS; i++) {
            doc->slots[i] = wz_str_cut(line, '\t', &line);
        }
        doc->year = atoi(wz_str_cstring(arena, wz_str_cut(line, '\t', &line)));
        doc->changed = atoi(wz_str_cstring(arena, wz_str_cut(line, '\t', &line)));
        doc->prior = (float)atof(wz_str_cstring(arena, wz_str_cut(line, '\t', &line)));
        doc->use = atoi(wz_str_cstring(arena, wz_str_cut(line, '\t', &line)));
        wz_search_values *values = wz_new(arena, wz_search_values, input.facet_count);
        for (ptrdiff_t i = 0; i < input.facet_count; i++) {
            values[i] = read_values(arena, &facets[i], wz_str_cut(line, '\t', &line), ',');
        }
        doc->facets = values;
        doc->near = read_numbers(arena, wz_str_cut(line, '\t', &line), &doc->near_count);
    }
    return input;
}

static void put_json(wz_str s)
{
    putchar('"');
    for (ptrdiff_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c == '"' || c == '\\') {
            printf("\\%c", c);
        } else if (c < 0x20) {
            printf("\\u%04x", c);
        } else {
            putchar(c);
        }
    }
    putchar('"');
}

static void put_list(const char *name, const wz_str *list, ptrdiff_t count)
{
    printf(",\"%s\":[", name);
    for (ptrdiff_t i = 0; i < count; i++) {
        printf("%s", i ? "," : "");
        put_json(list[i]);
    }
    putchar(']');
}

static void put_topics(const char *name, const wz_search_input *input, const wz_search_mention *list, ptrdiff_t count)
{
    printf(",\"%s\":[", name);
    for (ptrdiff_t i = 0; i < count; i++) {
        printf("%s", i ? "," : "");
        put_json(input->topics[list[i].topic].key);
        for (ptrdiff_t w = 0; w < list[i].word_count; w++) {
            printf(",");
            put_json(list[i].words[w]);
        }
    }
    putchar(']');
}

static void answer_query(wz_arena *arena, wz_search *search, const wz_search_input *input, wz_str line)
{
    wz_str choice, query = wz_str_cut(line, '\t', &choice);
    wz_search_values *chosen = wz_new(arena, wz_search_values, input->facet_count);
    while (choice.len > 0) {
        wz_str value, facet = wz_str_cut(wz_str_cut(choice, '&', &choice), '=', &value);
        for (ptrdiff_t i = 0; i < input->facet_count; i++) {
            if (wz_str_equal(input->facets[i].id, facet)) {
                chosen[i] = read_values(arena, &input->facets[i], value, ',');
            }
        }
    }
    wz_search_options options = {.chosen = chosen};
    wz_search_answer a = wz_search_query(arena, search, query, &options);
    printf("{\"query\":");
    put_json(query);
    printf(",\"count\":%td,\"complete\":%td,\"meant\":", a.count, a.complete);
    put_json(a.meant);
    put_list("also", a.also, a.also_count);
    put_list("unknown", a.unknown, a.unknown_count);
    put_list("excluded", a.excluded, a.excluded_count);
    put_topics("understood", input, a.understood, a.understood_count);
    put_topics("goto", input, a.pages, a.page_count);
    put_topics("answers", input, a.answers, a.answer_count);
    printf(",\"last\":");
    put_json(a.last < 0 ? WZ_STR("") : input->topics[a.last].key);
    printf(",\"unreadable\":%d,\"article\":", a.unreadable);
    put_json(a.article.len == 0
                 ? WZ_STR("")
                 : wz_format(arena, "%.*s %.*s %d", WZ_ARG(a.law < 0 ? WZ_STR("") : input->topics[a.law].label),
                             WZ_ARG(a.article), a.article_here));
    printf(",\"maybe\":[");
    for (ptrdiff_t i = 0; i < a.maybe_count; i++) {
        printf("%s", i ? "," : "");
        put_json(input->docs[a.maybe[i]].id);
    }
    printf("],\"hits\":[");
    for (ptrdiff_t i = 0; i < a.count; i++) {
        printf("%s[", i ? "," : "");
        put_json(input->docs[a.hits[i].doc].id);
        printf(",%.6f", a.hits[i].score);
        for (ptrdiff_t j = 0; j < a.hits[i].reason_count && i < 10; j++) {
            const wz_search_reason *r = &a.hits[i].reasons[j];
            printf(",\"%.*s %.*s %.*s %.3f\"", WZ_ARG(r->asked), WZ_ARG(wz_search_why_name(r->why)), WZ_ARG(r->found),
                   r->score);
        }
        putchar(']');
    }
    printf("],\"counts\":[");
    for (ptrdiff_t f = 0; f < input->facet_count; f++) {
        printf("%s[", f ? "," : "");
        for (ptrdiff_t v = 0; v < input->facets[f].count; v++) {
            printf("%s%d", v ? "," : "", a.counts[f][v]);
        }
        putchar(']');
    }
    printf("]}\n");
}

static void print_forms(const wz_search *search)
{
    for (int32_t i = 0; i < search->form_count; i++) {
        const search_form *form = &search->forms[i];
        const search_class *class = &search->classes[form->cls];
        char light[SEARCH_WORD + 4];
        int length = search_light(form->text, light);
        printf("%.*s\t%.*s\t%d\t%.*s\t", WZ_ARG(form->text), WZ_ARG(search->forms[class->main].text), class->df, length,
               light);
        for (int p = 0; p < form->part_count; p++) {
            printf("%s%d,%d", p > 0 ? "," : "", form->parts[p].len, form->parts[p].link);
        }
        putchar('\n');
    }
}

static void write_file(wz_arena *arena, const char *folder, const wz_output *output)
{
    char *path = (char *)wz_str_cstring(arena, wz_format(arena, "%s/%.*s", folder, WZ_ARG(output->path)));
    for (char *at = path + 1; (at = strchr(at, '/')); at++) {
        *at = 0;
        mkdir(path, 0755);
        *at = '/';
    }
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(output->bytes.ptr, 1, (size_t)output->bytes.len, f) != (size_t)output->bytes.len ||
        fclose(f) != 0) {
        fprintf(stderr, "maak: %s: %s\n", path, strerror(errno));
        exit(3);
    }
}

static int32_t count_form(const void *context, wz_str form, uint32_t hash)
{
    const wz_search *search = context;
    int32_t at = search_set_find_hash(&search->form_set, form, hash);
    return at < 0 ? 0 : search->forms[at].count;
}

static void split_word(const wz_search *search, wz_str word)
{
    search_part parts[SEARCH_PARTS];
    int count = search_split(search->lexicon, word, count_form, search, parts);
    printf("%.*s\t", WZ_ARG(word));
    for (int i = 0; i < count; i++) {
        printf("%s%.*s", i > 0 ? " " : "", parts[i].len, word.ptr + parts[i].from);
    }
    putchar('\n');
}

static int run(wz_arena *arena, int argc, char **argv)
{
    if (argc < 5) {
        fprintf(stderr, "usage: maak index|query|forms|split DOCS LEXICON WORDS [DIR] [WORKERS]\n");
        return 2;
    }
    bool index = strcmp(argv[1], "index") == 0;
    int next = index ? 6 : 5;
    wz_str words = read_file(arena, argv[4]), text = read_file(arena, argv[2]);
    wz_diags *diags = wz_diags_new(arena);
    wz_search_input input = read_docs(arena, text);
    input.workers = argc > next ? atoi(argv[next]) : 2;
    double began = seconds();
    wz_lexicon_input lexicon_input = read_lexicon(arena, read_file(arena, argv[3]));
    lexicon_input.words = words;
    wz_lexicon *lexicon = wz_lexicon_new(arena, diags, &lexicon_input);
    double listed = seconds();
    wz_search *search = wz_search_new(arena, diags, lexicon, &input);
    double made = seconds();
    for (ptrdiff_t i = 0; i < wz_diags_count(diags); i++) {
        fprintf(stderr, "%.*s\n", WZ_ARG(wz_diag_text(arena, wz_diags_at(diags, i), WZ_STR("nl"))));
    }
    if (!search) {
        return 1;
    }
    if (index) {
        wz_output *outputs;
        wz_search_stats s;
        ptrdiff_t count = wz_search_write(arena, search, &outputs, &s);
        double written = seconds();
        for (ptrdiff_t i = 0; i < count; i++) {
            write_file(arena, argv[5], &outputs[i]);
        }
        struct rusage usage;
        getrusage(RUSAGE_SELF, &usage);
        printf("{\"manifest\":\"%.*s\",\"docs\":%td,\"tokens\":%td,\"forms\":%td,\"classes\":%td,\"compounds\":%td,"
               "\"concepts\":%td,\"postings\":%td,\"shards\":%td,"
               "\"files\":%td,\"bytes\":%td,\"single\":%s,\"lexicon_s\":%.3f,\"analyse_s\":%.3f,\"write_s\":%.3f,"
               "\"disk_s\":%.3f,\"rss_mb\":%ld}\n",
               WZ_ARG(s.manifest), s.docs, s.tokens, s.forms, s.classes, s.compounds, s.concepts, s.postings, s.shards,
               s.files, s.bytes, s.single ? "true" : "false", listed - began, made - listed, written - made,
               seconds() - written, usage.ru_maxrss / 1024);
        return 0;
    }
    if (strcmp(argv[1], "forms") == 0) {
        print_forms(search);
        return 0;
    }
    char line[4096];
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\r\n")] = 0;
        if (strcmp(argv[1], "split") == 0) {
            split_word(search, wz_str_from(line));
            continue;
        }
        wz_arena *scratch = wz_arena_new(NULL);
        answer_query(scratch, search, &input, wz_str_from(line));
        wz_arena_free(scratch);
    }
    return 0;
}

int main(int argc, char **argv)
{
    wz_arena *arena = wz_arena_new(NULL);
    int status = run(arena, argc, argv);
    wz_arena_free(arena);
    return status;
}
