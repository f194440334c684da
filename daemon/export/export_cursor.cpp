#include "daemon/export/export_cursor.hpp"

#include "audit/checkpoint.hpp"
#include "config/base/cbor.hpp"
#include "config/base/crypto.hpp"
#include "config/base/files.hpp"

namespace gdprd::daemon {

namespace {

constexpr std::uint64_t kCursorBytesMax = 4096;

/// A line without its end; none: there is none.
std::optional<std::string_view> take_line(std::string_view& text) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const auto line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

}  // namespace

ExportCursor::ExportCursor(const std::string& dir, std::string name, std::string origin,
                           const Secret& root_key)
    : path_(dir + "/" + name),
      name_(std::move(name)),
      origin_(std::move(origin)),
      key_(crypto::hkdf(root_key, {}, "gdprd export position v1")) {}

Hash ExportCursor::mac(EntryIndex next) const {
    return crypto::hmac_sha256(key_, cbor::encode(cbor::Array{name_, origin_, next.value()}));
}

Result<std::optional<ExportCursor::Kept>> ExportCursor::load(OffLoop /*off*/) const {
    const auto bytes = read_file(path_, kCursorBytesMax);
    if (!bytes && bytes.error().code() == ErrorCode::not_found) return std::optional<Kept>();
    if (!bytes) return bytes.error();
    Error damaged(ErrorCode::corrupt,
                  "the position of an export is damaged or was altered: " + path_);
    std::string_view text = as_text(*bytes);
    const auto origin = take_line(text);
    const auto number = take_line(text);
    if (!origin || !number) return damaged;
    const auto index = audit::parse_size(*number);
    if (!index) return damaged;
    if (*origin != origin_) return std::optional<Kept>();
    const EntryIndex next(*index);
    if (text.empty()) return std::optional(Kept{next, false});
    const auto told = take_line(text);
    const auto stored = told ? hex_decode(*told) : Result<Bytes>(damaged);
    if (!stored || !text.empty() || !crypto::constant_time_equal(*stored, mac(next)))
        return damaged;
    return std::optional(Kept{next, true});
}

Result<void> ExportCursor::save(OffLoop /*off*/, EntryIndex next) const {
    const std::string text =
        origin_ + "\n" + std::to_string(next.value()) + "\n" + hex_encode(mac(next)) + "\n";
    return write_file_atomically(path_, as_bytes(text));
}

}  // namespace gdprd::daemon
