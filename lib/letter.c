#include "lib/letter.h"

#include "lib/letter-reader.h"
#include "lib/object.h"

#pragma weak letter_reader

static const LetterReader *
load(GError **error)
{
	if (!mime_init(error))
		return NULL;
	return &letter_reader != NULL
		       ? &letter_reader
		       : object_load(MIME_OBJECT, "letter_reader", "read mail", error);
}

Letter *
letter_read(const char *path, GError **error)
{
	const LetterReader *reader = load(error);

	return reader != NULL ? reader->read(path, error) : NULL;
}

char *
letter_calendar(const char *path, GError **error)
{
	const LetterReader *reader = load(error);

	return reader != NULL ? reader->calendar(path, error) : NULL;
}

Report *
letter_report(const char *path, GError **error)
{
	const LetterReader *reader = load(error);

	return reader != NULL ? reader->report(path, error) : NULL;
}

char *
letter_write(const Draft *draft, GError **error)
{
	const LetterReader *reader = load(error);

	return reader != NULL ? reader->write(draft, error) : NULL;
}

void
letter_free(Letter *letter)
{
	g_free(letter->subject);
	g_free(letter->message_id);
	g_strfreev(letter->references);
	g_ptr_array_unref(letter->from);
	g_ptr_array_unref(letter->reply_to);
	g_ptr_array_unref(letter->to);
	g_ptr_array_unref(letter->cc);
	g_free(letter->text);
	g_free(letter);
}
