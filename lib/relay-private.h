#pragma once

#include "lib/relay.h"

/* Patterns with '*' and '?', of which one must match. */
typedef GPtrArray Globs; /* of GPatternSpec */

/* What one header must look like. */
typedef struct {
	char *header; /* lower case */
	Globs *globs;
} RelayTest;

/* One group of the file. */
typedef struct {
	char *group;
	Globs *from;      /* the address */
	Globs *from_name; /* or NULL */
	GPtrArray *tests; /* of RelayTest: all must hold */
	RelayKind kind;
	char *name; /* "from-name" or the header with the name, lower case; or NULL */
	GRegex *name_pattern; /* whose first group is the name, or NULL */
	char *address;        /* the header with the address, lower case; or NULL */
	Channel channel;
	bool counts;
	char *dkim;
} RelayRule;

struct Relays {
	GPtrArray *rules;    /* of RelayRule, in the order in which they are tried */
	GHashTable *aliases; /* normalized address to normalized address */
	char *fingerprint;
};

void relay_rule_free(RelayRule *rule);

/* One key file that was read, and what it is called. */
typedef struct {
	char *path;
	GKeyFile *keys;
} RelayFile;

/* The rule that `group` is, of which the last of `files` (of RelayFile) that has a key
 * decides. *ret_rule is NULL if it is not enabled. */
bool relay_rule_read(
	const GPtrArray *files, const char *group, RelayRule **ret_rule, GError **error);

/* CADENCE_ERROR_CONFIG: `problem` with `key` of `group` in the file that decides it. Always
 * false. */
bool relay_fail(const GPtrArray *files, const char *group, const char *key,
	const char *problem, GError **error);

/* The value of a key without blanks around, new; NULL if no file has it. */
char *relay_value(const GPtrArray *files, const char *group, const char *key);
