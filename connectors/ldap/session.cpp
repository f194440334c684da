#include "connectors/ldap/session.hpp"

#include <ldap.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "config/limits.hpp"
#include "connectors/ldap/distinguished_name.hpp"
#include "connectors/ldap/foreign.hpp"
#include "connectors/ldap/pipe_signal.hpp"

namespace gdprd::connectors {

namespace {

constexpr const char* kSystemCertificates = "/etc/ssl/certs/ca-certificates.crt";
/// How long a cancelled call may go on.
constexpr int kPollMicros = 50'000;
/// A server that filters behind its index may give some, one after the other.
constexpr int kEmptyPages = 64;

struct FreeText {
    void operator()(char* text) const noexcept { ldap_memfree(text); }
};
using Text = std::unique_ptr<char, FreeText>;

timeval timeval_of(std::chrono::milliseconds span) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(span);
    return {seconds.count(),
            std::chrono::duration_cast<std::chrono::microseconds>(span - seconds).count()};
}

}  // namespace

void LdapSession::Unbind::operator()(ldap* handle) const noexcept {
    ldap_unbind_ext_s(handle, nullptr, nullptr);
}

LdapSession::LdapSession(const StoreSettings& settings, LdapServerUrl server, Call& call)
    : settings_(&settings), server_(std::move(server)), call_(&call) {}

LdapSession::~LdapSession() {
    close();
}

void LdapSession::close() noexcept {
    const PipeSignalHeld held;
    handle_.reset();
}

/// A connection on which nothing is under way has nothing to read: if it has, the server said that
/// it goes, or went.
bool LdapSession::stands() const noexcept {
    if (!handle_) return false;
    int descriptor = -1;
    if (ldap_get_option(handle_.get(), LDAP_OPT_DESC, &descriptor) != LDAP_OPT_SUCCESS ||
        descriptor < 0)
        return false;
    pollfd asked{descriptor, POLLIN, 0};
    return ::poll(&asked, 1, 0) == 0;
}

Error LdapSession::failed(int code, LdapPurpose purpose, const std::string& detail) {
    // what the connection is still busy with is not to be met by the next call
    const bool ends =
        code == LDAP_SERVER_DOWN || code == LDAP_TIMEOUT || code < 0 || code == LDAP_CONNECT_ERROR;
    if (ends) close();
    return ldap_error(code, purpose, detail);
}

Result<void> LdapSession::open(OffLoop /*off_loop*/) {
    const PipeSignalHeld held;
    if (stands()) return {};
    handle_.reset();
    auto opened = connect();
    if (!opened) handle_.reset();
    return opened;
}

Result<void> LdapSession::set_options() {
    LDAP* handle = handle_.get();
    const int version = LDAP_VERSION3;
    const int never = LDAP_DEREF_NEVER;
    const int no_limit = LDAP_NO_LIMIT;
    const timeval connecting = timeval_of(settings_->connect_timeout);
    bool done = true;
    const auto set = [&](int option, const void* value) {
        done = done && ldap_set_option(handle, option, value) == LDAP_OPT_SUCCESS;
    };
    set(LDAP_OPT_PROTOCOL_VERSION, &version);
    set(LDAP_OPT_REFERRALS, LDAP_OPT_OFF);
    set(LDAP_OPT_DEREF, &never);
    set(LDAP_OPT_SIZELIMIT, &no_limit);
    set(LDAP_OPT_RESTART, LDAP_OPT_ON);
    set(LDAP_OPT_NETWORK_TIMEOUT, &connecting);
    set(LDAP_OPT_TIMEOUT, &connecting);
    if (server_.protection != LdapProtection::none) {
        const int demand = LDAP_OPT_X_TLS_DEMAND;
        const int least = LDAP_OPT_X_TLS_PROTOCOL_TLS1_2;
        const int client = 0;
        const std::string& ca = settings_->ca_file;
        set(LDAP_OPT_X_TLS_REQUIRE_CERT, &demand);
        set(LDAP_OPT_X_TLS_CACERTFILE, ca.empty() ? kSystemCertificates : ca.c_str());
        set(LDAP_OPT_X_TLS_PROTOCOL_MIN, &least);
        if (done && ldap_set_option(handle, LDAP_OPT_X_TLS_NEWCTX, &client) != LDAP_OPT_SUCCESS)
            return Error(ErrorCode::invalid_argument, "the store's tls_ca cannot be read",
                         "name a file of certificates in PEM that gdprd's user may read");
    }
    if (!done) return Error(ErrorCode::internal, "libldap does not take an option");
    return {};
}

