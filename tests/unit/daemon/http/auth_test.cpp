#include "daemon/http/auth.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

#include "config/base/files.hpp"
#include "tests/support/printers.hpp"

namespace gdprd::daemon {
namespace {

const OffLoop kOff = OffLoop::on_blocking_thread();
constexpr uid_t kNobodyHere = 54321;  // no such user: known by number only

Access example() {
    std::vector<Access::Token> tokens;
    tokens.push_back({"review", Secret(as_bytes("the-review-token\n"))});
    tokens.push_back({"idle", Secret(as_bytes("a-token-without-role"))});
    return Access({{"uid:54321", {Role::dpo}},
                   {"gid:54322", {Role::auditor}},
                   {"gid:54323", {Role::admin}},
                   {"token:review", {Role::approver}}},
                  std::move(tokens));
}

TEST(Access, joins_the_roles_of_the_user_and_all_groups) {
    const auto caller = example().identify(kOff, Peer{kNobodyHere, 54322, {54323}}, std::nullopt);

    ASSERT_TRUE(test::succeeded(caller));
    EXPECT_EQ(caller->name.value(), "uid:54321");
    EXPECT_EQ(caller->roles, (Roles{Role::dpo, Role::auditor, Role::admin}));
}

TEST(Access, gives_root_nothing_by_itself) {
    EXPECT_TRUE(test::failed_with(example().identify(kOff, Peer{0, 0, {}}, std::nullopt),
                                  ErrorCode::forbidden));
}

TEST(Access, replaces_the_peer_by_the_token) {
    const auto caller = example().identify(kOff, Peer{kNobodyHere, 54322, {}},
                                           std::string_view("the-review-token"));

    ASSERT_TRUE(test::succeeded(caller));
    EXPECT_EQ(caller->name.value(), "token:review");
    EXPECT_EQ(caller->roles, (Roles{Role::approver}));
}

TEST(Access, refuses_tokens_that_are_unknown_or_have_no_role) {
    const Peer peer{kNobodyHere, 54322, {}};
    for (const std::string_view bad : {"", "the-review-toke", "the-review-token\n", "x"}) {
        EXPECT_TRUE(
            test::failed_with(example().identify(kOff, peer, bad), ErrorCode::unauthenticated));
    }
    EXPECT_TRUE(
        test::failed_with(example().identify(kOff, peer, std::string_view("a-token-without-role")),
                          ErrorCode::forbidden));
}

TEST(Peer, is_who_the_kernel_says) {
    std::array<int, 2> pair{};
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, pair.data()), 0);
    const Descriptor left(pair[0]);
    const Descriptor right(pair[1]);

    const auto peer = peer_of(left.get());

    ASSERT_TRUE(test::succeeded(peer));
    EXPECT_EQ(peer->uid, ::getuid());
    EXPECT_EQ(peer->gid, ::getgid());
}

}  // namespace
}  // namespace gdprd::daemon
