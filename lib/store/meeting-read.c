#include "lib/store/private.h"

static const char uids_sql[] =
	"SELECT DISTINCT uid FROM invitation WHERE message = :message ORDER BY uid";

const char *const store_sql_meeting_read[] = { uids_sql, NULL };

static void
step_free(gpointer data)
{
	MeetingStep *step = data;

	stored_message_free(step->message);
	g_free(step);
}

static Answer
answer_of(const Invitation *invitation)
{
	return invitation->guests->len == 0
		       ? ANSWER_OPEN
		       : g_array_index(invitation->guests, Guest, 0).answer;
}

static bool
add_step(Store *store, GPtrArray *steps, const Invitation *invitation, Effect effect,
	GError **error)
{
	MeetingStep *step = NULL;
	StoredMessage *message = NULL;

	if (!store_message(store, invitation->message, &message, error))
		return false;
	if (message == NULL)
		return true;
	step = g_new0(MeetingStep, 1);
	step->message = message;
	step->method = invitation->method;
	step->effect = effect;
	step->answer = answer_of(invitation);
	step->instance = invitation->instance;
	step->start = invitation->start;
	g_ptr_array_add(steps, step);
	return true;
}

static bool
add_meeting(Store *store, GPtrArray *steps, int64_t uid, GError **error)
{
	g_autoptr(GPtrArray) invitations = store_invitations(store, uid, error);
	g_autoptr(GArray) effects = NULL;

	if (invitations == NULL)
		return false;
	effects = meeting_effects(invitations);
	for (guint i = 0; i < invitations->len; i++)
		if (!add_step(store, steps, invitations->pdata[i],
			    g_array_index(effects, Effect, i), error))
			return false;
	return true;
}

GPtrArray *
store_meeting_steps(Store *store, int64_t message, GError **error)
{
	g_autoptr(GPtrArray) steps = g_ptr_array_new_with_free_func(step_free);
	sqlite3_stmt *stmt = store_prepare(store, uids_sql, error);
	bool row = true;

	if (stmt == NULL)
		return NULL;
	bind_int(stmt, ":message", message);
	while (store_step(store, stmt, "cannot read the store", &row, error) && row) {
		if (!add_meeting(store, steps, sqlite3_column_int64(stmt, 0), error)) {
			sqlite3_reset(stmt);
			return NULL;
		}
	}
	return row ? NULL : g_steal_pointer(&steps);
}
