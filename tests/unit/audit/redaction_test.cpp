#include <gtest/gtest.h>

#include "audit/payload.hpp"
#include "audit/proof.hpp"
#include "audit/trail.hpp"
#include "audit/verifier.hpp"
#include "tests/support/printers.hpp"
#include "tests/unit/audit/support/trail_files.hpp"
#include "tests/unit/audit/support/trail_fixture.hpp"

namespace gdprd::audit {
namespace {

using test::failed_with;
using test::succeeded;
using test::TrailDir;
using test::TrailFiles;

const OffLoop kOff = OffLoop::on_blocking_thread();

std::shared_ptr<const SubjectKey> subject(std::uint64_t number, std::uint8_t byte) {
    return std::make_shared<const SubjectKey>(
        SubjectKey{number, Secret{BytesView(Bytes(32, byte))}});
}

/// A read entry under a subject's key, and a redact entry that names it.
class RedactionTest : public testing::Test {
  protected:
    void SetUp() override {
        auto opened = dir_.open();
        ASSERT_TRUE(succeeded(opened));
        trail_ = std::move(*opened);
        EntryDraft read = TrailDir::draft(1);
        read.subject_key = subject(77, 0x21);
        target_ = (*trail_->append(kOff, std::vector<EntryDraft>{read}))[0];
        TrailDir::append_some(*trail_, 3);
    }
    void redact() {
        EntryDraft draft;
        draft.type = EntryType::redact;
        draft.redacts = target_.index;
        draft.request = "R-2026-0007";
        draft.payload = cbor::Map{{"approver", "token:dpo"}};
        redaction_ = (*trail_->append(kOff, std::vector<EntryDraft>{draft}))[0];
    }
    void close() {
        vkey_ = trail_->vkey();
        trail_.reset();
        files_.load(dir_.path());
    }
    void destroy_payload() {
        const auto place = files_.payload(target_.index.value());
        files_.write_at(dir_.path(), place, Bytes(payload_bytes()));
    }
    std::uint64_t payload_bytes() {
        auto reader = TrailReader::open(kOff, dir_.path(), dir_.root_key);
        return (*reader)->read_stored(kOff, target_.index)->payload.size();
    }
    VerifyReport verify() {
        VerifyOptions options;
        options.dir = dir_.path();
        options.vkey = vkey_;
        return *verify_trail(kOff, options);
    }

