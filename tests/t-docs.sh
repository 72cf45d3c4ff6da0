#!/bin/sh
# The documents say what the programs do: options, commands, completions.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"
top=$(cd "${0%/*}/.." && pwd)

common='^--(config|help|now|uuid|version)$'

# helped PROGRAM [COMMAND...]: the long options that the help of each names, as "COMMAND --option";
# a command without help is told, and what goes to standard error
helped() {
	program=$1
	shift
	test $# != 0 || set -- ''
	for command; do
		echo "= $command"
		# shellcheck disable=SC2086 # no word where there is no command
		"$program" $command --help 2>>"$T/err" || echo "$command failed" >>"$T/err"
	done | awk -v common="$common" '
		/^= / { silent(); command = substr($0, 3); seen = 1; said = 0; next }
		{ said = 1 }
		match($0, /^ +(-[a-z], )?--[a-z0-9-]+/) {
			option = substr($0, RSTART, RLENGTH)
			sub(/.* /, "", option)
			if (option !~ common) print command, option
		}
		END { silent() }
		function silent() { if (seen && !said) print command, "has no help" }' | sort -u
	cat "$T/err"
}

# documented FILE PARTS: the same from the page; PARTS is 1 where each command has a .Ss
documented() {
	awk -v common="$common" -v parts="$2" '
		/^\.Sh / { here = !parts; command = "" }
		/^\.Ss / { here = 1; command = $2 }
		here { for (i = 1; i < NF; i++) if ($i == "Fl" || $i == ".Fl")
			if ("-" $(i + 1) !~ common) print command, "-" $(i + 1) }
	' "$1" | grep -e ' --' | sort -u
}

# agree FILE PARTS PROGRAM [COMMAND...]: page and help name the same options
agree() {
	documented "$1" "$2" >"$T/page"
	shift 2
	: >"$T/err"
	helped "$@" >"$T/help"
	diff -u "$T/page" "$T/help"
}

# headed FILE: each command has its own section, and only those
headed() {
	awk '/^\.Sh COMMANDS/ { here = 1; next } /^\.Sh / { here = 0 } here && /^\.Ss / { print $2 }' \
		"$1" | sort >"$T/page"
	notmuch-cadence --list-commands | sort >"$T/table"
	diff -u "$T/page" "$T/table"
}

plugin=$top/plugin/notmuch-cadence.1
commands=$(notmuch-cadence --list-commands)
ok 'the page of the indexer names its options' \
	agree "$top/indexer/notmuch-cadence-index.1" 0 notmuch-cadence-index
ok 'the page of the filter names its options' \
	agree "$top/filter/notmuch-cadence-filter.1" 0 notmuch-cadence-filter
ok 'the page of the plugin has a section for each command' headed "$plugin"
# shellcheck disable=SC2086 # a list of words
ok 'the page of the plugin names the options of each command' \
	agree "$plugin" 1 notmuch-cadence $commands
# shellcheck disable=SC2016 # the inner shell expands it
ok 'the common options are documented on every page' sh -c '
	for page; do for option in -config -now -uuid -help; do
		grep -q "Fl $option" "$page" || { echo "$page: $option"; exit 1; }
	done; done' sh "$top"/*/*.1

# variables: those that templates may name are those that their page lists
variables() {
	sed -n 's/.*\[VARIABLE_[A-Z_]*\] = "\(.*\)".*/\1/p' "$top/plugin/template.c" | sort >"$T/known"
	sed -n '/^\.Sh VARIABLES/,/^\.Sh FILES/s/^\.It Li //p' "$top/plugin/notmuch-cadence-templates.5" |
		sed 's/ , /\n/g' | sort >"$T/page"
	diff -u "$T/page" "$T/known"
}
ok 'the page of templates lists their variables' variables

# shellcheck disable=SC2016 # bash expands it
# bash_completes LINE...: what bash offers for the last word of each, after a line "= LINE"
bash_completes() {
	bash --norc -c '
		. /usr/share/bash-completion/bash_completion
		. "$1/contrib/completion/notmuch-cadence.bash"
		shift
		for COMP_LINE; do
			COMP_POINT=${#COMP_LINE}
			read -ra COMP_WORDS <<<"$COMP_LINE"
			case $COMP_LINE in *" ") COMP_WORDS+=("") ;; esac
			COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
			COMPREPLY=()
			_notmuch_cadence_program
			echo "= $COMP_LINE"
			printf "%s\n" "${COMPREPLY[@]}" | sed "s/[= ]*\$//" | sort
		done' bash "$top" "$@"
}

bash_knows_commands() {
	bash_completes 'notmuch-cadence ' >"$T/offered"
	{ echo '= notmuch-cadence ' && notmuch-cadence --list-commands | sort; } |
		diff -u - "$T/offered"
}

# It asks the help of whatever command there is, so two will do.
bash_knows_options() {
	for command in edit suggest; do
		echo "= notmuch-cadence $command --"
		{ helped notmuch-cadence "$command" && printf "$command --%s\n" config help now uuid; } |
			sed 's/.* //' | sort
	done >"$T/known"
	bash_completes 'notmuch-cadence edit --' 'notmuch-cadence suggest --' | diff -u "$T/known" -
}

# What the program names when it refuses a value is what there is.
bash_knows_values() {
	for command in 'suggest --reason' 'dismiss ada --reason' 'list --state'; do
		echo "= notmuch-cadence $command="
		# shellcheck disable=SC2086 # a list of words
		notmuch-cadence $command=none 2>&1 |
			sed 's/.*: there are //; s/,* and /\n/; s/, /\n/g' | sort
	done >"$T/known"
	printf '= notmuch-cadence reply --%s\n' 'template=ch
check-in' 'language=r
ru' >>"$T/known"
	bash_completes 'notmuch-cadence suggest --reason=' 'notmuch-cadence dismiss ada --reason=' \
		'notmuch-cadence list --state=' 'notmuch-cadence reply --template=ch' \
		'notmuch-cadence reply --language=r' | diff -u "$T/known" -
}

if [ -r /usr/share/bash-completion/bash_completion ]; then
	ok 'bash completes exactly the commands' bash_knows_commands
	ok 'bash completes exactly the options of each command' bash_knows_options
	ok 'bash completes values' bash_knows_values
else
	skip 'bash completes commands and options' 'no bash-completion'
fi
if have zsh; then ok 'the zsh completion parses' zsh -n "$top/contrib/completion/_notmuch_cadence"
else skip 'the zsh completion parses' 'no zsh'; fi
if have fish; then ok 'the fish completion parses' \
	fish --no-execute "$top/contrib/completion/notmuch-cadence.fish"
else skip 'the fish completion parses' 'no fish'; fi

# The README's map of folders and its commands are those of the tree.
readme_names_folders() {
	for folder in filter indexer plugin lib tests contrib; do
		grep -q "^ *$folder/" "$top/README.md" || { echo "$folder"; return 1; }
	done
}
ok 'the README maps every folder' readme_names_folders
done_testing
