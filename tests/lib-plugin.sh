# Sourced after tests/lib.sh by tests of what the plugin prints.

# letter ID FROM TO DATE SUBJECT [HEADER...] <BODY: drops one message, <ID@t>, into the maildir
letter() {
	{
		printf 'Message-Id: <%s@t>\nFrom: %s\nTo: %s\nDate: %s\nSubject: %s\n' \
			"$1" "$2" "$3" "$4" "$5"
		shift 5
		test $# = 0 || printf '%s\n' "$@"
		echo
		cat
	} >"$T/mail/cur/$1:2,"
}

# come: what was sent is in the notmuch database and recorded
come() { notmuch new --quiet && notmuch-cadence-index --quiet; }

# prints COMMAND... <EXPECTED: what the command prints, to the byte
prints() {
	cat >"$T/expected"
	"$@" >"$T/actual" || return
	diff -u "$T/expected" "$T/actual"
}

# is_json COMMAND...: prints valid JSON, by another's judgement
is_json() { "$@" | python3 -m json.tool; }

# is_sexp COMMAND...: Emacs reads what it prints as one expression
is_sexp() {
	"$@" >"$T/sexp"
	emacs --batch --eval "(with-temp-buffer (insert-file-contents \"$T/sexp\")
		(let ((value (read (current-buffer)))) (skip-chars-forward \"\\n\")
			(unless (and (eobp) (listp value)) (kill-emacs 1))))"
}

# ok_read WHAT COMMAND...: its JSON and its S-expressions can be read, where that can be tried
ok_read() {
	what=$1
	shift
	if have python3; then ok "$what: JSON is JSON" is_json "$@" --format=json
	else skip "$what: JSON is JSON" 'no python3'; fi
	if have emacs; then ok "$what: Emacs reads the S-expressions" is_sexp "$@" --format=sexp
	else skip "$what: Emacs reads the S-expressions" 'no emacs'; fi
}
