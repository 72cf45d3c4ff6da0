#include "lib/report.h"

void
report_free(Report *report)
{
	if (report == NULL)
		return;
	g_free(report->original);
	g_ptr_array_unref(report->failed);
	g_free(report);
}
