#pragma once

#include <glib.h>

/* Text without case and marks, for finding what is typed in much text. */
typedef struct Folder Folder;

Folder *folder_new(void);
void folder_free(Folder *folder);

/* NFKD of `text`, case-folded, without marks; "" if it is not valid UTF-8. It may be `text`
 * itself, and else is in `buffer`, the contents of which go. */
const char *folder_fold(Folder *folder, GString *buffer, const char *text);
