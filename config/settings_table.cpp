#include "config/settings_table.hpp"

#include "config/limits.hpp"

namespace gdprd::config {

namespace {

using enum ValueType;
constexpr Presence kRequired = Presence::required;

constexpr std::string_view kStoreKindWords[] = {"sqlite", "postgres", "mariadb",
                                                "files",  "http",     "ldap"};
constexpr std::string_view kTlsModeWords[] = {"disable", "prefer", "require", "verify-full"};
constexpr std::string_view kSocketModeWords[] = {"0600", "0660", "0666"};
constexpr std::string_view kRoleWords[] = {"dpo", "approver", "admin", "auditor", "feeder"};

constexpr std::uint64_t kMiB = 1024ULL * 1024;
constexpr std::uint64_t kGiB = 1024 * kMiB;
constexpr std::uint64_t kSecond = 1000;
constexpr std::uint64_t kHour = 3600 * kSecond;

StoreSettings& store(Settings& s, std::string_view name) {
    return s.stores[StoreName(std::string(name))];
}
SecretSource& token(Settings& s, std::string_view name) {
    return s.tokens[std::string(name)];
}

WitnessSettings& witness(Settings& s, std::string_view name) {
    return s.witnesses[std::string(name)];
}

ExportSettings& export_to(Settings& s, std::string_view name) {
    return s.exports[std::string(name)];
}

// A captureless lambda per row: the place of its value.
#define GDPRD_SLOT(expression) \
    [](Settings& s, [[maybe_unused]] std::string_view name) -> Slot { return &(expression); }

constexpr SettingRow kRows[] = {
    {.key = "state",
     .type = path,
     .fallback = "/var/lib/gdprd",
     .doc = "Directory of everything gdprd keeps: trail, catalogue, requests, sealed packages. "
            "Made with mode 0700 when absent. One daemon at a time uses it.",
     .slot = GDPRD_SLOT(s.state)},
    {.key = "listen",
     .type = socket,
     .fallback = "unix:/run/gdprd/gdprd.sock",
     .doc = "Unix socket on which the API answers. Who may do what is decided by access.",
     .slot = GDPRD_SLOT(s.listen)},
    {.key = "socket.mode",
     .type = choice,
     .fallback = "0660",
     .choices = kSocketModeWords,
     .doc = "Who may connect to the socket at all: the user that gdprd runs as, the group too, or "
            "every user of the machine. A connection alone gives no role.",
     .slot = GDPRD_SLOT(s.socket.mode)},
    {.key = "socket.group",
     .type = text,
     .doc = "Group of the socket, such as the one of those who work with gdprctl. The user that "
            "gdprd runs as must be in it. Without it the socket has the group that gdprd runs as.",
     .slot = GDPRD_SLOT(s.socket.group)},
    {.key = "policies",
     .type = path,
     .fallback = "/etc/gdprd/policies",
     .doc = "Directory of the policy files, see gdprd-policy(5).",
     .slot = GDPRD_SLOT(s.policies)},
    {.key = "keys.root",
     .type = key_source,
     .presence = kRequired,
     .doc = "The root key: a file of mode 0600 with 32 bytes, raw, in hexadecimal or in base64, or "
            "credential:NAME for a systemd credential. Without it nothing that gdprd sealed can be "
            "opened again: keep a copy apart from the state directory.",
     .slot = GDPRD_SLOT(s.root_key)},
    {.key = "keys.recipients",
     .type = path,
     .doc = "Directory with the X.509 certificates (*.pem) of those who can open a backup of the "
            "trail's keys, see gdprctl keys backup. Who holds a private key to one of them and a "
            "backup reads the whole trail. Without it no backup is made.",
     .slot = GDPRD_SLOT(s.key_recipients)},
    {.key = "organisation.name",
     .type = text,
     .presence = kRequired,
     .doc = "The controller, as answers to data subjects name it.",
     .slot = GDPRD_SLOT(s.organisation.name)},
    {.key = "organisation.contact",
     .type = text,
     .presence = kRequired,
     .doc = "Where data subjects reach the controller or its data protection officer; printed in "
            "answers.",
     .slot = GDPRD_SLOT(s.organisation.contact)},
    {.key = "organisation.zone",
     .type = zone,
     .fallback = "UTC",
     .doc =
         "Time zone in which days and legal deadlines are counted: UTC, or the zone of a country "
         "of the European Economic Area, of Switzerland or of the United Kingdom, such as "
         "Europe/Paris.",
     .slot = GDPRD_SLOT(s.organisation.zone)},
    {.key = "trail.origin",
     .type = origin,
     .presence = kRequired,
     .doc = "Name of this trail in its checkpoints and in its public key, such as "
            "example.org/gdprd. No other trail may have it, and it does not change in the life of "
            "the trail.",
     .slot = GDPRD_SLOT(s.trail.origin)},
    {.key = "trail.segment_bytes",
     .type = size,
     .fallback = "256MiB",
     .least = kMiB,
     .most = 4 * kGiB,
     .doc = "Full size of a segment file, a multiple of 4KiB. Segments double until they have it.",
     .slot = GDPRD_SLOT(s.trail.segment_bytes)},
    {.key = "trail.first_segment_bytes",
     .type = size,
     .fallback = "16MiB",
     .least = kMiB,
     .most = 4 * kGiB,
     .doc = "Size of the first segment, a multiple of 4KiB and at most segment_bytes.",
     .slot = GDPRD_SLOT(s.trail.first_segment_bytes)},
    {.key = "trail.checkpoint_seconds",
     .type = count,
     .fallback = "1",
     .least = 1,
     .most = 3600,
     .doc = "A checkpoint is signed when an entry has waited so many seconds for one.",
     .slot = GDPRD_SLOT(s.trail.checkpoint_seconds)},
    {.key = "trail.checkpoint_entries",
     .type = count,
     .fallback = "10000",
     .least = 1,
     .most = 1'000'000,
     .doc =
         "A checkpoint is signed when so many entries wait for one, at most four times a second.",
     .slot = GDPRD_SLOT(s.trail.checkpoint_entries)},
    {.key = "trail.last_signed",
     .type = path,
     .doc = "File that records the last signed checkpoint, best on another disk: a trail that was "
            "set back to an older copy is then refused. Without it the record is kept inside the "
            "state directory.",
     .slot = GDPRD_SLOT(s.trail.last_signed)},
    {.key = "trail.witness_required",
     .type = yes_no,
     .fallback = "false",
     .doc = "Whether gdprd does not start while one of the witnesses does not answer. Otherwise it "
            "starts with a warning: until the witness answers, nobody tells that the trail was set "
            "back to an older copy.",
     .slot = GDPRD_SLOT(s.trail.witness_required)},
    {.key = "trail.anchor_seconds",
     .type = count,
     .fallback = "60",
     .least = 1,
     .most = 86'400,
     .doc = "An anchor entry quotes what the witnesses signed, at most one in so many seconds and "
            "none while nothing else is recorded. The times in it bracket the entries before and "
            "after. The anchors in stores are written as seldom.",
     .slot = GDPRD_SLOT(s.trail.anchor_seconds)},
    {.key = "trail.retention",
     .type = duration,
     .least = 30ULL * 24 * kHour,
     .most = 36'500ULL * 24 * kHour,
     .doc = "How long entries can be read, such as 3650d. An epoch of which all entries are older "
            "is due: its key can be destroyed (gdprctl keys due, gdprctl keys destroy --due), and "
            "then nobody reads its entries again, while all of them verify. One that a request "
            "whose body is kept, or a receiver of exports, may need is not due. Without it entries "
            "are kept for ever.",
     .slot = GDPRD_SLOT(s.trail.retention)},
    {.key = "trail.retention_automatic",
     .type = yes_no,
     .fallback = "false",
     .doc = "Whether gdprd destroys the keys of epochs that are due itself, a day after it has "
            "told so in the log and in the trail. Otherwise it takes two people.",
     .slot = GDPRD_SLOT(s.trail.retention_automatic)},
    {.key = "witnesses.NAME.url",
     .type = text,
     .presence = kRequired,
     .doc = "Where a witness (C2SP tlog-witness) takes checkpoints: https://HOST/PREFIX, to which "
            "/add-checkpoint is added; unix:PATH; or http:// with 127.0.0.1, [::1] or localhost. A "
            "witness that knows a longer or another trail than this one keeps gdprd from going on.",
     .slot = GDPRD_SLOT(witness(s, name).url)},
    {.key = "witnesses.NAME.vkey",
     .type = text,
     .presence = kRequired,
     .doc = "The witness's verifier key, as gdprctl witness init printed it. In its turn it needs "
            "the trail's, which gdprd init printed.",
     .slot = GDPRD_SLOT(witness(s, name).vkey)},
    {.key = "witnesses.NAME.tls_ca",
     .type = path,
     .doc = "File of the certificates that may vouch for the witness's server, in PEM; without it "
            "those of the system.",
     .slot = GDPRD_SLOT(witness(s, name).tls_ca)},
    {.key = "timestamps.url",
     .type = text,
     .doc =
         "Where a time-stamp authority (RFC 3161) takes questions: https://HOST/PATH, http:// or "
         "unix:PATH. It stamps the newest checkpoint; the token is kept in STATE/trail/timestamps "
         "and quoted by an anchor entry. It learns nothing but a digest. One that does not answer "
         "is told in the log, and nothing waits for it.",
     .slot = GDPRD_SLOT(s.timestamps.url)},
    {.key = "timestamps.seconds",
     .type = count,
     .fallback = "86400",
     .least = 60,
     .most = 2'678'400,
     .doc = "Seconds between two time stamps. After the run of a request has ended there is one "
            "more, at most one a minute.",
     .slot = GDPRD_SLOT(s.timestamps.seconds)},
    {.key = "timestamps.ca",
     .type = path,
     .doc =
         "File of the certificates that may vouch for the authority's signature, in PEM: a token "
         "that they do not is not kept. Without it tokens are kept unseen, and judged by gdprctl "
         "audit verify --tsa-ca.",
     .slot = GDPRD_SLOT(s.timestamps.ca)},
    {.key = "timestamps.tls_ca",
     .type = path,
     .doc = "File of the certificates that may vouch for the authority's HTTPS server, in PEM; "
            "without it those of the system.",
     .slot = GDPRD_SLOT(s.timestamps.tls_ca)},
    {.key = "exports.NAME.url",
     .type = text,
     .presence = kRequired,
     .doc = "Who is sent the trail's entries as they come. tls://HOST:PORT is a syslog receiver "
            "(RFC 5425), as is tcp:// with 127.0.0.1, [::1] or localhost (RFC 6587): RFC 5424 "
            "messages with a body in CEF, octet-counted. https://HOST/PATH, unix:PATH, or http:// "
            "on this machine is a webhook: CloudEvents, signed as Standard Webhooks has it.",
     .slot = GDPRD_SLOT(export_to(s, name).url)},
    {.key = "exports.NAME.types",
     .type = texts,
     .doc = "The types of entries that are sent, such as [read, write, outcome]. Without them, "
            "all.",
     .slot = GDPRD_SLOT(export_to(s, name).types)},
    {.key = "exports.NAME.from_start",
     .type = yes_no,
     .fallback = "true",
     .doc = "Whether a receiver that is new gets the trail from its first entry on, or only what "
            "comes from then on.",
     .slot = GDPRD_SLOT(export_to(s, name).from_start)},
    {.key = "exports.NAME.batch",
     .type = count,
     .fallback = "100",
     .least = 1,
     .most = 1000,
     .doc = "Most entries that are delivered at once. A webhook gets more than one as a batch "
            "(application/cloudevents-batch+json); with 1 each is one event "
            "(application/cloudevents+json).",
     .slot = GDPRD_SLOT(export_to(s, name).batch)},
    {.key = "exports.NAME.secret.file",
     .type = secret_file,
     .doc = "File of mode 0600 with the secret that a webhook is signed with: whsec_ and base64 of "
            "24 to 64 bytes. A webhook needs one.",
     .slot = GDPRD_SLOT(export_to(s, name).secret)},
    {.key = "exports.NAME.secret.credential",
     .type = credential,
     .doc = "The systemd credential with that secret, in place of a file.",
     .slot = GDPRD_SLOT(export_to(s, name).secret)},
    {.key = "exports.NAME.tls_ca",
     .type = path,
     .doc = "File of the certificates that may vouch for the receiver, in PEM; without it those of "
            "the system.",
     .slot = GDPRD_SLOT(export_to(s, name).tls_ca)},
    {.key = "exports.NAME.tls_cert",
     .type = path,
     .doc = "File of gdprd's own certificate, in PEM, for a syslog receiver that asks for one.",
     .slot = GDPRD_SLOT(export_to(s, name).tls_cert)},
    {.key = "exports.NAME.tls_key",
     .type = path,
     .doc = "File of its key, in PEM, which only the user that gdprd runs as may read.",
     .slot = GDPRD_SLOT(export_to(s, name).tls_key)},
    {.key = "access.PEER",
     .type = roles,
     .doc = "Roles of a caller: uid:USER and gid:GROUP are peers of the Unix socket, token:NAME is "
            "who shows that token. A caller that is not listed may do nothing, root included.",
     .slot = [](Settings& s, std::string_view name) -> Slot {
         return &s.access[ActorName(std::string(name))];
     }},
    {.key = "tokens.NAME.file",
     .type = secret_file,
     .doc = "File of mode 0600 with the token's secret.",
     .slot = GDPRD_SLOT(token(s, name))},
    {.key = "tokens.NAME.credential",
     .type = credential,
     .doc = "The systemd credential with the token's secret, in place of a file.",
     .slot = GDPRD_SLOT(token(s, name))},
    {.key = "stores.NAME.kind",
     .type = choice,
     .presence = kRequired,
     .choices = kStoreKindWords,
     .doc = "What kind of store this is.",
     .slot = GDPRD_SLOT(store(s, name).kind)},
    {.key = "stores.NAME.path",
     .type = path,
     .presence = kRequired,
     .meant_for = MeantFor::local,
     .doc = "The database file, or the directory of the files.",
     .slot = GDPRD_SLOT(store(s, name).path)},
    {.key = "stores.NAME.encoding",
     .type = text,
     .meant_for = MeantFor::files,
     .fallback = "windows-1252",
     .doc =
         "The encoding of files that have no byte order mark and are not valid UTF-8, as ICU "
         "names it. With utf-8 such files are told and not read, and always those that are UTF-8 "
         "in some places and not in others.",
     .slot = GDPRD_SLOT(store(s, name).encoding)},
    {.key = "stores.NAME.formats",
     .type = texts,
     .meant_for = MeantFor::files,
     .doc =
         "Lines PATTERN=FORMAT for files whose ending does not tell how to read them; the first "
         "that fits counts. FORMAT is csv, csv-header, csv-no-header, tsv, json, json-map (one "
         "object whose members are the rows), jsonl, vcard, xlsx, xlsx-header, xlsx-no-header, "
         "ods, ods-header, ods-no-header, mbox, archive or ignore. Of csv, tsv, xlsx and ods the "
         "header is found out; where that is in doubt the "
         "file is told and not read. Files within an archive are read and never written. A pattern "
         "with a slash is for the path below the directory, another one for the name of the file; "
         "a sheet of a spreadsheet is named by its file's path, a slash and its name, and a file "
         "within an archive in the same way.",
     .slot = GDPRD_SLOT(store(s, name).formats)},
    {.key = "stores.NAME.row_keys",
     .type = texts,
     .meant_for = MeantFor::files,
     .doc =
         "Lines PATTERN=FIELD,FIELD that name the fields which tell the rows of a file apart, "
         "such as customers*.csv=id; the first that fits, with fields that the file has, counts. "
         "Rows of other files are told apart by all their fields.",
     .slot = GDPRD_SLOT(store(s, name).row_keys)},
    {.key = "stores.NAME.host",
     .type = text,
     .meant_for = MeantFor::server,
     .fallback = "/var/run/postgresql",
     .mariadb_fallback = "/run/mysqld/mysqld.sock",
     .doc = "Name or address of the server, or where its Unix socket is: of PostgreSQL the "
            "directory, of MariaDB the path.",
     .slot = GDPRD_SLOT(store(s, name).host)},
    {.key = "stores.NAME.port",
     .type = count,
     .meant_for = MeantFor::server,
     .fallback = "5432",
     .mariadb_fallback = "3306",
     .least = 1,
     .most = 65535,
     .doc = "Port of the server.",
     .slot = GDPRD_SLOT(store(s, name).port)},
    {.key = "stores.NAME.database",
     .type = text,
     .presence = kRequired,
     .meant_for = MeantFor::server,
     .doc = "Name of the database.",
     .slot = GDPRD_SLOT(store(s, name).database)},
    {.key = "stores.NAME.user",
     .type = text,
     .meant_for = MeantFor::named_user,
     .fallback = "gdprd",
     .doc = "Role or user to connect as. Of http the user's name of basic authentication, or the "
            "client's id of OAuth2.",
     .slot = GDPRD_SLOT(store(s, name).user)},
    {.key = "stores.NAME.password.file",
     .type = secret_file,
     .meant_for = MeantFor::remote,
     .doc = "File of mode 0600 with the password; of http the token, API key or client secret. "
            "Without file and credential none is sent.",
     .slot = GDPRD_SLOT(store(s, name).password)},
    {.key = "stores.NAME.password.credential",
     .type = credential,
     .meant_for = MeantFor::remote,
     .doc = "The systemd credential with the password, in place of a file.",
     .slot = GDPRD_SLOT(store(s, name).password)},
    {.key = "stores.NAME.tls",
     .type = choice,
     .meant_for = MeantFor::protected_by,
     .fallback = "verify-full",
     .choices = kTlsModeWords,
     .doc = "How connections over TCP are protected. Only verify-full makes sure that the server "
            "is the one that is meant. Of ldap it is verify-full, by StartTLS unless url begins "
            "with ldaps, or disable; a Unix socket and this machine need none.",
     .slot = GDPRD_SLOT(store(s, name).tls)},
    {.key = "stores.NAME.tls_ca",
     .type = path,
     .meant_for = MeantFor::remote,
     .doc = "File of the certificates that may vouch for the server, in PEM.",
     .slot = GDPRD_SLOT(store(s, name).tls_ca)},
    {.key = "stores.NAME.schemas",
     .type = texts,
     .meant_for = MeantFor::server,
     .doc = "Schemas to look at. An empty list stands for all but the server's own; for MariaDB, "
            "whose schemas are databases, for that of the store alone.",
     .slot = GDPRD_SLOT(store(s, name).schemas)},
    {.key = "stores.NAME.statement_timeout",
     .type = duration,
     .fallback = "30s",
     .least = 100,
     .most = 24 * kHour,
     .doc =
         "A statement, or a call to a service, that takes longer is cancelled and its step fails.",
     .slot = GDPRD_SLOT(store(s, name).statement_timeout)},
    {.key = "stores.NAME.lock_timeout",
     .type = duration,
     .meant_for = MeantFor::no_service,
     .fallback = "5s",
     .least = 10,
     .most = kHour,
     .doc = "How long to wait for a lock that another user of the store holds.",
     .slot = GDPRD_SLOT(store(s, name).lock_timeout)},
    {.key = "stores.NAME.rows_per_step",
     .type = count,
     .meant_for = MeantFor::no_service,
     .fallback = "500",
     .least = 1,
     .most = 100'000,
     .doc = "Most rows that one step of a plan changes in one transaction.",
     .slot = GDPRD_SLOT(store(s, name).rows_per_step)},
    {.key = "stores.NAME.sample_rows",
     .type = count,
     .fallback = "1000",
     .least = 1,
     .most = 100'000,
     .doc = "Most rows of a table that a scan reads to tell what its fields hold.",
     .slot = GDPRD_SLOT(store(s, name).sample_rows)},
    {.key = "stores.NAME.residue",
     .type = yes_no,
     .meant_for = MeantFor::no_service,
     .fallback = "true",
     .doc = "Whether an erasure ends with a purge of free space and a search of the store's files "
            "for what was erased.",
     .slot = GDPRD_SLOT(store(s, name).residue)},
    {.key = "stores.NAME.anchor",
     .type = yes_no,
     .meant_for = MeantFor::no_service,
     .fallback = "false",
     .doc =
         "Whether gdprd keeps the newest checkpoint of its trail in this store, in a table "
         "gdprd_anchor of its own with one row, and another one once its signing key was changed, "
         "written at most each trail.anchor_seconds. Who "
         "sets the trail back to an older copy must then set back the store too: gdprd does not "
         "start, or ends, when the store knows more of the trail, or another one. The table holds "
         "nothing about anybody, and is in no catalogue and no plan.",
     .slot = GDPRD_SLOT(store(s, name).anchor)},
    {.key = "stores.NAME.base_url",
     .type = text,
     .presence = kRequired,
     .meant_for = MeantFor::http,
     .doc =
         "Where the service is, such as https://crm.example.org/api/v1/; the description's paths "
         "begin here. Plain http:// is taken for 127.0.0.1, [::1] and localhost only.",
     .slot = GDPRD_SLOT(store(s, name).base_url)},
    {.key = "stores.NAME.service",
     .type = text,
     .meant_for = MeantFor::http,
     .doc = "The shipped description of the service, see gdprd-http(5). This or description must "
            "be given.",
     .slot = GDPRD_SLOT(store(s, name).service)},
    {.key = "stores.NAME.description",
     .type = path,
     .meant_for = MeantFor::http,
     .doc = "File of a description of your own, see gdprd-http(5), in place of service.",
     .slot = GDPRD_SLOT(store(s, name).description)},
    {.key = "stores.NAME.allow_addresses",
     .type = texts,
     .meant_for = MeantFor::http,
     .doc = "Addresses and networks, such as 10.1.2.3 or fd00:1::/64, that may be connected to "
            "although they are private, of this machine, link-local or reserved. Others of that "
            "kind are refused, whatever the service's name resolves to.",
     .slot = GDPRD_SLOT(store(s, name).allow_addresses)},
    {.key = "stores.NAME.url",
     .type = text,
     .presence = kRequired,
     .meant_for = MeantFor::ldap,
     .doc = "The directory's server: ldap://HOST, ldaps://HOST or ldapi://%2Fpath%2Fof%2Fsocket, "
            "with :PORT where it is another. Referrals to other servers are never followed.",
     .slot = GDPRD_SLOT(store(s, name).url)},
    {.key = "stores.NAME.bind_dn",
     .type = text,
     .meant_for = MeantFor::ldap,
     .doc = "DN to bind as, with the password. Without it a Unix socket's server is told by the "
            "system who runs gdprd (SASL EXTERNAL), and another server is asked as nobody.",
     .slot = GDPRD_SLOT(store(s, name).bind_dn)},
    {.key = "stores.NAME.base",
     .type = text,
     .presence = kRequired,
     .meant_for = MeantFor::ldap,
     .doc = "DN of the entry at or below which all that the store is about lies, such as "
            "dc=example,dc=org.",
     .slot = GDPRD_SLOT(store(s, name).base)},
    {.key = "stores.NAME.filter",
     .type = text,
     .meant_for = MeantFor::ldap,
     .doc = "Entries to look at, as a filter of RFC 4515, such as (!(objectClass=device)). Others "
            "are in no catalogue, package or erasure.",
     .slot = GDPRD_SLOT(store(s, name).filter)},
    {.key = "stores.NAME.object_classes",
     .type = texts,
     .meant_for = MeantFor::ldap,
     .doc = "Structural object classes to look at, such as [inetOrgPerson, groupOfNames]. Without "
            "them, all that entries have.",
     .slot = GDPRD_SLOT(store(s, name).object_classes)},
    {.key = "requests.package_days",
     .type = count,
     .fallback = "30",
     .least = 1,
     .most = 365,
     .doc = "Days after a request is closed until its sealed package is destroyed.",
     .slot = GDPRD_SLOT(s.requests.package_days)},
    {.key = "requests.body_days",
     .type = count,
     .fallback = "365",
     .least = 1,
     .most = 3650,
     .doc = "Days after a request is closed until its sealed body, its plan and its review list "
            "are destroyed.",
     .slot = GDPRD_SLOT(s.requests.body_days)},
    {.key = "events.socket",
     .type = socket,
     .doc = "Unix socket to which local programs write events, one a line, see gdprd-events(7). It "
            "has the mode and the group of socket.mode and socket.group. Without it there is none.",
     .slot = GDPRD_SLOT(s.events.socket)},
    {.key = "events.ids_kept",
     .type = duration,
     .fallback = "1d",
     .least = kHour,
     .most = 90ULL * 24 * kHour,
     .doc = "How long the id of an event is remembered at least: sent again in this time, it gets "
            "the same answer and is not recorded twice. Each takes about 120 bytes.",
     .slot = GDPRD_SLOT(s.events.ids_kept)},
    {.key = "backup.directory",
     .type = path,
     .doc = "Directory on another disk where gdprctl backup create puts backups of the state "
            "directory. Made with mode 0700 when absent; under systemd it must be in the unit's "
            "ReadWritePaths. Without it no backup is made.",
     .slot = GDPRD_SLOT(s.backup.directory)},
};

#undef GDPRD_SLOT

}  // namespace

std::span<const SettingRow> settings_table() noexcept {
    return kRows;
}

bool is_meant_for(MeantFor meant, StoreKind kind) noexcept {
    const bool local = kind == StoreKind::sqlite || kind == StoreKind::files;
    const bool http = kind == StoreKind::http;
    const bool ldap = kind == StoreKind::ldap;
    switch (meant) {
        case MeantFor::all:
            return true;
        case MeantFor::local:
            return local;
        case MeantFor::files:
            return kind == StoreKind::files;
        case MeantFor::server:
            return !local && !http && !ldap;
        case MeantFor::no_service:
            return !http && !ldap;
        case MeantFor::remote:
            return !local;
        case MeantFor::named_user:
            return !local && !ldap;
        case MeantFor::protected_by:
            return !local && !http;
        case MeantFor::http:
            return http;
        case MeantFor::ldap:
            return ldap;
    }
    return false;
}

std::span<const std::string_view> store_kind_words() noexcept {
    return kStoreKindWords;
}
std::span<const std::string_view> tls_mode_words() noexcept {
    return kTlsModeWords;
}
std::span<const std::string_view> role_words() noexcept {
    return kRoleWords;
}

std::string_view to_string(StoreKind kind) noexcept {
    return kStoreKindWords[static_cast<std::size_t>(kind)];
}
std::string_view to_string(TlsMode mode) noexcept {
    return kTlsModeWords[static_cast<std::size_t>(mode)];
}
std::string_view to_string(SocketMode mode) noexcept {
    return kSocketModeWords[static_cast<std::size_t>(mode)];
}
std::string_view to_string(Role role) noexcept {
    return kRoleWords[static_cast<std::size_t>(role)];
}

}  // namespace gdprd::config
