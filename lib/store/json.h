#pragma once

#include "lib/store/private.h"

/* JSON as SQLite reads it, which is strict and bounds its depth. Failures are
 * CADENCE_ERROR_DATA and name the member. */

typedef struct {
	char *type; /* "object", "array", "text", "integer", "real", "true", "null" … */
	char *text; /* the string; of others their JSON */
	int64_t integer;
	double real;
} JsonValue;

/* The members of the object that is the whole of `document`, by name; NULL if it is none.
 * New GHashTable of JsonValue. */
GHashTable *json_document(Store *store, const char *document, GError **error);

/* The members of an object within it. */
GHashTable *json_members(Store *store, const JsonValue *value, GError **error);

/* The elements of member `name`, an array. New GPtrArray of JsonValue; empty if absent. */
GPtrArray *json_elements(
	Store *store, GHashTable *members, const char *name, GError **error);

/* An element that is a string, borrowed from `value`; NULL if it is none. */
const char *json_string(const JsonValue *value, GError **error);

/* The string, borrowed from `members`; NULL if it is none. */
const char *json_text(GHashTable *members, const char *name, GError **error);

/* The same, but `*ret_text` is NULL for null and for an absent member. */
bool json_text_or_null(
	GHashTable *members, const char *name, const char **ret_text, GError **error);

/* Whether it is there, and not null. */
bool json_has(GHashTable *members, const char *name);

bool json_bool(GHashTable *members, const char *name, bool *ret_bool, GError **error);

/* A whole number from `min` to `max`. */
bool json_integer(GHashTable *members, const char *name, int64_t min, int64_t max,
	int64_t *ret_integer, GError **error);

bool json_real(GHashTable *members, const char *name, double *ret_real, GError **error);

/* Seconds within the years 1 to 9999; WHEN_NEVER for null and for an absent member. */
bool json_instant_or_never(
	GHashTable *members, const char *name, Instant *ret_instant, GError **error);

/* The same, but it must be there. */
bool json_instant(
	GHashTable *members, const char *name, Instant *ret_instant, GError **error);
