#include "daemon/state/sealed.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "config/base/crypto.hpp"
#include "config/base/files.hpp"
#include "daemon/services/trail_service.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/printers.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::daemon {
namespace {

const OffLoop kOff = OffLoop::on_blocking_thread();

/// State and trail side by side; keys() is what a start makes of them.
class RequestKeysTest : public testing::Test {
  protected:
    void SetUp() override { start(); }
    void start() {
        auto opened = StateDatabase::open(kOff, dir_.path());
        ASSERT_TRUE(test::succeeded(opened));
        state_ = std::move(*opened);
        audit::TrailOptions options;
        options.origin = "test.example/gdprd";
        options.segment_bytes = options.first_segment_bytes = 1U << 20;
        auto trail = TrailService::open(kOff, dir_.path() + "/trail", options, root_, clock_);
        ASSERT_TRUE(test::succeeded(trail));
        trail_ = std::move(*trail);
    }
    void stop() {
        trail_.reset();
        state_.reset();
    }
    RequestKeys keys() { return RequestKeys(*state_, *trail_, root_); }
    [[nodiscard]] Bytes wrapped() {
        auto db = state_->lock(kOff);
        auto select = db->prepare("SELECT wrapped FROM request_keys");
        EXPECT_TRUE(test::succeeded(select));
        EXPECT_TRUE(test::succeeded(select->step()));
        const auto blob = select->blob(0);
        return {blob.begin(), blob.end()};
    }
    void expect_in_no_file(const Bytes& wrapped) {
        for (const auto* name : {"/state.db", "/state.db-wal"}) {
            const auto bytes = read_file(dir_.path() + name, 1U << 24U);
            ASSERT_TRUE(test::succeeded(bytes)) << name;
            const auto found = std::search(bytes->begin(), bytes->end(), wrapped.begin() + 24,
                                           wrapped.begin() + 40);
            EXPECT_EQ(found, bytes->end()) << name;
        }
    }

