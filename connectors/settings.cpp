#include "connectors/settings.hpp"

#include <array>

namespace gdprd::connectors {

namespace {

template <class Enum, std::size_t N>
Result<Enum> parse_token(std::string_view text, const std::array<Enum, N>& all, const char* what) {
    for (const Enum value : all)
        if (to_string(value) == text) return value;
    std::string hint = "one of:";
    for (const Enum value : all) hint.append(" ").append(to_string(value));
    return Error(ErrorCode::invalid_argument, std::string("unknown ") + what, std::move(hint));
}

}  // namespace

std::string_view to_string(StoreKind kind) noexcept {
    switch (kind) {
        case StoreKind::sqlite:
            return "sqlite";
        case StoreKind::postgresql:
            return "postgresql";
    }
    return "sqlite";
}

std::string_view to_string(TlsMode mode) noexcept {
    switch (mode) {
        case TlsMode::disable:
            return "disable";
        case TlsMode::prefer:
            return "prefer";
        case TlsMode::require:
            return "require";
        case TlsMode::verify_ca:
            return "verify-ca";
        case TlsMode::verify_full:
            return "verify-full";
    }
    return "verify-full";
}

std::string_view to_string(PurgeMode mode) noexcept {
    switch (mode) {
        case PurgeMode::none:
            return "none";
        case PurgeMode::normal:
            return "normal";
        case PurgeMode::full:
            return "full";
    }
    return "normal";
}

Result<StoreKind> parse_store_kind(std::string_view text) {
    return parse_token(text, std::array{StoreKind::sqlite, StoreKind::postgresql}, "kind of store");
}

Result<TlsMode> parse_tls_mode(std::string_view text) {
    return parse_token(text,
                       std::array{TlsMode::disable, TlsMode::prefer, TlsMode::require,
                                  TlsMode::verify_ca, TlsMode::verify_full},
                       "TLS mode");
}

Result<PurgeMode> parse_purge_mode(std::string_view text) {
    return parse_token(text, std::array{PurgeMode::none, PurgeMode::normal, PurgeMode::full},
                       "purge mode");
}

}  // namespace gdprd::connectors
