#pragma once

#include "lib/store/json.h"

/* What the files that read an export share. */

typedef struct {
	Store *store;
	int64_t contact; /* whose members are being read */
	guint contacts;
} Import;

typedef bool (*ReadValue)(Import *import, const JsonValue *value, GError **error);

/* CADENCE_ERROR_DATA; always false, so that it can be returned. */
bool import_refuse(GError **error, const char *why);

/* Reads each element of an array; a failure tells which: "contacts[3]: notes[0]: …". */
bool import_each(Import *import, GHashTable *members, const char *name, ReadValue read,
	GError **error);

/* Normalized, whoever wrote the document. New; NULL if it is no address. */
char *import_email(const char *text, GError **error);

/* A contact with all that the user entered about it. */
bool import_contact(Import *import, const JsonValue *value, GError **error);
