#include "lib/store/private.h"

/* Who answers for whom. */

G_STATIC_ASSERT(DIRECTION_IN == 0 && DIRECTION_OUT == 1 && ROLE_TO == 0);

/* The user wrote to one alone, who never wrote in that thread; another did, to whom the
 * user had not written there before. */
static const char answers_sql[] =
	"SELECT DISTINCT asked.email FROM address me"
	" CROSS JOIN interaction theirs ON theirs.address = me.id"
	" AND theirs.direction = 0 AND theirs.role = 0"
	" CROSS JOIN message answer ON answer.id = theirs.message"
	" CROSS JOIN message question ON question.own = 1"
	" AND question.thread = answer.thread AND question.date <= answer.date"
	" AND question.recipients = 1"
	" CROSS JOIN interaction sent ON sent.message = question.id"
	" AND sent.direction = 1 AND sent.role = 0 AND sent.address <> me.id"
	" CROSS JOIN address asked ON asked.id = sent.address AND asked.list IS NULL"
	" WHERE me.email = :email"
	" AND NOT EXISTS (SELECT 1 FROM message m JOIN interaction i ON i.message = m.id"
	" WHERE m.own = 1 AND m.thread = answer.thread AND m.date <= answer.date"
	" AND i.address = me.id)"
	" AND NOT EXISTS (SELECT 1 FROM interaction i CROSS JOIN message m"
	" ON m.id = i.message WHERE i.address = asked.id AND i.direction = 0"
	" AND m.thread = answer.thread)"
	" ORDER BY asked.email";

const char *const store_sql_kin[] = { answers_sql, NULL };

char **
store_answers_for(Store *store, const char *email, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, answers_sql, error);

	if (stmt == NULL)
		return NULL;
	bind_text(stmt, ":email", email);
	return store_read_strings(store, stmt, error);
}
