#include "lib/store/private.h"

bool
store_check(Store *store, GError **error)
{
	const char *const *const files[] = { store_sql_contact, store_sql_who,
		store_sql_address, store_sql_named, store_sql_class, store_sql_merge,
		store_sql_remark, store_sql_occasion, store_sql_reminder,
		store_sql_dismissed, store_sql_draft, store_sql_holiday, store_sql_forget,
		store_sql_undo, store_sql_export, store_sql_json, store_sql_scan,
		store_sql_scan_state, store_sql_scan_intern, store_sql_scan_put,
		store_sql_gone, store_sql_sent, store_sql_bounce, store_sql_meeting,
		store_sql_meeting_settle, store_sql_meeting_read, store_sql_settle,
		store_sql_read, store_sql_candidate, store_sql_candidate_more,
		store_sql_candidate_each, store_sql_celebrate, store_sql_correspondent,
		store_sql_kin, store_sql_lookup, store_sql_events, store_sql_clock,
		store_sql_reply, store_sql_tags, store_sql_tag_state };

	for (guint i = 0; i < G_N_ELEMENTS(files); i++)
		for (const char *const *sql = files[i]; *sql != NULL; sql++)
			if (store_prepare(store, *sql, error) == NULL)
				return false;
	return true;
}
