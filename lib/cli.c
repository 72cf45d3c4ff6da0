#include "lib/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lib/cli-private.h"
#include "lib/error.h"
#include "lib/nearest.h"
#include "lib/text.h"

static const char *program;
static const Command *running;
static gint interrupted; /* atomic: any thread may be the one that takes a signal */

/* A program started without standard streams would get one of its databases as number 1 or
 * 2 and write its answer into it. Read-only, so that writing to it still fails. */
static void
reserve_standard_streams(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
}

static void
prepare_process(const char *path)
{
	reserve_standard_streams();
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	/* Characters only: messages are English, and JSON wants a point in its numbers. */
	setlocale(LC_CTYPE, "");
	program = strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : path;
	g_set_prgname(program);
}

static bool
print_usage(const Command *const *commands)
{
	printf("usage: %s [COMMAND] [OPTION...] [ARGUMENT...]\n\n", program);
	for (guint i = 0; commands[i] != NULL; i++)
		printf("  %-15s %s\n", commands[i]->name, commands[i]->summary);
	printf("\nWithout a command: %s. \"%s COMMAND --help\" tells its options,\n"
	       "\"man %s\" all the rest.\n",
		commands[0]->name, program, program);
	return true;
}

static bool
print_version(void)
{
	printf("%s %s\n", program, CADENCE_VERSION);
	return true;
}

static bool
print_names(const Command *const *commands)
{
	for (guint i = 0; commands[i] != NULL; i++)
		printf("%s\n", commands[i]->name);
	return true;
}

static bool
fail_unknown(const Command *const *commands, const char *name, GError **error)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	const char *hint;

	for (guint i = 0; commands[i] != NULL; i++)
		g_ptr_array_add(names, (char *)commands[i]->name);
	g_ptr_array_add(names, NULL);
	hint = nearest_word(name, (const char *const *)names->pdata);
	if (hint != NULL)
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
			"there is no command \"%s\": did you mean \"%s\"?", name, hint);
	else
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
			"there is no command \"%s\": \"%s help\" lists them", name,
			program);
	return false;
}

const Command *
cli_running(void)
{
	return running;
}

static bool
start(const Command *command, int argc, char *argv[], GError **error)
{
	running = command;
	return command->run(argc, argv, error);
}

static bool
start_named(const Command *const *commands, int argc, char *argv[], GError **error)
{
	for (guint i = 0; commands[i] != NULL; i++)
		if (strcmp(commands[i]->name, argv[0]) == 0)
			return start(commands[i], argc, argv, error);
	return fail_unknown(commands, argv[0], error);
}

static bool
start_help(const Command *const *commands, char *name, GError **error)
{
	char help[] = "--help";
	char *argv[] = { name, help, NULL };

	return start_named(commands, 2, argv, error);
}

static bool
dispatch(const Command *const *commands, int argc, char *argv[], GError **error)
{
	const char *word = argc > 1 ? argv[1] : "";

	if (strcmp(word, "--version") == 0)
		return print_version();
	if (commands[0]->name == NULL)
		return start(commands[0], argc, argv, error);
	if (strcmp(word, "--list-commands") == 0)
		return print_names(commands);
	if (strcmp(word, "help") == 0 && argc > 2)
		return start_help(commands, argv[2], error);
	if (strcmp(word, "help") == 0 || strcmp(word, "--help") == 0 ||
		strcmp(word, "-h") == 0)
		return print_usage(commands);
	if (argc < 2 || word[0] == '-')
		return start(commands[0], argc, argv, error);
	return start_named(commands, argc - 1, argv + 1, error);
}

/* The answer counts as given only once the last byte of it went out. Nobody is told of a
 * reader that had enough, as with any other program in a pipe. */
static bool
finish_output(GError **error)
{
	bool failed = ferror(stdout);

	errno = 0;
	failed = fflush(stdout) != 0 || failed;
	if (failed)
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_STORE, "%s%s%s",
			errno == EPIPE ? "" : "cannot write the answer",
			errno == EPIPE || errno == 0 ? "" : ": ",
			errno == EPIPE || errno == 0 ? "" : g_strerror(errno));
	return !failed;
}

static void
print_error(const GError *error)
{
	g_auto(GStrv) lines = g_strsplit(error->message, "\n", -1);

	if (error->message[0] == '\0')
		return;
	fprintf(stderr, "%s: ", program);
	for (guint i = 0; lines[i] != NULL; i++) {
		g_autofree char *line = text_visible(lines[i]);

		fprintf(stderr, "%s\n", line);
	}
}

int
cli_main(int argc, char *argv[], const Command *const *commands)
{
	g_autoptr(GError) error = NULL;
	bool done;

	prepare_process(argv[0]);
	done = dispatch(commands, argc, argv, &error);
	g_assert(done == (error == NULL));
	if (error != NULL && error->domain == CLI_HELP) {
		fputs(error->message, stdout);
		g_clear_error(&error);
	}
	if (error == NULL)
		finish_output(&error);
	if (error != NULL)
		print_error(error);
	return cadence_error_exit_status(error);
}

static void
on_interrupt(int number)
{
	(void)number;
	g_atomic_int_set(&interrupted, 1);
}

void
cli_catch_interrupts(void)
{
	/* A second one ends the program at once. */
	struct sigaction action = { .sa_handler = on_interrupt,
		.sa_flags = SA_RESETHAND | SA_RESTART };

	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

bool
cli_interrupted(void)
{
	return g_atomic_int_get(&interrupted) != 0;
}
