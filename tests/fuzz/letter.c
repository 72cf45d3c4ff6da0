#include "lib/letter.h"

#include <stdint.h>
#include <string.h>

#include "lib/header.h"
#include "lib/letter-private.h"
#include "lib/text.h"

static Languages *languages;

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	mime_init(NULL);
	g_setenv("CADENCE_DATA_DIR", "contrib/data", FALSE);
	languages = languages_load(NULL);
	return languages == NULL;
}

/* Text is clean and stays as it is when cleaned again. */
static void
check_text(const char *text)
{
	g_autofree char *again = text_clean_lines(text, -1);

	if (!g_utf8_validate(text, -1, NULL) || strcmp(again, text) != 0)
		g_error("not clean: %s", text);
}

/* What is left when quotations are gone has none that a second look would find. */
static void
fuzz_text(const char *text)
{
	g_autofree char *new_text = letter_new_text(text);
	g_autofree char *question = letter_question(new_text, languages);

	check_text(new_text);
	if (question != NULL &&
		(g_utf8_strlen(question, -1) > 200 || strchr(question, '\n')))
		g_error("not one line: %s", question);
}

static void
fuzz_body(const uint8_t *data, size_t size)
{
	char *copy = g_malloc(size + 1);
	g_autoptr(HeaderBlock) block = NULL;
	g_autoptr(GMimeObject) root = NULL;
	g_autofree char *text = NULL;
	gsize body;

	memcpy(copy, data, size);
	block = header_split(copy, size);
	body = MIN(block->size, size);
	root = letter_parse(header_get(block, "content-type"),
		header_get(block, "content-transfer-encoding"), (const char *)data + body,
		size - body);
	text = letter_body(root);
	check_text(text);
	fuzz_text(text);
}

/* letter_write() refuses, or has read its own words again and found no others. */
static void
fuzz_draft(const char *words)
{
	const char *const references[] = { words, NULL };
	Draft draft = { .from_name = words,
		.from_email = "a@b.example",
		.to_name = words,
		.to_email = "c@d.example",
		.subject = words,
		.body = words };
	g_autofree char *by_tokens = NULL;

	g_free(letter_write(&draft, NULL));
	draft.subject = "";
	draft.to_email = draft.in_reply_to = words;
	draft.references = references;
	by_tokens = letter_write(&draft, NULL);
	if (by_tokens != NULL && strpbrk(words, " \n\r<>,") != NULL)
		g_error("let pass: %s", words);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *words = text_clean_lines((const char *)data, (gssize)size);
	g_autofree char *html = letter_from_html(words);
	g_autofree char *joined = letter_unflow(words, size % 2 == 0);

	check_text(html);
	check_text(joined);
	fuzz_text(words);
	fuzz_body(data, size);
	fuzz_draft(words);
	return 0;
}
