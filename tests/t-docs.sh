#!/bin/sh
# The documents say what the programs do: options, commands, completions.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"
top=$(cd "${0%/*}/.." && pwd)

# options_of PROGRAM [COMMAND]: the long options that its --help names
options_of() {
	"$@" --help | sed -n 's/^  *\(-[a-z], \)\{0,1\}\(--[a-z0-9-]*\).*/\2/p' | sort -u
}

# documented FILE SECTION: the long options in that .Ss (or, without one, in the page)
documented() {
	awk -v want="${2-}" '
		/^\.S[sh] / { here = want == "" || $2 == want }
		here { for (i = 1; i < NF; i++) if ($i == "Fl" || $i == ".Fl") print "-" $(i + 1) }
	' "$1" | sort -u
}

common=$(printf '%s\n' --config --help --now --uuid)

# agree FILE PROGRAM [COMMAND]: page and help name the same options
agree() {
	file=$1
	shift
	options_of "$@" | grep -vxF "$common" >"$T/help" || :
	documented "$file" "${2-}" | grep -vxF "$common" | grep -vx -e --version >"$T/page" || :
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
ok 'the page of the indexer names its options' \
	agree "$top/indexer/notmuch-cadence-index.1" notmuch-cadence-index
ok 'the page of the filter names its options' \
	agree "$top/filter/notmuch-cadence-filter.1" notmuch-cadence-filter
ok 'the page of the plugin has a section for each command' headed "$plugin"
for command in $(notmuch-cadence --list-commands); do
	ok "the page of the plugin names the options of $command" \
		agree "$plugin" notmuch-cadence "$command"
done
# shellcheck disable=SC2016 # the inner shell expands it
ok 'the common options are documented on every page' sh -c '
	for page; do for option in -config -now -uuid -help; do
		grep -q "Fl $option" "$page" || { echo "$page: $option"; exit 1; }
	done; done' sh "$top"/*/*.1

# shellcheck disable=SC2016 # bash expands it
# bash_completes LINE: what bash offers for the last word of LINE
bash_completes() {
	COMP_LINE=$1 bash --norc -c '
		. /usr/share/bash-completion/bash_completion
		. "$1/contrib/completion/notmuch-cadence.bash"
		COMP_POINT=${#COMP_LINE}
		read -ra COMP_WORDS <<<"$COMP_LINE"
		case $COMP_LINE in *" ") COMP_WORDS+=("") ;; esac
		COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
		COMPREPLY=()
		_notmuch_cadence_program
		printf "%s\n" "${COMPREPLY[@]}"' bash "$top"
}

bash_knows_commands() {
	bash_completes 'notmuch-cadence ' | sed 's/ *$//' | sort >"$T/offered"
	notmuch-cadence --list-commands | sort | diff -u - "$T/offered"
}

bash_knows_options() {
	for command in $(notmuch-cadence --list-commands); do
		bash_completes "notmuch-cadence $command --" | sed 's/[= ]*$//' | sort >"$T/offered"
		options_of notmuch-cadence "$command" | diff -u - "$T/offered" || return 1
	done
}

if [ -r /usr/share/bash-completion/bash_completion ]; then
	ok 'bash completes exactly the commands' bash_knows_commands
	ok 'bash completes exactly the options of each command' bash_knows_options
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
