#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "audit/trail.hpp"
#include "audit/witness.hpp"
#include "tests/support/printers.hpp"
#include "tests/unit/audit/support/trail_fixture.hpp"

namespace gdprd::audit {
namespace {

using test::succeeded;
using test::TempDir;
using test::TrailDir;

const OffLoop kOff = OffLoop::on_blocking_thread();

/// Verifiers that gdprd's authors did not write: Go's checksum database packages.
class GoInterop : public testing::Test {
  protected:
    void SetUp() override {
        const bool there = std::filesystem::exists("/usr/share/gocode/src/golang.org/x/mod") &&
                           std::system("command -v go >/dev/null 2>&1") == 0;
        if (!there) GTEST_SKIP() << "packages golang-go and golang-golang-x-mod-dev are not there";
        const std::string source = std::string(GDPRD_SOURCE_DIR) + "/tests/interop/go/verify.go";
        const std::string build =
            "cd " + temp_.path() +
            " && GO111MODULE=off GOFLAGS= GOPATH=/usr/share/gocode GOCACHE=" + temp_.path() +
            "/cache go build -o verify " + source + " 2>build.log";
        ASSERT_EQ(std::system(build.c_str()), 0) << temp_.read("build.log");
    }
    int verify(const std::string& vkey) {
        const std::string command = temp_.path() + "/verify '" + vkey + "' " + temp_.path() +
                                    "/proof " + temp_.path() + "/leaf >" + temp_.path() +
                                    "/out 2>&1";
        return std::system(command.c_str());
    }
    TempDir temp_;
};

TEST_F(GoInterop, verifies_checkpoint_and_inclusion) {
    TrailDir dir;
    auto trail = dir.open();
    ASSERT_TRUE(succeeded(trail));
    const auto entries = TrailDir::append_some(**trail, 21);
    auto reader = TrailReader::open(kOff, dir.path(), dir.root_key);
    ASSERT_TRUE(succeeded(reader));
    for (const std::size_t i : {0U, 7U, 20U}) {
        const EntryIndex index = entries[i].index;
        const auto proof = (*trail)->prove(kOff, index);
        ASSERT_TRUE(succeeded(proof));
        Bytes leaf = (*reader)->read_stored(kOff, index)->leaf;
        temp_.write("proof", *proof);
        temp_.write("leaf", leaf);
        EXPECT_EQ(verify((*trail)->vkey()), 0) << temp_.read("out");
        EXPECT_EQ(temp_.read("out"), "verified " + std::to_string(index.value()) + " " +
                                         std::to_string((*trail)->size()) + "\n");
        leaf[100] ^= 1;
        temp_.write("leaf", leaf);
        EXPECT_NE(verify((*trail)->vkey()), 0) << "an altered entry";
        temp_.write("leaf", (*reader)->read_stored(kOff, index)->leaf);
        temp_.write("proof", proof->substr(0, proof->size() - 5) + "AAA=\n");
        EXPECT_NE(verify((*trail)->vkey()), 0) << "an altered signature";
    }
}

TEST_F(GoInterop, verifies_a_checkpoint_that_a_witness_cosigned) {
    TrailDir dir;
    auto trail = dir.open();
    ASSERT_TRUE(succeeded(trail));
    const auto entries = TrailDir::append_some(**trail, 5);
    const EntryIndex index = entries[3].index;
    auto proof = (*trail)->prove(kOff, index);
    ASSERT_TRUE(succeeded(proof));
    auto reader = TrailReader::open(kOff, dir.path(), dir.root_key);
    ASSERT_TRUE(succeeded(reader));
    temp_.write("leaf", (*reader)->read_stored(kOff, index)->leaf);
    ASSERT_TRUE(succeeded(Witness::create(kOff, temp_.path("w"), "witness.example.org/w1")));
    const test::ManualClock clock;
    const auto witness =
        Witness::open(kOff, temp_.path("w"), {*parse_vkey((*trail)->vkey())}, clock);
    ASSERT_TRUE(succeeded(witness));
    const auto answer = (*witness)->add_checkpoint(
        kOff, format_add_checkpoint(0, {}, (*trail)->latest_checkpoint()));
    ASSERT_TRUE(succeeded(answer));
    ASSERT_EQ(answer->verdict, WitnessVerdict::cosign);

    temp_.write("proof", *proof + answer->cosignature);

    EXPECT_EQ(verify((*trail)->vkey()), 0) << temp_.read("out");
}

}  // namespace
}  // namespace gdprd::audit
