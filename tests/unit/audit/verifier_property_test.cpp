#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "audit/verifier.hpp"
#include "tests/support/printers.hpp"
#include "tests/unit/audit/support/trail_files.hpp"
#include "tests/unit/audit/support/trail_fixture.hpp"

namespace gdprd::audit {
namespace {

using test::TrailDir;
using test::TrailFiles;

const OffLoop kOff = OffLoop::on_blocking_thread();

/// One closed trail for all cases of a property; each case damages and restores it.
struct Sample {
    TrailDir dir;
    TrailFiles files;
    std::string vkey;
    std::uint64_t size = 0;

    Sample() {
        dir.options.first_segment_bytes = 64U << 10;
        dir.options.segment_bytes = 64U << 10;
        dir.options.checkpoint_entries = 9;
        {
            auto trail = *dir.open();
            for (std::size_t i = 0; i < 20; ++i) {
                const std::vector<EntryDraft> drafts(1 + i % 4, TrailDir::draft(i));
                GDPRD_ASSERT(trail->append(kOff, drafts).has_value());
            }
            vkey = trail->vkey();
            size = trail->size();
        }
        files.load(dir.path());
    }
    VerifyReport verify() const {
        VerifyOptions options;
        options.dir = dir.path();
        options.vkey = vkey;
        const auto report = verify_trail(kOff, options);
        GDPRD_ASSERT(report.has_value());
        return *report;
    }
};

const Sample& sample() {
    static const Sample made;
    return made;
}

/// Verified by the vkey alone: any bit of any file of the trail.
RC_GTEST_PROP(VerifierProperty, finds_any_flipped_bit_in_any_file, ()) {
    const Sample& s = sample();
    std::vector<std::string> names = s.files.names_under("");
    std::erase_if(names, [&](const std::string& name) { return s.files.size(name) == 0; });
    const std::string name = *rc::gen::elementOf(names);
    const auto offset = *rc::gen::inRange<std::uint64_t>(0, s.files.size(name));
    const auto bit = *rc::gen::inRange<std::uint64_t>(0, 8);
    s.files.flip(s.dir.path(), name, offset, bit);
    const VerifyReport report = s.verify();
    s.files.flip(s.dir.path(), name, offset, bit);
    RC_ASSERT(!report.ok());
    RC_ASSERT(report.faults[0].file == name);
    // A leaf is named by where it begins, after the two bytes of its length.
    RC_ASSERT(report.faults[0].offset <= offset + 2);
}

/// The same where the data is, so that not most cases fall into padding; the index is named too.
RC_GTEST_PROP(VerifierProperty, names_the_frame_of_a_flipped_bit, ()) {
    const Sample& s = sample();
    const auto frame = *rc::gen::elementOf(s.files.frames());
    const auto at = *rc::gen::inRange<std::uint64_t>(0, frame.bytes);
    const auto bit = *rc::gen::inRange<std::uint64_t>(0, 8);
    s.files.flip(s.dir.path(), frame.file, frame.offset + at, bit);
    const VerifyReport report = s.verify();
    s.files.flip(s.dir.path(), frame.file, frame.offset + at, bit);
    RC_ASSERT(!report.ok());
    const Fault& fault = report.faults[0];
    const auto count = parse_frame_header(s.files.bytes_of(frame))->count;
    RC_ASSERT(fault.file == frame.file);
    RC_ASSERT(fault.offset >= frame.offset && fault.offset < frame.offset + frame.bytes);
    RC_ASSERT(fault.index >= frame.first_seq && fault.index < frame.first_seq + count);
}

RC_GTEST_PROP(VerifierProperty, names_the_first_entry_removed_reordered_or_duplicated, ()) {
    const Sample& s = sample();
    const auto a = *rc::gen::elementOf(s.files.frames());
    const auto b = *rc::gen::elementOf(s.files.frames());
    RC_PRE(a.first_seq < b.first_seq);
    const int deed = *rc::gen::inRange(0, 3);
    std::uint64_t first = a.first_seq;
    if (deed == 0) s.files.zero(s.dir.path(), a);
    if (deed == 1) s.files.swap(s.dir.path(), a, b);
    if (deed == 2) {
        s.files.move_block(s.dir.path(), a, b);
        first = b.first_seq;
    }
    const VerifyReport report = s.verify();
    s.files.restore(s.dir.path());
    RC_ASSERT(!report.ok());
    RC_ASSERT(report.faults[0].index == first);
    const auto expected = deed == 2 ? b : a;
    RC_ASSERT(report.faults[0].file == expected.file);
}

}  // namespace
}  // namespace gdprd::audit
