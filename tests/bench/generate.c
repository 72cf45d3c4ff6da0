/* Writes a mail store to measure with: generate DIR N [SEED].
 *
 * N messages of fifteen years, as one person's mail might be: lists, robots, letters
 * received and sent, in threads, with the headers that real mail drags along. The same N
 * and SEED give the same bytes, on any day; all people, hosts and texts are invented, and
 * all domains are among those reserved for examples.
 *
 * Nothing is planned ahead. A clock sweeps the years and at each step draws the kind of the
 * next message, which then answers an open thread whose reply is due or begins a new one.
 * Only the open threads and the people are kept, so memory does not grow with N but for
 * the people. */
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <stdbool.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define DAY 86400
#define END INT64_C(1773144000)    /* 2026-03-10 12:00 UTC */
#define SPAN (INT64_C(5479) * DAY) /* fifteen years */
#define NOBODY UINT32_MAX
#define SERVER "mx.marlowe.example" /* the user's own, and its authserv-id */

enum {
	MAX_REFS = 12, /* as many as mail clients keep in References */
	MAX_TO = 56,
	MAX_CC = 8,
	MAX_HOPS = 8,
	MAX_OPEN = 2048, /* open threads of a pool */
	N_ROBOTS = 96,
	SPREAD_FROM = 50000, /* from this N on, a folder for each year */
};

enum { WORDS, STEMS, ENDINGS, FIRST, LAST, LAST_ENDINGS, N_VOCABULARY };

/* All lists are separated by spaces. Words of the text are common words, or a stem and an
 * ending, so that few lines give a vocabulary of thousands. Names are "native/roman", the
 * latter for addresses; without a slash they are ASCII. */
typedef struct {
	const char *charset; /* what its old mailers used */
	unsigned share;      /* of the people, in percent */
	unsigned width;      /* bytes a line */
	int offset;          /* where most of its people live, in minutes east of UTC */
	bool joined;         /* no spaces between words, family name first */
	const char *vocabulary[N_VOCABULARY];
} Language;

static const Language languages[] = {
	{ "iso-8859-1", 40, 72, 0, false,
		{ "the of and to a in is that it for on was with as I at this be have "
		  "from or by not but what all we when your can there use an each "
		  "which do how if will about out many then these so some would make "
		  "like into time has look two more go see no way could my than first "
		  "been who now find long down day did get come made may part tomorrow "
		  "meeting draft",
			"plan brook garden time mead work light stone field paper "
			"letter bridge ship mark reed wind glass copper lantern "
			"harbour",
			"ing er ed ly ment s ness less ful y ish ward able wise hood",
			"Ada Basil Cora Dorian Edith Felix Greta Hugo Iris Jasper Kit "
			"Lorna Miles Nell Otis Pippa Quentin Rosa Silas Tess",
			"Ash Brack Cold Dun Elm Fern Gale Hather Inger Kes Lang Mar "
			"Nether Oak Pen Ravens",
			"ford wick ley combe worth by ham stead ridge well" } },
	{ "iso-8859-1", 15, 74, 60, false,
		{ "der die und in den von zu das mit sich des auf für ist im dem nicht "
		  "ein eine als auch es an werden aus er hat dass sie nach wird bei "
		  "einer um am sind noch wie einem über einen so zum war haben nur "
		  "oder aber vor zur bis mehr durch man sein wurde viele Grüße",
			"Brücken Garten Werk Licht Stein Papier Brief Schiff Mark Wind "
			"Glas Kupfer Haus Berg Fluss Zeit Wald Turm Uhr",
			"plan bau meister weg amt haus heft blatt werk stück tag raum "
			"buch frage liste",
			"Anke Bruno Clara Dieter Elke Falk Gesa Heiko Ines "
			"Jürgen/juergen Käthe/kaethe Lutz Sönke/soenke Trude Uwe Vera",
			"Eber Grün/gruen Hasel Linden Möhr/moehr Nieder Ober "
			"Rösch/roesch Stein Birken Tannen Weiß/weiss",
			"bach mann hof feld müller/mueller kamp huber brück/brueck" } },
	{ "iso-8859-1", 8, 74, 60, false,
		{ "le la les de des et à un une en que qui dans pour pas sur plus au "
		  "avec ne se ce il elle nous vous mais par est sont été cette comme "
		  "tout leur bien aussi sans peu même avant après encore toujours déjà "
		  "bientôt",
			"jardin lettr pont verr cuivr voil vent pierr papier march "
			"chant port plan atel",
			"ier age eur euse ement ette able erie ure és aison",
			"Élise/elise Benoît/benoit Chloé/chloe Didier Émile/emile "
			"Fanny Gaël/gael Hélène/helene Jules Léa/lea Odile Rémi/remi",
			"Beau Chante Fonte Grand Long Mont Roche Vau Belle Clair",
			"lieu pré/pre fort val mare merle bois champ rivière/riviere" } },
	{ "iso-8859-1", 7, 74, -180, false,
		{ "de la que el en y a los se del las un por con no una su para es al "
		  "lo como más o pero sus le ha me si sin sobre este ya entre cuando "
		  "todo esta ser son dos también fue había era muy años hasta desde "
		  "mañana reunión",
			"jardin cart puent vidri cobr barc vient piedr papel march "
			"cant puert",
			"ero ería ador mente illo oso able adura ista ación",
			"Íñigo/inigo Lucía/lucia Andrés/andres Belén/belen Carlos "
			"Dolores Elena Fermín/fermin Inés/ines Nuria Óscar/oscar Pilar",
			"Cast Mor Val Per Zam Her Gal Sol Arm Barr",
			"eda ellón/ellon ador illo án/an ero ales ina" } },
	{ "iso-8859-2", 6, 76, 60, false,
		{ "w i na z się do nie to jest że o jak za co po ale od tak przez już "
		  "dla był tylko jego czy może być ich oraz który przed także więc gdy "
		  "jeszcze kiedy bardzo dzień spotkanie",
			"ogrod list most szkl miedzi stat wiatr kamien papier świat "
			"zegar",
			"nik owy ek ość anie arz ówka ami ach owie",
			"Łucja/lucja Bożena/bozena Czesław/czeslaw Danuta "
			"Elżbieta/elzbieta Henryk Irena Józef/jozef Kazimierz "
			"Paweł/pawel Zofia",
			"Brzoz Dąb/dab Jawor Klon Lip Olsz Sosn Wierzb Jodł/jodl "
			"Głog/glog",
			"czyk owicz ak iak ewicz arz" } },
	{ "koi8-r", 8, 128, 180, false,
		{ "и в не на я что он с как это по но они к у ты из мы за вы так же от "
		  "бы когда уже или если только ещё был для него до вас очень после "
		  "завтра встреча",
			"сад письм мост стекл медн кораб ветр камен бумаг свет план "
			"часов",
			"ник ный ная ости ами ение ать ует овой ка",
			"Анна/anna Борис/boris Вера/vera Глеб/gleb Дарья/darya "
			"Егор/yegor Зоя/zoya Игорь/igor Кира/kira Лев/lev Нина/nina "
			"Олег/oleg Пётр/pyotr",
			"Берез/berez Вол/vol Гай/gai Дуб/dub Зим/zim Клён/klyon "
			"Лес/les Мор/mor Снег/sneg Тих/tikh",
			"енко/enko ук/uk ич/ich юк/yuk ских/skikh ай/ai" } },
	{ "iso-8859-7", 4, 128, 120, false,
		{ "και το να του η της με που την από για στο είναι τα δεν θα ο τον οι "
		  "ένα μας σας αλλά πως αν όταν πολύ τώρα μετά πριν εδώ ακόμη αύριο",
			"κηπ γραμμ γεφυρ γυαλ χαλκ πλοι ανεμ πετρ χαρτ φωτ",
			"ος ων ικός ητα άκι ισμός εύω ώνας ουμε ατα",
			"Άννα/anna Βασίλης/vasilis Γιώργος/giorgos Δάφνη/dafni "
			"Ελένη/eleni Ζωή/zoi Ηλίας/ilias Κώστας/kostas Νίκος/nikos",
			"Αλεξ/alex Βουν/voun Γαλαν/galan Δελφ/delf Θαλασσ/thalass "
			"Κυπαρ/kypar Λεμον/lemon Νεφελ/nefel Πετρ/petr",
			"άκης/akis ίδης/idis όπουλος/opoulos έας/eas άτος/atos" } },
	{ "iso-2022-jp", 6, 108, 540, true,
		{ "は が を に で と も の から まで です ます でした ました この その "
		  "あの とても また しかし よろしく お願い",
			"山 川 橋 庭 紙 光 石 船 風 手 会 話 時 計 画 来 週",
			"する した 的な 会 中 後 前 者 室 日",
			"花子/hanako 健/ken 明/akira 葵/aoi 翔/sho 恵/megumi 誠/makoto "
			"涼/ryo 舞/mai 直美/naomi",
			"山/yama 川/kawa 森/mori 石/ishi 松/matsu 竹/take 青/ao "
			"黒/kuro 北/kita 西/nishi",
			"田/da 村/mura 本/moto 野/no 木/ki 島/shima 原/hara 沢/zawa" } },
	{ "gb2312", 3, 108, 480, true,
		{ "的 了 在 是 我们 你 和 也 就 都 这 那 很 可以 没有 因为 所以 但是 "
		  "请 谢谢",
			"山 桥 园 纸 光 石 船 风 信 会 时 计 划 周 铜 书",
			"会 者 室 日 的 了 上 后 前 们",
			"伟/wei 芳/fang 静/jing 磊/lei 敏/min 洋/yang 艳/yan 勇/yong "
			"杰/jie",
			"王/wang 李/li 张/zhang 刘/liu 陈/chen 杨/yang 赵/zhao "
			"黄/huang",
			"国/guo 明/ming 文/wen 小/xiao 晓/xiao 志/zhi" } },
	{ "windows-1256", 3, 120, 240, false,
		{ "في من على إلى أن هذا هذه كان مع عن لا ما كل بعد قبل ثم أو لكن حتى "
		  "عند غدا",
			"كتاب رسال جسر زجاج نحاس سفين ريح حجر ورق ضوء خط ساع",
			"ة ات ين ية ها نا كم ان",
			"أمل/amal بسام/bassam جميلة/jamila حسن/hassan ريم/reem "
			"سامي/sami ليلى/layla نور/nour هدى/huda",
			"حداد/haddad نجار/najjar صباغ/sabbagh خياط/khayyat "
			"بستان/bustan زيتون/zaytoun",
			"ي/i ين/in ان/an ات/at" } },
};

