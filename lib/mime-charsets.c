#include "lib/mime.h"

static const char *const charsets[] = { "big5", "cp866", "euc-kr", "gb18030", "gb2312",
	"gbk", "iso-2022-jp", "iso-8859-1", "iso-8859-2", "iso-8859-5", "iso-8859-7",
	"iso-8859-8", "iso-8859-9", "iso-8859-15", "koi8-r", "koi8-u", "shift_jis",
	"windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254",
	"windows-1255", "windows-1256" };

struct MimeCharsets {
	GIConv converters[G_N_ELEMENTS(charsets)];
};

MimeCharsets *
mime_hold_charsets(void)
{
	MimeCharsets *held = g_new(MimeCharsets, 1);

	for (gsize i = 0; i < G_N_ELEMENTS(charsets); i++)
		held->converters[i] = g_iconv_open("UTF-8", charsets[i]);
	return held;
}

void
mime_release_charsets(MimeCharsets *held)
{
	if (held == NULL)
		return;
	/* Where a system lacks one, there is nothing to close. */
	for (gsize i = 0; i < G_N_ELEMENTS(charsets); i++)
		if (held->converters[i] != (GIConv)-1)
			g_iconv_close(held->converters[i]);
	g_free(held);
}