    TrailDir dir_;
    TrailFiles files_;
    std::unique_ptr<Trail> trail_;
    std::string vkey_;
    Appended target_;
    Appended redaction_;
};

TEST_F(RedactionTest, is_verified_when_a_redact_entry_names_the_absent_payload) {
    redact();
    close();
    EXPECT_EQ(verify().redactions_pending, 1U);
    destroy_payload();
    const auto report = verify();
    EXPECT_TRUE(report.ok()) << to_string(report.faults.front());
    EXPECT_EQ(report.payloads_erased, 1U);
    EXPECT_EQ(report.redactions_pending, 0U);

    auto reader = TrailReader::open(kOff, dir_.path(), dir_.root_key);
    ASSERT_TRUE(succeeded(reader));
    const auto view = (*reader)->read(kOff, target_.index);
    ASSERT_TRUE(succeeded(view));
    EXPECT_EQ(view->payload_state, PayloadState::erased);
    EXPECT_EQ(view->collection, "orders") << "time, actor and collection stay provable";
    EXPECT_EQ((*reader)->read(kOff, redaction_.index)->request, "R-2026-0007");
}

TEST_F(RedactionTest, is_a_fault_when_no_redact_entry_names_the_absent_payload) {
    close();
    destroy_payload();
    const auto report = verify();
    ASSERT_EQ(report.faults.size(), 1U);
    EXPECT_EQ(report.faults[0].index, target_.index.value());
    EXPECT_EQ(report.faults[0].offset, files_.payload(target_.index.value()).offset);
}

TEST_F(RedactionTest, is_a_fault_when_the_payload_was_altered_and_not_destroyed) {
    redact();
    close();
    const auto place = files_.payload(target_.index.value());
    files_.flip(dir_.path(), place.file, place.offset, 1);
    EXPECT_EQ(verify().faults.size(), 1U);
}

TEST_F(RedactionTest, is_refused_for_an_entry_that_is_not_there_yet) {
    EntryDraft draft;
    draft.type = EntryType::redact;
    draft.redacts = EntryIndex(1000);
    EXPECT_TRUE(failed_with(trail_->append(kOff, std::vector<EntryDraft>{draft}),
                            ErrorCode::invalid_argument));
    EXPECT_TRUE(succeeded(trail_->append(kOff, std::vector<EntryDraft>{TrailDir::draft(1)})));
}

TEST_F(RedactionTest, leaves_a_subject_payload_sealed_for_who_has_the_root_key_only) {
    const auto view = trail_->read(kOff, target_.index);
    ASSERT_TRUE(succeeded(view));
    EXPECT_EQ(view->payload_state, PayloadState::sealed);
    EXPECT_EQ(view->payload_key, (PayloadKeyId{PayloadKind::subject, 77}));
    const PayloadPlace place{view->header.epoch, target_.index.value(), view->payload_key};
    const auto stored = [&] {
        auto reader = TrailReader::open(kOff, dir_.path(), dir_.root_key);
        return (*reader)->read_stored(kOff, target_.index)->payload;
    }();
    const auto opened = open_payload(place, {nullptr, subject(77, 0x21).get()}, stored);
    ASSERT_TRUE(succeeded(opened));
    EXPECT_EQ(*cbor::decode(*opened), cbor::Value(*TrailDir::draft(1).payload));
    EXPECT_TRUE(failed_with(open_payload(place, {nullptr, subject(77, 0x22).get()}, stored),
                            ErrorCode::crypto));
    EXPECT_TRUE(failed_with(open_payload(place, {nullptr, subject(78, 0x21).get()}, stored),
                            ErrorCode::crypto));
}

TEST_F(RedactionTest, seals_each_row_of_a_shared_payload_for_its_subject) {
    EntryDraft draft;
    draft.type = EntryType::read;
    draft.payload = cbor::Map{{"query", "joint account"}};
    draft.rows = {{subject(1, 0x31), cbor::Value("first")},
                  {subject(2, 0x32), cbor::Value("second")}};
    const auto appended = trail_->append(kOff, std::vector<EntryDraft>{draft});
    ASSERT_TRUE(succeeded(appended));
    const EntryIndex index = (*appended)[0].index;
    const auto view = trail_->read(kOff, index);
    ASSERT_TRUE(succeeded(view));
    EXPECT_EQ((*view->payload)["body"], cbor::Value(*draft.payload));
    const cbor::Array& rows = **(*view->payload)["rows"].as_array();
    ASSERT_EQ(rows.size(), 2U);
    const cbor::Array& second = **rows[1].as_array();
    EXPECT_EQ(second[0], cbor::Value(2U));
    const PayloadPlace place{view->header.epoch, index.value(), view->payload_key};
    const Bytes sealed = *second[1].as_bytes();
    EXPECT_EQ(*open_row(place, 1, *subject(2, 0x32), sealed), cbor::Value("second"));
    EXPECT_TRUE(failed_with(open_row(place, 1, *subject(1, 0x31), sealed), ErrorCode::crypto));
    EXPECT_TRUE(failed_with(open_row(place, 0, *subject(2, 0x32), sealed), ErrorCode::crypto));
}

TEST_F(RedactionTest, lets_an_outcome_be_shown_to_somebody_without_keys) {
    EntryDraft draft;
    draft.type = EntryType::outcome;
    draft.request = "R-2026-0007";
    draft.payload = cbor::Map{{"result", "done"}, {"rows", 3}};
    const auto appended = trail_->append(kOff, std::vector<EntryDraft>{draft});
    ASSERT_TRUE(succeeded(appended));
    const auto shown = trail_->disclose(kOff, (*appended)[0].index);
    ASSERT_TRUE(succeeded(shown));
    const auto parsed = disclosure_from_cbor(to_cbor(*shown));
    ASSERT_TRUE(succeeded(parsed));

    const auto verified = verify_disclosure(*parsed, trail_->signing_keys());

    ASSERT_TRUE(succeeded(verified));
    EXPECT_EQ(verified->body, cbor::Value(*draft.payload));
    EXPECT_EQ(verified->request, "R-2026-0007");
    EXPECT_EQ(verified->type, 7);
    EXPECT_EQ(verified->index, (*appended)[0].index);
    Disclosure forged = *parsed;
    forged.plain =
        cbor::encode(cbor::Map{{"at", 1}, {"body", "more"}, {"request", ""}, {"type", 7}});
    EXPECT_TRUE(failed_with(verify_disclosure(forged, trail_->signing_keys()), ErrorCode::crypto));
    forged = *parsed;
    forged.leaf[60] ^= 1;
    EXPECT_TRUE(failed_with(verify_disclosure(forged, trail_->signing_keys()), ErrorCode::crypto));
    EXPECT_TRUE(failed_with(trail_->disclose(kOff, target_.index), ErrorCode::unsupported));
}

}  // namespace
}  // namespace gdprd::audit
