#include "audit/key_journal.hpp"

#include <algorithm>
#include <string_view>

#include "audit/crc32c.hpp"
#include "config/base/assert.hpp"

namespace gdprd::audit {

namespace {

constexpr std::string_view kMagic = "gdprdKJ1";
constexpr std::size_t kHeaderBytes = 16;  ///< magic, length, count
constexpr std::size_t kCrcBytes = 4;
constexpr std::size_t kClearedBytes = 4096;  ///< hold the ratchet, which is written first
constexpr std::size_t kRecordBytesMax = 256U << 20;
constexpr std::size_t kNameBytesMax = 32;
constexpr std::uint64_t kOffsetMax = 1ULL << 33;  ///< no file of keys/ is as long

std::string key_path(const std::string& dir, const std::string& name) {
    return dir + "/keys/" + name;
}

Bytes encode(const std::vector<KeyWrite>& writes) {
    Bytes body;
    for (const KeyWrite& write : writes) {
        GDPRD_ASSERT(write.name.size() <= kNameBytesMax);
        body.push_back(static_cast<std::uint8_t>(write.name.size()));
        put_bytes(body, as_bytes(write.name));
        put_u64(body, write.offset);
        put_u32(body, static_cast<std::uint32_t>(write.bytes.size()));
        put_bytes(body, write.bytes);
    }
    Bytes out;
    put_bytes(out, as_bytes(kMagic));
    put_u32(out, static_cast<std::uint32_t>(body.size()));
    put_u32(out, static_cast<std::uint32_t>(writes.size()));
    put_bytes(out, body);
    put_u32(out, crc32c(out));
    GDPRD_ASSERT(out.size() <= kRecordBytesMax);
    return out;
}

/// A name that this layer writes: no path out of the directory.
bool valid_name(std::string_view name) {
    return !name.empty() && name.size() <= kNameBytesMax && name.find("..") == name.npos &&
           name.front() != '/';
}

}  // namespace

std::vector<KeyWrite> parse_key_journal(BytesView file) {
    if (file.size() < kHeaderBytes + kCrcBytes) return {};
    if (as_text(file.first(kMagic.size())) != kMagic) return {};
    const std::size_t body_bytes = get_u32(file.subspan(8));
    const std::size_t count = get_u32(file.subspan(12));
    if (body_bytes > file.size() - kHeaderBytes - kCrcBytes) return {};
    if (crc32c(file.first(kHeaderBytes + body_bytes)) !=
        get_u32(file.subspan(kHeaderBytes + body_bytes))) {
        return {};
    }
    BytesView body = file.subspan(kHeaderBytes, body_bytes);
    std::vector<KeyWrite> out;
    for (std::size_t i = 0; i < count; ++i) {
        if (body.empty() || body.size() < std::size_t{body[0]} + 13) return {};
        KeyWrite write;
        write.name = std::string(as_text(body.subspan(1, body[0])));
        body = body.subspan(1 + write.name.size());
        write.offset = get_u64(body);
        const std::size_t length = get_u32(body.subspan(8));
        body = body.subspan(12);
        if (!valid_name(write.name) || write.offset > kOffsetMax || length > body.size()) return {};
        write.bytes.assign(body.begin(), body.begin() + static_cast<std::ptrdiff_t>(length));
        body = body.subspan(length);
        out.push_back(std::move(write));
    }
    if (!body.empty()) return {};
    return out;
}

Result<std::vector<KeyWrite>> load_key_journal(FileStore& files, const std::string& dir) {
    const auto bytes = read_file(files, key_path(dir, "journal"), kRecordBytesMax);
    if (!bytes && bytes.error().code() == ErrorCode::not_found) return std::vector<KeyWrite>{};
    if (!bytes) return bytes.error();
    return parse_key_journal(*bytes);
}

Result<Bytes> read_key_file(FileStore& files, const std::string& dir, const std::string& name,
                            const std::vector<KeyWrite>& pending) {
    auto bytes = read_file(files, key_path(dir, name), kRecordBytesMax);
    for (const KeyWrite& write : pending) {
        if (write.name != name) continue;
        if (!bytes) bytes = Bytes();
        const std::size_t end = write.offset + write.bytes.size();
        if (bytes->size() < end) bytes->resize(end);
        std::copy(write.bytes.begin(), write.bytes.end(),
                  bytes->begin() + static_cast<std::ptrdiff_t>(write.offset));
    }
    return bytes;
}

Result<void> KeyJournal::store(const Bytes& record) {
    const std::string path = key_path(dir_, "journal");
    const bool made = !files_->open(path, FileAccess::read);
    GDPRD_TRY_ASSIGN(const auto file, files_->open(path, FileAccess::create));
    GDPRD_TRY(file->write_at(0, record));
    GDPRD_TRY(file->sync());
    if (made) GDPRD_TRY(files_->sync_directory(dir_ + "/keys"));
    return {};
}

/// Zeros where a file will grow: a full disk is met before the change is decided. Zeros beyond what
/// was there mean nothing to a reader.
Result<void> KeyJournal::make_room(const std::vector<KeyWrite>& writes) {
    for (const KeyWrite& write : writes) {
        const std::string path = key_path(dir_, write.name);
        const bool there = files_->open(path, FileAccess::read).has_value();
        if (!there && write.name.find('/') != std::string::npos) {
            GDPRD_TRY(files_->make_directory(parent_directory(path)));
            GDPRD_TRY(files_->sync_directory(dir_ + "/keys"));
        }
        GDPRD_TRY_ASSIGN(const auto file, files_->open(path, FileAccess::create));
        GDPRD_TRY_ASSIGN(const std::uint64_t size, file->size());
        const std::uint64_t end = write.offset + write.bytes.size();
        if (end > size) {
            GDPRD_TRY(file->write_at(size, Bytes(end - size)));
            GDPRD_TRY(file->sync());
        }
        if (!there) GDPRD_TRY(files_->sync_directory(parent_directory(path)));
    }
    return {};
}

/// In place: a block that held an old key holds the new one, or zeros, afterwards.
Result<void> KeyJournal::apply(const std::vector<KeyWrite>& writes) {
    for (std::size_t i = 0; i < writes.size();) {
        const std::string& name = writes[i].name;
        GDPRD_TRY_ASSIGN(const auto file, files_->open(key_path(dir_, name), FileAccess::create));
        for (; i < writes.size() && writes[i].name == name; ++i) {
            GDPRD_TRY(file->write_at(writes[i].offset, writes[i].bytes));
        }
        GDPRD_TRY(file->sync());
    }
    return {};
}

/// Durable before anything else may write these files: done again later, the change would undo
/// that.
Result<void> KeyJournal::clear() {
    GDPRD_TRY_ASSIGN(const auto file, files_->open(key_path(dir_, "journal"), FileAccess::write));
    GDPRD_TRY_ASSIGN(const std::uint64_t size, file->size());
    GDPRD_TRY(file->write_at(0, Bytes(std::min<std::uint64_t>(size, kClearedBytes))));
    return file->sync();
}

Result<void> KeyJournal::commit(const std::vector<KeyWrite>& writes) {
    // A crash before the sync leaves a record whose CRC does not fit, or a whole one: nobody was
    // told that it is done, and both are one state.
    GDPRD_TRY(make_room(writes));
    auto stored = store(encode(writes));
    if (!stored) {
        if (stored.error().code() == ErrorCode::unavailable) static_cast<void>(clear());
        return stored;
    }
    // A crash from here on: recover() does it again, all or what is left of it.
    auto done = apply(writes);
    if (done) done = clear();
    if (!done) return Error(ErrorCode::io, done.error().message(), "restart gdprd");
    return {};
}

Result<void> KeyJournal::recover() {
    GDPRD_TRY_ASSIGN(const auto writes, load_key_journal(*files_, dir_));
    if (writes.empty()) return {};
    GDPRD_TRY(make_room(writes));
    GDPRD_TRY(apply(writes));
    return clear();
}

}  // namespace gdprd::audit
