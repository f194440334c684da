#include "daemon/export/cef.hpp"

#include <gtest/gtest.h>

#include <map>

#include "daemon/services/event_entry.hpp"
#include "tests/unit/daemon/export/sample_entries.hpp"

namespace gdprd::daemon {
namespace {

using audit::EntryType;
using test::sample_entry;

/// A reader of CEF as receivers have it: seven header fields, then key=value.
struct ReadCef {
    std::vector<std::string> header;
    std::map<std::string, std::string> extension;
};

std::string unescape(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            out.push_back(text[i]);
            continue;
        }
        ++i;
        out.push_back(text[i] == 'n' ? '\n' : text[i] == 'r' ? '\r' : text[i]);
    }
    return out;
}

ReadCef read_cef(const std::string& line) {
    ReadCef out;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < line.size() && out.header.size() < 7; ++i) {
        if (line[i] == '\\') {
            ++i;
        } else if (line[i] == '|') {
            out.header.push_back(unescape(line.substr(begin, i - begin)));
            begin = i + 1;
        }
    }
    std::string key;
    std::string value;
    const std::string rest = line.substr(begin);
    std::size_t at = 0;
    while (at < rest.size()) {
        const auto equals = rest.find('=', at);
        key = rest.substr(at, equals - at);
        // The value ends before the last space in front of the next "=" that stands for itself.
        auto next = equals + 1;
        while (next < rest.size() && rest[next] != '=') next += rest[next] == '\\' ? 2 : 1;
        const auto end = next >= rest.size() ? rest.size() : rest.rfind(' ', next);
        out.extension[key] = unescape(rest.substr(equals + 1, end - equals - 1));
        at = end + 1;
    }
    return out;
}

TEST(Cef, says_who_did_what_to_which_data_and_when) {
    auto entry = sample_entry(EntryType::read, "crm", "main.customers");
    entry.fields = {"email", "street"};

    const auto read = read_cef(render_cef(entry, {"example.org/t", {}}));

    EXPECT_EQ(read.header, (std::vector<std::string>{"CEF:0", "gdprd", "gdprd", GDPRD_VERSION,
                                                     "read", "Personal data read", "2"}));
    EXPECT_EQ(read.extension.at("rt"), "1772719402123");
    EXPECT_EQ(read.extension.at("externalId"), "4711");
    EXPECT_EQ(read.extension.at("deviceExternalId"), "example.org/t");
    EXPECT_EQ(read.extension.at("suser"), "uid:alice");
    EXPECT_EQ(read.extension.at("cn1"), "12");
    EXPECT_EQ(read.extension.at("cs1Label"), "store");
    EXPECT_EQ(read.extension.at("cs1"), "crm");
    EXPECT_EQ(read.extension.at("cs2"), "main.customers");
    EXPECT_EQ(read.extension.at("cs3"), "email,street");
    EXPECT_EQ(read.extension.at("cs4"), "support");
    EXPECT_EQ(read.extension.at("cs5"), "R-2026-0001");
    EXPECT_EQ(read.extension.at("msg"),
              "uid:alice read 12 rows of main.customers in crm, for R-2026-0001");
}

TEST(Cef, keeps_names_apart_from_its_own_signs) {
    const std::string name = "a|b=c\\d\ne\rf";
    auto entry = sample_entry(EntryType::write, name, name + " x=y");
    entry.actor = "uid:" + name;

    const auto line = render_cef(entry, {"example.org/t", {}});
    const auto read = read_cef(line);

    EXPECT_EQ(line.find_first_of("\r\n"), std::string::npos);
    EXPECT_EQ(read.extension.at("cs1"), name);
    EXPECT_EQ(read.extension.at("cs2"), name + " x=y");
    EXPECT_EQ(read.extension.at("suser"), "uid:" + name);
    EXPECT_EQ(read.extension.at("cs6Label"), "leafHash");
}

/// Receivers split lines at some of these, and terminals obey others.
TEST(Cef, sends_no_character_that_ends_a_line_or_turns_or_hides_text) {
    for (const auto& [raw, told] :
         {std::pair("\xc2\x85", "\\u{85}"), std::pair("\xc2\x9b", "\\u{9b}"),
          std::pair("\xe2\x80\xa8", "\\u{2028}"), std::pair("\xe2\x80\xa9", "\\u{2029}"),
          std::pair("\xe2\x80\xaa", "\\u{202a}"), std::pair("\xe2\x80\xae", "\\u{202e}"),
          std::pair("\xe2\x81\xa6", "\\u{2066}"), std::pair("\xe2\x81\xa9", "\\u{2069}"),
          std::pair("\x1b", "\\u{1b}"), std::pair("\xff", "\\xff")}) {
        auto entry = sample_entry(EntryType::read, "crm", std::string("a") + raw + "b");
        entry.actor = std::string("x") + raw;

        const auto line = render_cef(entry, {"example.org/t", {}});

        EXPECT_EQ(line.find(raw), std::string::npos) << told;
        const auto read = read_cef(line);
        EXPECT_EQ(read.extension.at("cs2"), std::string("a") + told + "b");
        EXPECT_EQ(read.extension.at("suser"), std::string("x") + told);
    }
}

TEST(Cef, marks_what_another_system_reported) {
    auto entry = sample_entry(EntryType::read, "crm", "main.customers");
    EXPECT_FALSE(read_cef(render_cef(entry, {"t", {}})).extension.contains("flexString1"));
    entry.flags = kFlagReported;
    const auto read = read_cef(render_cef(entry, {"t", {}}));
    EXPECT_EQ(read.extension.at("flexString1Label"), "reported");
    EXPECT_EQ(read.extension.at("flexString1"), "yes");
    EXPECT_TRUE(read.extension.at("msg").ends_with(", as another system reported"));
}

TEST(Cef, renders_every_type_on_one_line) {
    for (const auto& entry : test::entries_of_every_type()) {
        const auto line = render_cef(entry, {"example.org/t", {}});
        const auto read = read_cef(line);
        EXPECT_EQ(line.find('\n'), std::string::npos) << line;
        ASSERT_EQ(read.header.size(), 7U) << line;
        EXPECT_EQ(read.header[4], audit::to_string(entry.type)) << line;
        const int severity = std::stoi(read.header[6]);
        EXPECT_TRUE(severity >= 0 && severity <= 10) << line;
    }
}

}  // namespace
}  // namespace gdprd::daemon
