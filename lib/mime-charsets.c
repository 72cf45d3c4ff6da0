#include "lib/mime.h"

void
mime_hold_charsets(void)
{
	static const char *const charsets[] = { "big5", "cp866", "euc-kr", "gb18030",
		"gb2312", "gbk", "iso-2022-jp", "iso-8859-1", "iso-8859-2", "iso-8859-5",
		"iso-8859-7", "iso-8859-8", "iso-8859-9", "iso-8859-15", "koi8-r", "koi8-u",
		"shift_jis", "windows-1250", "windows-1251", "windows-1252", "windows-1253",
		"windows-1254", "windows-1255", "windows-1256" };

	for (gsize i = 0; i < G_N_ELEMENTS(charsets); i++)
		g_iconv_open("UTF-8", charsets[i]); /* never closed: that is the point */
}