enum { ENGLISH, N_LANGUAGES = G_N_ELEMENTS(languages) };

static const int16_t travelled_offsets[] = { -480, -300, -210, 0, 60, 120, 330, 345, 600 };

static const char *const companies[] = { "kestrel", "aldermoor", "nordlicht", "bluefen",
	"copperleaf", "tidewater", "mossgate", "brightwell", "larkspur", "ironbeck",
	"quillworks", "seabright", "hollowmere", "tinlark", "redfallow", "oakenshed" };
static const char *const company_ends[] = { ".example", ".test", "-labs.example",
	"-gmbh.test", ".example.org", ".example.net", ".example.com", "-works.example" };
static const char *const free_mail[] = { "post.example", "mail.example.net", "inbox.test",
	"example.com", "example.org", "letterbox.example" };

static const char *const list_names[] = { "moss-devel", "lantern-users", "quill-announce",
	"harbour-discuss", "tin-dev", "fen-security", "orchard-help", "loom-devel",
	"gardeners", "choir", "cobalt-bugs", "ferry-patches", "gull-users", "reed-devel",
	"chess-club", "heron-i18n", "sundial", "kiln-dev", "marsh-announce",
	"bellows-users" };

static const struct {
	const char *local, *name;
	bool newsletter;
} robot_kinds[] = {
	{ "noreply", "Orders", false },
	{ "newsletter", "Weekly", true },
	{ "no-reply", "Account", false },
	{ "notifications", "Notifications", false },
	{ "news", "News", true },
	{ "nepasrepondre", "Service clients", true },
	{ "updates", "Updates", true },
	{ "noreply-billing", "Billing", false },
};

/* Headers that servers add and nobody reads: `blob` is the length of random text. */
static const struct {
	const char *text;
	unsigned blob;
} noise[] = {
	{ "X-Virus-Scanned: sieve-av 0.103.8 at " SERVER, 0 },
	{ "X-Spam-Status: No, score=-2.1 required=5.0 tests=BAYES_00,DKIM_SIGNED,\n\t"
	  "DKIM_VALID,DKIM_VALID_AU,SPF_HELO_NONE,SPF_PASS autolearn=ham\n\t"
	  "autolearn_force=no version=3.4.6",
		0 },
	{ "X-Spam-Level: ", 0 },
	{ "X-Spam-Checker-Version: Sieve 3.4.6 on " SERVER, 0 },
	{ "X-Provider-Message-State: ", 150 },
	{ "X-Provider-Smtp-Source: ", 64 },
	{ "X-Exchange-AntiSpam-MessageData: ", 420 },
	{ "X-Exchange-Tenant-Network: ", 180 },
	{ "X-Originating-IP: [198.51.100.23]", 0 },
	{ "X-Report-Abuse: Please report abuse to <abuse@relay.test>", 0 },
	{ "X-Priority: 3 (Normal)", 0 },
	{ "X-Tenant-Id: ", 36 },
	{ "Content-Language: en", 0 },
	{ "X-CMAE-Envelope: ", 160 },
};

typedef struct {
	uint64_t state;
} Rng;

typedef enum { MAILER_WEB, MAILER_MUTT, MAILER_DESKTOP, MAILER_OFFICE, MAILER_GNUS } Mailer;

enum { N_MAILERS = MAILER_GNUS + 1 };

/* Whoever has an address: correspondents, the user, robots and lists. */
typedef struct {
	const char *mailbox; /* as it stands in headers, encoded */
	const char *name;    /* UTF-8 */
	const char *address;
	const char *host;    /* within address */
	int64_t from, until; /* when they are in touch with the user */
	int offset;          /* minutes east of UTC */
	unsigned language;
	Mailer mailer;
	bool to_work; /* knows the user by the address at work */
} Person;

/* All that is needed to write the Message-ID and the text of a message once more. */
typedef struct {
	uint64_t serial;
	int64_t date;
	uint32_t author;
} Ref;

typedef struct {
	Ref refs[MAX_REFS]; /* oldest first; the next message answers the last */
	unsigned n_refs;
	int64_t due;        /* when the next message is written */
	uint64_t topic;     /* seeds the subject */
	uint32_t list;      /* or NOBODY */
	uint32_t people[4]; /* the user's partners, when there is no list */
	unsigned n_people;
	unsigned crowd; /* further recipients of the first message */
	unsigned left;  /* replies to come */
	unsigned language;
	bool user_wrote;
} Thread;

enum { POOL_LIST, POOL_RECEIVED, POOL_SENT, N_POOLS };

typedef struct {
	Thread open[MAX_OPEN];
	unsigned n;
} Pool;

typedef enum {
	ODD_NOT,
	ODD_NO_DATE,
	ODD_ABSURD_DATE,
	ODD_NO_ID,
	ODD_BROKEN_FROM,
	ODD_FOLDED,
	ODD_EIGHT_BIT,
	N_ODDITIES,
} Oddity;

typedef struct {
	Ref id;
	const Thread *thread; /* whose refs it answers */
	uint32_t to[MAX_TO], cc[MAX_CC];
	unsigned n_to, n_cc;
	Oddity odd;
	bool robot, newsletter;
} Mail;

/* By which way a file reached the store; it decides on all headers above From. */
typedef enum { COPY_DIRECT, COPY_LIST, COPY_SENT } Copy;

typedef struct {
	Rng rng;
	uint64_t seed;
	uint64_t n;
	uint64_t serial; /* of the newest message */
	Person *people;
	uint32_t n_people; /* correspondents; then come: */
	uint32_t user, user_at_work, robots, lists, n_all;
	Pool pools[N_POOLS];
	GStringChunk *strings; /* of the people */
	char **vocabulary[N_LANGUAGES][N_VOCABULARY];
	unsigned n_vocabulary[N_LANGUAGES][N_VOCABULARY];
	GString *file;   /* scratch: the whole file, */
	GString *letter; /* its part that all copies share, */
	GString *text;   /* and its text before transfer encoding */
	const char *directory;
} Generator;

