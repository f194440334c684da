# The Debian 12 packages that gdprd is built, run and tested with; the only list there is. To be
# sourced by a POSIX shell: daemon/quickstart.sh, tests/run.sh, tests/apps/run.sh and .ci/run call
#   install_packages GROUP...      groups: build demo postgres mariadb test bench, and for tests/apps
#                                  app_roundcube app_rt app_mailman3 app_redmine app_tryton
# which calls apt only when something is missing.

packages_of() {
    case $1 in
    build)
        echo clang-19 mold ccache ninja-build cmake pkg-config \
            libboost1.81-dev libboost-context1.81-dev libboost-url1.81-dev libboost-json1.81-dev \
            libboost-container1.81-dev \
            libyaml-cpp-dev libsqlite3-dev libssl-dev libpq-dev libmariadb-dev libldap-dev libfmt-dev libcli11-dev libre2-dev \
            libicu-dev libarchive-dev zlib1g-dev libexpat1-dev libgmime-3.0-dev libcurl4-openssl-dev libsystemd-dev libkainjow-mustache-dev
        ;;
    demo) echo python3-minimal python3 ;;
    postgres) echo postgresql-15 postgresql-client-15 ;;
    mariadb) echo mariadb-server ;;
    test)
        echo git g++ clang-tidy-19 clang-format-19 libclang-rt-19-dev llvm-19 \
            libgtest-dev libgmock-dev librapidcheck-dev \
            golang-go golang-golang-x-mod-dev \
            openssl strace python3-cryptography python3-stdnum python3-phonenumbers mandoc shellcheck \
            rsyslog rsyslog-openssl slapd ldap-utils
        ;;
    # dbconfig-no-thanks: no application makes a database of its own when it is installed
    app_roundcube) echo dbconfig-no-thanks roundcube-core roundcube-sqlite3 php8.2-cli ;;
    app_rt)
        echo dbconfig-no-thanks request-tracker5 rt5-clients rt5-db-postgresql rt5-standalone msmtp-mta \
            postgresql-15 postgresql-client-15
        ;;
    app_mailman3) echo dbconfig-no-thanks mailman3 ;;
    app_redmine) echo dbconfig-no-thanks redmine redmine-mysql ruby-webrick mariadb-server ;;
    app_tryton)
        echo tryton-server tryton-server-postgresql tryton-modules-sale tryton-modules-party-relationship \
            tryton-proteus postgresql-15 postgresql-client-15
        ;;
    bench) echo redis-server libhiredis-dev ripgrep ;;
    *) echo "packages.sh: no group '$1'" >&2; return 2 ;;
    esac
}

missing_packages() {
    for group in "$@"; do
        for package in $(packages_of "$group"); do
            case $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) in
            installed) ;;
            *) echo "$package" ;;
            esac
        done
    done
}

# Runs as root. The guard keeps the packages of PostgreSQL and MariaDB from starting servers of their
# own; one that was there before stays. Redmine's package asks bundler for its libraries: only the bundler
# of the package ruby-bundler finds those of Debian, and not the newer one that comes with ruby.
_install_as_root='
    set -e
    export DEBIAN_FRONTEND=noninteractive DEBCONF_NOWARNINGS=yes BUNDLER_VERSION=2.3.15
    guard=/usr/sbin/policy-rc.d
    if [ ! -e $guard ]; then
        trap "rm -f $guard" EXIT
        trap "exit 130" INT TERM
        printf "#!/bin/sh\nexit 101\n" > $guard
        chmod 755 $guard
    fi
    log=$(mktemp)
    if ! { apt-get update -qq &&
        apt-get install -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends "$@"; } > "$log" 2>&1; then
        cat "$log" >&2
        exit 1
    fi
    rm -f "$log"
'

install_packages() {
    # shellcheck disable=SC2046 # a list of words is what is wanted
    set -- $(missing_packages "$@")
    [ $# -gt 0 ] || return 0
    command -v apt-get > /dev/null || {
        echo "These Debian packages are missing, and there is no apt-get here: $*" >&2
        return 1
    }
    echo "Installing $# Debian packages: $*" >&2
    if [ "$(id -u)" = 0 ]; then
        sh -c "$_install_as_root" install "$@"
    elif command -v sudo > /dev/null; then
        sudo sh -c "$_install_as_root" install "$@"
    else
        echo "Neither root nor sudo. Ask an administrator for:" >&2
        echo "  apt-get install --no-install-recommends $*" >&2
        return 1
    fi
}
