/* SPDX-License-Identifier: EUPL-1.2 */
/* Words that say little, by language: stop words say nothing, weak words less than others. Read by the lexicon; the
 * browser gets them in the manifest. A Dutch catalogue is asked in English too. */
#include "search/search.h"

#include <string.h>

/* Words of function, fillers and modals. They match in titles only, beside the rest of the query. */
static const char dutch_stops[] =
    "aan al alle allemaal alles als alsof begin beginnen ben bent best bestaat bij daar daarom dan dat de den der des "
    "deze die dit doe doen doet door dus een eens eigenlijk en er ergens erg even ga gaan gaat ge geen geldt gewoon "
    "graag had hadden heb hebben hebt heeft heel hem het hier hij hoe hoeveel hoezo hun iemand iets ik in indien is "
    "ja je jij jou jouw jullie kan kom komen komt kon konden krijg krijgen krijgt kun kunnen kunt laat laten maak "
    "maakt maar mag maken me meer men met mij mijn mocht moest moet moeten mogen naar nee net niemand niet niets "
    "nodig nog nou nu of om omtrent onder ons onze ook op over s steeds t te terwijl toch toen tot u uit uw vaak van "
    "via vind vinden vindt voor vooral waar waarbij waardoor waarmee waarom waarvoor wanneer want waren was wat we "
    "weer weet wel welk welke werd weten wie wij wil willen wilt word worden wordt wou zal ze zelf zich zij zijn zit "
    "zitten zo zoals zodat zoek zoeken zou zouden zulke zullen zult "
    /* what stands for a thing that was named before */
    "deed deden gedaan geweest geworden gegaan gehad gekomen ging gingen kwam kwamen omdat doordat zodra hoewel "
    "tenzij mits totdat werden zoekt daaraan daarbij daarin daarmee daarnaar daarop daarover daaruit daarvan daarvoor "
    "eraan erbij erin ermee ernaar erop erover eruit ervan ervoor hieraan hierbij hierin hiermee hiernaar hierop "
    "hierover hieruit hiervan hiervoor waaraan waarin waarop waarover waaruit waarvan "
    /* parts of verbs that stand apart; see verbs.c */
    "af heen mee mis na rond terug toe vast vol weg";

static const char english_stops[] =
    "a about all also am an and any anyone anything are as at be been being but by can could did do does done for "
    "from get got had has have he her here him his how i if in into is it its just like may me might must my need no "
    "nor not of off on one or our out over please shall she should so some somebody someone something such than that "
    "the their them then there these they this those to too up us very was we were what when where which who why will "
    "with would you your";

/* What an English query in a Dutch catalogue has, as far as it is no Dutch word. */
static const char english_in_dutch[] = "a am and anyone are as at be been being by can could did do does doing done "
                                       "for from get got has have he how i if it me my our "
                                       "please she should some someone something than that the their them then there "
                                       "these they this those to too us very was we "
                                       "were what when where which who why will with would you your";

/* Of the stop words those that say nothing even in the name of a thing: "raadslid worden" is not any raadslid, "de griffier"
 * is. */
static const char dutch_bare[] =
    "aan al als bij dan dat de den der des deze die dit door dus een en er ge het hij hun in je jij jouw jullie maar "
    "me men met mij mijn naar of om ons onze ook op over s t te tot u uit uw van via voor waar want we wij ze zij "
    "zijn zo ik";
static const char english_bare[] =
    "a an and are as at be by for from i in it of on or our the their this to we with your my me you ";