/* splitmix64's finalizer. A bijection: distinct serials stay distinct. */
static uint64_t
mix(uint64_t x)
{
	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

static uint64_t
rng_next(Rng *rng)
{
	return mix(rng->state += UINT64_C(0x9e3779b97f4a7c15));
}

static uint32_t
rng_below(Rng *rng, uint32_t n)
{
	return ((rng_next(rng) >> 32) * n) >> 32;
}

static bool
rng_chance(Rng *rng, unsigned permille)
{
	return rng_below(rng, 1000) < permille;
}

/* Below `n`, where x is about as likely as 1/(x + 4): few are met often, many rarely. In
 * steps of a quarter octave and in 64ths, because floating point may differ between
 * machines. */
static uint32_t
rng_skewed(Rng *rng, uint32_t n)
{
	static const uint32_t quarters[] = { 256, 304, 362, 431, 512 };
	unsigned steps = 4 * g_bit_storage(n / 4 + 1);
	uint32_t x;

	do {
		unsigned step = rng_below(rng, steps);
		uint32_t low = quarters[step % 4] << step / 4;
		uint32_t high = quarters[step % 4 + 1] << step / 4;

		x = (low + rng_below(rng, high - low)) / 64 - 4;
	} while (x >= n);
	return x;
}

/* The `n` lowest digits of `value`; base at most 64. */
static void
append_digits(GString *out, uint64_t value, unsigned n, unsigned base)
{
	static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz"
				     "ABCDEFGHIJKLMNOPQRSTUVWXYZ+/";

	for (; n > 0; n--, value /= base)
		g_string_append_c(out, digits[value % base]);
}

/* What a signature looks like: `n` characters of base64, folded. */
static void
append_blob(Rng *rng, GString *out, unsigned n)
{
	for (unsigned done = 0; done < n; done += 10) {
		if (done > 0 && done % 70 == 0)
			g_string_append(out, "\n\t");
		append_digits(out, rng_next(rng), MIN(10, n - done), 64);
	}
}

static void
append_date(GString *out, int64_t date, int offset)
{
	static const char days[][4] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
	static const char months[][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
		"Aug", "Sep", "Oct", "Nov", "Dec" };
	time_t local = date + offset * 60;
	struct tm tm;

	gmtime_r(&local, &tm);
	g_string_append_printf(out, "%s, %d %s %d %02d:%02d:%02d %c%02d%02d",
		days[tm.tm_wday], tm.tm_mday, months[tm.tm_mon], tm.tm_year + 1900,
		tm.tm_hour, tm.tm_min, tm.tm_sec, offset < 0 ? '-' : '+', ABS(offset) / 60,
		ABS(offset) % 60);
}

/* One RFC 2047 encoded word. */
static void
append_encoded_word(
	GString *out, const char *charset, bool base64, const char *bytes, size_t length)
{
	if (base64) {
		g_autofree char *text = g_base64_encode((const guchar *)bytes, length);

		g_string_append_printf(out, "=?%s?B?%s?=", charset, text);
		return;
	}
	g_string_append_printf(out, "=?%s?Q?", charset);
	for (size_t i = 0; i < length; i++) {
		if (g_ascii_isalnum(bytes[i]))
			g_string_append_c(out, bytes[i]);
		else if (bytes[i] == ' ')
			g_string_append_c(out, '_');
		else
			g_string_append_printf(out, "=%02X", (guchar)bytes[i]);
	}
	g_string_append(out, "?=");
}

/* As many encoded words as it takes: none may be longer than 75 bytes, nor split a
 * character. */
static void
append_encoded(GString *out, bool base64, const char *text)
{
	size_t limit = base64 ? 42 : 20;

	while (*text != '\0') {
		const char *end = text;

		while (*end != '\0' && (size_t)(g_utf8_next_char(end) - text) <= limit)
			end = g_utf8_next_char(end);
		append_encoded_word(out, "utf-8", base64, text, end - text);
		if (*end != '\0')
			g_string_append(out, "\n ");
		text = end;
	}
}

/* Quoted-printable, with its lines broken softly. */
static void
append_quoted_printable(GString *out, const char *text)
{
	unsigned column = 0;

	for (; *text != '\0'; text++) {
		bool last_on_line = text[1] == '\n';

		if (*text == '\n') {
			g_string_append_c(out, '\n');
			column = 0;
			continue;
		}
		if (column > 72) {
			g_string_append(out, "=\n");
			column = 0;
		}
		if (*text > ' ' && *text < 127 && *text != '=') {
			g_string_append_c(out, *text);
			column++;
		} else if (*text == ' ' && !last_on_line) {
			g_string_append_c(out, ' ');
			column++;
		} else {
			g_string_append_printf(out, "=%02X", (guchar)*text);
			column += 3;
		}
	}
}

static void
append_base64(GString *out, const char *text, size_t length)
{
	size_t start = out->len;
	int state = 0, save = 0;

	g_string_set_size(out, start + (length / 3 + 1) * 4 + 4 + length / 50 + 2);
	start += g_base64_encode_step(
		(const guchar *)text, length, TRUE, out->str + start, &state, &save);
	start += g_base64_encode_close(TRUE, out->str + start, &state, &save);
	g_string_truncate(out, start);
}

static const char *
pick(Generator *gen, Rng *rng, unsigned language, unsigned list)
{
	return gen->vocabulary[language][list]
			      [rng_below(rng, gen->n_vocabulary[language][list])];
}

/* A word of the text; the common ones are met as often as in real text. */
static void
append_word(Generator *gen, Rng *rng, GString *out, unsigned language)
{
	unsigned kind = rng_below(rng, 100);

	if (kind < 50) {
		unsigned n = gen->n_vocabulary[language][WORDS];

		g_string_append(out, gen->vocabulary[language][WORDS][rng_skewed(rng, n)]);
	} else if (kind < 97) {
		g_string_append(out, pick(gen, rng, language, STEMS));
		if (kind > 85)
			g_string_append(out, pick(gen, rng, language, STEMS));
		g_string_append(out, pick(gen, rng, language, ENDINGS));
	} else {
		g_string_append_printf(out, "%u", 1 + rng_skewed(rng, 10000));
	}
}

static void
capitalize(GString *out, size_t at)
{
	gunichar upper = g_unichar_toupper(g_utf8_get_char(out->str + at));
	char bytes[6];
	int length = g_unichar_to_utf8(upper, bytes);

	if (length == g_utf8_skip[(guchar)out->str[at]])
		memcpy(out->str + at, bytes, length);
}

/* Paragraphs of about `limit` bytes, each line after `prefix`. The message `serial` always
 * says the same, so that a reply can quote it. */
static void
append_text(Generator *gen, GString *out, uint64_t serial, unsigned language,
	const char *prefix, size_t limit)
{
	const Language *l = &languages[language];
	Rng rng = { mix(gen->seed + serial) };
	size_t end = out->len + limit, line = out->len;

	g_string_append(out, prefix);
	while (out->len < end) {
		size_t sentence = out->len;

		for (unsigned left = 4 + rng_below(&rng, 11); left > 0; left--) {
			append_word(gen, &rng, out, language);
			if (left > 1 && out->len - line + 8 > l->width) {
				g_string_append_printf(out, "\n%s", prefix);
				line = out->len;
			} else if (left > 1 && !l->joined) {
				g_string_append_c(out, ' ');
			}
		}
		capitalize(out, sentence);
		g_string_append(out, l->joined ? "。" : rng_below(&rng, 8) ? "." : "?");
		if (rng_below(&rng, 5) == 0) {
			g_string_append_printf(out, "\n%s\n%s", prefix, prefix);
			line = out->len;
		} else if (!l->joined) {
			g_string_append_c(out, ' ');
		}
	}
	g_string_append_c(out, '\n');
}

/* The Message-ID in its brackets, in the fashion of its author's mailer. */
static void
append_message_id(Generator *gen, GString *out, const Ref *ref)
{
	const Person *author = &gen->people[ref->author];
	uint64_t unique = mix(gen->seed ^ ref->serial), more = mix(unique + 1);

	if (ref->author >= gen->robots) {
		g_string_append_printf(out, "<0102%016" PRIx64 "-%08x-000000@%s>", unique,
			(unsigned)more, author->host);
		return;
	}
	switch (author->mailer) {
	case MAILER_WEB:
		g_string_append(out, "<CA+");
		append_digits(out, unique, 11, 64);
		append_digits(out, more, 10, 64);
		g_string_append(out, "@mail.example.com>");
		break;
	case MAILER_MUTT:
		g_string_append_c(out, '<');
		append_digits(out, unique, 11, 64);
		append_digits(out, more, 5, 64);
		g_string_append_printf(out, "@%s>", author->host);
		break;
	case MAILER_DESKTOP:
		g_string_append_printf(out, "<%08x-%04x-%04x-%04x-%012" PRIx64 "@%s>",
			(unsigned)(unique >> 32), (unsigned)(unique >> 16 & 0xffff),
			(unsigned)(unique & 0xffff), (unsigned)(more >> 48),
			more & UINT64_C(0xffffffffffff), author->host);
		break;
	case MAILER_OFFICE:
		g_string_append_printf(
			out, "<DB7PR04MB%016" PRIX64 "@DB7.office.test>", unique);
		break;
	case MAILER_GNUS:
		g_string_append(out, "<87");
		append_digits(out, unique, 13, 36);
		g_string_append_printf(out, ".fsf@%s>", author->host);
		break;
	}
}

/* Adds one piece of a name, native and roman. */
static void
pick_name(Generator *gen, Rng *rng, unsigned language, unsigned list, GString *native,
	GString *roman)
{
	const char *item = pick(gen, rng, language, list);
	const char *slash = strchr(item, '/');

	g_string_append_len(native, item, slash ? slash - item : (gssize)strlen(item));
	for (const char *p = slash ? slash + 1 : item; *p != '\0'; p++)
		g_string_append_c(roman, g_ascii_tolower(*p));
}

/* "name <address>" for headers, with one of the habits met in real mail. */
static void
append_mailbox(Rng *rng, GString *out, unsigned language, const char *name,
	const char *reversed, const char *address)
{
	unsigned habit = rng_below(rng, 100);
	const char *text = habit % 10 < 2 ? reversed : name;

	if (habit < 5) {
		g_string_append(out, address);
		return;
	}
	if (g_str_is_ascii(name) && habit < 8) {
		g_string_append_printf(out, "%s (%s)", address, name);
		return;
	}
	if (g_str_is_ascii(name) || habit < 23) {
		/* A comma or dot must be quoted; some mailers quote always. */
		const char *quote = strpbrk(text, ",.") || habit > 90 ? "\"" : "";

		g_string_append_printf(out, "%s%s%s", quote, text, quote);
	} else if (habit < 40) {
		const char *charset = languages[language].charset;
		gsize length;
		g_autofree char *bytes =
			g_convert(text, -1, charset, "utf-8", NULL, &length, NULL);

		if (bytes != NULL)
			append_encoded_word(out, charset, habit % 2, bytes, length);
		else
			append_encoded(out, true, text);
	} else {
		append_encoded(out, habit < 75, text);
	}
	g_string_append_printf(out, " <%s>", address);
}

static void
person_set(Generator *gen, Person *person, const char *mailbox, const char *name,
	const char *address)
{
	person->mailbox = g_string_chunk_insert(gen->strings, mailbox);
	person->name = g_string_chunk_insert_const(gen->strings, name);
	person->address = g_string_chunk_insert(gen->strings, address);
	person->host = strchr(person->address, '@') + 1;
	person->until = INT64_MAX;
}

/* An address made of the roman name, with `i` in it where another has it already. */
static void
append_address(Rng *rng, GString *out, const char *first, const char *last,
	GHashTable *taken, unsigned i)
{
	static const char joints[] = ".._-";
	unsigned habit = rng_below(rng, 6);
	size_t local;

	if (habit < 4)
		g_string_append_printf(out, "%s%c%s", first, joints[habit], last);
	else if (habit == 4)
		g_string_append_printf(out, "%c%s", first[0], last);
	else
		g_string_append_printf(out, "%s.%s", last, first);
	local = out->len;
	if (rng_below(rng, 4) == 0) {
		g_string_append_printf(
			out, "@%s", free_mail[rng_below(rng, G_N_ELEMENTS(free_mail))]);
	} else {
		/* Not in one call: C leaves open which argument would draw first. */
		g_string_append_printf(
			out, "@%s", companies[rng_skewed(rng, G_N_ELEMENTS(companies))]);
		g_string_append(
			out, company_ends[rng_below(rng, G_N_ELEMENTS(company_ends))]);
	}
	if (g_hash_table_contains(taken, out->str)) {
		g_autofree char *number = g_strdup_printf("%u", i);

		g_string_insert(out, local, number);
	}
}

static unsigned
draw_language(Rng *rng)
{
	unsigned x = rng_below(rng, 100), language = 0;

	while (language + 1 < N_LANGUAGES && x >= languages[language].share)
		x -= languages[language++].share;
	return language;
}

/* When they came into the user's life, where they live and what they write with. */
static void
person_settle(Rng *rng, Person *person, unsigned language)
{
	bool traveller = language == ENGLISH ? rng_chance(rng, 700) : rng_chance(rng, 150);

	person->language = language;
	person->offset =
		traveller
			? travelled_offsets[rng_below(rng, G_N_ELEMENTS(travelled_offsets))]
			: languages[language].offset;
	person->mailer = rng_below(rng, N_MAILERS);
	person->to_work = rng_chance(rng, 300);
	person->from = END - SPAN * 14 / 10 + SPAN * rng_below(rng, 1300) / 1000;
	person->until = person->from + SPAN * (150 + rng_below(rng, 1000)) / 1000;
}

static void
person_invent(Generator *gen, unsigned i, GHashTable *taken)
{
	Rng *rng = &gen->rng;
	unsigned language = draw_language(rng);
	Person *person = &gen->people[i];
	g_autoptr(GString) first = g_string_new(NULL);
	g_autoptr(GString) last = g_string_new(NULL);
	g_autoptr(GString) roman_first = g_string_new(NULL);
	g_autoptr(GString) roman_last = g_string_new(NULL);
	g_autoptr(GString) address = g_string_new(NULL);
	g_autoptr(GString) mailbox = g_string_new(NULL);
	g_autofree char *name = NULL;
	g_autofree char *reversed = NULL;

	pick_name(gen, rng, language, FIRST, first, roman_first);
	pick_name(gen, rng, language, LAST, last, roman_last);
	pick_name(gen, rng, language, LAST_ENDINGS, last, roman_last);
	if (language == ENGLISH && rng_chance(rng, 250))
		g_string_append_printf(first, " %c.", 'A' + (int)rng_below(rng, 26));
	append_address(rng, address, roman_first->str, roman_last->str, taken, i);
	reversed = g_strdup_printf(
		languages[language].joined ? "%s %s" : "%s, %s", last->str, first->str);
	name = languages[language].joined ? g_strdup(reversed)
					  : g_strdup_printf("%s %s", first->str, last->str);
	append_mailbox(rng, mailbox, language, name, reversed, address->str);
	person_set(gen, person, mailbox->str, name, address->str);
	person_settle(rng, person, language);
	g_hash_table_add(taken, (gpointer)person->address);
}

/* Each company has a few of the kinds. */
static void
robot_invent(Generator *gen, unsigned i)
{
	const char *company = companies[i / 6 % G_N_ELEMENTS(companies)];
	unsigned kind = i % G_N_ELEMENTS(robot_kinds);
	Person *robot = &gen->people[gen->robots + i];
	g_autofree char *name = g_strdup_printf("%c%s %s", g_ascii_toupper(company[0]),
		company + 1, robot_kinds[kind].name);
	g_autofree char *address = g_strdup_printf("%s@%s%s", robot_kinds[kind].local,
		company, i % 2 ? ".example" : "-mail.test");
	g_autofree char *mailbox = g_strdup_printf("%s <%s>", name, address);

	person_set(gen, robot, mailbox, name, address);
	robot->language = rng_chance(&gen->rng, 600) ? ENGLISH : draw_language(&gen->rng);
}

static void
list_invent(Generator *gen, unsigned i)
{
	Person *list = &gen->people[gen->lists + i];
	g_autofree char *address =
		i % 3 ? g_strdup_printf("%s@lists.example.org", list_names[i])
		      : g_strdup_printf(
				"%s@lists.%s.example", list_names[i], companies[i % 5]);
	g_autofree char *mailbox = g_strdup_printf("%s <%s>", list_names[i], address);

	person_set(gen, list, i % 4 ? address : mailbox, list_names[i], address);
	list->language = i % 5 ? ENGLISH : i % N_LANGUAGES;
}

static void
invent_people(Generator *gen)
{
	g_autoptr(GHashTable) taken = g_hash_table_new(g_str_hash, g_str_equal);

	gen->n_people = MAX(200, gen->n / 20);
	gen->user = gen->n_people;
	gen->user_at_work = gen->user + 1;
	gen->robots = gen->user + 2;
	gen->lists = gen->robots + N_ROBOTS;
	gen->n_all = gen->lists + G_N_ELEMENTS(list_names);
	gen->people = g_new0(Person, gen->n_all);
	for (uint32_t i = 0; i < gen->n_people; i++)
		person_invent(gen, i, taken);
	for (unsigned i = 0; i < N_ROBOTS; i++)
		robot_invent(gen, i);
	for (unsigned i = 0; i < G_N_ELEMENTS(list_names); i++)
		list_invent(gen, i);
	person_set(gen, &gen->people[gen->user], "Robin Marlowe <robin@marlowe.example>",
		"Robin Marlowe", "robin@marlowe.example");
	person_set(gen, &gen->people[gen->user_at_work],
		"\"Marlowe, Robin\" <robin.m@work.example>", "Robin Marlowe",
		"robin.m@work.example");
	for (uint32_t i = gen->user; i < gen->robots; i++) {
		gen->people[i].offset = 60;
		gen->people[i].mailer = MAILER_MUTT;
	}
}

static void
generator_free(Generator *gen)
{
	for (unsigned language = 0; language < N_LANGUAGES; language++)
		for (unsigned list = 0; list < N_VOCABULARY; list++)
			g_strfreev(gen->vocabulary[language][list]);
	g_string_free(gen->file, TRUE);
	g_string_free(gen->letter, TRUE);
	g_string_free(gen->text, TRUE);
	g_string_chunk_free(gen->strings);
	g_free(gen->people);
	g_free(gen);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Generator, generator_free)

static Generator *
generator_new(const char *directory, uint64_t n, uint64_t seed)
{
	Generator *gen = g_new0(Generator, 1);

	gen->directory = directory;
	gen->n = n;
	gen->seed = mix(seed);
	gen->rng.state = gen->seed;
	gen->file = g_string_sized_new(16384);
	gen->letter = g_string_sized_new(16384);
	gen->text = g_string_sized_new(8192);
	gen->strings = g_string_chunk_new(65536);
	for (unsigned language = 0; language < N_LANGUAGES; language++) {
		for (unsigned list = 0; list < N_VOCABULARY; list++) {
			char **words =
				g_strsplit(languages[language].vocabulary[list], " ", -1);

			gen->vocabulary[language][list] = words;
			gen->n_vocabulary[language][list] = g_strv_length(words);
		}
	}
	invent_people(gen);
	return gen;
}

static bool
is_user(const Generator *gen, uint32_t person)
{
	return person == gen->user || person == gen->user_at_work;
}

/* The user, under the address that `person` knows. */
static uint32_t
user_for(const Generator *gen, uint32_t person)
{
	return gen->people[person].to_work ? gen->user_at_work : gen->user;
}

/* Some correspondent who is about at the time; `shift` moves the favourites on, so that the
 * busiest on a list are not the user's friends. */
static uint32_t
draw_person(Generator *gen, int64_t now, uint32_t shift)
{
	uint32_t person = 0;

	for (unsigned try = 0; try < 12; try++) {
		person = (rng_skewed(&gen->rng, gen->n_people) + shift) % gen->n_people;
		if (gen->people[person].from <= now && now < gen->people[person].until)
			break;
	}
	return person;
}

/* The next time people are awake and, mostly, at work. Never earlier than `when`, so that
 * no reply comes before what it answers. */
static int64_t
waking_hours(Generator *gen, int64_t when, int offset)
{
	int64_t local = when + offset * 60;
	int64_t hour = local / 3600 % 24, weekday = (local / DAY + 4) % 7;
	int64_t later = when;

	if (hour < 7 && rng_chance(&gen->rng, 900))
		later += (7 - hour) * 3600 + rng_below(&gen->rng, 3 * 3600);
	if ((weekday == 0 || weekday == 6) && rng_chance(&gen->rng, 600))
		later += weekday == 6 ? 2 * DAY : DAY;
	return later < END ? later : when;
}

static void
add_recipient(Mail *mail, uint32_t person, bool to)
{
	if (person == mail->id.author)
		return;
	for (unsigned i = 0; i < mail->n_to; i++)
		if (mail->to[i] == person)
			return;
	for (unsigned i = 0; i < mail->n_cc; i++)
		if (mail->cc[i] == person)
			return;
	if (to && mail->n_to < MAX_TO)
		mail->to[mail->n_to++] = person;
	else if (!to && mail->n_cc < MAX_CC)
		mail->cc[mail->n_cc++] = person;
}

/* The address of the user that the mail is to, or NOBODY. */
static uint32_t
user_among(const Generator *gen, const Mail *mail)
{
	for (unsigned i = 0; i < mail->n_to; i++)
		if (is_user(gen, mail->to[i]))
			return mail->to[i];
	for (unsigned i = 0; i < mail->n_cc; i++)
		if (is_user(gen, mail->cc[i]))
			return mail->cc[i];
	return NOBODY;
}

static void
append_recipients(Generator *gen, GString *out, const char *header, const uint32_t *people,
	unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		g_string_append_printf(out, "%s%s",
			i == 0  ? header
			: i % 2 ? ", "
				: ",\n\t",
			gen->people[people[i]].mailbox);
	if (n > 0)
		g_string_append_c(out, '\n');
}

static void
append_subject(Generator *gen, GString *out, const Mail *mail)
{
	const Thread *thread = mail->thread;
	Rng rng = { thread->topic };
	g_autoptr(GString) text = g_string_new(NULL);

	if (mail->odd == ODD_EIGHT_BIT) {
		g_string_append(out, "Subject: Sch\xf6ne Gr\xfc\xdf"
				     "e vom See\n");
		return;
	}
	g_string_append(out, mail->odd == ODD_FOLDED ? "Subject:\n\t" : "Subject: ");
	if (thread->n_refs > 0)
		g_string_append(out, "Re: ");
	if (thread->list != NOBODY && thread->list % 3)
		g_string_append_printf(out, "[%s] ", gen->people[thread->list].name);
	for (unsigned left = 2 + rng_below(&rng, 5); left > 0; left--) {
		append_word(gen, &rng, text, thread->language);
		if (left > 1)
			g_string_append(
				text, languages[thread->language].joined ? "" : " ");
	}
	capitalize(text, 0);
	if (g_str_is_ascii(text->str) || rng_chance(&rng, 120))
		g_string_append(out, text->str);
	else
		append_encoded(out, rng_chance(&rng, 600), text->str);
	g_string_append_c(out, '\n');
}

static void
append_from(Generator *gen, GString *out, const Mail *mail)
{
	const Person *author = &gen->people[mail->id.author];

	if (mail->odd == ODD_EIGHT_BIT) {
		g_string_append_printf(
			out, "From: J\xf6rg F\xe4hrmann <%s>\n", author->address);
		return;
	}
	if (mail->odd == ODD_FOLDED) {
		g_string_append_printf(out, "From:\n \"A Name That\n Is Folded\"\n\t<%s>\n",
			author->address);
		return;
	}
	if (mail->odd != ODD_BROKEN_FROM) {
		g_string_append_printf(out, "From: %s\n", author->mailbox);
		return;
	}
	switch (mail->id.serial % 4) {
	case 0:
		g_string_append_printf(out, "From: \"Unclosed <%s>\n", author->address);
		break;
	case 1:
		g_string_append(out, "From: somebody at home\n");
		break;
	case 2:
		g_string_append_printf(out, "From: <%s\n", author->address);
		break;
	case 3:
		g_string_append(out, "From: @,;<>\n");
		break;
	}
}

static void
append_date_header(Generator *gen, GString *out, const Mail *mail)
{
	static const char *const absurd[] = { "Thu, 01 Jan 1970 00:00:00 +0000",
		"Sat, 19 Jul 2098 23:14:07 +0200", "Mon, 39 Foo 2016 25:61:00 +9999",
		"yesterday", "Tue, 4 Feb 16 9:05 PST", "" };

	if (mail->odd == ODD_NO_DATE)
		return;
	g_string_append(out, "Date: ");
	if (mail->odd == ODD_ABSURD_DATE)
		g_string_append(out, absurd[mail->id.serial % G_N_ELEMENTS(absurd)]);
	else
		append_date(out, mail->id.date, gen->people[mail->id.author].offset);
	g_string_append_c(out, '\n');
}

static void
append_ids(Generator *gen, GString *out, const Mail *mail)
{
	const Thread *thread = mail->thread;

	if (mail->odd != ODD_NO_ID) {
		g_string_append(
			out, mail->odd == ODD_FOLDED ? "Message-ID:\n " : "Message-ID: ");
		append_message_id(gen, out, &mail->id);
		g_string_append_c(out, '\n');
	}
	if (thread->n_refs == 0)
		return;
	g_string_append(out, "In-Reply-To: ");
	append_message_id(gen, out, &thread->refs[thread->n_refs - 1]);
	g_string_append(out, "\nReferences:");
	for (unsigned i = 0; i < thread->n_refs; i++) {
		g_string_append(out, i == 0 ? " " : "\n\t");
		append_message_id(gen, out, &thread->refs[i]);
	}
	g_string_append_c(out, '\n');
}

/* What the author wrote, under the beginning of what it answers. */
static void
compose_text(Generator *gen, const Mail *mail)
{
	const Thread *thread = mail->thread;
	const Person *author = &gen->people[mail->id.author];
	unsigned more = 1 + rng_skewed(&gen->rng, mail->robot ? 1600 : 2000);

	g_string_truncate(gen->text, 0);
	if (thread->n_refs > 0) {
		const Ref *parent = &thread->refs[thread->n_refs - 1];
		const Person *other = &gen->people[parent->author];

		g_string_append(gen->text, "On ");
		append_date(gen->text, parent->date, other->offset);
		g_string_append_printf(gen->text, ", %s wrote:\n", other->name);
		append_text(gen, gen->text, parent->serial, thread->language, "> ",
			150 + rng_below(&gen->rng, 250));
		g_string_append_c(gen->text, '\n');
	}
	append_text(gen, gen->text, mail->id.serial, thread->language, "", 420 + more);
	if (mail->robot)
		g_string_append_printf(gen->text, "\nhttps://www.%s/read/%u\n",
			author->host, rng_below(&gen->rng, 1000000));
	else
		g_string_append_printf(gen->text, "\n-- \n%s\n", author->name);
}

static void
append_part(Generator *gen, GString *out, const char *type, unsigned encoding)
{
	static const char *const names[] = { "8bit", "base64", "quoted-printable" };

	g_string_append_printf(out,
		"Content-Type: text/%s; charset=\"utf-8\"\n"
		"Content-Transfer-Encoding: %s\n\n",
		type, names[encoding]);
	if (encoding == 0)
		g_string_append_len(out, gen->text->str, gen->text->len);
	else if (encoding == 1)
		append_base64(out, gen->text->str, gen->text->len);
	else
		append_quoted_printable(out, gen->text->str);
}

/* The MIME headers and all that follows. */
static void
append_content(Generator *gen, GString *out, const Mail *mail)
{
	Mailer mailer = gen->people[mail->id.author].mailer;
	bool html =
		mail->newsletter || (mailer == MAILER_WEB && rng_chance(&gen->rng, 500));
	unsigned draw = rng_below(&gen->rng, 100);
	unsigned encoding = draw < 70 ? 0 : draw < 82 ? 1 : 2;
	uint64_t boundary = rng_next(&gen->rng);

	compose_text(gen, mail);
	g_string_append(out, "MIME-Version: 1.0\n");
	if (!html) {
		append_part(gen, out, "plain", encoding);
		return;
	}
	g_string_append_printf(out,
		"Content-Type: multipart/alternative;\n"
		"\tboundary=\"=_%016" PRIx64 "\"\n\n"
		"--=_%016" PRIx64 "\n",
		boundary, boundary);
	append_part(gen, out, "plain", encoding);
	g_string_append_printf(out, "\n--=_%016" PRIx64 "\n", boundary);
	g_string_prepend(gen->text, "<html><body style=\"font-family:serif\"><div><p>");
	g_string_append(gen->text, "</p></div></body></html>\n");
	append_part(gen, out, "html", 2);
	g_string_append_printf(out, "\n--=_%016" PRIx64 "--\n", boundary);
}

/* All that the author's own program writes: the same in every copy. */
static void
compose_letter(Generator *gen, const Mail *mail)
{
	static const char *const agents[] = { NULL, "User-Agent: Mutt/2.2.9 (2022-11-12)\n",
		"User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:102.0) "
		"Thunderbird/102.6.0\n",
		"X-Mailer: Office Mail 16.0\nX-MS-Has-Attach:\nX-MS-TNEF-Correlator:\n"
		"Accept-Language: en-GB, en-US\n",
		"User-Agent: Gnus/5.13 (Gnus v5.13) Emacs/28.2 (gnu/linux)\n" };
	const Person *author = &gen->people[mail->id.author];
	GString *out = gen->letter;

	g_string_truncate(out, 0);
	append_from(gen, out, mail);
	append_recipients(gen, out, "To: ", mail->to, mail->n_to);
	append_recipients(gen, out, "Cc: ", mail->cc, mail->n_cc);
	append_subject(gen, out, mail);
	append_date_header(gen, out, mail);
	append_ids(gen, out, mail);
	if (!mail->robot && agents[author->mailer] != NULL)
		g_string_append(out, agents[author->mailer]);
	if (author->mailer == MAILER_OFFICE) {
		g_string_append(out, "Thread-Index: ");
		append_blob(&gen->rng, out, 40);
		g_string_append_c(out, '\n');
	}
	append_content(gen, out, mail);
}

/* The hosts a message came through, first the sender's own machine. */
static unsigned
draw_route(Generator *gen, const Mail *mail, const char *list_host, char hops[MAX_HOPS][72])
{
	const Person *author = &gen->people[mail->id.author];
	Rng *rng = &gen->rng;
	unsigned n = 0;

	g_snprintf(hops[n++], sizeof hops[0], "%s-%u.%s", mail->robot ? "app" : "client",
		rng_below(rng, 40), author->host);
	if (rng_chance(rng, 400))
		g_snprintf(hops[n++], sizeof hops[0], "filter%u.%s", rng_below(rng, 9),
			author->host);
	g_snprintf(hops[n++], sizeof hops[0], "smtp.%s", author->host);
	if (rng_chance(rng, 400))
		g_snprintf(
			hops[n++], sizeof hops[0], "out%u.relay.test", rng_below(rng, 30));
	if (list_host != NULL)
		g_snprintf(hops[n++], sizeof hops[0], "%s", list_host);
	g_strlcpy(hops[n++], SERVER, sizeof hops[0]);
	g_strlcpy(hops[n++], "mail.marlowe.example", sizeof hops[0]);
	return n;
}

/* The Received headers, newest first: each hop takes seconds, rarely half an hour. */
static void
append_route(Generator *gen, GString *out, const Mail *mail, const char *list_host,
	const char *recipient)
{
	static const uint8_t networks[][3] = { { 192, 0, 2 }, { 198, 51, 100 },
		{ 203, 0, 113 } };
	Rng *rng = &gen->rng;
	char hops[MAX_HOPS][72];
	int64_t when[MAX_HOPS] = { mail->id.date };
	unsigned n = draw_route(gen, mail, list_host, hops);

	for (unsigned i = 1; i < n; i++)
		when[i] = when[i - 1] + rng_below(rng, 4) +
			  (rng_chance(rng, 10) ? rng_below(rng, 1800) : 0);
	for (unsigned i = n - 1; i > 0; i--) {
		const uint8_t *network = networks[rng_below(rng, G_N_ELEMENTS(networks))];

		g_string_append_printf(out,
			"Received: from %s (%s [%u.%u.%u.%u])\n\tby %s (Postfix) with "
			"ESMTPS id ",
			hops[i - 1], hops[i - 1], network[0], network[1], network[2],
			1 + rng_below(rng, 254), hops[i]);
		append_digits(out, rng_next(rng), 11, 36);
		g_string_append_printf(out,
			"\n\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384)\n\tfor "
			"<%s>; ",
			recipient);
		append_date(out, MIN(when[i], END), i + 2 < n ? 0 : 60);
		g_string_append_c(out, '\n');
	}
}

static void
append_dkim(
	Generator *gen, GString *out, const char *header, const char *host, int64_t date)
{
	g_string_append_printf(out,
		"%s a=rsa-sha256; c=relaxed/relaxed; d=%s;\n\ts=s%u; t=%" PRId64
		";\n\th=from:to:cc:subject:date:message-id:mime-version:content-type:\n"
		"\t in-reply-to:references; bh=",
		header, host, 2010 + rng_below(&gen->rng, 10), date);
	append_blob(&gen->rng, out, 43);
	g_string_append(out, "=;\n\tb=");
	append_blob(&gen->rng, out, 342);
	g_string_append(out, "==\n");
}

static void
append_arc(Generator *gen, GString *out, int64_t date)
{
	g_string_append_printf(out,
		"ARC-Seal: i=1; a=rsa-sha256; t=%" PRId64
		"; cv=none; d=relay.test; s=arc-20160816;\n\tb=",
		date);
	append_blob(&gen->rng, out, 342);
	g_string_append(out, "==\n");
	append_dkim(gen, out, "ARC-Message-Signature: i=1;", "relay.test", date);
	g_string_append(out,
		"ARC-Authentication-Results: i=1; relay.test;\n\tdkim=pass; spf=pass; "
		"dmarc=pass (p=NONE)\n");
}

/* What the servers between the author and the user put on top. */
static void
append_transport(Generator *gen, GString *out, const Mail *mail, Copy copy)
{
	const Person *author = &gen->people[mail->id.author];
	const Person *list = copy == COPY_LIST ? &gen->people[mail->thread->list] : NULL;
	uint32_t user = user_among(gen, mail);
	const char *to = gen->people[user != NOBODY ? user : gen->user].address;
	const char *result = rng_chance(&gen->rng, 20) ? "fail" : "pass";

	if (list != NULL)
		g_string_append_printf(
			out, "Return-Path: <%s-bounces@%s>\n", list->name, list->host);
	else if (mail->robot)
		g_string_append_printf(out, "Return-Path: <bounces+%" PRIu64 "@%s>\n",
			mail->id.serial, author->host);
	else
		g_string_append_printf(out, "Return-Path: <%s>\n", author->address);
	g_string_append_printf(out, "X-Original-To: %s\nDelivered-To: %s\n", to, to);
	append_route(gen, out, mail, list ? list->host : NULL, to);
	if (rng_chance(&gen->rng, 300))
		append_arc(gen, out, mail->id.date);
	g_string_append_printf(out,
		"Authentication-Results: " SERVER ";\n\tdkim=%s header.d=%s header.s=s1;\n"
		"\tspf=pass (" SERVER
		": domain of %s designates\n\t198.51.100.7 as permitted "
		"sender) smtp.mailfrom=%s;\n\tdmarc=%s (policy=none) header.from=%s\n",
		result, author->host, author->address, list ? list->host : author->host,
		result, author->host);
	if (rng_chance(&gen->rng, 850))
		append_dkim(gen, out, "DKIM-Signature: v=1;", author->host, mail->id.date);
	for (unsigned i = 0; i < G_N_ELEMENTS(noise); i++) {
		if (rng_chance(&gen->rng, 550))
			continue;
		g_string_append(out, noise[i].text);
		append_blob(&gen->rng, out, noise[i].blob);
		g_string_append_c(out, '\n');
	}
}

static void
append_list_headers(GString *out, const Person *list)
{
	const char *name = list->name, *host = list->host;

	g_string_append_printf(out,
		"Sender: %s-bounces@%s\nPrecedence: list\nX-BeenThere: %s\n"
		"X-Mailman-Version: 2.1.39\nList-Id: %s subscribers <%s.%s>\n",
		name, host, list->address, name, name, host);
	g_string_append_printf(out,
		"List-Unsubscribe: <https://%s/options/%s>,\n"
		"\t<mailto:%s-request@%s?subject=unsubscribe>\n"
		"List-Archive: <https://%s/archive/%s/>\nList-Post: <mailto:%s>\n",
		host, name, name, host, host, name, list->address);
}

static void
append_robot_headers(Generator *gen, GString *out, const Mail *mail)
{
	const Person *robot = &gen->people[mail->id.author];
	unsigned campaign = rng_below(&gen->rng, 100000);

	if (!mail->newsletter) {
		g_string_append(out, "Auto-Submitted: auto-generated\n"
				     "X-Auto-Response-Suppress: All\n");
		return;
	}
	g_string_append_printf(out,
		"List-Unsubscribe: "
		"<https://www.%s/unsubscribe/%u>,\n\t<mailto:leave-%u@%s>\n"
		"List-Unsubscribe-Post: List-Unsubscribe=One-Click\n"
		"Feedback-ID: %u:%u:news:%s\nPrecedence: bulk\n",
		robot->host, campaign, campaign, robot->host, campaign, campaign % 97,
		robot->host);
}

/* Large stores keep a folder for each year, so that no directory grows huge. */
static char *
folder_path(const Generator *gen, const char *folder, int year)
{
	if (gen->n >= SPREAD_FROM && year < 2026)
		return g_strdup_printf("%s/mail/%s.%d", gen->directory, folder, year);
	return g_strdup_printf("%s/mail/%s", gen->directory, folder);
}

/* Old mail is read, sometimes flagged; some of the new is not. */
static const char *
draw_flags(Generator *gen, const Mail *mail, Copy copy)
{
	unsigned unread = mail->id.date > END - 30 * DAY ? 300 : 20;

	if (copy != COPY_SENT && rng_chance(&gen->rng, unread))
		return "";
	return rng_chance(&gen->rng, 20) ? "FS" : "S";
}

/* Writes gen->file into a folder. Not g_file_set_contents(), which would sync the disk for
 * each message. */
static bool
store_file(Generator *gen, const Mail *mail, const char *folder, Copy copy, GError **error)
{
	time_t date = mail->id.date;
	struct tm tm;
	g_autofree char *directory =
		folder_path(gen, folder, gmtime_r(&date, &tm)->tm_year + 1900);
	unsigned micros = rng_below(&gen->rng, 1000000);
	const char *flags = draw_flags(gen, mail, copy);
	g_autofree char *path = g_strdup_printf("%s/cur/%" PRId64 ".M%06uQ%" PRIu64
						".mail,S=%" G_GSIZE_FORMAT ":2,%s",
		directory, mail->id.date, micros, mail->id.serial, gen->file->len, flags);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
	bool written = fd >= 0 &&
		       write(fd, gen->file->str, gen->file->len) == (ssize_t)gen->file->len;
	int saved = errno;

	if (fd >= 0)
		close(fd);
	if (!written)
		g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(saved), "%s: %s",
			path, g_strerror(saved));
	return written;
}