    test::TempDir dir_;
    test::ManualClock clock_;
    std::unique_ptr<StateDatabase> state_;
    std::unique_ptr<TrailService> trail_;
    Secret root_ = Secret::random(32);
    RequestId request_{"R-2026-0001"};
};

TEST_F(RequestKeysTest, gives_the_same_keys_after_a_restart) {
    auto made = keys().create(kOff, request_);
    ASSERT_TRUE(test::succeeded(made));
    const auto sealed = made->bodies.seal("plan", as_bytes("hello"));

    stop();
    start();
    auto loaded = keys().load(kOff, request_);

    ASSERT_TRUE(test::succeeded(loaded));
    auto plain = loaded->bodies.open("plan", sealed);
    ASSERT_TRUE(test::succeeded(plain));
    EXPECT_EQ(as_text(*plain), "hello");
    EXPECT_TRUE(made->row == loaded->row);
    EXPECT_TRUE(made->match == loaded->match);
    EXPECT_FALSE(made->row == made->match);
}

TEST_F(RequestKeysTest, does_not_open_a_body_under_another_name) {
    auto made = keys().create(kOff, request_);
    ASSERT_TRUE(test::succeeded(made));

    const auto sealed = made->bodies.seal("plan", as_bytes("hello"));

    EXPECT_TRUE(test::failed_with(made->bodies.open("package", sealed), ErrorCode::crypto));
}

TEST_F(RequestKeysTest, wraps_a_key_under_no_other_subject_key_than_its_own) {
    ASSERT_TRUE(test::succeeded(keys().create(kOff, request_)));
    ASSERT_TRUE(test::succeeded(keys().create(kOff, RequestId("R-2026-0002"))));
    {
        auto db = state_->lock(kOff);
        ASSERT_TRUE(
            test::succeeded(db->execute("UPDATE request_keys SET subject_key = 1 - subject_key")));
    }
    EXPECT_TRUE(test::failed_with(keys().load(kOff, request_), ErrorCode::crypto));
}

TEST_F(RequestKeysTest, never_makes_a_second_key_for_a_request) {
    ASSERT_TRUE(test::succeeded(keys().create(kOff, request_)));
    EXPECT_TRUE(test::failed_with(keys().create(kOff, request_), ErrorCode::conflict));

    ASSERT_TRUE(test::succeeded(keys().destroy(kOff, request_)));

    EXPECT_TRUE(test::failed_with(keys().create(kOff, request_), ErrorCode::conflict));
}

TEST_F(RequestKeysTest, leaves_no_byte_of_a_destroyed_key_in_the_files) {
    ASSERT_TRUE(test::succeeded(keys().create(kOff, request_)));
    const Bytes bytes = wrapped();
    ASSERT_GE(bytes.size(), 32U);

    ASSERT_TRUE(test::succeeded(keys().destroy(kOff, request_)));

    EXPECT_TRUE(test::failed_with(keys().load(kOff, request_), ErrorCode::not_found));
    expect_in_no_file(bytes);
    EXPECT_TRUE(test::succeeded(keys().destroy(kOff, request_))) << "done already";
    EXPECT_TRUE(test::succeeded(keys().destroy(kOff, RequestId("R-2026-0009")))) << "never made";
}

TEST_F(RequestKeysTest, opens_nothing_of_a_destroyed_request_with_an_older_state_database) {
    ASSERT_TRUE(test::succeeded(keys().create(kOff, request_)));
    ASSERT_TRUE(test::succeeded(keys().create(kOff, RequestId("R-2026-0002"))));
    ASSERT_TRUE(test::succeeded(state_->purge(kOff)));
    const auto older = read_file(dir_.path() + "/state.db", 1U << 24U);
    ASSERT_TRUE(test::succeeded(older));
    ASSERT_TRUE(test::succeeded(keys().destroy(kOff, request_)));

    stop();
    dir_.write("state.db", std::string(as_text(*older)));
    start();

    EXPECT_TRUE(test::failed_with(keys().load(kOff, request_), ErrorCode::not_found));
    EXPECT_TRUE(test::succeeded(keys().load(kOff, RequestId("R-2026-0002"))));
}

TEST_F(RequestKeysTest, adopts_what_an_earlier_version_wrapped_under_the_root_key) {
    const auto key = Secret::random(32);
    const auto old_wrap =
        crypto::xaes_seal(crypto::hkdf(root_, {}, "gdprd state request-key wrap v1"),
                          as_bytes("request-key/R-2026-0001"), key.expose());
    const SealedBox bodies(crypto::hkdf_expand(key, "body"));
    const auto sealed = bodies.seal("plan", as_bytes("hello"));
    {
        auto db = state_->lock(kOff);
        auto insert = db->prepare("INSERT INTO request_keys (request, wrapped) VALUES (?, ?)");
        insert->bind(1, std::string_view(request_.value())).bind(2, BytesView(old_wrap));
        ASSERT_TRUE(test::succeeded(insert->run()));
        ASSERT_TRUE(test::succeeded(
            db->execute("INSERT INTO request_keys (request) VALUES ('R-2025-0001')")));
    }
    ASSERT_TRUE(test::succeeded(keys().load(kOff, request_)));

    EXPECT_EQ(*keys().adopt(kOff), 1U);

    EXPECT_EQ(*keys().adopt(kOff), 0U);
    auto loaded = keys().load(kOff, request_);
    ASSERT_TRUE(test::succeeded(loaded));
    EXPECT_TRUE(test::succeeded(loaded->bodies.open("plan", sealed)));
    EXPECT_TRUE(loaded->row == crypto::hkdf_expand(key, "row"));
    expect_in_no_file(old_wrap);
    ASSERT_TRUE(test::succeeded(keys().destroy(kOff, request_)));
    EXPECT_TRUE(test::failed_with(keys().load(kOff, request_), ErrorCode::not_found));
}

}  // namespace
}  // namespace gdprd::daemon
