#include "plugin/reply.h"

#include <string.h>

#include "lib/data.h"
#include "lib/error.h"
#include "lib/language.h"
#include "lib/text.h"
#include "plugin/anchor.h"
#include "plugin/draft.h"
#include "plugin/reply-warn.h"
#include "plugin/template-file.h"
#include "plugin/tone.h"
#include "plugin/usage.h"

/* What is read from the store to compose a letter. */
typedef struct {
	Candidate *candidate;
	GPtrArray *topics, *notes;
	Class *klass;
	ReplyTimes global;
} Material;

static void
material_clear(Material *material)
{
	g_clear_pointer(&material->candidate, candidate_unref);
	g_clear_pointer(&material->topics, g_ptr_array_unref);
	g_clear_pointer(&material->notes, g_ptr_array_unref);
	g_clear_pointer(&material->klass, class_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Material, material_clear)

static bool
read_material(Store *store, const Contact *contact, Instant now, Material *material,
	GError **error)
{
	material->candidate = store_candidate(store, contact->id, now, error);
	if (material->candidate == NULL)
		return false;
	material->topics = store_remarks(store, REMARK_TOPIC, contact->id, error);
	if (material->topics == NULL)
		return false;
	material->notes = store_remarks(store, REMARK_NOTE, contact->id, error);
	return material->notes != NULL &&
	       store_find_class(store, contact->class_name, &material->klass, error) &&
	       store_reply_times(store, &material->global, error);
}

/* The first of the user's own addresses in `addresses`, or NULL. Borrowed. */
static const char *
own_among(GPtrArray *addresses, const Settings *settings)
{
	for (guint i = 0; i < addresses->len; i++) {
		const Address *address = addresses->pdata[i];

		if (settings_is_own(settings, address->email))
			return address->email;
	}
	return NULL;
}

/* The identity they last wrote to; else the one the user wrote the anchor with; else the
 * primary one. New. */
static char *
own_identity(const Anchor *anchor, const Settings *settings, GError **error)
{
	const Letter *latest = anchor->latest;
	const char *own = latest == NULL ? NULL : own_among(latest->to, settings);
	char *primary;

	if (own == NULL && latest != NULL)
		own = own_among(latest->cc, settings);
	if (own == NULL && anchor->is_own)
		own = own_among(anchor->letter->from, settings);
	if (own != NULL)
		return g_strdup(own);
	primary = mime_address(settings->primary_email, NULL);
	if (primary == NULL)
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG,
			"nothing says who you are: run \"notmuch config set "
			"user.primary_email YOUR-ADDRESS\"");
	return primary;
}

/* NULL for no letter. New. */
static char *
new_text_of(const Letter *letter)
{
	return letter == NULL ? NULL : letter_new_text(letter->text);
}

/* As the user said; else that of their last letter; else of the user's own. */
static const char *
choose_language(const ReplyWishes *wishes, const Contact *contact,
	const Languages *languages, const char *theirs, const char *ours)
{
	const char *language =
		wishes->language != NULL ? wishes->language : contact->language;

	if (language == NULL && theirs != NULL)
		language = languages_guess(languages, theirs);
	if (language == NULL && ours != NULL)
		language = languages_guess(languages, ours);
	return language != NULL ? language : "en";
}

/* Whether they say "du" to the user, or the user to them. */
static bool
are_close(const DraftSource *source, const char *language, const char *theirs,
	const char *ours)
{
	g_autofree char *given = text_given_name(source->contact->name);
	g_autofree char *my_given = text_given_name(source->user_name);

	return (theirs != NULL &&
		       tone_is_informal(language, theirs, my_given, source->user_name)) ||
	       (ours != NULL &&
		       tone_is_informal(language, ours, given, source->contact->name));
}

static Template *
read_template(const char *path, GError **error)
{
	g_autofree char *text = data_read(path, error);

	return text == NULL ? NULL : template_parse(path, text, error);
}