/* One copy of the composed letter, with the headers of its way. */
static bool
store_copy(Generator *gen, const Mail *mail, const char *folder, Copy copy, GError **error)
{
	g_string_truncate(gen->file, 0);
	if (copy != COPY_SENT)
		append_transport(gen, gen->file, mail, copy);
	if (copy == COPY_LIST)
		append_list_headers(gen->file, &gen->people[mail->thread->list]);
	if (mail->robot)
		append_robot_headers(gen, gen->file, mail);
	g_string_append_len(gen->file, gen->letter->str, gen->letter->len);
	return store_file(gen, mail, folder, copy, error);
}

static Mail
mail_begin(Generator *gen, const Thread *thread, uint32_t author)
{
	Mail mail = { .thread = thread, .id.author = author, .id.serial = ++gen->serial };

	mail.id.date = thread->due;
	if (author < gen->robots)
		mail.id.date = waking_hours(gen, thread->due, gen->people[author].offset);
	if (!is_user(gen, author) && rng_chance(&gen->rng, 6))
		mail.odd = 1 + rng_below(&gen->rng, N_ODDITIES - 1);
	return mail;
}

/* An open thread of the pool whose next message is due, taken out; or false. */
static bool
pool_take(Generator *gen, Pool *pool, int64_t now, Thread *ret_thread)
{
	for (unsigned try = 0; try < 8 && pool->n > 0; try++) {
		Thread *thread = &pool->open[rng_below(&gen->rng, pool->n)];

		if (thread->due > now)
			continue;
		*ret_thread = *thread;
		*thread = pool->open[--pool->n];
		return true;
	}
	return false;
}

