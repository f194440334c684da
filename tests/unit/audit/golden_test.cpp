#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "audit/keyring.hpp"
#include "audit/trail.hpp"
#include "audit/verifier.hpp"
#include "config/base/time.hpp"
#include "tests/support/printers.hpp"
#include "tests/unit/audit/support/counted_random.hpp"
#include "tests/unit/audit/support/trail_files.hpp"
#include "tests/unit/audit/support/trail_fixture.hpp"

namespace gdprd::audit {
namespace {

namespace fs = std::filesystem;
using test::counted;
using test::succeeded;
using test::TrailDir;
using test::TrailFiles;

const OffLoop kOff = OffLoop::on_blocking_thread();
const std::string kSample = std::string(GDPRD_SOURCE_DIR) + "/tests/golden/trail-v1";

std::string read_text(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::shared_ptr<const SubjectKey> subject(std::uint64_t number) {
    return std::make_shared<const SubjectKey>(
        SubjectKey{number, Secret{BytesView(Bytes(32, static_cast<std::uint8_t>(number)))}});
}

/// Every kind of leaf and payload of format version 1.
std::vector<EntryDraft> sample_drafts() {
    std::vector<EntryDraft> drafts(5);
    drafts[0].type = EntryType::read;
    drafts[0].store = "crm";
    drafts[0].collection = "customers";
    drafts[0].fields = {"email", "name"};
    drafts[0].actor = "uid:app";
    drafts[0].purpose = "support";
    drafts[0].row_count = 1;
    drafts[0].source_position = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    drafts[0].payload = cbor::Map{{"fingerprint", Bytes{0xCA, 0xFE}}};
    drafts[1] = drafts[0];
    drafts[1].payload = cbor::Map{{"token", Bytes{1, 2, 3}}};
    drafts[1].subject_key = subject(5);
    drafts[2] = drafts[0];
    drafts[2].rows = {{subject(5), cbor::Value("one")}, {subject(6), cbor::Value("two")}};
    drafts[3].type = EntryType::outcome;
    drafts[3].flags = 0x0100;
    drafts[3].request = "R-2026-0001";
    drafts[3].payload = cbor::Map{{"result", "done"}, {"rows", 1}};
    drafts[4].type = EntryType::redact;
    drafts[4].request = "R-2026-0001";
    drafts[4].payload = cbor::Map{{"approver", "token:approver"}};
    return drafts;
}

void make_sample(TrailDir& dir) {
    dir.options.origin = "example.org/gdprd-sample";
    dir.options.segment_bytes = 16U << 10;
    dir.options.first_segment_bytes = 16U << 10;
    dir.options.random = counted();
    std::uint64_t target = 0;
    {
        auto trail = dir.open();
        ASSERT_TRUE(succeeded(trail));
        std::vector<EntryDraft> drafts = sample_drafts();
        drafts.pop_back();
        const auto appended = (*trail)->append(kOff, drafts);
        ASSERT_TRUE(succeeded(appended));
        target = (*appended)[1].index.value();
    }
    dir.clock.advance(std::chrono::hours(1));
    {
        auto trail = dir.open();
        ASSERT_TRUE(succeeded(trail));
        EntryDraft redact = sample_drafts().back();
        redact.redacts = EntryIndex(target);
        ASSERT_TRUE(succeeded((*trail)->append(kOff, std::vector<EntryDraft>{redact})));
    }
    TrailFiles files;
    files.load(dir.path());
    const auto place = files.payload(target);
    const std::uint64_t stored = 24 + 16 + cbor::encode(*sample_drafts()[1].payload).size();
    files.write_at(dir.path(), place, Bytes(stored));
    for (const char* name : {"lock", "reserve", "segments/spare"})
        fs::remove(dir.path() + "/" + name);
}

std::string listing(const std::string& path, const Secret& root_key) {
    auto reader = TrailReader::open(kOff, path, root_key);
    EXPECT_TRUE(succeeded(reader));
    std::string out;
    for (std::uint64_t i = 0; reader && i < (*reader)->size(); ++i) {
        const auto view = (*reader)->read(kOff, EntryIndex(i));
        EXPECT_TRUE(succeeded(view));
        if (!view) break;
        out += std::to_string(i) + " " + std::string(to_string(view->type)) + " " +
               format_time(view->wall_time) + " incarnation " + std::to_string(view->incarnation) +
               " leaf " + hex_encode(view->leaf_hash).substr(0, 16) + " [" + view->store + " " +
               view->collection + " " + view->actor + " " + view->purpose + " " + view->request +
               "] payload " + std::string(to_string(view->payload_state));
        if (view->payload) out += " " + cbor::to_json(*view->payload);
        out += "\n";
    }
    return out;
}

TEST(GoldenTrail, is_made_again_byte_by_byte) {
    TrailDir dir;
    ASSERT_NO_FATAL_FAILURE(make_sample(dir));
    const char* update = std::getenv("GDPRD_UPDATE_GOLDEN");
    if (update != nullptr && std::string(update) == "1") {
        fs::remove_all(kSample);
        fs::copy(dir.path(), kSample, fs::copy_options::recursive);
        std::ofstream(kSample + "/entries.txt") << listing(dir.path(), dir.root_key);
    }
    for (const auto& entry : fs::recursive_directory_iterator(dir.path())) {
        if (!entry.is_regular_file()) continue;
        const fs::path name = fs::relative(entry.path(), dir.path());
        EXPECT_EQ(read_text(entry.path()), read_text(kSample / name)) << name;
    }
}

/// So many entries in one call are sealed on two threads: the bytes are those that one would make.
TEST(GoldenTrail, of_a_large_call_is_made_again_byte_by_byte) {
    TrailDir dir;
    dir.options.origin = "example.org/gdprd-sample";
    dir.options.first_segment_bytes = 2U << 20;
    dir.options.random = counted();
    {
        auto trail = dir.open();
        ASSERT_TRUE(succeeded(trail));
        std::vector<EntryDraft> drafts;
        for (std::size_t i = 0; i < 1500; ++i) {
            drafts.push_back(sample_drafts()[i % 5]);
            drafts.back().row_count = i;
            if (drafts.back().type == EntryType::redact) drafts.back().redacts = EntryIndex(1);
            if (i % 100 == 0) drafts.back().actor = "uid:" + std::to_string(i);
        }
        for (const std::size_t batch : {1U, 70U, 1429U}) {
            const std::vector<EntryDraft> part(drafts.end() - static_cast<std::ptrdiff_t>(batch),
                                               drafts.end());
            ASSERT_TRUE(succeeded((*trail)->append(kOff, part)));
        }
    }
    const std::string segment = read_text(dir.path() + "/segments/00000000000000000000.seg");
    EXPECT_EQ(hex_encode(crypto::sha256(as_bytes(segment))),
              "4bc0b96bb50359606d7674a8a522ea703768f519846662dc3896a9d443a8c667");
}

TEST(GoldenTrail, of_version_1_verifies_and_reads_for_ever) {
    TrailDir dir;
    VerifyOptions options;
    options.dir = kSample;
    options.vkey = read_text(kSample + "/vkey");
    options.vkey.pop_back();
    options.root_key = &dir.root_key;
    const auto report = verify_trail(kOff, options);
    ASSERT_TRUE(succeeded(report));
    EXPECT_TRUE(report->ok()) << to_string(report->faults.front());
    EXPECT_EQ(report->payloads_erased, 1U);
    EXPECT_EQ(report->signed_size, report->size);
    EXPECT_EQ(listing(kSample, dir.root_key), read_text(kSample + "/entries.txt"));
}

}  // namespace
}  // namespace gdprd::audit
