#include "lib/store/private.h"

/* Who answers for whom. */

G_STATIC_ASSERT(DIRECTION_IN == 0 && DIRECTION_OUT == 1 && ROLE_TO == 0);

/* The user wrote to one alone, who never wrote in that thread; another did, to whom the
 * user had not written there before. Who never wrote is found at the end, for all threads
 * at once: somebody's letters can only be had all together. */
static const char answers_sql[] =
	"WITH pair AS MATERIALIZED (SELECT DISTINCT asked.id AS asked, answer.thread AS "
	"thread"
	" FROM address me"
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
	" AND NOT EXISTS (SELECT 1 FROM message m CROSS JOIN interaction i"
	" ON i.message = m.id AND i.address = me.id"
	" WHERE m.own = 1 AND m.thread = answer.thread AND m.date <= answer.date)),"
	" silent AS (SELECT asked, thread FROM pair EXCEPT SELECT i.address, m.thread"
	" FROM (SELECT DISTINCT asked FROM pair) CROSS JOIN interaction i"
	" ON i.address = asked AND i.direction = 0 CROSS JOIN message m ON m.id = "
	"i.message)"
	" SELECT email FROM address WHERE id IN (SELECT asked FROM silent) ORDER BY email";

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
