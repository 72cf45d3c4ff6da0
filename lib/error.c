#include "lib/error.h"

#include <stdlib.h>
#include <sysexits.h>

GQuark
cadence_error_quark(void)
{
	return g_quark_from_static_string("cadence-error");
}

int
cadence_error_exit_status(const GError *error)
{
	static const int status[] = {
		[CADENCE_ERROR_USAGE] = EX_USAGE,
		[CADENCE_ERROR_DATA] = EX_DATAERR,
		[CADENCE_ERROR_MAIL] = EX_UNAVAILABLE,
		[CADENCE_ERROR_CREATE] = EX_CANTCREAT,
		[CADENCE_ERROR_STORE] = EX_IOERR,
		[CADENCE_ERROR_BUSY] = EX_TEMPFAIL,
		[CADENCE_ERROR_CONFIG] = EX_CONFIG,
		[CADENCE_ERROR_TOO_OLD] = 20,
		[CADENCE_ERROR_TOO_NEW] = 21,
		[CADENCE_ERROR_INTERRUPT] = 130,
	};

	if (error == NULL)
		return EXIT_SUCCESS;
	return error->domain == CADENCE_ERROR ? status[error->code] : EX_USAGE;
}