/* Everyday words: verbs that go with anything, and general nouns, quantities and judgements. */
static const char dutch_weak[] =
    "bedoelen begrijpen beter betekenen bezig blijven brengen daadwerkelijk denken ding doorgaan dragen duidelijk "
    "eerst ervaren extra gauw gebeuren gebruiken geef geloven geregeld gesprek geven gevraagd gezegd goed groot haal "
    "halen helpen hoort horen houden inhouden juist keer kennen kiezen kijken klein klopt krijgen kwijt laatst leuk "
    "lezen liggen loopt lopen lukken makkelijk manier mens mensen moeilijk mogelijk mooi nemen nieuw ok oke omgaan "
    "opeens oppakken oplossen oud paar plek praten probleem proberen raken regelen samen slecht snel snappen soort "
    "spreken staan steun stellen sturen tegen tegenkomen tijd tip tips verder veel verschil vertellen vragen vraag "
    "voelen voorbeeld wachten weinig werken werkt wijze willen wonen zeggen zegt zetten zien zorgen info informatie "
    "uitleg hulp hulpmiddel iedereen ander andere anders eigen elk elke ieder iedere bepaald dingen zaken zaak "
    /* when, where and how */
    "achter alleen altijd behalve binnen buiten dag direct echt enkele genoeg helemaal ineens inmiddels jaar kort "
    "lang langs maand meteen misschien moment naast namens natuurlijk nooit ondanks ooit opnieuw plotseling precies "
    "raar rond sinds soms straks terug tijdens tussen vandaag vanwege voorlopig volgens week wegens zeker zonder "
    /* more of when: days of the week and months are not here, for they are names as well */
    "gisteren gisteravond eergisteren morgen morgenavond morgenochtend overmorgen vanavond vanmiddag vanmorgen "
    "vannacht "
    "vanochtend ochtend middag avond uur minuut vorig vorige volgend volgende afgelopen komend aankomend laatste "
    "eerste "
    "tweede derde vaker dikwijls zelden telkens steevast constant voortdurend meestal doorgaans gewoonlijk eindelijk "
    "eerder "
    "later vroeger tegenwoordig momenteel onlangs recent recentelijk sindsdien intussen ondertussen alsnog alvast "
    "alweer "
    "bijna nauwelijks zojuist zometeen dadelijk onmiddellijk spoedig "
    /* more of how, how much and how sure */
    "zeer behoorlijk flink enorm ontzettend vreselijk verschrikkelijk hartstikke tamelijk redelijk zomaar gelukkig "
    "helaas "
    "hopelijk blijkbaar kennelijk waarschijnlijk vermoedelijk zogenaamd feitelijk werkelijk inderdaad uiteraard "
    "allicht "
    "wellicht desnoods sowieso uberhaupt zelfs slechts uitsluitend namelijk immers echter evenwel niettemin desondanks "
    "bovendien daarnaast trouwens overigens kortom anderzijds enerzijds tevens eveneens evenmin hetzelfde dezelfde "
    "zelfde "
    "zodanig dergelijk bijvoorbeeld bv "
    /* more of where, who and what with */
    "boven beneden ernaast hierheen daarheen nergens overal vandaan dichtbij ver jezelf mijzelf mezelf zichzelf "
    "onszelf "
    "uzelf hemzelf haarzelf elkaar elkaars mekaar degene degenen diegene wiens wier hetgeen inclusief exclusief "
    "betreffende "
    "inzake aangaande vanaf vanuit richting per qua voorbij dankzij jegens "
    /* more that goes with anything */
    "bestaan blijken doorgeven duren durven hangen heten hoeven leggen lijken noemen pakken vallen "
    /* first and third persons of the verbs above that have another stem */
    "voel voelt denk denkt begrijp begrijpt snap snapt houd houdt neem neemt praat vertel vertelt wacht woon zie ziet "
    "lees leest loop zeg draag spreek probeer merk merkt "
    /* and their past */
    "bleef bracht dacht gaf gebleven gebracht gedacht gegeven gehouden gekregen genomen gesproken gezien hield hing "
    "kregen kreeg las lag liep nam sprak stond vond vroeg zag";

static const char english_weak[] =
    "ask better change come deal example find give good help information keep know let look make many people problem "
    "question say see start take tell thing things think time tips try use want way work";

/* And of an English query, as far as they are no Dutch words. */
static const char english_weak_in_dutch[] =
    "ask asked bad better change come every everyone find gone good happen happened information keep know look lost "
    "many new people question say see take tell thing things think told try use want wants way work wrong";

static const char dutch_article[] = "art artikel artikelen artikels lid";
static const char english_article[] = "art article articles section";

static void add_words(search_set *set, const char *list)
{
    wz_str rest = wz_str_from(list);
    while (rest.len > 0) {
        wz_str word = wz_str_cut(rest, ' ', &rest);
        if (word.len > 0) {
            search_set_add(set, word, false);
        }
    }
}

void search_fillers(wz_lexicon *lexicon, wz_str language)
{
    bool dutch = language.len == 0 || wz_str_starts(language, WZ_STR("nl")),
         english = wz_str_starts(language, WZ_STR("en"));
    search_set_init(&lexicon->stops, lexicon->arena, 512);
    search_set_init(&lexicon->weak, lexicon->arena, 256);
    search_set_init(&lexicon->bare, lexicon->arena, 256);
    search_set_init(&lexicon->article, lexicon->arena, 8);
    if (dutch) {
        add_words(&lexicon->stops, dutch_stops);
        add_words(&lexicon->stops, english_in_dutch);
        add_words(&lexicon->bare, dutch_bare);
        add_words(&lexicon->weak, dutch_weak);
        add_words(&lexicon->weak, english_weak_in_dutch);
        add_words(&lexicon->article, dutch_article);
    } else if (english) {
        add_words(&lexicon->stops, english_stops);
        add_words(&lexicon->bare, english_bare);
        add_words(&lexicon->weak, english_weak);
        add_words(&lexicon->article, english_article);
    }
}

bool search_stop(const wz_lexicon *lexicon, wz_str folded)
{
    return search_set_find(&lexicon->stops, folded) >= 0;
}

/* In hundredths. The list has main forms: of a word in another form the regular inflection is taken off. */
int search_grade(const wz_lexicon *lexicon, wz_str folded)
{
    char light[SEARCH_WORD + 4];
    wz_str bare = {light, search_light(folded, light)};
    bool weak = search_set_find(&lexicon->weak, folded) >= 0 || search_set_find(&lexicon->weak, bare) >= 0;
    return weak ? WEIGHT_WEAK : 100;
}