/* Opens the thread again for the answer to `id`, hours to weeks later; `octaves` sets how
 * late. When all places are taken, some other thread falls silent. */
static void
pool_put(Generator *gen, Pool *pool, Thread *thread, const Ref *id, unsigned octaves)
{
	uint32_t delay = 600 << rng_below(&gen->rng, octaves);

	if (thread->left == 0)
		return;
	thread->left--;
	if (thread->n_refs == MAX_REFS) {
		memmove(&thread->refs[1], &thread->refs[2], (MAX_REFS - 2) * sizeof(Ref));
		thread->n_refs--;
	}
	thread->refs[thread->n_refs++] = *id;
	thread->due = id->date + delay + rng_below(&gen->rng, delay);
	if (pool->n < MAX_OPEN)
		pool->open[pool->n++] = *thread;
	else
		pool->open[rng_below(&gen->rng, MAX_OPEN)] = *thread;
}

static Thread
thread_begin(Generator *gen, int64_t now, unsigned language)
{
	return (Thread){ .due = now,
		.topic = rng_next(&gen->rng),
		.list = NOBODY,
		.language = language };
}

static bool
post_robot(Generator *gen, int64_t now, GError **error)
{
	uint32_t author = gen->robots + rng_skewed(&gen->rng, N_ROBOTS);
	Thread thread = thread_begin(gen, now, gen->people[author].language);
	Mail mail = mail_begin(gen, &thread, author);

	mail.robot = true;
	mail.newsletter =
		robot_kinds[(author - gen->robots) % G_N_ELEMENTS(robot_kinds)].newsletter;
	add_recipient(&mail, gen->user, true);
	compose_letter(gen, &mail);
	return store_copy(gen, &mail, "inbox", COPY_DIRECT, error);
}

