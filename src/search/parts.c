/* SPDX-License-Identifier: EUPL-1.2 */
/* Which short words and word endings are parts of compounds. */
#include "search/search.h"

/* Beginnings and ends that are words as well, but hardly ever parts: what they make is a derivation or a verb, not a
 * compound. */
static const char *const never[] = {
    "aal",    "aan",     "aard",    "acht",   "achter", "af",      "age",      "al",     "ale",    "ant",    "anti",
    "antie",  "are",     "aren",    "arme",   "atie",   "ator",    "baar",     "baas",   "bare",   "be",     "bij",
    "binnen", "boven",   "buiten",  "daar",   "dan",    "dat",     "den",      "der",    "deren",  "dien",   "dig",
    "docu",   "door",    "drag",    "dragen", "eel",    "een",     "eer",      "eerde",  "eerst",  "ele",    "elijk",
    "elijks", "eling",   "en",      "end",    "ende",   "eng",     "ens",      "ent",    "ente",   "entie",  "er",
    "eren",   "ering",   "eringen", "erwijs", "etter",  "eur",     "euse",     "even",   "fier",   "gaan",   "ge",
    "gen",    "genoot",  "ger",     "gering", "grif",   "haar",    "had",      "haf",    "hed",    "heden",  "heid",
    "heids",  "her",     "herin",   "hij",    "hoe",    "hoof",    "houd",     "houden", "ief",    "iek",    "ieke",
    "iel",    "iets",    "ieve",    "ik",     "in",     "ing",     "ingen",    "inter",  "is",     "isch",   "ische",
    "isme",   "ist",     "ite",     "iteit",  "ken",    "kend",    "kende",    "kenen",  "ker",    "king",   "kingen",
    "komst",  "komsten", "laat",    "lager",  "lange",  "leg",     "legen",    "leggen", "lei",    "leid",   "leiden",
    "leren",  "lig",     "ligt",    "lijk",   "lijke",  "lijken",  "lijks",    "ling",   "lingen", "loos",   "loze",
    "male",   "matig",   "matige",  "me",     "mede",   "meer",    "men",      "mene",   "ment",   "menten", "met",
    "mini",   "mis",     "na",      "naar",   "name",   "natie",   "nen",      "ner",    "niet",   "nieuw",  "niging",
    "ning",   "nis",     "nog",     "of",     "oken",   "om",      "on",       "onder",  "ont",    "oor",    "op",
    "oren",   "oude",    "over",    "pen",    "pend",   "per",     "ping",     "pre",    "pro",    "ratie",  "re",
    "rede",   "reel",    "rel",     "ren",    "rend",   "rende",   "rig",      "rige",   "rijk",   "ring",   "rit",
    "roe",    "saam",    "same",    "samen",  "satie",  "schap",   "schappen", "sel",    "sen",    "sie",    "slag",
    "slagen", "sta",     "staan",   "ste",    "stel",   "stellen", "ster",     "steren", "sters",  "stig",   "sting",
    "sub",    "super",   "tatie",   "te",     "tegen",  "tel",     "ten",      "teren",  "terug",  "teur",   "tie",
    "tiek",   "ties",    "tig",     "tijdig", "tijds",  "ting",    "tocht",    "toe",    "tor",    "tot",    "trek",
    "uit",    "van",     "vang",    "veel",   "ven",    "vend",    "ver",      "verg",   "via",    "vol",    "voor",
    "waar",   "waard",   "weer",    "weg",    "wel",    "wer",     "wijl",     "wijs",   "zaam",   "zame",   "zelf",
    "zen",    "zetten",  "zicht",   "zien",   "ziens",  "zing",    NULL};

/* Words of three letters that are good parts. */
static const char *const brief[] = {"app", "bos", "bus", "dag", "hof", "jas", "job", "kas", "les", "lid", "net", "pas",
                                    "pet", "rol", "rij", "sms", "tak", "tip", "wet", "web", "wob", "woo", "zee", NULL};

void search_part_words(search_set *no, search_set *yes)
{
    for (const char *const *word = never; *word; word++) {
        search_set_add(no, wz_str_from(*word), false);
    }
    for (const char *const *word = brief; *word; word++) {
        search_set_add(yes, wz_str_from(*word), false);
    }
}
