#pragma once

#include "plugin/draft.h"

/* `subject` without "Re: " and the like. New. */
char *draft_bare_subject(const char *subject);

/* The values of a template's variables. */
typedef struct {
	char *of[N_VARIABLES];
} DraftValues;

void draft_values_clear(DraftValues *values);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DraftValues, draft_values_clear)

void draft_values_init(DraftValues *ret_values, const DraftSource *source);

/* Appends who wrote the anchor when, and what they wrote, to `body`. */
void draft_quote(GString *body, const DraftSource *source);
