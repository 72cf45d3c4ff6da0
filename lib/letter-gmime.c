#include "lib/letter-reader.h"

__attribute__((visibility("default"))) const LetterReader letter_reader = {
	.read = letter_file_read,
	.calendar = letter_file_calendar,
	.report = letter_file_report,
	.write = letter_draft_write,
};
