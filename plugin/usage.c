#include "plugin/usage.h"

#include "lib/error.h"

bool
usage_fail(GError **error, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	if (error != NULL)
		*error = g_error_new_valist(
			CADENCE_ERROR, CADENCE_ERROR_USAGE, format, arguments);
	va_end(arguments);
	return false;
}

bool
usage_arguments(int argc, char *argv[], int n, const char *what, GError **error)
{
	if (argc - 1 > n)
		return usage_fail(error, "\"%s\" is one argument too many: %s takes %s",
			argv[n + 1], argv[0], what);
	if (argc - 1 < n)
		return usage_fail(error, "%s takes %s", argv[0], what);
	return true;
}

bool
usage_limit(int limit, GError **error)
{
	if (limit < 0 && limit != USAGE_NO_LIMIT)
		return usage_fail(error, "--limit=%d: give a number from 0 on", limit);
	return true;
}
