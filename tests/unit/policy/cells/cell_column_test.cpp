#include "policy/cells/cell_column.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <functional>

namespace gdprd::policy {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

using Values = std::vector<Personal<std::string>>;

Values values(std::size_t count, const std::function<std::string(std::size_t)>& make) {
    Values out;
    for (std::size_t i = 0; i < count; ++i) out.emplace_back(make(i));
    return out;
}

std::string settings(std::size_t i) {
    return R"({"lang":"de","reply_to":"person)" + std::to_string(i) +
           R"(@mail.example","shipping":{"street":"Hauptstr. )" + std::to_string(i) +
           R"(","zip":"1011)" + std::to_string(i % 10) + R"("},"items_per_page":50})";
}

struct Found {
    CellColumn column;
    std::vector<CellFinding> inside;
    [[nodiscard]] const Finding* at(const std::string& field) const {
        for (const auto& one : inside)
            if (one.field == field) return &one.finding;
        return nullptr;
    }
};

Found look(const Values& samples) {
    Found out;
    const auto format = format_of_column(samples);
    EXPECT_TRUE(format.has_value());
    if (!format) return out;
    sweep::Sweeper sweeper;
    out.column = read_cell_column(1, *format, samples, sweeper);
    std::vector<FieldEvidence> columns(2);
    for (auto& column : columns) {
        column.store = StoreName("shop");
        column.collection = "customers";
    }
    columns[0].field = "id";
    columns[1].field = "prefs";
    out.inside = classify_cells(columns, {out.column});
    return out;
}

TEST(CellColumn, proposes_places_with_their_own_evidence) {
    const auto found = look(values(20, settings));

    const auto* mail = found.at("prefs#/reply_to");
    ASSERT_NE(mail, nullptr);
    EXPECT_EQ(mail->decision, Decision::accept);
    EXPECT_EQ(mail->category, Category("user.contact.email"));
    EXPECT_THAT(mail->reasons, Contains(HasSubstr("inside JSON of prefs, in 100 % of its values")));
    for (const auto& reason : mail->reasons)
        EXPECT_EQ(reason.find("mail.example"), std::string::npos);
    ASSERT_NE(found.at("prefs#/shipping/street"), nullptr);
    EXPECT_NE(found.at("prefs#/shipping/street")->decision, Decision::reject);
    ASSERT_NE(found.at("prefs#/items_per_page"), nullptr);
    EXPECT_EQ(found.at("prefs#/items_per_page")->decision, Decision::reject);
    EXPECT_EQ(found.at("prefs"), nullptr) << "the column itself was judged before";
}

TEST(CellColumn, reads_preferences_that_php_wrote) {
    const auto found = look(values(12, [](std::size_t i) {
        const std::string mail = "p" + std::to_string(100 + i) + "@mail.example";
        return "a:2:{s:8:\"timezone\";s:4:\"auto\";s:8:\"reply_to\";s:" +
               std::to_string(mail.size()) + ":\"" + mail + "\";}";
    }));
    EXPECT_EQ(found.column.format, CellFormat::php);
    ASSERT_NE(found.at("prefs#/reply_to"), nullptr);
    EXPECT_EQ(found.at("prefs#/reply_to")->category, Category("user.contact.email"));
}

TEST(CellColumn, takes_no_plain_column_for_structured) {
    EXPECT_FALSE(format_of_column({}));
    EXPECT_FALSE(format_of_column(values(9, [](auto) { return "Dear all, see you"; })));
    EXPECT_FALSE(format_of_column(values(9, [](auto) { return ""; })));
    EXPECT_FALSE(format_of_column(values(9, [](std::size_t i) {
        return i == 0 ? std::string("{\"a\":1}") : std::string("plain");
    })));
    // two lists among many notes are no rule
    EXPECT_FALSE(format_of_column(values(9, [](std::size_t i) {
        return i < 2 ? std::string("name: Anna\nzip: 10115") : std::string("called back");
    })));
}

TEST(CellColumn, drops_what_only_begins_like_a_structure) {
    const auto samples = values(9, [](auto) { return "[urgent] please call"; });
    const auto found = look(samples);
    EXPECT_THAT(found.inside, IsEmpty());
    EXPECT_EQ(found.column.plain, 9U);
}

TEST(CellColumn, tells_what_it_read_and_what_not) {
    auto samples = values(10, settings);
    samples[0] = Personal<std::string>("none");
    samples[1] = Personal<std::string>(settings(1).substr(0, 60));
    const auto found = look(samples);

    const auto told = told_of(found.column, 5, 3);
    EXPECT_THAT(told, HasSubstr("its values are JSON: 5 places inside, 3 of them personal"));
    EXPECT_THAT(told, HasSubstr("10 % of them are not"));
    EXPECT_THAT(told, HasSubstr("11 % were read from their beginning only"));
}

TEST(CellColumn, holds_no_more_places_than_limits_allow_and_the_personal_ones_first) {
    std::string cell = "{";
    for (int a = 0; a < 20; ++a) {
        cell += "\"part" + std::string(1, static_cast<char>('a' + a)) + "\":{";
        for (int b = 0; b < 20; ++b)
            cell += "\"x" + std::string(1, static_cast<char>('a' + b)) + "\":1,";
        cell += "\"email\":\"a" + std::to_string(a) + "@mail.example\"},";
    }
    cell += "\"last\":1}";
    const auto found = look(values(6, [&](auto) { return cell; }));
    EXPECT_THAT(found.inside, SizeIs(256));
    const auto is_personal = [](const CellFinding& one) {
        return one.finding.decision != Decision::reject;
    };
    EXPECT_TRUE(std::is_partitioned(found.inside.begin(), found.inside.end(), is_personal));
    EXPECT_GT(std::count_if(found.inside.begin(), found.inside.end(), is_personal), 10);
}

}  // namespace
}  // namespace gdprd::policy
