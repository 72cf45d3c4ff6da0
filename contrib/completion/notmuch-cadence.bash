# bash completion for `notmuch cadence` and notmuch-cadence.
#
# For `notmuch cadence <TAB>` notmuch's own completion calls _notmuch_cadence if that function is
# there already; load it with this line in ~/.bashrc, after bash-completion:
#
#	_completion_loader notmuch-cadence

# The words of the command line after "cadence" are completed; $cur is the word at the cursor.
_notmuch_cadence()
{
	local i command='' first=1

	for ((i = 1; i < ${#words[@]}; i++)); do
		if [[ ${words[i]} == cadence && ${words[0]} != *notmuch-cadence ]]; then
			first=$((i + 1))
			break
		fi
	done
	for ((i = first; i < cword; i++)); do
		if [[ ${words[i]} != -* ]]; then
			command=${words[i]}
			break
		fi
	done

	if [[ -z $command && $cur != -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W "$(notmuch-cadence --list-commands)" -- "$cur")
	elif [[ $cur == --*=* ]]; then
		_notmuch_cadence_value "$command" "${cur%%=*}" "${cur#*=}"
	elif [[ $cur == = ]]; then
		_notmuch_cadence_value "$command" "$prev" ''
	elif [[ $prev == = ]]; then
		_notmuch_cadence_value "$command" "${words[cword - 2]}" "$cur"
	elif [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W "$(_notmuch_cadence_options "$command")" -- "$cur")
		[[ ${COMPREPLY[*]} != *= ]] || compopt -o nospace 2>/dev/null
	else
		_notmuch_cadence_argument "$command"
	fi
}

# The long options that COMMAND's help names, with "=" where a value follows.
_notmuch_cadence_options()
{
	notmuch-cadence ${1:+"$1"} --help 2>/dev/null |
		sed -n 's/^  *\(-[a-z], \)\{0,1\}\(--[a-z0-9-]*\(=\)\{0,1\}\).*/\2/p'
}

# _notmuch_cadence_value COMMAND OPTION BEGINNING; notmuch's completion parts words at "=".
_notmuch_cadence_value()
{
	local values=''

	case "$1 $2" in
	'reply --template')
		values=$(notmuch-cadence reply --list-templates 2>/dev/null | cut -d" " -f1 | uniq)
		;;
	'reply --language')
		values=$(notmuch-cadence reply --list-templates 2>/dev/null | cut -d" " -f2 | sort -u)
		;;
	*' --class')
		values=$(notmuch-cadence class 2>/dev/null | cut -d" " -f1)
		;;
	*' --reason')
		values='planned rsvp owed awaiting undeliverable occasion overdue drifting due due-soon'
		[[ $1 == suggest ]] || values+=' cadence'
		;;
	'list --state')
		values='active snoozed paused do-not-contact deceased'
		;;
	'class --policy')
		values='any sent received exchange'
		;;
	esac
	mapfile -t COMPREPLY < <(compgen -W "$values" -- "$3")
}

_notmuch_cadence_argument()
{
	case $1 in
	import | export)
		_filedir
		;;
	class)
		mapfile -t COMPREPLY < <(compgen -W \
			"$(notmuch-cadence class 2>/dev/null | cut -d" " -f1)" -- "$cur")
		;;
	track | discover | lookup | list | suggest | spread | undo) ;;
	*)
		mapfile -t COMPREPLY < <(compgen -W \
			"$(notmuch-cadence list --output=ids 2>/dev/null)" -- "$cur")
		;;
	esac
}

_notmuch_cadence_program()
{
	local cur prev words cword

	_init_completion -n = || return
	_notmuch_cadence
} &&
	complete -F _notmuch_cadence_program notmuch-cadence
