#pragma once

#include <stdbool.h>

/* Whether `email` is the address of an office or a robot, whoever answers there: "info",
 * "sales.de", "kundenservice2", "no-reply", in many languages. */
bool role_is(const char *email);
