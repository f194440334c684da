#include "daemon/state/sealed.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "config/base/files.hpp"
#include "tests/support/printers.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::daemon {
namespace {

const OffLoop kOff = OffLoop::on_blocking_thread();

class RequestKeysTest : public testing::Test {
  protected:
    void SetUp() override {
        auto opened = StateDatabase::open(kOff, dir_.path());
        ASSERT_TRUE(test::succeeded(opened));
        state_ = std::move(*opened);
    }
    test::TempDir dir_;
    std::unique_ptr<StateDatabase> state_;
    Secret root_ = Secret::random(32);
    RequestId request_{"R-2026-0001"};
};

TEST_F(RequestKeysTest, gives_the_same_keys_after_a_restart) {
    RequestKeys first(*state_, root_);
    auto made = first.create(kOff, request_);
    ASSERT_TRUE(test::succeeded(made));
    const auto sealed = made->bodies.seal("plan", as_bytes("hello"));

    RequestKeys second(*state_, root_);
    auto loaded = second.load(kOff, request_);

    ASSERT_TRUE(test::succeeded(loaded));
    auto plain = loaded->bodies.open("plan", sealed);
    ASSERT_TRUE(test::succeeded(plain));
    EXPECT_EQ(as_text(*plain), "hello");
    EXPECT_TRUE(made->row == loaded->row);
    EXPECT_TRUE(made->match == loaded->match);
    EXPECT_FALSE(made->row == made->match);
}

TEST_F(RequestKeysTest, does_not_open_a_body_under_another_name) {
    RequestKeys keys(*state_, root_);
    auto made = keys.create(kOff, request_);
    ASSERT_TRUE(test::succeeded(made));

    const auto sealed = made->bodies.seal("plan", as_bytes("hello"));

    EXPECT_TRUE(test::failed_with(made->bodies.open("package", sealed), ErrorCode::crypto));
}

TEST_F(RequestKeysTest, needs_the_root_key) {
    RequestKeys keys(*state_, root_);
    ASSERT_TRUE(test::succeeded(keys.create(kOff, request_)));

    RequestKeys stranger(*state_, Secret::random(32));

    EXPECT_TRUE(test::failed_with(stranger.load(kOff, request_), ErrorCode::crypto));
}

TEST_F(RequestKeysTest, never_makes_a_second_key_for_a_request) {
    RequestKeys keys(*state_, root_);
    ASSERT_TRUE(test::succeeded(keys.create(kOff, request_)));
    EXPECT_TRUE(test::failed_with(keys.create(kOff, request_), ErrorCode::conflict));

    ASSERT_TRUE(test::succeeded(keys.destroy(kOff, request_)));

    EXPECT_TRUE(test::failed_with(keys.create(kOff, request_), ErrorCode::conflict));
}

TEST_F(RequestKeysTest, leaves_no_byte_of_a_destroyed_key_in_the_files) {
    RequestKeys keys(*state_, root_);
    ASSERT_TRUE(test::succeeded(keys.create(kOff, request_)));
    Bytes wrapped;
    {
        auto db = state_->lock(kOff);
        auto select = db->prepare("SELECT wrapped FROM request_keys");
        ASSERT_TRUE(test::succeeded(select));
        ASSERT_TRUE(test::succeeded(select->step()));
        const auto blob = select->blob(0);
        wrapped.assign(blob.begin(), blob.end());
    }
    ASSERT_GE(wrapped.size(), 32U);

    ASSERT_TRUE(test::succeeded(keys.destroy(kOff, request_)));

    EXPECT_TRUE(test::failed_with(keys.load(kOff, request_), ErrorCode::not_found));
    for (const auto* name : {"/state.db", "/state.db-wal"}) {
        const auto bytes = read_file(dir_.path() + name, 1U << 24U);
        ASSERT_TRUE(test::succeeded(bytes)) << name;
        const auto found =
            std::search(bytes->begin(), bytes->end(), wrapped.begin() + 24, wrapped.begin() + 40);
        EXPECT_EQ(found, bytes->end()) << name;
    }
}

}  // namespace
}  // namespace gdprd::daemon
