#include "audit/index/token.hpp"

#include <algorithm>
#include <chrono>

#include "config/base/time.hpp"

namespace gdprd::audit {

namespace {

constexpr std::uint64_t kDayNs = 86'400ULL * 1'000'000'000ULL;
constexpr std::uint32_t kMonthsPerYear = 12;

Token shorten(const Hash& hash) {
    Token out{};
    std::copy_n(hash.begin(), out.size(), out.begin());
    return out;
}

}  // namespace

IndexKeys::IndexKeys(const Secret& idx_file)
    : token_key_(crypto::hkdf_expand(idx_file, "token")),
      file_key_(crypto::hkdf_expand(idx_file, "file")) {}

Token IndexKeys::token(TokenKind kind, BytesView value) const {
    Bytes message{static_cast<std::uint8_t>(kind)};
    put_bytes(message, value);
    return shorten(crypto::hmac_sha256(token_key_, message));
}

Token IndexKeys::token(TokenKind kind, std::string_view name) const {
    return token(kind, as_bytes(name));
}

Token IndexKeys::type_token(EntryType type) const {
    const std::uint8_t value[] = {static_cast<std::uint8_t>(type)};
    return token(TokenKind::type, BytesView(value));
}

Token IndexKeys::field_set_token(std::uint64_t id) const {
    Bytes value;
    put_u64(value, id);
    return token(TokenKind::field_set, BytesView(value));
}

Secret IndexKeys::file_key(BytesView salt) const {
    return crypto::hkdf_expand(file_key_, as_text(salt));
}

std::uint32_t day_of(std::uint64_t wall_ns) noexcept {
    return static_cast<std::uint32_t>(wall_ns / kDayNs);
}

MonthNumber month_of_day(std::uint32_t days_since_1970) {
    const std::chrono::year_month_day date{
        std::chrono::sys_days(std::chrono::days(days_since_1970))};
    const auto years = static_cast<std::uint32_t>(static_cast<int>(date.year()) - 1970);
    return years * kMonthsPerYear + static_cast<unsigned>(date.month()) - 1;
}

Token subject_token(const SubjectKey& key, MonthNumber month) {
    const Date first{std::chrono::year(1970 + static_cast<int>(month / kMonthsPerYear)),
                     std::chrono::month(month % kMonthsPerYear + 1), std::chrono::day(1)};
    const std::string name = format_date(first).substr(0, 7);
    return shorten(crypto::hmac_sha256(crypto::hkdf_expand(key.key, "idx"), as_bytes(name)));
}

}  // namespace gdprd::audit
