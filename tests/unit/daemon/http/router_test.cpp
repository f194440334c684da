#include "daemon/http/router.hpp"

#include <gtest/gtest.h>

namespace gdprd::daemon {
namespace {

Handler answer(int status) {
    return
        [status](OffLoop, const ApiRequest&) -> Result<Reply> { return Reply{status, "", "", {}}; };
}

Router example() {
    Router router;
    router.add("GET", "/api/v1/requests", {Role::dpo}, answer(200));
    router.add("POST", "/api/v1/requests", {Role::dpo}, answer(201));
    router.add("GET", "/api/v1/requests/{id}", {Role::dpo}, answer(202));
    router.add("GET", "/api/v1/requests/late", {Role::dpo}, answer(203));
    return router;
}

int status_of_match(const Router::Match& match) {
    if (match.route == nullptr) return 0;
    const ApiRequest request;
    const auto reply = std::get<Handler>(match.route->act)(OffLoop::on_blocking_thread(), request);
    return reply ? reply->status : -1;
}

TEST(Router, decodes_the_parameters_of_the_path) {
    const auto router = example();

    const auto match = router.find("GET", "/api/v1/requests/R%2D2026%2F1");

    ASSERT_EQ(status_of_match(match), 202);
    EXPECT_EQ(match.params.at("id"), "R-2026/1");
}

TEST(Router, prefers_the_literal_segment) {
    const auto router = example();

    EXPECT_EQ(status_of_match(router.find("GET", "/api/v1/requests/late")), 203);
}

TEST(Router, tells_which_methods_a_path_allows) {
    const auto router = example();

    const auto match = router.find("DELETE", "/api/v1/requests");

    EXPECT_EQ(match.route, nullptr);
    EXPECT_EQ(match.methods, (std::vector<std::string>{"GET", "POST"}));
}

TEST(Router, finds_nothing_for_paths_that_are_not_there_or_not_well_formed) {
    const auto router = example();

    for (const auto* path : {"", "api", "/", "/api/v1/requests/", "/api/v1/requests/a/b",
                             "/api/v1/requests/%zz", "/api/v1/requests/%00", "//api/v1/requests"}) {
        const auto match = router.find("GET", path);
        EXPECT_EQ(match.route, nullptr) << path;
        EXPECT_TRUE(match.methods.empty()) << path;
    }
}

TEST(Router, gives_the_rest_of_the_path_to_the_last_parameter_of_a_tree) {
    Router router;
    router.add_tree("/log/tile/{path}", {}, answer(200));
    router.add("GET", "/log/tile/checkpoint", {}, answer(201));

    const auto deep = router.find("GET", "/log/tile/0/x001/234.p/7");

    ASSERT_EQ(status_of_match(deep), 200);
    EXPECT_EQ(deep.params.at("path"), "0/x001/234.p/7");
    EXPECT_EQ(router.find("GET", "/log/tile/0").params.at("path"), "0");
    EXPECT_EQ(status_of_match(router.find("GET", "/log/tile/checkpoint")), 201);
    EXPECT_EQ(status_of_match(router.find("GET", "/log/tile")), 0);
    EXPECT_EQ(status_of_match(router.find("GET", "/log/tile/")), 0);
    EXPECT_EQ(status_of_match(router.find("GET", "/log/tile/0//1")), 0);
}

}  // namespace
}  // namespace gdprd::daemon
