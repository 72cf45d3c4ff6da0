# Sourced after tests/lib.sh by tests of what the plugin prints.

# letter ID FROM TO DATE SUBJECT [HEADER...] <BODY: drops one message, <ID@t>, into the maildir
letter() {
	{
		printf 'Message-Id: <%s@t>\nFrom: %s\nTo: %s\nDate: %s\nSubject: %s\n' \
			"$1" "$2" "$3" "$4" "$5"
		shift 5
		test $# = 0 || printf '%s\n' "$@"
		echo
		# A program started for each letter would be dear.
		while IFS= read -r line; do printf '%s\n' "$line"; done
	} >"$T/mail/cur/$1:2,"
}

# come: what was sent is in the notmuch database and recorded
come() { notmuch new --quiet && notmuch-cadence-index --quiet; }

# prints COMMAND... <EXPECTED: what the command prints, to the byte
prints() {
	"$@" >"$T/actual" </dev/null || return
	diff -u - "$T/actual"
}

# answers NAME COMMAND...: keeps its JSON and its S-expressions for ok_answers
answers() {
	name=$T/answers/$1
	shift
	mkdir -p "$T/answers"
	"$@" --format=json >"$name.json" && "$@" --format=sexp >"$name.sexp"
}

are_json() {
	perl -MJSON::PP -0777 -ne 'eval { decode_json($_) } or die "$ARGV: $@"' "$T"/answers/*.json
}

# Emacs reads each as one expression, to its end
are_sexp() {
	emacs --batch --eval "(dolist (name command-line-args-left)
		(message \"%s\" name)
		(with-temp-buffer (insert-file-contents name)
			(let ((value (read (current-buffer)))) (skip-chars-forward \"\n\")
				(unless (and (eobp) (listp value)) (kill-emacs 1)))))" "$T"/answers/*.sexp
}

# ok_answers: what was kept can be read by others; one start of each of them for all
ok_answers() {
	ok 'Perl reads the JSON' are_json
	if have emacs; then ok 'Emacs reads the S-expressions' are_sexp
	else skip 'Emacs reads the S-expressions' 'no emacs'; fi
}
