#include "daemon/ctl/output.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace gdprd::daemon::ctl {
namespace {

std::string printed(Format format, const Table& table) {
    testing::internal::CaptureStdout();
    Output(format).table(table);
    std::fflush(stdout);
    return testing::internal::GetCapturedStdout();
}

const Table kTable{{"store", "what"}, {{"crm", "a\tb"}, {"münchen", "c"}}};

TEST(Output, aligns_by_letters_and_escapes_what_would_break_a_line) {
    EXPECT_EQ(printed(Format::text, kTable), "store    what\ncrm      a\\tb\nm\u00fcnchen  c\n");
}

TEST(Output, writes_tsv_with_a_header) {
    EXPECT_EQ(printed(Format::tsv, kTable), "store\twhat\ncrm\ta\\tb\nm\u00fcnchen\tc\n");
}

TEST(Output, writes_json_that_parses) {
    const auto value = boost::json::parse(printed(Format::json, kTable));

    EXPECT_EQ(value.at(0).at("what").as_string(), "a\tb");
}

TEST(Output, keeps_control_characters_off_the_terminal) {
    EXPECT_EQ(escape_cell("\x1b[2J\x7f"), "\\x1b[2J\\x7f");
    EXPECT_EQ(escape_cell("a\u202eb\u200bc\u2066\ufeff\u00e9"),
              "a\\u{202e}b\\u{200b}c\\u{2066}\\u{feff}\u00e9");
    EXPECT_EQ(escape_cell("\xff"), "\\xff");
}

TEST(Output, tells_phases_where_no_terminal_shows_how_far_they_are) {
    testing::internal::CaptureStderr();
    Output out(Format::text);
    for (const char* phase : {"verify", "verify with keys"})
        for (std::uint64_t done = 0; done <= 300; ++done) out.progress(phase, done, 300);
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "verify\nverify with keys\n");
}

TEST(Output, says_a_note_as_it_is) {
    const std::string note = "example.com/t\n3\nAAAA\n\n\xe2\x80\x94 example.com/t BBBB\n";
    testing::internal::CaptureStderr();
    Output(Format::text).say_note(note);
    EXPECT_EQ(testing::internal::GetCapturedStderr(), note);
}

TEST(Exit, has_one_code_for_each_error_code_by_value_and_by_name) {
    for (int i = 0; i <= static_cast<int>(ErrorCode::unsupported); ++i) {
        const auto code = static_cast<ErrorCode>(i);
        EXPECT_EQ(exit_for(code), exit_for(to_string(code)));
        EXPECT_NE(exit_for(code), Exit::done);
    }
    EXPECT_EQ(exit_for(ErrorCode::stale), Exit::refused);
    EXPECT_EQ(exit_for(ErrorCode::corrupt), Exit::verification_failed);
    EXPECT_EQ(exit_for(std::string_view("of-a-newer-gdprd")), Exit::failed);
}

}  // namespace
}  // namespace gdprd::daemon::ctl
