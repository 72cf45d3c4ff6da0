#pragma once

#include "lib/letter.h"

/* What of this module needs GMime; the functions are those of letter.h. */
typedef struct {
	Letter *(*read)(const char *path, GError **error);
	char *(*calendar)(const char *path, GError **error);
	Report *(*report)(const char *path, GError **error);
	char *(*write)(const Draft *draft, GError **error);
} LetterReader;

/* Linked in where it is always needed, else exported by the shared object MIME_OBJECT. */
extern const LetterReader letter_reader;

Letter *letter_file_read(const char *path, GError **error);
char *letter_file_calendar(const char *path, GError **error);
Report *letter_file_report(const char *path, GError **error);
char *letter_draft_write(const Draft *draft, GError **error);