/* Half of those who answer have written in the thread before. */
static uint32_t
draw_poster(Generator *gen, const Thread *thread)
{
	uint32_t author = draw_person(
		gen, thread->due, gen->n_people / 3 + 13 * (thread->list - gen->lists));

	if (thread->n_refs > 1 && rng_chance(&gen->rng, 500))
		author = thread->refs[rng_below(&gen->rng, thread->n_refs - 1)].author;
	return is_user(gen, author) ? draw_person(gen, thread->due, 0) : author;
}

/* To the list; or to the one who is answered, with the list beside. Who answers the user
 * does the latter, and whoever joins later may keep the user in Cc. */
static void
address_post(Generator *gen, const Thread *thread, Mail *mail)
{
	if (thread->n_refs > 0) {
		uint32_t parent = thread->refs[thread->n_refs - 1].author;

		if (is_user(gen, parent) || rng_chance(&gen->rng, 600))
			add_recipient(mail, parent, true);
	}
	add_recipient(mail, thread->list, mail->n_to == 0);
	if (thread->user_wrote && !is_user(gen, mail->id.author) &&
		user_among(gen, mail) == NOBODY && rng_chance(&gen->rng, 150))
		add_recipient(mail, gen->user, false);
}

/* A post's files: from the list and, where the user was named, perhaps directly as well;
 * the user's own is in the sent folder and may come back from the list. */
