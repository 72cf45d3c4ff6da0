#pragma once

#include "plugin/anchor.h"

/* Says on standard error what the user should know of the draft to `contact`: which letter
 * it answers if it `is_reply`, and at which address. */
void reply_warn(const Anchor *anchor, const Contact *contact, bool is_reply);
