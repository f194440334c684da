// shred_bench [--subjects N] [--shredded N] [--entries N] [--dir DIR]: what it takes to destroy
// what a trail holds of one subject among N (default 1,000,000), each with --entries entries
// (default 2) that lie apart.
//
// Prints the time of each destruction: key, redact entries, checkpoint, zeros. Then looks, with the
// keys as they were before and with the trail as it is: old copies of the keys open nothing, no
// byte of a destroyed payload is in the segments, searches find nothing, all else is there, and the
// trail verifies with a checkpoint of before. Exits with 1 when one of these does not hold.

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "audit/keyring.hpp"
#include "audit/reader.hpp"
#include "audit/redactor.hpp"
#include "audit/subject_keys.hpp"
#include "audit/trail.hpp"
#include "audit/verifier.hpp"
#include "config/base/assert.hpp"

namespace {

using namespace gdprd;
using namespace gdprd::audit;
namespace fs = std::filesystem;
using SteadyTime = std::chrono::steady_clock::time_point;

const OffLoop kOff = OffLoop::on_blocking_thread();
constexpr std::size_t kBatch = 4096;

double milliseconds(SteadyTime begin) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
        .count();
}

struct Arguments {
    std::uint64_t subjects = 1'000'000;
    std::uint64_t shredded = 200;
    std::uint64_t entries = 2;
    std::string dir = ".";
};

Arguments parse(int argc, char** argv) {
    Arguments out;
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string_view option = argv[i];
        if (option == "--subjects") out.subjects = std::strtoull(argv[i + 1], nullptr, 10);
        if (option == "--shredded") out.shredded = std::strtoull(argv[i + 1], nullptr, 10);
        if (option == "--entries") out.entries = std::strtoull(argv[i + 1], nullptr, 10);
        if (option == "--dir") out.dir = argv[i + 1];
    }
    GDPRD_ASSERT(out.subjects >= kBatch && out.shredded >= 1 && out.shredded <= out.subjects);
    return out;
}

void fill(Trail& trail, const Arguments& arguments) {
    for (std::uint64_t made = 0; made < arguments.subjects; made += kBatch) {
        const auto count = std::min<std::uint64_t>(kBatch, arguments.subjects - made);
        GDPRD_ASSERT(trail.subject_keys().add(kOff, count).has_value());
    }
    std::vector<EntryDraft> drafts;
    for (std::uint64_t round = 0; round < arguments.entries; ++round) {
        for (std::uint64_t number = 0; number < arguments.subjects; ++number) {
            EntryDraft& draft = drafts.emplace_back();
            draft.type = EntryType::read;
            draft.store = "crm";
            draft.collection = "customers";
            draft.actor = "svc-support";
            draft.row_count = 1;
            draft.payload = cbor::Map{{"data", Bytes(200, 0x42)}};
            const auto key = trail.subject_keys().find(kOff, number);
            GDPRD_ASSERT(key.has_value());
            draft.subject_key = *key;
            if (drafts.size() < kBatch && number + 1 < arguments.subjects) continue;
            GDPRD_ASSERT(trail.append(kOff, drafts).has_value());
            drafts.clear();
        }
    }
}

std::vector<EntryView> found(Trail& trail, std::uint64_t subject) {
    SearchQuery query;
    query.criteria.subjects = {subject};
    std::vector<EntryView> out;
    do {
        auto page = trail.search(kOff, query);
        GDPRD_ASSERT(page.has_value());
        for (EntryView& view : page->entries) {
            if (view.payload_key == PayloadKeyId{PayloadKind::subject, subject})
                out.push_back(std::move(view));
        }
        query.from = page->next;
    } while (query.from);
    return out;
}

/// How many of the words are in the files of a directory. All words are as long as the first.
std::size_t words_in(const std::string& dir, const std::unordered_set<std::string>& words) {
    if (words.empty()) return 0;
    const std::size_t length = words.begin()->size();
    std::unordered_set<std::uint64_t> beginnings;
    const auto beginning = [](const char* at) {
        std::uint64_t out = 0;
        std::memcpy(&out, at, sizeof out);
        return out;
    };
    for (const std::string& word : words) beginnings.insert(beginning(word.data()));
    std::size_t out = 0;
    for (const auto& entry : fs::directory_iterator(dir)) {
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        for (std::size_t at = 0; at + length <= text.size(); ++at) {
            if (beginnings.contains(beginning(text.data() + at)) &&
                words.contains(text.substr(at, length)))
                ++out;
        }
    }
    return out;
}