static bool
store_post(Generator *gen, const Mail *mail, bool by_user, GError **error)
{
	if (by_user)
		return store_copy(gen, mail, "sent", COPY_SENT, error) &&
		       (rng_chance(&gen->rng, 650) ||
			       store_copy(gen, mail, "lists", COPY_LIST, error));
	if (!store_copy(gen, mail, "lists", COPY_LIST, error))
		return false;
	/* Without a Message-ID the two files would be two messages. */
	return user_among(gen, mail) == NOBODY || rng_chance(&gen->rng, 600) ||
	       mail->odd == ODD_NO_ID || store_copy(gen, mail, "inbox", COPY_DIRECT, error);
}

static bool
post_to_list(Generator *gen, int64_t now, bool by_user, GError **error)
{
	Pool *pool = &gen->pools[POOL_LIST];
	Thread thread;
	Mail mail;

	if (!pool_take(gen, pool, now, &thread)) {
		uint32_t list =
			gen->lists + rng_skewed(&gen->rng, G_N_ELEMENTS(list_names));

		thread = thread_begin(gen, now, gen->people[list].language);
		thread.list = list;
		if (rng_chance(&gen->rng, 550))
			thread.left = 1 + rng_skewed(&gen->rng, 40);
	} else if (rng_chance(&gen->rng, 250)) {
		/* Answers an earlier message than the last: the thread branches. */
		thread.n_refs = 1 + rng_below(&gen->rng, thread.n_refs);
	}
	mail = mail_begin(gen, &thread, by_user ? gen->user : draw_poster(gen, &thread));
	address_post(gen, &thread, &mail);
	compose_letter(gen, &mail);
	if (!store_post(gen, &mail, by_user, error))
		return false;
	thread.user_wrote |= by_user;
	thread.left += by_user && rng_chance(&gen->rng, 500);
	pool_put(gen, pool, &thread, &mail.id, 9);
	return true;
}

