#include "policy/catalogue/classify_tsv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gdprd::policy {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string answer(std::string_view input, TableFormat format = TableFormat::tsv) {
    const auto result = classify_tsv(input, format);
    return result ? *result : "error: " + result.error().message();
}

TEST(ClassifyTsv, prints_a_header_and_one_row_per_field_in_order) {
    const std::string out =
        answer("field\tstore\tcollection\nemail\tcrm\tcontacts\nsort_order\tcrm\tcontacts\n");

    EXPECT_THAT(
        out,
        StartsWith("store\tcollection\tfield\tcategory\tprobability\tpersonal\tdecision\treasons\n"
                   "crm\tcontacts\temail\tuser.contact.email\t0."));
    EXPECT_THAT(out, HasSubstr("\ncrm\tcontacts\tsort_order\t-\t0.000\t0.0"));
    EXPECT_THAT(out, HasSubstr("\taccept\t"));
    EXPECT_THAT(out, HasSubstr("\treject\t"));
}

TEST(ClassifyTsv, reads_types_comments_and_samples) {
    const std::string out = answer(
        "store\tcollection\tfield\ttype\tcomment\tsamples\n"
        "s\tt\tc1\tvarchar\t\t[\"ada@example.com\",\"bob\\u0040example.org\"]\n"
        "s\tt\tc2\t\tfirst name\t\n");

    EXPECT_THAT(out, HasSubstr("s\tt\tc1\tuser.contact.email"));
    EXPECT_THAT(out, HasSubstr("s\tt\tc2\tuser.name.first"));
    EXPECT_EQ(out.find("example.com"), std::string::npos);
}

TEST(ClassifyTsv, keeps_escapes_in_names) {
    EXPECT_THAT(answer("store\tcollection\tfield\na\\tb\tc\\\\d\te\\nf\n"),
                HasSubstr("\na\\tb\tc\\\\d\te\\nf\t"));
}

TEST(ClassifyTsv, prints_json) {
    const std::string out = answer(
        "store\tcollection\tfield\ns\tusers\tpassword\ns\tusers\tsort_order\n", TableFormat::json);

    EXPECT_THAT(
        out,
        StartsWith(
            "[\n  {\"store\":\"s\",\"collection\":\"users\",\"field\":\"password\",\"category\":"
            "\"user.authorization.password\",\"probability\":0."));
    EXPECT_THAT(out, HasSubstr("\"category\":null"));
}

TEST(ClassifyTsv, names_the_line_of_a_bad_row) {
    const std::string header = "store\tcollection\tfield\tsamples\n";
    EXPECT_THAT(answer(""), StartsWith("error: line 1: "));
    EXPECT_THAT(answer("store\tfield\n"), StartsWith("error: line 1: "));
    EXPECT_THAT(answer("store\tcollection\tfield\tcolour\n"), StartsWith("error: line 1: "));
    EXPECT_THAT(answer("store\tcollection\tfield\tfield\n"), StartsWith("error: line 1: "));
    EXPECT_THAT(answer(header + "s\tt\tf\t[]\ns\tt\n"), StartsWith("error: line 3: "));
    EXPECT_THAT(answer(header + "s\tt\tf\t[1]\n"), StartsWith("error: line 2: "));
    EXPECT_THAT(answer(header + "s\tt\tf\t[\n"), StartsWith("error: line 2: "));
    EXPECT_THAT(answer(header + "s\tt\tf\\x\t[]\n"), StartsWith("error: line 2: "));
    EXPECT_THAT(answer(header + "\tt\tf\t[]\n"), StartsWith("error: line 2: "));
    EXPECT_THAT(answer(header + "s\tt\tf\xFF\t[]\n"), StartsWith("error: line 2: "));
    EXPECT_THAT(answer(header + "s\tt\t" + std::string(kClassifyLineBytesMax, 'x') + "\t[]\n"),
                StartsWith("error: line 2: "));
}

TEST(ClassifyTsv, accepts_a_table_without_rows) {
    EXPECT_EQ(answer("store\tcollection\tfield\n"),
              "store\tcollection\tfield\tcategory\tprobability\tpersonal\tdecision\treasons\n");
}

RC_GTEST_PROP(ClassifyTsv, survives_any_bytes, (const std::string& bytes)) {
    const auto result =
        classify_tsv("store\tcollection\tfield\tcomment\n" + bytes, TableFormat::json);
    RC_ASSERT(result.has_value() || !result.error().message().empty());
}

}  // namespace
}  // namespace gdprd::policy
