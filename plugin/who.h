#pragma once

#include "lib/contact.h"
#include "lib/session.h"
#include "plugin/print.h"

/* The one contact that `who` means, "-" whoever wrote (or, of the user's own, got) the
 * message on standard input; new; else NULL and CADENCE_ERROR_USAGE: "nobody is called …"
 * with how to track, or the candidates, a line each. */
Contact *who_find(Store *store, const char *who, GError **error);

/* The same, or the bare address of nobody: a contact that is in no store (id 0), called by
 * its address. The user's own is refused. */
Contact *who_find_person(Session *session, const char *who, GError **error);

/* CADENCE_ERROR_USAGE, naming those there are, unless there is a class `name`. NULL passes:
 * no class was asked for. */
bool who_check_class(Store *store, const char *name, GError **error);

/* JSON's {"id","name","class","addresses":[…]}. */
void who_print(Printer *printer, const Contact *contact);

/* Recomputes clocks after a change the user made. If the notmuch database cannot be asked
 * just now, the next run of the indexer finishes the work: no failure. */
bool who_refresh(Session *session, GError **error);
