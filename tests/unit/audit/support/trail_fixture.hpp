#pragma once

#include <memory>
#include <string>
#include <vector>

#include "audit/trail.hpp"
#include "config/base/assert.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::test {

/// A trail's directory with small segments, a fixed root key and a clock that stands still. Its
/// files stay as they were written.
struct TrailDir {
    TempDir temp;
    ManualClock clock;
    audit::TrailOptions options;
    Secret root_key{BytesView(Bytes(32, 0x5A))};

    TrailDir() {
        options.origin = "example.org/gdprd-test";
        options.segment_bytes = 1U << 20;
        options.first_segment_bytes = 64U << 10;
        options.checkpoint_every = std::chrono::milliseconds(0);
        options.repacking = audit::Repacking::off;
    }

    [[nodiscard]] std::string path() const { return temp.path("trail"); }

    Result<std::unique_ptr<audit::Trail>> open() {
        return audit::Trail::open(OffLoop::on_blocking_thread(), path(), options, root_key, clock);
    }

    static audit::EntryDraft draft(std::size_t number) {
        audit::EntryDraft out;
        out.type = audit::EntryType::read;
        out.store = "crm";
        out.collection = number % 2 == 0 ? "customers" : "orders";
        out.actor = "uid:app";
        out.row_count = number;
        out.payload = cbor::Map{{"number", std::uint64_t{number}}};
        return out;
    }

    /// One entry a frame.
    static std::vector<audit::Appended> append_some(audit::Trail& trail, std::size_t count) {
        std::vector<audit::Appended> out;
        for (std::size_t i = 0; i < count; ++i) {
            const std::vector<audit::EntryDraft> one{draft(i)};
            const auto appended = trail.append(OffLoop::on_blocking_thread(), one);
            GDPRD_ASSERT(appended.has_value());
            out.push_back(appended->front());
        }
        return out;
    }
};

}  // namespace gdprd::test
