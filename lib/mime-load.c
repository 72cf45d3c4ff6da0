#include "lib/mime-private.h"
#include "lib/object.h"

#pragma weak mime_reader

static const MimeReader *
find(GError **error)
{
	return &mime_reader != NULL
		       ? &mime_reader
		       : object_load(MIME_OBJECT, "mime_reader", "read mail", error);
}

const MimeReader *
mime_load(GError **error)
{
	static GMutex mutex;
	static const MimeReader *ready; /* atomic: all threads read it */
	const MimeReader *reader = g_atomic_pointer_get(&ready);

	if (reader != NULL)
		return reader;
	g_mutex_lock(&mutex);
	reader = ready != NULL ? ready : find(error);
	if (reader != NULL && ready == NULL)
		reader->init();
	g_atomic_pointer_set(&ready, reader);
	g_mutex_unlock(&mutex);
	return reader;
}

bool
mime_init(GError **error)
{
	return mime_load(error) != NULL;
}
