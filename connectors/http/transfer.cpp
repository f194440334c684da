#include "connectors/http/transfer.hpp"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>

#include "config/base/assert.hpp"

namespace gdprd::connectors {

namespace {

constexpr int kPollMilliseconds = 100;

struct EasyDeleter {
    void operator()(CURL* handle) const noexcept { ::curl_easy_cleanup(handle); }
};
struct MultiDeleter {
    void operator()(CURLM* handle) const noexcept { ::curl_multi_cleanup(handle); }
};
struct ListDeleter {
    void operator()(curl_slist* list) const noexcept { ::curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, ListDeleter>;

/// What libcurl's callbacks see of a call.
struct Reception {
    const TransferRules* rules = nullptr;
    bool plain = false;  ///< http://
    HttpAnswer answer;
    std::size_t head_bytes = 0;
    bool too_long = false;
    std::string refused;        ///< the address that was not connected to
    bool left_machine = false;  ///< it was not, because plain HTTP stays on this machine
};

char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string_view trimmed(std::string_view text) noexcept {
    const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && space(text.front())) text.remove_prefix(1);
    while (!text.empty() && space(text.back())) text.remove_suffix(1);
    return text;
}

std::size_t take_body(char* bytes, std::size_t size, std::size_t count, void* to) {
    auto* const reception = static_cast<Reception*>(to);
    const std::size_t length = size * count;
    if (length > reception->rules->answer_bytes - reception->answer.body.size()) {
        reception->too_long = true;
        return 0;  // ends the transfer
    }
    reception->answer.body.append(bytes, length);
    return length;
}

std::size_t take_header(char* bytes, std::size_t size, std::size_t count, void* to) {
    auto* const reception = static_cast<Reception*>(to);
    const std::size_t length = size * count;
    const std::string_view line = trimmed({bytes, length});
    if (length > reception->rules->head_bytes - reception->head_bytes) {
        reception->too_long = true;
        return 0;
    }
    reception->head_bytes += length;
    if (line.starts_with("HTTP/")) {  // a final answer after an informational one
        reception->answer.headers.clear();
        return length;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return length;
    std::string name(line.substr(0, colon));
    std::transform(name.begin(), name.end(), name.begin(), lower);
    reception->answer.headers.emplace_back(std::move(name), trimmed(line.substr(colon + 1)));
    return length;
}

std::string text_of(const IpAddress& address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    ::inet_ntop(AF_INET6, address.data(), text.data(), text.size());
    std::string out(text.data());
    constexpr std::string_view kMapped = "::ffff:";
    return out.starts_with(kMapped) ? out.substr(kMapped.size()) : out;
}

/// Called with the resolved address in place of socket(2): what is refused here is not connected
/// to, whatever name led to it.
curl_socket_t open_socket(void* from, curlsocktype /*purpose*/, curl_sockaddr* to) {
    auto* const reception = static_cast<Reception*>(from);
    if (const auto& rules = reception->rules->addresses) {
        const auto address = ip_address_of(&to->addr);
        const bool allowed = address && rules->allows(*address);
        reception->left_machine = allowed && reception->plain && !is_loopback(*address);
        if (!allowed || reception->left_machine) {
            reception->refused = address ? text_of(*address) : "no IP address";
            return CURL_SOCKET_BAD;
        }
    }
    return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

Error failure(CURLcode code, const Reception& reception, const char* words) {
    if (!reception.refused.empty()) {
        if (reception.left_machine)
            return {ErrorCode::forbidden, "plain HTTP is for this machine alone",
                    "use https://, or see what the name resolves to"};
        return {ErrorCode::forbidden,
                "its name leads to " + reception.refused +
                    ", which is private, of this machine or reserved: not connected",
                "name the address in the store's allow_addresses if it is meant"};
    }
    if (reception.too_long || code == CURLE_FILESIZE_EXCEEDED)
        return {ErrorCode::limit_exceeded, "the server's answer is too long"};
    switch (code) {
        case CURLE_OPERATION_TIMEDOUT:
            return {ErrorCode::timeout, "the server took too long to answer"};
        case CURLE_PEER_FAILED_VERIFICATION: {
            const bool name =
                std::string_view(words).find("subject name") != std::string_view::npos;
            const Error error =
                name ? Error(ErrorCode::unavailable,
                             "the server's certificate is for another host name",
                             "use a name that stands in the certificate")
                     : Error(ErrorCode::unavailable, "the server's certificate cannot be verified",
                             "set tls_ca to the certificates that vouch for it");
            return error.with_detail(words);
        }
        case CURLE_SSL_CACERT_BADFILE:
            return Error(ErrorCode::unavailable, "the server's certificate cannot be verified",
                         "see that tls_ca is a file of certificates that gdprd may read")
                .with_detail(words);
        case CURLE_COULDNT_RESOLVE_HOST:
            return Error(ErrorCode::unavailable, "the server's name cannot be resolved",
                         "see that it is written right and that the resolver answers");
        case CURLE_BAD_CONTENT_ENCODING:
            return Error(ErrorCode::unavailable, "the server's answer cannot be decompressed")
                .with_detail(words);
        default:
            return Error(ErrorCode::unavailable, "the server does not answer",
                         "see that it runs and can be reached")
                .with_detail(words);
    }
}

}  // namespace

std::string_view HttpAnswer::header(std::string_view name) const noexcept {
    for (const auto& [key, value] : headers)
        if (key == name) return value;
    return {};
}

std::string HttpAnswer::list_header(std::string_view name) const {
    std::string out;
    for (const auto& [key, value] : headers)
        if (key == name) out.append(out.empty() ? "" : ", ").append(value);
    return out;
}

struct Transfer::Handles {
    std::unique_ptr<CURLM, MultiDeleter> multi;
    std::unique_ptr<CURL, EasyDeleter> easy;
    std::array<char, CURL_ERROR_SIZE> words{};

    template <class Value>
    void set(CURLoption option, Value value) {
        ::curl_easy_setopt(easy.get(), option, value);  // fails only for options that are not there
    }
    bool open();
    void set_rules(const TransferRules& rules, Reception& reception);
    void set_call(const HttpCall& call, curl_slist* headers);
    /// nullopt: stopped.
    std::optional<CURLcode> run(const std::function<bool()>& stopped);
};

bool Transfer::Handles::open() {
    static const CURLcode ready = ::curl_global_init(CURL_GLOBAL_DEFAULT);
    if (ready != CURLE_OK) return false;
    if (!multi) multi.reset(::curl_multi_init());
    if (!easy) easy.reset(::curl_easy_init());
    if (!multi || !easy) return false;
    ::curl_easy_reset(easy.get());
    words.front() = '\0';
    return true;
}

void Transfer::Handles::set_rules(const TransferRules& rules, Reception& reception) {
    if (!rules.socket.empty()) set(CURLOPT_UNIX_SOCKET_PATH, rules.socket.c_str());
    if (!rules.tls_ca.empty()) {
        set(CURLOPT_CAINFO, rules.tls_ca.c_str());
        set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
    }
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    if (!rules.environment_proxy) set(CURLOPT_PROXY, "");  // none, whatever the environment says
    set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_FORBID_REUSE, rules.reuse ? 0L : 1L);
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(rules.connect.count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(rules.whole.count()));
    if (rules.decompress) set(CURLOPT_ACCEPT_ENCODING, "");
    set(CURLOPT_USERAGENT, "gdprd/" GDPRD_VERSION);
    set(CURLOPT_ERRORBUFFER, words.data());
    set(CURLOPT_WRITEFUNCTION, &take_body);
    set(CURLOPT_WRITEDATA, &reception);
    set(CURLOPT_HEADERFUNCTION, &take_header);
    set(CURLOPT_HEADERDATA, &reception);
    set(CURLOPT_OPENSOCKETFUNCTION, &open_socket);
    set(CURLOPT_OPENSOCKETDATA, &reception);
}

void Transfer::Handles::set_call(const HttpCall& call, curl_slist* headers) {
    set(CURLOPT_URL, call.url.c_str());
    set(CURLOPT_PATH_AS_IS, 1L);
    set(CURLOPT_HTTPHEADER, headers);
    if (call.body) {
        set(CURLOPT_POST, 1L);
        set(CURLOPT_POSTFIELDS, call.body->data());
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.body->size()));
    }
    if (!call.repeatable) set(CURLOPT_FRESH_CONNECT, 1L);
    if (call.method != (call.body ? "POST" : "GET"))
        set(CURLOPT_CUSTOMREQUEST, call.method.c_str());
}

std::optional<CURLcode> Transfer::Handles::run(const std::function<bool()>& stopped) {
    if (::curl_multi_add_handle(multi.get(), easy.get()) != CURLM_OK) return CURLE_FAILED_INIT;
    std::optional<CURLcode> done;
    for (int running = 1; running > 0;) {
        if (stopped && stopped()) break;
        if (::curl_multi_perform(multi.get(), &running) != CURLM_OK) {
            done = CURLE_FAILED_INIT;
            break;
        }
        int left = 0;
        while (const CURLMsg* message = ::curl_multi_info_read(multi.get(), &left))
            if (message->msg == CURLMSG_DONE) done = message->data.result;
        if (running > 0) ::curl_multi_poll(multi.get(), nullptr, 0, kPollMilliseconds, nullptr);
    }
    ::curl_multi_remove_handle(multi.get(), easy.get());
    return done;
}

Transfer::Transfer(TransferRules rules)
    : rules_(std::move(rules)), handles_(std::make_unique<Handles>()) {}

Transfer::~Transfer() = default;

Result<HttpAnswer> Transfer::send(OffLoop /*off_loop*/, const HttpCall& call) {
    was_sent_ = false;
    if (!handles_->open()) return Error(ErrorCode::internal, "libcurl cannot be used");
    // Without it libcurl asks before it sends a larger body, and waits a second for the answer.
    List headers(::curl_slist_append(nullptr, "Expect:"));
    bool whole = headers != nullptr;
    for (const auto& line : call.headers)
        whole = whole && ::curl_slist_append(headers.get(), line.c_str()) != nullptr;
    if (call.authorization != nullptr) {
        const std::string_view line = as_text(call.authorization->expose());
        GDPRD_ASSERT(line.ends_with('\0'));
        // NOLINTNEXTLINE(bugprone-suspicious-stringview-data-usage): ends in a byte 0, see above
        whole = whole && ::curl_slist_append(headers.get(), line.data()) != nullptr;
    }
    if (!whole) return Error(ErrorCode::internal, "libcurl has no memory");
    Reception reception;
    reception.rules = &rules_;
    reception.plain = rules_.socket.empty() && call.url.starts_with("http://");
    handles_->set_rules(rules_, reception);
    handles_->set_call(call, headers.get());
    const auto done = handles_->run(rules_.stopped);
    long sent = 0;
    ::curl_easy_getinfo(handles_->easy.get(), CURLINFO_REQUEST_SIZE, &sent);
    was_sent_ = sent > 0;
    if (!done) return Error(ErrorCode::cancelled, "told to stop");
    if (*done != CURLE_OK) {
        const char* words =
            handles_->words.front() != '\0' ? handles_->words.data() : ::curl_easy_strerror(*done);
        return failure(*done, reception, words);
    }
    long status = 0;
    ::curl_easy_getinfo(handles_->easy.get(), CURLINFO_RESPONSE_CODE, &status);
    reception.answer.status = static_cast<int>(status);
    return std::move(reception.answer);
}

}  // namespace gdprd::connectors
