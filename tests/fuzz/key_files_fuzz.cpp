#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "audit/crc32c.hpp"
#include "audit/key_backup.hpp"
#include "audit/key_journal.hpp"
#include "config/base/assert.hpp"

using namespace gdprd;
using namespace gdprd::audit;

namespace {

/// A backup of the keys is refused, or is exactly what the encoder writes.
void backup_round_trips(BytesView input) {
    const auto backup = parse_key_backup(input);
    if (!backup) return;
    const Secret again = encode_key_backup(*backup);
    const BytesView bytes = again.expose();
    GDPRD_ASSERT(std::equal(bytes.begin(), bytes.end(), input.begin(), input.end()));
}

/// A journal is no change at all, or its records are its body, in order and nothing else.
void journal_adds_up(BytesView file, BytesView body) {
    const auto writes = parse_key_journal(file);
    if (writes.empty()) return;
    Bytes again;
    for (const KeyWrite& write : writes) {
        GDPRD_ASSERT(!write.name.empty() && write.name.front() != '/');
        GDPRD_ASSERT(write.name.find("..") == std::string::npos);
        again.push_back(static_cast<std::uint8_t>(write.name.size()));
        put_bytes(again, as_bytes(write.name));
        put_u64(again, write.offset);
        put_u32(again, static_cast<std::uint32_t>(write.bytes.size()));
        put_bytes(again, write.bytes);
    }
    GDPRD_ASSERT(std::equal(again.begin(), again.end(), body.begin(), body.end()));
}

/// The CRC stops most inputs: this one has it right.
void journal_with_crc(BytesView input) {
    if (input.size() < 4) return;
    const BytesView body = input.subspan(4);
    Bytes file;
    put_bytes(file, as_bytes("gdprdKJ1"));
    put_u32(file, static_cast<std::uint32_t>(body.size()));
    put_bytes(file, input.first(4));  // count of records
    put_bytes(file, body);
    put_u32(file, crc32c(file));
    journal_adds_up(file, body);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const BytesView input(data, size);
    backup_round_trips(input);
    journal_with_crc(input);
    if (size >= 16) {
        const std::size_t body = std::min<std::size_t>(get_u32(input.subspan(8)), size - 16);
        journal_adds_up(input, input.subspan(16, body));
    }
    return 0;
}