Result<void> LdapSession::connect() {
    LDAP* raw = nullptr;
    const int code = ldap_initialize(&raw, server_.url.c_str());
    if (code != LDAP_SUCCESS) return ldap_error(code, LdapPurpose::connect, {});
    handle_.reset(raw);
    GDPRD_TRY(set_options());
    call_->start_statement(settings_->statement_timeout);
    if (server_.protection == LdapProtection::start_tls) GDPRD_TRY(protect());
    GDPRD_TRY(bind());
    // from here on an answer has an end: longer ones are no entries of people
    Sockbuf* buffer = nullptr;
    ber_len_t most = config::limits::kLdapMessageBytes;
    if (ldap_get_option(handle_.get(), LDAP_OPT_SOCKBUF, static_cast<void*>(&buffer)) ==
        LDAP_OPT_SUCCESS)
        ber_sockbuf_ctrl(buffer, LBER_SB_OPT_SET_MAX_INCOMING, &most);
    return {};
}

Result<void> LdapSession::protect() {
    int message = 0;
    const int code = ldap_start_tls(handle_.get(), nullptr, nullptr, &message);
    if (code != LDAP_SUCCESS) return failed(code, LdapPurpose::connect);
    GDPRD_TRY_ASSIGN(const Ended ended, receive(message, LdapPurpose::connect, nullptr));
    if (ended.code != LDAP_SUCCESS)
        return Error(ErrorCode::unavailable, "the directory has no StartTLS",
                     "use ldaps://, or set the server's certificate up")
            .with_detail(ended.words);
    const int installed = ldap_install_tls(handle_.get());
    if (installed != LDAP_SUCCESS) return failed(LDAP_CONNECT_ERROR, LdapPurpose::connect);
    return {};
}

/// Without a bind DN a Unix socket's server learns who we are from the system (SASL EXTERNAL);
/// another server takes us for nobody.
Result<void> LdapSession::bind() {
    const bool external = settings_->bind_dn.empty() && server_.unix_socket;
    const std::string password(settings_->password.expose_line());
    berval credentials = borrowed(password);
    // there and empty: a server would ask for what is not there
    const std::string nobody_else;
    berval nothing = borrowed(nobody_else);
    // a password that is missing would bind as nobody, and the server would say yes (RFC 4513)
    if (!settings_->bind_dn.empty() && password.empty())
        return Error(ErrorCode::forbidden, "the store has a bind_dn and no password",
                     "give it password.file or password.credential");
    int message = 0;
    const int code = ldap_sasl_bind(handle_.get(), settings_->bind_dn.c_str(),
                                    external ? "EXTERNAL" : LDAP_SASL_SIMPLE,
                                    external ? &nothing : &credentials, nullptr, nullptr, &message);
    if (code != LDAP_SUCCESS) return failed(code, LdapPurpose::connect);
    GDPRD_TRY_ASSIGN(const Ended ended, receive(message, LdapPurpose::connect, nullptr));
    if (ended.code != LDAP_SUCCESS) return failed(ended.code, LdapPurpose::connect, ended.words);
    return {};
}

Result<LdapEntry> LdapSession::entry_of(ldapmsg* message) const {
    LDAP* handle = handle_.get();
    LdapEntry out;
    const Text dn(ldap_get_dn(handle, message));
    if (!dn) return Error(ErrorCode::corrupt, "the directory sent an entry without a DN");
    out.dn = dn.get();
    BerElement* position = nullptr;
    for (Text name(ldap_first_attribute(handle, message, &position)); name;
         name.reset(ldap_next_attribute(handle, message, position))) {
        std::vector<std::string> values;
        berval** raw = ldap_get_values_len(handle, message, name.get());
        for (std::size_t i = 0; raw != nullptr && raw[i] != nullptr; ++i)
            values.emplace_back(raw[i]->bv_val, raw[i]->bv_len);
        ldap_value_free_len(raw);
        const std::string key = small_letters(name.get());
        if (key == "entryuuid" && !values.empty()) {
            out.uuid = values.front();
        } else if (key == "entrycsn" && !values.empty()) {
            out.version = values.front();
        } else {
            // slapadd lets an attribute in twice, and the server then shows it twice
            out.written[key] = name.get();
            std::vector<std::string>& all = out.values[key];
            all.insert(all.end(), std::make_move_iterator(values.begin()),
                       std::make_move_iterator(values.end()));
        }
    }
    ber_free(position, 0);
    return out;
}

Result<bool> LdapSession::take(ldapmsg* message, LdapPurpose purpose, const Sink* sink,
                               Ended& ended) {
    LDAP* handle = handle_.get();
    switch (ldap_msgtype(message)) {
        case LDAP_RES_SEARCH_ENTRY: {
            if (sink == nullptr) return true;
            GDPRD_TRY_ASSIGN(LdapEntry entry, entry_of(message));
            return (*sink)(std::move(entry));
        }
        case LDAP_RES_SEARCH_REFERENCE:
            ++referrals_;
            return true;
        case LDAP_RES_INTERMEDIATE:
            return true;
        default:
            break;
    }
    char* words = nullptr;
    LDAPControl** controls = nullptr;
    const int code =
        ldap_parse_result(handle, message, &ended.code, nullptr, &words, nullptr, &controls, 0);
    const Text freed(words);
    if (code != LDAP_SUCCESS) return failed(code, purpose);
    if (words != nullptr) ended.words = words;
    ended.over = true;
    LDAPControl* page = ldap_control_find(LDAP_CONTROL_PAGEDRESULTS, controls, nullptr);
    if (page != nullptr) {
        ber_int_t count = 0;
        berval cookie{0, nullptr};
        if (ldap_parse_pageresponse_control(handle, page, &count, &cookie) == LDAP_SUCCESS &&
            cookie.bv_val != nullptr)
            ended.cookie.assign(cookie.bv_val, cookie.bv_len);
        ber_memfree(cookie.bv_val);
    }
    ldap_controls_free(controls);
    return true;
}