/* *ret_language, new, is that of the template, which may be another than wanted. */
static Template *
choose_template(const ReplyWishes *wishes, const DraftSource *source, const char *language,
	char **ret_language, GError **error)
{
	const char *kind = wishes->template != NULL
				   ? wishes->template
				   : template_kind(source->suggestion, source->now);
	g_autofree char *path = NULL;

	if (!template_find(
		    kind, source->contact->class_name, language, &path, ret_language) ||
		(wishes->language != NULL && strcmp(*ret_language, language) != 0)) {
		usage_fail(error,
			"there is no template \"%s\" in the language \"%s\": \"notmuch "
			"cadence reply --list-templates\" shows those there are",
			kind, language);
		return NULL;
	}
	return read_template(path, error);
}

/* Words for `source`, whose language and tone are still to be found. */
static bool
compose(DraftSource *source, const ReplyWishes *wishes, const Anchor *anchor,
	DraftText *ret_text, GError **error)
{
	g_autoptr(Languages) languages = languages_load(error);
	g_autoptr(Template) template = NULL;
	g_autofree char *theirs = new_text_of(anchor->latest);
	g_autofree char *ours = new_text_of(anchor->sent);
	g_autofree char *language = NULL;

	if (languages == NULL)
		return false;
	template = choose_template(wishes, source,
		choose_language(wishes, source->contact, languages, theirs, ours),
		&language, error);
	if (template == NULL)
		return false;
	source->languages = languages;
	source->language = language;
	source->informal = are_close(source, language, theirs, ours);
	draft_compose(source, template, ret_text);
	return true;
}

static char *
write_letter(const DraftSource *source, const Anchor *anchor, const char *from,
	const char *bcc, const DraftText *text, GError **error)
{
	const char *name = source->contact->name;
	const Letter *answered = text->is_reply ? anchor->letter : NULL;
	g_autoptr(GDateTime) local = g_date_time_new_from_unix_local(source->now);
	g_auto(GStrv) references = answered == NULL ? NULL : draft_references(answered);
	const Draft draft = {
		.from_name = source->user_name,
		.from_email = from,
		.to_name = strcmp(name, anchor->to) == 0 ? NULL : name,
		.to_email = anchor->to,
		.bcc_email = bcc,
		.subject = text->subject,
		.in_reply_to = answered == NULL ? NULL : answered->message_id,
		.references = (const char *const *)references,
		.date = source->now,
		.utc_offset = (int)(g_date_time_get_utc_offset(local) / G_TIME_SPAN_MINUTE),
		.body = text->body,
	};

	return letter_write(&draft, error);
}

char *
reply_write(Session *session, const Contact *contact, const ReplyWishes *wishes,
	Instant now, GError **error)
{
	g_auto(Material) material = { 0 };
	g_auto(DraftText) text = { 0 };
	g_autoptr(Anchor) anchor = NULL;
	g_autofree char *from = NULL;
	DraftSource source;
	Suggestion suggestion;

	if (!read_material(session->store, contact, now, &material, error))
		return NULL;
	suggestion = suggest_evaluate(material.candidate, &material.global, now);
	anchor = anchor_find(session, &suggestion, error);
	from = anchor == NULL ? NULL : own_identity(anchor, session->settings, error);
	if (from == NULL)
		return NULL;
	source = (DraftSource){ .contact = material.candidate->contact,
		.suggestion = &suggestion,
		.anchor = anchor->letter,
		.anchor_is_own = anchor->is_own,
		.user_name = session->settings->user_name,
		.topics = material.topics,
		.notes = material.notes,
		.booking = material.klass->booking,
		.now = now };
	if (!compose(&source, wishes, anchor, &text, error))
		return NULL;
	reply_warn(anchor, contact, text.is_reply);
	return write_letter(&source, anchor, from, material.klass->bcc, &text, error);
}
