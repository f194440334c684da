#include "daemon/services/timestamp_service.hpp"

#include <algorithm>
#include <atomic>

#include "audit/checkpoint.hpp"
#include "audit/file_store.hpp"
#include "audit/stamped_notes.hpp"
#include "config/base/crypto.hpp"
#include "config/base/log.hpp"
#include "daemon/async/round_thread.hpp"
#include "daemon/services/trail_service.hpp"

namespace gdprd::daemon {

namespace {

constexpr std::chrono::seconds kRoundEvery{1};
constexpr std::chrono::seconds kLeastBetween{60};
constexpr std::chrono::seconds kPauseMax{3600};
constexpr std::string_view kQuestionType = "application/timestamp-query";
constexpr int kOk = 200;

std::uint64_t random_nonce() {
    Bytes bytes(sizeof(std::uint64_t));
    crypto::random_bytes(bytes);
    return get_u64(bytes);
}

std::uint64_t size_of(const std::string& note) {
    const auto parsed = audit::parse_note(note);
    if (!parsed) return 0;
    const auto head = audit::parse_checkpoint(parsed->text);
    return head ? head->size : 0;
}

}  // namespace

Result<std::optional<TimestampAuthority>> load_timestamp_authority(
    OffLoop /*off*/, const config::Settings& settings) {
    const auto& written = settings.timestamps;
    if (written.url.empty()) {
        if (!written.ca.empty() || !written.tls_ca.empty())
            return Error(ErrorCode::invalid_argument, "timestamps: certificates, but no url",
                         "set timestamps.url, or remove the section");
        return std::optional<TimestampAuthority>{};
    }
    TimestampAuthority out;
    auto http = parse_http_target(written.url, "", written.tls_ca, PlainHttp::anywhere);
    if (!http) return http.error().in("timestamps.url");
    out.http = std::move(*http);
    out.every = std::chrono::seconds(written.seconds);
    if (!written.ca.empty()) {
        auto trust = crypto::TimestampTrust::load(written.ca);
        if (!trust) return trust.error().in("timestamps.ca");
        out.trust = std::move(*trust);
    }
    return std::optional<TimestampAuthority>(std::move(out));
}

struct TimestampService::Parts {
    [[nodiscard]] bool is_due(MonotonicTime now);
    Result<Bytes> fetch(OffLoop off, const std::string& note);
    Result<void> keep(OffLoop off, const std::string& note, std::uint64_t size, Bytes token);
    void fail(const Error& error, MonotonicTime now);

    std::unique_ptr<TimestampAuthority> authority;  ///< null: none is configured
    TrailService* trail = nullptr;
    const Clock* clock = nullptr;
    Ask ask;
    std::optional<MonotonicTime> stamped_at;  ///< the rounds' own, like all below
    std::uint64_t runs_seen = 0;              ///< of the trail, when a stamp was made
    std::uint64_t stamped_end = 0;            ///< size of the trail with the last anchor entry
    MonotonicTime next_try{};
    std::chrono::seconds pause{0};
    std::string trouble;  ///< as it was told; empty: none
    std::atomic<bool> failing{false};
    std::atomic<bool> stopping{false};
    RoundThread rounds;
};

TimestampService::TimestampService(std::optional<TimestampAuthority> authority, TrailService& trail,
                                   const Clock& clock, Ask ask)
    : parts_(std::make_unique<Parts>()) {
    if (authority) parts_->authority = std::make_unique<TimestampAuthority>(std::move(*authority));
    parts_->trail = &trail;
    parts_->clock = &clock;
    parts_->ask = ask ? std::move(ask)
                      : [stop = &parts_->stopping](OffLoop off, const HttpTarget& target,
                                                   BytesView question) {
                            HttpPostLimits limits;
                            limits.stop = stop;
                            limits.answer_bytes = crypto::kTimestampBytesMax;
                            return http_post(off, target, kQuestionType, as_text(question), limits);
                        };
}

TimestampService::~TimestampService() {
    stop();
}

void TimestampService::start() {
    if (!parts_->authority) return;
    parts_->rounds.start(kRoundEvery, [this](OffLoop off) { round(off); });
}

void TimestampService::stop() {
    parts_->stopping = true;
    parts_->rounds.stop();
}

bool TimestampService::failing() const {
    return parts_->failing;
}

bool TimestampService::Parts::is_due(MonotonicTime now) {
    if (now < next_try) return false;
    if (!stamped_at) return true;
    const auto since = now - *stamped_at;
    return since >= authority->every ||
           (since >= kLeastBetween && trail->runs_ended() != runs_seen);
}

void TimestampService::round(OffLoop off) {
    Parts& parts = *parts_;
    if (!parts.authority || !parts.trail->healthy()) return;
    const auto now = parts.clock->monotonic();
    if (!parts.is_due(now)) return;
    const std::uint64_t runs = parts.trail->runs_ended();
    const std::string note = parts.trail->latest_checkpoint();
    const std::uint64_t size = size_of(note);
    // The anchor entry itself is nothing new: else an idle trail would grow for ever.
    if (size <= parts.stamped_end) return;
    auto token = parts.fetch(off, note);
    if (!token) return parts.fail(token.error(), now);
    const auto kept = parts.keep(off, note, size, std::move(*token));
    if (!kept) return parts.fail(kept.error(), now);
    parts.stamped_at = now;
    parts.runs_seen = runs;
    parts.pause = std::chrono::seconds(0);
    if (!parts.trouble.empty()) log::event(log::Event::timestamp_back);
    parts.trouble.clear();
    parts.failing = false;
}

Result<Bytes> TimestampService::Parts::fetch(OffLoop off, const std::string& note) {
    const auto query = crypto::make_timestamp_query(crypto::sha256(as_bytes(note)), random_nonce());
    GDPRD_TRY_ASSIGN(const HttpAnswered answer, ask(off, authority->http, query.der));
    if (answer.status != kOk)
        return Error(ErrorCode::unavailable, "the time-stamp authority answers with status " +
                                                 std::to_string(answer.status));
    GDPRD_TRY_ASSIGN(Bytes token, crypto::take_timestamp(as_bytes(answer.body), query));
    auto& trust = authority->trust;
    if (trust) GDPRD_TRY(trust->verify(token, query.digest));
    return token;
}

/// The files first: a crash in between leaves a token that no entry quotes, and the next one comes.
Result<void> TimestampService::Parts::keep(OffLoop off, const std::string& note, std::uint64_t size,
                                           Bytes token) {
    GDPRD_TRY(
        audit::store_stamped_note(off, *audit::real_files(), trail->dir(), size, note, token));
    audit::EntryDraft draft;
    draft.type = audit::EntryType::anchor;
    draft.payload = cbor::Map{{"stamped", note}, {"token", std::move(token)}};
    GDPRD_TRY_ASSIGN(const auto appended, trail->record(off, std::move(draft)));
    stamped_end = appended.index.value() + 1;
    return {};
}

void TimestampService::Parts::fail(const Error& error, MonotonicTime now) {
    if (error.code() == ErrorCode::cancelled) return;
    pause = std::clamp(pause * 2, std::chrono::seconds(1), kPauseMax);
    next_try = now + pause;
    failing = true;
    // Once for each new trouble, not for each try.
    if (trouble == error.message()) return;
    trouble = error.message();
    log::event(log::Event::timestamp_failed, {{"error", error}});
}

}  // namespace gdprd::daemon