/* Some have several partners; a few that the user receives go to a crowd. */
static Thread
private_begin(Generator *gen, int64_t now, bool by_user)
{
	uint32_t first = draw_person(gen, now, 0);
	Thread thread = thread_begin(gen, now, gen->people[first].language);

	thread.people[thread.n_people++] = first;
	if (rng_chance(&gen->rng, 150))
		for (unsigned more = 1 + rng_below(&gen->rng, 3); more > 0; more--)
			thread.people[thread.n_people++] = draw_person(gen, now, 0);
	if (!by_user && rng_chance(&gen->rng, 60))
		thread.crowd = 25 + rng_below(&gen->rng, 25);
	if (rng_chance(&gen->rng, 400))
		thread.left = 1 + rng_skewed(&gen->rng, 14);
	return thread;
}

static void
address_private(Generator *gen, const Thread *thread, Mail *mail, bool by_user)
{
	uint32_t user = user_for(gen, thread->people[0]);
	bool several = rng_chance(&gen->rng, 500);

	if (by_user && thread->n_refs > 0)
		add_recipient(mail, thread->refs[thread->n_refs - 1].author, true);
	else if (!by_user && thread->n_people > 1 && rng_chance(&gen->rng, 300))
		add_recipient(mail, thread->people[1], true);
	else if (!by_user)
		add_recipient(mail, user, true);
	for (unsigned i = 0; i < thread->n_people; i++)
		add_recipient(mail, thread->people[i], several || mail->n_to == 0);
	if (!by_user)
		add_recipient(mail, user, mail->n_to == 0);
	for (unsigned i = 0; thread->n_refs == 0 && i < thread->crowd; i++)
		add_recipient(mail, draw_person(gen, thread->due, i), true);
}

static bool
post_private(Generator *gen, int64_t now, bool by_user, GError **error)
{
	Thread thread;
	Mail mail;
	uint32_t author;
	bool user_next;

	if (!pool_take(gen, &gen->pools[by_user ? POOL_SENT : POOL_RECEIVED], now, &thread))
		thread = private_begin(gen, now, by_user);
	author = thread.people[rng_skewed(&gen->rng, thread.n_people)];
	if (by_user)
		author = user_for(gen, thread.people[0]);
	mail = mail_begin(gen, &thread, author);
	address_private(gen, &thread, &mail, by_user);
	compose_letter(gen, &mail);
	if (!store_copy(gen, &mail, by_user ? "sent" : "inbox",
		    by_user ? COPY_SENT : COPY_DIRECT, error))
		return false;
	if (rng_chance(&gen->rng, 7) &&
		!store_file(gen, &mail, "archive", COPY_DIRECT, error))
		return false;
	user_next = rng_chance(&gen->rng, by_user ? 100 : 600);
	pool_put(gen, &gen->pools[user_next ? POOL_SENT : POOL_RECEIVED], &thread, &mail.id,
		12);
	return true;
}

/* The i-th moment of the sweep: x(3 - x)/2 of the years, x = i/n as a fraction of 2^30.
 * Thus there is three times as much mail at their end as at their beginning. */
static int64_t
clock_at(Generator *gen, uint64_t i)
{
	uint64_t one = UINT64_C(1) << 30;
	uint64_t x = (i * one + rng_below(&gen->rng, one)) / gen->n;
	uint64_t passed = x * (3 * one - x) / 2 / one;

	return END - SPAN + (int64_t)(passed * SPAN / one);
}

static bool
generate(Generator *gen, GError **error)
{
	for (uint64_t i = 0; i < gen->n; i++) {
		int64_t now = clock_at(gen, i);
		unsigned kind = rng_below(&gen->rng, 1000);
		bool done;

		if (kind < 350)
			done = post_to_list(gen, now, false, error);
		else if (kind < 550)
			done = post_robot(gen, now, error);
		else if (kind < 800)
			done = post_private(gen, now, false, error);
		else if (kind < 985)
			done = post_private(gen, now, true, error);
		else
			done = post_to_list(gen, now, true, error);
		if (!done)
			return false;
	}
	return true;
}

static bool
make_folders(const Generator *gen, GError **error)
{
	static const char *const folders[] = { "inbox", "sent", "lists", "archive" };
	static const char *const parts[] = { "cur", "new", "tmp" };

	for (unsigned i = 0; i < G_N_ELEMENTS(folders) * G_N_ELEMENTS(parts); i++) {
		for (int year = gen->n < SPREAD_FROM ? 2026 : 2011; year <= 2026; year++) {
			g_autofree char *folder = folder_path(gen, folders[i / 3], year);
			g_autofree char *path =
				g_build_filename(folder, parts[i % 3], NULL);

			if (g_mkdir_with_parents(path, 0700) == 0)
				continue;
			g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno),
				"%s: %s", path, g_strerror(errno));
			return false;
		}
	}
	return true;
}

static bool
write_config(const Generator *gen, GError **error)
{
	g_autofree char *path = g_build_filename(gen->directory, "notmuch-config", NULL);
	g_autofree char *text = g_strdup_printf("[database]\npath=%s/mail\n\n"
						"[user]\nname=Robin Marlowe\n"
						"primary_email=robin@marlowe.example\n"
						"other_email=robin.m@work.example;\n\n"
						"[new]\ntags=unread;inbox;\n\n"
						"[search]\nexclude_tags=deleted;spam;\n\n"
						"[maildir]\nsynchronize_flags=true\n",
		gen->directory);

	return g_file_set_contents(path, text, -1, error);
}

static bool
run(const char *directory, uint64_t n, uint64_t seed, GError **error)
{
	g_autofree char *absolute = g_canonicalize_filename(directory, NULL);
	g_autofree char *mail = g_build_filename(absolute, "mail", NULL);
	g_autoptr(Generator) gen = generator_new(absolute, n, seed);

	if (g_file_test(mail, G_FILE_TEST_EXISTS)) {
		/* Added to another store, it would not be the same store twice. */
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_EXIST, "%s is there already",
			mail);
		return false;
	}
	return make_folders(gen, error) && write_config(gen, error) && generate(gen, error);
}

int
main(int argc, char *argv[])
{
	g_autoptr(GError) error = NULL;
	uint64_t n, seed = 1;

	if (argc < 3 || argc > 4 ||
		!g_ascii_string_to_unsigned(argv[2], 10, 1, 100000000, &n, NULL) ||
		(argc == 4 && !g_ascii_string_to_unsigned(
				      argv[3], 10, 0, UINT64_MAX, &seed, NULL))) {
		g_printerr("usage: generate DIR N [SEED]\n");
		return 64;
	}
	if (!run(argv[1], n, seed, &error)) {
		g_printerr("generate: %s\n", error->message);
		return 74;
	}
	return 0;
}
