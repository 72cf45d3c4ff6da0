#include "lib/store/private.h"

/* What clocks are computed from. List mail in threads where the user has not written is no
 * event. */

G_STATIC_ASSERT(RULE_IN_THREAD == 7 && ROLE_TO == 0);

/* Ties are ordered by what does not depend on how the store was built. Of two addresses of
 * one person in one message the stronger comes first, and the other is dropped. */
#define EVENT                                                                              \
	"SELECT interaction.date AS date, message.hash AS tie, message.utc_offset,"        \
	" interaction.direction, interaction.role AS role, interaction.channel,"           \
	" interaction.counts AS counts, message.thread, message.id, message.recipients"
#define OF_ADDRESS                                                                         \
	" CROSS JOIN interaction ON interaction.address = address.id"                      \
	" CROSS JOIN message ON message.id = interaction.message"                          \
	" WHERE (interaction.rule <> 7 OR interaction.counts = 1)"
#define OLDEST_FIRST " ORDER BY date, tie, counts DESC, role"

static const char events_sql[] =
	EVENT " FROM " STORE_EMAILS " JOIN address USING (email)" OF_ADDRESS
	      " AND interaction.date >= :since"
	      " UNION ALL SELECT date, id, utc_offset, direction, 0, channel, 1, NULL, 0, 1"
	      " FROM logged WHERE contact = :contact AND date >= :since" OLDEST_FIRST;
static const char events_of_sql[] =
	EVENT " FROM address" OF_ADDRESS " AND address.email = :email" OLDEST_FIRST;

const char *const store_sql_events[] = { events_sql, events_of_sql, NULL };

static const char reading[] = "cannot read the store";

static Event
read_event(sqlite3_stmt *stmt)
{
	return (Event){
		.date = sqlite3_column_int64(stmt, 0),
		.utc_offset = sqlite3_column_int(stmt, 2),
		.direction = (Direction)sqlite3_column_int(stmt, 3),
		.role = (Role)sqlite3_column_int(stmt, 4),
		.channel = (Channel)sqlite3_column_int(stmt, 5),
		.counts = sqlite3_column_int(stmt, 6) != 0,
		.thread = (uint64_t)sqlite3_column_int64(stmt, 7),
		.message = sqlite3_column_int64(stmt, 8),
		.recipients = MAX(1, sqlite3_column_int(stmt, 9)),
	};
}

static void
add_event(GArray *events, Event event)
{
	const Event *last =
		events->len > 0 ? &g_array_index(events, Event, events->len - 1) : NULL;

	if (last == NULL || event.message == 0 || last->message != event.message ||
		last->date != event.date || last->channel != event.channel)
		g_array_append_val(events, event);
}

static GArray *
read_events(Store *store, sqlite3_stmt *stmt, GError **error)
{
	g_autoptr(GArray) events = g_array_new(false, false, sizeof(Event));
	bool row = true;

	while (store_step(store, stmt, reading, &row, error) && row)
		add_event(events, read_event(stmt));
	return row ? NULL : g_steal_pointer(&events);
}

GArray *
store_events(Store *store, int64_t contact, Instant since, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, events_sql, error);

	if (stmt == NULL)
		return NULL;
	bind_int(stmt, ":contact", contact);
	bind_int(stmt, ":since", since);
	return read_events(store, stmt, error);
}

GArray *
store_events_of(Store *store, const char *email, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, events_of_sql, error);

	if (stmt == NULL)
		return NULL;
	bind_text(stmt, ":email", email);
	return read_events(store, stmt, error);
}