Result<LdapSession::Ended> LdapSession::receive(int message, LdapPurpose purpose,
                                                const Sink* sink) {
    Ended ended;
    const auto stop = [&](const Error& why) {
        // the server may be in the middle of an answer; the next call begins anew
        if (handle_) ldap_abandon_ext(handle_.get(), message, nullptr, nullptr);
        handle_.reset();
        return why;
    };
    while (!ended.over) {
        if (const auto go_on = call_->check(); !go_on) return stop(go_on.error());
        timeval wait{0, kPollMicros};
        ldapmsg* raw = nullptr;
        const int kind = ldap_result(handle_.get(), message, LDAP_MSG_ONE, &wait, &raw);
        const LdapMessage received(raw);
        if (kind == 0) continue;
        if (kind < 0) {
            int code = LDAP_SERVER_DOWN;
            ldap_get_option(handle_.get(), LDAP_OPT_RESULT_CODE, &code);
            return failed(code == LDAP_SUCCESS ? LDAP_SERVER_DOWN : code, purpose);
        }
        const auto more = take(received.get(), purpose, sink, ended);
        if (!more) return stop(more.error());
        if (*more) continue;
        ldap_abandon_ext(handle_.get(), message, nullptr, nullptr);
        ended.enough = true;
        return ended;
    }
    return ended;
}

Result<bool> LdapSession::search_page(const LdapSearch& search, std::string& cookie,
                                      const Sink& sink) {
    LDAP* handle = handle_.get();
    std::vector<std::string> names = search.attributes;
    names.emplace_back("entryUUID");
    names.emplace_back("entryCSN");
    std::vector<char*> asked;
    asked.reserve(names.size() + 1);
    for (std::string& name : names) asked.push_back(name.data());
    asked.push_back(nullptr);
    berval place = borrowed(cookie);
    LDAPControl* raw = nullptr;
    const bool paged = search.scope == LdapSearch::Scope::tree;
    if (paged) {
        const int made = ldap_create_page_control(
            handle, static_cast<ber_int_t>(config::limits::kLdapPageEntries),
            cookie.empty() ? nullptr : &place, 0, &raw);
        if (made != LDAP_SUCCESS) return failed(made, LdapPurpose::read);
    }
    const LdapControl page(raw);
    std::array<LDAPControl*, 2> controls{page.get(), nullptr};
    timeval limit = timeval_of(settings_->statement_timeout + std::chrono::milliseconds(999));
    int message = 0;
    call_->start_statement(settings_->statement_timeout);
    const int code =
        ldap_search_ext(handle, search.base.c_str(), paged ? LDAP_SCOPE_SUBTREE : LDAP_SCOPE_BASE,
                        search.filter.c_str(), asked.data(), 0, paged ? controls.data() : nullptr,
                        nullptr, &limit, LDAP_NO_LIMIT, &message);
    if (code != LDAP_SUCCESS) return failed(code, LdapPurpose::read);
    GDPRD_TRY_ASSIGN(const Ended ended, receive(message, LdapPurpose::read, &sink));
    if (ended.enough) return false;
    if (ended.code == LDAP_NO_SUCH_OBJECT && !paged) return false;
    if (ended.code != LDAP_SUCCESS) return failed(ended.code, LdapPurpose::read, ended.words);
    cookie = ended.cookie;
    return !cookie.empty();
}

Result<void> LdapSession::search(OffLoop /*off_loop*/, const LdapSearch& search, const Sink& sink) {
    const PipeSignalHeld held;
    referrals_ = 0;
    std::string cookie;
    std::uint64_t entries = 0;
    const Sink counted = [&](LdapEntry&& entry) -> Result<bool> {
        if (++entries > config::limits::kLdapEntries)
            return Error(ErrorCode::limit_exceeded, "the directory has too many entries",
                         "make several stores of it, each with a base of its own");
        return sink(std::move(entry));
    };
    for (int empty = 0; empty < kEmptyPages; ++empty) {
        const std::uint64_t before = entries;
        GDPRD_TRY_ASSIGN(const bool more, search_page(search, cookie, counted));
        if (!more) return {};
        if (entries > before) empty = -1;
    }
    return Error(ErrorCode::unavailable, "the directory gives one empty page after the other",
                 "try again; else see the server's own log, or make several stores of it, each "
                 "with a base of its own");
}

}  // namespace gdprd::connectors
