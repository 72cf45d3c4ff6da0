#include "plugin/why-meeting.h"

#include "plugin/terminal.h"

static const char *const methods[N_METHODS] = {
	[METHOD_PUBLISH] = "publish",
	[METHOD_REQUEST] = "request",
	[METHOD_REPLY] = "reply",
	[METHOD_CANCEL] = "cancel",
	[METHOD_OTHER] = "other",
};

static const struct {
	const char *name, *sentence;
} effects[] = {
	[EFFECT_NONE] = { "none", "changes nothing" },
	[EFFECT_PLANNED] = { "planned", "plans it" },
	[EFFECT_CANCELLED] = { "cancelled", "cancels it" },
	[EFFECT_ANSWERED] = { "answered", "gives no answer" },
	[EFFECT_FORGED] = { "forged",
		"ignored: it is by neither the organizer nor the guest it speaks for" },
	[EFFECT_JUMPED] = { "jumped", "ignored: its SEQUENCE is far from all others" },
};

static const char *const answers[] = { "gives no answer", "accepts", "accepts tentatively",
	"declines" };

static const char *
sentence(const MeetingStep *step)
{
	return step->effect == EFFECT_ANSWERED ? answers[step->answer]
					       : effects[step->effect].sentence;
}

static const char *
author(const StoredMessage *message)
{
	if (message->own)
		return "you";
	return message->author != NULL ? message->author : "nobody known";
}

void
why_write_steps(const GPtrArray *steps)
{
	for (guint i = 0; steps != NULL && i < steps->len; i++) {
		const MeetingStep *step = g_ptr_array_index(steps, i);
		const StoredMessage *message = step->message;
		g_autofree char *date = when_format_at(message->date, message->utc_offset);
		g_autofree char *start =
			step->start == WHEN_NEVER
				? g_strdup("an unsaid date")
				: when_format_at(step->start, message->utc_offset);

		terminal_field(i == 0 ? "meeting" : "", "%s, %s by %s, for %s: %s", date,
			methods[step->method], author(message), start, sentence(step));
		terminal_field("", "id:%s", message->message_id);
	}
}

static void
print_step(Printer *printer, const MeetingStep *step)
{
	print_begin_map(printer);
	print_key(printer, "message_id");
	print_string(printer, step->message->message_id);
	print_key(printer, "date");
	print_instant(printer, step->message->date);
	print_key(printer, "method");
	print_string(printer, methods[step->method]);
	print_key(printer, "effect");
	print_string(printer, effects[step->effect].name);
	print_key(printer, "sentence");
	print_string(printer, sentence(step));
	print_key(printer, "instance");
	print_instant(printer, step->instance);
	print_key(printer, "start");
	print_instant(printer, step->start);
	print_end_map(printer);
}

void
why_print_steps(Printer *printer, const GPtrArray *steps)
{
	if (steps == NULL) {
		print_null(printer);
		return;
	}
	print_begin_list(printer);
	for (guint i = 0; i < steps->len; i++)
		print_step(printer, g_ptr_array_index(steps, i));
	print_end_list(printer);
}
