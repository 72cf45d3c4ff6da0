#include <gmime/gmime.h>

#include "lib/mime.h"

/* The legacy character sets of mail; UTF-8 and ASCII need no table. */
static const char *const names[] = { "iso-8859-1", "iso-8859-2", "iso-8859-5", "iso-8859-7",
	"iso-8859-9", "iso-8859-15", "windows-1250", "windows-1251", "windows-1252",
	"koi8-r", "koi8-u", "iso-2022-jp", "euc-jp", "shift_jis", "gb2312", "gb18030",
	"big5", "euc-kr" };

struct MimeCharsets {
	iconv_t open[G_N_ELEMENTS(names)];
};

MimeCharsets *
mime_charsets_hold(void)
{
	MimeCharsets *charsets = g_new(MimeCharsets, 1);

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		charsets->open[i] = g_mime_iconv_open("UTF-8", names[i]);
	return charsets;
}

void
mime_charsets_release(MimeCharsets *charsets)
{
	if (charsets == NULL)
		return;
	/* A system may lack some: reading then shows what it can. */
	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		if (charsets->open[i] != (iconv_t)-1)
			g_mime_iconv_close(charsets->open[i]);
	g_free(charsets);
}
