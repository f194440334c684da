#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>

#include "daemon/ctl/cli.hpp"
#include "daemon/services/trail_service.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/printers.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::daemon::ctl {
namespace {

namespace fs = std::filesystem;
using test::succeeded;

const OffLoop kOff = OffLoop::on_blocking_thread();

/// A trail on which no gdprd runs, and what is done to it.
struct Alteration {
    const char* name;
    std::function<void(const fs::path& trail)> apply;
    int code;
};

void write_into(const fs::path& file, std::streamoff at, std::string_view bytes) {
    ASSERT_TRUE(fs::exists(file)) << file;
    std::fstream out(file, std::ios::binary | std::ios::in | std::ios::out);
    out.seekp(at < 0 ? 0 : at, at < 0 ? std::ios::end : std::ios::beg);
    out << bytes;
}

class AuditFsckBeside : public testing::Test {
  protected:
    void SetUp() override {
        fs::create_directory(dir_.path("state"));
        const Secret root = Secret::random(32);
        dir_.write("root.key", root.expose());
        fs::permissions(dir_.path("root.key"), fs::perms::owner_read);
        audit::TrailOptions options;
        options.origin = "example.com/test";
        options.segment_bytes = options.first_segment_bytes = 1U << 20U;
        auto trail = TrailService::open(kOff, dir_.path("state/trail"), options, root, clock_);
        ASSERT_TRUE(succeeded(trail));
        vkey_ = (*trail)->vkey();
        audit::EntryDraft draft;
        draft.type = audit::EntryType::system;
        const std::vector<audit::EntryDraft> drafts(300, draft);
        ASSERT_TRUE(succeeded((*trail)->record(kOff, drafts)));
        ASSERT_TRUE(succeeded((*trail)->checkpoint(kOff)));
    }
    [[nodiscard]] fs::path trail() const { return dir_.path("state/trail"); }
    int run(const std::string& verb, std::vector<std::string> more = {}) {
        std::vector<std::string> words{"gdprctl",          "audit", verb,
                                       dir_.path("state"), "--key", vkey_};
        words.insert(words.end(), more.begin(), more.end());
        std::vector<const char*> argv;
        for (const auto& word : words) argv.push_back(word.c_str());
        Cli cli;
        add_commands(cli);
        testing::internal::CaptureStdout();
        testing::internal::CaptureStderr();
        const int code = cli.run(static_cast<int>(argv.size()), argv.data());
        told_ = testing::internal::GetCapturedStdout() + testing::internal::GetCapturedStderr();
        return code;
    }

    test::TempDir dir_;
    test::ManualClock clock_;
    std::string vkey_;
    std::string told_;
};

class AuditFsck : public AuditFsckBeside, public testing::WithParamInterface<Alteration> {};

TEST_F(AuditFsckBeside, blames_a_damaged_checkpoint_that_stands_beside_the_trail) {
    fs::create_directory(trail() / "cosigned");
    fs::create_directory(trail() / "timestamps");
    for (const std::string file : {"cosigned/w1", "timestamps/9.checkpoint"}) {
        fs::copy_file(trail() / "checkpoint", trail() / file);
        if (file.starts_with("timestamps")) std::ofstream(trail() / "timestamps/9.tst") << "token";
        for (const std::string verb : {"verify", "fsck"}) EXPECT_EQ(run(verb), 0) << told_;
        write_into(trail() / file, 20, "7");  // of the size

        for (const std::string verb : {"verify", "fsck"}) {
            EXPECT_EQ(run(verb), 5) << verb << told_;
            EXPECT_NE(told_.find(file), std::string::npos) << verb << told_;
        }
        fs::remove(trail() / file);
    }
}

TEST_P(AuditFsck, agrees_with_verify) {
    GetParam().apply(trail());

    for (const bool keyed : {false, true}) {
        const std::vector<std::string> more =
            keyed ? std::vector<std::string>{"--data-key", dir_.path("root.key")}
                  : std::vector<std::string>{};
        EXPECT_EQ(run("verify", more), GetParam().code) << told_;
        EXPECT_EQ(run("fsck", more), GetParam().code) << told_;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Alterations, AuditFsck,
    testing::Values(
        Alteration{"none", [](const fs::path&) {}, 0},
        Alteration{"vkey", [](const fs::path& trail) { write_into(trail / "vkey", 0, "another"); },
                   5},
        Alteration{"reserve",
                   [](const fs::path& trail) { write_into(trail / "reserve", 4096, "x"); }, 5},
        Alteration{"appended",
                   [](const fs::path& trail) {
                       for (const auto& one : fs::directory_iterator(trail / "segments"))
                           if (one.path().extension() == ".seg") write_into(one.path(), -1, "xyz");
                   },
                   5},
        Alteration{"signing_key_removed",
                   [](const fs::path& trail) { fs::remove(trail / "keys/signing"); }, 5},
        Alteration{"epoch_keys_removed",
                   [](const fs::path& trail) { fs::remove(trail / "keys/epochs"); }, 5},
        Alteration{"stamp_alone",
                   [](const fs::path& trail) {
                       fs::create_directory(trail / "timestamps");
                       std::ofstream(trail / "timestamps/9.tst") << "token";
                   },
                   5},
        Alteration{"checkpoint_removed",
                   [](const fs::path& trail) { fs::remove(trail / "checkpoint"); }, 5},
        Alteration{"list_removed", [](const fs::path& trail) { fs::remove(trail / "checkpoints"); },
                   5},
        Alteration{"last_signed_removed",
                   [](const fs::path& trail) { fs::remove(trail / "last-signed"); }, 0},
        Alteration{"tree_removed", [](const fs::path& trail) { fs::remove_all(trail / "tree"); },
                   0},
        Alteration{"tree", [](const fs::path& trail) { write_into(trail / "tree/0", 40, "xyz"); },
                   5}),
    [](const auto& one) { return std::string(one.param.name); });

using AuditFsckRepair = AuditFsck;

TEST_P(AuditFsckRepair, mends_what_is_derived_and_says_what_is_not) {
    GetParam().apply(trail());
    write_into(trail() / "tree/0", 40, "xyz");

    EXPECT_EQ(run("fsck", {"--repair-derived"}), GetParam().code) << told_;
    EXPECT_EQ(run("verify"), GetParam().code) << told_;
    EXPECT_EQ(told_.find("tree/0"), std::string::npos) << told_;
}

INSTANTIATE_TEST_SUITE_P(Alterations, AuditFsckRepair,
                         testing::Values(Alteration{"none", [](const fs::path&) {}, 0},
                                         Alteration{"reserve",
                                                    [](const fs::path& trail) {
                                                        write_into(trail / "reserve", 4096, "x");
                                                    },
                                                    5}),
                         [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace gdprd::daemon::ctl