bool tell(const char* what, bool holds) {
    std::printf("  %-64s %s\n", what, holds ? "yes" : "NO");
    return holds;
}

}  // namespace

int main(int argc, char** argv) {
    const Arguments arguments = parse(argc, argv);
    std::string base = arguments.dir + "/shred-bench-XXXXXX";
    GDPRD_ASSERT(::mkdtemp(base.data()) != nullptr);
    const std::string dir = base + "/trail";
    fs::create_directories(dir);
    const Secret root = Secret::random(32);
    SystemClock clock;
    TrailOptions options;
    options.origin = "example.org/bench";
    options.index.enabled = true;
    auto opened = Trail::open(kOff, dir, options, root, clock);
    GDPRD_ASSERT(opened.has_value());
    std::unique_ptr<Trail> trail = std::move(*opened);
    const auto begin = std::chrono::steady_clock::now();
    fill(*trail, arguments);
    GDPRD_ASSERT(trail->catch_up_index(kOff).has_value());
    trail->wait_for_repacking(kOff);
    const std::uint64_t entries = trail->size();
    std::printf("%llu subjects, %llu entries, made and indexed in %.1f s\n",
                static_cast<unsigned long long>(arguments.subjects),
                static_cast<unsigned long long>(entries), milliseconds(begin) / 1000);
    const auto before = trail->checkpoint(kOff);
    GDPRD_ASSERT(before.has_value());
    fs::create_directories(base + "/thief");
    fs::copy(dir + "/keys", base + "/thief/keys", fs::copy_options::recursive);

    const std::uint64_t step = arguments.subjects / arguments.shredded;
    std::unordered_set<std::string> stored;
    const auto reader = TrailReader::open(kOff, dir, root);
    GDPRD_ASSERT(reader.has_value());
    for (std::uint64_t i = 0; i < arguments.shredded; ++i) {
        for (const EntryView& view : found(*trail, i * step)) {
            const auto payload = (*reader)->read_stored(kOff, view.index);
            GDPRD_ASSERT(payload.has_value());
            stored.insert(std::string(as_text(payload->payload).substr(0, 32)));
        }
    }
    const std::size_t there = words_in(dir + "/segments", stored);
    std::vector<double> times;
    for (std::uint64_t i = 0; i < arguments.shredded; ++i) {
        const auto at = std::chrono::steady_clock::now();
        const auto done =
            trail->redactor().shred_subject(kOff, i * step, {"token:dpo", "R-2026-0001", {}});
        GDPRD_ASSERT(done.has_value() && done->payloads == arguments.entries);
        times.push_back(milliseconds(at));
    }
    double sum = 0;
    for (const double time : times) sum += time;
    std::sort(times.begin(), times.end());
    std::printf(
        "one subject destroyed: mean %.2f ms, p50 %.2f ms, p99 %.2f ms, worst %.2f ms "
        "(%zu times; aim: at most 10 ms)\n",
        sum / static_cast<double>(times.size()), times[times.size() / 2],
        times[times.size() * 99 / 100], times.back(), times.size());

    bool good = tell("their payloads were in the segments before",
                     there >= arguments.shredded * arguments.entries);
    good &= tell("no byte of them is there now", words_in(dir + "/segments", stored) == 0);
    std::size_t found_now = 0;
    for (std::uint64_t i = 0; i < arguments.shredded; ++i)
        found_now += found(*trail, i * step).size();
    good &= tell("a search for any of them finds nothing", found_now == 0);
    std::uint64_t lost = 0;
    for (std::uint64_t number = 1; number < arguments.subjects; number += step)
        lost += found(*trail, number).size() == arguments.entries ? 0 : 1;
    good &= tell("their neighbours are found as before", step == 1 || lost == 0);
    fs::copy_file(dir + "/keys/ratchet", base + "/thief/keys/ratchet",
                  fs::copy_options::overwrite_existing);
    good &= tell("a copy of the keys from before opens nothing with today's ratchet",
                 !KeyRing::open(real_files(), base + "/thief", root, {}).has_value());
    VerifyOptions verify;
    verify.dir = dir;
    verify.vkey = trail->vkey();
    verify.root_key = &root;
    verify.known_checkpoints = {*before};
    const auto report = verify_trail(kOff, verify);
    GDPRD_ASSERT(report.has_value());
    for (const auto& fault : report->faults) std::printf("  %s\n", to_string(fault).c_str());
    good &= tell("every entry and the checkpoint of before verify", report->ok());
    trail.reset();
    fs::remove_all(base);
    return good ? 0 : 1;
}
