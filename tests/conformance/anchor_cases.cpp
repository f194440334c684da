#include <gmock/gmock.h>

#include "tests/conformance/connector_suite.hpp"

namespace gdprd::connectors::test {
namespace {

constexpr const char* kOurs = "example.org/gdprd";

TEST_P(ConnectorSuite, keeps_one_anchor_for_each_trail) {
    const auto none = connector_->read_anchor(off_, kOurs);
    ASSERT_TRUE(gdprd::test::succeeded(none));
    EXPECT_EQ(*none, std::nullopt);

    ASSERT_TRUE(
        gdprd::test::succeeded(connector_->write_anchor(off_, {kOurs, std::nullopt, "a\nb'c\n"})));
    EXPECT_EQ(*connector_->read_anchor(off_, kOurs), "a\nb'c\n");
    ASSERT_TRUE(gdprd::test::succeeded(
        connector_->write_anchor(off_, {"example.org/other", std::nullopt, "other"})));
    ASSERT_TRUE(
        gdprd::test::succeeded(connector_->write_anchor(off_, {kOurs, "a\nb'c\n", "second"})));

    // what explains a change of the key is a row beside it
    const std::string beside = std::string(kOurs) + " successions";
    const std::string long_text(100000, 's');
    ASSERT_TRUE(
        gdprd::test::succeeded(connector_->write_anchor(off_, {beside, std::nullopt, long_text})));

    reconnect([](StoreSettings&) {});
    EXPECT_EQ(*connector_->read_anchor(off_, kOurs), "second");
    EXPECT_EQ(*connector_->read_anchor(off_, beside), long_text);
    EXPECT_EQ(*connector_->read_anchor(off_, "example.org/other"), "other");
}

TEST_P(ConnectorSuite, writes_no_anchor_over_one_that_it_did_not_expect) {
    ASSERT_TRUE(
        gdprd::test::succeeded(connector_->write_anchor(off_, {kOurs, std::nullopt, "first"})));

    EXPECT_TRUE(gdprd::test::failed_with(
        connector_->write_anchor(off_, {kOurs, std::nullopt, "second"}), ErrorCode::conflict));
    EXPECT_TRUE(gdprd::test::failed_with(connector_->write_anchor(off_, {kOurs, "x", "second"}),
                                         ErrorCode::conflict));
    EXPECT_TRUE(gdprd::test::failed_with(
        connector_->write_anchor(off_, {"example.org/other", "x", "second"}), ErrorCode::conflict));
    EXPECT_EQ(*connector_->read_anchor(off_, kOurs), "first");
    // the connection goes on
    EXPECT_TRUE(gdprd::test::succeeded(connector_->write_anchor(off_, {kOurs, "first", "second"})));
}

TEST_P(ConnectorSuite, takes_the_table_of_its_anchor_for_no_collection) {
    make_customers();
    ASSERT_TRUE(
        gdprd::test::succeeded(connector_->write_anchor(off_, {kOurs, std::nullopt, "first"})));
    const std::string table(kAnchorTable);

    const auto schema = inspect();
    ASSERT_EQ(schema.collections.size(), 1U);
    EXPECT_EQ(schema.collections[0].name.name, "customers");
    EXPECT_TRUE(gdprd::test::failed_with(
        find_all(off_, *connector_,
                 query(table, "checkpoint", policy::MatchMode::exact, {text("first")})),
        ErrorCode::not_found));
    EXPECT_TRUE(gdprd::test::failed_with(connector_->sample(off_, path(table), {"checkpoint"}, 1),
                                         ErrorCode::not_found));
    policy::Step step = delete_step(find("customers", "id", integer(1)));
    step.in = path(table);
    EXPECT_TRUE(gdprd::test::failed_with(apply(step), ErrorCode::not_found));
    EXPECT_EQ(*connector_->read_anchor(off_, kOurs), "first");
}

}  // namespace
}  // namespace gdprd::connectors::test
