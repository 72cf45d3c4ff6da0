#pragma once

#include <glib.h>

/* What a delivery report says. */
typedef struct {
	char *original;    /* Message-ID of the mail it is about, or NULL */
	GPtrArray *failed; /* of char *: the normalized addresses which that cannot reach,
			    * as far as the report names them; not those where it is only
			    * late */
} Report;

/* NULL is allowed. */
void report_free(Report *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Report, report_free)
