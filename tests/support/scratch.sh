# Sourced: tests make thousands of small durable files, and on a disk they mostly wait for it.
# scratch_in_memory sets TMPDIR to a fresh directory in memory where there is room for it, and
# removes it when the shell exits; else, or where TMPDIR is set already, nothing changes.
scratch_in_memory() {
    [ -z "${TMPDIR:-}" ] || return 0
    [ -w /dev/shm ] && [ "$(df -Pk /dev/shm | awk 'NR == 2 { print $4 }')" -ge 4194304 ] || return 0
    TMPDIR=$(mktemp -d /dev/shm/gdprd-tests.XXXXXX) || { unset TMPDIR; return 0; }
    chmod 1777 "$TMPDIR"  # the servers of tests run as users of their own
    export TMPDIR
    trap 'rm -rf "$TMPDIR"' EXIT
    trap 'exit 130' INT TERM HUP
}
